"""Dates of publication as ISO 8601, where there is one way to understand them."""

import re
from datetime import date, datetime

_YEAR_FIRST = re.compile(r"(\d{4})(?:[-/.](\d{1,2})[-/.](\d{1,2})|(\d\d)(\d\d))(?!\d)")
# Words that stand around dates on pages; without its weekday a date says the same, and
# dateutil would move an incomplete one to that weekday.
_ASIDES = re.compile(
    r"\b(?:published|posted|updated|first|on|at|"
    r"mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b:?|\|",
    re.IGNORECASE,
)
# Two days that differ in day, month and year: what a text leaves open shows as a difference.
_DEFAULTS = (datetime(2001, 1, 1), datetime(2002, 2, 2))


def iso_date(given: str) -> tuple[str, str]:
    """Return the date in `given` as YYYY-MM-DD, or `given` itself with a warning."""
    given = " ".join(given.split())[:200]
    if not given:
        return "", ""
    readings = _readings(given)
    if len(readings) == 1:
        return readings.pop().isoformat(), ""
    if readings:
        first, second = sorted(readings)
        why = f"could be {_spoken(first)} or {_spoken(second)}"
    else:
        why = "is not one day that could be understood"
    return given, f"is dated “{given}”, which {why}. Correct the date, as in 2025-03-31."


def _readings(given: str) -> set[date]:
    """Return the days that `given` can mean; none if it does not name a whole date."""
    if year_first := _YEAR_FIRST.match(given):
        try:
            return {date(*(int(part) for part in year_first.groups() if part))}
        except ValueError:
            return set()
    found: set[date] = set()
    for day_first in (False, True):
        days = {_parsed(given, default, day_first) for default in _DEFAULTS}
        if len(days) > 1 or None in days:
            return set()
        found |= {day for day in days if day}
    return found


def _parsed(given: str, default: datetime, day_first: bool) -> date | None:
    from dateutil import parser  # type: ignore[import-untyped]

    text = _ASIDES.sub(" ", given)
    try:
        day: date = parser.parse(text, default=default, dayfirst=day_first, ignoretz=True).date()
    except (ValueError, OverflowError, TypeError, AttributeError, IndexError, ArithmeticError):
        # dateutil documents the first two and, on odd input, raises the others as well.
        return None
    return day


def _spoken(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
