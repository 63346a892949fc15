"""Which models made a score: the hash changes with what makes it, and with nothing else."""

import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.config import Configuration, LexiconMapping, load_configuration
from analysis.models_in_use import fingerprint, model_identity
from analysis.resources import resource


def with_model(configuration: Configuration, name: str = "lexicon", **changed) -> Configuration:
    """Return a configuration that scores by a model in which something is changed."""
    models = tuple(
        model.model_copy(update=changed) if model.name == name else model
        for model in configuration.models
    )
    measures = tuple(m.model_copy(update={"model": name}) for m in configuration.measures)
    return configuration.model_copy(update={"models": models, "measures": measures})


def test_no_spreadsheet_takes_it_for_a_number(configuration: Configuration) -> None:
    """A letter that is no hexadecimal digit comes first; 12 digits follow."""
    assert re.fullmatch(r"m[0-9a-f]{12}", fingerprint(configuration))


@pytest.mark.parametrize(
    "changed",
    [
        {"revision": "2"},
        {"sha256": {"hedging.txt": "0" * 64}},
        {"negations": "other.txt"},
        {"scores": {"hedging": LexiconMapping(terms="hedging.txt", negation="flip")}},
    ],
)
def test_what_makes_a_score_changes_it(configuration: Configuration, changed: dict) -> None:
    """Revision, files, and how they become a score."""
    assert fingerprint(with_model(configuration, **changed)) != fingerprint(
        with_model(configuration)
    )


described = st.text(st.characters(categories=["L"]), min_size=1)


@settings(deadline=None)
@given(st.fixed_dictionaries({}, optional=dict.fromkeys(("title", "description"), described)))
def test_wording_does_not(changed: dict[str, str]) -> None:
    """Law: however a model is described, its scores are the same."""
    configuration = load_configuration()
    assert fingerprint(with_model(configuration, **changed)) == fingerprint(
        with_model(configuration)
    )


def test_levels_do_not(configuration: Configuration) -> None:
    """They word a score; they do not make it."""
    measures = tuple(m.model_copy(update={"clear": 0.9}) for m in configuration.measures)
    other = configuration.model_copy(update={"measures": measures})
    assert fingerprint(other) == fingerprint(configuration)


def test_a_model_in_use_counts_and_another_does_not(configuration: Configuration) -> None:
    """Models that are only there make no score."""
    hedged = configuration.with_models({"hedging": "lexicon"})
    assert fingerprint(hedged) != fingerprint(configuration)
    alone = configuration.model_copy(update={"models": configuration.models[:1]})
    assert fingerprint(alone) == fingerprint(configuration)


def test_without_hashes_the_files_themselves_count(
    configuration: Configuration, tmp_path: Path
) -> None:
    """Wherever they lie: the same files in another folder are the same model."""
    found = []
    for folder, more in (("one", ""), ("two", ""), ("three", "# a comment\n")):
        shutil.copytree(resource("lexicons"), tmp_path / folder)
        with (tmp_path / folder / "hedging.txt").open("a") as file:
            file.write(more)
        source = str(tmp_path / folder)
        found.append(fingerprint(with_model(configuration, sha256={}, source=source)))
    assert found[0] == found[1] != found[2]


def test_a_model_of_the_hub_is_known_by_its_name_and_commit(configuration: Configuration) -> None:
    """There are no files here to hash."""
    model = configuration.model("lexicon").model_copy(update={"sha256": {}, "source": "a/b"})
    assert model_identity(model, Path())["source"] == "a/b"
