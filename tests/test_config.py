"""models.yaml is data: what fits is read, what does not is named, all at once."""

from pathlib import Path

import pytest
import yaml

from analysis.config import ENVIRONMENT_VARIABLE, Configuration, load_configuration
from analysis.errors import ConfigurationError
from analysis.resources import resource


@pytest.fixture
def content() -> dict:
    """Return the content of our own models.yaml, to be spoilt."""
    return yaml.safe_load(resource("models.yaml").read_text(encoding="utf-8"))


def load(content: dict, folder: Path) -> Configuration:
    """Write `content` as models.yaml and read it back."""
    path = folder / "models.yaml"
    path.write_text(yaml.safe_dump(content), encoding="utf-8")
    return load_configuration(path)


def test_our_own_configuration_names_the_three_measures(configuration: Configuration) -> None:
    """The public columns come from here, so their names and order are fixed."""
    assert [m.name for m in configuration.measures] == ["sentiment", "sensationalism", "hedging"]
    assert [m.range for m in configuration.measures] == [(-1, 1), (0, 1), (0, 1)]


def test_every_fault_is_reported_at_once_with_its_path(content: dict, tmp_path: Path) -> None:
    """A user mends a file in one go, not one fault a run."""
    del content["measures"][0]["title"]
    content["measures"][1]["colour"] = "red"
    content["models"][0]["licence"] = ""
    with pytest.raises(ConfigurationError) as caught:
        load(content, tmp_path)
    message = str(caught.value)
    assert "measures[0].title: Field required" in message
    assert "measures[1].colour: Extra inputs are not permitted" in message
    assert "licence" in message


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        # A typing mistake in the name of a model is the likeliest fault of all.
        (lambda c: c["measures"][0].update(model="lexikon"), "there is no model 'lexikon'"),
        # A model that exists but knows nothing of the measure.
        (lambda c: c["models"][0]["scores"].remove("hedging"), "does not score 'hedging'"),
        # Measures whose columns would overwrite the text, a count, or another's share.
        (lambda c: c["measures"][0].update(name="text"), "the column 'text' belongs to"),
        (lambda c: c["measures"][0].update(name="words"), "the column 'words' belongs to"),
        (lambda c: c["measures"][0].update(name="hedging_clear"), "'hedging_clear' belongs to"),
        # Two measures of one name would overwrite each other's column.
        (lambda c: c["measures"].append(c["measures"][0]), "'sentiment' is named 2 times"),
        (lambda c: c["measures"][0].update(range=[1, -1]), "measures[0].range"),
        # Levels out of order would give a score the wrong wording.
        (lambda c: c["measures"][1]["levels"].reverse(), "must begin above the one before"),
        (lambda c: c["measures"][1].update(clear=1.5), "above the highest score"),
        # Scores below the first level would have no wording.
        (lambda c: c["measures"][0]["levels"].pop(0), "the first must begin at -1"),
    ],
)
def test_faults_between_records_are_named(
    content: dict, tmp_path: Path, spoil: object, expected: str
) -> None:
    """What each record alone cannot know is checked across them."""
    spoil(content)
    with pytest.raises(ConfigurationError) as caught:
        load(content, tmp_path)
    assert expected in str(caught.value)


def test_a_measure_is_added_without_python(content: dict, tmp_path: Path) -> None:
    """A second measure over existing word lists needs five lines of YAML."""
    content["measures"].append(
        {**content["measures"][1], "name": "vividness", "title": "Vividness", "model": "lexicon"}
    )
    lists = next(model for model in content["models"] if model["name"] == "lexicon")
    lists["scores"]["vividness"] = {"terms": "sensationalism.txt"}
    assert load(content, tmp_path).measure("vividness").title == "Vividness"


def test_the_environment_names_another_file(
    content: dict, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A newsroom sets its own configuration once, for dashboard and command line."""
    content["measures"][0]["title"] = "Tone"
    load(content, tmp_path)
    monkeypatch.setenv(ENVIRONMENT_VARIABLE, str(tmp_path / "models.yaml"))
    assert load_configuration().measure("sentiment").title == "Tone"


def test_a_missing_file_is_said_with_the_remedy(tmp_path: Path) -> None:
    """The message names the file; a string is as good as a path."""
    with pytest.raises(ConfigurationError, match=r"cannot be read.*Name an existing file"):
        load_configuration(str(tmp_path / "none.yaml"))


def test_a_wrong_environment_variable_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else nobody would know where the name came from."""
    monkeypatch.setenv(ENVIRONMENT_VARIABLE, "none.yaml")
    with pytest.raises(ConfigurationError, match=r"none\.yaml.*unset .*TONELENS_MODELS"):
        load_configuration()


@pytest.mark.parametrize(
    "text", ["measures: [", "- just\n- a list\n", "", "measures: 3\n", "[" * 5_000]
)
def test_what_is_no_configuration_is_refused(tmp_path: Path, text: str) -> None:
    """Broken YAML, a list, nothing and a number are all told apart from a crash."""
    path = tmp_path / "models.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError):
        load_configuration(path)


def test_another_model_changes_the_hash(content: dict, tmp_path: Path) -> None:
    """Caches are keyed on it, so all that can change a score must change it."""
    second = {**content["models"][0], "name": "second"}
    content["models"].append(second)
    configuration = load(content, tmp_path)
    changed = configuration.with_models({"hedging": "second"})
    assert changed.measure("hedging").model == "second"
    assert changed.sha256() != configuration.sha256()
    assert [model.name for model in changed.used_models()] == ["tonelens", "second"]


@pytest.mark.parametrize("choice", [{"hedging": "none"}, {"wit": "lexicon"}])
def test_an_impossible_choice_of_models_is_refused(
    configuration: Configuration, choice: dict[str, str]
) -> None:
    """An unknown model or measure on the command line is a user's mistake, and is said."""
    with pytest.raises(ConfigurationError):
        configuration.with_models(choice)


@pytest.mark.parametrize(
    ("name", "score", "wording"),
    [
        # A score exactly on a boundary belongs to the level further from 0, as `clear` counts it.
        ("sentiment", -0.65, "clearly unfavourable"),
        ("sentiment", -0.64, "somewhat unfavourable"),
        ("sentiment", -0.35, "somewhat unfavourable"),
        ("sentiment", 0.35, "somewhat favourable"),
        ("sentiment", 0.65, "clearly favourable"),
        ("sensationalism", 0.5, "clear"),
        ("sensationalism", 0.49, "mild"),
        ("sensationalism", 0.0, "plain"),
        ("sentiment", -1.0, "clearly unfavourable"),
        ("sentiment", 0.0, "neutral"),
        ("hedging", 1.0, "main claim hedged"),
    ],
)
def test_levels_put_scores_into_words(
    configuration: Configuration, name: str, score: float, wording: str
) -> None:
    """The wording beside a colour comes from here."""
    assert configuration.measure(name).level(score) == wording


def test_clear_counts_both_directions(configuration: Configuration) -> None:
    """A strongly favourable sentence is as clear as a strongly unfavourable one."""
    sentiment = configuration.measure("sentiment")
    assert sentiment.is_clear(-0.65)
    assert sentiment.is_clear(0.65)
    assert not sentiment.is_clear(0.64)
