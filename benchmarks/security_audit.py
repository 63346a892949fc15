"""Known faults in what is installed, by pip-audit, and what licences it is under."""

import json
import subprocess
import sys
import sysconfig
from pathlib import Path

from security_checks import Check

ROOT = Path(__file__).parent.parent
AUDIT = ROOT / ".venv-audit" / "bin" / "pip-audit"
_NAME = "Known vulnerabilities in what is installed"
_ELSEWHERE = "The service with the list is not reachable here; run it where the network is open."


def check() -> list[Check]:
    """Ask for known vulnerabilities, where that can be asked, and check the licences."""
    return [_vulnerabilities(), _licences()]


def _vulnerabilities() -> Check:
    if not AUDIT.exists():
        return Check(_NAME, "–", "0", None, "pip-audit could not be installed here.")
    packages = sysconfig.get_paths()["purelib"]
    options = ["--path", packages, "--format", "json", "--progress-spinner", "off"]
    try:
        made = subprocess.run(
            [AUDIT, *options, "--timeout", "15"],
            capture_output=True, text=True, timeout=300, check=False,
        )  # fmt: skip
        found = json.loads(made.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, ValueError):
        return Check(_NAME, "–", "0", None, _ELSEWHERE)
    known = [each for each in found if "vulns" in each]
    if len(known) < len(found) / 2:
        return Check(_NAME, f"{len(known)} of {len(found)} known there", "0", None, _ELSEWHERE)
    faults = tuple(
        f"{each['name']} {each['version']}: {fault['id']}, mended in {fault['fix_versions']}"
        for each in known
        for fault in each["vulns"]
    )
    how = f"pip-audit, {len(known)} of {len(found)} packages known to it."
    return Check(_NAME, str(len(faults)), "0", not faults, how, faults)


def _licences() -> Check:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    made = subprocess.run(
        [*command, "tests/test_licences.py"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    met = made.returncode == 0
    how = "tests/test_licences.py: only licences that allow what we do with them."
    faults = () if met else tuple(made.stdout.splitlines()[-5:])
    return Check("Licences of what is installed", "as allowed" if met else "not", "all", met, how,
                 faults)  # fmt: skip
