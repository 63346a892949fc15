"""How much memory a process and those that it started take (Linux)."""

import re
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Self

import numpy as np

_RESIDENT = re.compile(r"VmRSS:\s+(\d+)")
_EVERY = 0.2


def megabytes(process: int) -> float:
    """Return the resident memory of a process and all below it, in MB of 10^6 bytes."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
        tasks = list(Path(f"/proc/{process}/task").glob("*/children"))
        children = [int(own) for task in tasks for own in task.read_text().split()]
    except FileNotFoundError:
        return 0.0  # it has ended meanwhile
    found = _RESIDENT.search(status)
    own = int(found[1]) * 1024 / 1e6 if found else 0.0
    return own + sum(map(megabytes, children))


def slope(levels: Sequence[float]) -> float:
    """Return the least-squares slope of `levels`, per step; 0 for fewer than two."""
    if len(levels) < 2:
        return 0.0
    return float(np.polyfit(range(len(levels)), levels, 1)[0])


class Sampler:
    """Notes the most memory that a process and those below it take while the block runs."""

    def __init__(self, process: int) -> None:
        self.most = 0.0
        self._process = process
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._sample, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _sample(self) -> None:
        while not self._done.wait(_EVERY):
            self.most = max(self.most, megabytes(self._process))
