"""Faults of a configuration that no record alone can know."""

from collections import Counter
from collections.abc import Iterator, Sequence

from analysis.columns import (
    CUES_ENDING,
    FIXED_NAMES,
    VOICE_NAMES,
    cues_column,
    interval_columns,
    measure_columns,
    voice_columns,
)
from analysis.config_records import AnyModel, Measure


def cross_faults(measures: Sequence[Measure], models: Sequence[AnyModel]) -> Iterator[str]:
    """Yield `path: message` for everything in which the records do not fit each other."""
    yield from _repeated("measures", [measure.name for measure in measures])
    yield from _repeated("models", [model.name for model in models])
    yield from _clashes(measures)
    by_name = {model.name: model for model in models}
    for index, measure in enumerate(measures):
        where = f"measures[{index}]"
        yield from _measure_faults(where, measure)
        model = by_name.get(measure.model)
        if model is None:
            yield f"{where}.model: there is no model {measure.model!r}"
        elif measure.name not in model.scores:
            yield f"{where}.model: {model.name!r} does not score {measure.name!r}"


def _repeated(kind: str, names: Sequence[str]) -> Iterator[str]:
    for name, count in Counter(names).items():
        if count > 1:
            yield f"{kind}: {name!r} is named {count} times"


def _clashes(measures: Sequence[Measure]) -> Iterator[str]:
    """Yield the measures whose columns would overwrite another column of a table."""
    taken = dict.fromkeys(FIXED_NAMES, "a column of every table")
    for index, measure in enumerate(measures):
        name = measure.name
        if name.endswith(CUES_ENDING):
            yield f"measures[{index}].name: columns of words end with {CUES_ENDING!r}; rename it"
        voiced = (column for voice in VOICE_NAMES for column in voice_columns(name, voice))
        own = (*measure_columns(name), *interval_columns(name), cues_column(name), *voiced)
        for column in own:
            owner = taken.setdefault(column, name)
            if owner != name:
                yield f"measures[{index}].name: the column {column!r} belongs to {owner}; rename it"


def _measure_faults(where: str, measure: Measure) -> Iterator[str]:
    lowest, highest = measure.range
    if not lowest < highest or lowest > 0:
        yield f"{where}.range: needs [lowest, highest] with lowest at most 0"
    starts = [level.start for level in measure.levels]
    if starts != sorted(set(starts)):
        yield f"{where}.levels: each must begin above the one before"
    if starts[0] != lowest:
        yield f"{where}.levels: the first must begin at {lowest}"
    if measure.clear > highest:
        yield f"{where}.clear: {measure.clear} is above the highest score {highest}"
