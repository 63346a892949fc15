"""An `Analysis` as pandas frames: sentences, articles, outlets and cues.

The tables of spans and sources are in `analysis.voice_tables`.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from analysis.articles import Article
from analysis.columns import column_kind, measure_columns, voice_columns
from analysis.config import Configuration, Measure
from analysis.figures import count_names, figure_names, figures, voice_values
from analysis.frames import VOICE_CELLS, further_cells, further_names, typed_frame, voice_cells
from analysis.models_in_use import fingerprint, model_label
from analysis.pipeline import Analysis, ScoredArticle, ScoredSentence
from analysis.voice import VOICES


def sentences_frame(analysis: Analysis) -> pd.DataFrame:
    """Return one row per sentence, in reading order: the table behind every other.

    `sentence` counts from 0 within its article, the headline included; `start` and `end` are
    code point offsets of the article's text and `text` is exactly that slice. `voice` is `outlet`,
    `quote` or `attributed`; `words_VOICE` counts the words in each, and `NAME_VOICE` is a
    measure's score of those words. `speaker` and `reporting_verb` are those of the longest
    span that is not the outlet's. `spans` is a JSON list of the sentence's spans, each `[start,
    end, voice, speaker, verb, loaded]` with code point offsets of the sentence. `model` and
    `model_hash` say what made the scores; `NAME_cues` holds the words that weigh most in a
    score, strongest first. In the view of one voice, only sentences with words in it are there.
    """
    measures = analysis.configuration.measures
    made_by = _made_by(analysis.configuration)
    rows = [
        {
            **row,
            **{m.name: sentence.score.values[m.name] for m in measures},
            **voice_cells(sentence.voice),
            **_by_voice(sentence, measures),
            **further_cells(sentence.score, row["text"], measures),
            **made_by,
            "view": analysis.view,
        }
        for scored in analysis.articles
        for sentence, row in _sentence_rows(scored)
        if sentence.weight > 0
    ]
    before = ("article_id", "outlet", "title", "published", "sentence", "start", "end", "headline")
    after = ("role", "unsure", *made_by, *further_names(measures), *_voice_names(measures), "view")
    names = (measure.name for measure in measures)
    return typed_frame(rows, [*before, "voice", "speaker", "text", *names, *after])


def _voice_names(measures: Sequence[Measure]) -> list[str]:
    """Return the columns of a sentence's voices that stand behind its scores."""
    scores = [voice_columns(m.name, voice)[0] for m in measures for voice in VOICES]
    return [*VOICE_CELLS, *(f"words_{voice}" for voice in VOICES), *scores, "spans"]


def _by_voice(sentence: ScoredSentence, measures: Sequence[Measure]) -> dict[str, Any]:
    voice = sentence.voice
    by_voice = {each: voice_values(sentence, each) for each in VOICES}
    return {
        **{f"words_{each}": voice.words(each) for each in VOICES},
        **{
            voice_columns(measure.name, each)[0]: values[measure.name] if values else None
            for measure in measures
            for each, values in by_voice.items()
        },
        "spans": json.dumps(
            [[s.start, s.end, s.voice, s.speaker, s.verb, s.loaded] for s in voice.spans],
            ensure_ascii=False,
        ),
    }


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
                "text": article.text[sentence.start : sentence.end],
                "role": sentence.role,
                "unsure": sentence.score.unsure,
            },
        )


def articles_frame(analysis: Analysis) -> pd.DataFrame:
    """Return one row per article with its figures.

    For each measure NAME: `NAME` is the mean over body sentences, `NAME_clear` the share of
    them rated clear or above (in either direction), `NAME_headline` the headline's score;
    missing where there is no such sentence. `sentences` and `words` count the body. `NAME_VOICE`
    and `NAME_VOICE_clear` are the figures of one voice, weighted as `analysis.figures` says, and
    `sentences_VOICE` and `words_VOICE` count what is in it.
    """
    measures = analysis.configuration.measures
    metadata = ["article_id", "outlet", "title", "published", "author", "url", "genre"]
    made_by = _made_by(analysis.configuration)
    rows = [
        {
            **{name: getattr(scored.article, name) for name in (*metadata, "source_file")},
            **figures(scored, measures),
            "text_sha256": scored.article.text_sha256,
            **made_by,
            "view": analysis.view,
        }
        for scored in analysis.articles
    ]
    counts = ("source_file", "sentences", "words", *count_names())
    after = ("text_sha256", *made_by, "view")
    return typed_frame(rows, [*metadata, *counts, *figure_names(measures), *after])


def outlets_frame(analysis: Analysis) -> pd.DataFrame:
    """Return one row per outlet, by name.

    `NAME` and `NAME_clear` are means over the outlet's articles, so that a long article weighs
    no more than a short one; articles without a body sentence (or without any words in a voice)
    do not enter.
    """
    measures = analysis.configuration.measures
    headlines = {measure_columns(measure.name)[2] for measure in measures}
    means = [name for name in figure_names(measures) if name not in headlines]
    by_outlet = articles_frame(analysis).groupby("outlet", sort=True)
    counts = by_outlet[["sentences", *count_names()]].sum()
    frame = pd.concat([counts, by_outlet[means].mean()], axis=1)
    frame.insert(0, "articles", by_outlet.size())
    made_by = {
        name: pd.Series(value, index=frame.index, dtype=column_kind(name))
        for name, value in {**_made_by(analysis.configuration), "view": analysis.view}.items()
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
        if sentence.weight > 0
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
