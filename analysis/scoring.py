"""Sentences to scores: each measure from its own model, equal sentences once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import repeat

from analysis.config import Configuration, Measure
from analysis.errors import ModelError
from analysis.scorers import PartReader, Parts, SentenceScore, Target, load_scorer

# Small enough that progress and cancelling answer at once with the slowest scorer.
BATCH_SIZE = 64

Progress = Callable[[int, int], None]
Key = tuple[str, Target | None]


def score_texts(
    sentences: Sequence[str],
    configuration: Configuration,
    *,
    targets: Sequence[Target] | None = None,
    progress: Progress | None = None,
) -> list[SentenceScore]:
    """Score `sentences` with the model that each measure names; one result each, in order.

    Equal sentences (with equal targets) are scored once, in batches of similar length. Raises
    `ModelError` when a model cannot be loaded, cannot score targets, or gives a score outside its
    measure's range.
    """
    keys: list[Key] = list(zip(sentences, targets or repeat(None, len(sentences)), strict=True))
    distinct = sorted(dict.fromkeys(keys), key=lambda key: (len(key[0]), key))
    results: dict[Key, SentenceScore] = {}
    for start in range(0, len(distinct), BATCH_SIZE):
        batch = distinct[start : start + BATCH_SIZE]
        results.update(zip(batch, _score_batch(batch, configuration), strict=True))
        if progress:
            progress(len(results), len(distinct))
    return [results[key] for key in keys]


def _score_batch(batch: Sequence[Key], configuration: Configuration) -> list[SentenceScore]:
    sentences = [sentence for sentence, _ in batch]
    targets = [target for _, target in batch if target is not None] or None
    if targets and "sentiment" not in [measure.name for measure in configuration.measures]:
        raise ModelError(
            "Targets have a sentiment, and models.yaml has no measure of that name. "
            "Add it, or score without targets."
        )
    by_model = {
        model.name: load_scorer(model, configuration.folder).score(
            sentences,
            # Only sentiment has targets: other models need not know them.
            targets if _scores_sentiment(configuration, model.name) else None,
        )
        for model in configuration.used_models()
    }
    return [
        _combine(configuration.measures, {name: scores[row] for name, scores in by_model.items()})
        for row in range(len(batch))
    ]


def _scores_sentiment(configuration: Configuration, model: str) -> bool:
    return any(m.name == "sentiment" and m.model == model for m in configuration.measures)


def _combine(measures: Sequence[Measure], scores: dict[str, SentenceScore]) -> SentenceScore:
    """Take each measure from its own model."""
    values = {
        measure.name: _within(measure, scores[measure.model].values[measure.name])
        for measure in measures
    }
    targeted = next(
        (s.values["target_sentiment"] for s in scores.values() if "target_sentiment" in s.values),
        None,
    )
    if targeted is not None:
        values["target_sentiment"] = targeted
    chosen = {measure.name: measure.model for measure in measures}
    return SentenceScore(
        values,
        cues=tuple(
            cue
            for name, score in scores.items()
            for cue in score.cues
            if chosen.get(cue.measure) == name
        ),
        unsure=_any_unsure(scores.values()),
        unexplained=frozenset(
            name for name, model in chosen.items() if name in scores[model].unexplained
        ),
        intervals={
            name: scores[model].intervals[name]
            for name, model in chosen.items()
            if name in scores[model].intervals
        },
        voices=next((score.voices for score in scores.values() if score.voices), {}),
        of_parts=_part_reader(measures, scores),
    )


def _part_reader(
    measures: Sequence[Measure], scores: Mapping[str, SentenceScore]
) -> PartReader | None:
    """Return what takes each measure of a part from its own model, if all of them read parts."""
    readers = {name: score.of_parts for name, score in scores.items() if score.of_parts}
    if len(readers) < len(scores):
        return None

    def of_parts(parts: Parts) -> tuple[Mapping[str, float], ...]:
        read = {name: reader(parts) for name, reader in readers.items()}
        return tuple(
            {m.name: _within(m, read[m.model][row][m.name]) for m in measures}
            for row in range(len(parts))
        )

    return of_parts


def _any_unsure(scores: Iterable[SentenceScore]) -> bool | None:
    known = [score.unsure for score in scores if score.unsure is not None]
    return any(known) if known else None


def _within(measure: Measure, value: float) -> float:
    lowest, highest = measure.range
    if not lowest <= value <= highest:
        raise ModelError(
            f"The model {measure.model} gave {measure.name} the score {value}, outside its range "
            f"[{lowest}, {highest}]. Correct its label values in models.yaml."
        )
    return value
