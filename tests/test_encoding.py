"""How a sentence is marked for the bundled model, with offsets that stay true."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import texts
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

from analysis.scorers.boundary import unified
from analysis.scorers.encoding import encode

VOCABULARY = ["[UNK]", "[unused1]", "[unused2]", "[unused3]", "the", "storm", "##s", "hit", "bbc"]


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    """Return an uncased word piece tokenizer of nine pieces."""
    made = Tokenizer(WordPiece({piece: n for n, piece in enumerate(VOCABULARY)}, unk_token="[UNK]"))
    made.normalizer = BertNormalizer(lowercase=True)
    made.pre_tokenizer = BertPreTokenizer()
    return made


def pieces(tokenizer: Tokenizer, *arguments: object) -> list[str]:
    """Return the encoded pieces, readable."""
    return [VOCABULARY[piece] for piece in encode(tokenizer, *arguments).ids]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("the storm hit", "the storm hit"),
        ("the STORM hit", "the [unused1] storm hit"),
        # One marker a word, before its first piece.
        ("the STORMS hit", "the [unused1] storm ##s hit"),
        # A headline all in capitals emphasises nothing.
        ("THE STORM HIT", "the storm hit"),
        # A single capital letter is no emphasis, and is unknown here.
        ("the A storm", "the [UNK] storm"),
        # Acronyms are marked too: the model learns from context which are emphasis.
        ("the BBC hit", "the [unused1] bbc hit"),
        # What looks like a marker in the text stays text.
        ("the [unused1] storm", "the [UNK] [UNK] [UNK] storm"),
    ],
)
def test_capitals_are_marked(tokenizer: Tokenizer, sentence: str, expected: str) -> None:
    """An uncased base would lose them."""
    assert " ".join(pieces(tokenizer, sentence)) == expected


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ((4, 9), "the [unused2] storm [unused3] hit"),
        ((0, 3), "[unused2] the [unused3] storm hit"),
        # At the end of the sentence the closing marker still comes.
        ((10, 13), "the storm [unused2] hit [unused3]"),
        # Part of a word marks the word: pieces are not cut.
        ((5, 7), "the [unused2] storm [unused3] hit"),
    ],
)
def test_a_target_stands_between_markers(
    tokenizer: Tokenizer, target: tuple[int, int], expected: str
) -> None:
    """So the model knows whose portrayal is asked for."""
    assert " ".join(pieces(tokenizer, "the storm hit", target)) == expected


@given(texts)
def test_every_piece_knows_its_characters(tokenizer: Tokenizer, sentence: str) -> None:
    """Law: spans lie inside the sentence, rise, and a marker's span is a word in capitals."""
    encoded = encode(tokenizer, sentence)
    assert len(encoded.ids) == len(encoded.spans)
    assert all(0 <= start < end <= len(sentence) for start, end in encoded.spans)
    assert [start for start, _ in encoded.spans] == sorted(start for start, _ in encoded.spans)
    for piece, (start, end) in zip(encoded.ids, encoded.spans, strict=True):
        if VOCABULARY[piece] == "[unused1]":
            assert sentence[start:end].isupper()


@given(st.text(st.sampled_from("the storm HIT.")))
def test_markers_only_add(tokenizer: Tokenizer, sentence: str) -> None:
    """Law: without the markers, the pieces are the tokenizer's own; a target is read whole."""
    own = tokenizer.encode(unified(sentence), add_special_tokens=False).ids
    marked = encode(tokenizer, sentence, (0, len(sentence)) if sentence else None).ids
    assert [piece for piece in marked if not VOCABULARY[piece].startswith("[unused")] == own
