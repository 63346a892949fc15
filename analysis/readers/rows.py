"""What all tables have in common: a row is an article."""

from collections.abc import Iterable, Iterator, Mapping

from analysis.errors import LimitError, ReadingError
from analysis.limits import Limits
from analysis.readers.base import Document, Fault, Items
from analysis.readers.columns import alias, fields_of

_MOST_FAULTS = 50
_OUR_COLUMNS = {"articleid", "sentence", "start", "end", "sentiment"}


def check_header(names: Iterable[str]) -> None:
    """Raise `ReadingError` for a table that we wrote: its rows are sentences, not articles."""
    if {alias(name) for name in names} >= _OUR_COLUMNS:
        raise ReadingError(
            "is a table of scores written by Tonelens, not of articles. "
            "Add the articles themselves to score them."
        )


def documents_of_rows(
    rows: Iterable[tuple[str, Mapping[str, str] | Fault]], limits: Limits
) -> Items:
    """Yield the article or the fault in each of `rows`, up to the limits.

    A row is its number, counted from 1 without the header, and its cells by column; or the
    fault that was found in it. Rows without any cell count, but are no fault.
    """
    return few_faults(_documents(rows, limits))


def _documents(rows: Iterable[tuple[str, Mapping[str, str] | Fault]], limits: Limits) -> Items:
    for count, (number, row) in enumerate(rows):
        if count == limits.rows:
            reason = f"has more than {limits.rows:,} rows; those after were left out. Split it."
            yield Fault(reason, kind=LimitError)
            return
        if isinstance(row, Fault):
            yield row
        elif any(cell.strip() for cell in row.values()):
            yield _document(number, row)


def _document(number: str, row: Mapping[str, str]) -> Document | Fault:
    fields = fields_of(row)
    if "body" not in fields:
        return Fault("has no text, so this row was left out. Fill in its text.", f"#{number}")
    return Document(place=f"#{number}", **fields)


def few_faults(items: Items, what: str = "rows") -> Iterator[Document | Fault]:
    """Pass on `items`, but of many faults only the first, and how many there were."""
    faults = 0
    for item in items:
        faults += isinstance(item, Fault)
        if isinstance(item, Document) or faults <= _MOST_FAULTS or item.kind is LimitError:
            yield item
    if faults > _MOST_FAULTS:
        reason = (
            f"has {faults:,} {what} that could not be read; the first {_MOST_FAULTS} are listed."
        )
        yield Fault(f"{reason} Check how the file was exported.")
