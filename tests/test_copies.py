"""Texts that several articles share are found, and within an outlet counted once."""

from pathlib import Path

import pytest
import yaml
from scored import analysis_of, scored

from analysis.articles import read_files
from analysis.compare import inference_frame
from analysis.compare.copies import first_copies
from analysis.compare.differences import differences_frame
from analysis.config import Configuration
from analysis.pipeline import ScoredArticle, analyse

WIRE = [
    "The ferry ran aground on the northern bank shortly before dawn on Sunday.",
    "All forty passengers were taken ashore in boats, the harbour office said.",
    "Divers will look at the hull once the tide has fallen far enough.",
    "The line has run the crossing since the old bridge was closed to lorries.",
]
OTHER = [
    "Councillors spent four hours on the budget and agreed on very little of it.",
    "The library keeps its hours, the pool loses two evenings a week from May.",
    "A second reading follows in March, when the grant from the county is known.",
]


def article(*sentences: str, outlet: str = "A", value: float = 0.0) -> ScoredArticle:
    """Return an article with one rating throughout."""
    rows = [(each, "body", value, value, value) for each in sentences]
    return scored(rows, outlet=outlet, article_id=f"{outlet}{value}")


def test_a_copy_with_a_line_more_is_a_copy() -> None:
    """And another text is none."""
    longer = article(*WIRE, "This is added by the second outlet.", outlet="B")
    assert first_copies([article(*WIRE), article(*OTHER), longer]) == [0, 1, 0]


def test_capitals_and_punctuation_make_no_other_text() -> None:
    """Desks set them as they like."""
    shouted = article(*(each.upper().replace(",", ";") for each in WIRE))
    assert first_copies([article(*WIRE), shouted]) == [0, 0]


def test_short_texts_must_be_equal() -> None:
    """A line in common is no copy."""
    assert first_copies([article(WIRE[0]), article(*WIRE), article(WIRE[0], outlet="B")]) == [
        0,
        1,
        0,
    ]
    assert first_copies([article("Rain."), article("Rain."), article("Sun.")]) == [0, 0, 2]


def test_copies_of_copies_are_copies() -> None:
    """Two halves that a whole joins."""
    whole = article(*WIRE, *OTHER)
    assert first_copies([article(*WIRE), article(*OTHER), whole]) == [0, 0, 0]
    assert first_copies([]) == []


def test_within_an_outlet_copies_count_once(configuration: Configuration) -> None:
    """With their mean; between outlets they are pointed out and count in both."""
    analysis = analysis_of(
        configuration,
        article(*WIRE, value=0.2),
        article(*WIRE, value=0.4),
        article(*OTHER, value=0.6),
        article(*WIRE, outlet="B", value=0.3),
    )
    found = inference_frame(analysis).iloc[0]
    assert (found["first_units"], found["second_units"]) == (2, 1)
    # (0.3 + 0.6) / 2 for A; B has 0.3.
    assert found["mean_difference"] == pytest.approx(0.3 - 0.45)
    assert found["copies"] == (
        "A: one article is nearly the same as another and not counted twice. "
        "A and B: one text is in both, nearly word for word, and counted in both."
    )


def test_the_reprints_among_the_samples_are_found(repository: Path) -> None:
    """Those that `seeds/planted.yaml` names, and no other pair."""
    seeds = repository / "seeds"
    planted = yaml.safe_load((seeds / "planted.yaml").read_text(encoding="utf-8"))["reprints"]
    files = sorted(seeds.glob("*/*.md"))
    names = [path.relative_to(seeds).as_posix() for path in files]
    articles = read_files([(n, p.read_bytes()) for n, p in zip(names, files, strict=True)]).articles
    scored_articles = analyse(articles).articles
    first = first_copies(scored_articles)
    found = {
        frozenset(
            (scored_articles[at].article.source_file, scored_articles[one].article.source_file)
        )
        for at, one in enumerate(first)
        if at != one
    }
    assert found == {frozenset((wire, copy)) for wire, own in planted.items() for copy in own}


def test_articles_that_are_compared_one_by_one_are_copies_too(
    configuration: Configuration,
) -> None:
    """It is said of the two, by their names, and of no other pair."""
    titled = [
        article(*WIRE, outlet="A"),
        article(*WIRE, "This is added by the desk.", outlet="B"),
        article(*OTHER, outlet="C"),
    ]
    frame = differences_frame(analysis_of(configuration, *titled), "article")
    said = {(row.first, row.second): row.copies for row in frame.itertuples()}
    ids = [each.article.article_id for each in titled]
    assert said[ids[0], ids[1]] == ("“A” and “B”: the same text, nearly word for word.")
    assert said[ids[0], ids[2]] == said[ids[1], ids[2]] == ""
