"""Words and phrases from the shares of word pieces."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import texts

from analysis.scorers.cue_words import cues, word_shares, words


@given(texts)
def test_words_slice_the_text_in_order(text: str) -> None:
    """Words are parts of the text, none of them blank, none overlapping."""
    at = 0
    for start, end in words(text):
        assert at <= start < end <= len(text)
        assert text[start:end].strip() == text[start:end]
        at = end


def test_what_is_joined_is_one_word() -> None:
    """Hyphens, apostrophes and points inside a word or number do not divide it."""
    text = "A record-breaking $12,000: don’t, said the U.S."
    found = [text[start:end] for start, end in words(text)]
    assert found == [
        *("A", "record-breaking", "$", "12,000", ":", "don’t", ",", "said", "the", "U.S", "."),
    ]


@given(st.lists(st.floats(-5, 5), min_size=1, max_size=8))
def test_no_share_is_lost(shares: list[float]) -> None:
    """Pieces add up to words; markers count to the word whose offsets they carry."""
    text = "shocking scenes shook the town"
    spans = [(n * 3, n * 3 + 2) for n in range(len(shares))]
    weighed = word_shares(text, spans, np.array(shares))
    assert sum(share for _, share in weighed) == pytest.approx(sum(shares))


def shown(
    shares: list[float],
    text: str = "utterly shocking , but calm scenes",
    *,
    either_way: bool = True,
) -> list[tuple[str, float]]:
    """Return the cues of a text from the shares of its words and marks, with at least 0.3."""
    weighed = list(zip(words(text), shares, strict=True))
    found = cues("drama", text, weighed, 0.3, either_way=either_way)
    return [(text[c.start : c.end], c.share) for c in found]


def test_neighbours_of_one_sign_make_one_cue() -> None:
    """A phrase is shown as one; words below the threshold and marks are not shown."""
    found = shown([0.5, 1.0, 0.9, 0.05, -0.6, 0.4])
    assert found == [("utterly shocking", 1.5), ("calm", -0.6), ("scenes", 0.4)]


def test_one_word_between_two_cues_belongs_to_the_phrase() -> None:
    """Where only more of the measure is shown; two words, or a mark, part the cues."""
    unlike = ([0.5, 0.1, 0.6], "unlike any other")
    assert shown(*unlike, either_way=False) == [("unlike any other", pytest.approx(1.2))]
    assert len(shown([0.5, 0.1, 0.1, 0.6], "unlike any of them", either_way=False)) == 2
    assert len(shown([0.5, 0.1, 0.6], "shock , horror", either_way=False)) == 2
    # Every other word of a plain sentence can have a small share of its tone.
    assert len(shown(*unlike)) == 2
    assert len(shown([0.5, 0.1, -0.6], "shock and calm")) == 2


def test_nothing_strong_is_no_cue() -> None:
    """Not even an empty one."""
    assert shown([0.1] * 6) == []
