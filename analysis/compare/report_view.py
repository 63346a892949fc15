"""What a report says, as plain values for its template."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.alignment.accuracy import match_accuracy, omission_accuracy
from analysis.columns import VOICE_NAMES
from analysis.compare import report_accuracy
from analysis.compare.differences import differences_frame
from analysis.compare.means import outlet_means_frame
from analysis.compare.names import Unit, article_name
from analysis.compare.phrases import count, listed
from analysis.compare.report import shared_notes, story_notes
from analysis.compare.report_chart import chart, decimal
from analysis.compare.report_story import story_values
from analysis.compare.report_tables import LEAST_Z, place_values, source_values, word_values
from analysis.compare.summary import summary
from analysis.compare.telling import MOST_ARTICLES, Telling
from analysis.config import Measure
from analysis.models_in_use import model_label
from analysis.pipeline import Analysis
from analysis.stories import Story
from analysis.tables import articles_frame

_ALL = "all words, those of others included"


def view_of(
    analysis: Analysis,
    by: Unit,
    stories: Sequence[Story],
    tellings: Mapping[str, Telling],
    paired: Mapping[str, str] | None,
) -> dict[str, Any]:
    """Return the values of the report's template; see `report_html` for the arguments."""
    configuration = analysis.configuration
    names = {own.article.article_id: article_name(own.article) for own in analysis.articles}
    differences = differences_frame(analysis, by, paired)
    means = _means(analysis, by, names)
    of_voices = analysis.view != "all"
    return {
        "by": by,
        "voice": VOICE_NAMES.get(analysis.view, _ALL).replace("'", "’"),
        "voice_accuracy": report_accuracy.of_voices(configuration) if of_voices else "",
        "model": model_label(configuration),
        "articles": _articles(analysis, stories),
        "measures": [_measure(analysis, each, means) for each in configuration.measures],
        "metrics": report_accuracy.meanings(configuration, configuration.measures),
        "findings": summary(differences, by),
        "tests": _tests(analysis, differences),
        "notes": [*story_notes(analysis, stories), *shared_notes(analysis, by, differences)],
        "stories": [
            story_values(story, tellings[story.story_id], names)
            for story in stories
            if story.story_id in tellings
        ],
        "unmatched": _unmatched(analysis, stories, tellings),
        "accuracy": match_accuracy(),
        "omitted": omission_accuracy(),
        "sources": source_values(analysis, by, names),
        "words": word_values(analysis) if by == "outlet" else [],
        "least_z": LEAST_Z,
        "places": place_values(analysis, names),
        "decimal": decimal,
        "count": count,
    }


def _articles(analysis: Analysis, stories: Sequence[Story]) -> list[dict[str, Any]]:
    rows = articles_frame(analysis).to_dict("records")
    held = {row["article_id"] for row in rows}
    shared = [story for story in stories if 1 < len(held & set(story.article_ids)) < len(held)]
    told = {each: f"story: {story.name}" for story in shared for each in story.article_ids}
    return [
        {
            "outlet": row["outlet"] or "Outlet not named",
            "title": row["title"],
            "about": [
                part
                for part in (
                    row["published"][:10],
                    row["genre"],
                    told.get(row["article_id"], ""),
                    f"{count(row['words'], 'word')}, {count(row['sentences'], 'sentence')}",
                    row["source_file"],
                )
                if part
            ],
            "scores": [row[measure.name] for measure in analysis.configuration.measures],
        }
        for row in rows
    ]


def _means(analysis: Analysis, by: Unit, names: Mapping[str, str]) -> pd.DataFrame:
    """Return what charts show: `measure`, `name`, `mean`, `mean_low`, `mean_high`."""
    if by == "outlet":
        return outlet_means_frame(analysis).rename(columns={"outlet": "name"})
    frame = articles_frame(analysis)
    own = [
        pd.DataFrame(
            {
                "measure": measure.name,
                "name": frame["article_id"].map(names),
                "mean": frame[measure.name],
                "mean_low": float("nan"),
                "mean_high": float("nan"),
            }
        )
        for measure in analysis.configuration.measures
    ]
    return pd.concat(own, ignore_index=True)


def _measure(analysis: Analysis, measure: Measure, means: pd.DataFrame) -> dict[str, Any]:
    return {
        "title": measure.title,
        "name": measure.name,
        "description": measure.description,
        "accuracy": report_accuracy.of_measure(analysis.configuration, measure),
        "chart": chart(measure, means[means["measure"] == measure.name]),
    }


def _tests(analysis: Analysis, differences: pd.DataFrame) -> list[dict[str, Any]]:
    titles = {measure.name: measure.title for measure in analysis.configuration.measures}
    rows = differences[differences["status"] == "tested"]
    rows = rows.sort_values("adjusted_p", kind="stable")
    return [
        {
            "measure": titles[row["measure"]],
            **{str(key): value for key, value in row.items() if key != "measure"},
        }
        for row in rows.to_dict("records")
    ]


def _unmatched(
    analysis: Analysis, stories: Sequence[Story], tellings: Mapping[str, Telling]
) -> list[str]:
    """Return why the sentences of some stories stand beside no others."""
    held = {own.article.article_id for own in analysis.articles}
    without = [each for each in stories if each.story_id not in tellings]
    several = [each.name for each in without if len(held & set(each.article_ids)) > 1]
    single = [each.name for each in without if len(held & set(each.article_ids)) == 1]
    said = []
    if several:
        said.append(
            f"Sentences were not matched in {listed(several)}: the story was not chosen, or it has "
            f"more than {MOST_ARTICLES} articles."
        )
    if single:
        what = "story has" if len(single) == 1 else "stories have"
        said.append(f"{len(single):,} {what} one article here, with nothing to compare it with.")
    return said
