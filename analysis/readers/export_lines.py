"""What the exports of all databases have in common: lines, dates, bylines."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from analysis.readers.base import Document, Fault, Fields

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
# After the day stand a weekday, a time or "Correction Appended".
_DATE_LINE = re.compile(
    rf"(?:{_WEEKDAY},? )?({_MONTH} \d{{1,2}}, ?\d{{4}}|\d{{1,2}} {_MONTH},? \d{{4}}|"
    rf"{_MONTH} \d{{4}}(?=$))(?:[ ,;].{{0,60}})?$"
)
_BY = re.compile(r"by[: ]\s*", re.IGNORECASE)
# What stands in place of a text that a database may not show.
_UNAVAILABLE = re.compile(
    r"(?:(?:the )?full text (?:is )?)?(?:not available|unavailable)"
    r"(?: (?:from|in|on|at) [\w ]{1,40})?[.!]?",
    re.IGNORECASE,
)
_LONGEST_HEAD = 300  # characters: no title, outlet or date is longer
_NO_TEXT = (
    "is a document without text{}, so it was left out. If the database has its text, copy it from "
    "there and add it as .txt."
)


def tidy(line: str) -> str:
    """Return a line with single blanks between its words, and none around them."""
    return " ".join(line.split())


def heads(lines: Iterable[str], most: int = 200) -> list[str]:
    """Return the first lines that hold something, tidied; none is longer than a title is."""
    filled = (tidy(line[:_LONGEST_HEAD]) for line in lines if line.strip())
    return list(islice((line for line in filled if line), most))


def day_in(line: str) -> str:
    """Return the date if a line says one, perhaps with a weekday and a time, and nothing else."""
    found = _DATE_LINE.match(line) if len(line) < _LONGEST_HEAD else None
    return found[1] if found else ""


def without_by(author: str) -> str:
    """Return the names in a byline."""
    found = _BY.match(author)
    return author[found.end() :] if found else author


def blocks(
    lines: Sequence[str], ends: "re.Pattern[str]"
) -> Iterator[tuple[list[str], "re.Match[str] | None"]]:
    """Yield the lines up to each that fits `ends`, and how it does; the last block has none."""
    block: list[str] = []
    for line in lines:
        short = tidy(line.replace("|", " ")) if len(line) < _LONGEST_HEAD else ""
        if found := ends.fullmatch(short):
            yield block, found
            block = []
        else:
            block.append(line)
    yield block, None


def document(number: int, body: Sequence[str], fields: Fields) -> Document | Fault:
    """Return the document with this number in an export, or the fault that it has no text."""
    text = "\n".join(body).strip()
    if not any(character.isalpha() for character in text) or _is_unavailable(text):
        title = fields.get("title", "")
        return Fault(_NO_TEXT.format(f" (“{title[:80]}”)" if title else ""), f"#{number}")
    return Document(**(fields | Fields(body=text)), place=f"#{number}")


def _is_unavailable(text: str) -> bool:
    return len(text) < _LONGEST_HEAD and bool(_UNAVAILABLE.fullmatch(tidy(text)))
