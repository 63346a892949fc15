"""Where in an article its tone is: headline against body, beginning against the rest."""

from collections.abc import Iterable

import pandas as pd

from analysis.figures import weighted_mean
from analysis.frames import typed_frame
from analysis.pipeline import Analysis, ScoredArticle, ScoredSentence

# A first paragraph would hang on how a file breaks its lines, and some break none.
LEAD = 3

_FIGURES = (
    *("headline_score", "body_mean", "headline_minus_body"),
    *("lead_mean", "rest_mean", "lead_minus_rest"),
)


def positions_frame(analysis: Analysis) -> pd.DataFrame:
    """Return one row for each article and measure.

    `headline_score` is the headline's, `body_mean` the article's figure, `headline_minus_body`
    their difference. `lead_mean` is the mean of the first three body sentences, `rest_mean` that
    of all others, `lead_minus_rest` their difference. In the view of one voice sentences count with
    the share of their words in it, as in `analysis.figures`; the lead stays the first three
    sentences of the article. Missing where there is no such sentence.
    """
    rows = [
        {
            "article_id": scored.article.article_id,
            "outlet": scored.article.outlet,
            "measure": measure.name,
            **_figures(scored, measure.name),
            "view": analysis.view,
        }
        for scored in analysis.articles
        for measure in analysis.configuration.measures
    ]
    return typed_frame(rows, ["article_id", "outlet", "measure", *_FIGURES, "view"])


def outlet_positions_frame(analysis: Analysis) -> pd.DataFrame:
    """Return one row for each outlet and measure: the means of `positions_frame` over articles.

    Each article counts once. A difference is the mean over the articles that have both sides:
    `headline_articles` and `lead_articles` count them. Description only. Articles without an
    outlet are left out.
    """
    frame = positions_frame(analysis)
    frame = frame[frame["outlet"] != ""]
    rows = [
        {
            "outlet": outlet,
            "measure": measure,
            "headline_articles": int(own["headline_minus_body"].count()),
            "lead_articles": int(own["lead_minus_rest"].count()),
            **{name: own[name].mean() for name in _FIGURES},
            "view": analysis.view,
        }
        for (outlet, measure), own in frame.groupby(["outlet", "measure"], sort=False)
    ]
    counts = ("headline_articles", "lead_articles")
    return typed_frame(rows, ["outlet", "measure", *counts, *_FIGURES, "view"])


def _figures(scored: ScoredArticle, measure: str) -> dict[str, float | None]:
    body = [each for each in scored.sentences if each.role == "body"]
    headline = _mean((each for each in scored.sentences if each.role == "headline"), measure)
    whole, lead, rest = (_mean(part, measure) for part in (body, body[:LEAD], body[LEAD:]))
    return dict(
        zip(
            _FIGURES,
            (headline, whole, _minus(headline, whole), lead, rest, _minus(lead, rest)),
            strict=True,
        )
    )


def _mean(sentences: Iterable[ScoredSentence], measure: str) -> float | None:
    return weighted_mean((each.score.values[measure], each.weight) for each in sentences)


def _minus(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one - other
