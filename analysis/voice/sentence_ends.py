"""Sentence ends that can be told at a glance, without the sentence splitter.

Enough for guesses about quotations whose marks do not balance, and much cheaper.
"""

import re

from analysis.sentences.words import ABBREVIATIONS

_END = re.compile(r"(?<![.!?…])[.!?…]{1,4}[)\]]?[\"”’']{0,2}(?=\s{1,4}[^\sa-z])")
_WORD_BEFORE = re.compile(r"[\w.]{1,15}\Z")


def sentence_end(text: str, start: int, end: int) -> int | None:
    """Return where the first sentence ends after which another one begins before `end`."""
    for found in _END.finditer(text, start, end):
        if not _is_short(text[max(start, found.start() - 15) : found.start()], found[0]):
            return found.end()
    return None


def last_sentence_start(text: str, start: int, end: int) -> int:
    """Return where the last sentence of `text[start:end]` begins."""
    last = start
    for found in _END.finditer(text, start, end):
        if not _is_short(text[max(start, found.start() - 15) : found.start()], found[0]):
            last = found.end()
    return last + len(text[last:end]) - len(text[last:end].lstrip())


def _is_short(before: str, mark: str) -> bool:
    """Tell whether a full stop belongs to an abbreviation or an initial."""
    word = _WORD_BEFORE.search(before)
    if mark[0] != "." or word is None:
        return False
    plain = word[0].lower().rsplit(".", 1)[-1]
    return plain in ABBREVIATIONS or (len(plain) == 1 and plain != "i")
