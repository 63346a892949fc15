"""Whether scores stand still when nothing that a reader would rate has changed.

    python benchmarks/stability.py [--output FOLDER]

writes stability.md: how far the bundled model's probabilities move in the written cases of
`stability_cases.yaml` when a neutral clause is added, and with noise around the sentence.
"""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from bundled_model import bundled_scorer
from stability_variants import MARKS, UNREAD, Case, Noise, cases
from validity_tables import table

from analysis import load_configuration
from analysis.config import Configuration
from analysis.scorers.bundled import BundledScorer
from analysis.tables import model_label

DOCS = Path(__file__).parent.parent / "docs"
MEASURES = ("sentiment", "sensationalism", "hedging")
AIM = 0.05

_ABOUT = """# Scores that stand still

Made by `make stability` (`benchmarks/stability.py`); model: `{model}`. {n} sentences written \
for this by a language model, each with a neutral clause added and with noise around it; nothing \
was trained or tuned on them. A sentence has eight probabilities: of three tones, of reaching \
each of three ratings of sensationalism, and of two of hedging. Aim: none of them moves by more \
than {aim}. “Cases” is the share of sentences in which all eight stay within the aim, \
“probabilities” the share of single probabilities that do, “usual” the mean movement, “95 %” the \
movement that 95 % of single probabilities stay below, “largest” the largest of all; the last \
columns give the share of sentences in which all probabilities of one measure stay within the \
aim."""

_UNREAD = """Noise that the model does not read moves nothing at all, by construction \
(`analysis/scorers/boundary.py`). Quotation marks at the ends are read, because whose words a \
sentence holds depends on them. The order of articles, batches, workers, file formats and being \
scored alone change nothing, to the bit; tests hold that."""


def main() -> None:
    """Measure, write and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=DOCS, help="folder for the page")
    options = parser.parse_args()
    text = page(cases(), load_configuration())
    (options.output / "stability.md").write_text(text, encoding="utf-8")
    print(text)


def page(written: Sequence[Case], configuration: Configuration) -> str:
    """Return the page on the `written` cases."""
    scorer = bundled_scorer(configuration)
    found = movements(written, scorer, {**MARKS, **UNREAD})
    about = _ABOUT.format(model=model_label(configuration), n=len(written), aim=AIM)
    return "\n\n".join([about, _table(found), _UNREAD]) + "\n"


def movements(
    written: Sequence[Case], scorer: BundledScorer, noises: Mapping[str, Noise]
) -> dict[str, np.ndarray]:
    """Return by how much each probability moves, (cases, probabilities), for each change."""
    plain = [case.plain for case in written]
    still = probabilities(scorer, plain)
    changed = {"a neutral clause added": [case.added for case in written]}
    changed |= {name: list(map(noise, plain)) for name, noise in noises.items()}
    return {name: np.abs(probabilities(scorer, texts) - still) for name, texts in changed.items()}


def probabilities(scorer: BundledScorer, texts: Sequence[str]) -> np.ndarray:
    """Return every text's probabilities, (texts, eight): tones, then reaching each rating."""
    rows = []
    for reading in scorer.readings(texts):
        row: list[float] = []
        for measure in MEASURES:
            reader = scorer.reader(measure)
            chances = reader.probabilities(reader.logits(reading.pieces))
            ordered = reader.head.kind == "ordinal"
            row += list(1 - np.cumsum(chances)[:-1] if ordered else chances)
        rows.append(row)
    return np.array(rows)


def columns_of(scores: np.ndarray) -> Mapping[str, np.ndarray]:
    """Return the part of `scores` that belongs to each measure."""
    return dict(zip(MEASURES, np.split(scores, (3, 6), axis=1), strict=True))


def _table(found: Mapping[str, np.ndarray]) -> str:
    columns = {"change": "l", "cases": "r", "probabilities": "r", "usual": "r", "95 %": "r"}
    columns |= {"largest": "r", **dict.fromkeys(MEASURES, "r")}
    cells = [
        [
            name,
            _within(moved),
            f"{(moved <= AIM).mean():.1%}",
            f"{moved.mean():.3f}",
            f"{np.quantile(moved, 0.95):.3f}",
            f"{moved.max():.3f}",
            *(_within(own) for own in columns_of(moved).values()),
        ]
        for name, moved in found.items()
    ]
    return table(columns, cells)


def _within(moved: np.ndarray) -> str:
    return f"{(moved.max(axis=1) <= AIM).mean():.1%}"


if __name__ == "__main__":
    main()
