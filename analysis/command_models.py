"""The command `tonelens models`: what it prints, and its exit code."""

import argparse
import dataclasses
import json
from collections.abc import Iterator, Sequence

from analysis.command_output import say, write_out
from analysis.config import load_configuration
from analysis.model_list import OK, ListedModel, list_models


def run_models(options: argparse.Namespace) -> int:
    """Print every model and its check; return 2 where one that scores by default fails, else 0."""
    models = list_models(load_configuration(options.models))
    if options.json:
        listed = [dataclasses.asdict(model) for model in models]
        text = json.dumps(listed, ensure_ascii=False, indent=2)
    else:
        text = models_text(models)
    write_out(f"{text}\n".encode())
    failed = [model.name for model in models if model.failed]
    if failed:
        say(f"scoring by default fails, because of {', '.join(failed)}. See the check above.")
    return 2 if failed else 0


def models_text(models: Sequence[ListedModel]) -> str:
    """Return the list as lines for a terminal, a paragraph for each model."""
    return "\n\n".join("\n".join(_lines(model)) for model in models)


def _lines(model: ListedModel) -> Iterator[str]:
    yield f"{model.name}@{model.revision}: {model.title}"
    size = "" if model.size is None else f" ({megabytes(model.size)})"
    fields = {
        "backend": model.backend,
        "licence": model.licence,
        "scores": ", ".join(model.scores) or "no measure",
        "default of": ", ".join(model.default_of) or "none",
        "place": f"{model.place}{size}",
        "check": _check(model),
    }
    for name, value in fields.items():
        yield f"  {name:<11}{value}"


def _check(model: ListedModel) -> str:
    if model.state != OK:
        return f"{model.state}: {' '.join(model.message.split())}"
    files = "1 file matches its hash" if model.hashes == 1 else f"{model.hashes} files match"
    return f"ok ({files if model.hashes else 'no hashes given'}; loads and scores)"


def megabytes(size: int) -> str:
    """Return a number of bytes as people read it, `24.3 MB`; tenths are never rounded to 0."""
    return f"{max(size / 1e6, 0.1):,.1f} MB"
