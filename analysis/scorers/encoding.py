"""A sentence as the bundled model reads it: word pieces, capitals and target marked.

The base is uncased, so capitals used for emphasis would be lost: a marker piece stands before
each word in capitals, unless the whole sentence is in capitals, and carries that word's
offsets. A target's pieces stand between two markers. What stands around a sentence without being
part of it is not read, unless it is in the target. Offsets are code points of the sentence.
"""

import re
from dataclasses import dataclass

from tokenizers import Tokenizer

from analysis.scorers.boundary import core, unified

Span = tuple[int, int]

# Pieces of the BERT vocabulary that no text is ever encoded to.
CAPITALS, TARGET_START, TARGET_END = "[unused1]", "[unused2]", "[unused3]"

_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Encoded:
    """Piece ids without the model's own special tokens, and the span that each stands for."""

    ids: tuple[int, ...]
    spans: tuple[Span, ...]


def encode(tokenizer: Tokenizer, sentence: str, target: Span | None = None) -> Encoded:
    """Encode `sentence`, of any length; `tokenizer` must neither truncate nor pad."""
    encoding = tokenizer.encode(unified(sentence), add_special_tokens=False)
    first, last = core(sentence)
    if target is not None:
        first, last = min(first, target[0]), max(last, target[1])
    emphasised = _emphasised(sentence[first:last])
    capitals = {first + start: (first + start, first + end) for start, end in emphasised}
    pieces: list[tuple[int, Span]] = []
    inside = False
    for piece, (start, end) in zip(encoding.ids, encoding.offsets, strict=True):
        if start < first or end > last:
            continue
        touches = target is not None and start < target[1] and end > target[0]
        if touches != inside:
            marker = TARGET_START if touches else TARGET_END
            pieces.append((_id(tokenizer, marker), target or (start, end)))
            inside = touches
        if start in capitals:
            pieces.append((_id(tokenizer, CAPITALS), capitals.pop(start)))
        pieces.append((piece, (start, end)))
    if inside and target is not None:
        pieces.append((_id(tokenizer, TARGET_END), target))
    return Encoded(tuple(piece for piece, _ in pieces), tuple(span for _, span in pieces))


def _id(tokenizer: Tokenizer, piece: str) -> int:
    found = tokenizer.token_to_id(piece)
    if found is None:
        raise ValueError(f"the tokenizer has no piece {piece}")
    return int(found)


def _emphasised(sentence: str) -> list[Span]:
    """Return the words in capitals of a sentence that is not all in capitals."""
    if not any(letter.islower() for letter in sentence):
        return []
    return [word.span() for word in _WORD.finditer(sentence) if word.group().isupper()]
