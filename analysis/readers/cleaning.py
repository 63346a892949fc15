"""One form for all text: Unicode NFC, line feeds between lines, nothing invisible."""

import re
import unicodedata

# Unicode's stream-safe format: no text in any language has more marks on one letter, and
# normalising takes time with the square of their number.
_MOST_MARKS = 30
_NO_WORD_RUN = re.compile(rf"[^\w\s\x00-\x7f]{{{_MOST_MARKS + 1},}}")
_LINE_ENDS = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
# Controls, soft hyphens, zero-width blanks, direction marks, byte order marks, noncharacters.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
_LONGEST_NAME = 300  # characters; file systems allow 255
_SURROGATES = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """Return `text` in the form that an article keeps: no blanks at ends of lines or of the text.

    More than one empty line becomes one.
    """
    text = _INVISIBLE.sub("", _SURROGATES.sub("\ufffd", _LINE_ENDS.sub("\n", text)))
    text = unicodedata.normalize("NFC", _NO_WORD_RUN.sub(_fewer_marks, text))
    lines = (line.rstrip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def clean_line(text: str) -> str:
    """Return `text` cleaned, on one line, single blanks between words."""
    return " ".join(clean(text).split())


def clean_name(text: str) -> str:
    """Return a name of a file, or a place in one, cleaned, on one line and cut in its middle."""
    name = clean_line(text)
    half = _LONGEST_NAME // 2
    return name if len(name) <= _LONGEST_NAME else f"{name[:half]}…{name[-half:]}"


def _fewer_marks(run: re.Match[str]) -> str:
    kept: list[str] = []
    marks = 0
    for character in run[0]:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= _MOST_MARKS:
            kept.append(character)
    return "".join(kept)
