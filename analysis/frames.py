"""What the tables have in common: columns of fixed types, and the cells of one score."""

import re
from collections.abc import Sequence
from typing import Any

import pandas as pd

from analysis.columns import column_kind, cues_column, interval_columns
from analysis.config import Measure
from analysis.scorers import SentenceScore
from analysis.voice import SentenceVoice

# What a row says of its sentence's voice besides the voice itself and its speaker.
VOICE_CELLS = ("reporting_verb", "loaded_verb", "mixed", "voice_unsure")
NOT_EXPLAINED = "not explained"
_LINE_ENDS = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")


def typed_frame(rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> pd.DataFrame:
    """Return `rows` as a frame whose types do not depend on its content (or on having any)."""
    return pd.DataFrame(
        {name: pd.Series([row[name] for row in rows], dtype=column_kind(name)) for name in columns}
    )


def voice_cells(voice: SentenceVoice) -> dict[str, str | bool]:
    """Return the cells `voice`, `speaker` and those of `VOICE_CELLS`.

    Speaker and verb are those of the longest span that is not the outlet's.
    """
    main = voice.main
    return {
        "voice": voice.voice,
        "speaker": main.speaker if main else "",
        "reporting_verb": main.verb if main else "",
        "loaded_verb": bool(main and main.loaded),
        "mixed": voice.mixed,
        "voice_unsure": voice.unsure,
    }


def further_names(measures: Sequence[Measure]) -> list[str]:
    """Return the columns behind a sentence's scores: its intervals, then its cues."""
    ends = [column for measure in measures for column in interval_columns(measure.name)]
    return [*ends, *(cues_column(measure.name) for measure in measures)]


def further_cells(
    score: SentenceScore, text: str, measures: Sequence[Measure]
) -> dict[str, float | str | None]:
    """Return the cells for `further_names` of the sentence `text`."""
    cells: dict[str, float | str | None] = {}
    for measure in measures:
        ends = score.intervals.get(measure.name, (None, None))
        cells |= zip(interval_columns(measure.name), ends, strict=True)
        cells[cues_column(measure.name)] = _cues_cell(score, text, measure.name)
    return cells


def _cues_cell(score: SentenceScore, text: str, measure: str) -> str:
    """Return the words that weigh most, strongest first: `slashed +2.10; calm -0.40`."""
    if measure in score.unexplained:
        return NOT_EXPLAINED
    own = [cue for cue in score.cues if cue.measure == measure]
    # By the share as it is shown, so that the order does not hang on digits that nobody sees.
    strongest = sorted(own, key=lambda cue: (-abs(round(cue.share, 2)), cue.start))
    return "; ".join(f"{on_a_line(text[c.start : c.end])} {_signed(c.share)}" for c in strongest)


def on_a_line(text: str) -> str:
    """Return `text` with each run of line ends as a blank."""
    return _LINE_ENDS.sub(" ", text)


def _signed(share: float) -> str:
    """Return a share with its sign, ASCII so that programs read it; zero has no minus."""
    return f"{round(share, 2) + 0.0:+.2f}"
