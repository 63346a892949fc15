"""Exports of Factiva, in its article format and with its two-letter field codes.

A document ends with a line "Document NYTF000020210304eh340002d". In the article format its first
lines are section, title, byline, "523 words", date, time, outlet and codes; with codes a line is
"HD" and its value, in a table or on the lines after it.
"""

import re
from collections.abc import Iterator, Sequence

from analysis.readers.base import Document, Fault, Fields, Items
from analysis.readers.export_lines import blocks, day_in, document, tidy, without_by

_END = re.compile(
    r"(?:AN )?\(?Do[ck]ument ([A-Z][A-Z0-9]{3,15}(?:19|20)\d{6}[A-Z0-9]{4,12})\)?", re.IGNORECASE
)
_WORDS = re.compile(r"(?:WC )?[\d,.]+ words?")
_CODE = re.compile(
    r"\s*(SE|HD|CR|BY|WC|PD|ET|SN|SC|ED|PG|VOL|LA|CY|LP|TD|CX|CT|ART|RF|CO|IN|NS|RE|IPC|IPD|PUB|"
    r"AN|CLM|DLN|RST)(?:\s*\||\t| {2,}|\s*$)(.*)",
    re.DOTALL,
)
_TIME = re.compile(r"\d{1,2}[:.]\d\d(?::\d\d)?(?: ?[ap]m)?(?: [A-Z]{2,5})?", re.IGNORECASE)
_COPYRIGHT = re.compile(r"(?:\(c\)|©|\(?copyright\b).{0,300}", re.IGNORECASE)
_RIGHTS = re.compile(r"all rights reserved\.?", re.IGNORECASE)
_SOURCE_CODE = re.compile(r"[A-Z][A-Z0-9]{2,7}")
_LANGUAGE = "English"
# What stands on every page, and the list of titles at the front.
_FURNITURE = re.compile(
    r"Page \d+(?: of \d+)?(?: ?©.*)?|(?:Page \d+ of \d+ )?© ?\d{4} (?:Factiva|Dow Jones).*",
    re.IGNORECASE,
)
_LISTED = re.compile(r"(?:\.{3}|\t)\s{0,5}\d{1,4}\s{0,5}$")
_HEAD_LINES = 4  # section, title in two lines, byline
_DATA_LINES = 12  # from the number of words to the copyright


def read_factiva(lines: Sequence[str]) -> Items | None:
    """Return the documents in an export of Factiva, or nothing if it is none."""
    short = [tidy(line.replace("|", " ")) for line in lines if len(line) < 200]
    ended = any(_END.fullmatch(line) for line in short)
    counted = any(_WORDS.fullmatch(line) for line in short)
    dated = any(day_in(line) or day_in(line.removeprefix("PD ")) for line in short)
    return _documents(lines) if ended and counted and dated else None


def _documents(lines: Sequence[str]) -> Iterator[Document | Fault]:
    number = 0
    for block, end in blocks(lines, _END):
        kept = [line for line in block if not _is_furniture(line)]
        body, fields = _coded(kept) or _plain(kept, first=number == 0)
        if end or body:  # what follows the last document is a summary of the search
            number += 1
            yield document(number, body, fields)


def _is_furniture(line: str) -> bool:
    return len(line) < 200 and bool(_FURNITURE.fullmatch(tidy(line)))


def _coded(block: Sequence[str]) -> tuple[list[str], Fields] | None:
    """Return the text and the fields of a document with field codes, or nothing if it has none."""
    values: dict[str, list[str]] = {}
    current: list[str] = []
    for line in block:
        if found := _CODE.match(line):
            current = values.setdefault(found[1], [])
            line = found[2]
        current.append(line.strip().removesuffix("|"))
    if not values.keys() >= {"HD", "WC"}:
        return None
    named = {code: tidy(" ".join(value)) for code, value in values.items()}
    fields = Fields(
        title=named["HD"],
        outlet=named.get("SN", ""),
        published=named.get("PD", ""),
        author=without_by(named.get("BY", "")),
        genre="; ".join(named.get(code, "") for code in ("SE", "CLM")),
    )
    return [*values.get("LP", []), "", *values.get("TD", [])], fields


def _plain(block: Sequence[str], *, first: bool) -> tuple[Sequence[str], Fields]:
    """Return the text and the fields of a document in the article format."""
    counted = (n for n, line in enumerate(block) if len(line) < 30 and _WORDS.fullmatch(tidy(line)))
    at = next(counted, None)
    if at is None:
        return (), Fields(title="")
    section, title, author = _head(block[:at], first=first)
    outlet, published, start = _data(block, at + 1)
    fields = Fields(title=title, outlet=outlet, published=published, author=author, genre=section)
    return block[start:], fields


def _head(lines: Sequence[str], *, first: bool) -> tuple[str, str, str]:
    """Return section, title and author: the longest line is the title."""
    if first:
        listed = (n + 1 for n, line in enumerate(lines) if _LISTED.search(line[-400:]))
        lines = lines[max(listed, default=0) :]
    filled = [tidy(line) for line in lines if line.strip()][-_HEAD_LINES:]
    author = ""
    if len(filled) > 1 and without_by(filled[-1]) != filled[-1]:
        author = without_by(filled.pop())
    if not filled:
        return "", "", author
    at = max(range(len(filled)), key=lambda n: len(filled[n]))
    return "; ".join(filled[:at]), filled[at], author or "; ".join(filled[at + 1 :])


def _data(block: Sequence[str], start: int) -> tuple[str, str, int]:
    """Return outlet and date, and where the text begins that follows them."""
    near = range(start, min(len(block), start + 60))
    lines = [(n, tidy(block[n][:400])) for n in near if block[n].strip()][:_DATA_LINES]
    day = next((i for i, (_, line) in enumerate(lines[:3]) if day_in(line)), None)
    if day is None:
        return "", "", start
    published = day_in(lines[day][1])
    rest = [(n, line) for n, line in lines[day + 1 :] if not _TIME.fullmatch(line)]
    if not rest:
        return "", published, lines[-1][0] + 1
    last = _last([line for _, line in rest])
    return rest[0][1], published, rest[last][0] + 1


def _last(lines: Sequence[str]) -> int:
    """Return which line ends the data, the first of which is the outlet: mostly the copyright."""
    spoken = next((n for n, line in enumerate(lines) if n and line == _LANGUAGE), 0)
    rights = (n for n, line in enumerate(lines) if n > spoken and _COPYRIGHT.fullmatch(line))
    coded = 1 if len(lines) > 1 and _SOURCE_CODE.fullmatch(lines[1]) else 0
    last = next(rights, spoken or coded)
    reserved = last + 1 < len(lines) and _RIGHTS.fullmatch(lines[last + 1])
    return last + 1 if reserved else last
