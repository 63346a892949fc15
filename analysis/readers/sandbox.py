"""Parsers in processes of their own, with limits that a hostile file meets there.

PDFium and libxml2 are compiled code, and a small file can ask them for gigabytes or hours. The
operating system holds the process to its limits (`sandbox_worker`), a crash ends nothing but it,
and no two threads meet in a parser that is not made for threads. Each format of an upload gets one
process, which reads that upload's files one after another and ends with it.
"""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import asdict
from typing import IO, Any, Self

from analysis.errors import LimitError, ReadingError
from analysis.limits import Limits
from analysis.readers.base import Document, Fault

TOO_MUCH = (
    "needs too much memory or time to read; it may be damaged or made to do harm. "
    "Print it to a new PDF, or copy the text and add that."
)
_WORKER = "analysis.readers.sandbox_worker"
# Of our environment the process needs to find its libraries; keys and tokens stay here.
_ENVIRONMENT = (
    "PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "TEMP",
)  # fmt: skip
_KINDS: dict[str, type[ReadingError]] = {kind.__name__: kind for kind in (ReadingError, LimitError)}


class Sandbox:
    """Reads the files of one upload in processes of their own, one for each format.

    To be used in a `with` statement and by one thread; the processes, and what they may have
    started, end with it. On Windows, which knows no limits of this kind, the time in all is
    limited and a crash contained, but not memory.
    """

    def __init__(self) -> None:
        self._workers: dict[str, _Worker] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for form in list(self._workers):
            self._workers.pop(form).end()

    def read(self, form: str, data: bytes, limits: Limits) -> Iterator[Document | Fault]:
        """Yield what is in a file of a format with a parser of its own.

        Raises `ReadingError` as the reader of that format does, and `LimitError` where the process
        met one of its limits; what it had found until then comes first.
        """
        worker = self._worker(form, limits)
        more = False
        try:
            answer = worker.ask(data, limits)
            more = bool(answer) and answer[-1].get("more", False)
        finally:
            if not more:
                self._workers.pop(form).end()
        yield from _understood(answer)

    def _worker(self, form: str, limits: Limits) -> "_Worker":
        if form not in self._workers:
            self._workers[form] = _Worker(form, limits)
        return self._workers[form]


class _Worker:
    """One process that reads files of one format."""

    def __init__(self, form: str, limits: Limits) -> None:
        group: dict[str, Any] = {"process_group": 0} if os.name == "posix" else {}
        if sys.platform == "win32":
            group["creationflags"] = subprocess.CREATE_NO_WINDOW
        environment = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
        # Whatever our own modules were found by, it finds them too, and nothing in its folder.
        environment["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", _WORKER, form, json.dumps(asdict(limits))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # libraries could quote a text there
            env=environment,
            **group,
        )

    def ask(self, data: bytes, limits: Limits) -> list[dict[str, Any]]:
        """Return the lines of its answer; the last says how it ended, and is missing if it died."""
        given, taken = self._process.stdin, self._process.stdout
        assert given is not None
        assert taken is not None
        clock = threading.Timer(limits.parser_wall_seconds, self._kill)
        clock.start()
        try:
            given.write(b"%d\n" % len(data))
            given.write(data)
            given.flush()
            return _lines(taken, limits.unpacked_bytes)
        except BrokenPipeError:
            return []
        finally:
            clock.cancel()

    def end(self) -> None:
        """End the process and all that it may have started."""
        self._kill()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except BrokenPipeError:
                    continue  # it died with a part of the file unread
        self._process.wait()

    def _kill(self) -> None:
        if os.name == "posix":
            try:
                os.killpg(self._process.pid, signal.SIGKILL)
            except ProcessLookupError:
                return  # it and its group have ended
        else:
            self._process.kill()


def _lines(stream: IO[bytes], most: int) -> list[dict[str, Any]]:
    """Return the values on the lines up to the one that ends an answer, or up to `most` bytes."""
    found: list[dict[str, Any]] = []
    for line in stream:
        most -= len(line)
        if most < 0 or not line.endswith(b"\n"):
            break
        try:
            found.append(json.loads(line))
        except ValueError:  # what wrote this is not our code any more
            break
        if "end" in found[-1]:
            break
    return found


def _understood(answer: list[dict[str, Any]]) -> Iterator[Document | Fault]:
    end = answer.pop() if answer and "end" in answer[-1] else {"end": "LimitError"}
    for item in answer:
        if "reason" in item:
            yield Fault(item["reason"], item["place"], _KINDS[item["kind"]])
        else:
            yield Document(**item | {"warnings": tuple(item["warnings"])})
    if kind := _KINDS.get(end["end"]):
        raise kind(end.get("message", TOO_MUCH))
    if end["end"]:
        raise RuntimeError(f"A reader of ours failed: {end['end']}")  # without a word of the file
