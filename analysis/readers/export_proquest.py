"""Exports of ProQuest as text, Word or web page: each field on a line, "Full text:" among them."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from analysis.readers.base import Document, Fault, Fields, Items
from analysis.readers.export_lines import document, heads, tidy, without_by

_RULE = re.compile(r"[_*]{20,}")
_NUMBERED = re.compile(r"Document \d+ of \d+", re.IGNORECASE)
_TEXT = re.compile(r"Full text ?:\s*", re.IGNORECASE)
_LABELS = (
    "abstract|abstract (summary)|accession number|author|broad subject|business indexing term|"
    "classification|column|company / organization|company|copyright|country of publication|"
    "credit|database|dateline|document feature|document type|document url|edition|editor|"
    "first page|full text|identifier / keyword|illustration|isbn|issn|issue|"
    "language of publication|last page|last updated|links|literature indexing term|location|"
    "narrow subject|number of pages|pages|people|person|place of publication|"
    "proquest document id|proquest document link|publication date|publication info|"
    "publication subject|publication title|publication year|publisher|section|source|"
    "source type|subject|subtitle|supplement|title|url|volume|year"
)
_LABEL = re.compile(
    rf"({'|'.join(map(re.escape, _LABELS.split('|')))}) ?:(?: (.*))?", re.IGNORECASE
)
_ID = "proquest document id"


def read_proquest(lines: Sequence[str]) -> Items | None:
    """Return the documents in an export of ProQuest, or nothing if it is none."""
    labels = {name for line in lines if (name := _label(line)[0])}
    known = _ID in labels and labels & {"publication title", "publication info"}
    return _documents(lines) if known and labels & {"full text", "abstract", "database"} else None


def _label(line: str) -> tuple[str, str]:
    """Return the name of the field that a line gives, in lower case, and its value."""
    found = _LABEL.fullmatch(tidy(line[:2000]))
    return (found[1].lower(), (found[2] or "").strip()) if found else ("", "")


def _documents(lines: Sequence[str]) -> Iterator[Document | Fault]:
    number = 0
    for block in _blocks(lines):
        labelled = [(n, *_label(line)) for n, line in enumerate(block)]
        fields = [(n, name, value) for n, name, value in labelled if name]
        if any(name == _ID for _, name, _ in fields):  # else it is a front page or a list
            number += 1
            yield _document(number, block, fields)


def _blocks(lines: Sequence[str]) -> Iterator[list[str]]:
    """Yield the lines between rules or numbers; a rule within a text divides nothing."""
    block: list[str] = []
    in_text = False
    for line in lines:
        short = line.strip() if len(line) < 200 else ""
        if _NUMBERED.fullmatch(short) or (_RULE.fullmatch(short) and not in_text):
            yield block
            block, in_text = [], False
            continue
        block.append(line)
        if _TEXT.match(line.lstrip()):
            in_text = True
        elif in_text and _label(line)[0] == _ID:
            in_text = False
    yield block


def _document(
    number: int, block: Sequence[str], fields: Sequence[tuple[int, str, str]]
) -> Document | Fault:
    start = next((n for n, name, _ in fields if name == "full text"), None)
    end = len(block) if start is None else _end(block, fields, start)
    inside = () if start is None else block[start + 1 : end]
    named: dict[str, str] = {}
    for n, name, value in fields:
        if start is None or n <= start or n >= end:
            named.setdefault(name, value)
    opening = "" if start is None else _TEXT.sub("", block[start].lstrip(), count=1)
    outlet = named.get("publication title") or named.get("publication info", "")
    title = named.get("title") or next(iter(heads(block[: fields[0][0]])), "")
    given = Fields(
        title=title,
        outlet=outlet.split(";")[0].strip(),  # the place of publication follows
        published=named.get("publication date", ""),
        author=without_by(named.get("author", "")),
        url=named.get("url") or named.get("document url", ""),
        genre="; ".join((named.get("section", ""), named.get("document type", ""))),
    )
    return document(number, [opening, *inside], given)


def _end(block: Sequence[str], fields: Sequence[tuple[int, str, str]], start: int) -> int:
    """Return where the text ends: at two fields one after the other, as no prose has them."""
    after = [n for n, _, _ in fields if n > start]
    for one, two in pairwise(after):
        if not any(line.strip() for line in block[one + 1 : two]):
            return one
    return after[-1] if after else len(block)
