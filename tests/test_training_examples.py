"""Nothing that is kept for development or testing reaches training."""

import hashlib
from pathlib import Path

import pytest

from training.examples import (
    NEAR_DUPLICATE,
    Exclusion,
    cue_spans,
    load_examples,
    load_exclusion,
    normalise,
)

SHARED = Path(__file__).parent.parent.parent / "shared" / "data"


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("The Mayor's “plan”: 3.5%", "the mayor s plan 3 5"),
        ("  --  ", ""),
        ("CAPS and\nlines", "caps and lines"),
    ],
)
def test_texts_are_compared_without_case_and_punctuation(text: str, normal: str) -> None:
    """The form whose hash is listed, so it may never change."""
    assert normalise(text) == normal


def test_an_excluded_text_is_found_in_other_typography() -> None:
    """Quotation marks and capitals do not make another sentence."""
    digest = hashlib.sha256(b"the quay may close").hexdigest()
    assert "“The quay may close.”" in Exclusion([digest], [])
    assert "The quay will close." not in Exclusion([digest], [])


def test_a_near_duplicate_is_found_by_its_opening() -> None:
    """A sentence that goes on differently after sixty characters is too close."""
    held_out = "the harbour authority of port alder said on tuesday that it would close"
    excluded = Exclusion([], [held_out[:NEAR_DUPLICATE]])
    assert "The harbour authority of Port Alder said on Tuesday that it might not" in excluded
    assert "The harbour authority of Port Alder said" not in excluded


@pytest.mark.parametrize(
    ("cues", "found"),
    [
        ("", []),
        ("may", ["may"]),
        # Whole words alone: not the "art" in "party".
        ("art", []),
        ("party; may ", ["party", "may"]),
        ("is not there", []),
    ],
)
def test_cues_are_found_as_whole_words(cues: str, found: list[str]) -> None:
    """Their spans supervise the token weights, so they must be exact."""
    text = "The party may split."
    assert [text[start:end] for start, end in cue_spans(text, cues)] == found


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the labelled sets are not part of the repository")
def test_no_example_is_held_out() -> None:
    """Over everything that would be trained on; and the list is not empty."""
    excluded = load_exclusion(SHARED)
    examples = load_examples(SHARED)
    assert len(examples) > 20_000
    assert {example.source for example in examples} == {
        *("tone_news", "newsmtsc", "conll2010_wiki", "pei_certainty", "emobank", "clickbait16"),
        "contrast",
    }
    assert not [example for example in examples if example.text in excluded]


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the labelled sets are not part of the repository")
def test_targets_and_cues_lie_inside_their_sentence() -> None:
    """An offset outside would mark the wrong words without any error."""
    for example in load_examples(SHARED):
        spans = [span for found in example.cues.values() for span in found]
        for start, end in [*spans, *([example.target] if example.target else [])]:
            assert 0 <= start < end <= len(example.text)
