"""Everything a user can take away, as bytes.

Same input, same bytes, on one machine type with the same versions: no clock time and no random
number enters any file.
"""

import hashlib
import io
import json
import platform
import zipfile
from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

import pandas as pd

from analysis.articles import Article
from analysis.compare.differences import Unit, differences_frame
from analysis.dictionary import describe_columns
from analysis.pipeline import Analysis
from analysis.scored_csv import to_csv
from analysis.scorers.verify import file_hashes
from analysis.tables import articles_frame, outlets_frame, sentences_frame
from analysis.workbook import workbook

# The earliest date that a zip can hold stands for "no date".
_NO_DATE = (1980, 1, 1, 0, 0, 0)
# What can change a row, the last digits of a score or the bytes of a download.
_LIBRARIES = (
    *("charset-normalizer", "lxml", "numpy", "nupunkt", "onnxruntime", "openpyxl", "pandas"),
    *("py3langid", "pyarrow", "pypdfium2", "python-docx", "tokenizers", "trafilatura"),
    *("transformers", "xlsxwriter"),
)


def sentences_csv(analysis: Analysis, *, bom: bool = False) -> bytes:
    """Return `sentences_frame` as CSV; `bom` for files that a spreadsheet will open."""
    return to_csv(sentences_frame(analysis), bom=bom)


def articles_csv(analysis: Analysis, *, bom: bool = False) -> bytes:
    """Return `articles_frame` as CSV; `bom` for files that a spreadsheet will open."""
    return to_csv(articles_frame(analysis), bom=bom)


def outlets_csv(analysis: Analysis, *, bom: bool = False) -> bytes:
    """Return `outlets_frame` as CSV; `bom` for files that a spreadsheet will open."""
    return to_csv(outlets_frame(analysis), bom=bom)


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


def excel(analysis: Analysis) -> bytes:
    """Return sentences, articles, outlets and the data dictionary as one .xlsx workbook."""
    return workbook(
        {
            "sentences": sentences_frame(analysis),
            "articles": articles_frame(analysis),
            "outlets": outlets_frame(analysis),
            "columns": columns_frame(analysis),
        }
    )


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


def manifest(analysis: Analysis, files: Mapping[str, bytes] | None = None) -> bytes:
    """Return what is needed to check or repeat an analysis, as JSON.

    Versions and machine type, every model in use with its hashes and label mapping, every
    input with its hash, and the SHA-256 of `files` that are given away with it.
    """
    configuration = analysis.configuration
    content: dict[str, Any] = {
        "tonelens": version("tonelens"),
        "python": platform.python_version(),
        "machine": platform.machine(),
        "libraries": _libraries(analysis),
        "configuration_sha256": configuration.sha256(),
        "measures": [measure.model_dump(mode="json") for measure in configuration.measures],
        "models": [
            {**model.model_dump(mode="json"), "sha256": file_hashes(model, configuration.folder)}
            for model in configuration.used_models()
        ],
        "articles": [_input(scored.article) for scored in analysis.articles],
        "sentences": sum(len(scored.sentences) for scored in analysis.articles),
        "files": {name: hashlib.sha256(data).hexdigest() for name, data in (files or {}).items()},
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def _libraries(analysis: Analysis) -> dict[str, str]:
    backends = {model.backend for model in analysis.configuration.used_models()}
    torch = ("torch",) if "transformers" in backends else ()
    return {name: version(name) for name in (*_LIBRARIES, *torch)}


def _input(article: Article) -> dict[str, Any]:
    names = ("article_id", "source_file", "outlet", "title", "published", "text_sha256")
    return {**{n: getattr(article, n) for n in names}, "warnings": list(article.warnings)}


def archive(analysis: Analysis, *, bom: bool = False) -> bytes:
    """Return everything as one zip: tables, data dictionary, the scored texts, manifest.

    `texts/ARTICLE_ID.txt` holds the text that the offsets of the tables refer to.
    """
    files = {
        "sentences.csv": sentences_csv(analysis, bom=bom),
        "articles.csv": articles_csv(analysis, bom=bom),
        "outlets.csv": outlets_csv(analysis, bom=bom),
        "columns.csv": to_csv(columns_frame(analysis), bom=bom),
    }
    for scored in analysis.articles:
        files[f"texts/{scored.article.article_id}.txt"] = scored.article.text.encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in {**files, "manifest.json": manifest(analysis, files)}.items():
            packed.writestr(zipfile.ZipInfo(name, _NO_DATE), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()
