"""Everything a user can take away, as bytes.

Same input, same bytes, on one machine type with the same versions: no clock time and no random
number enters any file.
"""

import io
import json
import zipfile
from collections.abc import Mapping

import pandas as pd

from analysis.compare.differences import Unit, differences_frame
from analysis.dictionary import describe_columns
from analysis.manifest import manifest
from analysis.pipeline import Analysis
from analysis.scored_csv import to_csv
from analysis.tables import articles_frame, cues_frame, outlets_frame, sentences_frame
from analysis.voice_tables import By, sources_frame, spans_frame
from analysis.workbook import workbook

__all__ = [
    "COMPARED",
    "archive",
    "articles_csv",
    "columns_frame",
    "cues_csv",
    "differences_csv",
    "excel",
    "jsonl",
    "manifest",
    "offered_csvs",
    "outlets_csv",
    "parquet",
    "sentences_csv",
    "sources_csv",
    "spans_csv",
    "table_frames",
]

# Tables of a comparison depend on what was compared with what, which no manifest records: they can
# be checked by their hash and are not made again.
COMPARED = ("differences", "words", "stories", "facts", "omissions")
# The earliest date that a zip can hold stands for "no date".
_NO_DATE = (1980, 1, 1, 0, 0, 0)


def sentences_csv(analysis: Analysis, *, bom: bool = False) -> bytes:
    """Return `sentences_frame` as CSV; `bom` for files that a spreadsheet will open."""
    return to_csv(sentences_frame(analysis), bom=bom)


def articles_csv(analysis: Analysis, *, bom: bool = False) -> bytes:
    """Return `articles_frame` as CSV; `bom` for files that a spreadsheet will open."""
    return to_csv(articles_frame(analysis), bom=bom)


def outlets_csv(analysis: Analysis, *, bom: bool = False) -> bytes:
    """Return `outlets_frame` as CSV; `bom` for files that a spreadsheet will open."""
    return to_csv(outlets_frame(analysis), bom=bom)


def cues_csv(analysis: Analysis, *, bom: bool = False) -> bytes:
    """Return `cues_frame` as CSV; `bom` for files that a spreadsheet will open."""
    return to_csv(cues_frame(analysis), bom=bom)


def spans_csv(analysis: Analysis, *, bom: bool = False) -> bytes:
    """Return `spans_frame` as CSV; `bom` for files that a spreadsheet will open."""
    return to_csv(spans_frame(analysis), bom=bom)


def sources_csv(analysis: Analysis, by: By = "article", *, bom: bool = False) -> bytes:
    """Return `sources_frame` as CSV; `bom` for files that a spreadsheet will open."""
    return to_csv(sources_frame(analysis, by), bom=bom)


def differences_csv(analysis: Analysis, by: Unit, *, bom: bool = False) -> bytes:
    """Return `differences_frame` as CSV; `bom` for files that a spreadsheet will open."""
    return to_csv(differences_frame(analysis, by), bom=bom)


def columns_frame(analysis: Analysis) -> pd.DataFrame:
    """Return the data dictionary: every column's name, type and meaning."""
    columns = describe_columns(analysis.configuration.measures)
    return pd.DataFrame(
        [(column.name, column.kind, column.meaning) for column in columns],
        columns=["column", "type", "meaning"],
    )


def offered_csvs(
    analysis: Analysis, stem: str, compared: Mapping[str, pd.DataFrame] | None = None
) -> dict[str, bytes]:
    """Return the CSVs that the dashboard offers one by one, by the names that it gives them.

    `compared` holds the tables of a comparison by name.
    """
    made = {
        "sentences": sentences_csv,
        "articles": articles_csv,
        "cues": cues_csv,
        "spans": spans_csv,
        "sources": sources_csv,
    }
    csvs = {name: make(analysis, bom=True) for name, make in made.items()}
    csvs |= {name: to_csv(frame, bom=True) for name, frame in (compared or {}).items()}
    return {f"{stem}-{name}.csv": data for name, data in csvs.items()}


def table_frames(analysis: Analysis) -> dict[str, pd.DataFrame]:
    """Return every table by name: those of the workbook, and of the zip as `NAME.csv`."""
    return {
        "sentences": sentences_frame(analysis),
        "articles": articles_frame(analysis),
        "outlets": outlets_frame(analysis),
        "cues": cues_frame(analysis),
        "spans": spans_frame(analysis),
        "sources": sources_frame(analysis),
        "columns": columns_frame(analysis),
    }


def excel(analysis: Analysis) -> bytes:
    """Return every table and the data dictionary as one workbook."""
    return workbook(table_frames(analysis))


def jsonl(frame: pd.DataFrame) -> bytes:
    """Return `frame` as JSON Lines in UTF-8: text raw, numbers exact, missing values null."""
    missing = frame.isna()
    rows = frame.astype(object).where(~missing, None).to_dict("records")
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return "".join(lines).encode()


def parquet(frame: pd.DataFrame) -> bytes:
    """Return `frame` as Parquet, text raw."""
    out = io.BytesIO()
    frame.to_parquet(out, index=False)
    return out.getvalue()


def archive(
    analysis: Analysis, compared: Mapping[str, pd.DataFrame] | None = None, *, bom: bool = False
) -> bytes:
    """Return everything as one zip: tables, data dictionary, the scored texts, manifest.

    `compared` holds the tables of a comparison by name, which are put in as well.
    `texts/ARTICLE_ID.txt` holds the text that the offsets of the tables refer to.
    """
    tables = {**table_frames(analysis), **(compared or {})}
    files = {f"{name}.csv": to_csv(frame, bom=bom) for name, frame in tables.items()}
    for scored in analysis.articles:
        files[f"texts/{scored.article.article_id}.txt"] = scored.article.text.encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in {**files, "manifest.json": manifest(analysis, files)}.items():
            packed.writestr(zipfile.ZipInfo(name, _NO_DATE), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()
