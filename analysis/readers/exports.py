"""Files that news databases export: many articles one after another, with marks between them."""

import re
from collections.abc import Iterator, Sequence

from analysis.errors import LimitError
from analysis.limits import Limits
from analysis.readers.base import Document, Fault, Items
from analysis.readers.export_factiva import read_factiva
from analysis.readers.export_nexis import read_nexis
from analysis.readers.export_proquest import read_proquest
from analysis.readers.rows import few_faults

# Without one of these no file is taken for an export.
_MARK = re.compile(r"\b(?:End of Document|Do[ck]ument [A-Z]|Documents \(\d|ProQuest)")
_READERS = (read_nexis, read_factiva, read_proquest)


def split_export(lines: Sequence[str], limits: Limits) -> Items | None:
    """Return what is in an export of a database, or nothing if `lines` are no export.

    Nexis Uni, Factiva and ProQuest are known, each by several of its marks together. A document
    is placed by its number in the file, counted from 1, and one without text is a `Fault`.
    """
    if not any(map(may_be_export, lines)):
        return None
    found = (read(lines) for read in _READERS)
    items = next((items for items in found if items is not None), None)
    return None if items is None else few_faults(_limited(items, limits), "documents")


def may_be_export(text: str) -> bool:
    """Return whether a text holds a sign that it could be an export; most texts hold none."""
    return bool(_MARK.search(text))


def _limited(items: Items, limits: Limits) -> Iterator[Document | Fault]:
    for count, item in enumerate(items):
        if count == limits.rows:
            reason = f"has more than {limits.rows:,} documents; those after were left out."
            yield Fault(f"{reason} Split it.", kind=LimitError)
            return
        yield item
