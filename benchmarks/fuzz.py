"""Whether any input at all raises what a user cannot be told.

    python benchmarks/fuzz.py [--inputs 100000] [--sandboxed 500] [--first 0] [--seconds N]

makes that many damaged files, texts and tables, by number and so the same every time; reads them,
splits what comes out into sentences, writes and reads tables; and prints how many there were of
each kind, how long they took, and every one that raised anything but an `AnalysisError`, or broke a
law that holds for all. The exit code is 1 if there was one.
"""

import argparse
import hashlib
import io
import random
import resource
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

import pandas as pd
from fuzz_inputs import damaged, file_of, frame_of, text_of
from tqdm import tqdm

from analysis.articles import Reading, read_files
from analysis.errors import AnalysisError, InputError
from analysis.readers.cleaning import clean
from analysis.scored_csv import read_scored_csv, to_csv
from analysis.sentences import split_sentences

_SLOW = 5.0  # seconds of processor time that no input of a few kilobytes may take
# Of ten inputs, seven are files, one a text, one a table and one a damaged table.
_TURNS = ("file",) * 7 + ("text", "table", "damaged table")
_SANDBOXED_TOGETHER = 10
_UPLOAD = f"upload of {_SANDBOXED_TOGETHER} files through the sandbox"


@dataclass(slots=True)
class Tally:
    """What came of the inputs: how many of each kind, and what went wrong."""

    counts: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    slowest: float = 0.0
    seconds: float = 0.0

    @property
    def in_process(self) -> int:
        """How many inputs were tried without a process of their own, in `seconds`."""
        return sum(count for kind, count in self.counts.items() if kind in TRIALS)


def main() -> None:
    """Try, and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--inputs", type=int, default=100_000, help="in this process")
    parser.add_argument("--sandboxed", type=int, default=500, help="files through the sandbox")
    parser.add_argument("--first", type=int, default=0, help="the number of the first input")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="stop after so long")
    options = parser.parse_args()
    tally = fuzz(options.inputs, options.sandboxed, options.first, options.seconds)
    report(tally)
    sys.exit(bool(tally.faults))


def fuzz(inputs: int, sandboxed: int, first: int = 0, most_seconds: float = float("inf")) -> Tally:
    """Try `inputs` in this process and `sandboxed` files through processes of their own."""
    began, tally = time.monotonic(), Tally()
    for number in tqdm(range(first, first + inputs), disable=None):
        if time.monotonic() - began > most_seconds:
            break
        kind = _TURNS[number % len(_TURNS)]
        attempt(tally, kind, number, TRIALS[kind])
    tally.seconds = time.monotonic() - began
    for number in tqdm(range(0, sandboxed, _SANDBOXED_TOGETHER), disable=None):
        attempt(tally, _UPLOAD, first + number, try_sandbox)
    return tally


def attempt(tally: Tally, kind: str, number: int, trial: Callable[[int], Counter[str]]) -> None:
    """Try one input and count what came of it."""
    began = time.process_time()
    try:
        tally.outcomes += trial(number)
    except Exception as error:  # what is looked for
        last = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{last.filename.rsplit('/', 1)[-1]}:{last.lineno}"
        tally.faults.append(f"{kind} {number}: {type(error).__name__}: {error} ({where})"[:300])
    seconds = time.process_time() - began
    tally.counts[kind] += 1
    tally.slowest = max(tally.slowest, seconds)
    if seconds > _SLOW:
        tally.faults.append(f"{kind} {number}: took {seconds:.1f} s")


def try_file(number: int) -> Counter[str]:
    """Read a damaged file, in this process."""
    return _check(read_files([file_of(number)], isolated=False))


def try_sandbox(first: int) -> Counter[str]:
    """Read ten damaged files as one upload, in processes of their own."""
    files = [file_of(number) for number in range(first, first + _SANDBOXED_TOGETHER)]
    return _check(read_files(files))


def try_text(number: int) -> Counter[str]:
    """Split a text into sentences."""
    _check_sentences(clean(text_of(number)))
    return Counter(texts=1)


def try_table(number: int) -> Counter[str]:
    """Write a table and read it back."""
    frame = frame_of(number)
    back = read_scored_csv(io.BytesIO(to_csv(frame, bom=bool(number % 20 == 8))))
    pd.testing.assert_frame_equal(back, frame, check_exact=True)
    return Counter(tables=1)


def try_damaged_table(number: int) -> Counter[str]:
    """Read a damaged table."""
    try:
        read_scored_csv(io.BytesIO(damaged(random.Random(number), to_csv(frame_of(number)))))
    except InputError:
        return Counter({"tables refused": 1})
    return Counter({"damaged tables that still are tables": 1})


TRIALS: dict[str, Callable[[int], Counter[str]]] = {
    "file": try_file,
    "text": try_text,
    "table": try_table,
    "damaged table": try_damaged_table,
}


def _check(reading: Reading) -> Counter[str]:
    """Check all that holds for any reading, and count what it holds."""
    if not reading.articles and not reading.problems:
        raise AssertionError("neither an article nor a problem")
    for problem in reading.problems:
        if not problem.message.startswith(problem.source) or not issubclass(
            problem.kind, AnalysisError
        ):
            raise AssertionError("a problem that does not name its file")
    for article in reading.articles:
        if article.text_sha256 != hashlib.sha256(article.text.encode()).hexdigest():
            raise AssertionError("the hash of another text")
        _check_sentences(article.text, article.headline_end)
    return Counter(articles=len(reading.articles), problems=len(reading.problems))


def _check_sentences(text: str, headline_end: int = 0) -> None:
    end = 0
    for sentence in split_sentences(text, headline_end):
        if not end <= sentence.start < sentence.end <= len(text):
            raise AssertionError("sentences out of order")
        end = sentence.end


def report(tally: Tally) -> None:
    """Print what came of it."""
    total, seconds = tally.in_process, tally.seconds
    print(f"{total:,} inputs in process in {seconds:,.0f} s ({total / seconds:,.0f} a second)")
    for kind, count in tally.counts.items():
        print(f"  {kind}: {count:,}")
    for outcome, count in sorted(tally.outcomes.items()):
        print(f"  made: {count:,} {outcome}")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  slowest {tally.slowest:.2f} s, memory at most {memory:,.0f} MB")
    print(f"{len(tally.faults):,} unhandled exceptions, broken laws or slow inputs")
    for fault in tally.faults[:50]:
        print(f"  {fault}")


if __name__ == "__main__":
    main()
