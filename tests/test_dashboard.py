"""The pages as a user walks through them, without a browser: Streamlit's own test runner."""

import dataclasses
import hashlib
import re
from pathlib import Path

import pytest
from app_runs import CALM, LOUD, charts, desk, drawn, go, press, run, shown, start, upload
from streamlit.testing.v1 import AppTest

from analysis.articles import Reading
from analysis.config import Configuration
from analysis.resources import resource

PAGES = ("articles", "article", "compare", "methods")
GERMAN = (
    "Der Gemeinderat hat am Montag über den Haushalt des kommenden Jahres beraten. Nach einer "
    "langen Aussprache stimmten die Mitglieder dem Entwurf mit großer Mehrheit zu. Die Arbeiten "
    "an der alten Brücke sollen im Frühjahr beginnen und etwa sechs Monate dauern. Die Fähre "
    "fährt in dieser Zeit häufiger, sagte die Bürgermeisterin."
).encode()


@pytest.fixture
def app(repository: Path) -> AppTest:
    """Return the dashboard as it first appears."""
    return start(repository)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_says_what_to_do_while_there_is_nothing(app: AppTest, page: str) -> None:
    """No page is empty, and those that need articles lead to where they are added."""
    go(app, page)
    assert app.title
    if page in ("article", "compare"):
        assert app.button(key="to_articles").label == "Go to Articles"


def test_the_first_page_explains_why_there_is_no_field_for_addresses(app: AppTest) -> None:
    """And what to do instead."""
    assert "save the page" in shown(app)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_draws_the_samples(
    app: AppTest, page: str, configuration: Configuration
) -> None:
    """One click loads and scores them all; none is refused. A baseline is called one."""
    press(app, "samples")
    files = [p for p in resource("seeds").glob("*/*.md") if p.name != "README.md"]
    assert len(desk(app).articles) == len(files)
    assert desk(app).problems == []
    go(app, page)
    baseline = any(model.baseline for model in configuration.used_models())
    assert ("Baseline scores" in shown(app)) == baseline


def test_uploaded_articles_are_read_scored_and_listed(app: AppTest) -> None:
    """With what their front matter says of them."""
    upload(app, ("calm.txt", CALM), ("loud.txt", LOUD))
    table = app.data_editor[0].value
    assert list(table["outlet"]) == ["", "Evening Roar"]
    assert list(table["sentences"]) == [3, 2]
    assert table["sensationalism"].iloc[1] > table["sensationalism"].iloc[0]


def test_a_bad_file_is_listed_with_its_reason_and_loses_no_good_one(app: AppTest) -> None:
    """It is named, and the good one is scored."""
    upload(app, ("calm.txt", CALM), ("blank.txt", b"  \n "))
    assert [a.source_file for a in desk(app).articles.values()] == ["calm.txt"]
    assert app.subheader[0].value == "Not read: 1"
    assert "blank.txt" in shown(app)
    press(app, "dismiss")
    assert not app.subheader


def test_files_that_systems_leave_in_folders_are_passed_over(app: AppTest) -> None:
    """Nobody chose them, so nobody is told about them."""
    upload(app, ("ebb/.DS_Store", b"\0\1"), ("ebb/Thumbs.db", b"\0"), ("ebb/calm.txt", CALM))
    assert [a.outlet for a in desk(app).articles.values()] == ["ebb"]
    assert desk(app).problems == []


def test_the_same_file_twice_is_said_and_counted_once(app: AppTest) -> None:
    """Whether it comes again later or in one go."""
    upload(app, ("calm.txt", CALM))
    upload(app, ("calm.txt", CALM))
    assert len(desk(app).articles) == 1
    assert len(desk(app).problems) == 1
    upload(app, ("loud.txt", LOUD), ("again.txt", LOUD))
    assert len(desk(app).articles) == 2


def test_a_corrected_article_is_not_read_a_second_time(app: AppTest) -> None:
    """Correcting its outlet must not let the same file in again, nor undo the correction."""
    upload(app, ("loud.txt", LOUD))
    article_id = next(iter(desk(app).articles))
    desk(app).correct(article_id, outlet="Morning Roar")
    upload(app, ("copies/loud.txt", LOUD))
    assert [a.outlet for a in desk(app).articles.values()] == ["Morning Roar"]
    assert len(desk(app).problems) == 1


def test_pasted_text_becomes_an_article(app: AppTest) -> None:
    """With the outlet and headline given for it."""
    app.text_input(key="paste_outlet_0").set_value("Ebb")
    app.text_input(key="paste_title_0").set_value("Council meets")
    app.text_area(key="paste_text_0").set_value(CALM.decode())
    press(app, "paste_0_go")
    article = next(iter(desk(app).articles.values()))
    assert (article.outlet, article.title) == ("Ebb", "Council meets")


def test_a_text_is_not_lost_by_changing_the_page_at_once(app: AppTest) -> None:
    """Before the page with the form was drawn again."""
    app.text_area(key="paste_text_0").set_value(CALM.decode())
    app.button(key="paste_0_go").click()
    app.switch_page("app_pages/article.py").run()
    assert len(desk(app).articles) == 1


def test_pasting_nothing_says_so(app: AppTest) -> None:
    """And keeps the form."""
    press(app, "paste_0_go")
    assert len(app.error) == 1
    assert desk(app).articles == {}


def test_a_refused_language_can_be_scored_anyway(app: AppTest) -> None:
    """The choice is the user's, once they have been told."""
    upload(app, ("fremd.txt", GERMAN))
    assert desk(app).articles == {}
    press(app, "anyway_0")
    assert len(app.data_editor[0].value) == 1
    assert desk(app).problems == []


def test_pasted_text_in_another_language_is_refused_like_a_file(app: AppTest) -> None:
    """With the same way on."""
    app.text_area(key="paste_text_0").set_value(GERMAN.decode())
    press(app, "paste_0_go")
    assert desk(app).articles == {}
    assert "German" in shown(app)
    press(app, "anyway_0")
    assert len(desk(app).articles) == 1


def test_opening_an_article_without_scores_shows_no_other(app: AppTest) -> None:
    """Another article's figures under its name would be read as its own."""
    upload(app, ("calm.txt", CALM), ("loud.txt", LOUD))
    loud = list(desk(app).articles.values())[1]
    desk(app).scores = {k: v for k, v in desk(app).scores.items() if k[0] != loud.text_sha256}
    desk(app).pause()
    desk(app).choose(loud.article_id)
    go(app, "article")
    assert "is not scored yet" in shown(app)
    assert not app.metric
    press(app, "choose_other")
    assert len(app.metric) == 3


def test_an_article_that_waits_is_not_called_missing(app: AppTest) -> None:
    """After Cancel the other pages say where it is."""
    upload(app, ("calm.txt", CALM))
    desk(app).scores.clear()
    desk(app).pause()
    for page in ("article", "compare"):
        go(app, page)
        assert "Not scored yet: 1 article" in shown(app)


def test_the_samples_can_be_added_to_what_is_there(app: AppTest) -> None:
    """A page that says so must lead to them."""
    upload(app, ("calm.txt", CALM))
    press(app, "more_samples")
    assert len(desk(app).articles) > 10


def test_cancelled_scoring_keeps_the_rest_waiting_until_asked(app: AppTest) -> None:
    """What is not scored stays on the list, without figures."""
    upload(app, ("calm.txt", CALM))
    desk(app).scores.clear()
    desk(app).pause()
    run(app)
    assert "Scoring was cancelled" in shown(app)
    assert app.data_editor[0].value["sentiment"].isna().all()
    press(app, "score_now")
    assert app.data_editor[0].value["sentiment"].notna().all()


def test_an_article_can_be_removed(app: AppTest) -> None:
    """The others stay."""
    upload(app, ("calm.txt", CALM), ("loud.txt", LOUD))
    first = next(iter(desk(app).articles))
    next(m for m in app.multiselect if (m.key or "").startswith("to_remove")).set_value([first])
    run(app)
    press(app, "remove")
    assert first not in desk(app).articles
    assert len(desk(app).articles) == 1


def test_clearing_everything_asks_first(app: AppTest) -> None:
    """One press alone loses nothing."""
    upload(app, ("calm.txt", CALM))
    press(app, "clear")
    assert len(desk(app).articles) == 1
    press(app, "clear_confirmed")
    assert desk(app).articles == {}


def test_the_page_warns_that_a_refresh_loses_the_work(app: AppTest) -> None:
    """Before it happens."""
    upload(app, ("calm.txt", CALM))
    assert "Refreshing or closing this page clears everything" in shown(app)


def test_an_articles_page_shows_its_figures_charts_text_and_table(app: AppTest) -> None:
    """Three figures, three timelines with a takeaway each, the text, every sentence."""
    go(upload(app, ("loud.txt", LOUD)), "article")
    assert [m.label for m in app.metric] == [
        "Sentiment, mean",
        "Sensationalism, mean",
        "Hedging, mean",
    ]
    assert len(app.get("vega_lite_chart")) == 3
    assert "**Sensationalism.** " in shown(app)
    assert '<div class="tl-text">' in shown(app)
    assert list(app.dataframe[-1].value["role"]) == ["headline", "body", "body"]


def test_searching_narrows_the_table_of_sentences(app: AppTest) -> None:
    """And says how many are left."""
    go(upload(app, ("loud.txt", LOUD)), "article")
    app.text_input(key="search").set_value("outrage")
    run(app)
    assert len(app.dataframe[-1].value) == 1
    assert "1 of 3 sentences" in shown(app)


def test_the_text_is_shaded_by_the_measure_chosen(app: AppTest) -> None:
    """The titles of the sentences name it."""
    go(upload(app, ("loud.txt", LOUD)), "article")
    assert "· Sentiment −" in shown(app)
    app.segmented_control(key="shade").set_value("hedging")
    run(app)
    assert re.search(r"· Hedging 0\.0\d, asserted", shown(app))


def test_a_long_article_is_shown_in_pages(app: AppTest) -> None:
    """So that a book does not freeze the browser."""
    text = " ".join(f"The council met for the {n}th time on that day." for n in range(450))
    go(upload(app, ("long.txt", text.encode())), "article")
    assert "Sentences 0 to 199 of 450." in shown(app)
    assert "each bar is the mean of 2 consecutive sentences" in shown(app)
    next(p for p in app.get("pagination")).set_value(3)
    run(app)
    assert "Sentences 400 to 449 of 450." in shown(app)


def test_nothing_a_user_writes_is_ever_markup(app: AppTest) -> None:
    """Outlet, headline and text reach HTML and Markdown escaped, on every page."""
    hostile = "<img src=x onerror=alert(1)> $x$ :red[y]"
    for number, text in enumerate((CALM.decode(), "The ferry sails at noon. It may be late.")):
        app.text_input(key=f"paste_outlet_{number}").set_value(f"{hostile} {number}")
        app.text_input(key=f"paste_title_{number}").set_value(hostile)
        app.text_area(key=f"paste_text_{number}").set_value(f"{hostile} {text}")
        press(app, f"paste_{number}_go")
    for page in PAGES:
        go(app, page)
        assert "<img" not in shown(app).replace(r"\<img", "")
        assert ":red[" not in "".join(part.value for part in (*app.markdown, *app.caption))


def test_comparing_outlets(app: AppTest) -> None:
    """A table with differences to the first, a distribution for each measure, sentences facing."""
    upload(app, ("loud.txt", LOUD), ("calm.txt", b"---\noutlet: Ebb\n---\n" + CALM))
    go(app, "compare")
    (table,) = drawn(app, "sensationalism_difference")
    assert list(table["subject"]) == ["Evening Roar", "Ebb"]
    assert table["sensationalism_difference"].iloc[1] < 0
    for title in ("Sentiment", "Sensationalism", "Hedging"):
        assert len([said for said in charts(app) if said.startswith(f"{title}. ")]) == 2
    assert "in these articles" in shown(app).lower()
    app.segmented_control(key="distribution").set_value("Every sentence")
    app.segmented_control(key="facing").set_value("sensationalism")
    run(app)
    assert "Furious residents slammed" in re.sub("<[^>]*>", "", shown(app))  # marks taken off


def test_comparing_articles_of_one_outlet(app: AppTest) -> None:
    """Without two outlets, articles are what can be compared."""
    go(upload(app, ("loud.txt", LOUD), ("calm.txt", CALM)), "compare")
    assert app.segmented_control(key="compare_by").value == "Articles"
    assert len(app.dataframe[0].value) == 2


def test_comparing_one_with_itself_is_not_offered(app: AppTest) -> None:
    """Fewer than two chosen: the page says so and waits."""
    go(upload(app, ("loud.txt", LOUD), ("calm.txt", CALM)), "compare")
    app.multiselect(key="compare_articles").set_value([])
    run(app)
    assert "Choose at least two" in shown(app)
    assert not drawn(app, "subject")


def test_articles_without_a_title_go_by_their_file(app: AppTest) -> None:
    """And two of one name are told apart, or the second could not be chosen."""
    upload(app, ("calm.txt", CALM), ("calm.txt", b"Another text of that name. It is short."))
    go(app, "article")
    assert app.selectbox(key="article").options == ["calm.txt", "calm.txt (2)"]
    app.selectbox(key="article").select_index(1)
    run(app)
    assert "Another text of that name." in shown(app)


def test_removing_what_was_compared_leaves_no_trace_in_the_choice(app: AppTest) -> None:
    """The page Compare remembers its choice, but not of an article that is gone."""
    third = b"The port opened on Monday. It may close in May."
    upload(app, ("loud.txt", LOUD), ("calm.txt", CALM), ("port.txt", third))
    go(app, "compare")
    first, _, last = desk(app).articles
    app.multiselect(key="compare_articles").set_value([first, last])
    run(app)
    go(app, "articles")
    desk(app).remove([first])
    go(app, "compare")
    assert first not in app.multiselect(key="compare_articles").value
    press(go(app, "articles"), "clear")
    press(app, "clear_confirmed")
    go(app, "compare")
    assert app.button(key="to_articles")


def test_reprints_and_different_genres_are_pointed_out(app: AppTest) -> None:
    """Both change what a difference means."""
    wire = b"title: Ferry back\n---\nThe ferry is back. It sails at noon.\n"
    upload(
        app,
        ("a.txt", b"---\noutlet: Ebb\n" + wire),
        ("b.txt", b"---\noutlet: Tide\n" + wire),
        ("c.txt", b"---\noutlet: Tide\ngenre: opinion\n---\nThis ferry is a joy. I sail daily.\n"),
        ("d.txt", b"---\noutlet: Ebb\ngenre: news\n---\nThe port opened on Monday.\n"),
    )
    go(app, "compare")
    said = app.warning[0].value.replace("\\", "")
    assert "the same, nearly word for word, in Ebb and Tide" in said
    assert "different genres (news and opinion)" in said


def test_one_users_articles_never_show_in_anothers_session(app: AppTest, repository: Path) -> None:
    """Texts live in the session alone, and so do the tables made of them."""
    go(upload(app, ("loud.txt", LOUD)), "article")
    other = start(repository)
    assert desk(other).articles == {}
    # The same id with another text: a table kept under the id alone would show the first one's.
    twin = dataclasses.replace(
        next(iter(desk(app).articles.values())),
        text=CALM.decode().strip(),
        text_sha256=hashlib.sha256(CALM.strip()).hexdigest(),
        headline_end=0,
    )
    desk(other).add(Reading((twin,), ()))
    go(run(other), "article")
    assert "council met" in shown(other)
    assert "Furious" not in shown(other)
    assert not other.dataframe[0].value.astype(str).stack().str.contains("Furious").any()


def test_a_faulty_configuration_is_explained_and_not_a_crash(
    app: AppTest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The message lists the faults; nothing else is drawn."""
    faulty = tmp_path / "models.yaml"
    faulty.write_text("measures: []\nmodels: []\n")
    monkeypatch.setenv("TONELENS_MODELS", str(faulty))
    run(app)
    assert "measures" in app.error[0].value
    assert not app.title


def test_a_missing_model_is_explained_and_loses_no_article(
    app: AppTest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The articles stay; the message says what to do."""
    config = resource("models.yaml").read_text()
    changed = tmp_path / "models.yaml"
    changed.write_text(config.replace("source: weights/tonelens", "source: weights/gone"))
    monkeypatch.setenv("TONELENS_MODELS", str(changed))
    upload(app, ("calm.txt", CALM))
    assert len(app.error) == 1
    assert len(desk(app).articles) == 1
