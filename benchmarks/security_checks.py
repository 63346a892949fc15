"""What a check of `make security` or `make load` found, as a record and as a row."""

from collections.abc import Sequence
from dataclasses import dataclass

from validity_tables import table


@dataclass(frozen=True, slots=True)
class Check:
    """One promise and what was found: `met` is None where it could not be checked here.

    `faults` name, one by one, what should not have been.
    """

    name: str
    found: str
    aim: str
    met: bool | None
    how: str
    faults: tuple[str, ...] = ()


def rows(checks: Sequence[Check]) -> str:
    """Return the table of the checks, as Markdown."""
    words = {True: "yes", False: "**no**", None: "not checked here"}
    heads = {"check": "l", "found": "r", "aim": "r", "met": "l"}
    return table(heads, [[c.name, c.found, c.aim, words[c.met]] for c in checks])
