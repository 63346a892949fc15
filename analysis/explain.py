"""Why a sentence has its scores, asked for when someone looks: every word with its share."""

from collections.abc import Iterable

from analysis.config import Configuration
from analysis.scorers import Explanation, load_scorer


def explain_sentence(sentence: str, configuration: Configuration) -> tuple[Explanation, ...]:
    """Return an `Explanation` for each measure of `configuration`, in its order.

    Each comes from the model that scores the measure. Raises `ModelError` when a model cannot be
    loaded.
    """
    by_model = {
        model.name: load_scorer(model, configuration.folder).explain(sentence)
        for model in configuration.used_models()
    }
    return tuple(
        _of_measure(measure.name, by_model[measure.model]) for measure in configuration.measures
    )


def _of_measure(name: str, explanations: Iterable[Explanation]) -> Explanation:
    return next(own for own in explanations if own.measure == name)
