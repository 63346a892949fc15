"""The tables as one Excel workbook, for those who would rather not open a CSV."""

import io
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import numpy as np
import pandas as pd

from analysis.columns import CUES_ENDING
from analysis.errors import InputError

# Excel's own limits.
CELL_CHARACTERS = 32_767
SHEET_ROWS = 1_048_576
_CUT = " […]"


def workbook(frames: Mapping[str, pd.DataFrame]) -> bytes:
    """Return `frames` as .xlsx, one sheet each, text always as text and never as a formula.

    A cell longer than Excel's 32,767 characters is cut and ends with "[…]"; the CSV has it
    whole. Written in memory, so that no text reaches the disk. Raises `InputError` when a frame
    has more rows than a sheet.
    """
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    # A fixed date instead of the clock's: the same input gives the same bytes.
    book.set_properties({"created": datetime(1980, 1, 1)})
    bold = book.add_format({"bold": True})
    for name, frame in frames.items():
        _fill(book.add_worksheet(name), frame, bold)
    book.close()
    return out.getvalue()


def _fill(sheet: Any, frame: pd.DataFrame, bold: Any) -> None:  # noqa: ANN401
    if len(frame) >= SHEET_ROWS:  # one row is the header
        raise InputError(
            f"{len(frame):,} rows are more than an Excel sheet holds ({SHEET_ROWS:,}). "
            "Download the CSV instead."
        )
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(frame.columns) - 1, 14)
    for column, name in enumerate(frame.columns):
        if name == "text" or name.endswith(CUES_ENDING):
            sheet.set_column(column, column, 80 if name == "text" else 40)
        sheet.write_string(0, column, name, bold)
        for row, value in enumerate(frame[name], start=1):
            _write(sheet, row, column, value)


def _write(sheet: Any, row: int, column: int, value: Any) -> None:  # noqa: ANN401
    if isinstance(value, str):
        sheet.write_string(row, column, _fitting(value))
    elif pd.isna(value):
        sheet.write_blank(row, column, None)
    elif isinstance(value, bool | np.bool_):
        sheet.write_boolean(row, column, bool(value))
    else:
        sheet.write_number(row, column, float(value))


def _fitting(text: str) -> str:
    # Excel counts UTF-16 units; a surrogate pair that the cut would part is left out whole.
    units = text.encode("utf-16-le")
    if len(units) <= 2 * CELL_CHARACTERS:
        return text
    kept = units[: 2 * (CELL_CHARACTERS - len(_CUT))]
    return kept.decode("utf-16-le", "ignore") + _CUT
