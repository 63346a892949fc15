"""The page on what `make security` and `make load` found."""

import json
from collections.abc import Sequence
from pathlib import Path

from security_checks import Check, rows

LOAD = Path(__file__).parent.parent / "docs" / "load.json"

_ABOUT = """# Security: what was tried

Made by `make security`. Each promise of [SECURITY.md](../SECURITY.md) is tried against the real \
program: a real server, a real browser, real files. What could not be checked on the machine at \
hand is said to be so and counts for nothing."""


def page(checks: Sequence[Check]) -> str:
    """Return the Markdown page."""
    parts = [_ABOUT, rows(checks), "## How each was checked", "\n".join(map(_how, checks))]
    faults = [f"- {check.name}: `{fault}`" for check in checks for fault in check.faults]
    if faults:
        parts += ["## What was found", "\n".join(faults)]
    if LOAD.exists():
        parts.append("Load and faults: [load.md](load.md).")
    return "\n\n".join(parts) + "\n"


def _how(check: Check) -> str:
    return f"- **{check.name}**: {check.how}"


def read(path: Path) -> list[Check]:
    """Return the checks that were written down before."""
    content = json.loads(path.read_text(encoding="utf-8"))
    return [Check(**{**each, "faults": tuple(each["faults"])}) for each in content["checks"]]
