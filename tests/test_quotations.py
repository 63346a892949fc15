"""Quotations: hard cases, laws on any text, and linear time."""

import itertools
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from strategies import texts
from timing import process_seconds

from analysis.sentences.paragraphs import paragraph_spans
from analysis.voice.quotations import Quotation, find_quotations

Case = dict[str, Any]

PARTS: dict[str, list[Case]] = yaml.safe_load(
    Path(__file__).with_name("quotation_cases.yaml").read_text(encoding="utf-8")
)
CASES = list(itertools.chain(*PARTS.values()))
PROSE = """Dana Whitlow lost her temper twice. “We have waited long enough,” she said. “The sea
will not wait.” Pell called it ‘a monument to fear’ and the boys’ club didn’t answer.
\"Why?\" he asked. 'Nobody has said so,' Lund said: Q: A: PELL: > I we You"""

# Dense in marks and what stands next to them.
marked = st.text(st.sampled_from("“”\"‘’'`«»„‚,.:?!>()[]=—- \n\u00a0\u2028aAsSnI9é🎉"))
lines = st.lists(st.sampled_from([*PROSE.split(), "\n", "\n\n", "\n> ", "\nPELL: "])).map(" ".join)
any_texts = texts | marked | lines


def found(text: str, start: int = 0) -> list[Case]:
    """Return the quotations as the cases write them."""
    return [as_case(text, one) for one in find_quotations(text, start)]


def as_case(text: str, one: Quotation) -> Case:
    """Return what a case says of a quotation, what is false or missing left out."""
    case: Case = {"text": text[one.start : one.end], "kind": one.kind}
    if one.label:
        case["label"] = text[slice(*one.label)]
    return case | {name: True for name in ("continued", "unsure") if getattr(one, name)}


@pytest.mark.parametrize("case", CASES, ids=[case["reason"] for case in CASES])
def test_hard_cases(case: Case) -> None:
    """Each case, by its reason, has exactly the quotations it says."""
    headline = case.get("headline", "")
    text = f"{headline}\n\n{case['text']}" if headline else case["text"]
    assert found(text, len(headline)) == case["quotations"]


def test_there_are_enough_cases_and_no_two_are_alike() -> None:
    """A part that is lost, or a case that is written twice, would go unnoticed."""
    assert len(CASES) >= 100
    assert len({(case.get("headline"), case["text"]) for case in CASES}) == len(CASES)
    assert len({case["reason"] for case in CASES}) == len(CASES)


@given(any_texts, st.integers(0, 40))
def test_quotations_are_in_order_and_within_one_paragraph(text: str, start: int) -> None:
    """No overlap, no blank at an end, something in each; the headline is a paragraph."""
    start = min(start, len(text))
    quotations = find_quotations(text, start)
    places = [place for one in quotations for place in (one.start, one.end)]
    assert places == sorted(places)
    paragraphs = [(0, start), *paragraph_spans(text, start)]
    for one in quotations:
        piece = text[one.start : one.end]
        assert piece == piece.strip()
        assert any(map(str.isalnum, piece))
        assert any(begin <= one.start and one.end <= end for begin, end in paragraphs)


@given(any_texts)
def test_labels_stand_before_what_is_said(text: str) -> None:
    """A line of a transcript, and nothing else, has a label; it is not part of the quotation."""
    for one in find_quotations(text):
        assert (one.label is not None) == (one.kind == "transcript")
        if one.label:
            assert 0 <= one.label[0] < one.label[1] < one.start


@given(any_texts)
def test_text_without_marks_has_no_quotation(text: str) -> None:
    """Somebody's words are found by marks, labels and arrows only."""
    plain = text.translate(dict.fromkeys(map(ord, "\"“”„‟«»‘’'`´‚‛,:>")))
    assert find_quotations(plain) == []


@given(any_texts, st.sampled_from(["PELL said it rained.", "The council met on Monday."]))
def test_a_mark_left_open_never_takes_the_next_paragraphs(text: str, closing: str) -> None:
    """Whatever stands above: two paragraphs without marks are the outlet's own."""
    text = f"{text}\n\n{closing}\n\n{closing}"
    assert all(one.end <= len(text) - 2 * len(closing) - 2 for one in find_quotations(text))


@pytest.mark.parametrize("case", PARTS["plain"] + PARTS["fragments"] + PARTS["paragraphs"])
def test_straight_marks_are_read_as_curly_ones(case: Case) -> None:
    """The same text typed on a typewriter has the same quotations."""
    curly = case["text"]
    straight = curly.translate(str.maketrans("“”‘’", "\"\"''"))
    assert find_quotations(straight) == find_quotations(curly)


def test_offsets_count_code_points_of_the_whole_text() -> None:
    """A character outside the basic plane is one; the headline counts."""
    assert find_quotations("🎉 Won\n\n“Yes,” he said.", 5) == [Quotation(7, 13, "speech")]


@pytest.mark.parametrize(
    "unit",
    [
        *['"', "“", "”", "'", "‘", "’", "‘a ", "’a ", "'a ", "a' ", "``", "''", ",,a", "“…", ".”"],
        *["“a ", '"a ', '"a" ', "“A. ", "“A.\n\n", "A. a,” ", "‘as’ b ", "‘n’ ", "« ", "»a", '"="'],
        *["A: ", "A: I\n", "[A]: ", "A B: I\n\n", "> ", "> a\n", "5' 2\" ", '12" ', "(", ".", " "],
        *["“A, he said. ", "“Aa Aa Aa, ", "“a”, b ", "“We won.\n\nAdvertisement\n\n"],
        *["“" + "a " * 60, "Aa " * 9 + ": I\n", "A" * 70 + ": "],
    ],
)
def test_time_is_linear_on_hostile_text(unit: str) -> None:
    """Four times the text takes about four times as long, not sixteen; 100 kB each at most."""
    small, large = (
        process_seconds(partial(find_quotations, unit * (length // len(unit))), runs=1)
        for length in (25_000, 100_000)
    )
    assert large < 9 * max(small, 0.02)
