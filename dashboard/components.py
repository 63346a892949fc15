"""Small parts that several pages show."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.navigation.page import Page

from analysis.articles import Article
from analysis.config import Configuration, Measure
from analysis.voice import View
from dashboard import accuracy, charts, text_view, voice_wording, wording
from dashboard.cue_marks import Scale
from dashboard.palette import Palette

PAGE_WIDTH = 1160


def page_width() -> DeltaGenerator:
    """Return a container that keeps lines and charts at a readable width, in the middle."""
    return st.container(horizontal_alignment="center").container(width=PAGE_WIDTH)


def menu(pages: Sequence[Page]) -> None:
    """Draw the links to all pages, in one row that fits a phone."""
    with st.container(horizontal=True, gap="small", key="menu"):
        for page in pages:
            st.page_link(page, width="content")


def intro(title: str, text: str) -> None:
    """Draw a page's title and the sentence that says what it is for."""
    st.title(title, anchor=False)
    st.markdown(text)


def empty(text: str, waiting: int = 0) -> None:
    """Draw what a page shows while there is nothing to show, with the way on.

    `waiting` is the number of articles that are there and not scored yet.
    """
    with st.container(border=True):
        if waiting:
            text += f" Not scored yet: {wording.count(waiting, 'article')}, on the page Articles."
        st.markdown(text)
        if st.button("Go to Articles", key="to_articles", type="primary"):
            st.switch_page("app_pages/articles.py")


def promise() -> None:
    """Say in three short columns what can be done with articles once they are here."""
    st.space("small")
    read, compare, keep = st.columns(3, gap="large")
    read.markdown(
        "**Read closely.** The text with every sentence shaded and the words that weigh most in "
        "its score marked."
    )
    compare.markdown("**Compare.** Articles or outlets on common axes, strongest sentences facing.")
    keep.markdown("**Keep the data.** Scores of every sentence as CSV or Excel, with a manifest.")
    st.caption("What you add stays in this session and is sent to no other service.")


def article_heading(article: Article) -> None:
    """Draw an article's title and what is known about it."""
    details = [article.outlet or wording.NO_OUTLET, article.author, article.published]
    if article.genre and article.genre != "news":
        details.append(article.genre)
    line = " · ".join(escape(detail) for detail in details if detail)
    title = escape(wording.title_of(article))
    st.html(
        f'<h1 style="font-size:1.9rem;line-height:1.25;font-weight:650;margin:0;padding:0;'
        f'overflow-wrap:anywhere">{title}</h1>'
        f'<p style="margin:0.4rem 0 0;opacity:0.75;overflow-wrap:anywhere">{line}</p>'
    )


def figures(row: Mapping[Hashable, Any], configuration: Configuration, view: View = "all") -> None:
    """Draw an article's figures: `row` is its row of the article frame in `view`."""
    measures = configuration.measures
    for column, measure in zip(st.columns(len(measures)), measures, strict=True):
        with column.container(border=True, height="stretch"):
            mean = row[measure.name]
            st.metric(
                f"{measure.title}, mean",
                wording.score(mean),
                help=wording.markdown(measure.description),
            )
            note = _figure_note(row, measure, view)
            st.caption(f"{note}  \n{accuracy.line(configuration, measure.name)}")
    accuracy.link()


def _figure_note(row: Mapping[Hashable, Any], measure: Measure, view: View) -> str:
    if not row["sentences"]:
        return f"This text has {voice_wording.NOTHING[view]}."
    clear = wording.percent(row[f"{measure.name}_clear"])
    body = voice_wording.body_sentences(int(row["sentences"]), view)
    headline = row[f"{measure.name}_headline"]
    shown = f"{wording.score(headline)}, {measure.level(headline)}" if headline == headline else ""
    return f"{clear} of {body} rated clear" + (f"  \nHeadline: {shown}" if shown else "")


def grid(names: Sequence[str], abreast: int = 3) -> Iterator[tuple[DeltaGenerator, str]]:
    """Yield a column for each of `names`, at most `abreast` of them beside each other."""
    across = 2 if len(names) in (2, 4) else abreast
    for row in range(0, len(names), across):
        yield from zip(st.columns(across, gap="medium"), names[row : row + across], strict=False)


def chart(
    drawn: charts.Drawn, measure: Measure, takeaway: str, *, key: str, detail: str = ""
) -> None:
    """Draw a chart of a measure under its takeaway; `detail` tells what is seen to who cannot."""
    st.markdown(f"**{wording.markdown(measure.title)}.** {wording.markdown(takeaway)}")
    st.altair_chart(
        drawn, width="stretch", key=key, alt=f"{measure.title}. {takeaway} {detail}".strip()
    )


def chart_data(table: pd.DataFrame, *, key: str, several: bool = False) -> None:
    """Draw the numbers of a chart, or of several, behind an expander."""
    these = "these charts" if several else "this chart"
    with st.expander(f"Data of {these}", type="compact"):
        st.dataframe(table, hide_index=True, key=key, alt=f"Data of {these}, above")


def legend(palette: Palette, *, of_text: bool = False) -> None:
    """Draw the levels of a measure with their colours and marks."""
    st.html(text_view.legend_html(palette, of_text=of_text))


def cue_legend(palette: Palette, scale: Scale) -> None:
    """Draw what the marks of the words that weigh most mean."""
    st.html(text_view.cue_legend_html(palette.measure, scale))


def voice_legend(view: View) -> None:
    """Draw what sets voices apart in the text."""
    st.html(text_view.voice_legend_html(view))


def score_columns(configuration: Configuration, width: int = 115) -> dict[str, Any]:
    """Return how tables show the columns of scores, with their accuracy at the head."""
    return {
        measure.name: st.column_config.NumberColumn(
            measure.title,
            format="%.2f",
            help=f"{wording.markdown(measure.description)}  \n"
            + accuracy.line(configuration, measure.name),
            width=width,
        )
        for measure in configuration.measures
    }


def rounded(frame: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    """Return `frame` with columns of scores as they are shown, without a negative zero."""
    return frame.assign(**{name: frame[name].map(wording.rounded) for name in names})


def refresh_warning() -> None:
    """Warn that the work is in this page only."""
    st.caption("Refreshing or closing this page clears everything. Download what you want to keep.")
