"""Articles without an outlet and texts that come twice, on the page Articles."""

from pathlib import Path

import pytest
from app_runs import CALM, desk, go, press, run, shown, start, upload
from make_files import zip_of
from model_files import save_models
from streamlit.testing.v1 import AppTest

from dashboard import scoring, unnamed, wording

LOUD = b"Furious residents slammed the shocking plan. It is an outrage and a disgrace.\n"
WIRE = (
    b"The ferry ran aground on the northern bank shortly before dawn on Sunday. All forty "
    b"passengers were taken ashore in boats, the harbour office said. Divers will look at the "
    b"hull once the tide has fallen far enough.\n"
)


@pytest.fixture
def app(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """Return the dashboard as it first appears; it scores by word lists, which are quick."""
    monkeypatch.setenv("TONELENS_MODELS", str(save_models(tmp_path)))
    return start(repository)


def outlets(app: AppTest) -> dict[str, str]:
    """Return the outlet of each file."""
    return {a.source_file: a.outlet for a in desk(app).articles.values()}


def offers(app: AppTest) -> list[str]:
    """Return the labels of the offers to name outlets."""
    return [b.label for b in app.button if (b.key or "").startswith("name_by_")]


def test_articles_without_an_outlet_are_counted_and_names_offered(app: AppTest) -> None:
    """Only by what gives a name; each offer shows which names, and how often."""
    packed = zip_of({"1.txt": LOUD, "post/2.txt": WIRE})
    upload(app, ("argus-1.txt", CALM), ("roar.zip", packed))
    assert "2 articles name no outlet" in shown(app)
    assert offers(app) == [
        "Use the folder or archive for 1 article",
        "Use the file name for 1 article",
    ]
    assert "roar (1)" in shown(app).replace("\\", "")
    assert "argus (1)" in shown(app).replace("\\", "")


def test_a_click_names_those_without_an_outlet_and_can_be_taken_back(app: AppTest) -> None:
    """What has a name keeps it; scores are not made again."""
    upload(app, ("argus-1.txt", CALM), ("mail.txt", WIRE), ("loud.txt", b"outlet: Roar\n\n" + LOUD))
    scores = dict(desk(app).scores)
    press(app, "name_by_file")
    assert outlets(app) == {"argus-1.txt": "argus", "mail.txt": "mail", "loud.txt": "Roar"}
    assert "name no outlet" not in shown(app)
    assert "Outlet named for 2 articles" in shown(app)
    assert desk(app).scores == scores
    press(app, "unname")
    assert outlets(app) == {"argus-1.txt": "", "mail.txt": "", "loud.txt": "Roar"}
    assert "2 articles name no outlet" in shown(app)


def test_a_name_that_was_corrected_is_not_taken_back(app: AppTest) -> None:
    """Taking back undoes the click, and nothing that was typed since."""
    upload(app, ("argus-1.txt", CALM), ("mail.txt", WIRE))
    press(app, "name_by_file")
    first, second = desk(app).articles
    desk(app).correct(first, outlet="The Argus")
    press(app, "unname")
    assert outlets(app) == {"argus-1.txt": "The Argus", "mail.txt": ""}
    desk(app).name_outlets({second: "Mail"})
    desk(app).remove([second])
    desk(app).take_back_names()
    assert outlets(app) == {"argus-1.txt": "The Argus"}


def test_some_can_be_chosen_and_named_alike(app: AppTest) -> None:
    """By a name that is typed, or by the file; without a name nothing happens."""
    upload(app, ("a-1.txt", CALM), ("b-1.txt", WIRE), ("c-1.txt", LOUD))
    assert app.button(key="name_chosen").disabled
    box = next(m for m in app.multiselect if (m.key or "").startswith("to_name_"))
    box.select(next(iter(desk(app).articles)))
    next(t for t in app.text_input if (t.key or "").startswith("outlet_name_")).input(" The Post ")
    run(app)
    press(app, "name_chosen")
    assert outlets(app) == {"a-1.txt": "The Post", "b-1.txt": "", "c-1.txt": ""}
    app.radio(key="name_source").set_value("File name")
    run(app)
    assert app.button(key="name_chosen").label == "Name 2 articles"
    press(app, "name_chosen")
    assert outlets(app) == {"a-1.txt": "The Post", "b-1.txt": "b", "c-1.txt": "c"}


def test_what_was_typed_before_does_not_undo_a_name(app: AppTest) -> None:
    """The table keeps what was typed in it, a name that was emptied too: it begins anew."""
    upload(app, ("argus-1.txt", CALM), ("mail.txt", WIRE))
    keys = [app.data_editor[0].key]
    for button in ("name_by_file", "unname"):
        press(app, button)
        keys.append(app.data_editor[0].key)
    assert len(set(keys)) == 3


def test_a_name_is_shown_as_it_stands(app: AppTest) -> None:
    """A file's name is data: no link and no formatting comes of it."""
    upload(app, ("**bold** [x](y).txt", CALM))
    assert "\\*\\*bold\\*\\*" in shown(app)


def test_many_names_are_counted() -> None:
    """The most frequent first."""
    names = {str(n): f"Outlet {n % 6}" for n in range(13)}
    assert unnamed.preview(names) == (
        "Outlet 0 (3), Outlet 1 (2), Outlet 2 (2), Outlet 3 (2), and 2 more"
    )


def test_the_same_text_in_two_outlets_is_said_on_articles_and_compare(app: AppTest) -> None:
    """Nearly the same is enough; a text that stands alone is not named."""
    longer = WIRE.strip() + b" This is added.\n"
    named = [("Ebb", WIRE), ("Tide", longer), ("Calm", CALM)]
    upload(app, *((f"{name}.txt", f"outlet: {name}\n\n".encode() + t) for name, t in named))
    assert [e.label for e in app.expander if "more than one article" in e.label] == [
        "One text stands in more than one article"
    ]
    assert "in Ebb and Tide, and counts in each" in shown(app)
    go(app, "compare")
    assert "in Ebb and Tide, and counts in each" in shown(app).replace("\\", "")


def test_a_reprint_without_an_outlet_is_said_too(app: AppTest) -> None:
    """With and without one that has a name; the same text twice without any is one article."""
    longer = WIRE.strip() + b" This is added.\n"
    upload(app, ("a.txt", WIRE), ("b.txt", longer), ("again.txt", WIRE))
    assert "again.txt holds the same text as a.txt" in shown(app).replace("</strong>", "")
    assert "in 2 articles that name no outlet." in shown(app)
    first = next(iter(desk(app).articles))
    desk(app).correct(first, outlet="Ebb")
    run(app)
    assert "in Ebb and an article that names none, and counts in each." in shown(app)


def test_without_copies_nothing_is_said(app: AppTest) -> None:
    """Two texts, two outlets."""
    upload(app, ("a.txt", CALM), ("b.txt", WIRE))
    assert not [e for e in app.expander if "more than one article" in e.label]


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0.0, "less than a minute"),
        (49.0, "less than a minute"),
        (50.0, "about 1 minute"),
        (100.0, "about 2 minutes"),
        (600.0, "about 10 minutes"),
    ],
)
def test_time_that_is_left_is_said_in_minutes(seconds: float, said: str) -> None:
    """Seconds would promise more than is known."""
    assert wording.remaining(seconds) == said


def test_how_long_scoring_takes_is_guessed_from_what_is_done() -> None:
    """In the first seconds, and before anything is done, nothing is said."""
    assert scoring._left(1.0, 0.5) == ""
    assert scoring._left(60.0, 0.0) == ""
    assert scoring._left(60.0, 0.25) == " · about 3 minutes left"
