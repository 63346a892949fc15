"""Where the files that travel with the package are."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def resource(name: str) -> Path:
    """Return the path of `name` (`models.yaml`, `seeds`).

    In an installed wheel it lies inside the package; in a checkout, at the top of it.
    """
    inside = _PACKAGE / name
    return inside if inside.exists() else _PACKAGE.parent / name
