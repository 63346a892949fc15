"""The sections of the page Compare: their headings, and the way to them from the top."""

from collections.abc import Sequence

import streamlit as st

POSITIONS, FINDINGS = "Where the outlets stand", "What can be said of the outlets"
FACTS, NOT_FOUND = "Same fact, different words", "Not found"
FIGURES = "Figures of these articles"
FACING = "Strongest sentences, facing each other"
HEARD = "Who is heard"
WORDS, PARTS = "Words that set outlets apart", "Headline against body, lead against the rest"


def heading(title: str, help: str | None = None) -> None:
    """Draw the heading of a section, so that a link can lead to it."""
    st.subheader(title, anchor=anchor(title), help=help)


def draw(*, outlets: bool, story: bool, omissions: bool) -> None:
    """Draw a link to each section of the page.

    `outlets` tells whether statistics of outlets are on it, `story` whether shared facts are, and
    `omissions` whether what was not found is.
    """
    links = " · ".join(
        f"[{title}](#{anchor(title)})" for title in _sections(outlets, story, omissions)
    )
    st.markdown(f"On this page: {links}")


def anchor(title: str) -> str:
    """Return the name of a section in a link."""
    return "-".join(title.lower().replace(",", "").split())


def _sections(outlets: bool, story: bool, omissions: bool) -> Sequence[str]:
    return (
        *((POSITIONS, FINDINGS) if outlets else ()),
        *((FACTS,) if story else ()),
        *((NOT_FOUND,) if omissions else ()),
        *(FIGURES, FACING, HEARD),
        *((WORDS, PARTS) if outlets else ()),
    )
