"""Files of models.yaml with several models, and the files of a model that was measured."""

import json
from pathlib import Path
from typing import Any

import yaml
from tiny_models import write_json

from analysis.resources import resource

CALIBRATION: dict[str, Any] = {
    "model": "measured@1",
    "sentences": 691,
    "measures": {
        "sensationalism": {
            "event": "mild or more",
            "n": 300,
            "expected_calibration_error": 0.034,
            "error_top": 0.05,
            "reliability": [
                {"predicted": 0.05, "observed": 0.04, "n": 100},
                {"predicted": 0.41, "observed": 0.48, "n": 100},
                {"predicted": 0.9, "observed": 0.91, "n": 100},
            ],
        },
    },
    "unsure": {
        "share": 0.17,
        "error_unsure": 0.45,
        "error_others": 0.14,
        "ratio": 3.2,
        "interval": [2.4, 4.3],
    },
    "intervals": {"sensationalism": {"coverage": 0.8, "mean_width": 0.3}},
}
CARD = """\
---
licence: CC0
---
# The measured model

```console
# a comment
```
"""


def save_models(folder: Path, **default: str) -> Path:
    """Write a models.yaml and return its path.

    Models: `lexicon` (ours), `second` (the same lists under another name), `gone` (its folder is
    missing), `measured` (its folder holds a calibration and a card, and no weights). All measures
    are scored by `lexicon`, but for those that `default` names.
    """
    content = yaml.safe_load(resource("models.yaml").read_text(encoding="utf-8"))
    lexicon = next(m for m in content["models"] if m["name"] == "lexicon")
    lexicon["source"] = str(resource("lexicons"))
    lexicon["title"] = "Word lists"
    second = {**lexicon, "name": "second", "title": "Second lists", "baseline": False}
    bundled = {
        "description": "For tests.",
        "backend": "bundled",
        "revision": "1",
        "licence": "CC0-1.0",
        "scores": ["sensationalism", "hedging"],
    }
    gone = {**bundled, "name": "gone", "title": "Gone", "source": "gone"}
    measured = {**bundled, "name": "measured", "title": "Measured", "source": "measured"}
    content["models"] = [lexicon, second, gone, measured]
    for measure in content["measures"]:
        measure["model"] = default.get(measure["name"], "lexicon")
    (folder / "measured").mkdir()
    write_json(folder / "measured" / "calibration.json", CALIBRATION)
    (folder / "measured" / "MODEL_CARD.md").write_text(CARD, encoding="utf-8")
    path = folder / "models.yaml"
    path.write_text(json.dumps(content), encoding="utf-8")  # JSON is YAML
    return path
