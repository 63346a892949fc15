"""What a comparison found, in a sentence that says no more than it carries."""

from math import isnan

from analysis.columns import VOICE_NAMES
from analysis.compare.effects import delta_word
from analysis.compare.outcomes import Outcome
from analysis.compare.samples import Comparison

_NUMBERS = dict(enumerate(("two", "three", "four", "five", "six", "seven", "eight", "nine"), 2))


def finding(comparison: Comparison, outcome: Outcome, title: str, view: str) -> str:
    """Return the sentence; `title` is the measure's, `view` the voice that is looked at."""
    said = _SAYERS[outcome.status](comparison, outcome, title.lower())
    if view != "all":
        said = f"In {VOICE_NAMES[view]}: {said}"
    return said


def _described(comparison: Comparison, outcome: Outcome, measure: str) -> str:
    sizes, names = comparison.sizes, comparison.names
    if comparison.unit == "story" and not min(sizes):
        return f"No story is told by both {names[0]} and {names[1]}."
    if not min(sizes):
        without = names[sizes.index(0)]
        return f"There is nothing of {without} to rate for {measure}."
    if comparison.unit == "story":
        where, why = "In the one story told by both", "; one story says nothing about outlets"
    else:
        number = sum(sizes)
        where = f"In these {_NUMBERS.get(number, number)} articles"
        single = [name for name, size in zip(names, sizes, strict=True) if size == 1]
        why = f"; one article says nothing about {' or '.join(single)} in general"
        if comparison.first != names[0]:  # articles, not outlets
            why = ""
    return f"{where} {_what_differs(comparison, outcome, measure)}{why}."


def _what_differs(comparison: Comparison, outcome: Outcome, measure: str) -> str:
    first, second = comparison.names
    size = _number(abs(outcome.difference), outcome)
    if float(size) == 0:
        return f"{first} and {second} are rated alike in {measure}"
    high, low = (second, first) if outcome.difference > 0 else (first, second)
    return f"{high} is rated higher in {measure} than {low} by {size}"


def _too_few(comparison: Comparison, outcome: Outcome, measure: str) -> str:
    (one, other), (first, second) = comparison.sizes, comparison.names
    if comparison.unit == "story":
        had, enough = f"{one} stories told by both", f"{outcome.needed} stories"
    else:
        had = f"{one} articles of {first} and {other} of {second}"
        if one == other:
            had = f"{one} articles of {first} and as many of {second}"
        enough = f"{outcome.needed} of each"
    return (
        f"With {had} no difference in {measure} could be told from chance; "
        f"{enough} would be enough."
    )


def _tested(comparison: Comparison, outcome: Outcome, measure: str) -> str:
    first, second = comparison.names
    told = f"In {comparison.sizes[0]} stories told by both, " if comparison.unit == "story" else ""
    p = f"adjusted p {_p(outcome.adjusted_p)}"
    if outcome.significant:
        return told + _difference(comparison, outcome, measure, p, told)
    start = f"{told}{'n' if told else 'N'}o difference in {measure}"
    if isnan(outcome.low):
        return f"{start} found between {first} and {second} ({p}); neither varies."
    interval = f"from {_signed(outcome.low, outcome)} to {_signed(outcome.high, outcome)}"
    of = f"({second} minus {first})"
    if outcome.low <= 0 <= outcome.high:
        between = f"found between {first} and {second}"
        return f"{start} {between} ({p}); the interval {interval} {of} shows what could be there."
    return (
        f"{start} between {first} and {second} can be told from chance with this many comparisons "
        f"({p}), though the interval by itself, {interval} {of}, leaves zero out."
    )


def _difference(comparison: Comparison, outcome: Outcome, measure: str, p: str, told: str) -> str:
    up = outcome.difference > 0
    first, second = comparison.names
    high, low = (second, first) if up else (first, second)
    ends = (outcome.low, outcome.high) if up else (-outcome.high, -outcome.low)
    delta = outcome.delta if up else -outcome.delta
    interval = "no interval, since neither varies"
    if not isnan(outcome.low):
        interval = f"95 % interval {' to '.join(_signed(end, outcome) for end in ends)}"
    doubt = " The interval reaches zero: take it with care." if ends[0] <= 0 <= ends[1] else ""
    return (
        f"{'a' if told else 'A'}rticles of {high} are rated higher in {measure} than those of "
        f"{low} by {_number(abs(outcome.difference), outcome)} on average ({interval}; {p}; "
        f"{delta_word(delta)} difference, Cliff's delta {_minus(f'{delta:.2f}')}).{doubt}"
    )


def _number(value: float, outcome: Outcome) -> str:
    """Return with two decimals, or three where all that belongs together is small."""
    known = [abs(each) for each in (outcome.difference, outcome.low, outcome.high)]
    most = max(each for each in known if not isnan(each))
    return f"{value:.{2 if most >= 0.1 else 3}f}"


def _signed(value: float, outcome: Outcome) -> str:
    return _minus(_number(value, outcome))


def _minus(number: str) -> str:
    """Return with a real minus sign; what rounds to nothing has none."""
    return number.replace("-", "−") if float(number) else number.lstrip("-")


def _p(value: float) -> str:
    return "< 0.001" if value < 0.001 else f"= {value:.3f}"


_SAYERS = {"described": _described, "too few": _too_few, "tested": _tested}
