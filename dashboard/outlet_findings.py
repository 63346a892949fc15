"""What follows from the articles for the outlets: sentences first, figures behind them.

The sentences are those of `analysis.compare.inference_frame`. Where many say the same, that no
more can be told, one sentence sums them up.
"""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from analysis.compare.multiplicity import ALPHA
from analysis.compare.summary import OF_ARTICLES, summary
from analysis.config import Measure
from analysis.pipeline import Analysis
from dashboard import cache, compare_contents, wording

HELP = (
    "Each article counts as one observation, however long it is. **p** is the share of all ways "
    "to deal the same articles out to the two outlets that give a difference at least as clear: "
    "the smaller, the less it looks like chance. The **adjusted p** (after Holm) allows for all "
    "comparisons on this page being looked at; a difference counts as told from chance where it "
    "is at most 0.05. **Cliff's delta** is a size: how much more often an article of one outlet "
    "scores above one of the other than below it, from −1 to 1."
)
STORY, ARTICLE = "A story that both tell", "An article"
STORY_HELP = (
    "**A story that both tell** compares two outlets event by event, so that what happened weighs "
    "nothing; articles whose event no second outlet tells are left out. **An article** takes all "
    "articles, whatever they are about."
)
ARTICLES_ONLY = f"{OF_ARTICLES} To ask what can be said of outlets, compare Outlets."


def draw(compared: Analysis, stories: Mapping[str, str]) -> Mapping[str, str] | None:
    """Draw what can be said of the outlets of `compared`, and the table behind it.

    `stories` has the story of each article that a second outlet tells too. Where there are
    several, outlets can be compared within them; return the stories if that is chosen.
    """
    compare_contents.heading(compare_contents.FINDINGS, HELP)
    paired = _paired(compared, stories)
    frame = cache.inference(compared, paired)
    said = [wording.markdown(each) for each in summary(frame)]
    st.markdown(said[0] if len(said) == 1 else "\n".join(f"- {each}" for each in said))
    with st.expander("Table of all comparisons", type="compact"):
        _table(frame, compared.configuration.measures)


def _paired(compared: Analysis, stories: Mapping[str, str]) -> Mapping[str, str] | None:
    """Draw the choice of what one observation is, where there are stories to choose from."""
    own = [stories.get(scored.article.article_id, "") for scored in compared.articles]
    told = {story: own.count(story) for story in own if story}
    if sum(number > 1 for number in told.values()) < 2:
        return None
    chosen = st.segmented_control(
        "One observation is",
        [STORY, ARTICLE],
        default=STORY if all(own) else ARTICLE,
        required=True,
        key="observation",
        persist_state="session",
        help=STORY_HELP,
    )
    return stories if chosen == STORY else None


def of_measure(rows: pd.DataFrame) -> str:
    """Say in a sentence what the comparisons on one measure come to."""
    tested = rows[rows["status"] == "tested"]
    if not tested.empty:
        clear = int((tested["adjusted_p"] <= ALPHA).sum())
        if len(tested) == 1:
            return f"The difference is {'' if clear else 'not '}told from chance."
        pairs = f"{len(tested)} pairs of outlets"
        if len(tested) < len(rows):
            pairs += " with enough articles"
        return f"In {clear or 'none'} of {pairs} the difference is told from chance."
    if (rows["status"] == "too few").any():
        return "With so few articles no difference could be told from chance."
    return "One article says nothing about an outlet in general."


def _table(frame: pd.DataFrame, measures: tuple[Measure, ...]) -> None:
    st.dataframe(
        table_frame(frame, measures),
        hide_index=True,
        key="findings",
        placeholder="–",
        alt="Differences between outlets with intervals and p",
        column_config=_columns(),
    )
    st.caption(
        "Difference: the second outlet minus the first, in points of the scale. Articles (or "
        "stories): first and second, near-duplicates of one outlet as one. Dashes: too few to say."
    )


def table_frame(frame: pd.DataFrame, measures: tuple[Measure, ...]) -> pd.DataFrame:
    """Return the inference frame as the page shows it, the smallest adjusted p first."""
    rows = frame.sort_values("adjusted_p", kind="stable", na_position="last")
    titles = {measure.name: measure.title for measure in measures}
    return pd.DataFrame(
        {
            "measure": rows["measure"].map(titles),
            "first": rows["first"],
            "second": rows["second"],
            "articles": [
                f"{one} and {other}"
                for one, other in zip(rows["first_units"], rows["second_units"], strict=True)
            ],
            "difference": rows["mean_difference"],
            "interval": [
                wording.interval(low, high)
                for low, high in zip(rows["difference_low"], rows["difference_high"], strict=True)
            ],
            "p": rows["p"],
            "adjusted_p": rows["adjusted_p"],
            "cliffs_delta": rows["cliffs_delta"],
        }
    )


def _columns() -> dict[str, Any]:
    words, number = st.column_config.TextColumn, st.column_config.NumberColumn
    chance = "How often chance alone would give a difference at least as clear."
    return {
        "measure": words("Measure", width=115),
        "first": words("First", width=150),
        "second": words("Second", width=150),
        "articles": words("Articles", width=80),
        "difference": number("Difference", format="%+.3f", width=85),
        "interval": words("95 % interval", width=130),
        "p": number("p", format="%.4f", width=65, help=chance),
        "adjusted_p": number(
            "Adjusted p",
            format="%.4f",
            width=85,
            help="p with allowance for all comparisons in this table (Holm 1979).",
        ),
        "cliffs_delta": number(
            "Cliff's delta",
            format="%+.2f",
            width=95,
            help="From −1 (all articles of the second score lower) to 1 (all score higher).",
        ),
    }
