"""Frames to CSV bytes that are safe to open in a spreadsheet, and exactly back.

A spreadsheet runs a cell that begins with `=`, `+`, `-` or `@`, in some languages in full width
too, as a formula (OWASP, "CSV Injection"), so text cells that begin so, or with a character that
may be dropped before one, get a leading apostrophe. Cells that already have apostrophes before
such a character get one more, which makes the protection reversible.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from os import PathLike
from typing import IO, Any

import pandas as pd

from analysis.columns import FLAG, MAYBE, MAYBE_WHOLE, NUMBER, TEXT, WHOLE, column_kind
from analysis.errors import InputError

_LIVE = re.compile(r"'*[=+\-@\t\r\n\0＝＋－＠]")
_PROTECTED = re.compile(r"''*[=+\-@\t\r\n\0＝＋－＠]")
_FLAGS = {"True": True, "False": False}
# Every table that we write has at least one of these.
_OURS = {"article_id", "outlet", "measure", "column", "text"}


def protect(cell: str) -> str:
    """Return `cell` with an apostrophe before anything that a spreadsheet would run."""
    return f"'{cell}" if _LIVE.match(cell) else cell


def unprotect(cell: str) -> str:
    """Undo `protect`."""
    return cell[1:] if _PROTECTED.match(cell) else cell


def to_csv(frame: pd.DataFrame, *, bom: bool = False) -> bytes:
    """Return `frame` as CSV (RFC 4180, UTF-8), text cells protected, numbers exact.

    `bom` puts a byte order mark first, which Excel needs to see that the file is UTF-8.
    """
    safe = frame.copy()
    for name in frame.columns:
        if column_kind(name) == TEXT:
            safe[name] = pd.Series([protect(c) for c in frame[name]], index=frame.index, dtype=TEXT)
    text: str = safe.to_csv(index=False, lineterminator="\r\n")
    return text.encode("utf-8-sig" if bom else "utf-8")


def read_scored_csv(source: str | PathLike[str] | IO[bytes] | IO[str]) -> pd.DataFrame:
    """Read a CSV that Tonelens wrote, with or without byte order mark, as the frame it was.

    Raises:
        InputError: The file cannot be read, or is not a CSV that Tonelens wrote.
    """
    named = getattr(source, "name", source if isinstance(source, str | PathLike) else "the CSV")
    try:
        names, rows = _cells(_text_stream(source))
        columns = zip(names, zip(*rows, strict=True) if rows else [()] * len(names), strict=True)
        return pd.DataFrame({name: _typed(name, cells) for name, cells in columns})
    except OSError as error:
        raise InputError(f"{named} cannot be read ({error.strerror}).") from error
    except (ValueError, KeyError, OverflowError, csv.Error) as error:
        raise InputError(
            f"{named} is not a scored CSV from Tonelens, or was changed since ({error}). "
            "Download it again and read it unchanged."
        ) from error


def _cells(stream: IO[str]) -> tuple[list[str], list[list[str]]]:
    """Return the header and the rows, each of the header's width."""
    with _long_cells():
        lines = list(csv.reader(stream, strict=True))
    names, rows = (lines[0], lines[1:]) if lines else ([], [])
    if not _OURS & set(names):
        raise ValueError("it has none of our columns")
    for number, row in enumerate(rows, start=1):
        if len(row) != len(names):
            raise ValueError(f"row {number} has {len(row)} cells and not {len(names)}")
    return names, rows


@contextmanager
def _long_cells() -> Iterator[None]:
    """Lift the csv module's limit of 131,072 characters a cell, which sentences can exceed."""
    before = csv.field_size_limit(2**31 - 1)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _text_stream(source: str | PathLike[str] | IO[bytes] | IO[str]) -> IO[str]:
    if isinstance(source, str | PathLike):
        with open(source, "rb") as file:  # noqa: PTH123  # any PathLike, also of other libraries
            content: str | bytes = file.read()
    else:
        content = source.read()
    if isinstance(content, bytes):
        content = content.decode("utf-8-sig")
    return io.StringIO(content.removeprefix("\ufeff"), newline="")


def _typed(name: str, cells: Sequence[str]) -> "pd.Series[Any]":
    kind = column_kind(name)
    if kind == TEXT:
        return pd.Series([unprotect(c) for c in cells], dtype=TEXT)
    if kind == WHOLE:
        return pd.Series([int(c) for c in cells], dtype=WHOLE)
    if kind == FLAG:
        return pd.Series([_FLAGS[cell] for cell in cells], dtype=FLAG)
    if kind == MAYBE_WHOLE:
        return pd.Series([int(c) if c else None for c in cells], dtype=MAYBE_WHOLE)
    if kind == MAYBE:
        return pd.Series([_FLAGS[c] if c else None for c in cells], dtype=MAYBE)
    return pd.Series([float(c) if c else None for c in cells], dtype=NUMBER)
