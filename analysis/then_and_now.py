"""What differs between the circumstances that a manifest records and those of today."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from analysis.config import AnyModel, Configuration
from analysis.manifest import circumstances
from analysis.manifest_reader import Recorded, RecordedModel
from analysis.models_in_use import identity_of, model_identity

_NONE = "none"
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Change:
    """Something that is not as it was."""

    what: str
    then: str
    now: str


def changes(recorded: Recorded, configuration: Configuration) -> tuple[Change, ...]:
    """Return what is not as the manifest records it; what it does not record is passed over."""
    now = circumstances(configuration)
    then = recorded.model_dump(mode="json")
    plain = ("tonelens", "python", "machine", "fingerprint", "voice_sha256")
    found = list(_plain(then, now, plain))
    if recorded.libraries is not None:
        found += _of_mapping("library ", recorded.libraries, now["libraries"])
    for kind in ("measures", "models"):
        if then[kind] is not None:
            found += _of_records(kind.removesuffix("s"), then[kind], now[kind])
    known = any(change.what.startswith(("measure ", "model ")) for change in found)
    if not known:  # otherwise only a hash would be said again
        found += _plain(then, now, ("configuration_sha256",))
    return tuple(found)


def _plain(
    then: Mapping[str, Any], now: Mapping[str, Any], names: Iterable[str]
) -> Iterator[Change]:
    for name in names:
        if then[name] is not None and then[name] != now[name]:
            yield Change(name, then[name], now[name])


def _of_records(
    kind: str, then: Iterable[Mapping[str, Any]], now: Iterable[Mapping[str, Any]]
) -> Iterator[Change]:
    """Yield the differences between lists of records that have a name."""
    before, after = ({record["name"]: record for record in records} for records in (then, now))
    for name in dict.fromkeys((*before, *after)):
        if name in before and name in after:
            yield from _of_mapping(f"{kind} {name}: ", before[name], after[name])
        else:
            yield Change(
                f"{kind} {name}", *("there" if name in of else _NONE for of in (before, after))
            )


def _of_mapping(prefix: str, then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Change]:
    for name in dict.fromkeys((*then, *now)):
        before, after = then.get(name), now.get(name)
        if name == "sha256" and isinstance(before, dict) and isinstance(after, dict):
            yield from _of_mapping(f"{prefix}SHA-256 of ", before, after)
        elif before != after:
            yield Change(f"{prefix}{name}", _shown(before), _shown(after))


def _shown(value: Any) -> str:  # noqa: ANN401
    text = _NONE if value is None else str(value)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def models_of_then(
    recorded: Recorded, configuration: Configuration
) -> tuple[Configuration, tuple[str, ...]]:
    """Return the configuration with the models that the manifest names, where they are there.

    The second part says which are not the same, each with what to do.
    """
    models = {model.name: model for model in recorded.models or ()}
    choice: dict[str, str] = {}
    notes: list[str] = []
    for measure in recorded.measures or ():
        if all(own.name != measure.name for own in configuration.measures):
            notes.append(
                f"models.yaml has no measure {measure.name} any more; add it to one that you "
                "give with --models."
            )
            continue
        now = next((m for m in configuration.models if m.name == measure.model), None)
        if now is not None and measure.name in now.scores:
            choice[measure.name] = now.name
        then = models.get(measure.model)
        notes += _model_notes(measure.name, measure.model, then, now, configuration)
    return configuration.with_models(choice), tuple(dict.fromkeys(notes))


def _model_notes(
    measure: str,
    name: str,
    then: RecordedModel | None,
    now: AnyModel | None,
    configuration: Configuration,
) -> Iterator[str]:
    remedy = "To repeat the scores, name its files of then in a models.yaml given with --models."
    if now is None or measure not in now.scores:
        used = configuration.measure(measure).model
        yield f"models.yaml has no model {name} for {measure} any more; {used} is used. {remedy}"
    elif then is not None:
        here = model_identity(now, configuration.folder)
        if identity_of(then.model_dump(mode="json")) != here:
            yield (
                f"The model {name}@{now.revision} is not the {name}@{then.revision} of then; "
                f"what differs is listed below. {remedy}"
            )
