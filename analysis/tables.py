"""An `Analysis` as pandas frames: sentences, articles, outlets and cues.

An article's figures are defined here and nowhere else: over its body sentences, without
headline, byline, caption and "read more" lines, the mean of a measure, the share of sentences
rated clear or above, and their number. The headline's own scores stand apart.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from analysis.articles import Article
from analysis.columns import column_kind, measure_columns
from analysis.config import Configuration, Measure
from analysis.frames import further_cells, further_names, typed_frame
from analysis.models_in_use import fingerprint, model_label
from analysis.pipeline import Analysis, ScoredArticle, ScoredSentence


def sentences_frame(analysis: Analysis) -> pd.DataFrame:
    """Return one row per sentence, in reading order: the table behind every other.

    `sentence` counts from 0 within its article, the headline included; `start` and `end` are
    code point offsets of the article's text and `text` is exactly that slice. `voice` and
    `speaker` are empty until they are determined. `model` and `model_hash` say what made the
    scores; `NAME_cues` holds the words that weigh most in a score, strongest first.
    """
    measures = analysis.configuration.measures
    made_by = _made_by(analysis.configuration)
    rows = [
        {
            **row,
            **{m.name: sentence.score.values[m.name] for m in measures},
            **further_cells(sentence.score, row["text"], measures),
            **made_by,
        }
        for scored in analysis.articles
        for sentence, row in _sentence_rows(scored)
    ]
    before = ("article_id", "outlet", "title", "published", "sentence", "start", "end", "headline")
    after = ("role", "unsure", *made_by, *further_names(measures))
    names = (measure.name for measure in measures)
    return typed_frame(rows, [*before, "voice", "speaker", "text", *names, *after])


def _made_by(configuration: Configuration) -> dict[str, str]:
    return {"model": model_label(configuration), "model_hash": fingerprint(configuration)}


def _sentence_rows(scored: ScoredArticle) -> Iterator[tuple[ScoredSentence, dict[str, Any]]]:
    article = scored.article
    shared = {name: getattr(article, name) for name in ("article_id", "outlet", "title")}
    for sentence in scored.sentences:
        yield (
            sentence,
            {
                **shared,
                "published": article.published,
                "sentence": sentence.number,
                "start": sentence.start,
                "end": sentence.end,
                "headline": sentence.role == "headline",
                "voice": "",
                "speaker": "",
                "text": article.text[sentence.start : sentence.end],
                "role": sentence.role,
                "unsure": sentence.score.unsure,
            },
        )


def articles_frame(analysis: Analysis) -> pd.DataFrame:
    """Return one row per article with its figures.

    For each measure NAME: `NAME` is the mean over body sentences, `NAME_clear` the share of
    them rated clear or above (in either direction), `NAME_headline` the headline's score;
    missing where there is no such sentence. `sentences` and `words` count the body.
    """
    measures = analysis.configuration.measures
    metadata = ["article_id", "outlet", "title", "published", "author", "url", "genre"]
    made_by = _made_by(analysis.configuration)
    rows = [
        {
            **{name: getattr(scored.article, name) for name in (*metadata, "source_file")},
            **_figures(scored, measures),
            "text_sha256": scored.article.text_sha256,
            **made_by,
        }
        for scored in analysis.articles
    ]
    counts = ("source_file", "sentences", "words")
    after = ("text_sha256", *made_by)
    return typed_frame(rows, [*metadata, *counts, *_figure_names(measures), *after])


def _figure_names(measures: Sequence[Measure]) -> list[str]:
    return [column for measure in measures for column in measure_columns(measure.name)]


def _figures(scored: ScoredArticle, measures: Sequence[Measure]) -> dict[str, Any]:
    body = [sentence for sentence in scored.sentences if sentence.role == "body"]
    headlines = [sentence for sentence in scored.sentences if sentence.role == "headline"]
    figures: dict[str, Any] = {
        "sentences": len(body),
        "words": sum(len(scored.article.text[s.start : s.end].split()) for s in body),
    }
    for measure in measures:
        values = [sentence.score.values[measure.name] for sentence in body]
        found = (
            values,
            [float(measure.is_clear(value)) for value in values],
            [sentence.score.values[measure.name] for sentence in headlines],
        )
        figures |= zip(measure_columns(measure.name), map(_mean, found), strict=True)
    return figures


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


def outlets_frame(analysis: Analysis) -> pd.DataFrame:
    """Return one row per outlet, by name.

    `NAME` and `NAME_clear` are means over the outlet's articles, so that a long article weighs
    no more than a short one; articles without a body sentence do not enter.
    """
    figures = [
        column
        for measure in analysis.configuration.measures
        for column in measure_columns(measure.name)[:2]
    ]
    by_outlet = articles_frame(analysis).groupby("outlet", sort=True)
    frame = by_outlet[figures].mean()
    frame.insert(0, "articles", by_outlet.size())
    frame.insert(1, "sentences", by_outlet["sentences"].sum())
    made_by = {
        name: pd.Series(value, index=frame.index, dtype=column_kind(name))
        for name, value in _made_by(analysis.configuration).items()
    }
    return frame.assign(**made_by).reset_index()


def cues_frame(analysis: Analysis) -> pd.DataFrame:
    """Return one row per cue: the words that weigh in a sentence's score.

    `start` and `end` are code point offsets of the article's text; `share` is signed, on the
    scale of the scorer.
    """
    rows = [
        _cue_row(scored.article, sentence, cue.measure, cue.start, cue.end, cue.share)
        for scored in analysis.articles
        for sentence in scored.sentences
        for cue in sentence.score.cues
    ]
    return typed_frame(rows, ["article_id", "sentence", "measure", "start", "end", "text", "share"])


def _cue_row(
    article: Article, sentence: ScoredSentence, measure: str, start: int, end: int, share: float
) -> dict[str, Any]:
    begin, stop = sentence.start + start, sentence.start + end
    return {
        "article_id": article.article_id,
        "sentence": sentence.number,
        "measure": measure,
        "start": begin,
        "end": stop,
        "text": article.text[begin:stop],
        "share": share,
    }
