"""The table of what is on the desk, its corrections, and the list of what was not read."""

from html import escape

import pandas as pd
import streamlit as st

from analysis.articles import Article, Problem
from analysis.config import Configuration
from dashboard import cache, components, takeaways, wording
from dashboard.state import Desk

EDITABLE = ("outlet", "title", "published")
TABLE_KEY, OPEN_KEY = "desk_table", "open_article"
DATE = r"^(\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]))?$"


def table(desk: Desk, configuration: Configuration) -> None:
    """Draw the table; outlet, title and date can be corrected in it, and an article opened."""
    frame = _frame(desk, configuration)
    column = st.column_config
    # The table keeps what was typed and would undo a name that came from elsewhere: a new one.
    key = f"{TABLE_KEY}_{desk.namings}"
    st.data_editor(
        frame.drop(columns="article_id"),
        key=key,
        hide_index=True,
        disabled=[name for name in frame.columns if name not in EDITABLE],
        on_change=_correct,
        args=(desk, list(frame["article_id"]), key),
        placeholder="",
        alt="Articles with their scores",
        column_config={
            "open": column.ButtonColumn("", key=OPEN_KEY, type="tertiary", width=70),
            "outlet": column.TextColumn("Outlet", width=150),
            "title": column.TextColumn("Title", width=270),
            "published": column.TextColumn(
                "Date", width=105, validate=DATE, help="Year, month, day: 2024-05-31"
            ),
            "source_file": column.TextColumn("File", width=130),
            "sentences": column.NumberColumn("Sentences", width=90),
            **components.score_columns(configuration),
        },
    )
    click = st.session_state.get(OPEN_KEY)
    if click:
        desk.chosen = frame["article_id"].iloc[click["row"]]
        st.switch_page("app_pages/article.py")


def _frame(desk: Desk, configuration: Configuration) -> pd.DataFrame:
    """Return a row per article, with missing figures where it is not scored."""
    names = [measure.name for measure in configuration.measures]
    figures = cache.articles(desk.analysis(configuration)).set_index("article_id")
    known = pd.DataFrame([_metadata(article) for article in desk.articles.values()])
    joined = known.join(figures[["sentences", *names]], on="article_id")
    return components.rounded(joined, names)


def _metadata(article: Article) -> dict[str, str]:
    return {
        "article_id": article.article_id,
        "open": "Open",
        "outlet": article.outlet,
        "title": article.title,
        "published": article.published,
        "source_file": article.source_file,
    }


def _correct(desk: Desk, article_ids: list[str], key: str) -> None:
    for row, changes in st.session_state[key]["edited_rows"].items():
        metadata = {name: changes[name] or "" for name in EDITABLE if name in changes}
        desk.correct(article_ids[row], **metadata)


def manage(desk: Desk) -> None:
    """Draw the buttons that take articles off the desk."""
    with st.popover("Remove", icon=":material/remove:"):
        chosen = st.multiselect(
            "Articles to remove",
            list(desk.articles),
            format_func=wording.names(desk.articles.values()).__getitem__,
            key=f"to_remove_{desk.round}_{len(desk.articles)}",
        )
        st.button(
            f"Remove {wording.count(len(chosen), 'article')}" if chosen else "Remove",
            key="remove",
            disabled=not chosen,
            on_click=desk.remove,
            args=(chosen,),
        )
    if st.button("Clear all", key="clear", icon=":material/delete:"):
        _confirm_clear(desk)


@st.dialog("Clear everything?")
def _confirm_clear(desk: Desk) -> None:
    number = wording.count(len(desk.articles), "article")
    st.markdown(f"{number} with all scores will be gone. Downloads you have made stay yours.")
    with st.container(horizontal=True):
        if st.button("Clear all", key="clear_confirmed", type="primary", on_click=desk.clear):
            st.rerun()
        if st.button("Keep", key="clear_declined"):
            st.rerun()


def unread(desk: Desk) -> None:
    """List what was not read, each with its reason, and what can be done from here."""
    if not desk.problems:
        return
    st.subheader(f"Not read: {len(desk.problems)}", anchor=False)
    with st.container(height=320 if len(desk.problems) > 4 else "content", border=False):
        for number, problem in enumerate(desk.problems):
            with st.container(border=True, key=f"problem_{number}"):
                _problem(desk, problem, number)
    st.button("Dismiss this list", key="dismiss", on_click=desk.problems.clear, type="tertiary")


def _problem(desk: Desk, problem: Problem, number: int) -> None:
    named = problem.message.startswith(problem.source)
    rest = problem.message.removeprefix(problem.source) if named else f": {problem.message}"
    st.html(
        f'<span style="overflow-wrap:anywhere"><strong>{escape(problem.source)}</strong>'
        f"{escape(rest)}</span>"
    )
    if problem.article is not None or problem.articles:
        label = "Score again" if problem.articles else "Score anyway"
        st.button(label, key=f"anyway_{number}", on_click=desk.accept, args=(problem,))


def copies(desk: Desk, configuration: Configuration) -> None:
    """Say which articles hold the same text, nearly word for word, and how they count."""
    analysis = desk.analysis(configuration)
    articles = [scored.article for scored in analysis.articles]
    found = takeaways.copy_notes(articles, cache.copies(analysis), most=len(articles))
    if not found:
        return
    texts = "One text stands" if len(found) == 1 else f"{len(found):,} texts stand"
    with st.expander(f"{texts} in more than one article", icon=":material/content_copy:"):
        st.caption(
            "Reprints, wire copies and updates: bodies that share at least four fifths of their "
            "runs of words. Remove what you do not want to count."
        )
        items = "".join(f"<li>{escape(note)}</li>" for note in found)
        st.html(f'<ul style="overflow-wrap:anywhere">{items}</ul>')


def notes(desk: Desk) -> None:
    """List what the readers remarked on articles that were read."""
    remarks = [(a, warning) for a in desk.articles.values() for warning in a.warnings]
    if not remarks:
        return
    with st.expander(f"Notes on reading: {len(remarks)}"):
        items = (
            f"<li><strong>{escape(article.source_file)}</strong>: {escape(warning)}</li>"
            for article, warning in remarks
        )
        st.html(f'<ul style="overflow-wrap:anywhere">{"".join(items)}</ul>')
