"""Sentences to dependency trees, by spaCy's parser, which is loaded when it is first needed."""

import os
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from threading import Lock, get_ident
from typing import TYPE_CHECKING

from analysis.resources import checked, resource
from analysis.voice.tree import Tree

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

BATCH_SIZE = 64
_LOADING = Lock()
_PARSING = Lock()
if hasattr(os, "register_at_fork"):  # between batches: a child could not end one of its parent's
    os.register_at_fork(
        before=_PARSING.acquire,
        after_in_parent=_PARSING.release,
        after_in_child=_PARSING.release,
    )
_BACKENDS = frozenset({"torch", "tensorflow", "mxnet", "cupy"})
# What the parser's files must be, by their place below its folder.
HASHES = Path(__file__).parent / "parser.json"


def parse(sentences: Sequence[str], tick: Callable[[], None] | None = None) -> list[Tree]:
    """Return the tree of each sentence, in order; a tree never depends on its neighbours.

    `tick` is called before each batch. Raises `ModelError` where the parser's files are missing
    or damaged.
    """
    found: list[Tree] = []
    for start in range(0, len(sentences), BATCH_SIZE):
        if tick:
            tick()
        found += _parsed(sentences[start : start + BATCH_SIZE])
    return found


def _parsed(batch: Sequence[str]) -> list[Tree]:
    """Parse a batch, and let spaCy forget its words, which it would otherwise keep for good.

    One batch at a time: what is to be forgotten is a state of the whole parser.
    """
    parser = _parser()
    with _PARSING, parser.memory_zone():
        return list(map(_tree, parser.pipe(batch, batch_size=BATCH_SIZE)))


def load() -> None:
    """Load the parser, which takes seconds, so that nobody waits for it later.

    Raises `ModelError` where its files are missing or damaged.
    """
    _parser()


def _parser() -> "Language":
    with _LOADING:  # so that it is loaded once, whoever asks first
        return _loaded()


@cache
def _loaded() -> "Language":
    folder = checked(resource("weights") / "parser", HASHES, "parser that tells voices apart")
    with _without_backends():
        import spacy

    with warnings.catch_warnings():
        # It was trained with an older release; the pinned trees in tests/ hold for this one.
        warnings.simplefilter("ignore", UserWarning)
        return spacy.load(folder)


@contextmanager
def _without_backends() -> Iterator[None]:
    """Let this thread find no backend that our parser does not use.

    thinc imports torch where it is installed, which takes seconds and 180 MB.
    """
    finder = _NoBackends()
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)


class _NoBackends(MetaPathFinder):
    """Finds nothing, and says of the backends that they are not there, in one thread alone."""

    def __init__(self) -> None:
        self._thread = get_ident()

    def find_spec(
        self,
        fullname: str,
        path: object = None,  # noqa: ARG002  # the protocol's
        target: object = None,  # noqa: ARG002
    ) -> ModuleSpec | None:
        if fullname in _BACKENDS and get_ident() == self._thread:
            raise ModuleNotFoundError(f"{fullname} is not used here")
        return None


def _tree(doc: "Doc") -> Tree:
    rows = [
        (token.text, (token.idx, token.idx + len(token.text)), token.head.i, token.dep_)
        for token in doc
    ]
    words, spans, heads, relations = zip(*rows, strict=True) if rows else ((), (), (), ())
    return Tree(words, spans, heads, relations)
