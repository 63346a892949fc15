"""How the articles of one story tell it: the facts they share, scored, and what was not found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from analysis.alignment import Fact, Match, Omission, Place, align, facts, omissions
from analysis.columns import gap_column
from analysis.compare.copies import first_copies
from analysis.compare.names import article_name
from analysis.frames import typed_frame
from analysis.pipeline import Analysis, ScoredArticle, ScoredSentence

# Every pair of sentences is looked at: time and memory grow with the square of their number.
MOST_ARTICLES = 40
# A score of fewer of a sentence's words than this share is no score of what it tells: “according to
# the register” may be all that is the outlet's own.
MOSTLY = 0.5
_FIRST = (
    "fact",
    "match",
    "numbers_differ",
    "article_id",
    "outlet",
    "title",
    "sentence",
    "best",
    "voice",
    "text",
)


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that states a fact, as it was scored in the view of its analysis."""

    place: Place
    article: ScoredArticle
    sentence: ScoredSentence

    @property
    def outlet(self) -> str:
        """The outlet, or what the article is called where it names none."""
        return self.article.article.outlet or article_name(self.article.article)

    @property
    def text(self) -> str:
        """The sentence's words."""
        return self.article.article.text[self.sentence.start : self.sentence.end]

    def score(self, measure: str) -> float | None:
        """Return the score on a measure; None where no word of it is in the view."""
        return self.sentence.score.values[measure] if self.sentence.weight else None

    @property
    def mostly_in_view(self) -> bool:
        """Whether at least half of its words are in the view, so that its tone can be compared."""
        return self.sentence.weight >= MOSTLY


@dataclass(frozen=True, slots=True)
class ToldFact:
    """A fact with the sentences that state it.

    `statements` has the best sentence of each article, in the order of `fact.places`; `others`
    further ones of the same articles. `numbers_differ` tells that two of `statements` match, hold
    numbers and share none: they may tell the fact differently, or another one.
    """

    fact: Fact
    statements: tuple[Statement, ...]
    others: tuple[Statement, ...]
    numbers_differ: bool = False

    def gap(self, measure: str) -> float | None:
        """Return the largest difference of the statements' scores, in points of the scale.

        Those count of which at least half of the words are in the view; None where fewer than two
        do.
        """
        told = [each.sentence.score for each in self.statements if each.mostly_in_view]
        scores = [score.values[measure] for score in told]
        return max(scores) - min(scores) if len(scores) > 1 else None


@dataclass(frozen=True, slots=True)
class Telling:
    """How the articles of one story tell it.

    `analysis` holds the articles that were compared, in the view looked at; one that is nearly
    the same as another (a reprint) is left out and named by its id in `left_out`, since it is no
    second witness. `facts` are in order of place, `omissions` the surest first.
    """

    analysis: Analysis
    matches: tuple[Match, ...]
    facts: tuple[ToldFact, ...]
    omissions: tuple[Omission, ...]
    left_out: tuple[str, ...] = ()

    def statement(self, place: Place) -> Statement:
        """Return the sentence at a place of one of the articles."""
        for scored in self.analysis.articles:
            if scored.article.article_id == place.article_id:
                return _statement(place, scored)
        raise KeyError(place)


def tell(analysis: Analysis, *, all_others: bool = False) -> Telling:
    """Return which sentences of the articles of one story state the same facts.

    Matching reads whole sentences, whatever the view; only scores are of the view. With
    `all_others`, a fact counts as not found in an outlet only where every other outlet states it;
    else where at least two do. See `align`, `facts` and `omissions` for the methods. Raises
    `ModelError` where a model that matches sentences cannot be loaded.
    """
    matches, left_out = matched(analysis)
    return with_matches(analysis, matches, left_out, all_others=all_others)


def matched(analysis: Analysis) -> tuple[tuple[Match, ...], tuple[str, ...]]:
    """Return the matches between the articles of one story, and the ids of reprints left out.

    This is what takes time in `tell`. Raises as that does.
    """
    firsts = first_copies(analysis.articles)
    articles = [scored.article for scored in analysis.articles]
    kept = [article for at, article in enumerate(articles) if firsts[at] == at]
    left_out = [article.article_id for at, article in enumerate(articles) if firsts[at] != at]
    return align(kept), tuple(left_out)


def with_matches(
    analysis: Analysis,
    matches: tuple[Match, ...],
    left_out: tuple[str, ...] = (),
    *,
    all_others: bool = False,
) -> Telling:
    """Return the telling for what `matched` found, of the same articles in whatever view."""
    kept = tuple(s for s in analysis.articles if s.article.article_id not in left_out)
    articles = [scored.article for scored in kept]
    found = facts(matches)
    held = {scored.article.article_id: scored for scored in kept}
    differing = [(match.first, match.second) for match in matches if match.numbers_differ]
    told = tuple(
        ToldFact(
            fact,
            _statements(fact.places, held),
            _statements(fact.others, held),
            any(one in fact.places and two in fact.places for one, two in differing),
        )
        for fact in found
    )
    absent = omissions(articles, matches, found, all_others=all_others)
    return Telling(replace(analysis, articles=kept), matches, told, absent, left_out)


def _statements(places: Iterable[Place], held: dict[str, ScoredArticle]) -> tuple[Statement, ...]:
    return tuple(_statement(place, held[place.article_id]) for place in places)


def _statement(place: Place, scored: ScoredArticle) -> Statement:
    return Statement(place, scored, scored.sentences[place.sentence])


def by_gap(told: Iterable[ToldFact], measure: str) -> tuple[ToldFact, ...]:
    """Return the facts by the difference in tone on a measure, the largest first.

    Those without such a difference (see `ToldFact.gap`) come last.
    """
    return tuple(sorted(told, key=lambda each: -_or_less(each.gap(measure))))


def _or_less(gap: float | None) -> float:
    return -1.0 if gap is None else gap


def facts_frame(telling: Telling) -> pd.DataFrame:
    """Return one row for each sentence that states a fact, facts in order of place.

    `fact` counts from 1. `match` is the fact's confidence, from 0 to 1. `best` tells the sentence
    of the article that matches best from further ones. `voice` is the voice that holds most of the
    sentence. The measures' scores are of the voice in `view`, and missing where the sentence has
    no word in it; `MEASURE_gap` is the difference of `ToldFact.gap`.
    """
    measures = [measure.name for measure in telling.analysis.configuration.measures]
    rows = [
        _row(number, told, statement, best, measures, telling.analysis.view)
        for number, told in enumerate(telling.facts, 1)
        for statement, best in _ordered(told)
    ]
    gaps = [gap_column(name) for name in measures]
    return typed_frame(rows, (*_FIRST, *measures, *gaps, "view"))


def _ordered(told: ToldFact) -> Sequence[tuple[Statement, bool]]:
    marked = [(each, True) for each in told.statements] + [(each, False) for each in told.others]
    return sorted(marked, key=lambda each: each[0].place)


def _row(
    number: int,
    told: ToldFact,
    statement: Statement,
    best: bool,
    measures: Sequence[str],
    view: str,
) -> dict[str, object]:
    article = statement.article.article
    return {
        "fact": number,
        "match": told.fact.confidence,
        "numbers_differ": told.numbers_differ,
        "article_id": article.article_id,
        "outlet": article.outlet,
        "title": article.title,
        "sentence": statement.place.sentence,
        "best": best,
        "voice": statement.sentence.voice.voice,
        "text": statement.text,
        **{name: statement.score(name) for name in measures},
        **{gap_column(name): told.gap(name) for name in measures},
        "view": view,
    }
