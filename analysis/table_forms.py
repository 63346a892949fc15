"""Tables and the forms they are written in: told apart, read back, written alike, compared."""

import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.downloads import jsonl, parquet
from analysis.errors import InputError
from analysis.frames import typed_frame
from analysis.scored_csv import read_scored_csv, to_csv

_BOM, _PARQUET = b"\xef\xbb\xbf", b"PAR1"
# What tells each table from the others, in this order, and what tells its rows apart.
_MARKS = {
    "cues": {"sentence", "share"},
    "spans": {"sentence", "source_start"},
    "sources": {"article_id", "quoted_share"},
    "sentences": {"sentence", "start", "end"},
    "articles": {"article_id", "text_sha256"},
    "outlets": {"outlet", "articles"},
    "columns": {"column", "meaning"},
}
_KEYS = {
    "cues": ["article_id", "sentence", "measure", "start", "end"],
    "spans": ["article_id", "sentence", "start"],
    "sources": ["article_id", "speaker"],
    "sentences": ["article_id", "sentence"],
    "articles": ["article_id"],
    "outlets": ["outlet"],
    "columns": ["column"],
}


@dataclass(frozen=True, slots=True)
class Largest:
    """The largest difference between two scores, and the sentence, title or outlet that has it."""

    difference: float
    measure: str
    place: str


@dataclass(frozen=True, slots=True)
class Difference:
    """How a table made again differs from the one that was there.

    `rows` counts the rows in which they differ, of `of` rows, those that only one of them has
    included (`gone`, `new`); `columns` are those whose values differ. `largest` is None where no
    score differs.
    """

    rows: int
    of: int
    gone: int
    new: int
    columns: tuple[str, ...]
    gone_columns: tuple[str, ...]
    new_columns: tuple[str, ...]
    largest: Largest | None


def table_name(columns: Sequence[str]) -> str | None:
    """Return which of our tables has these columns."""
    return next((name for name, marks in _MARKS.items() if marks <= set(columns)), None)


def load_table(data: bytes) -> pd.DataFrame | None:
    """Return the table in a CSV, JSON Lines or Parquet file; None where it cannot be read."""
    try:
        if data.startswith(_PARQUET):
            return pd.read_parquet(io.BytesIO(data))
        if data.startswith(b"{"):
            rows = [json.loads(line) for line in data.decode().split("\n") if line]
            return typed_frame(rows, list(rows[0]))
        return read_scored_csv(io.BytesIO(data))
    except InputError:
        return None
    # Parquet's and pandas' readers raise kinds of their own for what was changed.
    except Exception:
        return None


def written_like(frame: pd.DataFrame, data: bytes) -> bytes:
    """Return `frame` in the form that `data` has."""
    if data.startswith(_PARQUET):
        return parquet(frame)
    if data.startswith(b"{"):
        return jsonl(frame)
    return to_csv(frame, bom=data.startswith(_BOM))


def forms(frame: pd.DataFrame, ending: str) -> Iterator[bytes]:
    """Yield `frame` in every form that a file with this extension can have."""
    if ending not in (".jsonl", ".parquet"):
        yield to_csv(frame)
        yield to_csv(frame, bom=True)
    if ending not in (".csv", ".parquet"):
        yield jsonl(frame)
    if ending not in (".csv", ".jsonl"):
        yield parquet(frame)


def difference(
    then: pd.DataFrame, now: pd.DataFrame, table: str, measures: Sequence[str]
) -> Difference | None:
    """Return how two states of a table differ, None where they hold the same.

    Rows belong together by their key (such as article and number of the sentence); where a key
    comes twice, by their place.
    """
    before, after = _keyed(then, now, table)
    rows = before.index.intersection(after.index, sort=False)
    columns = [name for name in then.columns if name in now.columns]
    one, other = (_plain(frame.loc[rows, columns]) for frame in (before, after))
    unequal = _unequal(one, other)
    gone, new = len(before) - len(rows), len(after) - len(rows)
    gone_columns = tuple(name for name in then.columns if name not in now.columns)
    new_columns = tuple(name for name in now.columns if name not in then.columns)
    differing = int(unequal.any(axis=1).sum()) if len(rows) else 0
    if not (differing or gone or new or gone_columns or new_columns):
        return None
    return Difference(
        rows=differing + gone + new,
        of=len(rows) + gone + new,
        gone=gone,
        new=new,
        columns=tuple(name for at, name in enumerate(columns) if unequal[:, at].any()),
        gone_columns=gone_columns,
        new_columns=new_columns,
        largest=_largest(one, other, [name for name in (*measures, "share") if name in columns]),
    )


def _keyed(then: pd.DataFrame, now: pd.DataFrame, table: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    keys = _KEYS[table]
    if all(set(keys) <= set(f.columns) and not f.duplicated(keys).any() for f in (then, now)):
        then, now = (frame.set_index(keys, drop=False) for frame in (then, now))
        then.index.names = now.index.names = [None] * len(keys)
    return then, now


def _plain(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the cells as Python has them, None where they are missing."""
    return frame.astype(object).where(frame.notna(), None)


def _unequal(
    one: pd.DataFrame, other: pd.DataFrame
) -> "np.ndarray[tuple[int, int], np.dtype[np.bool_]]":
    return np.asarray(one.to_numpy() != other.to_numpy(), dtype=bool).reshape(one.shape)


def _largest(one: pd.DataFrame, other: pd.DataFrame, scores: Sequence[str]) -> Largest | None:
    found: tuple[float, str, int] = (0.0, "", 0)
    for name in scores:
        pair = (pd.to_numeric(frame[name], errors="coerce") for frame in (one, other))
        apart = np.abs(np.subtract(*(column.to_numpy(dtype=float) for column in pair)))
        if apart.size and not np.isnan(apart).all():
            at = int(np.nanargmax(apart))
            found = max(found, (float(apart[at]), name, at))
    if not found[0]:
        return None
    row = one.iloc[found[2]]
    place = next((str(row[name]) for name in ("text", "title", "outlet") if row.get(name)), "")
    return Largest(found[0], found[1], place)
