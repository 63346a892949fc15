"""No dependency may force its own licence on those who use or extend Tonelens."""

import json
import re
import subprocess
import sys

_FORBIDDEN = re.compile(r"\bA?GPL|(?<!Lesser )General Public License|Affero", re.IGNORECASE)

# Offered under several licences at the user's choice; the one that we take.
_CHOSEN = {"tld": "MPL-1.1"}


def test_no_dependency_is_gpl_or_agpl() -> None:
    """Over everything that is installed, tools for tests included."""
    command = [sys.executable, "-m", "piplicenses", "--format=json", "--from=all"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    packages = json.loads(listed)
    assert len(packages) > 50, "the list of packages is not complete"
    found = {}
    for package in packages:
        stated = " ".join(v for k, v in package.items() if k.startswith("License"))
        if _FORBIDDEN.search(stated) and package["Name"].lower() not in _CHOSEN:
            found[package["Name"]] = stated
    assert not found
