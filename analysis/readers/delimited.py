"""Tables as text: comma, semicolon, tab or bar between the cells."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from analysis.errors import ReadingError
from analysis.limits import Limits
from analysis.readers.base import Fault, Items
from analysis.readers.columns import has_text, missing_text
from analysis.readers.rows import check_header, documents_of_rows

_DELIMITERS = ",;\t|"
_MOST_RESTARTS = 20
_UNCLOSED = (
    "opens a quotation mark that is never closed, so this row was left out. "
    "Double the quotation marks inside its cells."
)
_UNDOUBLED = (
    "has a quotation mark inside a cell that is not doubled, so this row was left out. "
    "Export the table again, or double it."
)


def read_delimited(text: str, limits: Limits) -> Items:
    """Read a table whose first row names the columns.

    Raises `ReadingError` if no column holds text.
    """
    lines = list(io.StringIO(text.replace("\0", ""), newline=""))
    # Python refuses longer cells by a setting of the whole process; it is only ever raised.
    csv.field_size_limit(max(csv.field_size_limit(), limits.unpacked_bytes))
    start = next((n for n, line in enumerate(lines) if line.strip()), 0)
    delimiter = ""
    if lines and lines[start].lower().startswith("sep="):  # Excel's own way to say it
        delimiter, start = lines[start].strip()[4:], start + 1
    if len(delimiter) != 1:
        delimiter = _likeliest_delimiter("".join(lines[start : start + 1]))
    records = _records(lines[start:], delimiter)
    header = next(records, [])
    if not isinstance(header, list) or not has_text(header):
        raise ReadingError(missing_text(header if isinstance(header, list) else []))
    check_header(header)
    return documents_of_rows(_rows(header, records, delimiter), limits)


def _likeliest_delimiter(header: str) -> str:
    """Return the delimiter that finds a column for text in the header, and most columns."""

    def rank(delimiter: str) -> tuple[bool, int]:
        cells = next(csv.reader([header], delimiter=delimiter), [])
        return has_text(cells), len(cells)

    return max(_DELIMITERS, key=rank)


def _records(lines: Sequence[str], delimiter: str) -> Iterator[list[str] | str]:
    """Yield the cells of each record, or why it could not be read.

    A quotation mark that is never closed takes the rest of the file with it, so reading starts
    again on the line after it, a limited number of times.
    """
    start = 0
    for _ in range(_MOST_RESTARTS):
        reader = csv.reader(islice(lines, start, None), delimiter=delimiter, strict=True)
        done = 0
        while True:
            try:
                yield next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                if "unexpected end" in str(error):
                    break
                yield _UNDOUBLED
            done = reader.line_num
        yield _UNCLOSED
        start += done + 1
    yield "and the rows after it have quotation marks that are never closed. Export it again."


def _rows(
    header: Sequence[str], records: Iterator[list[str] | str], delimiter: str
) -> Iterator[tuple[str, Mapping[str, str] | Fault]]:
    broken = False
    for number, record in enumerate((record for record in records if record), 1):
        row = record if isinstance(record, str) else _row(header, record, delimiter, broken)
        broken = broken or isinstance(row, str)
        yield str(number), Fault(row, f"#{number}") if isinstance(row, str) else row


def _row(
    header: Sequence[str], cells: Sequence[str], delimiter: str, broken: bool
) -> Mapping[str, str] | str:
    """Return the cells by column, or the reason why they do not fit the header.

    Cells may be missing at the end, unless the row could be the rest of a broken one.
    """
    if len(header) == 1:
        cells = [delimiter.join(cells)]  # text alone needs no quotation marks around its commas
    if any(cell.strip() for cell in cells[len(header) :]) or (broken and len(cells) < len(header)):
        return (
            f"has {len(cells)} cells where the first row has {len(header)}, so it was left out. "
            "Put quotation marks around cells that hold the delimiter or line ends."
        )
    # Of two columns with one name the first counts.
    return dict(reversed(list(zip(header, cells, strict=False))))
