"""The parts of the page Article."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from analysis.articles import Article
from analysis.config import Configuration, Measure
from analysis.pipeline import ScoredArticle
from dashboard import charts, components, shaping, takeaways, text_view, wording
from dashboard.palette import Palette
from dashboard.state import Desk

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


def timeline(sentences: pd.DataFrame, palettes: Mapping[str, Palette]) -> None:
    """Draw the timeline of the sentences, a chart for each measure, one below the other."""
    frame = shaping.timeline_frame(sentences, [own.measure for own in palettes.values()])
    for name, own in palettes.items():
        drawn = charts.timeline(frame, own, palettes, axis=name == list(palettes)[-1])
        takeaway = takeaways.of_article(sentences, own.measure)
        components.chart(drawn, own.measure, takeaway, key=f"timeline_{name}")
    headline = bool(sentences["headline"].any())
    st.caption(_timeline_note(shaping.run_length(sentences), headline=headline))
    shown = components.rounded(frame[["sentence", "role", "text", *palettes]], list(palettes))
    components.chart_data(shown, key="timeline_data")


def _timeline_note(length: int, *, headline: bool) -> str:
    if length > 1:
        return (
            f"The text is long: each bar is the mean of {length} consecutive sentences. "
            "Strong single sentences show below."
        )
    apart = " The headline is not part of the means." if headline else ""
    return f"Point at a column to read its sentence.{apart}"


def text(scored: ScoredArticle, palettes: Mapping[str, Palette]) -> None:
    """Draw the text, shaded by the measure that is chosen, some sentences at a time."""
    chosen = st.segmented_control(
        "Shade by",
        list(palettes),
        format_func=lambda name: palettes[name].measure.title,
        default=next(iter(palettes)),
        required=True,
        key="shade",
        persist_state="session",
    )
    components.legend(palettes[chosen], of_text=True)
    total = len(scored.sentences)
    page = 1
    if total > SENTENCES_A_PAGE:
        page = st.pagination(-(-total // SENTENCES_A_PAGE), key=f"text_{scored.article.article_id}")
    first = (page - 1) * SENTENCES_A_PAGE
    end = min(first + SENTENCES_A_PAGE, total)
    st.html(text_view.article_html(scored, palettes[chosen], first, end))
    if total > SENTENCES_A_PAGE:
        st.caption(f"Sentences {first:,} to {end - 1:,} of {total:,}.")
    if any(chosen in sentence.score.unexplained for sentence in scored.sentences):
        st.caption("The model of this measure does not tell which words weigh in its scores.")
    else:
        st.caption(
            "Bold and underlined: words that weigh in the score. Point at them for how much."
        )


def strongest(sentences: pd.DataFrame, measures: Sequence[Measure]) -> None:
    """List the strongest sentences of every measure."""
    for measure in measures:
        for heading, high in shaping.ends(measure):
            st.markdown(f"**{wording.markdown(heading)}**")
            rows = shaping.strongest(sentences, measure, high=high)
            for row in rows.to_dict("records"):
                score = wording.score(row[measure.name])
                components.quotation(row["text"], f"{score} · sentence {row['sentence']}")
            if rows.empty:
                st.caption("No sentence.")


def table(sentences: pd.DataFrame, configuration: Configuration) -> None:
    """Draw the table of sentences with its search and filters."""
    measures = configuration.measures
    left, middle, right = st.columns([2, 1, 1])
    searched = left.text_input("Search", key="search", placeholder="Words in a sentence")
    roles = middle.multiselect(
        "Part of the text", list(dict.fromkeys(sentences["role"])), key="roles", placeholder="All"
    )
    levels = right.multiselect("Level", _level_names(measures), key="levels", placeholder="All")
    found = matching(sentences, measures, searched, roles, levels)
    names = [measure.name for measure in measures]
    st.dataframe(
        components.rounded(found[["sentence", "role", "text", *names]], names),
        hide_index=True,
        key="sentences",
        alt="Sentences with their scores",
        column_config={
            "sentence": st.column_config.NumberColumn("No.", width=60),
            "role": st.column_config.TextColumn("Part", width=85),
            "text": st.column_config.TextColumn("Sentence", width=520),
            **components.score_columns(configuration),
        },
    )
    st.caption(
        f"{len(found):,} of {wording.count(len(sentences), 'sentence')}. "
        "A click on a column's head sorts."
    )


def _level_names(measures: Sequence[Measure]) -> list[str]:
    return [f"{m.title}: {level.label}" for m in measures for level in m.levels]


def matching(
    sentences: pd.DataFrame,
    measures: Sequence[Measure],
    searched: str,
    roles: Sequence[str],
    levels: Sequence[str],
) -> pd.DataFrame:
    """Return the rows that hold the words searched for, have one of `roles` and of `levels`.

    Of levels of one measure any may hold; every measure with a chosen level must.
    """
    keep = sentences["text"].str.contains(searched.strip(), case=False, regex=False)
    if roles:
        keep &= sentences["role"].isin(list(roles))
    for measure in measures:
        wanted = {name for name in levels if name.startswith(f"{measure.title}: ")}
        if wanted:
            named = sentences[measure.name].map(lambda x, m=measure: f"{m.title}: {m.level(x)}")
            keep &= named.isin(wanted)
    return sentences[keep]
