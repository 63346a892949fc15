"""Where the files that travel with the package are."""

import hashlib
import json
from pathlib import Path

from analysis.errors import ModelError

_PACKAGE = Path(__file__).parent


def resource(name: str) -> Path:
    """Return the path of `name` (`models.yaml`, `seeds`, `lexicons`).

    In an installed wheel all of them lie inside the package; in a checkout some stand at its top.
    """
    inside = _PACKAGE / name
    return inside if inside.exists() else _PACKAGE.parent / name


def locate(source: str, folder: Path) -> Path | None:
    """Return the folder that a model's `source` names, or None where there is none.

    A relative one is looked for beside `models.yaml` (`folder`) and then inside the package.
    """
    beside = folder / source
    return next((path for path in (beside, resource(source)) if path.is_dir()), None)


def checked(folder: Path, hashes: Path, what: str) -> Path:
    """Return `folder`, whose files are those that `hashes` (JSON, SHA-256 by place) names.

    Raises `ModelError` that says of `what` it is, where one is missing or another.
    """
    for name, digest in json.loads(hashes.read_text(encoding="utf-8")).items():
        file = folder / name
        if not file.is_file():
            fault = "is missing"
        elif hashlib.sha256(file.read_bytes()).hexdigest() != digest:
            fault = "is damaged or was changed"
        else:
            continue
        raise ModelError(f"The {what} cannot be loaded: {file} {fault}. Install Tonelens again.")
    return folder
