"""What of a web page's source can hold an article: the rest only costs time."""

import html as entities
import re
from collections.abc import Iterator

# Pictures and fonts that the browser wrote into the page are most of its size.
_EMBEDDED = re.compile(r"data:[\w/+.-]+;base64,[A-Za-z0-9+/=\s%]{200,}")
_OPENING = re.compile(r"<(script|style|svg)\b[^<>]*>", re.IGNORECASE)
_CLOSING = {
    name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in ("script", "style", "svg")
}
_METADATA = re.compile(r"ld\+json", re.IGNORECASE)
# libxml2 compares each attribute of a tag with all others.
_LONG_TAG = re.compile(r"<(\w+)\s[^<>]{10000,}>")
_MOST_ATTRIBUTES = 500
# An unclosed comment takes the rest; a tag within a tag begins a new one.
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_BLOCK = re.compile(
    r"</?(?:p|div|h[1-6]|table|tr|td|th|li|ul|ol|dl|dt|dd|hr|section|article|title|body)\b[^<>]*>",
    re.IGNORECASE,
)
_BREAK = re.compile(r"<br\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


def lean(html: str) -> str:
    """Return the source of a page without scripts, styles, drawings and embedded files.

    Scripts that hold metadata (JSON-LD) stay.
    """
    return _LONG_TAG.sub(_few_attributes, _without_scripts(_EMBEDDED.sub("data:,", html)))


def lines_of(html: str) -> Iterator[str]:
    """Yield the words of a page line by line, an empty line after each block."""
    text = re.sub(r"\s+", " ", _COMMENT.sub("", html))
    text = _TAG.sub("", _BREAK.sub("\n", _BLOCK.sub("\n\n", text)))
    for line in re.sub(r"\n[\n ]*\n", "\n\n", text).split("\n"):
        yield entities.unescape(line).strip()


def _without_scripts(html: str) -> str:
    kept: list[str] = []
    position = 0
    while opening := _OPENING.search(html, position):
        closing = _CLOSING[opening[1].lower()].search(html, opening.end())
        if closing is None:
            break
        end = closing.end() if _METADATA.search(opening[0]) else opening.start()
        kept.append(html[position:end])
        position = closing.end()
    return "".join((*kept, html[position:]))


def _few_attributes(tag: re.Match[str]) -> str:
    most = max(tag[0].count("="), len(tag[0].split()))
    return f"<{tag[1]}>" if most > _MOST_ATTRIBUTES else tag[0]
