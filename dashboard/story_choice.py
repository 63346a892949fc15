"""Choosing the story to compare: articles that tell the same event."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from analysis.articles import Article
from analysis.pipeline import Analysis
from analysis.stories import Story
from dashboard import cache, story_corrections, wording
from dashboard.state import Desk

ALL = ""
CHOOSE = (
    "Choose one story to see how each outlet words the same fact, and what was not found in one "
    "of them."
)
# So many articles take less than a second or two.
MANY = 40
WAIT = "Finding out which articles tell the same event …"


@dataclass(frozen=True, slots=True)
class Chosen:
    """The articles to compare, and their stories.

    `story` is the one that was chosen, None where all articles are compared; `stories` are all.
    """

    analysis: Analysis
    story: Story | None
    stories: tuple[Story, ...]

    @property
    def key(self) -> str:
        """What tells the choices within one story of several from those among all articles."""
        return self.story.story_id if self.story and len(self.stories) > 1 else ""

    def of_articles(self) -> dict[str, str]:
        """Return the story of each article, those left out that no second outlet tells."""
        known = {own.article.article_id: own.article for own in self.analysis.articles}
        return {
            article_id: story.story_id
            for story in self.stories
            if len(_outlets([known[a] for a in story.article_ids if a in known])) > 1
            for article_id in story.article_ids
        }

    def names(self, article_ids: Sequence[str]) -> list[str]:
        """Return the names of the stories that some articles tell."""
        return [s.name for s in self.stories if set(s.article_ids) & set(article_ids)]


def choose(analysis: Analysis, desk: Desk) -> Chosen:
    """Draw the choice of a story, and the way to correct the stories that were found."""
    found = _found(analysis)
    stories = desk.stories(found)
    articles = {own.article.article_id: own.article for own in analysis.articles}
    several = [each for each in stories if len(each.members) > 1]
    by_id = {each.story_id: each for each in several}
    alone = len(several) == 1 and len(several[0].members) == len(articles)
    options = list(by_id) if alone else [ALL, *by_id]
    names = dict(zip(options, _labels(options, by_id, articles, len(stories)), strict=True))
    first = _first(several, articles)
    chosen = st.selectbox(
        "Story",
        options,
        format_func=lambda option: names.get(option, option),
        index=options.index(first) if first in options else 0,
        key="story",
        persist_state="session",
        help="Articles on the same event are found by the words and names they share, and by date. "
        "In one story like is compared with like, and sentences that state the same fact are "
        "set beside each other.",
    )
    story_corrections.draw(found, stories, articles, desk)
    story = by_id.get(chosen)
    if story is None:
        if several:
            st.caption(CHOOSE)
        return Chosen(analysis, None, stories)
    own = tuple(s for s in analysis.articles if s.article.article_id in story.article_ids)
    return Chosen(replace(analysis, articles=own), story, stories)


def _first(several: Sequence[Story], articles: dict[str, Article]) -> str:
    """Return the id of the largest story, where at least two are each told by two outlets.

    Else all articles: with one story and some others, nothing is left out unasked.
    """
    told = [s for s in several if len(_outlets([articles[a] for a in s.article_ids])) > 1]
    largest = max(told, key=lambda each: len(each.members), default=None)
    return largest.story_id if largest and len(told) > 1 else ALL


def _found(analysis: Analysis) -> tuple[Story, ...]:
    """Return the stories as found, with progress while many articles are read."""
    total = len(analysis.articles)
    bar = st.progress(0.0, WAIT) if total > MANY else None

    def progress(done: int) -> None:
        if bar and done % 10 == 0:
            bar.progress(done / total, f"{WAIT} {done:,} of {total:,}")

    with st.spinner(WAIT):
        found = cache.stories(analysis, progress)
    if bar:
        bar.empty()
    return found


def note(chosen: Chosen, article_ids: Sequence[str]) -> str:
    """Return what a reader should know where articles on different events are compared."""
    names = chosen.names(article_ids)
    if len(names) < 2:
        return ""
    those = "These two articles are" if len(article_ids) == 2 else "These articles are"
    return (
        f"{those} about {len(names)} different events, so a difference in tone may come from "
        "what is told, not from how it is told. To compare like with like, choose a story above."
    )


def _labels(
    options: Sequence[str],
    by_id: dict[str, Story],
    articles: dict[str, Article],
    stories: int,
) -> list[str]:
    every = f"All {wording.count(len(articles), 'article')}, {_counted(stories)}"
    labels = [_label(by_id[option], articles) if option in by_id else every for option in options]
    return wording.distinct(labels)


def _counted(stories: int) -> str:
    return "one story" if stories == 1 else f"{stories:,} stories"


def _label(story: Story, articles: dict[str, Article]) -> str:
    own = [articles[each] for each in story.article_ids]
    parts = [
        wording.excerpt(story.name, 60),
        wording.count(len(own), "article"),
        wording.count(len(_outlets(own)), "outlet"),
        _dates(own),
    ]
    return " · ".join(part for part in parts if part and not part.startswith("0 "))


def _dates(articles: Sequence[Article]) -> str:
    days = sorted({each.published[:10] for each in articles if each.published})
    return " to ".join(dict.fromkeys([days[0], days[-1]])) if days else ""


def _outlets(articles: Sequence[Article]) -> set[str]:
    return {each.outlet for each in articles} - {""}
