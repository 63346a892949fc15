"""How the articles of one story tell it, as plain values for the report's template."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from analysis.alignment import Omission
from analysis.compare.names import article_name
from analysis.compare.phrases import listed
from analysis.compare.report_chart import decimal
from analysis.compare.report_marks import pieces
from analysis.compare.telling import Statement, Telling, ToldFact
from analysis.config import Measure
from analysis.stories import Story

# A fact that two others state and one does not needs three.
LEAST_FOR_OMISSIONS = 3


def story_values(story: Story, telling: Telling, names: Mapping[str, str]) -> dict[str, Any]:
    """Return what a report says of a story; `names` is what to call each article, by id.

    Facts come with the largest difference first, whatever the measure.
    """
    measures = telling.analysis.configuration.measures
    articles = [scored.article for scored in telling.analysis.articles]
    facts = sorted(telling.facts, key=lambda each: -max(_wide(each, m) for m in measures))
    return {
        "name": story.name,
        "articles": len(articles),
        "outlets": listed(list(dict.fromkeys(a.outlet or article_name(a) for a in articles))),
        "left_out": "; ".join(names[each] for each in telling.left_out if each in names),
        "facts": [_fact(fact, telling, measures) for fact in facts],
        "too_few": len({a.outlet or a.article_id for a in articles}) < LEAST_FOR_OMISSIONS,
        "omissions": list(_omissions(telling, names)),
    }


def _fact(fact: ToldFact, telling: Telling, measures: Sequence[Measure]) -> dict[str, Any]:
    measure = max(measures, key=lambda each: _wide(fact, each))
    gap = fact.gap(measure.name)
    return {
        "match": fact.fact.confidence,
        "gap": None if gap is None else f"difference in {measure.title.lower()} {decimal(gap)}",
        "numbers_differ": fact.numbers_differ,
        "statements": [
            {
                "outlet": statement.outlet,
                "place": _place(statement),
                "pieces": pieces(statement, fact, measure.name, telling.analysis.view),
                "scores": _scores(statement, measures),
            }
            for statement in fact.statements
        ],
        "others": [
            {"outlet": other.outlet, "place": _place(other), "text": other.text}
            for other in fact.others
        ],
    }


def _wide(fact: ToldFact, measure: Measure) -> float:
    """Return the gap as a share of the measure's range, so that measures can be compared."""
    gap = fact.gap(measure.name)
    lowest, highest = measure.range
    return -1.0 if gap is None else gap / (highest - lowest)


def _place(statement: Statement) -> str:
    headline = statement.sentence.role == "headline"
    return "headline" if headline else f"sentence {statement.place.sentence}"


def _scores(statement: Statement, measures: Sequence[Measure]) -> str:
    return " · ".join(
        f"{measure.title.lower()} {decimal(statement.score(measure.name))}" for measure in measures
    )


def _omissions(telling: Telling, names: Mapping[str, str]) -> Iterable[dict[str, Any]]:
    """Yield what was not found by where it was not found, the surest first in each."""
    told = {fact.fact.places: fact for fact in telling.facts}

    def where(omission: Omission) -> str:
        return names.get(omission.outlet, omission.outlet)

    ordered = sorted(telling.omissions, key=lambda each: (where(each), -each.confidence))
    for name, group in groupby(ordered, key=where):
        rows = [_omission(each, told[each.fact.places], telling) for each in group]
        yield {"outlet": name, "rows": rows}


def _omission(omission: Omission, told: ToldFact, telling: Telling) -> dict[str, Any]:
    stating = {each.outlet: each for each in reversed(told.statements)}
    nearest = telling.statement(omission.nearest) if omission.nearest else None
    return {
        "text": told.statements[0].text,
        "stated_by": listed(
            [f"{name} ({_place(each)})" for name, each in reversed(stating.items())]
        ),
        "confidence": omission.confidence,
        "nearest": nearest and {"text": nearest.text, "place": _place(nearest)},
        "nearest_match": omission.nearest_confidence,
    }
