"""Sentences without articles: their scores, and why they have them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat
from typing import Any

import pandas as pd

from analysis.config import Configuration, load_configuration
from analysis.explain import explain_sentence
from analysis.frames import VOICE_CELLS, further_cells, further_names, typed_frame, voice_cells
from analysis.inputs import checked_sentences, checked_targets
from analysis.models_in_use import fingerprint, model_label
from analysis.scorers import Explanation, SentenceScore, Target
from analysis.scoring import score_texts
from analysis.voice import SentenceVoice
from analysis.voice.find import voices_alone
from analysis.voice.settling import settled


def score_sentences(
    sentences: Iterable[str],
    targets: Iterable[Target] | None = None,
    *,
    configuration: Configuration | None = None,
    voices: bool = True,
) -> pd.DataFrame:
    """Score any sentences, without articles.

    Args:
        sentences: The texts, each scored by itself.
        targets: Where given, one (start, end) in code points for each sentence: the words whose
            portrayal `target_sentiment` rates.
        configuration: What to score with what; by default `models.yaml`.
        voices: Whether to tell whose words they are, which takes up to a quarter longer.

    Returns:
        One row per input, in order, with `text`; with `voices` also `voice`, `speaker`,
        `reporting_verb`, `loaded_verb`, `mixed` and `voice_unsure` (see `sentences_frame`); a
        column for each measure (sentiment in [-1, 1], sensationalism and hedging in [0, 1]),
        `target_sentiment` in [-1, 1] where targets are given, `unsure`, `model`, `model_hash`,
        and for each measure NAME the ends of its interval, `NAME_low` and `NAME_high`, and the
        words that weigh most in it with their shares, `NAME_cues`, such as
        `slashed +2.10; calm -0.40`. `unsure` and intervals are missing where the model cannot
        say; cues are empty where no word weighs much, and `not explained` where the model names
        none.

    Raises:
        InputError: A sentence is not a string, or the targets do not fit.
        ModelError: A model cannot be loaded, or cannot score targets.
    """
    configuration = configuration or load_configuration()
    texts = checked_sentences(sentences)
    spans = None if targets is None else checked_targets(targets, texts)
    scores = score_texts(texts, configuration, targets=spans)
    found = _voices(texts, scores) if voices else repeat(None, len(texts))
    measures = configuration.measures
    names = [measure.name for measure in measures]
    if targets is not None:
        names.append("target_sentiment")
    made_by = {"model": model_label(configuration), "model_hash": fingerprint(configuration)}
    rows = [
        {
            "text": text,
            **{name: score.values[name] for name in names},
            "unsure": score.unsure,
            **made_by,
            **further_cells(score, text, measures),
            **(voice_cells(voice) if voice else {}),
        }
        for text, score, voice in zip(texts, scores, found, strict=True)
    ]
    first = ["text", *(("voice", "speaker", *VOICE_CELLS) if voices else ())]
    return typed_frame(rows, [*first, *names, "unsure", *made_by, *further_names(measures)])


def _voices(texts: Sequence[str], scores: Sequence[SentenceScore]) -> list[SentenceVoice]:
    chances = [score.voices for score in scores]
    return list(map(settled, voices_alone(texts, chances), chances))


def explain_sentences(
    sentences: Iterable[str], *, configuration: Configuration | None = None
) -> pd.DataFrame:
    """Explain the scores of any sentences: what each word adds.

    Args:
        sentences: The texts, each explained by itself.
        configuration: What to score with what; by default `models.yaml`.

    Returns:
        One row per word and measure, in reading order, with `row` (number of the input, from 0),
        `measure`, `start` and `end` (code points of the sentence), `text` (that slice), `share`
        (signed) and `method`. With `readout`, a share is what the word adds to the log-odds of
        the score; a first row with empty text, `start` and `end` 0, holds the constant, so that
        the shares of a (row, measure) add up to the log-odds. With `lists` it is the weight of a
        listed phrase, with `occlusion` by how much the score is lower without the word; these
        add up to nothing.

    Raises:
        InputError: A sentence is not a string.
        ModelError: A model cannot be loaded.
    """
    configuration = configuration or load_configuration()
    texts = checked_sentences(sentences)
    by_text = {text: explain_sentence(text, configuration) for text in dict.fromkeys(texts)}
    rows = [
        {"row": number, "measure": explanation.measure, **word, "method": explanation.method}
        for number, text in enumerate(texts)
        for explanation in by_text[text]
        for word in _words(text, explanation)
    ]
    return typed_frame(rows, ["row", "measure", "start", "end", "text", "share", "method"])


def _words(text: str, explanation: Explanation) -> Iterator[dict[str, Any]]:
    if explanation.constant is not None:
        yield {"start": 0, "end": 0, "text": "", "share": explanation.constant}
    for cue in explanation.words:
        words = text[cue.start : cue.end]
        yield {"start": cue.start, "end": cue.end, "text": words, "share": cue.share}
