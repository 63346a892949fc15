"""What a user takes away: complete, the same every time, and safe to open."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable

import openpyxl
import pandas as pd
import pytest

from analysis import downloads
from analysis.articles import Article
from analysis.compare import differences_frame
from analysis.errors import InputError
from analysis.manifest import ARTICLE_FIELDS
from analysis.models_in_use import fingerprint
from analysis.pipeline import Analysis, analyse
from analysis.resources import resource
from analysis.scored_csv import read_scored_csv
from analysis.tables import articles_frame, cues_frame, outlets_frame, sentences_frame
from analysis.workbook import CELL_CHARACTERS, workbook


@pytest.fixture(scope="module")
def analysis(make_article: Callable[..., Article]) -> Analysis:
    """Return two articles with awkward names, one of them without a headline."""
    return analyse(
        [
            make_article(
                "=Storm\n\n“It may rain,” she said.\nWaves rose.", headline_end=6, outlet="=Argus"
            ),
            make_article("Shock floods stunned Port Alder.", outlet="Courier, The"),
        ]
    )


MAKERS = [
    downloads.sentences_csv,
    downloads.articles_csv,
    downloads.outlets_csv,
    downloads.cues_csv,
    downloads.excel,
    downloads.manifest,
    downloads.archive,
]


@pytest.mark.parametrize("make", MAKERS)
def test_same_input_same_bytes(make: Callable[[Analysis], bytes], analysis: Analysis) -> None:
    """No clock time or random number: a download can be checked by its hash."""
    assert make(analysis) == make(analyse(scored.article for scored in analysis.articles))


def test_csvs_come_back_as_the_frames(analysis: Analysis) -> None:
    """Through the public reader, with and without byte order mark."""
    for bom in (False, True):
        data = downloads.sentences_csv(analysis, bom=bom)
        assert data.startswith(b"\xef\xbb\xbf") is bom
        back = read_scored_csv(io.BytesIO(data))
        pd.testing.assert_frame_equal(back, sentences_frame(analysis))
    for made, frame in (
        (downloads.articles_csv, articles_frame),
        (downloads.outlets_csv, outlets_frame),
        (downloads.cues_csv, cues_frame),
    ):
        back = read_scored_csv(io.BytesIO(made(analysis)))
        pd.testing.assert_frame_equal(back, frame(analysis))


def test_differences_come_back_as_their_frame(analysis: Analysis) -> None:
    """The Compare page gives them away too."""
    back = read_scored_csv(io.BytesIO(downloads.differences_csv(analysis, "outlet", bom=True)))
    pd.testing.assert_frame_equal(back, differences_frame(analysis, "outlet"))


def test_json_lines_and_parquet_are_raw(analysis: Analysis) -> None:
    """No apostrophes there: nothing runs them as formulas, and scripts want the text."""
    frame = sentences_frame(analysis)
    lines = downloads.jsonl(frame).decode().splitlines()
    rows = [json.loads(line) for line in lines]
    assert rows[0]["text"] == "=Storm"
    assert rows[0]["unsure"] is bool(frame["unsure"][0])
    assert rows[0]["headline"] is True
    assert [row["sensationalism"] for row in rows] == frame["sensationalism"].tolist()
    pd.testing.assert_frame_equal(
        pd.read_parquet(io.BytesIO(downloads.parquet(frame))), frame, check_dtype=False
    )


def test_excel_holds_text_as_text_and_numbers_as_numbers(analysis: Analysis) -> None:
    """A cell that begins with = must not become a formula."""
    book = openpyxl.load_workbook(io.BytesIO(downloads.excel(analysis)))
    tables = ["sentences", "articles", "outlets", "cues", "spans", "sources", "columns"]
    assert book.sheetnames == tables
    rows = list(book["sentences"].iter_rows(values_only=False))
    cells = dict(zip([cell.value for cell in rows[0]], rows[1], strict=True))
    assert (cells["text"].value, cells["text"].data_type) == ("=Storm", "s")
    assert cells["hedging"].data_type == "n"
    assert cells["headline"].value is True
    assert cells["unsure"].value is bool(sentences_frame(analysis)["unsure"][0])
    assert len(rows) == 1 + len(sentences_frame(analysis))


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("a" * CELL_CHARACTERS, True),
        ("a" * (CELL_CHARACTERS + 1), False),
        # Excel counts an emoji as two characters.
        ("🌊" * (CELL_CHARACTERS // 2), True),
        ("🌊" * CELL_CHARACTERS, False),
    ],
)
def test_a_cell_too_long_for_excel_is_cut_and_says_so(text: str, whole: bool) -> None:
    """Excel would refuse the file, or the library drop the text."""
    book = openpyxl.load_workbook(io.BytesIO(workbook({"one": pd.DataFrame({"text": [text]})})))
    value = book["one"]["A2"].value
    assert (value == text) is whole
    assert whole or (value.endswith(" […]") and len(value) > CELL_CHARACTERS // 3)


def test_more_rows_than_a_sheet_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows must not go missing in silence."""
    monkeypatch.setattr("analysis.workbook.SHEET_ROWS", 3)
    assert workbook({"one": pd.DataFrame({"text": ["a", "b"]})})
    with pytest.raises(InputError, match="Download the CSV"):
        workbook({"one": pd.DataFrame({"text": ["a", "b", "c"]})})


def test_the_manifest_names_everything_that_made_the_scores(analysis: Analysis) -> None:
    """Version, models with hashes, settings, inputs with hashes."""
    content = json.loads(downloads.manifest(analysis, {"scored.csv": b"data"}))
    assert content["configuration_sha256"] == analysis.configuration.sha256()
    (model,) = content["models"]
    readout = resource("weights") / "tonelens" / "readout.json"
    assert model["sha256"]["readout.json"] == hashlib.sha256(readout.read_bytes()).hexdigest()
    assert {"nupunkt", "pandas", "trafilatura"} <= set(content["libraries"])
    assert content["files"]["scored.csv"] == hashlib.sha256(b"data").hexdigest()
    assert content["fingerprint"] == fingerprint(analysis.configuration)
    for scored, listed in zip(analysis.articles, content["articles"], strict=True):
        assert all(listed[name] == getattr(scored.article, name) for name in ARTICLE_FIELDS)
        assert listed["text_sha256"] == hashlib.sha256(scored.article.text.encode()).hexdigest()


def test_the_archive_holds_everything_and_its_hashes(analysis: Analysis) -> None:
    """Tables, dictionary, the texts that offsets refer to, and a manifest that covers them."""
    with zipfile.ZipFile(io.BytesIO(downloads.archive(analysis))) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    manifest = json.loads(files.pop("manifest.json"))
    assert manifest["files"] == {n: hashlib.sha256(d).hexdigest() for n, d in files.items()}
    tables = {"sentences.csv", "articles.csv", "outlets.csv", "cues.csv", "columns.csv"}
    assert tables <= set(files)
    assert all(len(read_scored_csv(io.BytesIO(files[name]))) for name in tables)
    sentences = read_scored_csv(io.BytesIO(files["sentences.csv"]))
    for row in sentences.itertuples():
        text = files[f"texts/{row.article_id}.txt"].decode()
        assert text[row.start : row.end] == row.text


def test_an_empty_analysis_still_downloads(analysis: Analysis) -> None:
    """Headers without rows, not an exception."""
    empty = Analysis((), analysis.configuration)
    for make in MAKERS:
        assert make(empty)
