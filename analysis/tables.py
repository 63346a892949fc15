"""An `Analysis` as pandas frames: sentences, articles, outlets and cues.

An article's figures are defined here and nowhere else: over its body sentences, without
headline, byline, caption and "read more" lines, the mean of a measure, the share of sentences
rated clear or above, and their number. The headline's own scores stand apart.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pandas as pd

from analysis.articles import Article
from analysis.columns import column_kind, interval_columns, measure_columns
from analysis.config import Configuration, Measure, load_configuration
from analysis.inputs import checked_sentences, checked_targets
from analysis.pipeline import Analysis, ScoredArticle, ScoredSentence, score_texts
from analysis.scorers import SentenceScore, Target


def score_sentences(
    sentences: Iterable[str],
    targets: Iterable[Target] | None = None,
    *,
    configuration: Configuration | None = None,
) -> pd.DataFrame:
    """Score any sentences, without articles.

    Args:
        sentences: The texts, each scored by itself.
        targets: Where given, one (start, end) in code points for each sentence: the words whose
            portrayal `target_sentiment` rates.
        configuration: What to score with what; by default `models.yaml`.

    Returns:
        One row per input, in order, with `text`, a column for each measure (sentiment in
        [-1, 1], sensationalism and hedging in [0, 1]), `target_sentiment` in [-1, 1] where
        targets are given, `unsure`, `model`, and for each measure NAME the ends of its interval,
        `NAME_low` and `NAME_high`; `unsure` and intervals are missing where the model cannot say.

    Raises:
        InputError: A sentence is not a string, or the targets do not fit.
        ModelError: A model cannot be loaded, or cannot score targets.
    """
    configuration = configuration or load_configuration()
    texts = checked_sentences(sentences)
    spans = None if targets is None else checked_targets(targets, texts)
    scores = score_texts(texts, configuration, targets=spans)
    names = [measure.name for measure in configuration.measures]
    if targets is not None:
        names.append("target_sentiment")
    label = model_label(configuration)
    rows = [
        {
            "text": text,
            **{name: score.values[name] for name in names},
            "unsure": score.unsure,
            "model": label,
            **_intervals(score, configuration.measures),
        }
        for text, score in zip(texts, scores, strict=True)
    ]
    after = ("unsure", "model", *_interval_names(configuration.measures))
    return typed_frame(rows, ["text", *names, *after])


def sentences_frame(analysis: Analysis) -> pd.DataFrame:
    """Return one row per sentence, in reading order: the table behind every other.

    `sentence` counts from 0 within its article, the headline included; `start` and `end` are
    code point offsets of the article's text and `text` is exactly that slice. `voice` and
    `speaker` are empty until they are determined.
    """
    measures = analysis.configuration.measures
    label = model_label(analysis.configuration)
    rows = [
        {
            **row,
            **{m.name: sentence.score.values[m.name] for m in measures},
            **_intervals(sentence.score, measures),
            "model": label,
        }
        for scored in analysis.articles
        for sentence, row in _sentence_rows(scored)
    ]
    before = ("article_id", "outlet", "title", "published", "sentence", "start", "end", "headline")
    after = ("role", "unsure", "model", *_interval_names(measures))
    names = (measure.name for measure in measures)
    return typed_frame(rows, [*before, "voice", "speaker", "text", *names, *after])


def _interval_names(measures: Sequence[Measure]) -> list[str]:
    return [column for measure in measures for column in interval_columns(measure.name)]


def _intervals(score: SentenceScore, measures: Sequence[Measure]) -> dict[str, float | None]:
    ends = {measure.name: score.intervals.get(measure.name, (None, None)) for measure in measures}
    return {
        column: end
        for name, own in ends.items()
        for column, end in zip(interval_columns(name), own, strict=True)
    }


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
    rows = [
        {
            **{name: getattr(scored.article, name) for name in (*metadata, "source_file")},
            **_figures(scored, measures),
            "text_sha256": scored.article.text_sha256,
        }
        for scored in analysis.articles
    ]
    return typed_frame(
        rows,
        [*metadata, "source_file", "sentences", "words", *_figure_names(measures), "text_sha256"],
    )


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
    return frame.reset_index()


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


def typed_frame(rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> pd.DataFrame:
    """Return `rows` as a frame whose types do not depend on its content (or on having any)."""
    return pd.DataFrame(
        {name: pd.Series([row[name] for row in rows], dtype=column_kind(name)) for name in columns}
    )


def model_label(configuration: Configuration) -> str:
    """Return which model made the scores: `name@revision`, per measure where they differ."""
    labels = {
        measure.name: f"{measure.model}@{configuration.model(measure.model).revision}"
        for measure in configuration.measures
    }
    if len(set(labels.values())) == 1:
        return next(iter(labels.values()))
    return "; ".join(f"{measure}={label}" for measure, label in labels.items())
