"""A comparison as plain text, for a terminal."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import isnan

import pandas as pd

from analysis.columns import VOICE_NAMES
from analysis.compare.names import Unit, article_name
from analysis.compare.summary import FEW, summary
from analysis.compare.telling import Telling
from analysis.models_in_use import model_label
from analysis.pipeline import Analysis
from analysis.stories import Story
from analysis.tables import articles_frame, outlets_frame

# More than a screenful helps nobody.
_PAIRS = 45
_NOTES = 5
_HEADS = {
    "mean_difference": "difference",
    "difference_low": "from",
    "difference_high": "to",
    "p": "p",
    "adjusted_p": "adjusted p",
}
_NOTE = "This describes these articles only; it does not say how their outlets report in general."
_TESTED = (
    "Intervals hold 95 % and take the {unit} as the unit; p is from permutations, adjusted after "
    "Holm for {tests} tests. Other articles of these outlets are spoken of only as far as these "
    "were chosen as those would be."
)


def comparison_text(
    analysis: Analysis,
    by: Unit,
    differences: pd.DataFrame,
    stories: Sequence[Story] = (),
    tellings: Mapping[str, Telling] | None = None,
) -> str:
    """Return the figures of each article or outlet and the differences of each pair, as text.

    `differences` is from `differences_frame`; `tellings` has what `tell` found, by story. What
    limits the comparison is said below it.
    """
    measures = [measure.name for measure in analysis.configuration.measures]
    tested = differences[differences["status"] == "tested"]
    figures = _figures(analysis, by)[[by, "articles", "sentences", *measures]]
    pairs = _pairs(analysis, differences, measures)
    return "\n\n".join(
        [
            _table(figures),
            "Differences (second minus first):\n" + _table(pairs.iloc[:_PAIRS], signed=True),
            *([_tests(tested)] if len(tested) else []),
            *_findings(differences, by),
            *_stories(stories, tellings or {}),
            "\n".join(
                [*story_notes(analysis, stories), *_notes(analysis, by, len(pairs), differences)]
            ),
        ]
    )


def _findings(differences: pd.DataFrame, by: Unit) -> Iterator[str]:
    """Yield what can be said; of many single articles the last note says it already."""
    if by == "outlet" or len(differences) <= FEW:
        yield "Findings:\n" + "\n".join(summary(differences, by))


def _stories(stories: Sequence[Story], tellings: Mapping[str, Telling]) -> Iterator[str]:
    """Yield the stories that several articles tell, and what was found in each."""
    lines = [
        _story(story, tellings.get(story.story_id)) for story in stories if len(story.members) > 1
    ]
    if lines:
        yield "Stories:\n" + "\n".join(lines[:_PAIRS])


def _story(story: Story, telling: Telling | None) -> str:
    name = f"{' '.join(story.name.split())}: {len(story.members)} articles"
    if telling is None:
        return name
    absent = Counter(omission.outlet for omission in telling.omissions)
    names = _names(telling.analysis)
    places = [f"{names.get(outlet, outlet)} {number}" for outlet, number in sorted(absent.items())]
    found = f"; facts that others state and not found in {', '.join(places)}" if places else ""
    return f"{name}; facts that at least two state: {len(telling.facts)}{found}"


def story_notes(analysis: Analysis, stories: Sequence[Story]) -> Iterator[str]:
    """Yield what to know where the articles are about different events."""
    held = {own.article.article_id for own in analysis.articles}
    told = [story for story in stories if held & set(story.article_ids)]
    if len(told) > 1:
        yield (
            f"These articles are about {len(told)} different events: a difference in tone may come "
            "from what is told, not from how it is told."
        )


def _tests(tested: pd.DataFrame) -> str:
    """Return the intervals and p of what was tested, the clearest differences first."""
    ordered = tested.sort_values("adjusted_p", kind="stable").iloc[:_PAIRS]
    numbers = ("mean_difference", "difference_low", "difference_high")
    shown = pd.DataFrame(
        {
            **{name: ordered[name] for name in ("measure", "first", "second")},
            **{_HEADS[name]: ordered[name].map(_signed) for name in numbers},
            **{_HEADS[name]: ordered[name].map("{:.3f}".format) for name in ("p", "adjusted_p")},
            "Cliff's delta": ordered["cliffs_delta"].map(_signed),
        }
    )
    return "Tests (second minus first):\n" + _table(shown)


def shared_notes(analysis: Analysis, by: Unit, differences: pd.DataFrame) -> Iterator[str]:
    """Yield what limits a comparison: articles left out, genres, copies, and how far it carries."""
    articles = [scored.article for scored in analysis.articles]
    unnamed = sum(not article.outlet for article in articles)
    if by == "outlet" and unnamed:
        yield f"Articles without an outlet, not compared: {unnamed}."
    genres = sorted({article.genre for article in articles} - {""})
    if len(genres) > 1:
        yield f"These articles are of different genres ({', '.join(genres)}), written differently."
    yield from [note for note in dict.fromkeys(differences["copies"]) if note][:_NOTES]
    tested = differences[differences["status"] == "tested"]
    yield _TESTED.format(unit=tested["unit"].iloc[0], tests=len(tested)) if len(tested) else _NOTE


def _notes(analysis: Analysis, by: Unit, pairs: int, differences: pd.DataFrame) -> Iterator[str]:
    if analysis.view != "all":
        named = VOICE_NAMES[analysis.view]
        yield f"All figures are of {named} alone; --voice all compares all words."
    if pairs > _PAIRS:
        yield f"The first {_PAIRS} of {pairs:,} pairs; --output writes all of them."
    yield from shared_notes(analysis, by, differences)
    yield f"Scored by {model_label(analysis.configuration)}."


def _figures(analysis: Analysis, by: Unit) -> pd.DataFrame:
    if by == "outlet":
        frame = outlets_frame(analysis)
        return frame[frame["outlet"] != ""]
    frame = articles_frame(analysis)
    return frame.assign(article=frame["article_id"].map(_names(analysis)), articles=1)


def _pairs(analysis: Analysis, differences: pd.DataFrame, measures: list[str]) -> pd.DataFrame:
    """Return a row per pair, in order of appearance, and a column per measure."""
    wide = differences.pivot(index=["first", "second"], columns="measure", values="difference")
    order = differences[["first", "second"]].drop_duplicates()
    pairs = order.join(wide[measures], on=["first", "second"])
    return pairs.replace({"first": _names(analysis), "second": _names(analysis)})


def _names(analysis: Analysis) -> dict[str, str]:
    """Return what to call each article, by its id."""
    return {scored.article.article_id: article_name(scored.article) for scored in analysis.articles}


def _table(frame: pd.DataFrame, *, signed: bool = False) -> str:
    number = _signed if signed else "{:.2f}".format
    return str(frame.to_string(index=False, float_format=number, na_rep="–"))


def _signed(value: float) -> str:
    """Return with two decimals and a sign, but none on what rounds to nothing."""
    if isnan(value):
        return "–"
    shown = round(value, 2) or 0.0
    return f"{shown:+.2f}" if shown else f"{shown:.2f}"
