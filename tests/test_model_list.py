"""`tonelens models` lists every model, tries each, and never downloads."""

import json
import sys
from pathlib import Path

import pytest
from model_files import save_models
from tiny_models import block_network

from analysis.cli import main
from analysis.config import load_configuration
from analysis.model_list import FAULTY, NEEDS_HUB, NOT_DOWNLOADED, OK, ListedModel, list_models

HUB = {
    "name": "hub",
    "title": "From the hub",
    "description": "For tests.",
    "backend": "transformers",
    "source": "mill-lane/tone",
    "revision": "0123456789" * 4,
    "licence": "MIT",
    "scores": {"hedging": {"values": {"sure": 0, "unsure": 1}}},
}


def listed(path: Path) -> dict[str, ListedModel]:
    """Return what is listed, by name."""
    return {model.name: model for model in list_models(load_configuration(path))}


def save_with_hub(folder: Path, **default: str) -> Path:
    """Write a models.yaml that also has a model of the hub."""
    path = save_models(folder, **default)
    content = json.loads(path.read_text(encoding="utf-8"))
    content["models"].append(HUB)
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def test_a_model_that_works_is_ok(tmp_path: Path) -> None:
    """With its place, its size and the measures it scores by default."""
    found = listed(save_models(tmp_path, hedging="second"))
    assert found["lexicon"].state == OK
    assert found["lexicon"].default_of == ("sentiment", "sensationalism")
    assert found["second"].default_of == ("hedging",)
    assert found["lexicon"].size == found["second"].size
    assert Path(found["lexicon"].place).is_dir()


def test_our_own_models_are_all_ok(capfd: pytest.CaptureFixture[str]) -> None:
    """What is shipped works where it was installed."""
    assert main(["models"]) == 0
    said = capfd.readouterr()
    assert said.err == ""
    assert said.out.count("  check      ok (") == len(load_configuration().models)


def test_a_file_that_was_changed_fails_even_when_the_model_is_loaded_already(
    tmp_path: Path,
) -> None:
    """The file on the disk is what the next process will load."""
    path = save_models(tmp_path)
    assert listed(path)["lexicon"].state == OK
    content = json.loads(path.read_text(encoding="utf-8"))
    copied = tmp_path / "lists"
    copied.mkdir()
    for file in Path(content["models"][0]["source"]).glob("*.txt"):
        (copied / file.name).write_bytes(file.read_bytes())
    content["models"][0]["source"] = "lists"
    path.write_text(json.dumps(content), encoding="utf-8")
    assert listed(path)["lexicon"].state == OK
    with (copied / "hedging.txt").open("a") as changed:
        changed.write("# one more line\n")
    found = listed(path)["lexicon"]
    assert (found.state, found.failed) == (FAULTY, True)
    assert "hedging.txt" in found.message


def test_what_is_not_in_use_may_fail(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """It is said, and the exit code stays 0."""
    assert main(["models", "--models", str(save_models(tmp_path))]) == 0
    printed = capfd.readouterr().out
    assert "gone@1: Gone" in printed
    assert "error: The model 'gone' is not in" in printed


def test_what_is_in_use_must_not_fail(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """All are still listed; the exit code is 2, and one line says why."""
    assert main(["models", "--models", str(save_models(tmp_path, hedging="gone"))]) == 2
    said = capfd.readouterr()
    assert said.out.count("  check ") == 4
    (line,) = said.err.splitlines()
    assert "because of gone" in line


def test_a_model_of_the_hub_is_never_downloaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not in the cache, it is not downloaded, and nobody is asked for it."""
    pytest.importorskip("torch", reason="the hub extra (torch) is not installed")
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "cache"))
    attempts = block_network(monkeypatch)
    path = save_with_hub(tmp_path)
    found = listed(path)["hub"]
    assert (found.state, found.size, found.failed) == (NOT_DOWNLOADED, None, False)
    assert attempts == []
    save = json.loads(path.read_text(encoding="utf-8"))
    save["measures"][2]["model"] = "hub"
    path.write_text(json.dumps(save), encoding="utf-8")
    assert listed(path)["hub"].failed


def test_without_torch_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the command that installs it."""
    monkeypatch.setitem(sys.modules, "torch", None)
    found = listed(save_with_hub(tmp_path))["hub"]
    assert found.state == NEEDS_HUB
    assert "tonelens[hub]" in found.message


def test_a_score_outside_its_range_is_found(tmp_path: Path) -> None:
    """It would be refused in the middle of the first article."""
    path = save_models(tmp_path)
    content = json.loads(path.read_text(encoding="utf-8"))
    content["models"][1]["scores"]["hedging"]["terms"] = "sentiment.txt"
    content["measures"][2] |= {
        "range": [0, 0.1],
        "clear": 0.1,
        "levels": [{"from": 0, "label": "no"}, {"from": 0.05, "label": "yes"}],
    }
    path.write_text(json.dumps(content), encoding="utf-8")
    assert "outside its range" in listed(path)["lexicon"].message


def test_the_list_as_json(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """For scripts: every model with its state."""
    assert main(["models", "--json", "--models", str(save_models(tmp_path))]) == 0
    states = {m["name"]: m["state"] for m in json.loads(capfd.readouterr().out)}
    assert states == {"lexicon": OK, "second": OK, "gone": FAULTY, "measured": FAULTY}
