"""What is written as CSV is safe in a spreadsheet and comes back exactly."""

import io
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import cells

from analysis.errors import InputError
from analysis.scored_csv import protect, read_scored_csv, to_csv, unprotect

rows = st.lists(
    st.tuples(cells, cells, st.floats(-1, 1) | st.none(), st.none() | st.booleans()), max_size=4
)


def frame_of(rows: list[tuple]) -> pd.DataFrame:
    """Return a frame with a column of every type."""
    ids, texts, scores, unsure = ([row[i] for row in rows] for i in range(4))
    return pd.DataFrame(
        {
            "article_id": pd.Series(ids, dtype="str"),
            "sentence": pd.Series(range(len(rows)), dtype="int64"),
            "headline": pd.Series([score is None for score in scores], dtype="bool"),
            "text": pd.Series(texts, dtype="str"),
            "sentiment": pd.Series(scores, dtype="float64"),
            "unsure": pd.Series(unsure, dtype="boolean"),
        }
    )


@given(rows, st.booleans())
def test_round_trip_is_exact(rows: list[tuple], bom: bool) -> None:
    """Law: reading undoes writing, to the last bit, types and empty tables included."""
    frame = frame_of(rows)
    back = read_scored_csv(io.BytesIO(to_csv(frame, bom=bom)))
    pd.testing.assert_frame_equal(back, frame, check_exact=True)


@given(cells)
def test_unprotecting_undoes_protecting(cell: str) -> None:
    """Law, on a single cell."""
    assert unprotect(protect(cell)) == cell


@given(cells)
def test_no_protected_cell_is_live(cell: str) -> None:
    """Law: nothing that a spreadsheet would run is left at the start of a cell."""
    assert not protect(cell).startswith(tuple("=+-@\t\r\n\0＝＋－＠"))


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-5 degrees overnight", "'-5 degrees overnight"),
        # Where Japanese is typed, a spreadsheet takes the full-width form for the same.
        ("＝1+1", "'＝1+1"),
        ("\n=1+1", "'\n=1+1"),
        # An apostrophe that was there already is told from ours.
        ("'=1+1", "''=1+1"),
        # A quotation in single marks is ordinary text and is left alone.
        ("'We won', she said.", "'We won', she said."),
        ("plain", "plain"),
    ],
)
def test_only_live_cells_get_an_apostrophe(cell: str, written: str) -> None:
    """Text that is no danger is written as it stands."""
    assert protect(cell) == written


def test_numbers_stay_numbers() -> None:
    """A negative score is not text, so it gets no apostrophe and keeps every digit."""
    data = to_csv(frame_of([("a", "b", -0.1234567890123456, None)]))
    assert b",-0.1234567890123456," in data


def test_a_cell_longer_than_csv_modules_allow_comes_back() -> None:
    """A sentence of several hundred thousand characters is rare, and still data."""
    frame = frame_of([("a", "x" * 300_000, 0.0, None)])
    pd.testing.assert_frame_equal(read_scored_csv(io.BytesIO(to_csv(frame))), frame)


@pytest.mark.parametrize("kind", ["path", "string", "bytes", "text"])
def test_paths_and_buffers_are_read_alike(kind: str, tmp_path: Path) -> None:
    """A script passes what it has."""
    frame = frame_of([("a", "“Curly”", 0.5, True)])
    path = tmp_path / "scored.csv"
    path.write_bytes(to_csv(frame, bom=True))
    with path.open("rb") as as_bytes, path.open(encoding="utf-8", newline="") as as_text:
        source = {"path": path, "string": str(path), "bytes": as_bytes, "text": as_text}[kind]
        pd.testing.assert_frame_equal(read_scored_csv(source), frame)


@pytest.mark.parametrize(
    "content",
    [
        b"",  # nothing at all
        b"city,rain\nA,3\n",  # somebody else's table
        b"article_id,sentence\na,first\n",  # a number was overtyped
        b"article_id,headline\na,perhaps\n",  # a flag was overtyped
        b"article_id,text\n\xff\xfe,b\n",  # saved again in another encoding
        b'article_id,text\n"a,b\n',  # cut off inside a cell
        b"article_id,text\na,b,c\n",  # a comma too many would shift the row
        b"article_id,text\na\n",  # a cell too few
        b"article_id,sentence\na,99999999999999999999\n",  # no number of ours
        b"article_id;text\na;b\n",  # saved again by a spreadsheet of another country
    ],
)
def test_what_we_did_not_write_is_refused(content: bytes) -> None:
    """The message says to download again; no guess is made."""
    with pytest.raises(InputError, match="Download it again"):
        read_scored_csv(io.BytesIO(content))


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    """The path is named."""
    with pytest.raises(InputError, match=r"none\.csv"):
        read_scored_csv(tmp_path / "none.csv")
