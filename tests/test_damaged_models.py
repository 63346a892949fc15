"""A model that is missing, cut short or another one is refused with the remedy, everywhere.

In Python, on the command line and in the dashboard; nothing is ever scored by another in its place.
"""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from app_runs import CALM, LOUD, desk, go, start, upload

from analysis import encoder, load_configuration, score_sentences
from analysis.articles import read_files
from analysis.cli import main
from analysis.errors import ModelError
from analysis.pipeline import analyse
from analysis.resources import resource
from analysis.stories import group_stories
from analysis.voice import parser
from dashboard import warm_up

# What may happen to a file, and what is said of it.
FAULTS: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (Path.unlink, r"(?i)missing|lacks|no such file"),
    "cut short": (lambda file: file.write_bytes(file.read_bytes()[:-100]), "damaged|cut short"),
    "another": (lambda file: file.write_bytes(file.read_bytes() + b" "), "changed"),
}
REMEDY = r"(?i)copy (?:the whole folder|the model|it) again|Install Tonelens again"
# Whose words it says is settled by the parser.
SAID = (
    b"outlet: Calm\n\nThe mayor said on Monday that the plan, which she likes, will go on. " + CALM
)


@pytest.fixture(autouse=True)
def no_warm_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing be loaded in the background while its files are changed."""
    monkeypatch.setattr(warm_up, "start", lambda: None)


@pytest.fixture(params=FAULTS)
def fault(request: pytest.FixtureRequest) -> tuple[Callable[[Path], object], str]:
    """Return one of the faults and what is said of it."""
    return FAULTS[request.param]


def copied(name: str, tmp_path: Path, file: str, change: Callable[[Path], object]) -> Path:
    """Copy the weights of a model, and change one of the files."""
    folder = tmp_path / "weights" / name
    shutil.copytree(resource("weights") / name, folder)
    change(folder / file)
    return folder


@pytest.fixture(params=["model.onnx", "tokenizer.json", "config.json", "readout.json"])
def bundled(
    request: pytest.FixtureRequest, fault: tuple[Callable[[Path], object], str], tmp_path: Path
) -> tuple[Path, str]:
    """Return a models.yaml beside a copy of the bundled model with a fault, and what is said."""
    folder = copied("tonelens", tmp_path, request.param, fault[0])
    config = resource("models.yaml").read_text(encoding="utf-8")
    own = tmp_path / "models.yaml"
    own.write_text(config.replace("source: weights/tonelens", f"source: {folder}"))
    return own, fault[1]


def test_the_bundled_model_is_refused_in_python_and_on_the_command_line(
    bundled: tuple[Path, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No score is written; the message names the model, the file and the remedy."""
    models, said = bundled
    with pytest.raises(ModelError, match=said) as caught:
        score_sentences(["It may rain."], configuration=load_configuration(models))
    assert "tonelens" in str(caught.value)
    caught.match(REMEDY)
    article, scores = tmp_path / "calm.txt", tmp_path / "scores.csv"
    article.write_bytes(CALM)
    assert main(["score", str(article), "-o", str(scores), "--models", str(models)]) == 2
    assert str(caught.value) in capsys.readouterr().err
    assert not scores.exists()


def test_the_bundled_model_is_refused_in_the_dashboard(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The article stays and has no score."""
    folder = copied("tonelens", tmp_path, "model.onnx", FAULTS["cut short"][0])
    config = resource("models.yaml").read_text(encoding="utf-8")
    own = tmp_path / "models.yaml"
    own.write_text(config.replace("source: weights/tonelens", f"source: {folder}"))
    monkeypatch.setenv("TONELENS_MODELS", str(own))
    app = upload(start(repository), ("calm.txt", CALM))
    assert "cut short" in app.error[0].value
    assert "copy it again" in app.error[0].value
    assert len(desk(app).articles) == 1
    assert not desk(app).scores


@pytest.fixture(params=["parser", "matcher"])
def shipped(
    request: pytest.FixtureRequest,
    fault: tuple[Callable[[Path], object], str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[tuple[str, str]]:
    """Put a copy with a fault in the place of the parser or the encoder; give what is said."""
    module = {"parser": parser, "matcher": encoder}[request.param]
    file = {"parser": "config.cfg", "matcher": "model.onnx"}[request.param]
    copied(request.param, tmp_path, file, fault[0])
    monkeypatch.setattr(module, "resource", lambda name: tmp_path / name)
    module._loaded.cache_clear()
    yield request.param, fault[1]
    module._loaded.cache_clear()


def test_parser_and_encoder_are_refused_everywhere(
    shipped: tuple[str, str],
    repository: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Each by whoever needs it first."""
    name, said = shipped
    articles = read_files([("calm.txt", SAID), ("loud.txt", LOUD)]).articles
    use = {"parser": analyse, "matcher": group_stories}[name]
    with pytest.raises(ModelError, match=said) as caught:
        use(articles)
    caught.match(REMEDY)
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "calm.txt").write_bytes(SAID)
    (folder / "loud.txt").write_bytes(LOUD)
    stories = tmp_path / "stories.csv"
    assert main(["compare", str(folder), "--stories", str(stories)]) == 2
    assert "Install Tonelens again" in capsys.readouterr().err
    assert not stories.exists()
    app = upload(start(repository), ("calm.txt", SAID), ("loud.txt", LOUD))
    if name == "matcher":
        go(app, "compare")
    assert any("Install Tonelens again" in error.value for error in app.error)
    assert len(desk(app).articles) == 2
