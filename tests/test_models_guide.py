"""The examples of docs/models.md work as they are printed there."""

import re
import warnings
from pathlib import Path

import pytest
import yaml
from tiny_models import change_json, record, save_bert

from analysis.config import Configuration, load_configuration
from analysis.scorers import load_scorer

SENTENCE = "The stall was, without a doubt, a great success."


@pytest.fixture(scope="module")
def blocks(repository: Path) -> list[tuple[str, str]]:
    """Return language and content of every block of the guide, in order."""
    guide = (repository / "docs" / "models.md").read_text(encoding="utf-8")
    return re.findall(r"^```(\w+)\n(.*?)^```", guide, flags=re.MULTILINE | re.DOTALL)


@pytest.fixture
def configuration(blocks: list[tuple[str, str]], repository: Path, tmp_path: Path) -> Configuration:
    """Return our own models.yaml with all additions of the guide, in a folder of its own."""
    content = yaml.safe_load((repository / "models.yaml").read_text(encoding="utf-8"))
    for addition in (yaml.safe_load(text) for language, text in blocks if language == "yaml"):
        for kind, records in addition.items():
            content[kind] += records
    path = tmp_path / "models.yaml"
    path.write_text(yaml.safe_dump(content), encoding="utf-8")
    return load_configuration(path)


def test_all_additions_are_valid(configuration: Configuration) -> None:
    """And the hub model can be chosen for sentiment, as the guide says."""
    names = {measure.name for measure in configuration.measures}
    assert names >= {"sentiment", "loaded_language", "emphasis"}
    chosen = configuration.with_models({"sentiment": "sst2"})
    assert re.fullmatch("[0-9a-f]{40}", chosen.model("sst2").revision)


def test_the_word_list_scores(blocks: list[tuple[str, str]], configuration: Configuration) -> None:
    """Its own files, written out as printed, tabs included."""
    folder = configuration.folder / "lists"
    folder.mkdir()
    terms, negations = [text for language, text in blocks if language == "text"]
    (folder / "emphasis.txt").write_text(terms, encoding="utf-8")
    (folder / "negations.txt").write_text(negations, encoding="utf-8")
    scorer = load_scorer(configuration.model("emphasis"), configuration.folder)
    scores = scorer.score([SENTENCE, "It was not clearly a success.", "The stall opened."])
    assert [score.values["emphasis"] for score in scores] == [pytest.approx(0.9), 0, 0]


def test_the_token_classifier_scores_and_its_export_gives_the_same(
    blocks: list[tuple[str, str]],
    configuration: Configuration,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The folder is beside models.yaml; the export is the guide's own code."""
    pytest.importorskip("torch", reason="the hub extra (torch) is not installed")
    save_bert(configuration.folder / "loaded-language", ["plain", "loaded"], per_token=True)
    model = configuration.model("loaded_language")
    expected = load_scorer(model, configuration.folder).score([SENTENCE])[0].values
    assert 0 < expected["loaded_language"] < 1

    monkeypatch.chdir(configuration.folder)
    (code,) = [text for language, text in blocks if language == "python"]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the guide says that there will be some
        exec(compile(code, "docs/models.md", "exec"), {})
    exported = model.model_copy(update={"backend": "onnx"})
    found = load_scorer(exported, configuration.folder).score([SENTENCE])[0].values
    assert found == pytest.approx(expected, abs=1e-5)


def test_the_hub_example_scores_favourable_minus_unfavourable(
    configuration: Configuration, tmp_path: Path
) -> None:
    """With a model of the same kind and labels in its place."""
    pytest.importorskip("torch", reason="the hub extra (torch) is not installed")
    folder = save_bert(tmp_path / "sst2", ["NEGATIVE", "POSITIVE"], per_token=False)
    change_json(folder / "tokenizer_config.json", model_max_length=None)
    scores = {
        name: mapping.model_dump() for name, mapping in configuration.model("sst2").scores.items()
    }
    scorer = load_scorer(record("transformers", folder, scores), tmp_path)
    assert -1 < scorer.score([SENTENCE])[0].values["sentiment"] < 1
