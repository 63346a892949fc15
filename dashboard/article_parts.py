"""The parts of the page Article."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from analysis.articles import Article
from analysis.config import Configuration
from analysis.pipeline import ScoredArticle
from analysis.voice import View
from dashboard import (
    charts,
    components,
    cue_marks,
    drawer,
    quotation,
    shaping,
    takeaways,
    text_clicks,
    text_view,
    voice_wording,
    wording,
)
from dashboard.cue_marks import Scale
from dashboard.palette import Palette
from dashboard.state import Desk
from dashboard.voice_wording import WORDS

SENTENCES_A_PAGE = 200


def choose(desk: Desk, configuration: Configuration) -> ScoredArticle | None:
    """Draw the choice of an article; return it, or None where none is scored."""
    scored = {s.article.article_id: s for s in desk.analysis(configuration).articles}
    if desk.chosen in desk.articles and desk.chosen not in scored:
        _unscored(desk)
        st.stop()
    if not scored:
        return None
    ids = list(scored)
    names = wording.names(s.article for s in scored.values())
    desk.chosen = st.selectbox(
        "Article",
        ids,
        index=ids.index(desk.chosen) if desk.chosen in scored else 0,
        format_func=names.__getitem__,
        key="article",
        label_visibility="collapsed",
    )
    waiting = len(desk.waiting(configuration))
    if waiting:
        st.caption(f"{wording.count(waiting, 'article')} not scored yet: see the page Articles.")
    return scored[desk.chosen]


def _unscored(desk: Desk) -> None:
    """Say that the article that was opened has no scores yet, and lead on."""
    title = wording.title_of(desk.articles[desk.chosen])
    with st.container(border=True):
        st.markdown(f"“{wording.markdown(title)}” is not scored yet.")
        with st.container(horizontal=True):
            if st.button("Score now", key="score_chosen", type="primary"):
                desk.resume()
                st.switch_page("app_pages/articles.py")
            st.button("Another article", key="choose_other", on_click=desk.choose, args=("",))


def notes(article: Article) -> None:
    """Show what the reader remarked on this article."""
    for warning in article.warnings:
        st.warning(wording.markdown(warning))


def timeline(
    sentences: pd.DataFrame, palettes: Mapping[str, Palette], scored: ScoredArticle, view: View
) -> None:
    """Draw the timeline of the sentences, a chart for each measure, one below the other.

    In the view of one voice, the axis still holds all sentences of the article.
    """
    if not sentences["role"].isin(["headline", "body"]).any():
        st.markdown(f"There is {voice_wording.NOTHING[view]} to show here.")
        return
    ends = None if view == "all" else shaping.timeline_ends(scored)
    frame = shaping.timeline_frame(sentences, [own.measure for own in palettes.values()])
    for name, own in palettes.items():
        drawn = charts.timeline(frame, own, palettes, axis=name == list(palettes)[-1], ends=ends)
        takeaway = takeaways.of_article(sentences, own.measure, view)
        components.chart(drawn, own.measure, takeaway, key=f"timeline_{name}")
    headline = bool(sentences["headline"].any())
    st.caption(_timeline_note(shaping.run_length(sentences), view, headline=headline))
    shown = components.rounded(frame[["sentence", "role", "text", *palettes]], list(palettes))
    components.chart_data(shown, key="timeline_data")


def _timeline_note(length: int, view: View, *, headline: bool) -> str:
    if length > 1:
        return (
            f"The text is long: each bar is the mean of {length} consecutive sentences. "
            "Strong single sentences show below."
        )
    gaps = "" if view == "all" else f" A gap is a sentence with none of {WORDS[view]}."
    apart = " The headline is not part of the means." if headline else ""
    return f"Point at a column to read its sentence.{gaps}{apart}"


@st.fragment  # so that neither another measure nor a sentence draws the whole page anew
def text(
    scored: ScoredArticle,
    palettes: Mapping[str, Palette],
    desk: Desk,
    configuration: Configuration,
    view: View,
) -> None:
    """Draw the text, shaded by the measure that is chosen, some sentences at a time.

    `scored` is the article as it is seen in `view`.
    """
    chosen = st.segmented_control(
        "Shade by",
        list(palettes),
        format_func=lambda name: palettes[name].measure.title,
        default=next(iter(palettes)),
        required=True,
        key="shade",
        persist_state="session",
    )
    own, scale = palettes[chosen], cue_marks.scales(configuration)[chosen]
    components.legend(own, of_text=True)
    _marks(scored, own, scale)
    components.voice_legend(view)
    article_id, total = scored.article.article_id, len(scored.sentences)
    page = 1
    if total > SENTENCES_A_PAGE:
        page = st.pagination(-(-total // SENTENCES_A_PAGE), key=f"text_{article_id}")
    first = (page - 1) * SENTENCES_A_PAGE
    end = min(first + SENTENCES_A_PAGE, total)
    with text_clicks.area():
        st.html(text_view.article_html(scored, own, scale, first, end, view))
        text_clicks.listen(range(total), lambda number: desk.ask(article_id, number, chosen))
    if total > SENTENCES_A_PAGE:
        st.caption(f"Sentences {first:,} to {end - 1:,} of {total:,}.")
    drawer.show(desk, configuration, view)


def _marks(scored: ScoredArticle, own: Palette, scale: Scale) -> None:
    """Say what the marks in the text mean, or why there are none, and how a sentence opens."""
    name = own.measure.name
    if any(name in sentence.score.unexplained for sentence in scored.sentences):
        st.caption(
            "The words that weigh most in this score are not marked in the text; open a sentence "
            "to see them: click it, or press Enter on it."
        )
    else:
        components.cue_legend(own, scale)
        st.caption("Click a sentence, or press Enter on it, to see why it has its score.")


def strongest(
    scored: ScoredArticle,
    sentences: pd.DataFrame,
    palettes: Mapping[str, Palette],
    scales: Mapping[str, Scale],
    desk: Desk,
    view: View,
) -> None:
    """List the strongest sentences of every measure, each with the way to its words."""
    for name, own in palettes.items():
        for heading, high in shaping.ends(own.measure):
            st.markdown(f"**{wording.markdown(heading)}**")
            rows = shaping.strongest(sentences, own.measure, high=high)
            for number in rows["sentence"]:
                sentence = scored.sentences[number]
                quotation.draw(scored, sentence, own.measure, scales[name], desk, view=view)
            if rows.empty:
                st.caption("No sentence.")
