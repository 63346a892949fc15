"""The written sentences of `stability_cases.yaml`, and noise around a sentence's boundaries."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

Noise = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence, and the same sentence with a neutral clause added."""

    plain: str
    added: str


def cases() -> list[Case]:
    """Return the written cases. Nothing was trained or tuned on them."""
    path = Path(__file__).with_name("stability_cases.yaml")
    return [Case(**entry) for entry in yaml.safe_load(path.read_text(encoding="utf-8"))]


def _curly(text: str) -> str:
    """Return `text` with curly marks for its straight ones."""
    marked, opened = [], False
    for mark in text:
        if mark == '"':
            marked.append("”" if opened else "“")
            opened = not opened
        else:
            marked.append("’" if mark == "'" else mark)
    return "".join(marked)


def _straight(text: str) -> str:
    return text.translate(str.maketrans("“”‘’", "\"\"''"))


# What reading, splitting and scraping leave around a sentence: nothing of it may be read.
UNREAD: Mapping[str, Noise] = {
    "curly marks": _curly,
    "straight marks": _straight,
    "blanks doubled and at both ends": lambda text: f"  {text.replace(' ', '  ')}\n",
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "final stop missing": lambda text: text.removesuffix("."),
    "a list's dash before": lambda text: f"– {text}",
    "a bullet before": lambda text: f"• {text}",
    "agency behind, in brackets": lambda text: f"{text} (Reuters)",
    "agency behind a dash": lambda text: f"{text} — AP",
    "source line behind": lambda text: f"{text}\nSource: Corran News Agency",
    "site's name behind a bar": lambda text: f"{text} | The Sundrey Islander",
    "photo credit behind": lambda text: f"{text} (Photo: H. Vasko/Corran Pictures)",
}
# Marks of a neighbour are read, since whose words a sentence holds depends on them; they should
# move no measure.
MARKS: Mapping[str, Noise] = {
    "a quotation mark before": lambda text: f"“{text}",
    "a quotation mark behind": lambda text: f"{text}”",
    "quotation marks around": lambda text: f"“{text}”",
}
