"""Whether what is concluded about outlets holds: tried on outlets that do not differ.

    python benchmarks/inference_check.py --data FOLDER --cache FILE.csv [--output FOLDER]

draws articles of one outlet of PolNeAR's train part at random, deals them out as if they were two
outlets', and counts how often a difference is found where there is none; then adds a difference
and counts how often it is found. Writes inference.md and inference.json. Article means are kept
in the cache, so that the articles are scored once (about ten minutes on an idle processor).
"""

import argparse
import json
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pandas as pd
from inference_articles import VIEWS, article_means
from inference_page import page
from inference_trials import (
    METHODS,
    Trials,
    dealt_out,
    disagreement,
    found_by,
    of_two,
    permutation,
    uncovered,
    welch,
)
from tqdm import tqdm

from analysis import load_configuration
from analysis.compare.permutations import smallest_p
from analysis.models_in_use import fingerprint, model_label

DOCS = Path(__file__).parent.parent / "docs"
DRAWS = 2_000
SIZES = ((3, 3), (5, 5), (10, 10), (30, 30), (3, 10), (5, 30))
# Of outlets with different spreads it matters which of them has more articles.
UNLIKE_SIZES = ((5, 5), (10, 10), (30, 30), (2, 12), (12, 2), (3, 10), (10, 3), (5, 30), (30, 5))
# In standard deviations of the outlet's article means.
SHIFTS = (0.25, 0.5, 1.0)
# One pair of outlets on three measures: Holm's first step.
FIRST_STEP = 0.05 / 3


def main() -> None:
    """Score what is not scored yet, try, write and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with polnear in it")
    parser.add_argument("--cache", type=Path, required=True, help="CSV for the article means")
    parser.add_argument("--draws", type=int, default=DRAWS, help="of each outlet")
    parser.add_argument("--output", type=Path, default=DOCS, help="folder for the two files")
    options = parser.parse_args()
    means = article_means(options.data, options.cache)
    content = measured(means, options.draws)
    configuration = load_configuration()
    content |= {"model": model_label(configuration), "model_hash": fingerprint(configuration)}
    text = json.dumps(content, indent=1) + "\n"
    (options.output / "inference.json").write_text(text, encoding="utf-8")
    (options.output / "inference.md").write_text(page(content), encoding="utf-8")
    print(page(content))


def measured(means: pd.DataFrame, draws: int) -> dict[str, Any]:
    """Return false positives, power and coverage on the article means of `article_means`."""
    kept = means.dropna(subset=["mean"])
    samples = {
        (str(view), str(measure), str(outlet)): own
        for (view, measure, outlet), own in kept.groupby(["view", "measure", "outlet"])
    }
    alike = _alike(samples, draws)
    return {
        "draws": draws,
        "outlets": means["outlet"].nunique(),
        "articles": means["doc"].nunique(),
        "spread": _spread(means),
        "alike": alike,
        "unlike": list(_unlike(samples, draws // 10)),
        "power": list(_power(samples, draws // 2)),
    }


Samples = dict[tuple[str, str, str], pd.DataFrame]


def _alike(samples: Samples, draws: int) -> list[dict[str, Any]]:
    """Return how often a difference is found within one outlet."""
    rows = []
    for (view, measure, outlet), own in tqdm(samples.items(), desc="one outlet"):
        for sizes in SIZES:
            trials = dealt_out(own, sizes, draws)
            row = {"view": view, "measure": measure, "outlet": outlet, "sizes": sizes}
            row |= found_by(trials, METHODS)
            if sizes[0] == sizes[1]:
                row["mean_missed"] = uncovered(own, sizes[0], draws)
            if view == VIEWS[0]:
                row |= disagreement(trials, draws // 100)
            rows.append(row)
    return rows


def _unlike(samples: Samples, draws: int) -> Iterator[dict[str, Any]]:
    """Yield how often a difference is found between two outlets moved to the same mean."""
    outlets = sorted({outlet for _, _, outlet in samples})
    measures = dict.fromkeys(measure for _, measure, _ in samples)
    for one, other in tqdm(list(combinations(outlets, 2)), desc="two outlets moved together"):
        for measure in measures:
            first, second = (samples[VIEWS[0], measure, name] for name in (one, other))
            for sizes in UNLIKE_SIZES:
                trials = of_two(first, second, sizes, draws)
                found = found_by(trials, {"permutation": permutation, "welch": welch})
                yield {"measure": measure, "outlets": [one, other], "sizes": sizes, **found}


def _power(samples: Samples, draws: int) -> Iterator[dict[str, Any]]:
    for (view, measure, outlet), own in tqdm(samples.items(), desc="power"):
        for sizes in (sizes for sizes in SIZES if sizes[0] == sizes[1] and view == VIEWS[0]):
            trials = dealt_out(own, sizes, draws)
            for shift in SHIFTS:
                yield {
                    "measure": measure,
                    "outlet": outlet,
                    "size": sizes[0],
                    "shift": shift,
                    **_found(trials.shifted(shift)),
                }


def _found(trials: Trials) -> dict[str, Any]:
    p = trials.permutation()
    return {
        "alone": float((p <= 0.05).mean()),
        "of_three": float((p <= FIRST_STEP).mean()),
        "refused": smallest_p(*trials.sizes) > FIRST_STEP,
    }


def _spread(means: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the standard deviation of article means, the mean over outlets."""
    own = means.groupby(["view", "measure", "outlet"])["mean"].std()
    return [
        {"view": str(view), "measure": str(measure), "deviation": float(value)}
        for (view, measure), value in own.groupby(["view", "measure"]).mean().items()
    ]


if __name__ == "__main__":
    main()
