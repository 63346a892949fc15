"""Which models make the scores: a name for people, and a hash that no other models have."""

import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from analysis.config import AnyModel, Configuration, Model
from analysis.scorers.verify import file_hashes

# What people call a model makes no score.
_WORDING = {"name", "title", "description", "baseline", "licence"}


def model_label(configuration: Configuration) -> str:
    """Return which model made the scores: `name@revision`, per measure where they differ."""
    labels = {
        measure.name: f"{measure.model}@{configuration.model(measure.model).revision}"
        for measure in configuration.measures
    }
    if len(set(labels.values())) == 1:
        return next(iter(labels.values()))
    return "; ".join(f"{measure}={label}" for measure, label in labels.items())


def fingerprint(configuration: Configuration) -> str:
    """Return "m" and 12 hexadecimal digits: equal where the same models make the scores.

    It covers, for every measure, the record of its model with the hashes of its files: those
    that `models.yaml` names, else of all files in its folder as they were when this process first
    asked. Names, titles, descriptions, licences and the wording of levels do not enter.
    """
    identities = {
        measure.name: model_identity(configuration.model(measure.model), configuration.folder)
        for measure in configuration.measures
    }
    text = json.dumps(identities, sort_keys=True)
    return f"m{hashlib.sha256(text.encode()).hexdigest()[:12]}"


def model_identity(model: AnyModel, folder: Path) -> dict[str, Any]:
    """Return everything of a model that can change a score, ready for JSON.

    `folder` is where a relative source is looked for first. With hashes of its files, it does not
    matter where they lie.
    """
    hashes = dict(_hashes(model.model_dump_json(), folder))
    return identity_of({**model.model_dump(mode="json"), "sha256": hashes})


def identity_of(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return what of a model's record, as a manifest holds it, can change a score."""
    passed = _WORDING | ({"source"} if record.get("sha256") else set())
    return {name: value for name, value in record.items() if name not in passed}


@lru_cache(maxsize=32)
def _hashes(record: str, folder: Path) -> tuple[tuple[str, str], ...]:
    """Hash the files once for each process: a scorer is loaded once too."""
    model: AnyModel = TypeAdapter(Model).validate_json(record)
    return tuple(file_hashes(model, folder).items())
