"""The bundled model's scorer, for benchmarks that look into it."""

from analysis.config import Configuration
from analysis.scorers import load_scorer
from analysis.scorers.bundled import BundledScorer


def bundled_scorer(configuration: Configuration) -> BundledScorer:
    """Return the scorer of the first measure's model; end the program where it is not ours."""
    model = configuration.model(configuration.measures[0].model)
    scorer = load_scorer(model, configuration.folder)
    if not isinstance(scorer, BundledScorer):
        raise SystemExit("Only the bundled model can be looked into; choose it in models.yaml.")
    return scorer
