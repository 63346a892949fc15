"""A CSV of scores given instead of articles: in the command line and on the dashboard."""

from collections.abc import Callable
from pathlib import Path

import pytest
from app_runs import CALM, LOUD, desk, press, shown, start, upload
from model_files import save_models
from streamlit.testing.v1 import AppTest

from analysis.cli import main
from analysis.config import load_configuration
from analysis.scored_csv import read_scored_csv, to_csv

STORM = "Storm hits Port Alder\n\nThe harbour may close, officials said. Two boats sank.\n"
OLD = {"model": "old@0", "model_hash": "m000000000000"}


@pytest.fixture(autouse=True)
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Score by word lists, which are quick."""
    monkeypatch.setenv("TONELENS_MODELS", str(save_models(tmp_path)))


@pytest.fixture
def scores(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that scores texts into a CSV, and changes columns of it."""

    def make(name: str, *texts: bytes, **changed: str) -> Path:
        folder = tmp_path / f"articles of {name}"
        folder.mkdir()
        for number, text in enumerate(texts):
            (folder / f"{number}.txt").write_bytes(text)
        out = tmp_path / name
        assert main(["score", str(folder), "-o", str(out)]) == 0
        if changed:
            out.write_bytes(to_csv(read_scored_csv(out).assign(**changed)))
        return out

    return make


def test_scores_are_compared_as_they_are(
    scores: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whether all are tables of scores or some are articles: the figures are those of articles."""
    loud, calm = tmp_path / "loud.txt", tmp_path / "calm.txt"
    loud.write_bytes(LOUD)
    calm.write_bytes(CALM)
    assert main(["compare", str(loud), str(calm), "-o", str(tmp_path / "d.csv")]) == 0
    expected = read_scored_csv(tmp_path / "d.csv").drop(columns=["first", "second", "finding"])
    tables = [str(scores("loud.csv", LOUD)), str(scores("calm.csv", CALM))]
    for given in (tables, [tables[0], str(calm)]):
        assert main(["compare", *given, "-o", str(tmp_path / "again.csv")]) == 0
        found = read_scored_csv(tmp_path / "again.csv").drop(columns=["first", "second", "finding"])
        assert found.equals(expected)
    assert "warning" not in capsys.readouterr().err


def test_scores_are_not_scored_a_second_time(
    scores: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are used: no model is asked."""
    tables = [str(scores("loud.csv", LOUD)), str(scores("calm.csv", CALM))]
    monkeypatch.setattr("analysis.scoring._score_batch", lambda *_: pytest.fail("was scored"))
    assert main(["compare", *tables, "-o", str(tmp_path / "d.csv")]) == 0


def test_scores_of_different_models_are_refused(
    scores: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before anything is written; with --score-again they are compared."""
    tables = [str(scores("loud.csv", LOUD, **OLD)), str(scores("calm.csv", CALM))]
    out = tmp_path / "d.csv"
    assert main(["compare", *tables, "-o", str(out)]) == 2
    said = capsys.readouterr()
    assert "loud.csv holds scores by old@0 (m000000000000)" in said.err
    assert "lexicon@1" in said.err
    assert "--score-again" in said.err
    assert said.out == ""
    assert not out.exists()
    assert main(["compare", *tables, "-o", str(out), "--score-again"]) == 0
    assert "warning: loud.csv holds scores; its sentences are scored again." in (
        capsys.readouterr().err
    )
    assert len(read_scored_csv(out)) == 3


def test_a_csv_without_a_hash_counts_as_another_model(
    scores: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody knows which it was."""
    older = scores("older.csv", LOUD, CALM)
    older.write_bytes(to_csv(read_scored_csv(older).drop(columns="model_hash")))
    assert main(["compare", str(older)]) == 2
    assert "older.csv holds scores by lexicon@1 (no hash)" in capsys.readouterr().err


def test_scoring_scores_scores_the_sentences(
    scores: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not each row as an article; the same models give the same file."""
    first = scores("first.csv", LOUD, CALM, STORM.encode())
    old = scores("old.csv", LOUD, CALM, STORM.encode(), **OLD)
    for path in (first, old):
        out = tmp_path / "again.csv"
        assert main(["score", str(path), "-o", str(out)]) == 0
        assert f"warning: {path.name} holds scores" in capsys.readouterr().err
        assert out.read_bytes() == first.read_bytes()


def test_a_table_that_was_changed_is_a_problem_and_loses_no_article(
    scores: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is named on a line of its own."""
    path = scores("changed.csv", LOUD)
    path.write_bytes(path.read_bytes().replace(b",body,", b",chorus,"))
    calm, out = tmp_path / "calm.txt", tmp_path / "again.csv"
    calm.write_bytes(CALM)
    assert main(["score", str(path), str(calm), "-o", str(out)]) == 2
    assert "changed.csv#1 was changed since Tonelens wrote it" in capsys.readouterr().err
    assert len(read_scored_csv(out)) == 3


def test_one_article_in_two_tables_counts_once(
    scores: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """And that is said."""
    one = scores("one.csv", LOUD, CALM)
    assert main(["compare", str(one), str(one)]) == 0
    assert "was given twice and is counted once" in capsys.readouterr().err


@pytest.fixture
def app(repository: Path) -> AppTest:
    """Return the dashboard as it first appears."""
    return start(repository)


def test_a_download_comes_back_with_its_scores(
    app: AppTest, scores: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is scored again; texts, figures and corrections are there."""
    data = scores("scored.csv", LOUD, CALM).read_bytes()
    monkeypatch.setattr("analysis.scoring._score_batch", lambda *_: pytest.fail("was scored"))
    upload(app, ("scored.csv", data))
    table = app.data_editor[0].value
    assert list(table["outlet"]) == ["Evening Roar", ""]
    assert list(table["sentences"]) == [2, 3]
    assert table["sensationalism"].notna().all()
    assert desk(app).problems == []
    assert "comes from a table of scores" in shown(app)


def test_scores_of_another_model_wait_for_a_decision(
    app: AppTest, scores: Callable[..., Path]
) -> None:
    """Listed with the reason, never mixed; a button scores them again."""
    upload(
        app,
        ("calm.txt", CALM),
        ("old.csv", scores("old.csv", LOUD, STORM.encode(), **OLD).read_bytes()),
    )
    assert len(desk(app).articles) == 1
    assert app.subheader[0].value == "Not read: 1"
    assert "holds scores by old@0" in shown(app)
    assert app.button(key="anyway_0").label == "Score again"
    press(app, "anyway_0")
    assert len(desk(app).articles) == 3
    assert desk(app).problems == []
    configuration = load_configuration()
    assert desk(app).waiting(configuration) == []
    assert app.data_editor[0].value["sensationalism"].notna().all()


def test_an_article_and_its_scores_are_one(app: AppTest, scores: Callable[..., Path]) -> None:
    """Whichever comes first: an article is never there twice, nor silently replaced."""
    data = scores("scored.csv", LOUD).read_bytes()
    upload(app, ("scored.csv", data))
    (before,) = desk(app).articles.values()
    upload(app, ("scored.csv", data), ("0.txt", LOUD))
    assert list(desk(app).articles.values()) == [before]
    assert len(desk(app).problems) == 2


def test_a_changed_table_is_listed(app: AppTest, scores: Callable[..., Path]) -> None:
    """With what to do; there is nothing to press."""
    data = scores("scored.csv", LOUD).read_bytes().replace(b",body,", b",chorus,")
    upload(app, ("scored.csv", data))
    assert "was changed since Tonelens wrote it" in shown(app)
    assert desk(app).articles == {}
    assert not [button for button in app.button if button.key == "anyway_0"]


def test_a_text_that_differs_in_its_blanks_replaces_none(
    app: AppTest, scores: Callable[..., Path]
) -> None:
    """Two blanks between sentences come back as a paragraph; the article is the same one."""
    text = b"The rain fell on the town.  It stopped in the evening.\n"
    upload(app, ("0.txt", text))
    (before,) = desk(app).articles.values()
    upload(app, ("scored.csv", scores("scored.csv", text).read_bytes()))
    assert list(desk(app).articles.values()) == [before]
    assert "is here already" in desk(app).problems[0].message
