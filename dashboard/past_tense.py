"""Reporting verbs as a reader meets them: `said`, not `say`."""

from analysis.voice.reporting import lexicon

_DOUBLED = (
    *("admit", "beg", "brag", "dub", "extol", "flag", "fret", "label", "plan", "prefer", "quip"),
    *("rebut", "refer", "rip", "signal", "slam", "snap", "sob", "submit", "tip"),
)
_IRREGULAR = {
    **{base: f"{base}{base[-1]}ed" for base in _DOUBLED},
    **{base: base for base in ("cast", "forecast", "read")},
    "feel": "felt",
    "find": "found",
    "forbid": "forbade",
    "foresee": "foresaw",
    "hold": "held",
    "know": "knew",
    "mean": "meant",
    "say": "said",
    "see": "saw",
    "seek": "sought",
    "speak": "spoke",
    "swear": "swore",
    "tell": "told",
    "think": "thought",
    "understand": "understood",
    "write": "wrote",
}


def past(cue: str) -> str:
    """Return a reporting verb in the past tense; any other cue, `according to`, as it is."""
    verb = lexicon().verbs.get(cue)
    if verb is None or verb.base != cue:
        return cue
    if cue in _IRREGULAR:
        return _IRREGULAR[cue]
    if cue.endswith("e"):
        return f"{cue}d"
    if cue.endswith("y") and cue[-2] not in "aeiou":
        return f"{cue[:-1]}ied"
    return f"{cue}ed"
