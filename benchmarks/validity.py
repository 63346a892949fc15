"""How right the scores are: against labelled public sets, beside word lists, VADER and others.

    python benchmarks/validity.py --data DATA [--held-out] [--against MODELS_YAML]
        [--output FOLDER]

writes validity.md and validity.json. DATA is a folder with the public sets; see
training/README.md for where each is obtained. Development sets are for choosing; `--held-out`
also runs the test and evaluation sets, once per release candidate, and logs the run in docs/.
`--against` also compares with the default models of another configuration, on development sets.
"""

import argparse
import datetime
import json
from pathlib import Path
from typing import Any

from validity_auxiliary import auxiliary
from validity_benchmark import Benchmark
from validity_length import by_length
from validity_outlets import outlets
from validity_page import page, results_table
from validity_rows import against, measured
from validity_scores import Scores
from validity_sets import BENCHMARKS
from validity_voice import voices

from analysis import load_configuration
from analysis.config import Configuration
from analysis.tables import model_label

DOCS = Path(__file__).parent.parent / "docs"

Content = dict[str, Any]

# What rows written before these keys existed say of them.
UNKNOWN = {"lexicon": None, "difference": None, "difference_interval": None}
_TRAINED = {benchmark.name: benchmark.trained for benchmark in BENCHMARKS}


def main() -> None:
    """Run the benchmarks and write what they found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--held-out", action="store_true", help="also run the test sets")
    parser.add_argument("--against", type=Path, help="models.yaml whose default models to compare")
    parser.add_argument("--output", type=Path, default=DOCS, help="folder for the page, the JSON")
    options = parser.parse_args()
    other = load_configuration(options.against) if options.against else None
    content = run(options.data, load_configuration(), other, held_out=options.held_out)
    if options.held_out:
        # Wherever the page goes: no run on held-out sets goes unlogged.
        _log(DOCS / "validity-log.md", content)
    content = with_earlier(content, _earlier(DOCS / "validity.json"))
    options.output.mkdir(parents=True, exist_ok=True)
    (options.output / "validity.json").write_text(_json(content), encoding="utf-8")
    (options.output / "validity.md").write_text(page(content), encoding="utf-8")
    print(results_table(content["results"]))


def run(
    data: Path, configuration: Configuration, other: Configuration | None, *, held_out: bool
) -> Content:
    """Return the figures of `configuration` on the sets below `data`, as records for JSON.

    The held-out sets enter only where asked for. Raises `ModelError` when a model is missing.
    """
    scores = Scores()
    development = [benchmark for benchmark in BENCHMARKS if not benchmark.held_out]
    chosen = [benchmark for benchmark in BENCHMARKS if held_out or not benchmark.held_out]
    return {
        "model": model_label(configuration),
        "held_out": held_out,
        # First, so that a fault of the other model costs no run on held-out sets.
        "against": other and against(development, data, scores, configuration, other),
        "results": [measured(each, data, scores, configuration) for each in chosen],
        "auxiliary": auxiliary(data, configuration) if held_out else [],
        "outlets": outlets(data, scores, configuration) if held_out else None,
        "by_length": _lengths(chosen, data, scores, configuration),
        "voices": voices(data, configuration),
    }


def _lengths(
    chosen: list[Benchmark], data: Path, scores: Scores, configuration: Configuration
) -> list[Content]:
    # Rows that differ in the metric alone have the same labels and scores.
    once = {each.name: each for each in chosen}.values()
    found = (by_length(each, data, scores, configuration) for each in once)
    return [record for record in found if record]


def with_earlier(content: Content, earlier: Content) -> Content:
    """Return `content` with what this run left out of the last one, if of the same model.

    Held-out figures come from the last run for a release, the comparison with another model
    from the last run that made one.
    """
    content = dict(content)
    skipped = not content.pop("held_out")
    if earlier.get("model") != content["model"]:
        return content
    content["against"] = content["against"] or earlier.get("against")
    if skipped:
        content["results"] = content["results"] + [
            _filled(row) for row in earlier["results"] if row["held_out"]
        ]
        for key in ("auxiliary", "voices", "by_length"):
            content[key] = content[key] + [r for r in earlier.get(key, []) if r["held_out"]]
        content["outlets"] = earlier.get("outlets")
    return content


def _filled(row: Content) -> Content:
    """Return a row with keys that it may lack put last, so that a file keeps its order."""
    older = {**UNKNOWN, "trained": _TRAINED.get(row["name"], "–")}
    return {**row, **{key: value for key, value in older.items() if key not in row}}


def _earlier(path: Path) -> Content:
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def _log(path: Path, content: Content) -> None:
    title = "# Every run on held-out sets\n\n| date | model | figures |\n| --- | --- | --- |\n"
    log = path.read_text(encoding="utf-8") if path.exists() else title
    today = datetime.datetime.now(datetime.UTC).date()
    line = f"| {today} | {content['model']} | {'; '.join(held_out_figures(content))} |\n"
    path.write_text(log + line, encoding="utf-8")


def held_out_figures(content: Content) -> list[str]:
    """Return every figure on a held-out set with its name and metric."""
    rows = [row for row in content["results"] + content["auxiliary"] if row["held_out"]]
    named = [(row["name"], row) for row in rows]
    if content["outlets"]:
        named += [(f"BABE {row['name']}", row) for row in content["outlets"]["figures"]]
    return [f"{name}, {row['metric']} {row['tonelens']:.3f}" for name, row in named]


def _json(content: Content) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    main()
