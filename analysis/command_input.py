"""What the command line reads: files, folders and standard input, to an `Analysis`."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from analysis.articles import Article, Problem, read_files
from analysis.config import Configuration, load_configuration
from analysis.errors import ConfigurationError, InputError
from analysis.pipeline import Analysis, analyse


def analyse_input(options: argparse.Namespace) -> tuple[Analysis, tuple[Problem, ...]]:
    """Read and score what the options name; report problems and warnings on standard error.

    Raises `InputError` when there is nothing at all to score.
    """
    configuration = _configuration(options)
    missing: list[Problem] = []
    reading = read_files(_files(options.files, missing), any_language=options.any_language)
    problems = (*missing, *reading.problems)
    for problem in problems:
        print(f"tonelens: {_one_line(problem.message)}", file=sys.stderr)
    for article in reading.articles:
        for warning in article.warnings:
            print(f"tonelens: warning: {_one_line(warning)}", file=sys.stderr)
    if not reading.articles:
        raise InputError("None of the input could be scored.")
    return _with_progress(reading.articles, configuration, options.quiet), problems


def _configuration(options: argparse.Namespace) -> Configuration:
    configuration = load_configuration(options.models)
    choice: dict[str, str] = {}
    for pair in options.model:
        measure, separator, model = pair.partition("=")
        if not separator:
            raise ConfigurationError(f"--model {pair}: write it as MEASURE=MODEL.")
        choice[measure] = model
    return configuration.with_models(choice)


def _files(names: Sequence[str], missing: list[Problem]) -> Iterator[tuple[str, bytes]]:
    for name in names:
        path = Path(name)
        if name == "-":
            yield "standard input", sys.stdin.buffer.read()
        elif path.is_dir():
            yield from _folder(path, missing)
        else:
            yield from _file(path, path.name, missing)


def _folder(folder: Path, missing: list[Problem]) -> Iterator[tuple[str, bytes]]:
    """Yield the files below `folder`, by name; those in its folders keep the folder's name."""
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if path.is_file() and not any(part.startswith(".") for part in inside.parts):
            yield from _file(path, inside.as_posix(), missing)


def _file(path: Path, name: str, missing: list[Problem]) -> Iterator[tuple[str, bytes]]:
    try:
        yield name, path.read_bytes()
    except OSError as error:
        missing.append(Problem(name, f"{path} cannot be read ({error.strerror}). Check the name."))


def _one_line(message: str) -> str:
    return " ".join(message.split())


def _with_progress(
    articles: Sequence[Article], configuration: Configuration, quiet: bool
) -> Analysis:
    from tqdm import tqdm

    # Nothing is drawn where standard error is not a terminal.
    with tqdm(unit=" sentences", desc="Scoring", leave=False, disable=quiet or None) as bar:

        def show(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        return analyse(articles, configuration=configuration, progress=show)
