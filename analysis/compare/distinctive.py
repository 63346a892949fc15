"""Which words set an outlet's articles apart from those of the others."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from math import log, sqrt
from typing import Any

import pandas as pd

from analysis.compare.copies import first_copies
from analysis.frames import typed_frame
from analysis.pipeline import Analysis, ScoredArticle
from analysis.voice import View

LEAST_COUNT = 3
LEAST_ARTICLES = 2

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_COLUMNS = ("outlet", "word", "count", "others_count", "articles", "log_odds", "z", "view")


def distinctive_words_frame(
    analysis: Analysis,
    *,
    least_count: int = LEAST_COUNT,
    least_articles: int = LEAST_ARTICLES,
    prior_words: float | None = None,
) -> pd.DataFrame:
    """Return one row for each outlet and word, the most distinctive first within each outlet.

    `log_odds` and `z` are those of the function `log_odds`, the outlet against all others
    together; both are above 0 for words that the outlet uses more. `count` and `others_count` are
    its and their uses, `articles` the outlet's articles that have the word, so that one long piece
    is told from a habit.

    Words are runs of letters in small letters, joined by apostrophes and hyphens ("don't",
    "anti-war"), of body sentences, and only those in the voice that the analysis is seen in.
    Near-duplicates within an outlet are read once, articles without an outlet not at all. The
    words of an article hang together, which z does not know: it ranks words and is no test.

    Args:
        analysis: At least two outlets with at least two different words; else the frame is empty.
        least_count: Words that all outlets together use less often are left out.
        least_articles: So are those that fewer articles of all outlets have.
        prior_words: The weight of the prior in words, above 0; by default as many as an average
            article has.
    """
    read = list(_words_read(analysis))
    outlets: defaultdict[str, Counter[str]] = defaultdict(Counter)
    articles: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for outlet, words in read:
        outlets[outlet].update(words)
        articles[outlet].update(set(words))
    total = sum(outlets.values(), Counter[str]())
    if len(outlets) < 2 or len(total) < 2:
        return typed_frame([], _COLUMNS)
    holding = sum(articles.values(), Counter[str]())
    prior = prior_words or total.total() / sum(bool(words) for _, words in read)
    rows: list[dict[str, Any]] = []
    for outlet, own in outlets.items():
        found: list[dict[str, Any]] = [
            {
                "outlet": outlet,
                "word": word,
                "count": own[word],
                "others_count": number - own[word],
                "articles": articles[outlet][word],
                **_odds_cells(own[word], own.total(), number, total.total(), prior),
                "view": analysis.view,
            }
            for word, number in total.items()
            if number >= least_count and holding[word] >= least_articles
        ]
        rows += sorted(found, key=lambda row: (-row["z"], row["word"]))
    return typed_frame(rows, _COLUMNS)


def log_odds(
    count: int, words: int, others_count: int, others_words: int, prior: float
) -> tuple[float, float]:
    """Return the log-odds ratio of a word with an informative Dirichlet prior, and its z-score.

    Monroe, Colaresi and Quinn 2008 ("Fightin' Words", Political Analysis 16, equations 15 to 23):
    with y = `count` among n = `words`, y' = `others_count` among n' = `others_words`, A = `prior`
    and a = A (y + y') / (n + n'), the share of the prior that falls to the word,

        log-odds ratio = log((y + a) / (n + A - y - a)) - log((y' + a) / (n' + A - y' - a))
        z = log-odds ratio / sqrt(1 / (y + a) + 1 / (y' + a))

    The prior knows how common the word is in all that is compared, so that rare words are drawn
    towards 0, and no list of stop words is needed. `prior` is above 0, y + y' above 0 and below
    n + n'.
    """
    share = prior * (count + others_count) / (words + others_words)
    own, other = count + share, others_count + share
    ratio = log(own / (words + prior - own)) - log(other / (others_words + prior - other))
    return ratio, ratio / sqrt(1 / own + 1 / other)


def _odds_cells(count: int, words: int, number: int, total: int, prior: float) -> dict[str, float]:
    ratio, z = log_odds(count, words, number - count, total - words, prior)
    return {"log_odds": ratio, "z": z}


def _words_read(analysis: Analysis) -> Iterator[tuple[str, list[str]]]:
    """Yield the outlet and the words of each article that is read."""
    seen = set()
    for scored, text in zip(analysis.articles, first_copies(analysis.articles), strict=True):
        outlet = scored.article.outlet
        if outlet and (outlet, text) not in seen:
            seen.add((outlet, text))
            yield outlet, [word for part in _parts(scored, analysis.view) for word in part]


def _parts(scored: ScoredArticle, view: View) -> Iterator[list[str]]:
    for sentence in scored.sentences:
        if sentence.role == "body":
            text = scored.article.text[sentence.start : sentence.end]
            for span in sentence.voice.spans:
                if view in ("all", span.voice):
                    piece = text[span.start : span.end].lower().replace("’", "'")
                    yield _WORD.findall(piece)
