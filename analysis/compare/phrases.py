"""Numbers and lists in running text."""

from collections.abc import Sequence


def count(number: int, noun: str) -> str:
    """Return `1 sentence`, `2 sentences`, `1,200 sentences`."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def listed(items: Sequence[str], last: str = "and") -> str:
    """Return `a`, `a and b`, `a, b and c`; with another word than `and`, if given."""
    return f" {last} ".join(part for part in (", ".join(items[:-1]), *items[-1:]) if part)
