"""The page Methods, and which model scores what: as a user meets them, without a browser."""

import csv
import io
import json
from pathlib import Path

import pytest
from app_runs import CALM, LOUD, desk, go, press, run, shown, start, upload
from model_files import save_models
from streamlit.testing.v1 import AppTest

from analysis import downloads
from analysis.alignment.accuracy import matching_figures
from analysis.config import Configuration, load_configuration
from analysis.resources import resource
from dashboard import palette
from dashboard.examples import examples
from dashboard.method_charts import reliability
from dashboard.methods_parts import NOT_MEASURED

ALL = ("articles", "article", "compare", "methods")


@pytest.fixture
def models_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a models.yaml with several models, which the dashboard uses."""
    path = save_models(tmp_path)
    monkeypatch.setenv("TONELENS_MODELS", str(path))
    return path


def choose(app: AppTest, measure: str, model: str) -> AppTest:
    """Choose a model on the page Methods."""
    app.selectbox(key=f"model_{measure}").set_value(model)
    return run(app)


def test_every_level_of_a_measure_has_its_words(configuration: Configuration) -> None:
    """Examples for every measure of ours, two or three for each word."""
    for measure in configuration.measures:
        own = examples(measure)
        assert len(own) >= 3
        assert all(2 <= len(sentences) <= 3 for sentences in own.values())


def test_a_measure_with_other_levels_gets_no_examples_of_ours(configuration: Configuration) -> None:
    """Somebody else's hedging may mean something else."""
    measure = configuration.measure("hedging").model_copy(update={"high": "vague", "levels": ()})
    assert examples(measure) == {}


def test_the_page_says_what_is_measured_and_how_right_it_is(
    repository: Path, configuration: Configuration
) -> None:
    """Examples, people's labels apart from a model's, and the sections for every check."""
    app = go(start(repository), "methods")
    said = shown(app)
    for measure in configuration.measures:
        assert f"**{measure.title}.**" in said
        for level, sentences in examples(measure).items():
            assert f"- *{level}*: “{sentences[0]}”" in said
    stored = json.loads(resource("docs/validity.json").read_text(encoding="utf-8"))["results"]
    by_people = [row["name"] for row in stored if row["labels_by"] == "people"]
    by_model = [row["name"] for row in stored if row["labels_by"] != "people"]
    tables = [table.value for table in app.dataframe if "Measured in" in table.value]
    assert sorted(n for t in tables for n in t["Set"]) == sorted([*by_people, *by_model])
    assert not any(set(by_people) & set(t["Set"]) and set(by_model) & set(t["Set"]) for t in tables)
    assert all("Model in use" in table for table in tables)  # true of whichever model it is
    assert "agreement with model annotation" in said


@pytest.mark.usefixtures("models_file")
def test_what_was_not_measured_is_said(repository: Path) -> None:
    """No figure of one model may stand by another; no part of the page is left blank."""
    app = start(repository)
    choose(go(app, "methods"), "sensationalism", "second")
    app = choose(app, "hedging", "second")
    assert shown(app).count(NOT_MEASURED) >= 4  # two measures, reliability, unsure


def test_calibration_is_drawn_where_there_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, repository: Path
) -> None:
    """A chart with its takeaway and its data, the flag's error rates, the card."""
    monkeypatch.setenv("TONELENS_MODELS", str(save_models(tmp_path, sensationalism="measured")))
    app = go(start(repository), "methods")
    said = shown(app).replace("\\", "")
    assert len(app.get("vega_lite_chart")) == 1
    assert "mild or more, 300 sentences. Predicted and observed differ by 3.4 points" in said
    assert "at most 41% predicted against 48% observed" in said
    assert "3.2 times as often" in said
    assert "the label says, which a language model gave" in said  # never called plain accuracy
    assert "sensationalism 80%" in said
    assert "##### The measured model" in said
    assert "licence: CC0" not in said  # the card's front matter
    assert "\n# a comment" in shown(app)  # code stays as it is
    data = next(t.value for t in app.dataframe if "Observed" in t.value)
    assert list(data["N"]) == [100, 100, 100]


def test_a_damaged_calibration_is_explained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, repository: Path
) -> None:
    """The rest of the page stays."""
    monkeypatch.setenv("TONELENS_MODELS", str(save_models(tmp_path, sensationalism="measured")))
    (tmp_path / "measured" / "calibration.json").write_text("{", encoding="utf-8")
    app = go(start(repository), "methods")
    assert "calibration" in app.error[0].value
    assert app.subheader[-1].value == "Your texts"


def test_a_reliability_chart_has_points_a_line_and_the_diagonal(
    configuration: Configuration,
) -> None:
    """Predicted across, observed up, both from 0 to 1, n on pointing."""
    import pandas as pd

    frame = pd.DataFrame({"predicted": [0.1, 0.9], "observed": [0.2, 0.8], "n": [5, 7]})
    own = palette.palettes(configuration.measures)["hedging"]
    spec = reliability(frame, own).to_dict()
    diagonal, line, points = spec["layer"]
    assert diagonal["mark"]["strokeDash"]
    assert line["mark"]["type"] == "line"
    assert points["mark"]["type"] == "circle"
    for axis, name in (("x", "predicted"), ("y", "observed")):
        assert points["encoding"][axis]["field"] == name
        assert points["encoding"][axis]["scale"]["domain"] == [0, 1]
    assert [tip["field"] for tip in points["encoding"]["tooltip"]] == ["predicted", "observed", "n"]


@pytest.mark.parametrize("page", ALL[:3])
def test_beside_scores_stands_their_accuracy(repository: Path, page: str) -> None:
    """Of a set that people labelled, or that there is none; and the way to Methods."""
    app = go(upload(start(repository), ("calm.txt", CALM), ("loud.txt", LOUD)), page)
    said = shown(app).lower()
    assert "people’s labels" in said or "accuracy not measured" in said
    assert any("Methods" in link.proto.label for link in app.get("page_link")[4:])


@pytest.mark.usefixtures("models_file")
def test_one_baseline_alone_comes_from_word_lists(repository: Path) -> None:
    """The warning names the measures it is true of, and is a sentence for one of them too."""
    app = choose(go(start(repository), "methods"), "sentiment", "second")
    app = choose(app, "hedging", "second")
    assert "Baseline scores: sensationalism comes from counting" in shown(app)


def test_a_model_chosen_scores_on_all_pages_and_is_named_on_them(
    models_file: Path, repository: Path
) -> None:
    """In the download too; and the scores of the model before are kept."""
    app = upload(start(repository), ("calm.txt", CALM), ("loud.txt", LOUD))
    choose(go(app, "methods"), "hedging", "second")
    assert "2 articles" in shown(app)
    go(app, "articles")
    for page in ALL:
        said = shown(go(app, page)).replace("\\", "")
        assert "sentiment and sensationalism by Word lists; hedging by Second lists" in said
        assert "sentiment and sensationalism come from counting" in said
    configuration = load_configuration(models_file).with_models({"hedging": "second"})
    chosen = desk(app).analysis(configuration)
    data = downloads.sentences_csv(chosen).decode()
    (label,) = {row["model"] for row in csv.DictReader(io.StringIO(data))}
    assert "hedging=second@1" in label
    assert not desk(app).waiting(load_configuration(models_file))


@pytest.mark.usefixtures("models_file")
def test_back_to_the_defaults(repository: Path) -> None:
    """The choice, the note and the button go; nothing has to be scored again."""
    app = upload(start(repository), ("calm.txt", CALM))
    choose(go(app, "methods"), "hedging", "second")
    press(app, "default_models")
    assert app.selectbox(key="model_hedging").value == "lexicon"
    assert "Models chosen" not in shown(app)
    assert not [button for button in app.button if button.key == "default_models"]
    go(app, "article")
    assert len(app.metric) == 3


@pytest.mark.usefixtures("models_file")
def test_choosing_the_default_is_no_choice(repository: Path) -> None:
    """Picking it by hand is the same as going back."""
    app = go(start(repository), "methods")
    choose(choose(app, "hedging", "second"), "hedging", "lexicon")
    assert desk(app).models == {}


@pytest.mark.usefixtures("models_file")
def test_only_models_that_score_a_measure_are_offered(repository: Path) -> None:
    """By title, the default marked."""
    app = go(start(repository), "methods")
    assert app.selectbox(key="model_sentiment").options == ["Word lists · default", "Second lists"]
    assert len(app.selectbox(key="model_hedging").options) == 4


@pytest.mark.usefixtures("models_file")
def test_a_model_that_cannot_be_loaded_is_explained_with_a_way_back(repository: Path) -> None:
    """On Methods, and where it would have scored; going back shows the scores again."""
    app = upload(start(repository), ("calm.txt", CALM))
    choose(go(app, "methods"), "hedging", "gone")
    assert "Put its folder there" in app.error[0].value.replace("\\", "")
    assert not [button for button in app.button if button.key == "score_chosen_models"]
    go(app, "articles")
    assert len(app.error) == 1
    press(app, "default_models")
    assert not app.error
    assert app.data_editor[0].value["hedging"].notna().all()
    assert go(app, "methods").selectbox(key="model_hedging").value == "lexicon"


def test_a_choice_that_models_yaml_no_longer_has_can_be_undone(
    models_file: Path, repository: Path
) -> None:
    """The file may be edited while the dashboard runs."""
    app = choose(go(start(repository), "methods"), "hedging", "second")
    content = json.loads(models_file.read_text(encoding="utf-8"))
    content["models"] = [model for model in content["models"] if model["name"] != "second"]
    models_file.write_text(json.dumps(content), encoding="utf-8")
    run(app)
    assert "second" in app.error[0].value
    press(app, "default_models")
    assert not app.error


def test_several_models_by_default_are_named_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, repository: Path
) -> None:
    """Not as a choice of the user's."""
    monkeypatch.setenv("TONELENS_MODELS", str(save_models(tmp_path, hedging="second")))
    app = go(upload(start(repository), ("calm.txt", CALM)), "article")
    said = shown(app)
    assert "Scored by: sentiment and sensationalism by Word lists; hedging by Second lists" in said
    assert "Models chosen" not in said


def test_checks_by_length_are_shown_where_there_are_any(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, repository: Path
) -> None:
    """A row for each length; too few sentences give a dash and not a number."""
    monkeypatch.setenv("TONELENS_MODELS", str(save_models(tmp_path)))
    stored = json.loads(resource("docs/validity.json").read_text(encoding="utf-8"))
    short = {"words": "≤ 15", "n": 80, "positive": 40, "auc": 0.8, "slope": 1.1}
    long = {"words": "> 30", "n": 20, "positive": 4, "auc": None, "slope": None}
    row = {"name": "BABE: biased", "score": "sensationalism", "bins": [short, long]}
    path = tmp_path / "validity.json"
    path.write_text(json.dumps({**stored, "model": "lexicon@1", "by_length": [row]}))
    monkeypatch.setattr("analysis.validity.resource", lambda _name: path)
    app = go(start(repository), "methods")
    (table,) = (t.value for t in app.dataframe if "slope" in t.value)
    assert list(table["words"]) == ["≤ 15", "> 30"]
    assert table["auc"].isna().tolist() == [False, True]


def test_voices_are_shown_with_their_aims(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, repository: Path
) -> None:
    """People's labels in one table, a model's in another, and how many aims are met."""
    monkeypatch.setenv("TONELENS_MODELS", str(save_models(tmp_path)))
    stored = json.loads(resource("docs/validity.json").read_text(encoding="utf-8"))
    row = {"name": "by `voice`", "part": "NEWS dev", "metric": "F1", "labels_by": "people"}
    row |= {"n": 1234, "unit": "sentences", "tonelens": 0.87, "interval": [0.85, 0.89]}
    row |= {"baseline": 0.7, "aim": 0.8, "published": "–", "trained": "never", "note": ""}
    row |= {"held_out": False}
    missed = {**row, "tonelens": 0.75, "labels_by": "a language model, checked against people"}
    without = {**row, "aim": None, "baseline": None}
    content = {**stored, "model": "lexicon@1", "voices": [row, missed, without]}
    path = tmp_path / "validity.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    monkeypatch.setattr("analysis.validity.resource", lambda _name: path)
    app = go(start(repository), "methods")
    people, model = [t.value for t in app.dataframe if "Simple rules" in t.value][:2]
    assert list(people["What is told"]) == ["by voice"] * 2
    assert list(people["Counted"]) == ["1,234 sentences"] * 2
    assert people["Aim"].isna().tolist() == [False, True]
    assert list(model["Tonelens"]) == [0.75]
    assert "1 of 2 met" in shown(app)


def test_stories_and_facts_are_shown_with_their_aims(repository: Path) -> None:
    """Those that were missed too; figures are those of docs/."""
    app = go(start(repository), "methods")
    table = next(t.value for t in app.dataframe if "B-cubed F1" in list(t.value.get("Metric", [])))
    figures = {figure.metric: figure for figure in matching_figures()}
    assert list(table["Tonelens"]) == [figure.value for figure in figures.values()]
    assert figures["B-cubed F1"].value > figures["B-cubed F1"].baseline
    assert figures["precision at recall 0.6"].aim == 0.85
