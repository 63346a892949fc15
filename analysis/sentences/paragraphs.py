"""Which lines of a text form a paragraph: hard-wrapped prose against a paragraph a line.

A break between two lines is one of three things: the end of a paragraph, a heading or an item
(kept), or a place where a program wrapped the prose (undone). Wrapping programs fill a line until
the next word does not fit, and wrapped prose goes on in small letters most of the time; both are
measured on the text itself.
"""

import re
from itertools import pairwise

from analysis.sentences.line_roles import line_role
from analysis.sentences.words import STARTERS

Span = tuple[int, int]

# No program wraps prose to lines outside this range.
_WIDTHS = range(25, 141)
# A ragged line may fall this much short of the widest and still be full: pages set in
# proportional type vary.
_RAGGED = 0.85
# In wrapped prose at least one line in four goes on in a small letter.
_LOWER_SHARE = 0.25

_ITEM = re.compile(
    r"(?:[•·▪◦‣►●○✓→*+]|-{1,2}|[–—](?=\s+[“\"‘(]?[A-Z0-9])|\(?\d{1,3}[.)]"
    r"|\(?[a-zA-Z]\)|[ivx]{1,5}[.)])\s"
)
_NUMBER_ITEM = re.compile(r"\d{1,3}\.\s")
_CONTINUES = re.compile(r"[“‘\"'(\[]*(?![a-z][A-Z])[^\W\d_A-Z]|[,;:)\]”’]")
_ENDS = re.compile(r"[.!?…:][”’»'\")\]]*$")


def paragraph_spans(text: str, start: int = 0) -> list[Span]:
    """Return the spans of the paragraphs of `text[start:]`, blanks at their ends left out.

    A blank line always ends a paragraph. A line is what `str.splitlines` takes for one. The time
    is linear in the length.
    """
    blocks = _blocks(text, start)
    wrapped = _looks_wrapped(text, blocks)
    return [span for block in blocks for span in _joined(text, block, wrapped)]


def _blocks(text: str, start: int) -> list[list[Span]]:
    """Return the lines between blank lines as spans without blanks at their ends."""
    blocks: list[list[Span]] = [[]]
    for line in text[start:].splitlines(keepends=True):
        content = line.strip()
        if content:
            begin = start + len(line) - len(line.lstrip())
            blocks[-1].append((begin, begin + len(content)))
        else:
            blocks.append([])
        start += len(line)
    return [block for block in blocks if block]


def _looks_wrapped(text: str, blocks: list[list[Span]]) -> bool:
    """Tell whether lines go on in small letters as often as in wrapped prose."""
    following = [text[slice(*line)] for block in blocks for line in block[1:]]
    return sum(map(_continues, following)) >= _LOWER_SHARE * len(following)


def _joined(text: str, block: list[Span], wrapped: bool) -> list[Span]:
    """Return the lines of a block with those joined that are one paragraph."""
    if len(block) == 1:
        return block
    lines = [text[slice(*line)] for line in block]
    width = max(map(len, lines))
    full_width = width if wrapped and width in _WIDTHS else None
    own = [line_role(line) != "body" for line in lines]
    found = block[:1]
    for number, (line, following) in enumerate(pairwise(lines), start=1):
        if own[number - 1] or own[number] or not _goes_on(line, following, full_width):
            found.append(block[number])
        else:
            found[-1] = (found[-1][0], block[number][1])
    return found


def _continues(line: str) -> bool:
    """Tell whether the line begins as the middle of a sentence does."""
    return _CONTINUES.match(line) is not None and not _ITEM.match(line)


def _goes_on(line: str, following: str, width: int | None) -> bool:
    """Tell whether the paragraph of `line` goes on; `width` is None where nothing is wrapped."""
    if _continues(following):
        return True
    if width is None or not _is_full(line, following, width):
        return False
    if _ITEM.match(following):
        return bool(_NUMBER_ITEM.match(following)) and not _ENDS.search(line)
    return bool(_ENDS.search(line)) or not _is_heading(line, following)


def _is_full(line: str, following: str, width: int) -> bool:
    """Tell whether the first word of `following` would not have fitted on `line`."""
    return len(line) + 1 + len(following.split(maxsplit=1)[0]) > _RAGGED * width


def _is_heading(line: str, following: str) -> bool:
    """Tell whether `line`, which ends without a mark, is no prose that goes on."""
    if line.isupper() and not following.isupper():
        return True
    first = following.split(maxsplit=1)[0].replace("’", "'").lower()
    return first in STARTERS - {"i"} and (line[-1].isalnum() or line[-1] in '”’")')
