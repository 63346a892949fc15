"""Hostile inputs by their number: the same number gives the same input on every machine."""

import io
import random
import sys
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
from fuzz_files import FILES
from make_files import zip_of

_UNITS = {
    "a.html": (
        "<p>",
        "</p>",
        "<div>",
        "<article>",
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "<title>",
        "<br",
        "class=",
        '"',
        "'",
        "&",
        "&amp;",
        "&#0;",
        "&#xd800;",
        "<meta charset=",
        "<table><tr><td>",
        "<![CDATA[",
        "]]>",
        "<svg>",
        "<template>",
        "<base href=",
        ">",
        "<",
        "words ",
        "\n",
        "\0",
    ),
    "a.md": (
        "#",
        "*",
        "_",
        "`",
        "[",
        "](",
        ")",
        "![",
        ">",
        "- ",
        "1. ",
        "---\n",
        "|",
        "\\",
        "\n\n",
        "<div>",
        "a",
    ),
    "a.rtf": (
        "{",
        "}",
        "\\",
        "\\par ",
        "\\u8212?",
        "\\'e9",
        "\\bin9 ",
        "{\\*",
        "\\pict",
        "\\field",
        "\\cell",
        "a ",
    ),
    "a.csv": (",", ";", "\t", '"', '""', "\n", "\r", "\0", "text", "a", "=1", "sep=|\n"),
    "a.jsonl": (
        "{",
        "}",
        "[",
        "]",
        '"',
        ":",
        ",",
        "\\u",
        "\\ud800",
        "null",
        "1e999",
        '"text"',
        "\n",
        "a",
    ),
    "a.txt": (
        "Document 1 of 3\n",
        "End of Document\n",
        "Body\n",
        "Length: 5 words\n",
        "523 words\n",
        "Full text: ",
        "____________________\n",
        "title: ",
        "---\n",
        "By A. Marsh\n",
        "12 March 2024\n",
        "“",
        "”",
        "‘",
        "’",
        '"',
        "...",
        "? ",
        "! ",
        ". ",
        "Mr. ",
        "U.S. ",
        "\n\n",
        "\u0301",
        "\u202e",
        "A",
        "a b ",
    ),
}
_SIGNS = "=+-@\t\r\n\0'\",; \ufeffaé“\u2028\x85\x1c𝔸"


def file_of(number: int) -> tuple[str, bytes]:
    """Return the name and the bytes of a damaged file."""
    chance = random.Random(number)
    name = chance.choice(list(FILES))
    ways: list[Callable[[random.Random, str], bytes]] = [_damaged, _spliced]
    if FILES[name].startswith(b"PK"):
        ways += [_repacked, _repacked]
    if name in _UNITS:
        ways += [_built, _interspersed]
    data = chance.choice(ways)(chance, name)
    if chance.random() < 0.1:
        name = chance.choice(
            [*FILES, "a", "a.tsv", "a.json", "../a.txt", "CON.txt", "a\0.txt", "a.exe"]
        )
    return name, data


def text_of(number: int) -> str:
    """Return a text with all that makes it hard to find its sentences."""
    chance = random.Random(number)
    units = (*_UNITS["a.txt"], *_UNITS["a.md"], *_SIGNS)
    return "".join(chance.choices(units, k=chance.randrange(200)))


def frame_of(number: int) -> pd.DataFrame:
    """Return a table with a column of every type, its cells dense in signs that mean something."""
    chance = random.Random(number)
    rows = chance.randrange(5)

    def cells() -> "pd.Series[str]":
        made = ("".join(chance.choices(_SIGNS, k=chance.randrange(12))) for _ in range(rows))
        return pd.Series(list(made), dtype="str")

    def some(values: Sequence[object], dtype: str) -> "pd.Series[object]":
        return pd.Series([chance.choice(values) for _ in range(rows)], dtype=dtype)

    return pd.DataFrame(
        {
            "article_id": cells(),
            "sentence": some(range(9), "int64"),
            "headline": some([True, False], "bool"),
            "text": cells(),
            "sentiment": some([None, -1.0, chance.uniform(-1, 1)], "float64"),
            "unsure": some([None, True, False], "boolean"),
        }
    )


def damaged(chance: random.Random, data: bytes) -> bytes:
    """Return `data` with bytes changed, moved, doubled and cut off."""
    changed = bytearray(data)
    for _ in range(chance.choice([1, 1, 2, 4, 8, 30])):
        place = chance.randrange(len(changed) + 1)
        end = place + chance.choice([0, 1, 2, 4, 50])
        piece = chance.choice(
            [
                chance.randbytes(chance.choice([1, 2, 4])),
                bytes(changed[place:end]) * chance.choice([1, 2, 50]),
                chance.choice([b"\0", b"\xff\xff\xff\xff", b"\x7f\xff", b"9" * 20, b"-1", b"%n"]),
                b"",
            ]
        )
        changed[place:end] = piece
    return bytes(
        changed[: chance.randrange(len(changed) + 1)] if chance.random() < 0.2 else changed
    )


def _damaged(chance: random.Random, name: str) -> bytes:
    return damaged(chance, FILES[name])


def _spliced(chance: random.Random, name: str) -> bytes:
    one, two = FILES[name], FILES[chance.choice(list(FILES))]
    return one[: chance.randrange(len(one))] + two[chance.randrange(len(two)) :]


def _repacked(chance: random.Random, name: str) -> bytes:
    """Return a zip file whose members are damaged and not the list of its contents."""
    with zipfile.ZipFile(io.BytesIO(FILES[name])) as packed:
        members = {info.filename: packed.read(info) for info in packed.infolist()}
    for member in chance.sample(list(members), k=min(len(members), chance.choice([1, 1, 2]))):
        changed = chance.choice([damaged, _renamed_tags])(chance, members.pop(member))
        members[chance.choice([member, member, member, f"{member}.xml", f"../{member}"])] = changed
    return zip_of(members)


def _renamed_tags(chance: random.Random, data: bytes) -> bytes:
    """Return XML that is well formed as before, with another tag, attribute or number in it."""
    words = [
        b"w:p",
        b"w:t",
        b"w:style",
        b"row",
        b"c",
        b"v",
        b"Id",
        b"Target",
        b"r",
        b"t",
        b"0",
        b"1",
    ]
    return data.replace(chance.choice(words), chance.choice([*words, b"", b"99999999999"]))


def _built(chance: random.Random, name: str) -> bytes:
    text = "".join(chance.choices(_UNITS[name], k=chance.randrange(120)))
    start = "{\\rtf1 " if name == "a.rtf" else chance.choice(["", "text,title\n", "<html><body>"])
    return f"{start}{text}".encode("utf-8", "replace")


def _interspersed(chance: random.Random, name: str) -> bytes:
    data = bytearray(FILES[name])
    for _ in range(chance.randrange(1, 40)):
        place = chance.randrange(len(data) + 1)
        data[place:place] = chance.choice(_UNITS[name]).encode()
    return bytes(data)
