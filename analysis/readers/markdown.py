"""Markdown: the words without the marks."""

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.limits import Limits
from analysis.readers.base import Document
from analysis.readers.front_matter import split_front_matter
from analysis.readers.headline import with_headline
from analysis.readers.plain import read_article

if TYPE_CHECKING:
    from markdown_it.token import Token

_TOO_LONG = "is too long to be read as Markdown; it was read as plain text, marks and all."
_TAG = re.compile(r"<!--.*?(?:-->|\Z)|<[^<>]*+>", re.DOTALL)


def read_markdown(text: str, limits: Limits) -> list[Document]:
    """Read Markdown with optional front matter.

    The first heading of the first level is the title if none is given; without one, the first
    line decides as in plain text. A text longer than any article is read as plain text.
    """
    if len(text) > limits.markup_characters:
        return [replace(read_article(text), warnings=(_TOO_LONG,))]
    fields, body = split_front_matter(text)
    blocks = list(_blocks(body))
    if "title" not in fields:
        title = next((block for tag, block in blocks if tag == "h1"), "")
        if title:
            blocks.remove(("h1", title))
            fields["title"] = title
    body = "\n\n".join(block for _, block in blocks)
    return [with_headline(fields, body)]


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    """Yield the tag (`h1`, `p`) and the words of each block; fenced code is no prose."""
    from markdown_it import MarkdownIt

    tag = marker = ""
    for token in MarkdownIt("commonmark").parse(text):
        if token.type in ("paragraph_open", "heading_open"):
            tag = token.tag
        elif token.type == "list_item_open" and token.info:
            marker = f"{token.info}{token.markup} "  # "1999. A year to remember" is no list
        elif token.type == "inline":
            yield tag, marker + _words(token.children or [])
            marker = ""
        elif token.type == "code_block":  # four blanks before a paragraph
            yield "p", token.content
        elif token.type == "html_block":
            yield "p", html.unescape(_TAG.sub(" ", token.content))


def _words(tokens: "list[Token]") -> str:
    breaks = {"softbreak": " ", "hardbreak": "\n"}
    kept = ("text", "code_inline")
    return "".join(
        breaks.get(token.type, token.content if token.type in kept else "") for token in tokens
    )
