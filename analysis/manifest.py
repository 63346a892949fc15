"""The manifest: what is needed to check or repeat an analysis, as JSON."""

import hashlib
import json
import platform
from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

from analysis.articles import Article
from analysis.config import Configuration
from analysis.models_in_use import fingerprint
from analysis.pipeline import Analysis
from analysis.scorers.verify import file_hashes
from analysis.voice.version import voice_hash

# What can change a row, the last digits of a score or the bytes of a download.
_LIBRARIES = (
    *("charset-normalizer", "lxml", "numpy", "nupunkt", "onnxruntime", "openpyxl", "pandas"),
    *("py3langid", "pyarrow", "pypdfium2", "python-docx", "spacy", "thinc", "tokenizers"),
    *("trafilatura", "transformers", "xlsxwriter"),
)
# Of an article, everything but its text.
ARTICLE_FIELDS = (
    *("article_id", "source_file", "outlet", "title", "author", "published", "url", "genre"),
    *("headline_end", "text_sha256"),
)

_OPENING = '<script type="application/json" id="tonelens-manifest">'
_CLOSING = "</script>"
_LESS = "\\u003c"


def manifest(analysis: Analysis, files: Mapping[str, bytes] | None = None) -> bytes:
    """Return what is needed to check or repeat an analysis, as JSON.

    Versions and machine type, every model in use with its hashes and label mapping, every
    input with its metadata and hash, and the SHA-256 of `files` that are given away with it.
    """
    content: dict[str, Any] = {
        **circumstances(analysis.configuration),
        "view": analysis.view,
        "articles": [_input(scored.article) for scored in analysis.articles],
        "sentences": sum(len(scored.sentences) for scored in analysis.articles),
        "files": {name: sha256(data) for name, data in (files or {}).items()},
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def embedded_manifest(content: bytes) -> str:
    """Return a manifest as an element of an HTML page, where no browser shows or runs it."""
    # Within the element only "<" could end what is data, and JSON can write it otherwise.
    return f"{_OPENING}{content.decode().replace('<', _LESS)}{_CLOSING}"


def extracted_manifest(page: bytes) -> bytes | None:
    """Return the manifest that an HTML page holds; None where it holds none."""
    _, opening, rest = page.partition(_OPENING.encode())
    found, closing, _ = rest.partition(_CLOSING.encode())
    return found if opening and closing else None


def circumstances(configuration: Configuration) -> dict[str, Any]:
    """Return what the scores of a configuration depend on, here and now: versions and models."""
    return {
        "tonelens": version("tonelens"),
        "python": platform.python_version(),
        "machine": platform.machine(),
        "libraries": _libraries(configuration),
        "configuration_sha256": configuration.sha256(),
        "fingerprint": fingerprint(configuration),
        "voice_sha256": voice_hash(),
        "measures": [measure.model_dump(mode="json") for measure in configuration.measures],
        "models": [
            {**model.model_dump(mode="json"), "sha256": file_hashes(model, configuration.folder)}
            for model in configuration.used_models()
        ],
    }


def sha256(data: bytes) -> str:
    """Return the SHA-256 of `data` in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def _libraries(configuration: Configuration) -> dict[str, str]:
    backends = {model.backend for model in configuration.used_models()}
    torch = ("torch",) if "transformers" in backends else ()
    return {name: version(name) for name in (*_LIBRARIES, *torch)}


def _input(article: Article) -> dict[str, Any]:
    fields = {name: getattr(article, name) for name in ARTICLE_FIELDS}
    return {**fields, "warnings": list(article.warnings)}
