"""The data dictionary: what every column of a download holds."""

from collections.abc import Iterable

from analysis.columns import (
    FIXED_COLUMNS,
    NUMBER,
    TEXT,
    VOICE_NAMES,
    Column,
    cues_column,
    gap_column,
    interval_columns,
    measure_columns,
    voice_columns,
)
from analysis.config import Measure


def describe_columns(measures: Iterable[Measure]) -> tuple[Column, ...]:
    """Return every column that a table can have, those of `measures` last."""
    return FIXED_COLUMNS + tuple(column for measure in measures for column in _of_measure(measure))


def _of_measure(measure: Measure) -> tuple[Column, ...]:
    lowest, highest = measure.range
    scale = f"From {lowest:g} ({measure.low}) to {highest:g} ({measure.high})"
    meanings = (
        f"{measure.description} {scale}; of several sentences, the mean.",
        f"Share of body sentences with {measure.name} at least {measure.clear:g} away from 0; "
        "of an outlet, the mean over its articles.",
        f"The headline's own {measure.name}; empty without one.",
        *(
            f"The {end} rating of {measure.name} that a reader after the codebook would give, "
            "four times in five; empty where the model cannot say."
            for end in ("lowest", "highest")
        ),
    )
    names = (*measure_columns(measure.name), *interval_columns(measure.name))
    numbers = (Column(n, NUMBER, meaning) for n, meaning in zip(names, meanings, strict=True))
    voiced = (
        Column(column, NUMBER, meaning)
        for voice, named in VOICE_NAMES.items()
        for column, meaning in zip(
            voice_columns(measure.name, voice),
            (
                f"{measure.title} of the words in {named}; of several sentences, the mean weighted "
                "by the share of each one's words; empty without any.",
                f"Share of body sentences with {measure.name} in {named} at least "
                f"{measure.clear:g} away from 0, weighted likewise.",
            ),
            strict=True,
        )
    )
    return (
        *numbers,
        *voiced,
        Column(
            gap_column(measure.name),
            NUMBER,
            f"The largest difference in {measure.name} between the best sentences of a fact "
            "that have at least half of their words in the view.",
        ),
        Column(
            cues_column(measure.name),
            TEXT,
            f"The words that weigh most in {measure.name}, strongest first, each with its share; "
            "empty where none does, “not explained” where the model names none.",
        ),
    )
