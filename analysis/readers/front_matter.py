"""Metadata at the top of a text file: `key: value` lines, between `---` or on their own."""

import re

from analysis.readers.base import Fields
from analysis.readers.columns import FIELDS, alias, fields_of

_LINE = re.compile(r"([A-Za-z][\w -]{0,30}?)\s*:(?:\s+(.*)|\s*)$")
_FENCE = re.compile(r"---\s*$")
_CLOSING = re.compile(r"(?:---|\.\.\.)\s*$")
# Words that also begin headlines ("Media: …"): on their own they are metadata only in company.
_CERTAIN = {"outlet", "title", "headline", "author", "byline", "published", "date", "url"}
# A list, a nested key or a comment belongs to a key that we do not know.
_CONTINUED = re.compile(r"\s|- |#")
_MOST_LINES = 50


def split_front_matter(text: str) -> tuple[Fields, str]:
    """Return the metadata at the top of `text` as fields of a `Document`, and the rest."""
    lines = text.lstrip("\n").split("\n")
    if _FENCE.match(lines[0]):
        return _fenced(text, lines)
    pairs: dict[str, str] = {}
    count = 0
    for line in lines[:_MOST_LINES]:
        pair = _pair(line)
        if pair is None or FIELDS.get(alias(pair[0]), "body") == "body":
            break
        pairs.setdefault(*pair)
        count += 1
    if len(pairs) > 1 or any(alias(key) in _CERTAIN for key in pairs):
        return fields_of(pairs), "\n".join(lines[count:])
    return {}, text


def _fenced(text: str, lines: list[str]) -> tuple[Fields, str]:
    end = next((n for n, x in enumerate(lines[1:_MOST_LINES], 1) if _CLOSING.match(x)), None)
    if end is None:
        return {}, text
    inside = [line for line in lines[1:end] if line.strip() and not _CONTINUED.match(line)]
    pairs = [pair for line in inside if (pair := _pair(line))]
    if len(pairs) < len(inside):  # two rules with text between them
        return {}, text
    fields = fields_of(dict(reversed(pairs)))
    fields.pop("body", None)
    return fields, "\n".join(lines[end + 1 :])


def _pair(line: str) -> tuple[str, str] | None:
    found = _LINE.match(line.rstrip())
    if not found:
        return None
    value = (found[2] or "").strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1]
    return found[1], value
