"""Runs on its own: reads files of one format from standard input, under limits; see `sandbox`.

A file comes as a line with its number of bytes and those bytes. The answer is lines of JSON: an
object for each document or fault, and one whose `end` is empty or the name of an error. `more` is
true where the process can go on with another file.
"""

import json
import math
import os
import sys
import traceback
from collections.abc import Iterator
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import Any

from analysis.errors import ReadingError
from analysis.limits import Limits
from analysis.readers import formats, parsers
from analysis.readers.base import Document, Fault

# What each reader imports when it first reads, so that it need open nothing afterwards.
_ALWAYS = (
    "dateutil.parser",
    "encodings.cp437",  # of names in zip files
    "encodings.utf_16",
    "encodings.utf_16_be",
    "encodings.utf_16_le",
)
_PARSERS = {
    formats.PDF: ("analysis.readers.pdf_pages", *_ALWAYS),
    formats.WORD: ("docx", *_ALWAYS),
    formats.EXCEL: ("openpyxl", *_ALWAYS),
}
# Readers that import as they go: codecs by name, parts of trafilatura.
_FILES_FOR_OTHERS = 64
# Of this process; opened before nothing can be opened any more.
_STATISTICS = Path("/proc/self/statm").open() if sys.platform == "linux" else None  # noqa: SIM115


def main(form: str, limits: Limits) -> None:
    """Answer for every file on standard input."""
    # openpyxl would import it to know its numbers, which no workbook on a disk holds.
    sys.modules["numpy"] = None  # type: ignore[assignment]
    for name in _PARSERS.get(form, ()):
        import_module(name)
    _limit_process(limits, 0 if form in _PARSERS else _FILES_FOR_OTHERS)
    given, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # openpyxl prints there now and then
    while line := given.readline():
        data = given.read(int(line))
        _limit_time(limits, len(data))
        for answer in _answers(form, data, limits):
            answers.write(json.dumps(answer).encode() + b"\n")
        answers.flush()


def _answers(form: str, data: bytes, limits: Limits) -> Iterator[dict[str, Any]]:
    try:
        for item in parsers.read_here(form, data, limits):
            yield _record(item)
    except ReadingError as error:
        yield {"end": type(error).__name__, "message": str(error), "more": not _grown(limits)}
    except MemoryError:
        yield {"end": "LimitError"}
    except Exception as error:  # a fault of ours is raised again by our caller
        last = traceback.extract_tb(error.__traceback__)[-1]
        yield {"end": f"{type(error).__name__} in {last.name}, line {last.lineno}"}
    else:
        yield {"end": "", "more": not _grown(limits)}


def _record(item: Document | Fault) -> dict[str, Any]:
    if isinstance(item, Fault):
        return {"reason": item.reason, "place": item.place, "kind": item.kind.__name__}
    return asdict(item)


def _limit_process(limits: Limits, files: int) -> None:
    """Limit memory, and take away files, connections, children and core dumps.

    Windows has no such limits; macOS does not apply the one on memory.
    """
    if sys.platform == "win32":
        return
    import resource

    wanted = {
        resource.RLIMIT_AS: limits.parser_memory_bytes,
        resource.RLIMIT_NOFILE: files,  # no file and no socket beyond those that are open
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_NPROC: 0,
        resource.RLIMIT_CORE: 0,
    }
    for name, value in wanted.items():
        hardest = resource.getrlimit(name)[1]
        most = value if hardest == resource.RLIM_INFINITY else min(value, hardest)
        try:
            resource.setrlimit(name, (most, most))
        except (ValueError, OSError):
            if sys.platform != "darwin":
                raise


def _limit_time(limits: Limits, size: int) -> None:
    """Let the operating system end this process after a file's share of processor time.

    On Windows our caller's limit on the time in all is the only one.
    """
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    share = limits.parser_seconds + limits.parser_megabyte_seconds * size / 1_000_000
    wanted = math.ceil(used.ru_utime + used.ru_stime + share)
    hardest = resource.getrlimit(resource.RLIMIT_CPU)[1]
    most = wanted if hardest == resource.RLIM_INFINITY else min(wanted, hardest)
    resource.setrlimit(resource.RLIMIT_CPU, (most, hardest))


def _grown(limits: Limits) -> bool:
    """Return whether so much memory is taken that another file might not get what it may have.

    Only Linux both limits memory and says how much is taken.
    """
    if _STATISTICS is None:
        return False
    _STATISTICS.seek(0)
    pages = int(_STATISTICS.read().split()[0])
    return pages * os.sysconf("SC_PAGE_SIZE") > limits.parser_memory_bytes / 2


if __name__ == "__main__":
    main(sys.argv[1], Limits(**json.loads(sys.argv[2])))
