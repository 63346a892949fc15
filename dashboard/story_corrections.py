"""Correcting the stories: another name, two that are one, an article that belongs elsewhere."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import pandas as pd
import streamlit as st

from analysis.articles import Article
from analysis.stories import Story, merge, move, rename, split
from dashboard import wording
from dashboard.state import Desk

RENAME, MERGE, SPLIT, MOVE = "Rename", "Merge", "Split off", "Move an article"
NOTE = (
    "Stories are found by a program, which errs: events with the same people can be put together, "
    "and one event told in very different words can be parted. What you change here stands "
    "until this browser tab is closed, also when articles are added."
)
# A member below the first is doubtful; the program was surer from the second on.
DOUBTFUL, SURE = 0.5, 0.75

Found = Sequence[Story]
Change = Callable[[Found], tuple[Story, ...]]


def draw(found: Found, stories: Found, articles: Mapping[str, Article], desk: Desk) -> None:
    """Draw the stories with their articles, and what can be changed."""
    with st.expander("See and correct the stories", type="compact", key="stories_open"):
        st.caption(NOTE)
        if doubtful := _doubtful(stories):
            st.markdown(
                "One article may belong elsewhere: it is marked doubtful in the table."
                if doubtful == 1
                else f"{doubtful:,} articles may belong elsewhere: they are marked doubtful in "
                "the table."
            )
        _table(stories, articles)
        kind = st.segmented_control(
            "Change",
            [RENAME, MERGE, SPLIT, MOVE],
            default=RENAME,
            required=True,
            key="story_change",
        )
        names = _story_names(stories)
        if kind == RENAME:
            _rename(found, names, desk)
        elif kind == MERGE:
            _merge(found, names, desk)
        elif kind == SPLIT:
            _split(found, stories, names, articles, desk)
        else:
            _move(found, stories, names, articles, desk)
        if desk.story_fault:
            st.error(wording.markdown(desk.story_fault))
        if desk.corrected:
            with st.container(horizontal=True):
                st.button("Undo the last change", key="story_undo", on_click=desk.undo_story)
                st.button(
                    "Back to the stories as found",
                    key="story_reset",
                    on_click=desk.forget_corrections,
                )


def _table(stories: Found, articles: Mapping[str, Article]) -> None:
    rows = [
        {
            "story": story.name,
            "article": wording.title_of(articles[member.article_id]),
            "outlet": articles[member.article_id].outlet,
            "published": articles[member.article_id].published[:10],
            "belongs": sureness(member.confidence) if len(story.members) > 1 else "alone",
        }
        for story in stories
        for member in story.members
    ]
    st.dataframe(
        pd.DataFrame(rows),
        hide_index=True,
        key="stories_table",
        height=min(38 + 35 * len(rows), 320),
        alt="Stories and their articles",
        column_config={
            "story": st.column_config.TextColumn("Story", width=170, pinned=True),
            "article": st.column_config.TextColumn("Article", width=300),
            "outlet": st.column_config.TextColumn("Outlet", width=140),
            "published": st.column_config.TextColumn("Date", width=95),
            "belongs": st.column_config.TextColumn(
                "Belongs here",
                width=110,
                help="How much nearer the article is to its own story than to any other. It "
                "orders doubtful cases and is no measured probability.",
            ),
        },
    )


def _doubtful(stories: Found) -> int:
    """Return how many articles may belong to another story than theirs."""
    return sum(
        member.confidence < DOUBTFUL
        for story in stories
        if len(story.members) > 1
        for member in story.members
    )


def sureness(confidence: float) -> str:
    """Return in words how surely an article belongs to its story."""
    if confidence < DOUBTFUL:
        return "doubtful"
    return "fairly sure" if confidence < SURE else "sure"


def _story_names(stories: Found) -> dict[str, str]:
    names = wording.distinct([wording.excerpt(each.name, 60) for each in stories])
    return {each.story_id: name for each, name in zip(stories, names, strict=True)}


def _rename(found: Found, names: Mapping[str, str], desk: Desk) -> None:
    story = _one("Story to rename", list(names), names, "rename_story")
    name = st.text_input("New name", key="rename_to", max_chars=120)
    _button("Rename", "rename", lambda: desk.correct_stories(found, _renamed(story, name)))


def _renamed(story: str, name: str) -> Change:
    return partial(rename, story_id=story, name=name)


def _merge(found: Found, names: Mapping[str, str], desk: Desk) -> None:
    chosen = _several("Stories that tell one event", list(names), names, "merge_stories")
    _button(
        "Merge",
        "merge",
        lambda: desk.correct_stories(found, partial(merge, story_ids=chosen)),
        disabled=len(chosen) < 2,
    )


def _split(
    found: Found,
    stories: Found,
    names: Mapping[str, str],
    articles: Mapping[str, Article],
    desk: Desk,
) -> None:
    larger = [each.story_id for each in stories if len(each.members) > 1]
    if not larger:
        st.markdown("Every story has one article: there is nothing to split off.")
        return
    story = _one("Story to split", larger, names, "split_story")
    (members,) = (each.article_ids for each in stories if each.story_id == story)
    titles = wording.names([articles[each] for each in members])
    chosen = _several("Articles that tell another event", members, titles, f"split_{story}")
    name = st.text_input("Name of the new story (may stay empty)", key="split_to", max_chars=120)
    change = partial(split, story_id=story, article_ids=chosen, name=name)
    _button(
        "Split off",
        "split",
        lambda: desk.correct_stories(found, change),
        disabled=not chosen,
    )


def _move(
    found: Found,
    stories: Found,
    names: Mapping[str, str],
    articles: Mapping[str, Article],
    desk: Desk,
) -> None:
    held = [each for story in stories for each in story.article_ids]
    titles = wording.names([articles[each] for each in held])
    article = _one("Article to move", held, titles, "move_article")
    (home,) = (each.story_id for each in stories if article in each.article_ids)
    others = [each for each in names if each != home]
    if not others:
        st.markdown("There is only one story. To make another, split articles off.")
        return
    target = _one("Into the story", others, names, "move_to")
    change = partial(move, article_id=article, story_id=target)
    _button("Move", "move", lambda: desk.correct_stories(found, change))


def _one(label: str, options: Sequence[str], names: Mapping[str, str], key: str) -> str:
    return st.selectbox(label, options, format_func=lambda each: names.get(each, each), key=key)


def _several(label: str, options: Sequence[str], names: Mapping[str, str], key: str) -> list[str]:
    return st.multiselect(label, options, format_func=lambda each: names.get(each, each), key=key)


def _button(label: str, key: str, act: Callable[[], None], *, disabled: bool = False) -> None:
    st.button(label, key=f"story_{key}", on_click=act, disabled=disabled, type="primary")
