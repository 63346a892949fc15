"""Texts as vectors, whole or by their word pieces, by the encoder that comes with the package."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from analysis.resources import checked, resource
from analysis.scorers.onnx_session import open_session, run

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

# What the encoder's files must be.
HASHES = Path(__file__).parent / "encoder.json"
# Its positions; what is longer is compared by its beginning.
LONGEST = 512
# What the encoder was trained to take for a whole text: the beginning, in pieces.
OPENING = 256
_LOADING = Lock()


@dataclass(frozen=True, slots=True)
class Pieces:
    """A sentence's word pieces: `ids`, and `vectors` with a row of length 1 for each."""

    ids: NDArray[np.int64]
    vectors: NDArray[np.float32]


def encode(texts: Sequence[str]) -> list[Pieces]:
    """Return the pieces of each sentence, in order; they never depend on other sentences.

    The vectors are the last hidden states of all-MiniLM-L6-v2 (Wang and others 2020, Reimers and
    Gurevych 2019). A text without a piece has none. Raises `ModelError` where the encoder's files
    are missing or damaged.
    """
    session, tokenizer = _encoder()
    return [_encoded(text, session, tokenizer) for text in texts]


def embed(text: str) -> NDArray[np.float32]:
    """Return one vector of length 1 for the beginning of a text, 256 word pieces with its ends.

    It is the mean of the last hidden states (Reimers and Gurevych 2019). Raises `ModelError` where
    the encoder's files are missing or damaged.
    """
    session, tokenizer = _encoder()
    _, states = _states(text, OPENING, session, tokenizer)
    mean = states.mean(axis=0)
    return np.asarray(mean / np.linalg.norm(mean), dtype=np.float32)


def _encoder() -> "tuple[InferenceSession, Tokenizer]":
    with _LOADING:  # so that it is loaded once, whoever asks first
        return _loaded()


@cache
def _loaded() -> "tuple[InferenceSession, Tokenizer]":
    from tokenizers import Tokenizer

    folder = checked(resource("weights") / "matcher", HASHES, "encoder that matches sentences")
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    return open_session(folder / "model.onnx"), tokenizer


def _encoded(text: str, session: "InferenceSession", tokenizer: "Tokenizer") -> Pieces:
    ids, states = _states(text, LONGEST, session, tokenizer)
    # The first and the last piece only mark the ends.
    own = states[1:-1]
    lengths = np.linalg.norm(own, axis=1, keepdims=True)
    return Pieces(ids[1:-1], own / np.maximum(lengths, np.finfo(np.float32).tiny))


def _states(
    text: str, longest: int, session: "InferenceSession", tokenizer: "Tokenizer"
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    found = tokenizer.encode(text).ids
    ids = np.array([[*found[: longest - 1], found[-1]] if len(found) > longest else found])
    given = {
        "input_ids": ids,
        "attention_mask": np.ones_like(ids),
        "token_type_ids": np.zeros_like(ids),
    }
    return ids[0], run(session, None, given)[0][0]
