"""What may be concluded about outlets from the articles at hand."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.compare.effects import delta_word
from analysis.compare.findings import finding
from analysis.compare.names import Unit
from analysis.compare.outcomes import Outcome, outcomes
from analysis.compare.samples import Comparison, comparisons
from analysis.frames import typed_frame
from analysis.pipeline import Analysis

PAIR = ("measure", "first", "second")
INFERENCE = (
    *("unit", "first_units", "second_units", "mean_difference"),
    *("difference_low", "difference_high", "p", "adjusted_p", "cliffs_delta", "effect"),
    *("status", "units_needed", "genres", "copies", "finding"),
)


def inference_frame(
    analysis: Analysis, by: Unit = "outlet", stories: Mapping[str, str] | None = None
) -> pd.DataFrame:
    """Return one row for each measure and pair of outlets, with what follows from their articles.

    The unit is the article: its figure as the article table has it, in the voice that the
    analysis is seen in, articles without words in it left out. Near-duplicates of one outlet count
    as one article with their mean. With `stories` the unit is the story: the mean of the first
    outlet's articles on it is taken from the second's, and only stories that both tell enter.

    `status` is `described` where either outlet has fewer than two units (always with `by`
    article): nothing follows then for outlets. It is `too few` where even the clearest difference
    could not reach an adjusted p of 0.05; `units_needed` of each outlet would be enough. Else it
    is `tested`: `difference_low` to `difference_high` is the 95 % interval of `mean_difference`
    (second minus first); `p` is two-sided from the permutation test that the interval belongs to
    (`analysis.compare.permutation_tests`; in stories, a sign-flip test), `adjusted_p`
    after Holm over all that is tested in this frame, `cliffs_delta` from -1 (all of the second's
    below) to 1, and `effect` its usual word. Figures that the status does not allow are missing.
    `finding` says in a sentence what follows; `genres` and `copies` say where genres differ, and
    where texts are nearly the same. How often all this errs is measured in docs/inference.md.

    Args:
        analysis: At least two outlets (or articles).
        by: Whether outlets or articles are compared.
        stories: The story of each article by its `article_id`; articles without one do not enter.

    Raises:
        InputError: There are fewer than two articles, or outlets, to compare; or stories are given
            for articles.
    """
    shown = comparisons(analysis, by, stories)
    titles = {measure.name: measure.title for measure in analysis.configuration.measures}
    rows = [
        {
            **_row(comparison, outcome),
            "finding": finding(comparison, outcome, titles[comparison.measure], analysis.view),
            "view": analysis.view,
        }
        for comparison, outcome in zip(shown, outcomes(shown), strict=True)
    ]
    return typed_frame(rows, [*PAIR, *INFERENCE, "view"])


def _row(comparison: Comparison, outcome: Outcome) -> dict[str, Any]:
    tested = outcome.status == "tested"
    return {
        "measure": comparison.measure,
        "first": comparison.first,
        "second": comparison.second,
        "unit": comparison.unit,
        "first_units": comparison.sizes[0],
        "second_units": comparison.sizes[1],
        "mean_difference": outcome.difference,
        "difference_low": outcome.low,
        "difference_high": outcome.high,
        "p": outcome.p,
        "adjusted_p": outcome.adjusted_p,
        "cliffs_delta": outcome.delta,
        "effect": delta_word(outcome.delta) if tested else "",
        "status": outcome.status,
        "units_needed": outcome.needed,
        "genres": comparison.genres,
        "copies": comparison.copies,
    }
