"""Choosing what to compare: articles or outlets, under short names."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd
import streamlit as st

from analysis.pipeline import Analysis
from dashboard import cache, wording

MOST_SUBJECTS = 6
FEW = "Choose at least two."
ONE = "There is one article here. Choose another story, or add articles on this one."
ARTICLES, OUTLETS = "Articles", "Outlets"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is compared: short names with the ids of their articles, and their figures.

    `figures` has a row for each name: `subject`, `articles`, `sentences`, and for each measure
    its mean and its share of clear sentences. `titles` names the articles by id where one of
    what is compared can have several.
    """

    subjects: Mapping[str, Sequence[str]]
    figures: pd.DataFrame
    by_outlet: bool
    titles: Mapping[str, str] = field(default_factory=dict)

    @property
    def of_outlets(self) -> bool:
        """Whether outlets are compared and have something to rate in the voice looked at."""
        return self.by_outlet and bool(self.figures["sentences"].sum())


def choose(analysis: Analysis, story: str = "") -> Comparison | None:
    """Draw the choice of what to compare; until there are two of it, say so and return None.

    `analysis` holds the articles of a story, or all: each story keeps its own choice.
    """
    named = Counter(s.article.outlet for s in analysis.articles if s.article.outlet)
    outlets = [outlet for outlet, _ in named.most_common()]
    mode = st.segmented_control(
        "Compare",
        [OUTLETS, ARTICLES],
        default=OUTLETS if len(outlets) > 1 else ARTICLES,
        required=True,
        key="compare_by",
        persist_state="session",
    )
    key = f"_{story}" if story else ""
    if mode == OUTLETS:
        found = _outlets(analysis, outlets, key)
        lacking = missing_outlet(outlets)
    else:
        found = _articles(analysis, key)
        lacking = FEW if len(analysis.articles) > 1 else ONE
    if found is None:
        st.info(lacking)
    return found


def missing_outlet(outlets: Sequence[str]) -> str:
    """Return what to do where there are not two outlets to compare."""
    if not outlets:
        return (
            "No outlet is named in these articles. Name them in the table on the page Articles, "
            "or compare Articles instead."
        )
    if len(outlets) == 1:
        return (
            f"The only outlet named in these articles is {wording.markdown(outlets[0])}. Name the "
            "others in the table on the page Articles, add articles of another outlet, or compare "
            "Articles instead."
        )
    return FEW


def _outlets(analysis: Analysis, outlets: Sequence[str], key: str) -> Comparison | None:
    chosen = _several(
        "Outlets", outlets, key=f"compare_outlets{key}", first=_not_copied(analysis, outlets)[:4]
    )
    if len(chosen) < 2:
        return None
    names = dict(
        zip(chosen, wording.distinct([wording.excerpt(o, 34) for o in chosen]), strict=True)
    )
    subjects = {
        name: [s.article.article_id for s in analysis.articles if s.article.outlet == outlet]
        for outlet, name in names.items()
    }
    figures = cache.outlets(analysis).set_index("outlet").loc[list(chosen)].reset_index()
    titles = {s.article.article_id: wording.title_of(s.article) for s in analysis.articles}
    return Comparison(subjects, figures.assign(subject=figures["outlet"].map(names)), True, titles)


def _not_copied(analysis: Analysis, outlets: Sequence[str]) -> list[str]:
    """Return the outlets, those last whose every article is nearly the same as another one here."""
    firsts = cache.copies(analysis)
    own = {s.article.outlet for at, s in enumerate(analysis.articles) if firsts[at] == at}
    return sorted(outlets, key=lambda outlet: outlet not in own)


def _articles(analysis: Analysis, key: str) -> Comparison | None:
    known = {s.article.article_id: s.article for s in analysis.articles}
    chosen = _several(
        "Articles",
        list(known),
        key=f"compare_articles{key}",
        first=list(known)[:2],
        names=wording.names(known.values()),
    )
    if len(chosen) < 2:
        return None
    names = wording.short_names([known[article_id] for article_id in chosen])
    figures = cache.articles(analysis).set_index("article_id").loc[list(chosen)].reset_index()
    subjects = {name: [article_id] for name, article_id in zip(names, chosen, strict=True)}
    return Comparison(subjects, figures.assign(subject=names, articles=1), False)


def _several(
    label: str,
    options: Sequence[str],
    *,
    key: str,
    first: Sequence[str],
    names: Mapping[str, str] | None = None,
) -> list[str]:
    """Draw a choice of several, `first` of them chosen at first."""
    return st.multiselect(
        label,
        options,
        default=first,
        format_func=lambda option: (names or {}).get(option, option),
        max_selections=MOST_SUBJECTS,
        key=key,
        persist_state="session",
    )
