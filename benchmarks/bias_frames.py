"""The sentences of the bias benchmark: frames of bias_frames.yaml with their slots filled."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

SOURCE = Path(__file__).parent / "bias_frames.yaml"
SLOT = re.compile(r"\{(\w+)(?:\.(\w+))?\}")

Filler = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Frame:
    """A sentence with slots; `tone`, `form` and `topic` say what kind of sentence it is."""

    tone: str
    form: str
    topic: str
    text: str

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of filler that it takes, each once, in the order of its slots."""
        return tuple(dict.fromkeys(slot[1].lower() for slot in SLOT.finditer(self.text)))


@dataclass(frozen=True, slots=True)
class Filled:
    """A frame with its slots filled, of which the one of `kind` is varied by `filler`."""

    frame: int
    kind: str
    filler: str
    groups: Mapping[str, str]
    text: str


@cache
def _content() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(SOURCE.read_bytes())
    return content


def frames() -> list[Frame]:
    """Return every frame, in the file's order."""
    return [Frame(*row) for rows in _content()["frames"].values() for row in rows]


def fillers() -> dict[str, list[Filler]]:
    """Return the fillers of each kind; a filler maps its forms and group fields to words."""
    return dict(_content()["fillers"])


def groups(kind: str, filler: Filler) -> dict[str, str]:
    """Return the group to which `filler` belongs in each dimension of its kind."""
    return {name: filler[field] for name, field in _content()["dimensions"][kind].items()}


def fill(text: str, chosen: Mapping[str, Filler]) -> str:
    """Return `text` with each slot replaced by the form that it asks for."""

    def form(slot: re.Match[str]) -> str:
        word = chosen[slot[1].lower()][slot[2] or "name"]
        return word[:1].upper() + word[1:] if slot[1][0].isupper() else word

    return SLOT.sub(form, text)


def filled(selection: Sequence[Frame] | None = None) -> Iterator[Filled]:
    """Yield every sentence: each slot is varied in turn.

    The other slots of a frame hold a filler that rotates from frame to frame, so that none of
    them colours all comparisons.
    """
    choices = fillers()
    for number, frame in enumerate(frames() if selection is None else selection):
        held = {kind: choices[kind][number % len(choices[kind])] for kind in frame.kinds}
        for kind in frame.kinds:
            for filler in choices[kind]:
                text = fill(frame.text, {**held, kind: filler})
                yield Filled(number, kind, filler["name"], groups(kind, filler), text)
