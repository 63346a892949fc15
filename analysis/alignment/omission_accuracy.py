"""How rightly omissions are named, as the benchmark wrote it down."""

import json
from dataclasses import dataclass

from analysis.resources import resource


@dataclass(frozen=True, slots=True)
class OmissionAccuracy:
    """How many omissions are right in the sample articles, where those that were planted are known.

    `named` were listed, `right` of them planted; `planted` were there to be found, and `found` of
    them listed.
    """

    named: int
    right: int
    planted: int
    found: int


def omission_accuracy() -> OmissionAccuracy:
    """Return the figures of docs/alignment.md for facts that were not found in an outlet."""
    path = resource("docs") / "alignment.json"
    events = json.loads(path.read_text(encoding="utf-8"))["seeds"]
    named, right, planted, found = (
        sum(int(event[name]) for event in events)
        for name in ("named", "named_right", "omitted", "omitted_found")
    )
    return OmissionAccuracy(named, right, planted, found)
