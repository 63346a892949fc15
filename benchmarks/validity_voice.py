"""How rightly voices are told apart: on news marked by people, and on single sentences."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from bootstrap import Statistic, compared
from validity_benchmark import Row, read
from validity_metrics import Array, figure
from validity_polnear_rows import polnear_rows
from validity_voice_rows import Record, simple_voice, voice_record

from analysis.config import Configuration
from analysis.scorers import SentenceScore
from analysis.scoring import score_texts
from analysis.voice import VOICES
from analysis.voice.find import voices_alone
from analysis.voice.settling import settled

_SHARED = {
    "part": "tone_news dev",
    "labels_by": "a language model, checked against people",
    "trained": "train part; dev to choose",
    "unit": "sentences",
}
_CEILING = "one annotation pass against another 0.955"
_CUTS = (0.5, 1.5)


def voices(data: Path, configuration: Configuration) -> list[Record]:
    """Return all rows on voices, of development parts alone.

    Raises `ModelError` when a model, or the parser, is missing.
    """
    rows = [row for row in read(data / "tone_news" / "data.csv") if row["split"] == "dev"]
    return [*polnear_rows(data, configuration), *sentence_rows(rows, configuration)]


def sentence_rows(rows: Sequence[Row], configuration: Configuration) -> list[Record]:
    """Return the rows of labelled sentences: rules and model together, then each alone.

    Where the model tells no voices, what it says alone is left out.
    """
    texts = [row["text"] for row in rows]
    scores = score_texts(texts, configuration)
    labels = _numbers(row["voice"] for row in rows)
    simple = _numbers(map(simple_voice, texts))
    both = _told(texts, scores)
    # Without a model's chances the rules' answer stands.
    rules = _told(texts, [SentenceScore({})] * len(texts))
    found = [
        _macro("rules and model together", labels, both, simple, aim=0.93),
        *_by_class(labels, both, simple),
        _macro("rules alone", labels, rules, simple),
    ]
    if all(score.voices for score in scores):
        chosen = (max(VOICES, key=score.voices.__getitem__) for score in scores)
        found.append(_macro("model alone", labels, _numbers(chosen), simple))
    return found


def _told(texts: Sequence[str], scores: Sequence[SentenceScore]) -> Array:
    chances = [score.voices for score in scores]
    told = map(settled, voices_alone(texts, chances), chances)
    return _numbers(voice.voice for voice in told)


def _numbers(voices: object) -> Array:
    return np.array([VOICES.index(voice) for voice in voices])


def _macro(
    how: str, labels: Array, called: Array, simple: Array, aim: float | None = None
) -> Record:
    return _row(
        lambda given: lambda rows: figure("macro-F1", labels[rows], given[rows], _CUTS),
        called,
        simple,
        name=f"voice of a sentence, {how}",
        metric="macro-F1",
        aim=aim,
        published=_CEILING,
    )


def _by_class(labels: Array, called: Array, simple: Array) -> list[Record]:
    """Return a row for each voice: F1 of that against the other two."""

    def f1_of(number: int):
        return lambda given: (
            lambda rows: figure(
                "F1", labels[rows] == number, (given[rows] == number).astype(int), _CUTS[:1]
            )
        )

    return [
        _row(
            f1_of(number),
            called,
            simple,
            name=f"voice of a sentence: {voice}",
            metric="F1",
            note=f"{int((labels == number).sum())} of this voice",
        )
        for number, voice in enumerate(VOICES)
    ]


def _row(statistic, called: Array, simple: Array, **given: object) -> Record:
    ours: Statistic = statistic(called)
    found = compared(ours, statistic(simple), [np.arange(len(called))])
    return voice_record(found, n=len(called), **_SHARED, **given)
