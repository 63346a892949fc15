"""Whether damaged files, texts and tables, or texts made to exhaust a pattern, do any harm."""

from fuzz import fuzz
from regular_expressions import LENGTH, SECONDS, slowest_first
from security_checks import Check

INPUTS, SANDBOXED = 100_000, 500


def check() -> list[Check]:
    """Try the inputs of `fuzz.py` and the attacks of `regular_expressions.py`."""
    return [_damaged(), _patterns()]


def _damaged() -> Check:
    tally = fuzz(INPUTS, SANDBOXED)
    made = ", ".join(f"{count:,} {name}" for name, count in sorted(tally.outcomes.items()))
    return Check(
        f"Damaged inputs: unhandled exceptions, broken laws, slow ones in {INPUTS:,} "
        f"and {SANDBOXED} through processes",
        str(len(tally.faults)),
        "0",
        not tally.faults and tally.in_process == INPUTS,
        f"All readers, the sentence splitter, tables written and read: {made}. "
        f"Slowest {tally.slowest:.2f} s; {tally.seconds:,.0f} s in all without the processes.",
        tuple(tally.faults),
    )


def _patterns() -> Check:
    found = slowest_first()
    late = [f"{own.place}: {slow.seconds:.2f} s" for slow, own in found if slow.seconds >= SECONDS]
    return Check(
        f"Regular expressions that hostile text of {LENGTH:,} characters keeps busy",
        f"{len(late)} of {len(found)}",
        "0",
        not late,
        f"Each is tried with texts made from its own parts; none may take {SECONDS:g} s. Slowest "
        f"{found[0][0].seconds:.2f} s.",
        tuple(late),
    )
