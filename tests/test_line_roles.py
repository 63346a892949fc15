"""Bylines, captions and links are told from prose, and prose is never lost to them."""

from pathlib import Path

import pytest
import yaml

from analysis.sentences.line_roles import line_role

CASES: dict[str, dict[str, str]] = yaml.safe_load(
    Path(__file__).with_name("line_role_cases.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize(
    ("role", "line"), [(role, line) for role, lines in CASES.items() for line in lines]
)
def test_each_line_has_its_role(role: str, line: str) -> None:
    """Those under `body` look like the others and are the article's own prose."""
    assert line_role(line) == role, CASES[role][line]


@pytest.mark.parametrize(
    "line",
    [
        "Jane Doe",  # a name alone
        "JANE DOE",  # in capitals
        "Jane Doe and Sam Roe",  # two names
        "Jane Doe, Political Editor",  # with a post
        "Jane Doe in Port Alder",  # with a place
    ],
)
def test_a_name_is_a_byline_only_below_the_headline(line: str) -> None:
    """Anywhere else it may be a heading or part of a list."""
    assert line_role(line, below_headline=True) == "byline"
    assert line_role(line) == "body"


@pytest.mark.parametrize(
    "line",
    [
        "Mayor Dana Whitlow has resigned",  # a second headline
        "Mayor Under Fire",  # one in capitals, told by its small words
        "Harbour, Market and Town Hall Closed Until Further Notice",  # too long for a name
        "Dana Whitlow.",  # a sentence
    ],
)
def test_what_stands_below_a_headline_is_not_always_a_name(line: str) -> None:
    """A standfirst is the article's own prose."""
    assert line_role(line, below_headline=True) == "body"


@pytest.mark.parametrize("line", ["Photo: the wall ", "Subscribe to our newsletter "])
def test_a_long_line_is_prose(line: str) -> None:
    """No caption or offer is as long as a paragraph."""
    assert line_role((line * 30).strip()) == "body"
