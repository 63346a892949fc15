"""What stands around a sentence without being part of it is not read, and offsets stay."""

import pytest
from hypothesis import given
from strategies import texts

from analysis.scorers.boundary import core, unified


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # Lists and blanks.
        ("  The mayor left. \n", "The mayor left"),
        ("- The mayor left.", "The mayor left"),
        ("• The mayor left.", "The mayor left"),
        ("> — The mayor left.", "The mayor left"),
        # A minus is no list's dash.
        ("-5 degrees were measured.", "-5 degrees were measured"),
        # Agencies, credits, names of sites.
        ("The mayor left. (Reuters)", "The mayor left"),
        ("The mayor left (AP)", "The mayor left"),
        ("The mayor left — AFP", "The mayor left"),
        ("The mayor left. (AP Photo/H. Vasko)", "The mayor left"),
        ("The mayor left.\nSource: Lowick Courier", "The mayor left"),
        ("The mayor left. Photo: H. Vasko", "The mayor left"),
        ("The mayor left | The Sundrey Islander", "The mayor left"),
        ("The mayor left. © 2024 Tarn Media", "The mayor left"),
        # Two of them.
        ("The mayor left. (Reuters) | The Sundrey Islander", "The mayor left"),
        # What belongs to the sentence stays.
        ("He joined the World Health Organization (WHO).", None),
        ("It was the source: a spring below the mill.", None),
        ("Senator Mill (D-Corran) left.", None),
        ("She said: “It is over.”", "She said: “It is over.”"),
        # A sentence that trails off says so.
        ("The mayor left...", "The mayor left..."),
        # What would be left without a word is its own core.
        ("- - -", "- - -"),
        ("(Reuters)", "(Reuters)"),
        ("", ""),
    ],
)
def test_only_the_sentence_is_left(sentence: str, expected: str | None) -> None:
    """None stands for the sentence without its final full stop."""
    start, end = core(sentence)
    assert sentence[start:end] == (sentence.removesuffix(".") if expected is None else expected)


@given(texts)
def test_core_is_a_span_of_the_text(sentence: str) -> None:
    """Law: whatever the text, and a text with a letter or digit keeps one."""
    start, end = core(sentence)
    assert 0 <= start <= end <= len(sentence)
    if any(map(str.isalnum, sentence)):
        assert any(map(str.isalnum, sentence[start:end]))


@given(texts)
def test_marks_are_replaced_one_for_one(sentence: str) -> None:
    """Law: offsets of the unified text are offsets of the text, and doing it twice is once."""
    once = unified(sentence)
    assert len(once) == len(sentence)
    assert unified(once) == once


def test_marks_of_one_kind_are_one_mark() -> None:
    """Curly and straight, angled and low; every blank; every dash but the hyphen."""
    assert unified("“a” «b» „c‟ ‘d’ e — f – g-h\u00a0i") == '"a" "b" "c" \'d\' e – f – g-h i'


@pytest.mark.parametrize(
    "text", ["-" * 100_000, "• " * 50_000, "(" * 100_000, "a |" * 30_000, ". Photo: " * 12_000]
)
def test_hostile_texts_are_read_at_once(text: str) -> None:
    """Patterns are bounded: a text of 100,000 characters ends within the test's time."""
    start, end = core(text)
    assert 0 <= start <= end <= len(text)
