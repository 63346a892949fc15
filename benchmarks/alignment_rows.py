"""The annotated pairs of sentences of NewsWCL50 with their features."""

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.feature_extraction.text import TfidfVectorizer

from analysis.alignment.features import FEATURES, story_features
from analysis.alignment.sides import sides_of

PAIRS = Path(__file__).parent / "alignment_pairs.csv"
# All pairs of these events were looked for; of the others, the drawn ones alone.
DENSE = (5, 8)
FIT, TEST = (0, 2, 4, 6, 8), (1, 3, 5, 7, 9)
# A pair of the other events stands for about so many candidates, of which 40 were drawn.
SPARSE_WEIGHT = 20.0
# The sets are given as tokens with blanks between them.
_CLITIC = re.compile(r" (['’](?:s|re|ve|ll|d|m)|n't)\b")


@dataclass(frozen=True, slots=True)
class Rows:
    """Pairs: their events, features (in the order of `FEATURES`), baseline and labels.

    `drawn` tells which were given to the annotator, `weights` how many pairs of their event each
    stands for.
    """

    events: np.ndarray
    features: np.ndarray
    baseline: np.ndarray
    labels: np.ndarray
    drawn: np.ndarray
    weights: np.ndarray

    def of(self, chosen: np.ndarray) -> "Rows":
        """Return some of them."""
        return Rows(
            self.events[chosen],
            self.features[chosen],
            self.baseline[chosen],
            self.labels[chosen],
            self.drawn[chosen],
            self.weights[chosen],
        )


def plain(text: str) -> str:
    """Return a sentence of the set as it may have been printed."""
    text = _CLITIC.sub(r"\1", " ".join(text.replace("\\n", " ").split()))
    return text.replace(" - ", "-").replace(" , ", ", ")


def rows(data: Path) -> Rows:
    """Return all pairs of the dense events and the drawn ones of the others."""
    texts = pd.read_csv(data / "newswcl50" / "data.csv")
    pairs = pd.read_csv(PAIRS)
    found = pd.concat([_event(event, pairs) for _, event in texts.groupby("story")])
    return Rows(
        found["event"].to_numpy(),
        found[list(FEATURES)].to_numpy(),
        found["baseline"].to_numpy(),
        found["label"].to_numpy(dtype=int),
        found["drawn"].to_numpy(dtype=bool),
        found["weight"].to_numpy(),
    )


def _event(event: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    number = int(event["story"].iloc[0])
    docs = [own.assign(text=own["text"].map(plain)) for _, own in event.groupby("doc")]
    texts = [list(own["text"]) for own in docs]
    baseline = _baseline([text for own in texts for text in own])
    ends = np.cumsum([0, *map(len, texts)])
    tables = []
    for (one, two), values in story_features(sides_of(texts)).items():
        table = pd.DataFrame(values.reshape(-1, len(FEATURES)), columns=list(FEATURES))
        ids = [docs[at]["doc"] + ":" + docs[at]["sent"].astype(str) for at in (one, two)]
        table["first"] = np.repeat(ids[0].to_numpy(), len(ids[1]))
        table["second"] = np.tile(ids[1].to_numpy(), len(ids[0]))
        block = baseline[ends[one] : ends[one + 1], ends[two] : ends[two + 1]]
        tables.append(table.assign(baseline=block.ravel(), event=number))
    every = pd.concat(tables, ignore_index=True)
    found = every.merge(_both_ways(pairs), on=["first", "second"], how="left")
    found["drawn"] = found["label"].notna()
    if number in DENSE:
        return found.fillna({"label": 0}).assign(weight=1.0)
    return found[found["drawn"]].assign(weight=SPARSE_WEIGHT)


def _both_ways(pairs: pd.DataFrame) -> pd.DataFrame:
    one = pairs[["first", "second", "label"]]
    return pd.concat([one, one.rename(columns={"first": "second", "second": "first"})])


def _baseline(texts: list[str]) -> np.ndarray:
    """Return cosines of TF-IDF (scikit-learn, sublinear, stop words out) within the event."""
    found = TfidfVectorizer(sublinear_tf=True, stop_words="english").fit_transform(texts)
    return (found @ found.T).toarray()
