"""What a script may pass: checked once, with an error that names the item that is wrong."""

from collections.abc import Iterable, Sequence
from numbers import Integral
from typing import Any

from analysis.errors import InputError

Target = tuple[int, int]


def checked_sentences(sentences: Iterable[str]) -> list[str]:
    """Return `sentences` as a list.

    Raises `InputError` for a single string, for what is no string, and for half a character
    (a lone surrogate), which no file can hold.
    """
    texts: list[Any] = _listed(sentences, "sentences")
    for number, text in enumerate(texts):
        if not isinstance(text, str):
            raise InputError(
                f"Sentence {number} is a {type(text).__name__}, not a string; convert it first."
            )
        if not text.isascii() and any("\ud800" <= letter <= "\udfff" for letter in text):
            raise InputError(
                f"Sentence {number} holds half a character (a lone surrogate); read its file with "
                "the right encoding, or encode it with errors='replace'."
            )
    return [str(text) for text in texts]


def checked_targets(targets: Iterable[Target], sentences: Sequence[str]) -> list[Target]:
    """Return `targets` as a list of (start, end), one for each of `sentences`.

    Raises `InputError` where their number differs, or one is not a span of its sentence.
    """
    given: list[Any] = _listed(targets, "targets")
    if len(given) != len(sentences):
        raise InputError(
            f"{len(sentences)} sentences came with {len(given)} targets; "
            "give one (start, end) for each sentence."
        )
    return [_span(number, *pair) for number, pair in enumerate(zip(given, sentences, strict=True))]


def _span(number: int, target: Any, sentence: str) -> Target:  # noqa: ANN401
    whole = isinstance(target, Iterable) and not isinstance(target, str)
    offsets = list(target) if whole else []
    if len(offsets) == 2 and all(isinstance(offset, Integral) for offset in offsets):
        start, end = map(int, offsets)
        if 0 <= start < end <= len(sentence):
            return start, end
    raise InputError(
        f"Target {target!r} of sentence {number} is not a span of its {len(sentence)} characters; "
        "give whole numbers (start, end) with start before end."
    )


def _listed(items: Any, what: str) -> list[Any]:  # noqa: ANN401
    if isinstance(items, str | bytes) or not isinstance(items, Iterable):
        raise InputError(f"Give a list of {what}, not a single {type(items).__name__}.")
    return list(items)
