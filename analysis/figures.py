"""What an article's figures are, in all voices together and in each: defined here alone.

Over body sentences, without headline, byline, caption and "read more" lines: the mean of a
measure, the share of sentences rated clear or above, and their number. In one voice, a sentence
counts with the share of its words that are in that voice, and its score there is the mean of the
scores of its spans in that voice, weighted by their words.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from analysis.columns import measure_columns, voice_columns
from analysis.config import Measure
from analysis.pipeline import ScoredArticle, ScoredSentence
from analysis.voice import VOICES, Voice


def figure_names(measures: Sequence[Measure]) -> list[str]:
    """Return the columns of figures: for each measure overall, then in each voice."""
    return [
        *(column for measure in measures for column in measure_columns(measure.name)),
        *(
            column
            for measure in measures
            for voice in VOICES
            for column in voice_columns(measure.name, voice)
        ),
    ]


def count_names() -> list[str]:
    """Return the columns that count sentences and words in each voice."""
    return [f"{what}_{voice}" for voice in VOICES for what in ("sentences", "words")]


def figures(scored: ScoredArticle, measures: Sequence[Measure]) -> dict[str, Any]:
    """Return an article's counts and figures by column; missing where there is no sentence."""
    body = [each for each in scored.sentences if each.role == "body"]
    looked_at = [each for each in body if each.weight > 0]
    found: dict[str, Any] = {
        "sentences": len(looked_at),
        "words": sum(_words_looked_at(scored, each) for each in looked_at),
    }
    by_voice = {voice: _in_voice(body, voice) for voice in VOICES}
    for voice in VOICES:
        own = [each for each in body if each.voice.words(voice)]
        found[f"sentences_{voice}"] = len(own)
        found[f"words_{voice}"] = sum(each.voice.words(voice) for each in own)
    for measure in measures:
        weighted = [(each.score.values[measure.name], each.weight) for each in looked_at]
        headline = (
            (each.score.values[measure.name], each.weight)
            for each in scored.sentences
            if each.role == "headline" and each.weight > 0
        )
        figures_of = (*_mean_and_clear(weighted, measure), weighted_mean(headline))
        found |= zip(measure_columns(measure.name), figures_of, strict=True)
        for voice in VOICES:
            in_it = [(values[measure.name], share) for values, share in by_voice[voice]]
            own_figures = _mean_and_clear(in_it, measure)
            found |= zip(voice_columns(measure.name, voice), own_figures, strict=True)
    return found


def _words_looked_at(scored: ScoredArticle, sentence: ScoredSentence) -> int:
    words = len(scored.article.text[sentence.start : sentence.end].split())
    return round(words * sentence.weight)


def _in_voice(
    sentences: Iterable[ScoredSentence], voice: Voice
) -> list[tuple[Mapping[str, float], float]]:
    """Return the scores of what is in one voice, and the share of each sentence that is."""
    values = ((each, voice_values(each, voice)) for each in sentences)
    return [(own, each.voice.share(voice)) for each, own in values if own is not None]


def voice_values(sentence: ScoredSentence, voice: Voice) -> Mapping[str, float] | None:
    """Return a sentence's scores in one voice; None where none of its words are in it."""
    own = [
        (values, float(span.words))
        for span, values in zip(sentence.voice.spans, sentence.span_values, strict=True)
        if span.voice == voice and span.words
    ]
    if not own:
        return None
    if all(values == own[0][0] for values, _ in own):  # to the bit, as a mean would not be
        return own[0][0]
    by_name = {name: [(values[name], words) for values, words in own] for name in own[0][0]}
    return {name: weighted_mean(pairs) or 0.0 for name, pairs in by_name.items()}


def _mean_and_clear(
    weighted: Sequence[tuple[float, float]], measure: Measure
) -> tuple[float | None, float | None]:
    clear = ((float(measure.is_clear(value)), weight) for value, weight in weighted)
    return weighted_mean(weighted), weighted_mean(clear)


def weighted_mean(weighted: Iterable[tuple[float, float]]) -> float | None:
    """Return the mean of (value, weight) pairs, between the least and the largest value.

    None without any weight.
    """
    pairs = [(value, weight) for value, weight in weighted if weight]
    if not pairs:
        return None
    mean = sum(value * weight for value, weight in pairs) / sum(weight for _, weight in pairs)
    # Rounding may carry it past them by a bit.
    return min(max(mean, min(value for value, _ in pairs)), max(value for value, _ in pairs))
