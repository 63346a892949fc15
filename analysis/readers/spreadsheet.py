"""Excel workbooks: every sheet that has a column for text."""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from analysis.errors import ReadingError
from analysis.limits import Limits
from analysis.readers.base import Document, Fault, Items
from analysis.readers.columns import has_text, missing_text
from analysis.readers.memory import check_memory
from analysis.readers.office import check_office
from analysis.readers.quiet import hush
from analysis.readers.rows import check_header, documents_of_rows

if TYPE_CHECKING:
    from openpyxl import Workbook

_MOST_COLUMNS = 200
_CELL_CHARACTERS = 32_767
_DAMAGED = "is damaged and cannot be read. Open it in its program and save it again, or as .csv."


def read_workbook(data: bytes, limits: Limits) -> Items:
    """Read an Excel workbook; the first row of a sheet that is not empty names its columns.

    Rows of any but the first sheet with text are numbered `sheet!row`. Raises `ReadingError` if
    it is damaged or no sheet has a column for text, `LimitError` if it unpacks to too much.
    """
    check_office(data, limits)
    hush("openpyxl")
    sheets = list(_sheets(data, limits))
    tables = [(name, rows) for name, rows in sheets if rows and has_text(rows[0])]
    if not tables:
        raise ReadingError(missing_text(next((rows[0] for _, rows in sheets if rows), [])))
    for number, (name, rows) in enumerate(tables):
        check_header(rows[0])
        sheet = f"{name}!" if number else ""
        yield from map(_marked, documents_of_rows(_rows(rows, sheet), limits))


def _sheets(data: bytes, limits: Limits) -> Iterator[tuple[str, list[list[str]]]]:
    """Yield the name and the cells of each sheet, from its first row that is not empty."""
    from openpyxl import load_workbook

    # openpyxl documents InvalidFileException alone, but on damaged files raises whatever its
    # parsing of names, styles and numbers meets: KeyError, ValueError, ParseError and others.
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        yield from _cells(book, limits)
    except ReadingError:
        raise
    except Exception as error:
        check_memory(error)
        raise ReadingError(_DAMAGED) from error


def _cells(book: "Workbook", limits: Limits) -> Iterator[tuple[str, list[list[str]]]]:
    for sheet in book.worksheets:
        rows: list[list[str]] = []
        # Read to beyond the limit, so that rows left out are noticed; a header may stand below
        # empty rows.
        last = limits.rows + 100
        for values in sheet.iter_rows(values_only=True, max_col=_MOST_COLUMNS, max_row=last):
            if rows or any(values):
                rows.append([_cell(value) for value in values])
        yield sheet.title, rows


def _cell(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    return "" if value is None else str(value)


def _rows(
    rows: Sequence[Sequence[str]], sheet: str
) -> Iterator[tuple[str, Mapping[str, str] | Fault]]:
    for number, cells in enumerate(rows[1:], 1):
        yield f"{sheet}{number}", dict(reversed(list(zip(rows[0], cells, strict=False))))


def _marked(item: Document | Fault) -> Document | Fault:
    """Return `item`, with a warning where Excel may have cut the text off."""
    if isinstance(item, Document) and len(item.body) == _CELL_CHARACTERS:
        limit = f"has exactly the {_CELL_CHARACTERS:,} characters that an Excel cell can hold"
        return replace(item, warnings=(f"{limit}; it may have been cut off.",))
    return item
