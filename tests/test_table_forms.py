"""How two states of a table differ, told so that one can find the cause."""

import io
from collections.abc import Callable

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scored import BRIDGE, COUNCIL, analysis_of, scored
from strategies import cells

from analysis.columns import column_kind
from analysis.config import Configuration
from analysis.downloads import jsonl, parquet, table_frames
from analysis.scored_csv import to_csv
from analysis.table_forms import difference, forms, load_table, table_name, written_like

MEASURES = ("sentiment", "sensationalism", "hedging")


@pytest.fixture
def tables(configuration: Configuration) -> dict[str, pd.DataFrame]:
    """Return all tables of two articles."""
    return table_frames(analysis_of(configuration, scored(COUNCIL, outlet="A"), scored(BRIDGE)))


def test_every_table_is_told_by_its_columns(tables: dict[str, pd.DataFrame]) -> None:
    """And no other table is."""
    assert {name: table_name(list(frame.columns)) for name, frame in tables.items()} == {
        name: name for name in tables
    }
    assert table_name(["text", "outlet"]) is None


@pytest.mark.parametrize("make", [to_csv, lambda f: to_csv(f, bom=True), jsonl, parquet])
def test_a_table_is_written_again_in_its_form(
    tables: dict[str, pd.DataFrame], make: Callable[[pd.DataFrame], bytes]
) -> None:
    """With or without byte order mark, as lines or columns: to the byte."""
    for name, frame in tables.items():
        data = make(frame)
        back = load_table(data)
        if back is None:  # a table without rows has no line that could be told
            assert not data.startswith(b"PAR1")
            continue
        assert written_like(frame, data) == data
        assert difference(back, load_table(written_like(frame, data)), name, MEASURES) is None


def test_all_forms_of_an_extension_are_tried(tables: dict[str, pd.DataFrame]) -> None:
    """An unknown one can be any of them."""
    frame = tables["outlets"]
    assert list(forms(frame, ".csv")) == [to_csv(frame), to_csv(frame, bom=True)]
    assert list(forms(frame, ".jsonl")) == [jsonl(frame)]
    assert list(forms(frame, ".parquet")) == [parquet(frame)]
    assert len(list(forms(frame, ".data"))) == 4


@settings(deadline=None)
@given(st.binary(max_size=300) | st.binary(max_size=300).map(b"PAR1".__add__))
def test_what_is_no_table_of_ours_is_none(data: bytes) -> None:
    """Law: whatever the bytes are, and no exception."""
    assert load_table(data) is None


@settings(deadline=None)
@given(st.binary(max_size=100))
def test_lines_that_are_not_json_are_none(data: bytes) -> None:
    """Law: nor are they a table."""
    found = load_table(b"{" + data)
    assert found is None or isinstance(found, pd.DataFrame)


def test_the_largest_difference_names_its_sentence(tables: dict[str, pd.DataFrame]) -> None:
    """Rows are matched by article and number, so that their order does not matter."""
    then = tables["sentences"]
    now = then.iloc[::-1].copy()
    now.loc[2, "sentiment"] += 0.1
    now.loc[3, ["hedging", "role"]] = [0.0, "link"]
    found = difference(then, now, "sentences", MEASURES)
    assert (found.rows, found.of, found.gone, found.new) == (2, len(then), 0, 0)
    assert found.columns == ("sentiment", "hedging", "role")
    assert found.largest.measure == "hedging"
    assert found.largest.difference == pytest.approx(0.6)
    assert found.largest.place == "It may reopen in May."


def test_rows_and_columns_that_one_alone_has_are_counted(tables: dict[str, pd.DataFrame]) -> None:
    """They are no differences of a score."""
    then = tables["sentences"]
    found = difference(then.drop(columns="model_hash"), then.iloc[1:], "sentences", MEASURES)
    assert (found.rows, found.gone, found.new) == (1, 1, 0)
    assert found.new_columns == ("model_hash",)
    assert found.largest is None


@settings(deadline=None)
@given(st.lists(st.tuples(cells, st.none() | st.floats(-1, 1)), max_size=5))
def test_a_table_never_differs_from_itself(rows: list[tuple[str, float | None]]) -> None:
    """Law: missing values are equal to missing values, and keys may come twice."""
    names = ("article_id", "sentiment")
    frame = pd.DataFrame(
        {n: pd.Series([r[i] for r in rows], dtype=column_kind(n)) for i, n in enumerate(names)}
    )
    assert difference(frame, frame.copy(), "articles", MEASURES) is None


def test_a_csv_in_another_encoding_is_none() -> None:
    """It was saved again by something else."""
    assert load_table(io.BytesIO("article_id,text\r\na,é".encode("latin-1")).getvalue()) is None
