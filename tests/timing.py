"""Processor time of a call, for tests that compare one size with another."""

import gc
import time
from collections.abc import Callable


def process_seconds(call: Callable[[], object], runs: int = 3) -> float:
    """Return the least processor time of some runs, which other processes hardly touch."""
    gc.collect()
    gc.freeze()  # else the collector would go through all that earlier tests have left
    try:
        return min(_timed(call) for _ in range(runs))
    finally:
        gc.unfreeze()


def _timed(call: Callable[[], object]) -> float:
    start = time.process_time()
    call()
    return time.process_time() - start
