"""A manifest as it was written once, and the files that lie with it: beside it or in its zip.

Whoever checks a manifest may have it from someone else: nothing outside its folder is opened,
whatever it names.
"""

import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from analysis.config_records import Sha256
from analysis.errors import InputError, ReadingError
from analysis.limits import Limits, Meter
from analysis.manifest import ARTICLE_FIELDS, extracted_manifest
from analysis.readers.packed import open_packed, read_member
from analysis.voice import View

# Tables of many articles are larger than any article.
_LIMITS = Limits(file_bytes=2 * 10**9, unpacked_bytes=4 * 10**9, members=200_000, ratio=1_000)
_OUTSIDE = re.compile(r"^$|^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|\0")
_MOST_FAULTS = 5

Read = Callable[[str], bytes | None]
# Ids name files, so that they must not point out of the folder.
ArticleId = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z_-]{1,64}$")]


class _Lenient(BaseModel):
    """What later versions add is passed over; what is missing is None and gets said."""

    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)


class RecordedArticle(_Lenient):
    """An article of a manifest; see `Article` for its fields."""

    article_id: ArticleId
    text_sha256: Sha256 | None = None
    headline_end: int | None = Field(default=None, ge=0)
    source_file: str | None = None
    outlet: str | None = None
    title: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    genre: str | None = None

    def metadata(self) -> dict[str, str]:
        """Return what is recorded of outlet, title and the like, by the fields of `Article`."""
        names = set(ARTICLE_FIELDS) - {"article_id", "text_sha256", "headline_end"}
        return {n: getattr(self, n) for n in names if getattr(self, n) is not None}


class Named(_Lenient):
    """A measure or a model of a manifest; `model_extra` has its other fields."""

    model_config = ConfigDict(extra="allow", frozen=True, strict=True)

    name: str


class RecordedMeasure(Named):
    """A measure, and the name of the model that scored it."""

    model: str


class RecordedModel(Named):
    """A model with the hashes of its files."""

    revision: str
    sha256: dict[str, str] = Field(default_factory=dict)


class Recorded(_Lenient):
    """The content of a manifest, see `analysis.manifest`."""

    tonelens: str | None = None
    python: str | None = None
    machine: str | None = None
    libraries: dict[str, str] | None = None
    configuration_sha256: str | None = None
    fingerprint: str | None = None
    voice_sha256: str | None = None
    view: View | None = None
    measures: list[RecordedMeasure] | None = None
    models: list[RecordedModel] | None = None
    articles: list[RecordedArticle] | None = None
    sentences: int | None = None
    files: dict[str, Sha256] | None = None

    def missing(self) -> Iterator[str]:
        """Yield what the manifest does not hold, as those of an older Tonelens may not."""
        for name in Recorded.model_fields:
            if getattr(self, name) is None:
                yield name
        for name in ARTICLE_FIELDS:
            if any(getattr(article, name) is None for article in self.articles or ()):
                yield f"{name} of articles"


@dataclass(frozen=True, slots=True)
class Bundle:
    """A manifest and a function that reads the files that lie with it.

    `read` returns None for a file that is not there, and for a name that points elsewhere.
    """

    name: str
    recorded: Recorded
    read: Read


def open_bundle(path: Path) -> Bundle:
    """Open a manifest, the zip that holds one as `manifest.json`, or the report that holds one.

    Raises:
        InputError: It is neither, is damaged, or holds what no manifest holds.
        OSError: It cannot be read.
    """
    name = path.name
    with path.open("rb") as file:
        packed = file.read(2) == b"PK"
        file.seek(0)
        data = file.read(_LIMITS.unpacked_bytes)
    read = _reader_of_zip(name, data) if packed else _reader_of_folder(path.parent)
    content = read("manifest.json") if packed else extracted_manifest(data) or data
    if content is None:
        raise InputError(
            f"{name} holds no manifest.json. Give the zip as it was downloaded, or a manifest."
        )
    return Bundle(name, read_manifest(name, content), read)


def read_manifest(name: str, content: bytes) -> Recorded:
    """Read a manifest's bytes. Raises `InputError` that lists what is wrong in it."""
    try:
        recorded = Recorded.model_validate_json(content)
    except ValidationError as error:
        faults = [_fault(fault) for fault in error.errors(include_url=False)]
        more = [f"and {len(faults) - _MOST_FAULTS} more"] if len(faults) > _MOST_FAULTS else []
        raise InputError(
            f"{name} is not a manifest from Tonelens, or was changed since "
            f"({'; '.join([*faults[:_MOST_FAULTS], *more])}). Give one as it was written."
        ) from error
    if recorded.files is None and recorded.articles is None:
        raise InputError(
            f"{name} is not a manifest from Tonelens: it names neither files nor articles. "
            "Give one that `tonelens score --manifest` or the dashboard wrote."
        )
    return recorded


def _fault(fault: Any) -> str:  # noqa: ANN401  # pydantic's own type is not public
    place = ".".join(repr(part) if isinstance(part, str) else str(part) for part in fault["loc"])
    return f"{place[:80]}: {fault['msg'][:120]}" if place else str(fault["msg"])[:120]


def points_outside(name: str) -> bool:
    """Return whether a name could lead out of the folder that it is relative to."""
    return bool(_OUTSIDE.search(name))


def _reader_of_folder(folder: Path) -> Read:
    root = folder.resolve()

    def read(name: str) -> bytes | None:
        if points_outside(name):
            return None
        try:
            path = (root / name).resolve()
            # A link may lead outside too, and a pipe would be waited for.
            if not path.is_relative_to(root) or not path.is_file():
                return None
            with path.open("rb") as file:
                return file.read(_LIMITS.file_bytes)
        except (OSError, ValueError, RuntimeError):  # too long a name, a circle of links
            return None

    return read


def _reader_of_zip(zip_name: str, data: bytes) -> Read:
    try:
        packed = open_packed(data, Meter(_LIMITS))
    except ReadingError as error:
        raise InputError(f"{zip_name} {error}") from error

    def read(name: str) -> bytes | None:
        try:
            info: zipfile.ZipInfo = packed.getinfo(name)
        except KeyError:
            return None
        try:
            return read_member(packed, info, _LIMITS)
        except ReadingError as error:
            raise InputError(f"{zip_name}/{name} {error}") from error

    return read
