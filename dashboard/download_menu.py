"""The menu of everything that can be taken away."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from analysis.compare.differences import Unit
from analysis.pipeline import Analysis
from dashboard.voice_wording import FILE_PARTS, WORDS

# What stands on a button, the end of its key, how the file is made, the end of its name.
Offer = tuple[str, str, Callable[[], bytes], str]


def downloads(
    analysis: Analysis, *, key: str, stem: str = "tonelens", by: Unit | None = None
) -> None:
    """Draw the menu for `analysis` as it is seen; with `by`, the differences too."""
    stem += FILE_PARTS[analysis.view]
    with st.popover("Download", icon=":material/download:"):
        if analysis.view != "all":
            st.caption(
                f"Scores in these files are of {WORDS[analysis.view]} alone, as their column "
                "“view” says. To open results here again, download them with All words."
            )
        for label, name, data, ending in _offers(analysis, stem, by):
            st.download_button(
                label,
                data,
                file_name=stem + ending,
                key=f"{key}_{name}",
                on_click="ignore",
                type="primary" if name == "zip" else "secondary",
                width="stretch",
            )


def _offers(analysis: Analysis, stem: str, by: Unit | None) -> list[Offer]:
    from analysis import downloads as files

    def manifest() -> bytes:
        return files.manifest(analysis, files.offered_csvs(analysis, stem))

    def table(label: str, name: str, make: Callable[..., bytes]) -> Offer:
        return f"{label} (.csv)", name, partial(make, analysis, bom=True), f"-{name}.csv"

    made = partial(files.differences_csv, analysis, by or "outlet", bom=True)
    compared = [("Differences (.csv)", "differences", made, "-differences.csv")] if by else []
    if by == "outlet":
        words = table("Words that set outlets apart", "words", _words_csv)
        compared.append(words)
    return [
        ("Everything (.zip)", "zip", partial(files.archive, analysis, bom=True), ".zip"),
        *compared,
        table("Sentences", "sentences", files.sentences_csv),
        table("Articles", "articles", files.articles_csv),
        table("Words that weigh most", "cues", files.cues_csv),
        table("Spans with their voices", "spans", files.spans_csv),
        table("Who is heard", "sources", files.sources_csv),
        ("Excel workbook (.xlsx)", "excel", partial(files.excel, analysis), ".xlsx"),
        ("Manifest (.json)", "manifest", manifest, "-manifest.json"),
    ]


def _words_csv(analysis: Analysis, *, bom: bool) -> bytes:
    from analysis.compare import distinctive_words_frame
    from analysis.scored_csv import to_csv

    return to_csv(distinctive_words_frame(analysis), bom=bom)
