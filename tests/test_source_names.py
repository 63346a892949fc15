"""Who is heard in one place and not found in another, and verbs as a reader writes them."""

import pandas as pd
import pytest

from analysis.voice.reporting import lexicon
from dashboard import source_names, source_table
from dashboard.past_tense import past

# Forms that the rules of the voices do not know yet, though they are right.
UNKNOWN = {"dubbed", "extolled", "labelled", "signalled", "sought", "tipped"}


@pytest.mark.parametrize(
    ("names", "elsewhere", "missing"),
    [
        (["Ada Marsh"], ["ADA MARSH"], []),  # case does not matter
        (["Marsh"], ["Ada Marsh"], []),  # a bare surname is the one who has it
        (["Ada Marsh"], ["Marsh"], []),  # and the other way round
        (["Marsh"], ["Ada Marsh", "Ben Marsh"], ["Marsh"]),  # which of the two?
        (["Ada Marsh", "Ben Marsh"], ["Marsh"], ["Ada Marsh", "Ben Marsh"]),
        (["Marsh"], ["Ada Marsh", "ada marsh"], []),  # one person, spelt twice
        (["Mr Marsh"], ["Dr. Ada Marsh"], []),  # forms of address are no names
        (["Ada Marsh"], ["Ada Reed"], ["Ada Marsh"]),
        (["The company"], ["the company"], []),
        (["the company"], ["Sundrey company"], ["the company"]),  # no surname
        (["O’Neill"], ["Sean O'Neill"], []),  # either apostrophe
        (["Ada Marsh"], [], ["Ada Marsh"]),
        (["  ", "'"], ["?"], ["  ", "'"]),  # whatever a text holds
    ],
)
def test_names_are_found_by_full_name_or_by_a_surname_that_is_unique(
    names: list[str], elsewhere: list[str], missing: list[str]
) -> None:
    """Two persons of one surname are never taken for each other."""
    assert source_names.not_found(names, elsewhere) == missing


def sources(*rows: tuple[str, int]) -> pd.DataFrame:
    """Return a frame of sources with their words."""
    return pd.DataFrame(rows, columns=["speaker", "words"])


def test_who_is_not_found_is_named_with_how_much_is_heard() -> None:
    """The first few by words, how many more, and nobody accused of anything."""
    heard = sources(*((f"Ada {chr(65 + n)}x", 20 - n) for n in range(10)), ("", 3))
    said = source_names.sentence(heard, sources(("Ada Bx", 5)))
    assert said.startswith("Ada Ax (20 words), Ada Cx (18 words)")
    assert said.endswith("and 1 more")
    assert "Ada Bx" not in said


def test_nobody_is_missing_or_nobody_is_named() -> None:
    """Each is said."""
    one = sources(("Ada Marsh", 5))
    assert source_names.sentence(one, one) == "nobody; all who are heard here are found there too"
    assert source_names.sentence(sources(("", 3)), one) == "nobody is named here"
    assert source_names.sentence(sources(), one) == "nobody is named here"


def test_verbs_are_listed_in_the_past_with_those_that_judge_marked() -> None:
    """How often, where more than once; what is no verb stays as it is."""
    used = "say 3; according to 2; insist 1"
    assert source_table.verb_list(used, {"insist"}) == "said (3), according to (2), insisted†"
    assert source_table.verb_list("", set()) == ""


@pytest.mark.parametrize(
    ("base", "said"),
    [
        ("say", "said"),
        ("claim", "claimed"),
        ("deny", "denied"),
        ("argue", "argued"),
        ("slam", "slammed"),
        ("convey", "convey"),  # no verb of ours: left alone
        ("according to", "according to"),
        ("", ""),
    ],
)
def test_reporting_verbs_in_the_past(base: str, said: str) -> None:
    """As they mostly stand in news."""
    assert past(base) == said


def test_the_past_of_every_verb_is_a_form_that_the_program_knows() -> None:
    """Or a text's own `quipped` would be shown as `quiped`."""
    known = lexicon().verbs
    shown = {past(verb.base) for verb in known.values()}
    assert shown - set(known) <= UNKNOWN
