"""Whose words: the voice switch and who is heard, as a user meets them, without a browser."""

import json
import re
from pathlib import Path

import pytest
from app_runs import CALM, LOUD, charts, desk, drawn, go, press, run, shown, start, upload
from scored import COUNCIL, analysis_of, scored
from streamlit.testing.v1 import AppTest
from voiced import voiced

from analysis import tables
from analysis.compare.telling import tell
from analysis.config import Configuration
from analysis.resources import resource
from analysis.validity import scored_by
from analysis.viewpoint import in_voice
from dashboard import download_menu, sentence_table, shaping, takeaways, voice_wording

QUOTED = (
    "---\noutlet: Harbour Post\ntitle: Mayor defends bridge\n---\n"
    "The mayor opened the bridge on Monday. “This is a wonderful day for the whole city,” "
    "insisted Maria Lopez, the mayor. The council said that work may take a year.\n"
).encode()
SPEECH = (
    "---\noutlet: Tide Times\ntitle: Only words\n---\n"
    "“This is a disgrace and a horror for all of us.”\n"
).encode()
PLAIN = b"---\noutlet: Plain Facts\ntitle: Council meets\n---\n" + CALM


@pytest.fixture
def app(repository: Path) -> AppTest:
    """Return the dashboard with three articles: some quotations, nothing else, none."""
    return upload(
        start(repository), ("quoted.txt", QUOTED), ("speech.txt", SPEECH), ("plain.txt", PLAIN)
    )


def see(app: AppTest, page: str, view: str) -> AppTest:
    """Choose a voice on the page that is open."""
    app.segmented_control(key=f"voice_{page}").set_value(view)
    return run(app)


def article(app: AppTest, title: str) -> AppTest:
    """Open an article by its title."""
    found = next(a.article_id for a in desk(app).articles.values() if a.title == title)
    go(app, "articles")  # the choice on the page Article is its own while it is open
    desk(app).choose(found)
    return go(app, "article")


def said(app: AppTest) -> str:
    """Return what the page says, without the escapes of Markdown."""
    return shown(app).replace("\\", "")


def test_an_article_is_read_in_all_words_at_first(app: AppTest) -> None:
    """And says how many words are whose."""
    article(app, "Mayor defends bridge")
    assert app.segmented_control(key="voice_article").value == "all"
    assert "Figures, charts and marks are of all words." in said(app)
    assert re.search(
        r"\d+ words in the body: \d+ the outlet's own, \d+ in quotations and \d+ attributed",
        said(app),
    )
    assert "pale: not in this voice" not in shown(app)


def test_the_switch_governs_figures_charts_text_and_table_of_an_article(app: AppTest) -> None:
    """The quotation is favourable by itself; the outlet's words are not."""
    article(app, "Mayor defends bridge")
    whole = app.metric[0].value
    see(app, "article", "quote")
    assert app.metric[0].value != whole
    assert "1 body sentence with quoted words" in said(app)
    assert "are of the words in quotations alone" in said(app)
    assert len(app.get("vega_lite_chart")) == 3
    assert "pale: not in this voice" in shown(app)
    assert "tl-out" in shown(app)
    assert list(drawn(app, "whose")[0]["sentence"]) == [2]


def test_each_page_keeps_its_own_choice(app: AppTest) -> None:
    """Reading quotations closely must not change what is compared."""
    article(app, "Mayor defends bridge")
    see(app, "article", "attributed")
    go(app, "compare")
    assert app.segmented_control(key="voice_compare").value == "outlet"
    see(app, "compare", "all")
    article(app, "Council meets")
    assert app.segmented_control(key="voice_article").value == "attributed"
    go(app, "compare")
    assert app.segmented_control(key="voice_compare").value == "all"


@pytest.mark.parametrize(
    ("title", "view", "reason"),
    [
        ("Council meets", "quote", "There is no quotation in this text."),
        ("Council meets", "attributed", "There is no attributed speech in this text."),
        ("Only words", "outlet", "There is nothing in the outlet's own voice in this text."),
    ],
)
def test_a_voice_that_a_text_does_not_have_is_said(
    app: AppTest, title: str, view: str, reason: str
) -> None:
    """Figures are dashes, and what cannot be drawn is not."""
    article(app, title)
    see(app, "article", view)
    assert reason in said(app)
    assert [m.value for m in app.metric] == ["–"] * 3


def test_a_text_of_a_headline_alone_has_no_voice_to_count(repository: Path) -> None:
    """Nor does any view of it fail."""
    app = upload(start(repository), ("h.txt", b"---\ntitle: Bridge\n---\nBridge\n\nBy Ada Marsh"))
    go(app, "article")
    for view in voice_wording.VIEWS:
        see(app, "article", view)


def test_outlets_are_compared_in_their_own_voice_and_the_page_says_why(app: AppTest) -> None:
    """How many words of how many, and who has none of them."""
    go(app, "compare")
    assert re.search(r"Compared: the outlets' own words, \d+ of \d+\.", said(app))
    assert "A quotation is not the outlet's own tone, so what others say is left out." in said(app)
    assert "No figures for Tide Times: there is nothing in the outlet's own voice." in said(app)
    assert "the mean of the outlets' own words is highest" in said(app)
    table = drawn(app, "sentiment_difference")[0].set_index("subject")
    assert table["sentences"].to_dict() == {"Harbour Post": 3, "Tide Times": 0, "Plain Facts": 3}
    assert table["sentiment"].isna().to_dict() == {
        "Harbour Post": False,
        "Tide Times": True,
        "Plain Facts": False,
    }


def test_a_comparison_in_which_one_only_has_the_voice(app: AppTest) -> None:
    """The charts stay, with a row for each; with nobody's words there is no chart."""
    go(app, "compare")
    see(app, "compare", "attributed")
    assert "Fewer than two of these have body sentences with attributed words" in said(app)
    assert len([said for said in charts(app) if "Means: " not in said]) == 3
    app.segmented_control(key="distribution").set_value("Every sentence")
    run(app)
    app.multiselect(key="compare_outlets").set_value(["Tide Times", "Plain Facts"])
    run(app)
    assert "None of these has body sentences with attributed words" in said(app)
    assert not app.get("vega_lite_chart")


def test_the_drawer_says_whose_words_and_that_it_explains_the_whole_sentence(
    app: AppTest,
) -> None:
    """Voice, speaker and the verb that judges, each with its scores."""
    article(app, "Mayor defends bridge")
    article_id = desk(app).chosen
    desk(app).ask(article_id, 2, "sentiment")
    run(app)
    assert "Quotation · Maria Lopez (insisted: a verb that judges)" in said(app)
    assert "Outlet's own words" in said(app).replace("&#x27;", "'")
    assert "are of the whole sentence" not in said(app)
    app.segmented_control(key="voice_article").set_value("quote")
    desk(app).ask(article_id, 2, "sentiment")
    run(app)
    assert "weigh most are of the whole sentence" in said(app)


def test_who_is_heard_in_an_article(app: AppTest) -> None:
    """By words, with the verbs in the past and those that judge marked; the same in every view."""
    article(app, "Mayor defends bridge")
    table = drawn(app, "verbs")[0].set_index("speaker")
    assert table.loc["Maria Lopez", "verbs"] == "insisted†"
    assert table.loc["the council", "verbs"] == "said"
    assert table["quoted_share"].sum() == pytest.approx(100)
    see(app, "article", "outlet")
    assert list(drawn(app, "verbs")[0]["speaker"]) == list(table.index)
    article(app, "Only words")
    assert list(drawn(app, "verbs")[0]["speaker"]) == ["not named"]
    article(app, "Council meets")
    assert "Nobody is quoted or cited in this text." in said(app)


def test_sources_of_two_outlets_stand_side_by_side(app: AppTest) -> None:
    """With who is not found on the other side; another two can be chosen."""
    go(app, "compare")
    assert "Heard here, not found in Tide Times: Maria Lopez" in said(app)
    assert "Heard here, not found in Harbour Post: nobody is named here." in said(app)
    app.selectbox(key="heard_right").set_value("Plain Facts")
    run(app)
    assert "Nobody is quoted or cited here." in said(app)
    app.segmented_control(key="compare_by").set_value("Articles")
    run(app)
    assert not [s for s in app.selectbox if s.key == "heard_left"]  # there are but two
    assert "Maria Lopez" in list(drawn(app, "verbs")[0]["speaker"])


def test_the_table_of_sentences_is_filtered_by_voice_and_speaker(app: AppTest) -> None:
    """A sentence of two voices is found by either."""
    article(app, "Mayor defends bridge")
    assert list(drawn(app, "whose")[0]["whose"])[1:3] == [
        "Outlet",
        "Quotation, Outlet",
    ]
    app.multiselect(key="voices").set_value(["Quotation"])
    run(app)
    assert list(drawn(app, "whose")[0]["who"]) == ["Maria Lopez"]
    app.multiselect(key="voices").set_value(["Outlet"])
    app.multiselect(key="speakers").set_value(["Maria Lopez"])
    run(app)
    assert list(drawn(app, "whose")[0]["sentence"]) == [2]
    app.multiselect(key="voices").set_value(["Attributed"])
    run(app)
    assert drawn(app, "whose")[0].empty


def test_the_menu_offers_spans_and_sources_and_says_what_a_view_holds(app: AppTest) -> None:
    """Each file once; nothing is said where all words are in it."""
    article(app, "Mayor defends bridge")
    labels = [b.proto.label for b in app.get("download_button")]
    assert labels.count("Spans with their voices (.csv)") == 1
    assert labels.count("Who is heard (.csv)") == 1
    assert "Scores in these files" not in said(app)
    see(app, "article", "outlet")
    assert "Scores in these files are of the outlet's own words alone" in said(app)


@pytest.mark.parametrize(
    ("view", "part"),
    [
        ("all", ""),
        ("outlet", "-outlet-voice"),
        ("quote", "-quotations"),
        ("attributed", "-attributed"),
    ],
)
def test_names_of_files_say_their_view(
    monkeypatch: pytest.MonkeyPatch, configuration: Configuration, view: str, part: str
) -> None:
    """So that two views of one comparison do not overwrite each other, nor get mixed up."""
    names = []
    monkeypatch.setattr(
        download_menu.st, "download_button", lambda *_, file_name, **__: names.append(file_name)
    )
    seen = in_voice(analysis_of(configuration, voiced(), scored(COUNCIL, outlet="Ebb")), view)
    compared = download_menu.Compared("article", None, (), None)
    download_menu.downloads(seen, key="x", stem="tonelens-compared", compared=compared)
    assert f"tonelens-compared{part}-sentences.csv" in names
    assert f"tonelens-compared{part}.zip" in names
    assert len(names) == len(set(names)) == 11


def test_every_file_of_every_view_can_be_made(configuration: Configuration) -> None:
    """Of texts without the voice, too."""
    whole = analysis_of(configuration, voiced(outlet="Tide"), scored(COUNCIL, outlet="Ebb"))
    for view in voice_wording.VIEWS:
        seen = in_voice(whole, view)
        compared = download_menu.Compared("outlet", None, (), tell(seen))
        for _, name, make, _ in download_menu._offers(seen, "x", compared):
            assert make(), (view, name)


def test_a_hostile_speaker_is_only_ever_text(repository: Path) -> None:
    """In the text, in tables, in what is said of who is heard, in the drawer."""
    hostile = "Maria <img src=x onerror=alert(1)> :red[Lopez]"
    text = f"“It is a wonderful day for all of us here,” insisted {hostile}. It may rain."
    files = [
        ("a.txt", f"---\noutlet: Ebb\n---\n{text}".encode()),
        ("b.txt", b"---\noutlet: Tide\n---\n" + CALM),
    ]
    app = upload(start(repository), *files)
    for page in ("article", "compare"):
        go(app, page)
        for view in voice_wording.VIEWS:
            see(app, page, view)
            assert "<img" not in shown(app).replace(r"\<img", "")
            written = (*app.markdown, *app.caption, *app.info)
            assert ":red[" not in "".join(part.value for part in written)
    desk(app).ask(next(iter(desk(app).articles)), 0, "sentiment")
    run(app)
    assert "<img" not in shown(app).replace(r"\<img", "")


def test_how_right_the_voices_are_stands_at_the_switch_where_it_was_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, repository: Path, configuration: Configuration
) -> None:
    """Nothing is said before that."""
    stored = json.loads(resource("docs/validity.json").read_text(encoding="utf-8"))
    row = {"name": "voice", "part": "tone_news dev", "metric": "macro-F1", "labels_by": "a model"}
    row |= {"n": 90, "unit": "sentences", "tonelens": 0.934, "interval": [0.9, 0.95], "aim": None}
    row |= {"baseline": None, "published": "–", "trained": "", "held_out": False, "note": ""}
    other = {**row, "part": "PolNeAR dev", "tonelens": 0.5, "labels_by": "people"}
    path = tmp_path / "validity.json"
    monkeypatch.setattr("analysis.validity.resource", lambda _name: path)
    content = {**stored, "model": scored_by(configuration, "sentiment")}
    path.write_text(json.dumps({**content, "voices": []}), encoding="utf-8")
    app = upload(start(repository), ("quoted.txt", QUOTED), ("plain.txt", PLAIN))
    for page in ("article", "compare"):
        path.write_text(json.dumps({**content, "voices": []}), encoding="utf-8")
        assert "How right voices are told" not in said(go(app, page))
        path.write_text(json.dumps({**content, "voices": [other, row]}), encoding="utf-8")
        shown = said(go(app, page))
        assert "0.50 on PolNeAR dev (people’s labels); macro-F1 0.93 on tone" in shown


def test_the_page_articles_says_that_its_scores_are_of_all_words(app: AppTest) -> None:
    """Whatever is chosen elsewhere."""
    go(app, "compare")
    go(app, "articles")
    assert "of all words" in said(app)


def test_shares_in_a_view_count_sentences_by_their_words_in_it(
    configuration: Configuration,
) -> None:
    """As the means do: four of seven words of the one quotation make all of it."""
    view = in_voice(analysis_of(configuration, voiced()), "outlet")
    frame = tables.sentences_frame(view)
    # Its headline, three of seven words, two of six, and all.
    assert list(shaping.weights(frame)) == pytest.approx([1, 3 / 7, 2 / 6, 1])
    body = frame[frame["role"] == "body"].assign(subject="One")
    levels = shaping.level_frame(body, configuration.measure("sentiment"))
    assert levels["sentences"].sum() == 3
    assert levels["share"].sum() == pytest.approx(1)
    assert levels["share"].max() == 1  # all three are neutral
    assert list(shaping.weights(frame.head(0))) == []


def test_a_few_words_are_not_among_the_strongest_of_a_voice(configuration: Configuration) -> None:
    """“The council said” tells a reader nothing, whatever it scores."""
    rows = [("It is a joy for each and every one of us here, said Ada.", "body", 0.9, 0.0, 0.0)]
    parts = {
        0: [
            ("It is a joy for each and every one of us here,", "quote", "Ada", "say", False, 0.9),
            ("said Ada.", "outlet", "", "", False, 0.9),
        ]
    }
    whole = analysis_of(configuration, voiced(rows, parts))
    measure = configuration.measure("sentiment")
    for view, found in (("all", 1), ("quote", 1), ("outlet", 0)):
        frame = tables.sentences_frame(in_voice(whole, view))
        assert len(shaping.strongest(frame, measure)) == found


def test_takeaways_say_which_sentences_they_count(configuration: Configuration) -> None:
    """Or the number would be read as that of all body sentences."""
    measure = configuration.measure("sentiment")
    whole = analysis_of(configuration, voiced())
    frame = tables.sentences_frame(in_voice(whole, "quote"))
    assert takeaways.of_article(frame, measure, "quote").startswith(
        "Of 1 body sentence with quoted words, none are clearly unfavourable and 1 clearly"
    )
    nothing = frame.head(0)
    assert takeaways.of_article(nothing, measure, "quote") == "This text has no quotation to rate."


def test_speakers_and_voices_of_a_sentence_are_all_listed(configuration: Configuration) -> None:
    """The longest first; who is not named is called so."""
    parts = {
        1: [
            ("It is a joy,", "quote", "Ada Marsh", "", False, 0.9),
            ("insisted Ada Marsh.", "attributed", "", "", False, 0.2),
        ]
    }
    frame = tables.sentences_frame(analysis_of(configuration, voiced(spoken=parts)))
    row = sentence_table.with_voices(frame).iloc[1]
    assert (row["whose"], row["who"]) == ("Quotation, Attributed", "Ada Marsh; not named")


def test_loud_and_calm_have_no_quotations(repository: Path) -> None:
    """Plain texts go through every view of both pages."""
    calm = b"---\noutlet: Ebb\n---\n" + CALM
    app = upload(start(repository), ("loud.txt", LOUD), ("calm.txt", calm))
    for page in ("article", "compare"):
        go(app, page)
        for view in voice_wording.VIEWS:
            see(app, page, view)
    press(go(app, "articles"), "clear")
