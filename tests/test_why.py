"""The drawer "Why this score" as a user opens it, without a browser."""

import json
from pathlib import Path

import pytest
import streamlit as st
from app_runs import CALM, LOUD, desk, go, press, run, shown, start, upload
from model_files import save_models
from streamlit.testing.v1 import AppTest
from tiny_models import save_linear_onnx

from dashboard import text_clicks

LEAD = "Words that weigh most in this score"
FAIR = b"The fair was a great success. Although rain may have spoilt some cake.\n"


@pytest.fixture
def app(repository: Path) -> AppTest:
    """Return the page Article with one article of two sentences below a headline."""
    return go(upload(start(repository), ("loud.txt", LOUD)), "article")


def why_buttons(app: AppTest) -> list[str]:
    """Return the keys of the buttons that open the drawer."""
    return [b.key for b in app.button if (b.key or "").startswith("why_")]


def said(app: AppTest) -> str:
    """Return what the page and the drawer say, without the escapes of Markdown."""
    return shown(app).replace("\\", "")


def opened(app: AppTest, number: int, measure: str) -> AppTest:
    """Open a sentence as a click in the text does."""
    article_id = next(iter(desk(app).articles))
    desk(app).ask(article_id, number, measure)
    return run(app)


def test_a_button_at_a_strong_sentence_opens_it(app: AppTest) -> None:
    """With the measure it is strong in, all its scores, its chart and what a share is."""
    key = next(key for key in why_buttons(app) if "sensationalism" in key)
    assert LEAD + ": “" not in said(app)
    press(app, key)
    assert app.segmented_control(key="why_measure").value == "sensationalism"
    assert len(app.get("vega_lite_chart")) == 4
    assert LEAD + ": “" in said(app)
    assert "log-odds of more sensationalism" in said(app)
    assert '<table class="tl-scores">' in shown(app)


def test_the_drawer_opens_once(app: AppTest) -> None:
    """Another choice on the page does not open it again."""
    press(app, why_buttons(app)[0])
    app.text_input(key="search").set_value("outrage")
    run(app)
    assert LEAD + ": “" not in said(app)


def test_the_measure_is_switched_in_the_drawer(app: AppTest) -> None:
    """And each opening begins with the measure asked for."""
    opened(app, 1, "sentiment")
    assert "log-odds of favourable rather than unfavourable" in said(app)
    app.segmented_control(key="why_measure").set_value("hedging")
    opened(app, 1, "hedging")
    assert "log-odds of more hedging" in said(app)
    opened(app, 2, "sentiment")
    assert app.segmented_control(key="why_measure").value == "sentiment"


def test_a_sentence_or_a_measure_that_is_gone_does_no_harm(app: AppTest) -> None:
    """A slow browser may ask about what another tab has just removed."""
    desk(app).ask("gone", 0, "sentiment")
    run(app)
    opened(app, 99, "sentiment")
    assert LEAD + ": “" not in said(app)
    opened(app, 1, "nothing")
    assert app.segmented_control(key="why_measure").value == "sentiment"


@pytest.mark.parametrize(
    ("sent", "passed"), [(2, [2]), (3, []), (-1, []), ("2", []), (None, []), (1.5, [])]
)
def test_only_numbers_of_sentences_are_taken_from_the_browser(
    monkeypatch: pytest.MonkeyPatch, sent: object, passed: list[int]
) -> None:
    """Whatever a browser is made to send."""
    monkeypatch.setattr(st, "session_state", {text_clicks._KEY: {"open": sent}})
    got: list[int] = []
    text_clicks._pass_on(range(3), got.append)
    assert got == passed


def test_word_lists_are_explained_as_weights(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They do not add up, and a sentence without a listed phrase says so."""
    monkeypatch.setenv("TONELENS_MODELS", str(save_models(tmp_path)))
    app = go(upload(start(repository), ("calm.txt", CALM)), "article")
    assert "by their weight in the lists" in shown(app)
    opened(app, 2, "hedging")
    assert f"{LEAD}: “may” (+" in said(app)
    assert "weight of the phrase in the word lists" in said(app)
    opened(app, 0, "hedging")
    assert "No listed phrase" in said(app)


def test_a_model_without_marks_is_explained_by_leaving_words_out(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page says that the text has no marks; the drawer marks and draws the words."""
    monkeypatch.setenv("TONELENS_MODELS", str(models_with_a_classifier(tmp_path)))
    app = go(upload(start(repository), ("fair.txt", FAIR)), "article")
    app.segmented_control(key="shade").set_value("hedging")
    run(app)
    assert "not marked in the text; open a sentence to see them" in shown(app)
    opened(app, 1, "hedging")
    assert f"{LEAD}: “" in said(app)
    assert "by how much the score is lower without the word" in said(app)
    assert "by how much it changes without them" in shown(app)
    assert ' (score)"' in shown(app)  # the title of a marked word


def models_with_a_classifier(folder: Path) -> Path:
    """Write a models.yaml in which a tiny sentence classifier scores hedging."""
    path = save_models(folder)
    content = json.loads(path.read_text(encoding="utf-8"))
    tiny = {
        "name": "tiny",
        "title": "Tiny",
        "description": "For tests.",
        "backend": "onnx",
        "source": str(save_linear_onnx(folder / "tiny", ["sure", "vague"], per_token=False)),
        "revision": "1",
        "licence": "CC0-1.0",
        "scores": {"hedging": {"values": {"sure": 0, "vague": 1}}},
    }
    content["models"].append(tiny)
    content["measures"][2]["model"] = "tiny"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def test_hostile_text_is_escaped_in_the_drawer(app: AppTest) -> None:
    """In the sentence, in its words and in what is said of its article."""
    hostile = "<img src=x onerror=alert(1)> :red[y]"
    go(app, "articles")
    press(app, "clear")
    press(app, "clear_confirmed")
    number = desk(app).round
    app.text_input(key=f"paste_outlet_{number}").set_value(hostile)
    app.text_area(key=f"paste_text_{number}").set_value(f"Shocking {hostile} plan. It may rain.")
    press(app, f"paste_{number}_go")
    go(app, "article")
    opened(app, 0, "sensationalism")
    assert LEAD + ": “" in said(app)
    assert "<img" not in shown(app).replace(r"\<img", "")
    assert ":red[" not in "".join(part.value for part in (*app.markdown, *app.caption))


def test_comparing_marks_the_words_once_explained_and_opens_sentences(app: AppTest) -> None:
    """The same marks and the same drawer as on the page Article."""
    go(app, "articles")
    upload(app, ("calm.txt", b"---\noutlet: Ebb\n---\n" + CALM))
    go(app, "compare")
    app.segmented_control(key="facing").set_value("sensationalism")
    run(app)
    assert shown(app).count("by how much they change the odds") == 1
    assert 'class="tl-cue tl-raises' in shown(app)
    press(app, why_buttons(app)[0])
    assert app.segmented_control(key="why_measure").value == "sensationalism"
    assert LEAD + ": “" in said(app)


def test_one_wording_everywhere(repository: Path) -> None:
    """No page calls them cue words, or words that weigh in a score."""
    for path in (repository / "dashboard").rglob("*.py"):
        text = path.read_text(encoding="utf-8").lower()
        assert "cue words" not in text, path
        assert "weigh in" not in text, path
