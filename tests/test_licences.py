"""No dependency may force its own licence on those who use or extend Tonelens."""

import json
import re
import subprocess
import sys

import pytest

_FORBIDDEN = re.compile(r"\bA?GPL|(?<!Lesser )General Public License|Affero", re.IGNORECASE)


def stated_licence(package: dict[str, str]) -> str:
    """Return the licence from the best source: SPDX expression, classifier, else free text."""
    sources = ("License-Expression", "License-Classifier", "License-Metadata")
    known = (package[name] for name in sources if package[name] != "UNKNOWN")
    # Some put the whole licence into the free text; its first line is the name.
    return next(known, "UNKNOWN").strip().splitlines()[0]


def is_free_to_choose(licence: str) -> bool:
    """Return whether at least one of the licences offered is neither GPL nor AGPL."""
    return any(not _FORBIDDEN.search(offered) for offered in licence.split(" OR "))


@pytest.mark.parametrize(
    ("licence", "free"),
    [
        ("MIT", True),
        ("GPL-3.0-only", False),
        ("GNU Affero General Public License v3", False),
        ("GNU Lesser General Public License v2 (LGPLv2)", True),
        # At the user's choice.
        ("MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later", True),
        ("MIT AND GPL-2.0-only", False),
    ],
)
def test_gpl_is_told_from_what_only_looks_like_it(licence: str, free: bool) -> None:
    """The gate must close on the right names."""
    assert is_free_to_choose(licence) is free


def test_no_dependency_is_gpl_or_agpl() -> None:
    """Over everything that is installed, tools for tests included."""
    command = [sys.executable, "-m", "piplicenses", "--format=json", "--from=all"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    packages = json.loads(listed)
    assert len(packages) > 50, "the list of packages is not complete"
    found = {p["Name"]: stated_licence(p) for p in packages}
    assert not {name: text for name, text in found.items() if not is_free_to_choose(text)}
    assert "UNKNOWN" not in found.values()
