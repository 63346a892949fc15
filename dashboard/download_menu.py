"""The menu of everything that can be taken away."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import pandas as pd
import streamlit as st

from analysis.compare.differences import Unit
from analysis.compare.telling import Telling
from analysis.pipeline import Analysis
from analysis.stories import Story
from dashboard.voice_wording import FILE_PARTS, WORDS

# What stands on a button, the end of its key, how the file is made, the end of its name.
Offer = tuple[str, str, Callable[[], bytes], str]


@dataclass(frozen=True, slots=True)
class Compared:
    """What was compared: units, the stories that pair them, all stories, and how one is told."""

    by: Unit
    paired: Mapping[str, str] | None
    stories: tuple[Story, ...]
    telling: Telling | None
    story: Story | None = None


def downloads(
    analysis: Analysis, *, key: str, stem: str = "tonelens", compared: Compared | None = None
) -> None:
    """Draw the menu for `analysis` as it is seen; with `compared`, what was found by comparing."""
    stem += FILE_PARTS[analysis.view]
    with st.popover("Download", icon=":material/download:"):
        if analysis.view != "all":
            st.caption(
                f"Scores in these files are of {WORDS[analysis.view]} alone, as their column "
                "“view” says. To open results here again, download them with All words."
            )
        for label, name, data, ending in _offers(analysis, stem, compared):
            st.download_button(
                label,
                data,
                file_name=stem + ending,
                key=f"{key}_{name}",
                on_click="ignore",
                type="primary" if name == "zip" else "secondary",
                width="stretch",
            )


def _offers(analysis: Analysis, stem: str, compared: Compared | None) -> list[Offer]:
    from analysis import downloads as files

    tables = partial(_comparison, analysis, compared) if compared else dict

    def manifest() -> bytes:
        offered = files.offered_csvs(analysis, stem, tables())
        return files.manifest(analysis, offered)

    def table(label: str, name: str, make: Callable[..., bytes]) -> Offer:
        return f"{label} (.csv)", name, partial(make, analysis, bom=True), f"-{name}.csv"

    report = partial(_report, analysis, compared) if compared else None
    return [
        *([("Report (.html)", "report", report, "-report.html")] if report else []),
        ("Everything (.zip)", "zip", lambda: files.archive(analysis, tables(), bom=True), ".zip"),
        *(_compared_offers(analysis, compared) if compared else []),
        table("Sentences", "sentences", files.sentences_csv),
        table("Articles", "articles", files.articles_csv),
        table("Words that weigh most", "cues", files.cues_csv),
        table("Spans with their voices", "spans", files.spans_csv),
        table("Who is heard", "sources", files.sources_csv),
        ("Excel workbook (.xlsx)", "excel", partial(files.excel, analysis), ".xlsx"),
        ("Manifest (.json)", "manifest", manifest, "-manifest.json"),
    ]


def _report(analysis: Analysis, compared: Compared) -> bytes:
    from analysis.compare.report_page import report_html

    told, story = compared.telling, compared.story
    tellings = {story.story_id: told} if story and told else {}
    return report_html(
        analysis,
        compared.by,
        stories=compared.stories,
        tellings=tellings,
        paired=compared.paired,
    )


_LABELS = {
    "differences": "Differences",
    "words": "Words that set outlets apart",
    "stories": "Stories",
    "facts": "Same fact, different words",
    "omissions": "Not found",
}


def _compared_offers(analysis: Analysis, compared: Compared) -> list[Offer]:
    def data(name: str) -> bytes:
        from analysis.scored_csv import to_csv

        return to_csv(_makers(analysis, compared)[name](), bom=True)

    return [
        (f"{_LABELS[name]} (.csv)", name, partial(data, name), f"-{name}.csv")
        for name in _makers(analysis, compared)
    ]


def _comparison(analysis: Analysis, compared: Compared) -> dict[str, pd.DataFrame]:
    return {name: make() for name, make in _makers(analysis, compared).items()}


def _makers(analysis: Analysis, compared: Compared) -> dict[str, Callable[[], pd.DataFrame]]:
    """Return how each table of the comparison is made, by name."""
    from analysis.alignment import omissions_frame
    from analysis.compare import differences_frame, distinctive_words_frame
    from analysis.compare.telling import facts_frame
    from analysis.stories import stories_frame

    articles = [scored.article for scored in analysis.articles]
    made: dict[str, Callable[[], pd.DataFrame]] = {
        "differences": partial(differences_frame, analysis, compared.by, compared.paired)
    }
    if compared.by == "outlet":
        made["words"] = partial(distinctive_words_frame, analysis)
    made["stories"] = partial(stories_frame, articles, compared.stories)
    if compared.telling is not None:
        told = compared.telling
        held = [scored.article for scored in told.analysis.articles]
        made["facts"] = partial(facts_frame, told)
        made["omissions"] = partial(omissions_frame, held, told.omissions)
    return made
