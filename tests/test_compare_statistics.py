"""What the page Compare says of outlets: positions, findings, words, headlines, time."""

import json
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from app_runs import CALM, LOUD, charts, desk, drawn, go, run, shown, start, upload
from scored import COUNCIL, Row, analysis_of, scored
from streamlit.testing.v1 import AppTest

from analysis import tables
from analysis.compare import (
    distinctive_words_frame,
    inference_frame,
    outlet_means_frame,
    trend_frame,
)
from analysis.compare.summary import MOST_CLEAR, summary
from analysis.config import Configuration
from analysis.pipeline import Analysis
from dashboard import (
    download_menu,
    outlet_charts,
    outlet_findings,
    outlet_positions,
    outlet_trend,
    outlet_words,
)
from dashboard.compare_choice import Comparison

NASTY = 'Daily "Flash" [weekly].com \\ <b>{{datum}}</b>'
EVENTS = ("bridge", "school", "harbour", "library", "market")


def article_file(outlet: str, event: str, day: date, body: str) -> tuple[str, bytes]:
    """Return an article of an outlet as a file."""
    head = f"---\noutlet: {outlet}\ntitle: The {event}\npublished: {day}\n---\n"
    return f"{outlet}-{event}.txt", (head + body.format(event=event)).encode()


def five_each() -> list[tuple[str, bytes]]:
    """Return five shrill and five plain articles, months apart, that can be told from chance."""
    shrill = "Furious residents slammed the shocking {event} plan. It is an outrage, a horror."
    plain = "The council met about the {event} on Monday. It approved the {event} budget."
    days = [date(2026, 1, 5) + timedelta(days=31 * n) for n in range(5)]
    return [
        article_file(outlet, event, day, body)
        for outlet, body in (("Roar", shrill), ("Ebb", plain))
        for event, day in zip(EVENTS, days, strict=True)
    ]


@pytest.fixture(scope="module")
def ten(repository: Path) -> AppTest:
    """Return the page Compare with five articles of each of two outlets."""
    return go(upload(start(repository), *five_each()), "compare")


@pytest.fixture
def app(repository: Path) -> AppTest:
    """Return the dashboard as it first appears."""
    return start(repository)


def headings(app: AppTest) -> list[str]:
    """Return the headings of the page."""
    return [heading.value for heading in app.subheader]


def said(app: AppTest) -> str:
    """Return what the page says, without the escapes of Markdown."""
    return shown(app).replace("\\", "")


def test_positions_come_first_with_whiskers_and_words_for_them(ten: AppTest) -> None:
    """Above the figures and the charts of sentences, one for each measure."""
    assert headings(ten)[:3] == [
        "Where the outlets stand",
        "What can be said of the outlets",
        "Figures of these articles",
    ]
    first = charts(ten)[:3]
    assert [each.partition(".")[0] for each in first] == ["Sentiment", "Sensationalism", "Hedging"]
    assert all(each.count("(5 articles, 95 % interval ") == 2 for each in first)
    (table,) = drawn(ten, "mean_low")
    assert list(table["articles"]) == [5] * 6


def test_a_clear_difference_is_said_first_and_in_the_words_of_analysis(ten: AppTest) -> None:
    """With its figures in the table behind it, smallest adjusted p first."""
    findings = drawn(ten, "cliffs_delta")[0]
    assert findings["adjusted_p"].is_monotonic_increasing
    assert findings["adjusted_p"].iloc[0] <= 0.05
    assert set(findings["articles"]) == {"5 and 5"}
    assert "Articles of Roar are rated higher in sensationalism than those of Ebb by " in said(ten)
    assert "The difference is told from chance." in charts(ten)[1]


def test_words_headlines_and_time_are_shown_with_what_they_are_not(ten: AppTest) -> None:
    """None of them is a test, and the page says so for each."""
    assert "ranks words and tests nothing" in said(ten)
    assert "residents" in next(each for each in charts(ten) if each.startswith("Words that Roar"))
    (parts,) = drawn(ten, "sensationalism_headline_minus_body")
    assert list(parts["subject"]) == ["Roar", "Ebb"]
    assert "no test" in said(ten)
    assert [each for each in charts(ten) if each.startswith("Sentiment of Roar over time: 2026-01")]
    assert "published in a month" in said(ten)
    labels = [button.proto.label for button in ten.get("download_button")]
    assert labels.count("Words that set outlets apart (.csv)") == 1


def test_one_article_of_each_is_described_and_nothing_is_inferred(app: AppTest) -> None:
    """Nor is there a trend, nor enough text to rank words."""
    upload(app, ("loud.txt", LOUD), ("calm.txt", b"---\noutlet: Ebb\n---\nIt rained all day.\n"))
    go(app, "compare")
    assert "In these two articles" in said(app)
    assert "one article says nothing about Evening Roar or Ebb in general" in said(app)
    assert "Too little text to rank words" in said(app)
    assert "Over time" not in headings(app)
    assert drawn(app, "cliffs_delta")[0]["p"].isna().all()
    assert all(each.count("(1 article)") == 2 for each in charts(app)[:3])


def test_articles_compared_are_described_alone(app: AppTest) -> None:
    """Nothing of outlets is shown, and the page says why."""
    go(upload(app, ("loud.txt", LOUD), ("calm.txt", CALM)), "compare")
    assert "what is shown describes these articles alone" in said(app)
    assert headings(app)[0] == "Figures of these articles"
    assert "Words that set outlets apart" not in headings(app)
    assert not drawn(app, "cliffs_delta")


def test_a_voice_that_no_outlet_has_leaves_no_empty_statistics(ten: AppTest) -> None:
    """What remains is said once, at the charts of sentences."""
    ten.segmented_control(key="voice_compare").set_value("quote")
    run(ten)
    assert headings(ten)[0] == "Figures of these articles"
    assert "None of these has body sentences with quoted words" in said(ten)
    ten.segmented_control(key="voice_compare").set_value("outlet")
    run(ten)


def test_the_measure_over_time_is_chosen(ten: AppTest) -> None:
    """One measure at a time, or the page would end in a wall of charts."""
    ten.segmented_control(key="trend").set_value("hedging")
    run(ten)
    assert len([each for each in charts(ten) if each.startswith("Hedging of ")]) == 2


def test_statistics_follow_a_corrected_outlet(app: AppTest) -> None:
    """Cached frames are kept under what they are made of, not under the page."""
    go(upload(app, *five_each()), "compare")
    last = list(desk(app).articles)[-1]
    desk(app).correct(last, outlet="Roar")
    run(app)
    assert set(drawn(app, "cliffs_delta")[0]["articles"]) == {"6 and 4"}


# What is said, from frames made by hand.


def outlets(
    configuration: Configuration, scores: dict[str, Sequence[float]], **fields: str
) -> Analysis:
    """Return an analysis with an article for each score, which is that of all measures."""
    made = []
    for outlet, own in scores.items():
        for number, score in enumerate(own):
            rows: list[Row] = [(f"{outlet} tells of event {number}.", "body", *([score] * 3))]
            made.append(scored(rows, outlet=outlet, title=f"Event {number}", **fields))
    return analysis_of(configuration, *made)


def comparison_of(analysis: Analysis) -> Comparison:
    """Return the comparison of all its outlets, under their own names."""
    figures = tables.outlets_frame(analysis)
    order = list(dict.fromkeys(each.article.outlet for each in analysis.articles))
    figures = figures.set_index("outlet").loc[order].reset_index()
    subjects = {
        name: [e.article.article_id for e in analysis.articles if e.article.outlet == name]
        for name in order
    }
    titles = {e.article.article_id: e.article.title for e in analysis.articles}
    return Comparison(subjects, figures.assign(subject=figures["outlet"]), True, titles)


LOW, HIGH = (0.1, 0.11, 0.12, 0.13, 0.14), (0.6, 0.61, 0.62, 0.63, 0.64)


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        # Three measures, one pair: each is its own sentence.
        ({"A": LOW, "B": HIGH}, ["B are rated higher in"] * 3),
        # Nothing differs in nine comparisons: summed up, and not called alike.
        ({"A": LOW * 2, "B": LOW * 2, "C": LOW * 2}, ["In 9 comparisons no difference is told"]),
        # Refused: with whose articles, and how many would do.
        (
            {"A": LOW[:3], "B": HIGH[:2]},
            [
                "With so few articles (A 3 and B 2) no difference, however large, could be told "
                "from chance in 3 comparisons; 5 articles of each outlet would be enough."
            ],
        ),
        # Two outlets with one article, and one without any to rate in six more comparisons.
        (
            {"A": LOW[:1], "B": HIGH[:1], "C": LOW},
            ["One article says nothing about A or B in general: 9 comparisons with them can only"],
        ),
    ],
)
def test_findings_in_sentences(
    configuration: Configuration, scores: dict[str, Sequence[float]], expected: list[str]
) -> None:
    """What is clear is said; what many comparisons refuse is summed up."""
    frame = inference_frame(outlets(configuration, scores))
    found = summary(frame)
    assert len(found) == len(expected)
    assert all(part in sentence for part, sentence in zip(expected, found, strict=True))


def test_what_is_clear_comes_before_what_is_not(configuration: Configuration) -> None:
    """And the sum of the rest speaks of others."""
    scores = {"A": LOW * 2, "B": LOW * 2, "C": HIGH * 2, "D": LOW[:1]}
    frame = inference_frame(outlets(configuration, scores))
    found = summary(frame)
    assert all("of C are rated higher" in each for each in found[:6])
    assert all(each.startswith("No difference in") for each in found[6:9])
    assert found[9].startswith("One article says nothing about D in general")
    assert len(found) == 10
    of_one = outlet_findings.of_measure(frame[frame["measure"] == "hedging"])
    assert (
        of_one
        == "In 2 of 3 pairs of outlets with enough articles the difference is told from chance."
    )


def test_many_clear_differences_do_not_fill_the_page(configuration: Configuration) -> None:
    """The table has them all."""
    scores = {name: [n * 0.2 + s for s in LOW * 2] for n, name in enumerate("ABCD")}
    found = summary(inference_frame(outlets(configuration, scores)))
    assert found[-1] == "Told from chance: 6 more differences, in the table."
    assert len(found) == MOST_CLEAR + 1


# Charts.


def specification(chart: Any) -> dict[str, Any]:
    """Return what is sent to the browser."""
    return chart.to_dict()


@pytest.fixture(scope="module")
def three(configuration: Configuration) -> Analysis:
    """Return two articles of one outlet, which has a wide interval, and one of another."""
    return outlets(configuration, {NASTY: (0.1, 0.9), "Plain": (0.4,)})


def test_whiskers_end_with_the_scale_and_tell_their_true_ends(three: Analysis) -> None:
    """Two articles leave an interval wider than the scale."""
    frame = outlet_positions.position_frame(
        outlet_means_frame(three), comparison_of(three), three
    ).set_index(["measure", "subject"])
    row = frame.loc[("hedging", NASTY)]
    assert (row["begin"], row["finish"]) == (0, 1)
    # 0.5 ± 12.706 × 0.4: Student's t with one degree of freedom, and the standard error.
    assert row["interval"] == "−4.58 to 5.58"
    assert frame.loc[("hedging", "Plain")]["interval"] == "–"


def test_positions_are_told_by_shape_on_the_whole_scale(
    three: Analysis, configuration: Configuration
) -> None:
    """A filled dot with a whisker, or an open one: never by colour."""
    comparison, measure = comparison_of(three), configuration.measure("sentiment")
    frame = outlet_positions.position_frame(outlet_means_frame(three), comparison, three)
    own = frame[frame["measure"] == "sentiment"]
    marks = outlet_positions.article_marks(tables.articles_frame(three), comparison, measure)
    assert list(marks["mean"]) == [0.1, 0.9]  # the only article of the other is its dot
    spec = specification(outlet_charts.positions(own, marks, measure, [NASTY, "Plain"]))
    strokes, whiskers, dots, open_dots = spec["layer"]
    assert strokes["encoding"]["x"]["scale"]["domain"] == [-1.0, 1.0]
    assert [layer["mark"]["type"] for layer in spec["layer"]] == ["tick", "rule", "point", "point"]
    assert (dots["mark"]["filled"], open_dots["mark"]["filled"]) == (True, False)
    assert (whiskers["encoding"]["x"]["field"], whiskers["encoding"]["x2"]["field"]) == (
        "begin",
        "finish",
    )
    titles = [each["title"] for each in dots["encoding"]["tooltip"]]
    assert titles == ["In", "Sentiment, mean", "95 % interval", "Articles"]
    assert outlet_positions.in_words(own) == (
        f"Means: {NASTY} 0.50 (2 articles, 95 % interval −4.58 to 5.58); Plain 0.40 (1 article)."
    )


def test_words_are_ranked_on_a_common_axis(configuration: Configuration) -> None:
    """Only those that an outlet uses more than the others, at most ten."""
    made = [
        scored([(f"{text} {'again ' * n}.", "body", 0.0, 0.0, 0.0)], outlet=outlet)
        for outlet, text in (("Roar", "fury ferry fury"), ("Ebb", "budget ferry budget"))
        for n in range(3)
    ]
    analysis = analysis_of(configuration, *made)
    frame = outlet_words.top_words(distinctive_words_frame(analysis), comparison_of(analysis))
    assert frame.groupby("subject")["word"].first().to_dict() == {"Roar": "fury", "Ebb": "budget"}
    assert (frame["z"] > 0).all()
    own = frame[frame["subject"] == "Roar"]
    spec = specification(outlet_charts.words(own, 5.0))
    encoding = spec["layer"][0]["encoding"]
    assert encoding["x"]["scale"]["domain"] == [0, 5.0]
    assert encoding["y"]["sort"] == list(own["word"])
    titles = [each["title"] for each in encoding["tooltip"]]
    assert titles == ["Word", "Times here", "Times in the others", "Articles here with it", "z"]


def test_a_trend_stands_on_the_axis_of_time_that_all_share(configuration: Configuration) -> None:
    """Months without articles leave a gap, and no day slips to the one before it."""
    measure = configuration.measure("sentiment")
    frame = pd.DataFrame(
        {"begin": ["2026-03-01", "2026-06-01"], "period": ["2026-03", "2026-06"]}
    ).assign(mean=0.5, articles=2)
    spec = specification(outlet_charts.trend(frame, measure, ("2026-01-01", "2026-06-01"), "month"))
    encoding = spec["layer"][0]["encoding"]
    assert encoding["x"]["scale"] == {
        "type": "utc",
        "domain": ["2026-01-01", "2026-06-01"],
        "padding": 14,
    }
    assert encoding["y"]["scale"]["domain"] == [-1.0, 1.0]
    assert [each["title"] for each in encoding["tooltip"]] == [
        "Month",
        "Sentiment, mean",
        "Articles",
    ]


@pytest.mark.parametrize(
    ("days", "per"),
    [
        (("2026-03-02", "2026-04-02", "2026-05-02"), "month"),
        (("2026-03-02", "2026-03-09", "2026-03-16"), "week"),
        (("2026-03-02", "2026-03-03", "2026-03-04"), None),  # three days of one week
        (("2026-03-02", "2026", ""), None),
    ],
)
def test_a_trend_needs_three_periods(
    configuration: Configuration, days: Sequence[str], per: str | None
) -> None:
    """By month where there are three, else by week."""
    made = [
        scored(COUNCIL, outlet="Ebb", published=day, article_id=str(n))
        for n, day in enumerate(days)
    ]
    made.append(scored(COUNCIL, outlet="Tide", article_id="x"))
    analysis = analysis_of(configuration, *made)
    frames = {each: trend_frame(analysis, each) for each in ("month", "week")}
    assert outlet_trend.trend_of(comparison_of(analysis), frames)[0] == per


def test_periods_begin_on_their_first_day() -> None:
    """An ISO week on a Monday, also the one that begins in the year before."""
    assert outlet_trend.first_day("2026-03") == "2026-03-01"
    assert outlet_trend.first_day("2026-W01") == "2025-12-29"


def test_names_and_words_are_only_ever_data(three: Analysis, configuration: Configuration) -> None:
    """No field, expression or title is made of them."""
    measure, names = configuration.measure("hedging"), [NASTY, "Plain"]
    frame = outlet_positions.position_frame(outlet_means_frame(three), comparison_of(three), three)
    marks = pd.DataFrame({"subject": names, "title": NASTY, "mean": 0.2})
    word = pd.DataFrame({"word": [NASTY], "z": 1.0, "count": 3, "others_count": 1, "articles": 2})
    for chart in (
        outlet_charts.positions(frame[frame["measure"] == "hedging"], marks, measure, names),
        outlet_charts.words(word, 2.0),
    ):
        spec = specification(chart)
        spec.pop("datasets")
        for layer in spec["layer"]:
            layer["encoding"]["y"].pop("sort")
            layer["encoding"]["y"].pop("scale", None)
        assert "Flash" not in json.dumps(spec)


def test_the_words_can_be_taken_away_where_outlets_are_compared(three: Analysis) -> None:
    """Articles have none, so their menu does not offer any."""
    outlets = download_menu.Compared("outlet", None, (), None)
    by_outlet = {name: make for _, name, make, _ in download_menu._offers(three, "x", outlets)}
    assert by_outlet["words"]().decode("utf-8-sig").startswith("outlet,word,count,others_count,")
    articles = download_menu.Compared("article", None, (), None)
    assert "words" not in [name for _, name, _, _ in download_menu._offers(three, "x", articles)]
