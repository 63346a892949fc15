"""Every promise of SECURITY.md, tried: `make security` prints a table, writes docs/security.md.

Runs for about twenty minutes on two processors. `--only` runs some of the checks and writes
nothing. The exit code is 1 where a promise is not kept.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path

import security_audit
import security_bombs
import security_formulas
import security_inputs
import security_logs
import security_network
import security_scripts
import security_sessions
from security_checks import Check, rows
from security_page import page

DOCS = Path(__file__).parent.parent / "docs"
CHECKS: Mapping[str, Callable[[Path], list[Check]]] = {
    "formulas": lambda _: security_formulas.check(),
    "bombs": security_bombs.check,
    "inputs": lambda _: security_inputs.check(),
    "network": security_network.check,
    "logs": security_logs.check,
    "sessions": security_sessions.check,
    "audit": lambda _: security_audit.check(),
    "scripts": security_scripts.check,
}


def main() -> int:
    """Run the checks, print the table, write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="+", choices=list(CHECKS), default=list(CHECKS))
    chosen = parser.parse_args().only
    found: list[Check] = []
    for name in chosen:
        start = time.monotonic()
        print(f"{name} …", file=sys.stderr)
        with tempfile.TemporaryDirectory(prefix="tonelens-") as folder:
            found += CHECKS[name](Path(folder))
        print(f"{name}: {time.monotonic() - start:.0f} s", file=sys.stderr)
    print(rows(found))
    for check in found:
        for fault in check.faults:
            print(f"{check.name}: {fault}")
    if chosen == list(CHECKS):
        content = {"checks": [asdict(check) for check in found]}
        text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
        (DOCS / "security.json").write_text(text, encoding="utf-8")
        (DOCS / "security.md").write_text(page(found), encoding="utf-8")
    return int(any(check.met is False for check in found))


if __name__ == "__main__":
    sys.exit(main())
