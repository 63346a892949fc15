"""The voices of a sentence, back from its row in a CSV of scores."""

import json
from collections.abc import Sequence
from typing import Any

from pydantic import TypeAdapter

from analysis.columns import voice_columns
from analysis.config import Measure
from analysis.voice import VOICES, SentenceVoice, Voice, VoiceSpan

_SPANS = TypeAdapter(list[tuple[int, int, Voice, str, str, bool]])
_VOICE: TypeAdapter[Voice] = TypeAdapter(Voice)


def restored_voice(row: dict[str, Any]) -> SentenceVoice:
    """Return the voice of a row; where the speaker is named is not in it.

    Raises `ValueError` where the row's cells contradict each other or its text.
    """
    text = row["text"]
    spans = []
    reached = 0
    for start, end, voice, speaker, verb, loaded in _SPANS.validate_python(
        json.loads(row["spans"]), strict=False
    ):
        if not reached <= start < end <= len(text):
            raise ValueError("spans that do not follow each other")
        words = len(text[start:end].split())
        spans.append(VoiceSpan(start, end, words, voice, speaker, verb, loaded))
        reached = end
    found = SentenceVoice(_VOICE.validate_python(row["voice"]), tuple(spans), row["voice_unsure"])
    for voice in VOICES:
        if found.words(voice) != row[f"words_{voice}"]:
            raise ValueError(f"spans without the {row[f'words_{voice}']} words of {voice}")
    return found


def restored_parts(
    row: dict[str, Any], voice: SentenceVoice, measures: Sequence[Measure]
) -> tuple[dict[str, float], ...]:
    """Return the scores of each span: those of its voice; nothing where there is one span.

    Raises `ValueError` where a score is missing or outside its measure's range.
    """
    if len(voice.spans) == 1:
        return ()
    by_voice = {
        each: {measure.name: _value(row, measure, each) for measure in measures}
        for each in {span.voice for span in voice.spans}
    }
    return tuple(by_voice[span.voice] for span in voice.spans)


def _value(row: dict[str, Any], measure: Measure, voice: Voice) -> float:
    name = voice_columns(measure.name, voice)[0]
    value = float(row.get(name, "nan"))
    lowest, highest = measure.range
    if not lowest <= value <= highest:
        raise ValueError(f"no {name} from {lowest:g} to {highest:g}")
    return value
