"""Models that score sentences: one protocol, four backends."""

from functools import lru_cache
from pathlib import Path

from pydantic import TypeAdapter

from analysis.config import AnyModel, Model
from analysis.scorers.base import (
    VOICES,
    Cue,
    Explanation,
    PartReader,
    Parts,
    Scorer,
    SentenceScore,
    Target,
)

__all__ = [
    "VOICES",
    "Cue",
    "Explanation",
    "PartReader",
    "Parts",
    "Scorer",
    "SentenceScore",
    "Target",
    "load_scorer",
]


def load_scorer(model: AnyModel, folder: Path) -> Scorer:
    """Return the scorer for `model`, loaded once for each process.

    `folder` is where a relative source is looked for first. Raises `ModelError` when the model
    is missing, damaged or needs an extra that is not installed; never falls back to another.
    """
    return _load(model.model_dump_json(), folder)


@lru_cache(maxsize=8)
def _load(record: str, folder: Path) -> Scorer:
    """Load by the record's content, since records with mappings in them cannot be hashed."""
    model: AnyModel = TypeAdapter(Model).validate_json(record)
    if model.backend == "lexicon":
        from analysis.scorers.lexicon import LexiconScorer

        return LexiconScorer(model, folder)
    if model.backend == "bundled":
        from analysis.scorers.bundled import BundledScorer

        return BundledScorer(model, folder)
    if model.backend == "onnx":
        from analysis.scorers.onnx import OnnxScorer

        return OnnxScorer(model, folder)
    from analysis.scorers.transformers import TransformersScorer

    return TransformersScorer(model, folder)
