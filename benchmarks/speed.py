"""Sentences per second beside other scorers, side by side in one run.

Run it with `make speed` on a quiet machine; it prints the tables for docs/speed.md. Every round
times every scorer on the same sentences, one after the other, so that a machine whose speed
drifts slows all of them; ratios are taken within a round, and their median and range printed. The
bundled model runs as the product runs it: one sentence at a time, whose score does not depend on
its neighbours.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bundled_model import bundled_scorer
from speed_peers import peers
from speed_rate import OPERATIONS, share_of_rate
from voice_time import report, sample_articles

from analysis import load_configuration
from analysis.resources import locate
from analysis.scorers.bundled import BundledScorer
from analysis.sentences import split_sentences

Score = Callable[[Sequence[str]], object]
STOCK = "stock pipeline, DistilBERT-shaped, defaults"
OURS = "bundled model, with its cue words"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--sentences", type=int, default=160)
    parser.add_argument("--data", type=Path, help="folder with PolNeAR, to time voices on it too")
    options = parser.parse_args()
    texts = sample_sentences()[: options.sentences]
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    with tempfile.TemporaryDirectory() as folder:
        scorer, plain = bundled_scorer(load_configuration()), without_cues(Path(folder))
        scorers: dict[str, Score] = {
            OURS: scorer.score,
            "bundled model, scores alone": plain.score,
            **peers(),
        }
        rounds = measured(scorers, texts, options.rounds)
        print(table(rounds, len(texts)))
        rate = share_of_rate(scorer, texts)
    print(f"\nint8 matrix rate of this processor, one thread: {rate.rate / 1e9:.0f} GOPS")
    print(
        f"bundled model, one thread: {rate.used / 1e9:.0f} GOPS, {rate.used / rate.rate:.0%} of it"
    )
    print(f"({OPERATIONS})")
    print(f"\nvoices:\n{report(options.data, options.rounds, articles=20)}")
    print(f"\npeak memory of a process that scores all sample sentences: {peak_memory():.0f} MB")


def sample_sentences() -> list[str]:
    """Return the sentences of the sample articles, taken in turn from all of them."""
    found = [
        article.text[span.start : span.end]
        for article in sample_articles()
        for span in split_sentences(article.text, article.headline_end)
    ]
    step = 7  # neighbours are alike; every seventh, then the rest, mixes articles and lengths
    return [text for first in range(step) for text in found[first::step]]


def without_cues(folder: Path) -> BundledScorer:
    """Return the same scorer with a readout that names no words."""
    configuration = load_configuration()
    model = configuration.model("tonelens")
    source = locate(model.source, configuration.folder)
    assert source is not None
    for name in ("model.onnx", "tokenizer.json", "config.json"):
        (folder / name).write_bytes((source / name).read_bytes())
    readout = json.loads((source / "readout.json").read_text(encoding="utf-8"))
    for head in readout["heads"].values():
        head.pop("cue", None)
    (folder / "readout.json").write_text(json.dumps(readout), encoding="utf-8")
    bare = model.model_copy(update={"source": str(folder), "sha256": {}})
    return BundledScorer(bare, folder)


def measured(
    scorers: Mapping[str, Score], texts: Sequence[str], rounds: int
) -> dict[str, list[float]]:
    """Return the seconds of each scorer in each round, after one that is not counted."""
    times: dict[str, list[float]] = {name: [] for name in scorers}
    for number in range(rounds + 1):
        for name, score in scorers.items():
            start = time.perf_counter()
            score(texts)
            if number:
                times[name].append(time.perf_counter() - start)
    return times


def table(rounds: Mapping[str, Sequence[float]], count: int) -> str:
    """Return a row for each scorer: its speed, and how many times as fast as the stock pipeline."""
    lines = ["\n| scorer | sentences a second | times the stock pipeline |", "| --- | ---: | --- |"]
    for name, times in rounds.items():
        ratios = [stock / own for stock, own in zip(rounds[STOCK], times, strict=True)]
        lines.append(
            f"| {name} | {count / statistics.median(times):,.0f} | "
            f"{statistics.median(ratios):.1f} ({min(ratios):.1f} to {max(ratios):.1f}) |"
        )
    own = [
        full / bare
        for full, bare in zip(rounds[OURS], rounds["bundled model, scores alone"], strict=True)
    ]
    lines.append(
        f"\ncue words: {statistics.median(own) - 1:+.1%} time "
        f"({min(own) - 1:+.1%} to {max(own) - 1:+.1%})"
    )
    return "\n".join(lines)


def peak_memory() -> float:
    """Return the largest resident memory of a process that scores all sample sentences, in MB.

    Linux alone: elsewhere the peak that a process reports includes its parent's.
    """
    code = (
        "import sys, analysis;"
        "analysis.score_sentences(sys.stdin.read().split(chr(0)));"
        "print(next(l for l in open('/proc/self/status') if l.startswith('VmHWM')).split()[1])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        input="\0".join(sample_sentences()),
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout) / 1e3


if __name__ == "__main__":
    main()
