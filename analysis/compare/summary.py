"""What comparisons come to, in few sentences: clear differences first, refusals summed up."""

import pandas as pd

from analysis.compare.multiplicity import ALPHA
from analysis.compare.names import Unit
from analysis.compare.phrases import count, listed

# More sentences than this that find nothing are summed up; the table has each of them.
FEW = 3
MOST_CLEAR = 12
OF_ARTICLES = (
    "Single articles are compared, and what is shown describes these articles alone: nothing "
    "follows from them for their outlets."
)


def summary(frame: pd.DataFrame, by: Unit = "outlet") -> list[str]:
    """Return what an inference frame lets us say: what is clear first, then what is not.

    `frame` is from `inference_frame` or `differences_frame`. Where many comparisons say the same,
    that no more can be told, one sentence sums them up.
    """
    if by == "article":
        return list(frame["finding"]) if len(frame) <= FEW else [OF_ARTICLES]
    tested = frame[frame["status"] == "tested"]
    is_clear = tested["adjusted_p"] <= ALPHA
    clear = tested[is_clear].sort_values("adjusted_p", kind="stable")
    said = list(clear["finding"].head(MOST_CLEAR))
    if len(clear) > MOST_CLEAR:
        more = count(len(clear) - MOST_CLEAR, "more difference")
        said.append(f"Told from chance: {more}, in the table.")
    return [
        *said,
        *_open(tested[~is_clear], bool(said)),
        *_too_few(frame[frame["status"] == "too few"]),
        *_described(frame[frame["status"] == "described"]),
    ]


def _open(rows: pd.DataFrame, after_others: bool) -> list[str]:
    """Say what was tested and not told from chance."""
    if len(rows) <= FEW:
        return list(rows["finding"])
    number = count(len(rows), "other comparison" if after_others else "comparison")
    return [
        f"In {number} no difference is told from chance. That does not show that the outlets are "
        "alike: the intervals in the table say how large a difference could still be."
    ]


def _too_few(rows: pd.DataFrame) -> list[str]:
    """Sum up what could not be tested."""
    if rows.empty:
        return []
    counts = listed([f"{name} {number}" for name, number in _units(rows).items()])
    return [
        f"With so few {_noun(rows)} ({counts}) no difference, however large, could be told from "
        f"chance in {count(len(rows), 'comparison')}; "
        f"{rows['units_needed'].iloc[0]} {_noun(rows)} of each outlet would be enough."
    ]


def _described(rows: pd.DataFrame) -> list[str]:
    """Say, or sum up, what describes articles only."""
    if len(rows) <= FEW:
        return list(rows["finding"])
    units = _units(rows)
    said = []
    if single := [name for name, number in units.items() if number == 1]:
        one = "story" if _noun(rows) == "stories" else "article"
        said.append(f"One {one} says nothing about {listed(single, 'or')} in general")
    if none := [name for name, number in units.items() if number == 0]:
        said.append(f"{'there' if said else 'There'} is nothing of {listed(none)} to rate")
    number = count(len(rows), "comparison")
    return [f"{'; '.join(said)}: {number} with them can only describe these articles."]


def _noun(rows: pd.DataFrame) -> str:
    """Return what the observations are."""
    return "stories" if (rows["unit"] == "story").all() else "articles"


def _units(rows: pd.DataFrame) -> dict[str, int]:
    """Return the least number of articles that each outlet has in these comparisons."""
    found: dict[str, int] = {}
    for side in ("first", "second"):
        for name, units in zip(rows[side], rows[f"{side}_units"], strict=True):
            found[name] = min(found.get(name, units), units)
    return found
