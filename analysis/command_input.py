"""What the command line reads: files, folders and standard input, to an `Analysis`."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from analysis.articles import Article, Problem, read_files
from analysis.command_output import say
from analysis.config import Configuration, load_configuration
from analysis.errors import ConfigurationError, InputError
from analysis.limits import DEFAULT_LIMITS
from analysis.pipeline import Analysis, analyse

# One byte more than the largest file that is read, so that a larger one is refused and not cut.
_MOST = DEFAULT_LIMITS.unpacked_bytes + 1


def analyse_input(options: argparse.Namespace) -> tuple[Analysis, tuple[Problem, ...]]:
    """Read and score what the options name; report problems and warnings on standard error.

    Raises `InputError` when there is nothing at all to score.
    """
    configuration = _configuration(options)
    missing: list[Problem] = []
    reading = read_files(_files(options.files, missing), any_language=options.any_language)
    problems = (*missing, *reading.problems)
    for problem in problems:
        say(" ".join(problem.message.split()))
    for article in reading.articles:
        for warning in article.warnings:
            say(f"warning: {' '.join(warning.split())}")
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
    if names.count("-") > 1:
        raise InputError("Standard input (-) can be read once. Name it once.")
    folders = [name for name in names if Path(name).is_dir()]
    for name in names:
        path = Path(name)
        if name == "-":
            yield "standard input", sys.stdin.buffer.read(_MOST)
        elif path.is_dir():
            # Of several folders each stands for an outlet; a single one only holds the articles.
            inside = path.resolve().name if len(folders) > 1 else ""
            yield from _folder(path, Path(inside), missing)
        else:
            yield from _file(path, path.name, missing)


def _folder(folder: Path, inside: Path, missing: list[Problem]) -> Iterator[tuple[str, bytes]]:
    """Yield the files below `folder`, by name; `inside` stands before their names."""
    found = [
        path
        for path in sorted(folder.rglob("*"))
        if not path.is_dir()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    ]
    if not found:
        missing.append(Problem(str(folder), f"{folder} holds no files. Name another folder."))
    for path in found:
        yield from _file(path, (inside / path.relative_to(folder)).as_posix(), missing)


def _file(path: Path, name: str, missing: list[Problem]) -> Iterator[tuple[str, bytes]]:
    try:
        with path.open("rb") as file:
            yield name, file.read(_MOST)
    except OSError as error:
        missing.append(Problem(name, f"{path} cannot be read ({error.strerror}). Check the name."))


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
