"""The command `tonelens compare`: what it prints and writes, and its exit code."""

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from analysis.alignment import omissions_frame
from analysis.command_input import analyse_input, warn_of_unnamed
from analysis.command_output import check_outputs, format_of, say, write_out
from analysis.compare.differences import Unit, differences_frame
from analysis.compare.report import comparison_text
from analysis.compare.report_page import report_html
from analysis.compare.telling import MOST_ARTICLES, Telling, facts_frame, tell
from analysis.errors import InputError
from analysis.pipeline import Analysis
from analysis.scored_csv import to_csv
from analysis.stories import Story, group_stories, stories_frame
from analysis.viewpoint import in_voice


def run_compare(options: argparse.Namespace) -> int:
    """Put what the options name side by side; return 2 if there was any problem, else 0."""
    tables = (options.output, options.facts, options.omissions, options.stories)
    for path in filter(None, tables):
        if format_of(path) != "csv":
            raise InputError(f"{path}: this table is written as CSV; use .csv.")
    if options.report and options.report.suffix.lower() not in (".html", ".htm"):
        raise InputError(f"{options.report}: the report is written as HTML; use .html.")
    check_outputs(options.files, *tables, options.report)
    analysis, problems = analyse_input(options, score_again=options.score_again)
    if options.by != "article":
        warn_of_unnamed(analysis)
    outlets = {scored.article.outlet for scored in analysis.articles} - {""}
    analysis = in_voice(analysis, options.voice)
    by: Unit = options.by or ("outlet" if len(outlets) > 1 else "article")
    stories = group_stories([scored.article for scored in analysis.articles])
    paired = _paired(analysis, stories) if options.paired else None
    differences = differences_frame(analysis, by, paired)
    tellings = _tellings(analysis, stories)
    write_out(f"{comparison_text(analysis, by, differences, stories, tellings)}\n".encode())
    _write(options.output, differences)
    _write(options.stories, stories_frame([own.article for own in analysis.articles], stories))
    if options.report:
        page = report_html(analysis, by, stories=stories, tellings=tellings, paired=paired)
        options.report.write_bytes(page)
    # Last, since there may be no facts to write: nothing else is lost then.
    _write_tellings(options, stories, tellings)
    return 2 if problems else 0


def _paired(analysis: Analysis, stories: Sequence[Story]) -> dict[str, str]:
    outlets = {own.article.article_id: own.article.outlet for own in analysis.articles}
    return {
        article_id: story.story_id
        for story in stories
        if len({outlets[each] for each in story.article_ids} - {""}) > 1
        for article_id in story.article_ids
    }


def _tellings(analysis: Analysis, stories: Sequence[Story]) -> dict[str, Telling]:
    """Return how the articles of each story of several tell it."""
    found = {}
    for story in stories:
        if len(story.members) > MOST_ARTICLES:
            say(
                f"warning: the story {story.name} has {len(story.members)} articles; sentences of "
                f"at most {MOST_ARTICLES} are matched. Compare fewer articles of it at a time."
            )
        elif len(story.members) > 1:
            own = [a for a in analysis.articles if a.article.article_id in story.article_ids]
            found[story.story_id] = tell(replace(analysis, articles=tuple(own)))
    return found


def _write_tellings(
    options: argparse.Namespace, stories: Sequence[Story], tellings: dict[str, Telling]
) -> None:
    told = [(story, tellings[story.story_id]) for story in stories if story.story_id in tellings]
    if options.facts:
        frames = [_of_story(story, facts_frame(telling)) for story, telling in told]
        _write(options.facts, _joined(frames, "no sentences of different articles state one fact"))
    if options.omissions:
        frames = [
            _of_story(
                story,
                omissions_frame(
                    [scored.article for scored in telling.analysis.articles], telling.omissions
                ),
            )
            for story, telling in told
        ]
        _write(options.omissions, _joined(frames, "no two articles tell one story"))


def _of_story(story: Story, frame: pd.DataFrame) -> pd.DataFrame:
    frame.insert(0, "story", pd.Series(story.story_id, index=frame.index, dtype="str"))
    return frame


def _joined(frames: Sequence[pd.DataFrame], otherwise: str) -> pd.DataFrame:
    if not frames:
        raise InputError(f"There is no such table: {otherwise}. Leave the option out.")
    return pd.concat(frames, ignore_index=True)


def _write(path: Path | None, frame: pd.DataFrame) -> None:
    if path:
        path.write_bytes(to_csv(frame))
