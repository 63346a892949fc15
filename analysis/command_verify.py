"""The command `tonelens verify`: what it prints, and its exit code."""

import argparse
import dataclasses
import json
import re
from collections import Counter
from collections.abc import Iterator

from analysis.articles import Problem, read_files
from analysis.command_input import progress_bar, read_configuration, read_inputs
from analysis.command_output import say, write_out
from analysis.config import Configuration
from analysis.errors import InputError
from analysis.manifest_reader import open_bundle
from analysis.rescoring import Text
from analysis.results import open_tables, without_tables
from analysis.table_forms import Difference
from analysis.verification import FileCheck, Verification, verify

_STATES = {
    "same": "unchanged",
    "changed": "changed since: its SHA-256 is another",
    "not here": "not here",
    "refused": "not opened: the name leads out of the manifest's folder",
}
_MADE = {
    "reproduced": "reproduced to the byte",
    "same values": "reproduced, in other bytes",
    "different": "differs when made again",
    "not made": "",
}
_WIDEST = 40
_HASH = re.compile(r"\b[0-9a-f]{64}\b")
_EXCERPT = 80


def run_verify(options: argparse.Namespace) -> int:
    """Check a manifest and print what came of it; return 0 where all is reproduced, else 2."""
    configuration = read_configuration(options)
    bundle = open_bundle(options.manifest)
    given, problems = _given(options, configuration)
    for problem in problems:
        say(" ".join(problem.message.split()))
    if options.files and not given:
        raise InputError("None of the files given could be read. Check them, or give none.")
    with progress_bar(quiet=options.quiet or options.json) as show:
        found = verify(bundle, given, configuration, show)
    if options.json:
        content = {"reproduced": found.reproduced, **dataclasses.asdict(found)}
        text = json.dumps(content, ensure_ascii=False, indent=2)
    else:
        text = verification_text(found)
    write_out(f"{text}\n".encode())
    return 0 if found.reproduced else 2


def _given(
    options: argparse.Namespace, configuration: Configuration
) -> tuple[list[Text], list[Problem]]:
    """Read the original files, as scoring does, in any language: they were scored before."""
    problems: list[Problem] = []
    tables: list[tuple[str, bytes]] = []
    files = without_tables(read_inputs(options.files, problems), tables)
    reading = read_files(files, any_language=True)
    results = open_tables(tables, configuration, problems)
    given: list[Text] = [*reading.articles]
    given += [scored for found in results for scored in found.articles]
    return given, [*problems, *reading.problems]


def verification_text(found: Verification) -> str:
    """Return what was checked, what differs and why, as lines for a terminal."""
    return "\n".join(map(_harmless, _lines(found)))


def _harmless(line: str) -> str:
    """Return a line with blanks for everything in it that a terminal would obey."""
    return "".join(character if character.isprintable() else " " for character in line)


def _lines(found: Verification) -> Iterator[str]:
    yield f"{found.manifest}: {'reproduced' if found.reproduced else 'NOT reproduced'}"
    if found.source:
        yield (
            f"Scored again: {_count(found.articles, 'article')}, "
            f"{_count(found.sentences, 'sentence')}, from {found.source}."
        )
    yield from _file_lines(found)
    yield from _list("What could not be repeated:", found.problems)
    yield from _list("Models:", found.notes)
    changes = [f"{c.what}: then {_short(c.then)}, now {_short(c.now)}" for c in found.changes]
    yield from _list("Changed since:", changes)
    if found.reproduced and changes:
        yield "The results are the same all the same."
    yield from _list("Not in this manifest, so not compared:", found.missing)


def _short(value: str) -> str:
    """Return a hash by its beginning, which tells it from others, and anything else whole."""
    return _HASH.sub(lambda found: f"{found[0][:12]}…", value)


def _list(title: str, items: "tuple[str, ...] | list[str]") -> Iterator[str]:
    if items:
        yield title
        yield from (f"  {item}" for item in items)


def _file_lines(found: Verification) -> Iterator[str]:
    if found.files:
        yield "Files:"
    texts = Counter(check.state for check in found.files if _is_plain_text(check))
    listed = [check for check in found.files if not _is_plain_text(check)]
    width = min(max((len(check.name) for check in listed), default=0), _WIDEST)
    for check in listed:
        yield f"  {check.name:<{width}}  {_outcome(check)}"
        if check.difference:
            yield from (f"    {line}" for line in _difference_lines(check.difference))
    for state, number in texts.items():
        yield f"  texts/, {number:,} in all: {_STATES[state]}"


def _is_plain_text(check: FileCheck) -> bool:
    """Return whether a file is one of many that nothing has to be said of."""
    return check.name.startswith("texts/") and check.state in ("same", "not here")


def _outcome(check: FileCheck) -> str:
    if check.state == "changed" and check.made == "reproduced":
        return "changed since; made again, it has the hash of then"
    return "; ".join(part for part in (_STATES[check.state], _MADE[check.made]) if part)


def _difference_lines(found: Difference) -> Iterator[str]:
    yield f"{found.rows:,} of {found.of:,} rows differ" + (
        f" ({found.gone:,} gone, {found.new:,} new)" if found.gone or found.new else ""
    )
    for title, names in (
        ("in the columns", found.columns),
        ("columns that only the old one has:", found.gone_columns),
        ("columns that only the new one has:", found.new_columns),
    ):
        if names:
            yield f"{title} {', '.join(names)}"
    if found.largest:
        place = found.largest.place
        words = f"{place[:_EXCERPT]}…" if len(place) > _EXCERPT else place
        yield (
            f"largest difference of a score: {found.largest.difference:.6g}, "
            f"{found.largest.measure} of “{words}”"
        )


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
