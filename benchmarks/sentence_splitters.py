"""Sentence splitters beside each other on the hard cases of the tests, and how fast they are.

Run `python benchmarks/sentence_splitters.py`; it prints the tables that docs/decisions.md quotes
and skips candidates that are not installed. A case is exact when all its sentences are; a
boundary is the offset at which a sentence other than the first starts. `--failures NAME` lists
what one splitter gets wrong.
"""

import argparse
import importlib
import importlib.metadata
import itertools
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml

CASES = Path(__file__).parent.parent / "tests" / "sentence_cases.yaml"
ARTICLE_WORDS = 1_000
LARGE = 5_000_000

Spans = list[tuple[int, int]]
Splitter = Callable[[str], Iterable[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A splitter, the package it comes in, and what its package index said when we chose."""

    package: str
    module: str
    make: Callable[[], Splitter]
    released: str
    wheels: str


def tonelens() -> Splitter:
    """Return our own: the chosen candidate with the rules for news around it."""
    from analysis.sentences import split_sentences

    return lambda text: [(span.start, span.end) for span in split_sentences(text)]


def nupunkt() -> Splitter:
    """Return nupunkt with its default model."""
    from nupunkt import sent_spans

    return sent_spans


def sentencex() -> Splitter:
    """Return sentencex for English."""
    from sentencex import get_sentence_boundaries

    def split(text: str) -> Spans:
        found = get_sentence_boundaries("en", text)
        return [(one["start_index"], one["end_index"]) for one in found]

    return split


def syntok() -> Splitter:
    """Return syntok."""
    from syntok.segmenter import analyze

    def split(text: str) -> Spans:
        sentences = (list(one) for paragraph in analyze(text) for one in paragraph)
        return [(s[0].offset, s[-1].offset + len(s[-1].value)) for s in sentences if s]

    return split


def pysbd() -> Splitter:
    """Return pysbd for English, without its cleaning."""
    from pysbd import Segmenter

    segmenter = Segmenter(language="en", clean=False, char_span=True)
    return lambda text: [(span.start, span.end) for span in segmenter.segment(text)]


def blingfire() -> Splitter:
    """Return blingfire."""
    from blingfire import text_to_sentences_and_offsets

    return lambda text: [tuple(one) for one in text_to_sentences_and_offsets(text)[1]]


CANDIDATES = (
    Candidate("tonelens", "analysis.sentences", tonelens, "-", "-"),
    Candidate("nupunkt", "nupunkt", nupunkt, "2026-09", "pure Python"),
    Candidate("sentencex", "sentencex", sentencex, "2026-09", "Linux, macOS, Windows"),
    Candidate("syntok", "syntok.segmenter", syntok, "2022-03", "pure Python"),
    Candidate("pysbd", "pysbd", pysbd, "2021-02", "pure Python"),
    Candidate("blingfire", "blingfire", blingfire, "2021-09", "x86-64 libraries in one wheel"),
)


def main() -> None:
    """Print the tables, or one splitter's failures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--failures", metavar="NAME", help="list what this splitter gets wrong")
    parser.add_argument("--part", choices=["tuning", "held_out"], help="failures of this part only")
    options = parser.parse_args()
    parts = load_cases()
    installed = [one for one in CANDIDATES if is_installed(one)]
    if options.failures:
        chosen = next(one for one in installed if one.package == options.failures)
        names = [options.part] if options.part else list(parts)
        print_failures(chosen.make(), [case for name in names for case in parts[name]])
        return
    print_accuracy(installed, parts)
    print_speed(installed, parts)


def load_cases() -> dict[str, list[tuple[str, Spans]]]:
    """Return for each part its cases: a text and the spans expected of it."""
    parts = yaml.safe_load(CASES.read_text(encoding="utf-8"))
    return {
        name: [expectation(case["text"]) for case in itertools.chain(*kinds.values())]
        for name, kinds in parts.items()
    }


def expectation(marked: str) -> tuple[str, Spans]:
    """Return the text without its marks and the spans between them, blanks trimmed."""
    pieces = marked.split("¦")
    ends = list(itertools.accumulate(map(len, pieces)))
    text = "".join(pieces)
    return text, trimmed(text, zip([0, *ends[:-1]], ends, strict=True))


def trimmed(text: str, spans: Iterable[tuple[int, int]]) -> Spans:
    """Return the spans without blanks at their ends, so that none is wrong for its blanks."""
    result = []
    for start, end in spans:
        piece = text[start:end]
        if piece.strip():
            start += len(piece) - len(piece.lstrip())
            result.append((start, start + len(piece.strip())))
    return result


def is_installed(candidate: Candidate) -> bool:
    """Tell whether the candidate can be imported; say so where it cannot."""
    try:
        importlib.import_module(candidate.module)
    except ImportError:
        print(f"{candidate.package} is not installed and is left out.")
        return False
    return True


def print_failures(split: Splitter, cases: list[tuple[str, Spans]]) -> None:
    """Print every case that is not exact: expected above, found below."""
    for text, expected in cases:
        found = trimmed(text, split(text))
        if found != expected:
            print("expected", [text[start:end] for start, end in expected])
            print("found   ", [text[start:end] for start, end in found], end="\n\n")


def print_accuracy(candidates: list[Candidate], parts: dict[str, list[tuple[str, Spans]]]) -> None:
    """Print exact cases and F1 of boundaries for each part."""
    heads = [f"{name} ({len(cases)}): exact | F1" for name, cases in parts.items()]
    print_row("splitter", "version", "licence", "released", "wheels", *heads)
    print_row(*["---"] * (5 + 2 * len(parts)))
    for one in candidates:
        split = one.make()
        figures = [figure for cases in parts.values() for figure in accuracy(split, cases)]
        data = importlib.metadata.metadata(one.package)
        licence = data.get("License-Expression") or data.get("License") or "see its files"
        print_row(one.package, data["Version"], licence, one.released, one.wheels, *figures)


def accuracy(split: Splitter, cases: list[tuple[str, Spans]]) -> tuple[str, str]:
    """Return the share of exact cases and the F1 of all boundaries, as texts."""
    exact = right = found_in_all = expected_in_all = 0
    for text, expected in cases:
        found = trimmed(text, split(text))
        exact += found == expected
        starts, wanted = ({start for start, _ in spans[1:]} for spans in (found, expected))
        right += len(starts & wanted)
        found_in_all += len(starts)
        expected_in_all += len(wanted)
    return f"{exact / len(cases):.1%}", f"{2 * right / (found_in_all + expected_in_all):.3f}"


def print_speed(candidates: list[Candidate], parts: dict[str, list[tuple[str, Spans]]]) -> None:
    """Print times: import, first call, an article, and 5 MB beside a tenth of it (linear: 10)."""
    sample = "\n\n".join(text for text, _ in parts["tuning"])
    article = repeated(sample, ARTICLE_WORDS * 6)
    paragraph = repeated(" ".join(sample.split()), LARGE // 10)
    quotes = repeated("“Go. ", 20_000)
    print()
    heads = [
        "import",
        "first call",
        "article",
        "0.5 MB paragraph",
        "5 MB ratio",
        "open quotes ratio",
    ]
    print_row("splitter", *heads)
    print_row(*["---"] * 7)
    for one in candidates:
        split = one.make()
        first = seconds(split, article)
        again = statistics.median(seconds(split, article) for _ in range(5))
        small = seconds(split, paragraph)
        large = seconds(split, paragraph * 10) / small if small < 20 else None
        growth = seconds(split, quotes * 10) / seconds(split, quotes) if small < 20 else None
        times = [f"{1000 * t:.1f} ms" for t in (import_seconds(one.module), first, again, small)]
        print_row(one.package, *times, *("-" if r is None else f"{r:.1f}" for r in (large, growth)))


def repeated(text: str, length: int) -> str:
    """Return `text` again and again, cut at `length` characters."""
    return (text * (length // len(text) + 1))[:length]


def seconds(split: Splitter, text: str) -> float:
    """Return how long one call takes."""
    start = time.perf_counter()
    list(split(text))
    return time.perf_counter() - start


def import_seconds(module: str) -> float:
    """Return how long the import takes in a new process."""
    code = f"import time; s = time.perf_counter(); import {module}; print(time.perf_counter() - s)"
    command = [sys.executable, "-c", code]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def print_row(*cells: object) -> None:
    """Print one row of a Markdown table."""
    print("|", " | ".join(map(str, cells)), "|")


if __name__ == "__main__":
    main()
