"""What one story's articles tell: shared facts, and what was not found in one of them."""

import streamlit as st

from analysis.compare import telling
from analysis.compare.telling import MOST_ARTICLES, Telling
from analysis.pipeline import Analysis
from analysis.viewpoint import in_voice
from analysis.voice import View
from dashboard import cache, compare_contents, not_found, told_facts, wording
from dashboard.compare_choice import Comparison
from dashboard.state import Desk
from dashboard.story_choice import Chosen


def draw(
    chosen: Chosen, comparison: Comparison, whole: Analysis, view: View, desk: Desk
) -> Telling | None:
    """Draw how the compared articles tell the chosen story, and return it.

    `whole` holds the compared articles with the scores of all words. None where no story is
    chosen, or more articles of it than can be matched.
    """
    if chosen.story is None:
        return None
    if len(whole.articles) > MOST_ARTICLES:
        compare_contents.heading(compare_contents.FACTS)
        st.info(
            f"These are {len(whole.articles)} articles, and sentences of at most {MOST_ARTICLES} "
            "are matched at a time. Compare fewer outlets, or split the story."
        )
        return None
    with st.spinner("Finding the sentences that state the same fact …"):
        matches, left_out = cache.matched(whole)
    told = telling.with_matches(
        in_voice(whole, view), matches, left_out, all_others=not_found.all_others()
    )
    names = _names(comparison, whole)
    told_facts.draw(told, names, desk)
    not_found.draw(told, names, len(_outlets(told)))
    return told


def _outlets(told: Telling) -> set[str]:
    articles = [scored.article for scored in told.analysis.articles]
    return {article.outlet or article.article_id for article in articles}


def _names(comparison: Comparison, whole: Analysis) -> dict[str, str]:
    """Return what to call each article: as it is compared, with its title where that is unclear."""
    articles = {scored.article.article_id: scored.article for scored in whole.articles}
    names = {}
    for subject, own in comparison.subjects.items():
        for article_id in own:
            title = wording.excerpt(wording.title_of(articles[article_id]), 48)
            names[article_id] = subject if len(own) == 1 else f"{subject}: {title}"
    return names
