"""Stories as a table."""

from collections.abc import Sequence

import pandas as pd

from analysis.articles import Article
from analysis.frames import typed_frame
from analysis.stories.grouping import group_stories
from analysis.stories.records import Story

_COLUMNS = ("article_id", "story", "story_name", "confidence")


def stories_frame(
    articles: Sequence[Article], stories: Sequence[Story] | None = None
) -> pd.DataFrame:
    """Return one row per article, in their order: its story and how surely it belongs there.

    `stories` are those of `group_stories`, corrected or not; without them the articles are
    grouped here. Articles that no story holds have no row.
    """
    found = group_stories(articles) if stories is None else stories
    places = {
        member.article_id: {
            "article_id": member.article_id,
            "story": story.story_id,
            "story_name": story.name,
            "confidence": member.confidence,
        }
        for story in found
        for member in story.members
    }
    ids = dict.fromkeys(each.article_id for each in articles)
    return typed_frame([places[each] for each in ids if each in places], _COLUMNS)
