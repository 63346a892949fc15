"""JSON: a list of objects, one object, or an object on each line."""

import json
from collections.abc import Iterator, Mapping

from analysis.errors import ReadingError
from analysis.limits import Limits
from analysis.readers.base import Fault, Items
from analysis.readers.columns import has_text, missing_text
from analysis.readers.rows import check_header, documents_of_rows

_BROKEN = "is not valid JSON, so this line was left out. Export it again."
_NO_OBJECT = "is not an object with named fields, so it was left out."


def read_json(text: str, limits: Limits) -> Items:
    """Read JSON whose objects hold an article each.

    Raises `ReadingError` if it is not JSON or no object holds text.
    """
    records = _records(text)
    objects = [record for _, record in records if isinstance(record, dict)]
    keys = {key: None for record in objects for key in record}
    if not has_text(keys):
        raise ReadingError(missing_text(keys, "field"))
    check_header(keys)
    return documents_of_rows(_rows(records), limits)


def _records(text: str) -> list[tuple[int, object]]:
    """Return the values in `text` with their numbers; a line that is no JSON is a `Fault`."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        return _lines(text, error)
    if isinstance(value, dict) and not has_text(value):
        lists = [inner for inner in value.values() if isinstance(inner, list) and inner]
        value = lists[0] if len(lists) == 1 else value
    return list(enumerate(value if isinstance(value, list) else [value], 1))


def _lines(text: str, error: Exception) -> list[tuple[int, object]]:
    numbered = [(n, line) for n, line in enumerate(text.split("\n"), 1) if line.strip()]
    records = [(number, _loaded(line)) for number, line in numbered]
    if not any(isinstance(record, dict) for _, record in records):
        where = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise ReadingError(f"is not valid JSON{where}. Export it again.") from error
    return records


def _loaded(line: str) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return Fault(_BROKEN)


def _rows(records: list[tuple[int, object]]) -> Iterator[tuple[str, Mapping[str, str] | Fault]]:
    for number, record in records:
        if isinstance(record, dict):
            yield str(number), {key: _cell(value) for key, value in record.items()}
        else:
            reason = record.reason if isinstance(record, Fault) else _NO_OBJECT
            yield str(number), Fault(reason, f"#{number}")


def _cell(value: object) -> str:
    """Return what a table would hold: paragraphs of a list, the name of an object."""
    if isinstance(value, list):
        parts = [part for part in map(_cell, value) if part]
        return ("\n\n" if any(len(part) > 100 for part in parts) else ", ").join(parts)
    if isinstance(value, dict):
        return _cell(value.get("name"))
    return "" if value is None else str(value)
