"""Exports of Nexis Uni, Lexis+ and their sisters.

A file may begin with a cover: the job, "Documents (12)" and a numbered list of titles with the
search. Each document is its title, outlet and date, named fields ("Section:", "Length:",
"Byline:"), "Body" on a line of its own, the text, an appendix and "End of Document".
"""

import re
from collections.abc import Iterator, Sequence

from analysis.errors import ReadingError
from analysis.readers.base import Document, Fault, Fields, Items
from analysis.readers.export_lines import blocks, day_in, document, heads, tidy, without_by

_BODY = "Body"
_END = re.compile(r"End of Document")
# Each shows a document or the cover; two of them and "Body" show an export.
_MARKS = {
    "end": _END,
    "length": re.compile(r"Length: ?[\d,]+ words?", re.IGNORECASE),
    "load": re.compile(r"Load-Date: ?.{4,60}"),
    "job": re.compile(r"Job Number: ?.+"),
    "matter": re.compile(r"Client/Matter: ?.*"),
    "count": re.compile(r"Documents? \((\d{1,5})\)"),
}
_COVER = re.compile(
    r"(?:User Name|Date and Time|Job Number|Client/Matter|Search Terms?|Search Type|Narrowed by|"
    r"Timeline|Location|Language|Publication Type|Source|Subject|Industry): ?.*|"
    r"Documents? \(\d+\)|Content Type.*|.*-None-|\d{1,5}\. ?.*"
)
_SURE_COVER = re.compile(r"Job Number: ?.*|Client/Matter: ?.*|Documents? \(\d+\)")
_FIELD = re.compile(r"(Section|Length|Byline|Highlight|Dateline|Series): ?(.*)", re.IGNORECASE)
_COPYRIGHT = re.compile(r"(?:copyright|©|\(c\)).{0,20}\d{4}.*", re.IGNORECASE)
_APPENDIX = re.compile(r"Classification|Load-Date: ?.*")
_CAPTIONS = "Graphic"
# Small appendices whose names could also be headings within a text.
_NOTES = {"Correction", "Notes"}
_PLACE_IN_PAPER = re.compile(r"(?:column|pg\.?|page|pages|version) ?[\w, -]*", re.IGNORECASE)


def read_nexis(lines: Sequence[str]) -> Items | None:
    """Return the documents in an export of Nexis Uni, or nothing if it is none.

    Raises `ReadingError` for a list of documents without their texts.
    """
    marks = _marks(lines)
    if not marks.keys() & {"end", "length", "load"} and {"job", "count"} <= marks.keys():
        raise ReadingError(
            "is the list of documents that the database adds to an export, without their texts. "
            "Add the file or files with the documents themselves."
        )
    if _BODY not in marks or len(marks) < 3:
        return None
    return _documents(lines, int(marks.get("count", "0")))


def _marks(lines: Sequence[str]) -> dict[str, str]:
    """Return which marks there are, each with the number that it states."""
    found: dict[str, str] = {}
    for line in lines:
        short = tidy(line) if len(line) < 200 else ""
        if short == _BODY:
            found.setdefault(_BODY, "")
        for name, mark in _MARKS.items():
            if name not in found and (match := mark.fullmatch(short)):
                found[name] = match[1] if match.groups() else ""
    return found


def _documents(lines: Sequence[str], stated: int) -> Iterator[Document | Fault]:
    number = 0
    for block, end in blocks(lines, _END):
        header, body = _split(block)
        if end or body:
            number += 1
            yield document(number, _text(body), _fields(header, first=number == 1))
    if stated > number:
        reason = f"says that it holds {stated:,} documents, and {number:,} are in it."
        yield Fault(f"{reason} Check that the export is complete.")


def _split(block: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Return what stands before "Body" and what after it."""
    at = next((n for n, line in enumerate(block) if tidy(line[:20]) == _BODY), len(block))
    return block[:at], block[at + 1 :]


def _text(body: Sequence[str]) -> Sequence[str]:
    """Return the text of a document without its appendix."""
    appendix = (n for n, line in enumerate(body) if _APPENDIX.fullmatch(tidy(line[:200])))
    text = body[: next(appendix, len(body))]
    rest = half = sum(map(len, text)) / 2
    for n, line in enumerate(text):
        name = tidy(line[:20])
        if name == _CAPTIONS or (name in _NOTES and rest <= 0 < half):
            return text[:n]
        rest -= len(line)
    return text


def _fields(header: Sequence[str], *, first: bool) -> Fields:
    lines = heads(header, len(header))
    if cover := _cover(lines) if first else 0:
        lines = lines[cover:]
    named = _named(lines)
    top = _top(lines)
    days = [n for n, line in enumerate(top) if n and day_in(line)]
    at = days[-1] if days else min(2, len(top))
    titles = top[: max(0, at - 1)]
    return Fields(
        # The values in a cover's last lines can be anything; the title after them is one line.
        title=" ".join(titles[-1:] if cover else titles),
        outlet=top[at - 1] if at else "",
        published=day_in(top[at]) if days else "",
        author=without_by(named.get("byline", "")),
        genre=_section(named.get("section", "")),
    )


def _cover(lines: Sequence[str]) -> int:
    """Return how many lines the cover has: it ends before the first field of a document."""
    start = next((n for n, line in enumerate(lines) if n and _is_field(line)), len(lines))
    if not any(_SURE_COVER.fullmatch(line) for line in lines[:start]):
        return 0
    return max(n + 1 for n, line in enumerate(lines[:start]) if _COVER.fullmatch(line))


def _is_field(line: str) -> bool:
    return bool(_FIELD.fullmatch(line) or _COPYRIGHT.fullmatch(line))


def _top(lines: Sequence[str]) -> Sequence[str]:
    """Return the lines before the first field: title, outlet, date and edition."""
    fields = (n for n, line in enumerate(lines) if n > 1 and _is_field(line))
    return lines[: next(fields, len(lines))]


def _named(lines: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in lines[1:]:
        if match := _FIELD.fullmatch(line):
            found.setdefault(match[1].lower(), match[2])
    return found


def _section(section: str) -> str:
    """Return a section without page and column: a number of a column is no opinion."""
    parts = (part.strip() for part in section.split(";"))
    return "; ".join(part for part in parts if not _PLACE_IN_PAPER.fullmatch(part))
