"""Which pairs of sentences of NewsWCL50 were given to annotators: what three retrievers find.

    python benchmarks/alignment_candidates.py --data DATA --output FILE

writes the drawn pairs with their texts, in random order, for reading; that file stays outside the
repository. Two events are drawn densely (each pair that any retriever has among the first three
of either sentence), the other eight by chance from the same candidates; a few pairs of each event
are drawn from all others.
"""

import argparse
import re
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.feature_extraction.text import TfidfVectorizer

from analysis.voice.parser import _parser

DENSE = (5, 8)
PER_EVENT = 40
RANDOM = 6
FIRST = 3
_NAME = re.compile(r"\d[\d,.]*|(?<=[a-z,] )[A-Z][\w’'-]+")


def main() -> None:
    """Draw, and write what is to be read."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args()
    rows = pd.read_csv(options.data / "newswcl50" / "data.csv")
    drawn = pd.concat([_drawn(event) for _, event in rows.groupby("story")])
    drawn.sample(frac=1, random_state=1).to_json(options.output, orient="records", lines=True)


def _drawn(event: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs of one event, by the sentences' ids, and how they were found."""
    event = event.reset_index(drop=True)
    chance = np.random.default_rng(int(event["story"][0]))
    found = sorted(candidates(event))
    others = [
        pair
        for pair in combinations(range(len(event)), 2)
        if event["doc"][pair[0]] != event["doc"][pair[1]] and pair not in set(found)
    ]
    if event["story"][0] not in DENSE:
        found = [found[at] for at in chance.choice(len(found), PER_EVENT, replace=False)]
    random = [others[at] for at in chance.choice(len(others), RANDOM, replace=False)]
    kinds = ["retrieved"] * len(found) + ["random"] * len(random)
    return pd.DataFrame(
        [
            {
                "event": event["story"][0],
                "first": f"{event['doc'][one]}:{event['sent'][one]}",
                "second": f"{event['doc'][two]}:{event['sent'][two]}",
                "drawn": kind,
                "first_text": " ".join(event["text"][one].split()),
                "second_text": " ".join(event["text"][two].split()),
            }
            for (one, two), kind in zip([*found, *random], kinds, strict=True)
        ]
    )


def candidates(event: pd.DataFrame) -> set[tuple[int, int]]:
    """Return each pair that a retriever has among the first three of either sentence."""
    texts = list(event["text"])
    same = event["doc"].to_numpy()[:, None] == event["doc"].to_numpy()[None, :]
    found = set()
    for likeness in (_words(texts), _vectors(texts), _names(texts)):
        likeness = np.where(same, -1, likeness)
        for one, own in enumerate(likeness):
            for two in np.argsort(-own, kind="stable")[:FIRST]:
                if own[two] > 0:
                    found.add((min(one, int(two)), max(one, int(two))))
    return found


def _words(texts: list[str]) -> np.ndarray:
    rows = TfidfVectorizer(sublinear_tf=True, stop_words="english").fit_transform(texts)
    return (rows @ rows.T).toarray()


def _names(texts: list[str]) -> np.ndarray:
    rows = TfidfVectorizer(analyzer=_NAME.findall).fit_transform(texts)
    return (rows @ rows.T).toarray()


def _vectors(texts: list[str]) -> np.ndarray:
    """Return cosines of mean word vectors, weighted by rarity in the event."""
    weigher = TfidfVectorizer(stop_words="english")
    weights = weigher.fit_transform(texts)
    table = _parser().vocab
    rows = weights @ np.array([table.get_vector(word) for word in weigher.get_feature_names_out()])
    rows /= np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9
    return rows @ rows.T


if __name__ == "__main__":
    main()
