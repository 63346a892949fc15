"""The tables of voices: every span, and every source with how much and how it is heard."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, Literal

import pandas as pd

from analysis.figures import weighted_mean
from analysis.frames import typed_frame
from analysis.pipeline import Analysis, ScoredArticle, ScoredSentence
from analysis.voice import VoiceSpan

By = Literal["article", "outlet"]
_UNITS = {"article": "article_id", "outlet": "outlet"}
# Headline and body: what stands in captions and page furniture is no coverage.
_PROSE = ("headline", "body")


def spans_frame(analysis: Analysis) -> pd.DataFrame:
    """Return one row per span: a stretch of a sentence in one voice, in reading order.

    `start` and `end` are code point offsets of the article's text, `words` counts those in it.
    `speaker`, `reporting_verb` and `loaded_verb` belong to a quotation or attributed speech;
    `source_start` and `source_end` are where the speaker's main word stands, which may be in
    another sentence, and missing where nobody is named or where the span was restored from a
    table. A measure's column is the score of the span's words, read in their sentence. In the
    view of one voice, only its spans are there.
    """
    measures = [measure.name for measure in analysis.configuration.measures]
    rows = [
        {
            "article_id": scored.article.article_id,
            "sentence": sentence.number,
            **_placed(scored, sentence, span),
            **{name: values[name] for name in measures},
        }
        for scored in analysis.articles
        for sentence in scored.sentences
        for span, values in zip(sentence.voice.spans, sentence.span_values, strict=True)
        if analysis.view in ("all", span.voice)
    ]
    names = ("article_id", "sentence", "start", "end", "voice", "speaker", "text", *measures)
    after = ("words", "reporting_verb", "loaded_verb", "source_start", "source_end")
    return typed_frame(rows, [*names, *after])


def _placed(scored: ScoredArticle, sentence: ScoredSentence, span: VoiceSpan) -> dict[str, Any]:
    start, end = sentence.start + span.start, sentence.start + span.end
    source = span.source or (None, None)
    return {
        "start": start,
        "end": end,
        "voice": span.voice,
        "speaker": span.speaker,
        "text": scored.article.text[start:end],
        "words": span.words,
        "reporting_verb": span.verb,
        "loaded_verb": span.loaded,
        "source_start": source[0],
        "source_end": source[1],
    }


def sources_frame(analysis: Analysis, by: By = "article") -> pd.DataFrame:
    """Return one row per source of each article or outlet, the most words first.

    A source is whom the headline and body quote or cite; an empty `speaker` stands for all who
    are not named. `sentences` and `words` count what the source is given to say, `quoted_words`
    those in quotations, and `quoted_share` is the share of all quoted and attributed words of the
    article or outlet, from 0 to 1. A measure's column is the mean of the source's spans, weighted
    by words. `reporting_verbs` are those used of the source, with how often (`say 3; insist 1`),
    `loaded_verbs` counts the spans whose verb judges. It is the same in every view.
    """
    measures = [measure.name for measure in analysis.configuration.measures]
    unit = _UNITS[by]
    spoken: dict[str, dict[str, list[_Said]]] = {}
    for scored in analysis.articles:
        own = spoken.setdefault(getattr(scored.article, unit), {})
        for said in _said(scored):
            own.setdefault(said[1].speaker, []).append(said)
    rows = [
        {unit: name, **row} for name, own in spoken.items() for row in _source_rows(own, measures)
    ]
    counts = ("sentences", "words", "quoted_words", "quoted_share")
    after = ("reporting_verbs", "loaded_verbs")
    return typed_frame(rows, [unit, "speaker", *counts, *measures, *after])


# A sentence's place, a span of it that is not the outlet's, and the span's scores.
_Said = tuple[tuple[str, int], VoiceSpan, dict[str, float]]


def _said(scored: ScoredArticle) -> Iterator[_Said]:
    for sentence in scored.sentences:
        if sentence.role not in _PROSE:
            continue
        for span, values in zip(sentence.voice.spans, sentence.span_values, strict=True):
            if span.voice != "outlet" and span.words:
                yield (scored.article.article_id, sentence.number), span, dict(values)


def _source_rows(spoken: dict[str, list[_Said]], measures: list[str]) -> Iterator[dict[str, Any]]:
    total = sum(span.words for own in spoken.values() for _, span, _ in own)
    heard = {speaker: sum(span.words for _, span, _ in own) for speaker, own in spoken.items()}
    for speaker in sorted(spoken, key=lambda name: (-heard[name], name)):
        own = spoken[speaker]
        yield {
            "speaker": speaker,
            "sentences": len({place for place, _, _ in own}),
            "words": heard[speaker],
            "quoted_words": sum(span.words for _, span, _ in own if span.voice == "quote"),
            "quoted_share": heard[speaker] / total,
            **{
                name: weighted_mean((values[name], span.words) for _, span, values in own)
                for name in measures
            },
            "reporting_verbs": _verbs(own),
            "loaded_verbs": sum(span.loaded for _, span, _ in own),
        }


def _verbs(own: list[_Said]) -> str:
    """Return the verbs and how many sentences they are used in, most used first."""
    used = Counter(verb for verb, _ in {(span.verb, place) for place, span, _ in own} if verb)
    ranked = sorted(used.items(), key=lambda each: (-each[1], each[0]))
    return "; ".join(f"{verb} {number}" for verb, number in ranked)
