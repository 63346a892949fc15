"""Whether a model's files are the ones that `models.yaml` names, and errors that name the model."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from analysis.config import AnyModel
from analysis.errors import ModelError
from analysis.resources import locate


def verify_files(model: AnyModel, folder: Path) -> None:
    """Compare the SHA-256 of every file that `model.sha256` names with the one in `folder`.

    Raises `ModelError` at the first file that is missing, cut short or another one.
    """
    for name, expected in model.sha256.items():
        path = folder / name
        try:
            with path.open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise ModelError(
                f"The file {path} of the model {model.name!r} cannot be read ({error.strerror}). "
                "Copy the model again, or correct its sha256 in models.yaml."
            ) from error
        if found != expected:
            raise ModelError(
                f"The file {path} of the model {model.name!r} is not the one that models.yaml "
                f"names: its SHA-256 is {found}, not {expected}. It was changed or cut short; copy "
                "it again, or correct the model's sha256 if you trust this file."
            )


def file_hashes(model: AnyModel, folder: Path) -> dict[str, str]:
    """Return the SHA-256 of a model's files: those that `model` names, else all in its folder.

    A model of the hub has none here; its revision, a commit, is the hash of its content.
    """
    source = locate(model.source, folder)
    if model.sha256 or source is None:
        return dict(model.sha256)
    files = (path for path in sorted(source.iterdir()) if path.is_file())
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@contextmanager
def loading(model: AnyModel, folder: Path) -> Iterator[None]:
    """Turn whatever loading the model in `folder` raises into a `ModelError` that names both."""
    try:
        yield
    except ModelError:
        raise
    # The parsers of configurations, tokenizers, graphs and weights each raise their own kinds,
    # some of them plain `Exception`.
    except Exception as error:
        reason = (str(error).strip() or type(error).__name__).splitlines()[0]
        raise ModelError(
            f"The model {model.name!r} in {folder} cannot be loaded: {reason} "
            "Copy the model again, or correct its source in models.yaml."
        ) from error
