"""An analysis seen in one voice: the outlet's own, its quotations, or what it attributes."""

from dataclasses import replace

from analysis.figures import voice_values
from analysis.pipeline import Analysis, ScoredArticle, ScoredSentence
from analysis.scorers import Cue
from analysis.voice import View, Voice


def in_voice(analysis: Analysis, view: View) -> Analysis:
    """Return `analysis` with the scores of one voice alone, or as it is for `all`.

    A sentence's scores and cues become those of its words in that voice, and it counts with their
    share; one without any counts nothing, and is in no table of sentences. Every figure, chart
    and table made of the result is about that voice, and says so in its column `view`.
    """
    if view == analysis.view:
        return analysis
    if analysis.view != "all":
        raise ValueError(f"an analysis in the view {analysis.view} cannot be seen as {view}")
    return replace(analysis, view=view, articles=tuple(_seen(a, view) for a in analysis.articles))


def _seen(scored: ScoredArticle, view: View) -> ScoredArticle:
    if view == "all":
        return scored
    return replace(scored, sentences=tuple(_sentence(each, view) for each in scored.sentences))


def _sentence(sentence: ScoredSentence, voice: Voice) -> ScoredSentence:
    values = voice_values(sentence, voice)
    if values is None:
        return replace(sentence, weight=0.0)
    share = sentence.voice.share(voice)
    if share == 1:
        return sentence
    score = replace(
        sentence.score,
        values={**sentence.score.values, **values},
        cues=tuple(cue for cue in sentence.score.cues if _is_in(cue, sentence, voice)),
        intervals={},  # those are for whole sentences
    )
    return replace(sentence, score=score, weight=share)


def _is_in(cue: Cue, sentence: ScoredSentence, voice: Voice) -> bool:
    return any(
        span.start <= cue.start and cue.end <= span.end
        for span in sentence.voice.spans
        if span.voice == voice
    )
