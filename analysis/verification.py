"""Whether a manifest still holds: its files, its scores, and what has changed since."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath
from typing import Literal

import pandas as pd

from analysis.config import Configuration
from analysis.downloads import COMPARED, table_frames
from analysis.errors import ModelError
from analysis.manifest import sha256
from analysis.manifest_reader import Bundle, points_outside
from analysis.rescoring import Rescored, Text, rescored
from analysis.scoring import Progress
from analysis.table_forms import (
    Difference,
    difference,
    forms,
    load_table,
    table_name,
    written_like,
)
from analysis.then_and_now import Change, changes, models_of_then
from analysis.viewpoint import in_voice

State = Literal["same", "changed", "not here", "refused"]
Made = Literal["reproduced", "same values", "different", "not made"]
_NO_TABLES = (".txt", ".json", ".xlsx", ".zip")


@dataclass(frozen=True, slots=True)
class FileCheck:
    """A file of the manifest, then and made again.

    `state` compares the file that lies with the manifest with its hash: `same`, `changed`,
    `not here`, or `refused` for a name that leads out of the folder. `made` says what came of
    making the file again: `reproduced` to the byte; `same values` in other bytes; `different`;
    `not made` for what is no table, or without any text. `difference` is between the two tables
    where both are here; columns that only a later Tonelens writes do not make them `different`.
    """

    name: str
    state: State
    made: Made
    difference: Difference | None = None


@dataclass(frozen=True, slots=True)
class Verification:
    """What came of checking a manifest.

    `source` is where the texts came from that were scored again, empty without any. `changes`
    lists what is not as it was then, `missing` what the manifest does not record, `notes` which
    models are not those of then and what to do, `problems` everything else that could not be
    repeated.
    """

    manifest: str
    articles: int
    sentences: int
    source: str
    files: tuple[FileCheck, ...]
    problems: tuple[str, ...]
    notes: tuple[str, ...]
    changes: tuple[Change, ...]
    missing: tuple[str, ...]

    @property
    def reproduced(self) -> bool:
        """Whether everything that was checked is as it was then."""
        return not self.problems and not any(map(_fails, self.files))


def _fails(check: FileCheck) -> bool:
    return check.state in ("changed", "refused") or check.made == "different"


def verify(
    bundle: Bundle,
    given: Sequence[Text],
    configuration: Configuration,
    progress: Progress | None = None,
) -> Verification:
    """Check the files of a manifest, score its articles again, and compare.

    Args:
        bundle: The manifest and what lies with it.
        given: The original articles; where there are none, the texts or the sentences that lie
            with the manifest are scored.
        configuration: The models that are here; of these the ones that the manifest names are
            used.
        progress: Called with (sentences done, sentences in all).
    """
    configuration, notes = models_of_then(bundle.recorded, configuration)
    made, problems = _rescored(bundle, given, configuration, progress)
    tables = {}
    if made and made.source:
        tables = table_frames(in_voice(made.analysis, bundle.recorded.view or "all"))
    names = [measure.name for measure in configuration.measures]
    files = tuple(_checks(bundle, tables, names))
    if not problems and not tables and not any(check.state == "same" for check in files):
        problems = ("There is nothing here to check: neither files nor texts.",)
    scored = made.analysis.articles if made else ()
    return Verification(
        manifest=bundle.name,
        articles=len(scored),
        sentences=sum(len(article.sentences) for article in scored),
        source=made.source if made else "",
        files=files,
        problems=problems,
        notes=notes,
        changes=changes(bundle.recorded, configuration),
        missing=tuple(bundle.recorded.missing()),
    )


def _rescored(
    bundle: Bundle,
    given: Sequence[Text],
    configuration: Configuration,
    progress: Progress | None,
) -> tuple[Rescored | None, tuple[str, ...]]:
    try:
        made = rescored(bundle, given, configuration, progress)
    except ModelError as error:  # the files can be checked all the same
        return None, (f"Nothing could be scored again: {error}",)
    if bundle.recorded.articles and not made.source:
        remedy = "Give the original files after the manifest."
        return made, (*made.problems, f"No text is here to be scored again. {remedy}")
    return made, made.problems


def _checks(
    bundle: Bundle, tables: Mapping[str, pd.DataFrame], measures: Sequence[str]
) -> Iterator[FileCheck]:
    @cache
    def hashes(ending: str) -> frozenset[str]:
        """Return the hashes of everything that can be made with an extension."""
        return frozenset(sha256(form) for frame in tables.values() for form in forms(frame, ending))

    for name, digest in (bundle.recorded.files or {}).items():
        data = bundle.read(name)
        made, found = (
            ("not made", None)
            if data is None or _is_no_table(name)
            else _compared(data, digest, tables, measures)
        )
        if tables and made == "not made" and not _is_no_table(name):
            # Without its content, a file is known by its hash alone.
            same = digest in hashes(PurePosixPath(name).suffix.lower())
            made = "reproduced" if same else "different"
        yield FileCheck(name, _state(name, data, digest), made, found)


def _state(name: str, data: bytes | None, digest: str) -> State:
    if data is None:
        return "refused" if points_outside(name) else "not here"
    return "same" if sha256(data) == digest else "changed"


def _is_no_table(name: str) -> bool:
    """Return whether a file is none of the tables that scoring makes, from its name."""
    path = PurePosixPath(name)
    compared = path.stem.rpartition("-")[2] in COMPARED
    return points_outside(name) or compared or path.suffix.lower() in _NO_TABLES


def _compared(
    data: bytes, digest: str, tables: Mapping[str, pd.DataFrame], measures: Sequence[str]
) -> tuple[Made, Difference | None]:
    then = load_table(data) if tables else None
    table = None if then is None else table_name(list(then.columns))
    if then is None or table is None or table not in tables:
        return "not made", None
    made = written_like(tables[table], data)
    now = load_table(made)
    found = None if now is None else difference(then, now, table, measures)
    shared = [name for name in then.columns if name in tables[table].columns]
    # An older Tonelens wrote fewer columns.
    if digest in (sha256(made), sha256(written_like(tables[table][shared], data))):
        return "reproduced", found
    # A library may write the same table in other bytes.
    return ("same values" if found is None else "different"), found
