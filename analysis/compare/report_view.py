"""What a report says, as plain values for its template."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.alignment.accuracy import match_accuracy
from analysis.columns import VOICE_NAMES
from analysis.compare.differences import differences_frame
from analysis.compare.distinctive import distinctive_words_frame
from analysis.compare.means import outlet_means_frame
from analysis.compare.names import Unit, article_name
from analysis.compare.positions import positions_frame
from analysis.compare.report import finding_lines, shared_notes, story_notes
from analysis.compare.report_chart import chart, decimal
from analysis.compare.report_marks import pieces
from analysis.compare.telling import Statement, Telling, ToldFact
from analysis.config import Measure
from analysis.models_in_use import model_label
from analysis.pipeline import Analysis
from analysis.stories import Story
from analysis.tables import articles_frame
from analysis.validity import figure_beside
from analysis.voice_tables import sources_frame

MOST_SOURCES = 12
MOST_WORDS = 12
_ALL = "all words, those of others included"


def view_of(
    analysis: Analysis,
    by: Unit,
    stories: Sequence[Story],
    tellings: Mapping[str, Telling],
    paired: Mapping[str, str] | None,
) -> dict[str, Any]:
    """Return the values of the report's template; see `report_html` for the arguments."""
    names = _names(analysis)
    differences = differences_frame(analysis, by, paired)
    return {
        "by": by,
        "voice": VOICE_NAMES.get(analysis.view, _ALL),
        "model": model_label(analysis.configuration),
        "articles": _articles(analysis, names, stories),
        "measures": [_measure(analysis, measure, by, names) for measure in _measures(analysis)],
        "findings": list(finding_lines(differences)),
        "tests": _tests(analysis, differences),
        "notes": [*story_notes(analysis, stories), *shared_notes(analysis, by, differences)],
        "stories": [
            _story(story, tellings[story.story_id], names)
            for story in stories
            if story.story_id in tellings
        ],
        "accuracy": match_accuracy(),
        "sources": _sources(analysis, by, names),
        "words": _words(analysis) if by == "outlet" else [],
        "places": _places(analysis, names),
        "decimal": decimal,
    }


def _measures(analysis: Analysis) -> tuple[Measure, ...]:
    return tuple(analysis.configuration.measures)


def _names(analysis: Analysis) -> dict[str, str]:
    return {own.article.article_id: article_name(own.article) for own in analysis.articles}


def _articles(
    analysis: Analysis, names: Mapping[str, str], stories: Sequence[Story]
) -> list[dict[str, Any]]:
    told = {each: story.name for story in stories for each in story.article_ids}
    rows = articles_frame(analysis).to_dict("records")
    return [
        {
            **{str(key): value for key, value in row.items()},
            "name": names[row["article_id"]],
            "story": told.get(row["article_id"], ""),
            "scores": [row[measure.name] for measure in _measures(analysis)],
        }
        for row in rows
    ]


def _measure(
    analysis: Analysis, measure: Measure, by: Unit, names: Mapping[str, str]
) -> dict[str, Any]:
    if by == "outlet":
        means = outlet_means_frame(analysis)
        own = means[means["measure"] == measure.name].assign(name=lambda rows: rows["outlet"])
    else:
        frame = articles_frame(analysis)
        own = pd.DataFrame(
            {
                "name": frame["article_id"].map(names),
                "mean": frame[measure.name],
                "mean_low": float("nan"),
                "mean_high": float("nan"),
            }
        )
    figure = figure_beside(analysis.configuration, measure.name)
    return {
        "name": measure.name,
        "title": measure.title,
        "description": measure.description,
        "accuracy": ""
        if figure is None
        else f"{figure.metric} {figure.value:.2f} on {figure.set_name} (people’s labels)",
        "chart": chart(measure, own),
    }


def _tests(analysis: Analysis, differences: pd.DataFrame) -> list[dict[str, Any]]:
    titles = {measure.name: measure.title for measure in _measures(analysis)}
    rows = differences[differences["status"] == "tested"]
    rows = rows.sort_values("adjusted_p", kind="stable")
    return [
        {
            "measure": titles[row["measure"]],
            **{str(key): value for key, value in row.items() if key != "measure"},
        }
        for row in rows.to_dict("records")
    ]


def _story(story: Story, telling: Telling, names: Mapping[str, str]) -> dict[str, Any]:
    measures = _measures(telling.analysis)
    told = {fact.fact.places: fact for fact in telling.facts}
    return {
        "name": story.name,
        "id": story.story_id,
        "articles": len(telling.analysis.articles),
        "left_out": [names[each] for each in telling.left_out if each in names],
        "facts": [_fact(fact, telling, measures) for fact in telling.facts],
        "omissions": [
            {
                "outlet": names.get(each.outlet, each.outlet),
                "text": told[each.fact.places].statements[0].text,
                "stated_by": sorted({s.outlet for s in told[each.fact.places].statements}),
                "confidence": each.confidence,
                "nearest": telling.statement(each.nearest).text if each.nearest else "",
                "nearest_match": each.nearest_confidence,
            }
            for each in telling.omissions
        ],
    }


def _fact(fact: ToldFact, telling: Telling, measures: Sequence[Measure]) -> dict[str, Any]:
    measure = max(measures, key=lambda each: _wide(fact, each))
    places = set(fact.fact.places)
    return {
        "match": fact.fact.confidence,
        "marked": measure.title.lower(),
        "gap": fact.gap(measure.name),
        "numbers_differ": any(
            match.numbers_differ
            for match in telling.matches
            if match.first in places and match.second in places
        ),
        "statements": [
            {
                "outlet": statement.outlet,
                "sentence": statement.place.sentence,
                "pieces": pieces(statement, fact, measure.name, telling.analysis.view),
                "scores": _scores(statement, measures),
            }
            for statement in fact.statements
        ],
    }


def _wide(fact: ToldFact, measure: Measure) -> float:
    """Return the gap as a share of the measure's range, so that measures can be compared."""
    gap = fact.gap(measure.name)
    lowest, highest = measure.range
    return -1.0 if gap is None else gap / (highest - lowest)


def _scores(statement: Statement, measures: Sequence[Measure]) -> str:
    return " · ".join(
        f"{measure.title.lower()} {decimal(statement.score(measure.name))}" for measure in measures
    )


def _sources(analysis: Analysis, by: Unit, names: Mapping[str, str]) -> list[dict[str, Any]]:
    frame = sources_frame(analysis, by)
    unit = "outlet" if by == "outlet" else "article_id"
    return [
        {
            "name": names.get(str(key), str(key)),
            "rows": own.head(MOST_SOURCES).to_dict("records"),
            "more": max(len(own) - MOST_SOURCES, 0),
        }
        for key, own in frame.groupby(unit, sort=False)
        if key
    ]


def _words(analysis: Analysis) -> list[dict[str, Any]]:
    frame = distinctive_words_frame(analysis)
    return [
        {"outlet": outlet, "rows": own.head(MOST_WORDS).to_dict("records")}
        for outlet, own in frame[frame["log_odds"] > 0].groupby("outlet", sort=False)
    ]


def _places(analysis: Analysis, names: Mapping[str, str]) -> list[dict[str, Any]]:
    titles = {measure.name: measure.title for measure in _measures(analysis)}
    rows = positions_frame(analysis).to_dict("records")
    return [
        {
            **{str(key): value for key, value in row.items()},
            "name": names[row["article_id"]],
            "title": titles[row["measure"]],
        }
        for row in rows
    ]
