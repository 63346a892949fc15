"""What the command line writes: results to files or standard output, the rest to standard error."""

import sys
from collections.abc import Iterable
from pathlib import Path

from analysis.errors import InputError

FORMATS = ("csv", "jsonl", "parquet")


def say(message: str) -> None:
    """Write each line of `message` as a line of its own to standard error."""
    for line in message.splitlines():
        print(f"tonelens: {' '.join(line.split())}", file=sys.stderr)


def write_out(data: bytes) -> None:
    """Write `data` to standard output. Raises `InputError` when that is closed."""
    if sys.stdout is None:
        raise InputError("Standard output is closed. Name a file with --output.")
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def check_outputs(inputs: Iterable[str], *outputs: Path | None) -> None:
    """Refuse what could not be written, or would overwrite an input or another output.

    Raises `InputError` before anything is read, so that no scoring is lost.
    """
    taken = {Path(name).resolve(): "an input" for name in inputs}
    for output in filter(None, outputs):
        if not output.resolve().parent.is_dir():
            raise InputError(f"{output}: there is no folder {output.parent}. Make it first.")
        if output.is_dir():
            raise InputError(f"{output} is a folder. Name a file in it.")
        if output.resolve() in taken:
            raise InputError(f"{output} is also {taken[output.resolve()]}. Name another file.")
        taken[output.resolve()] = "another output"


def format_of(output: Path | None) -> str:
    """Return the format that an output's extension names. Raises `InputError` if it names none."""
    if output is None:
        return "csv"
    suffix = output.suffix.lower().removeprefix(".")
    if suffix not in FORMATS:
        raise InputError(
            f"{output}: cannot tell the format from the extension. "
            f"Use .csv, .jsonl or .parquet, or --format with {', '.join(FORMATS)}."
        )
    return suffix


def name_beside(path: Path, manifest: Path) -> str:
    """Return how a manifest names a file: by its place below the manifest's folder, else alone."""
    folder, resolved = manifest.resolve().parent, path.resolve()
    inside = resolved.is_relative_to(folder)
    return resolved.relative_to(folder).as_posix() if inside else path.name
