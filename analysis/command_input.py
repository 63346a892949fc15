"""What the command line reads: files, folders and standard input, to an `Analysis`."""

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from analysis.articles import Article, Problem, read_files
from analysis.command_output import say
from analysis.config import Configuration, load_configuration
from analysis.errors import ConfigurationError, InputError
from analysis.limits import DEFAULT_LIMITS
from analysis.outlet_names import outlet_by
from analysis.pipeline import Analysis, ScoredArticle, analyse
from analysis.results import (
    check_usable,
    joined,
    open_tables,
    scored_again,
    without_tables,
)
from analysis.scoring import Progress

# One byte more than the largest file that is read, so that a larger one is refused and not cut.
_MOST = DEFAULT_LIMITS.unpacked_bytes + 1

Naming = Callable[[Article], str]


def analyse_input(
    options: argparse.Namespace, *, score_again: bool
) -> tuple[Analysis, tuple[Problem, ...]]:
    """Read and score what the options name; report problems and warnings on standard error.

    A CSV of scores counts as results: with `score_again` its sentences are scored anew, else its
    scores are used as they are. Raises `InputError` when there is nothing at all to score, and
    when scores are to be used that other models made.
    """
    configuration = read_configuration(options)
    missing: list[Problem] = []
    tables: list[tuple[str, bytes]] = []
    naming = _naming(options)
    by_folder = options.outlet_from == "folder"
    files = without_tables(read_inputs(options.files, missing, by_folder=by_folder), tables)
    with _articles_bar(quiet=options.quiet) as count:
        reading = read_files(
            files, any_language=options.any_language, outlet=naming, progress=count
        )
    results = open_tables(tables, configuration, missing)
    problems = (*missing, *reading.problems)
    for problem in problems:
        say(" ".join(problem.message.split()))
    if not score_again:
        check_usable(results, configuration)
    for article in reading.articles:
        _warn(article.warnings)
    again = tuple(scored for found in results for scored in found.articles) if score_again else ()
    if again:
        _warn(f"{found.name} holds scores; its sentences are scored again." for found in results)
    if not reading.articles and not results:
        raise InputError("None of the input could be scored.")
    analyses = [Analysis(found.articles, configuration) for found in results if not score_again]
    with progress_bar(quiet=options.quiet) as show:
        analyses.append(scored_again(again, configuration, show))
    with progress_bar(quiet=options.quiet) as show:
        analyses.append(analyse(reading.articles, configuration=configuration, progress=show))
    analysis = _named(joined(analyses), naming)
    _warn(analysis.warnings)
    return analysis, problems


def warn_of_unnamed(analysis: Analysis) -> None:
    """Say on standard error how many articles name no outlet, and what names it."""
    unnamed = sum(not scored.article.outlet for scored in analysis.articles)
    if unnamed:
        name = "article names" if unnamed == 1 else "articles name"
        say(
            f"note: {unnamed:,} {name} no outlet. Add --outlet-from folder (or file, or site) to "
            "take it from there, or --outlet NAME."
        )


def _naming(options: argparse.Namespace) -> Naming | None:
    """Return what names the outlet of an article that names none, as the options ask for it."""
    if options.outlet_from:
        return outlet_by(options.outlet_from)
    if options.outlet is None:
        return None
    name = " ".join(options.outlet.split())
    if not name:
        raise InputError("--outlet has no name. Write the outlet's name behind it.")
    return lambda _: name


def _named(analysis: Analysis, naming: Naming | None) -> Analysis:
    """Name the outlets of articles that came with their scores."""
    if naming is None:
        return analysis

    def named(scored: ScoredArticle) -> ScoredArticle:
        if scored.article.outlet:
            return scored
        return replace(scored, article=scored.article.corrected(outlet=naming(scored.article)))

    return replace(analysis, articles=tuple(map(named, analysis.articles)))


def _warn(warnings: Iterable[str]) -> None:
    for warning in warnings:
        say(f"warning: {' '.join(warning.split())}")


def read_configuration(options: argparse.Namespace) -> Configuration:
    """Return the configuration that the options ask for. Raises `ConfigurationError`."""
    configuration = load_configuration(options.models)
    choice: dict[str, str] = {}
    for pair in options.model:
        measure, separator, model = pair.partition("=")
        if not separator:
            raise ConfigurationError(f"--model {pair}: write it as MEASURE=MODEL.")
        choice[measure] = model
    return configuration.with_models(choice)


def read_inputs(
    names: Sequence[str], missing: list[Problem], *, by_folder: bool = False
) -> Iterator[tuple[str, bytes]]:
    """Yield the name and bytes of every file; what is missing is put into `missing`.

    With `by_folder` the name of a file has its folder before it, which then is the outlet of an
    article that names none; an archive stands for itself.
    """
    if names.count("-") > 1:
        raise InputError("Standard input (-) can be read once. Name it once.")
    folders = [name for name in names if Path(name).is_dir()]
    for name in names:
        path = Path(name)
        if name == "-":
            yield "standard input", sys.stdin.buffer.read(_MOST)
        elif path.is_dir():
            # Of several folders each stands for an outlet; a single one only holds the articles.
            inside = path.resolve().name if len(folders) > 1 or by_folder else ""
            yield from _folder(path, Path(inside), missing)
        else:
            folder = path.resolve().parent.name if by_folder and not _is_archive(path) else ""
            yield from _file(path, (Path(folder) / path.name).as_posix(), missing)


def _is_archive(path: Path) -> bool:
    return path.suffix.lower() == ".zip"


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


@contextmanager
def progress_bar(*, quiet: bool) -> Iterator[Progress]:
    """Give a function that draws progress where standard error is a terminal."""
    from tqdm import tqdm

    with tqdm(unit=" sentences", desc="Scoring", leave=False, disable=quiet or None) as bar:

        def show(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        yield show


@contextmanager
def _articles_bar(*, quiet: bool) -> Iterator[Callable[[int], None]]:
    """Give a function that shows how many articles are read, where standard error is a terminal."""
    from tqdm import tqdm

    with tqdm(unit=" articles", desc="Reading", leave=False, disable=quiet or None) as bar:

        def show(read: int) -> None:
            bar.update(read - bar.n)

        yield show
