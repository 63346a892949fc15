"""The voice switch: whose words the scores of a page are of, and the sentence that says so."""

from collections.abc import Hashable, Mapping
from typing import Any

import streamlit as st

from analysis.voice import View
from dashboard import voice_wording, wording
from dashboard.compare_choice import Comparison
from dashboard.voice_wording import VIEWS

HELP = (
    "**All words** counts every sentence as a whole. **Outlet's own voice** leaves out what others "
    "say, **Quotations** holds only what stands word for word, **Attributed** only what is told "
    "of somebody's words without quoting them. In one voice, a sentence counts with the share of "
    "its words that are in it, and with the score of those words; to be listed among the "
    "strongest, it must hold a fifth."
)
_WHY = "A quotation is not the outlet's own tone"
_COMPARED = {
    "all": f"quotations and attributed speech included. {_WHY}: choose Outlet's own voice to "
    "leave out what others say.",
    "outlet": f"{_WHY}, so what others say is left out.",
    "quote": f"{_WHY}: these figures show the tone of those whom each quotes word for word.",
    "attributed": "These figures show the tone of what each reports others as saying, without "
    "quoting them.",
}


def choose(page: str, default: View) -> View:
    """Draw the switch of a page and return what is chosen; each page keeps its own choice."""
    chosen: View = st.segmented_control(
        "Whose words",
        list(VIEWS),
        format_func=VIEWS.__getitem__,
        default=default,
        required=True,
        key=f"voice_{page}",
        persist_state="session",
        help=HELP,
    )
    return chosen


def of_article(view: View, figures: Mapping[Hashable, Any]) -> None:
    """Say whose words the page is about; `figures` is the article's row of the article frame."""
    counts = voice_wording.word_counts(figures)
    total = sum(counts.values())
    if not total:
        return  # the figures say that there is no body sentence
    body = f"{wording.count(total, 'word')} in the body: {voice_wording.makeup(counts)}."
    if view == "all":
        st.markdown(f"Figures, charts and marks are of all words. {body}")
    elif not figures["sentences"]:
        st.info(f"There is {voice_wording.NOTHING[view]} in this text. {body}")
    else:
        st.markdown(f"Figures, charts and marks are of {voice_wording.WORDS[view]} alone. {body}")


def of_comparison(view: View, comparison: Comparison) -> None:
    """Say what is compared and why, and of whom there is nothing to compare."""
    rows = comparison.figures.to_dict("records")
    counts = [voice_wording.word_counts(row) for row in rows]
    total = sum(sum(own.values()) for own in counts)
    if view == "all":
        st.markdown(f"Compared: all {wording.count(total, 'word')}, {_COMPARED[view]}")
    else:
        own_words = sum(own[view] for own in counts)
        words = voice_wording.WORDS[view].replace("outlet's", "outlets'")
        st.markdown(f"Compared: {words}, {own_words:,} of {total:,}. {_COMPARED[view]}")
    empty = [wording.markdown(row["subject"]) for row in rows if not row["sentences"]]
    if empty:
        st.info(f"No figures for {wording.listed(empty)}: there is {voice_wording.NOTHING[view]}.")
