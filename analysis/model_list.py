"""Every model of `models.yaml`: what it is, where it is, and whether it works here."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from analysis.config import AnyModel, Configuration
from analysis.errors import ModelError
from analysis.resources import locate
from analysis.scorers import load_scorer
from analysis.scorers.verify import verify_files
from analysis.scoring import score_texts

SENTENCE = "The council met on Monday and may meet again."
OK, NOT_DOWNLOADED, NEEDS_HUB, FAULTY = "ok", "not downloaded", "needs the hub extra", "error"


@dataclass(frozen=True, slots=True)
class ListedModel:
    """A model and what came of trying it.

    `scores` names the measures that it can score, `default_of` those that it scores by default.
    `place` is its folder, or what stands for one on the hub; `size` counts bytes and is None where
    no file is here. `state` is `ok`, `not downloaded`, `needs the hub extra` or `error`; `message`
    says more wherever it is not `ok`.
    """

    name: str
    revision: str
    title: str
    backend: str
    licence: str
    scores: tuple[str, ...]
    default_of: tuple[str, ...]
    place: str
    size: int | None
    hashes: int
    state: str
    message: str

    @property
    def failed(self) -> bool:
        """Whether scoring as `models.yaml` has it would fail because of this model."""
        return bool(self.default_of) and self.state != OK


def list_models(configuration: Configuration) -> tuple[ListedModel, ...]:
    """Try every model: compare its files with their hashes, load it, score a sentence.

    Nothing is ever downloaded. Raises nothing for a model that does not work.
    """
    return tuple(_listed(model, configuration) for model in configuration.models)


def _listed(model: AnyModel, configuration: Configuration) -> ListedModel:
    state, message = _tried(model, configuration)
    folder = _folder(model, configuration.folder)
    return ListedModel(
        name=model.name,
        revision=model.revision,
        title=model.title,
        backend=model.backend,
        licence=model.licence,
        scores=tuple(m.name for m in configuration.measures if m.name in model.scores),
        default_of=tuple(m.name for m in configuration.measures if m.model == model.name),
        place=str(folder) if folder else f"{model.source} (not here)",
        size=_size(model, folder) if folder else None,
        hashes=len(model.sha256),
        state=state,
        message=message,
    )


def _tried(model: AnyModel, configuration: Configuration) -> tuple[str, str]:
    """Return the state of a model and the message for it."""
    from huggingface_hub.errors import LocalEntryNotFoundError

    try:
        with _offline():
            _try(model, configuration)
    except ModelError as error:
        if isinstance(error.__cause__, LocalEntryNotFoundError):
            return NOT_DOWNLOADED, (
                f"{model.source} at {model.revision} is fetched from the hub when it is first used."
            )
        if isinstance(error.__cause__, ImportError):
            return NEEDS_HUB, str(error)
        return FAULTY, str(error)
    return OK, ""


def _try(model: AnyModel, configuration: Configuration) -> None:
    source = locate(model.source, configuration.folder)
    if source is not None:
        # Also where this process has loaded the model before and would not read its files again.
        verify_files(model, source)
    load_scorer(model, configuration.folder)
    measures = tuple(
        measure.model_copy(update={"model": model.name})
        for measure in configuration.measures
        if measure.name in model.scores
    )
    score_texts([SENTENCE], configuration.model_copy(update={"measures": measures}))


@contextmanager
def _offline() -> Iterator[None]:
    """Let the hub's client answer from its cache alone."""
    from huggingface_hub import constants

    before = constants.HF_HUB_OFFLINE
    constants.HF_HUB_OFFLINE = True
    try:
        yield
    finally:
        constants.HF_HUB_OFFLINE = before


def _folder(model: AnyModel, folder: Path) -> Path | None:
    """Return where a model's files are: a folder of this machine, or one of the hub's cache."""
    found = locate(model.source, folder)
    if found is not None or model.backend != "transformers":
        return found
    from huggingface_hub import constants
    from huggingface_hub.file_download import repo_folder_name

    name = repo_folder_name(repo_id=model.source, repo_type="model")
    cached = Path(constants.HF_HUB_CACHE) / name / "snapshots" / model.revision
    return cached if cached.is_dir() else None


def _size(model: AnyModel, folder: Path) -> int:
    """Return the bytes of the files that `model` names, else of all files in its folder."""
    named = [folder / name for name in model.sha256] or list(folder.iterdir())
    return sum(path.stat().st_size for path in named if path.is_file())
