"""How much longer articles take because it is told whose words they hold.

    python benchmarks/voice_time.py [--data DATA] [--rounds N] [--articles N]

prints a table for docs/speed.md, as `make speed` does too: for the sample articles and, where DATA
has PolNeAR, for articles of its dev part. In every round each article is read once with voices
(told apart, and every span scored) and once with scores alone, the one that goes first taken in
turn, so that a machine whose speed drifts slows both. The parser is loaded before.
"""

import argparse
import statistics
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import numpy as np
from bootstrap import compared
from validity_metrics import Array
from validity_polnear import annotated_articles
from validity_tables import table

from analysis import analyse, load_configuration, read_files
from analysis.articles import Article
from analysis.config import Configuration
from analysis.resources import resource
from analysis.scoring import score_texts
from analysis.sentences import split_sentences
from analysis.voice import find

AIM = 0.25


@dataclass(frozen=True, slots=True)
class Timed:
    """Seconds of each article (columns) in each round (rows), and how many sentences there were.

    `parsed` counts those that went through the parser.
    """

    voiced: Array
    alone: Array
    sentences: int
    parsed: int


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="folder with the labelled public sets")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--articles", type=int, default=20, help="how many of PolNeAR's")
    options = parser.parse_args()
    print(report(options.data, options.rounds, options.articles))


def report(data: Path | None, rounds: int, articles: int) -> str:
    """Return the table of what voices cost on the samples and, given `data`, on PolNeAR dev."""
    sets = {"sample articles": sample_articles()}
    if data is not None:
        gold = annotated_articles(data, "dev")[:articles]
        sets["PolNeAR dev"] = [each.article for each in gold]
    configuration = load_configuration()
    return cost_table({name: timed(own, configuration, rounds) for name, own in sets.items()})


def sample_articles() -> list[Article]:
    """Return the sample articles."""
    files = sorted(resource("seeds").glob("*/*.md"))
    return list(read_files((path.name, path.read_bytes()) for path in files).articles)


def timed(articles: Sequence[Article], configuration: Configuration, rounds: int) -> Timed:
    """Time each article with voices and without, after a round that is not counted."""
    with counted_parses() as parsed:
        for article in articles:
            _voiced(article, configuration)
    ways = (_voiced, _alone)
    seconds = np.empty((2, rounds, len(articles)))
    for number in range(rounds):
        for place, article in enumerate(articles):
            first = (number + place) % 2
            for way in (first, 1 - first):
                seconds[way, number, place] = _seconds(ways[way], article, configuration)
    sentences = sum(len(split_sentences(each.text, each.headline_end)) for each in articles)
    return Timed(seconds[0], seconds[1], sentences, sum(parsed))


@contextmanager
def counted_parses() -> Iterator[list[int]]:
    """Yield a list to which every call of the parser adds its number of sentences."""
    numbers: list[int] = []
    parse = find.parse

    def count(sentences, *arguments):
        numbers.append(len(sentences))
        return parse(sentences, *arguments)

    with patch.object(find, "parse", count):
        yield numbers


def _voiced(article: Article, configuration: Configuration) -> None:
    analyse([article], configuration=configuration)


def _alone(article: Article, configuration: Configuration) -> None:
    """Do what `analyse` does but for voices."""
    divided = split_sentences(article.text, article.headline_end)
    score_texts([article.text[each.start : each.end] for each in divided], configuration)


def _seconds(way, article: Article, configuration: Configuration) -> float:
    start = time.perf_counter()
    way(article, configuration)
    return time.perf_counter() - start


def cost_table(sets: dict[str, Timed]) -> str:
    """Return a row for each set: time with voices against time without.

    The ratio is of the medians over rounds, all articles added up, its interval a bootstrap over
    articles; the range is that of the ratios within a round.
    """
    columns = {"articles": "l", "sentences": "r", "parsed": "r", "ratio": "r", "95 %": "l"}
    rows = [[name, f"{own.sentences:,}", *_cost(own)] for name, own in sets.items()]
    aim = f"aim: at most {1 + AIM:.2f} times the time of scores alone"
    return f"{table({**columns, 'range of rounds': 'l'}, rows)}\n\n({aim})"


def _cost(own: Timed) -> list[str]:
    voiced, alone = np.median(own.voiced, axis=0), np.median(own.alone, axis=0)
    found = compared(
        lambda rows: float(voiced[rows].sum() / alone[rows].sum()), None, [np.arange(len(voiced))]
    )
    ratios = own.voiced.sum(axis=1) / own.alone.sum(axis=1)
    low, high = found.interval
    return [
        f"{own.parsed / max(own.sentences, 1):.0%}",
        f"{found.ours:.2f}",
        f"{low:.2f} to {high:.2f}",
        f"{statistics.median(ratios):.2f} ({ratios.min():.2f} to {ratios.max():.2f})",
    ]


if __name__ == "__main__":
    main()
