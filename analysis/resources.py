"""Where the files that travel with the package are."""

from pathlib import Path

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
