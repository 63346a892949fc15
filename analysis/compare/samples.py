"""Two outlets' articles as samples: what is one observation, and what is left out."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import isnan
from statistics import fmean
from typing import Literal

from analysis.compare.copies import first_copies
from analysis.compare.names import Unit, article_name
from analysis.errors import InputError
from analysis.pipeline import Analysis, ScoredArticle
from analysis.tables import articles_frame

Observation = Literal["article", "story"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two outlets (or articles) on one measure.

    `first` and `second` are the outlets (or article ids), `names` what to call them. `values` are
    the figures of either's observations: articles, near-duplicates of one outlet as one with their
    mean; or stories that both tell, in one order, each with the mean of the outlet's articles.
    `genres` and `copies` say where genres differ and texts are the same, else they are empty.
    """

    measure: str
    first: str
    second: str
    names: tuple[str, str]
    values: tuple[tuple[float, ...], tuple[float, ...]]
    unit: Observation
    genres: str = ""
    copies: str = ""

    @property
    def sizes(self) -> tuple[int, int]:
        """The number of observations of either."""
        return len(self.values[0]), len(self.values[1])


@dataclass(frozen=True, slots=True)
class _Member:
    """An article of a unit: its place in the analysis, its story, and the text it is a copy of."""

    at: int
    scored: ScoredArticle
    story: str
    text: int


def comparisons(
    analysis: Analysis, by: Unit, stories: Mapping[str, str] | None = None
) -> list[Comparison]:
    """Return a comparison for each measure and pair of units, in order of appearance.

    With `stories` (a story by article_id) outlets are compared within the stories that both tell;
    articles that have none are left out, and so are, in any case, articles without words in the
    voice that the analysis is seen in.

    Raises:
        InputError: There are fewer than two articles, or outlets, to compare; or stories are given
            for articles.
    """
    if by == "article" and stories is not None:
        raise InputError("Stories pair outlets: compare by outlet, or without stories.")
    units = _units(analysis, by, stories)
    if len(units) < 2:
        raise InputError(
            f"Comparing needs at least two {by}s, and there is {len(units) or 'none'}. Add another"
            + (", or name the outlets of the articles." if by == "outlet" else ".")
        )
    figures = articles_frame(analysis)
    pairs = list(combinations(units.items(), 2))
    genres = [_genres(first[1], second[1]) for first, second in pairs]
    copies = [" ".join(_copies(by, first, second)) for first, second in pairs]
    return [
        Comparison(
            measure.name,
            first[0],
            second[0],
            (_name(by, *first), _name(by, *second)),
            _values(figures[measure.name].tolist(), first[1], second[1], stories),
            "article" if stories is None else "story",
            genre,
            copied,
        )
        for measure in analysis.configuration.measures
        for (first, second), genre, copied in zip(pairs, genres, copies, strict=True)
    ]


def _name(by: Unit, unit: str, members: Sequence[_Member]) -> str:
    return unit if by == "outlet" else f"“{article_name(members[0].scored.article)}”"


def _units(
    analysis: Analysis, by: Unit, stories: Mapping[str, str] | None
) -> dict[str, list[_Member]]:
    units: defaultdict[str, list[_Member]] = defaultdict(list)
    texts = first_copies(analysis.articles)
    for at, (scored, text) in enumerate(zip(analysis.articles, texts, strict=True)):
        article = scored.article
        unit = article.outlet if by == "outlet" else article.article_id
        if unit:
            units[unit].append(
                _Member(at, scored, (stories or {}).get(article.article_id, ""), text)
            )
    return units


def outlet_values(analysis: Analysis) -> dict[tuple[str, str], tuple[float, ...]]:
    """Return the figures of each outlet's articles by (measure, outlet), as in a `Comparison`."""
    figures = articles_frame(analysis)
    units = _units(analysis, "outlet", None)
    return {
        (measure.name, outlet): tuple(_by_text(figures[measure.name].tolist(), members).values())
        for measure in analysis.configuration.measures
        for outlet, members in units.items()
    }


def _values(
    figures: Sequence[float],
    first: Sequence[_Member],
    second: Sequence[_Member],
    stories: Mapping[str, str] | None,
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    if stories is None:
        one, other = (_by_text(figures, unit) for unit in (first, second))
        return tuple(one.values()), tuple(other.values())
    one, other = (_means((m.story, figures[m.at]) for m in unit) for unit in (first, second))
    both = [story for story in one if story and story in other]
    return tuple(one[story] for story in both), tuple(other[story] for story in both)


def _by_text(figures: Sequence[float], members: Sequence[_Member]) -> dict[Hashable, float]:
    return _means((member.text, figures[member.at]) for member in members)


def _means(keyed: Iterable[tuple[Hashable, float]]) -> dict[Hashable, float]:
    """Return the mean of each key's figures, those that are missing left out."""
    figures: defaultdict[Hashable, list[float]] = defaultdict(list)
    for key, figure in keyed:
        if not isnan(figure):
            figures[key].append(figure)
    return {key: fmean(own) for key, own in figures.items()}


def _genres(first: Sequence[_Member], second: Sequence[_Member]) -> str:
    genres = [sorted({m.scored.article.genre for m in unit} - {""}) for unit in (first, second)]
    if len({*genres[0], *genres[1]}) < 2:
        return ""
    said = " against ".join(", ".join(own) or "unknown" for own in genres)
    return f"Different genres, which are written differently: {said}."


def _copies(
    by: Unit, first: tuple[str, list[_Member]], second: tuple[str, list[_Member]]
) -> Iterator[str]:
    names = " and ".join(_name(by, *unit) for unit in (first, second))
    both = len({member.text for member in first[1]} & {member.text for member in second[1]})
    if by == "article":
        if both:
            yield f"{names}: the same text, nearly word for word."
        return
    for outlet, unit in (first, second):
        if again := len(unit) - len({member.text for member in unit}):
            said = "one article is" if again == 1 else f"{again} articles are"
            yield f"{outlet}: {said} nearly the same as another and not counted twice."
    if both:
        said = "one text is" if both == 1 else f"{both} texts are"
        yield f"{names}: {said} in both, nearly word for word, and counted in both."
