"""The charts as specifications, and the frames, colours and sentences that go with them."""

import json
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import altair as alt
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scored import BRIDGE, COUNCIL, Row, analysis_of, scored

from analysis import tables
from analysis.config import Configuration, load_configuration
from dashboard import charts, palette, shaping, takeaways

Names = set[str]
NASTY = 'Daily "Flash" [weekly].com \\ <b>{{datum}}</b>'


@pytest.fixture(scope="module")
def council(configuration: Configuration) -> pd.DataFrame:
    """Return the sentence frame of one short article."""
    return tables.sentences_frame(analysis_of(configuration, scored(COUNCIL)))


@pytest.fixture(scope="module")
def compared(configuration: Configuration) -> pd.DataFrame:
    """Return the body sentences of two articles, one with a name that tries to break out."""
    first, second = scored(COUNCIL), scored(BRIDGE)
    frame = tables.sentences_frame(analysis_of(configuration, first, second))
    subjects = {NASTY: [first.article.article_id], "Plain": [second.article.article_id]}
    return shaping.subject_frame(frame, subjects)


def titles(tooltips: list[dict[str, Any]]) -> list[str]:
    """Return what a tooltip names."""
    return [tooltip["title"] for tooltip in tooltips]


def timelines(sentences: pd.DataFrame, configuration: Configuration) -> list[dict[str, Any]]:
    """Return the specification of each measure's timeline."""
    frame = shaping.timeline_frame(sentences, configuration.measures)
    own = palette.palettes(configuration.measures)
    return [
        charts.timeline(frame, own[m.name], own, axis=True).to_dict()
        for m in configuration.measures
    ]


def test_timelines_stand_on_one_axis_of_sentences(
    council: pd.DataFrame, configuration: Configuration
) -> None:
    """Each shows its own measure over its whole range, in bars that begin at 0."""
    for spec, measure in zip(
        timelines(council, configuration), configuration.measures, strict=True
    ):
        bars = spec["layer"][0]["encoding"]
        assert bars["y"]["field"] == measure.name
        assert bars["color"]["field"] == f"{measure.name}_level"
        assert bars["y2"]["datum"] == 0
        assert bars["y"]["scale"]["domain"] == list(measure.range)
        assert (bars["x"]["field"], bars["x2"]["field"]) == ("begin", "finish")
        assert bars["x"]["axis"]["title"] == "Sentence"


def test_pointing_anywhere_in_a_timeline_column_shows_the_sentence_and_all_scores(
    council: pd.DataFrame, configuration: Configuration
) -> None:
    """A sentence that scores 0 has no bar to point at, so the whole column answers."""
    for spec, measure in zip(
        timelines(council, configuration), configuration.measures, strict=True
    ):
        column = spec["layer"][-1]["encoding"]
        named = ["Sentence", "Part", "Sentiment", "Sensationalism", "Hedging", "Text"]
        assert titles(column["tooltip"]) == named
        assert [column["y"]["datum"], column["y2"]["datum"]] == list(measure.range)


def test_the_axis_names_the_headline_where_there_is_one(
    council: pd.DataFrame, configuration: Configuration
) -> None:
    """A text without a headline has an ordinary sentence 0."""
    body = council[council["role"] == "body"]
    for sentences, named in ((council, True), (body, False)):
        axis = timelines(sentences, configuration)[0]["layer"][0]["encoding"]["x"]["axis"]
        assert ("headline" in axis["labelExpr"]) is named


def test_timeline_shows_headline_and_body_only(
    council: pd.DataFrame, configuration: Configuration
) -> None:
    """The byline does not count, so it has no bar."""
    frame = shaping.timeline_frame(council, configuration.measures)
    assert list(frame["sentence"]) == ["0", "1", "2", "3"]
    assert list(frame["role"]) == ["headline", "body", "body", "body"]


def test_a_long_text_is_drawn_in_runs_and_loses_no_sentence(configuration: Configuration) -> None:
    """1,000 sentences become at most 240 bars that together cover every sentence once."""
    rows: list[Row] = [(f"Sentence {n}.", "body", 0.0, n % 2, 0.0) for n in range(1000)]
    sentences = tables.sentences_frame(analysis_of(configuration, scored(rows)))
    frame = shaping.timeline_frame(sentences, configuration.measures)
    assert len(frame) <= shaping.MOST_BARS
    assert shaping.run_length(sentences) == 5
    assert frame["sentence"].iloc[0] == "0–4"
    assert frame["sentence"].iloc[-1] == "995–999"
    # 0, 1, 0, 1, 0: the mean of the first run.
    assert frame["sensationalism"].iloc[0] == pytest.approx(0.4)


def test_level_bars_stack_to_the_whole(
    compared: pd.DataFrame, configuration: Configuration
) -> None:
    """The segments of each subject follow each other from 0 to 1."""
    for measure in configuration.measures:
        frame = shaping.level_frame(compared, measure)
        for _, own in frame.groupby("subject"):
            assert own["begin"].iloc[0] == pytest.approx(0)
            assert own["finish"].iloc[-1] == pytest.approx(1)
            assert list(own["begin"].iloc[1:]) == pytest.approx(list(own["finish"].iloc[:-1]))


def test_level_bars_name_what_they_show(
    compared: pd.DataFrame, configuration: Configuration
) -> None:
    """Levels in the configuration's words and order, on a common axis of shares."""
    own = palette.palettes(configuration.measures)["sentiment"]
    frame = shaping.level_frame(compared, own.measure)
    spec = charts.levels(frame, own, [NASTY, "Plain"]).to_dict()
    encoding = spec["layer"][0]["encoding"]
    assert encoding["y"]["sort"] == [NASTY, "Plain"]
    assert encoding["x"]["scale"]["domain"] == [0, 1]
    assert encoding["color"]["scale"]["domain"] == [level.label for level in own.measure.levels]
    assert titles(encoding["tooltip"]) == ["In", "Sentiment", "Sentences", "Share"]


def test_dots_share_the_axis_of_the_measure(
    compared: pd.DataFrame, configuration: Configuration
) -> None:
    """Every sentence is a dot, and its tooltip holds its text."""
    own = palette.palettes(configuration.measures)["sentiment"]
    frame = shaping.dot_frame(compared, own.measure)
    means = pd.DataFrame({"subject": [NASTY, "Plain"], "sentiment": [-0.3, 0.35]})
    spec = charts.dots(frame, means, own, [NASTY, "Plain"]).to_dict()
    points = spec["layer"][0]["encoding"]
    assert len(frame) == len(compared)
    assert points["x"]["scale"]["domain"] == [-1.0, 1.0]
    assert points["x"]["title"] == "Sentiment: unfavourable to favourable"
    assert titles(points["tooltip"]) == ["In", "Sentence", "Sentiment", "Level", "Text"]
    assert titles(spec["layer"][1]["encoding"]["tooltip"]) == ["In", "Mean"]


def test_dots_are_thinned_evenly_by_rank(configuration: Configuration) -> None:
    """Of 1,000 sentences at most 400 are drawn, and their spread stays."""
    rows: list[Row] = [(f"Sentence {n}.", "body", 0.0, n / 999, 0.0) for n in range(1000)]
    frame = tables.sentences_frame(analysis_of(configuration, scored(rows)))
    measure = configuration.measure("sensationalism")
    dots = shaping.dot_frame(frame.assign(subject="One"), measure)
    assert len(dots) <= shaping.MOST_DOTS
    assert dots["score"].median() == pytest.approx(0.5, abs=0.01)


def test_a_users_words_are_only_ever_data(
    compared: pd.DataFrame, configuration: Configuration
) -> None:
    """No field, expression or title is made of a name: it is in data, order and domain alone."""
    own = palette.palettes(configuration.measures)["sentiment"]
    names = [NASTY, "Plain"]
    means = pd.DataFrame({"subject": names, "sentiment": [-0.3, 0.35]})
    for chart in (
        charts.levels(shaping.level_frame(compared, own.measure), own, names),
        charts.dots(shaping.dot_frame(compared, own.measure), means, own, names),
    ):
        spec = chart.to_dict()
        spec.pop("datasets")
        for layer in spec["layer"]:
            assert layer["encoding"]["y"].pop("sort") == [NASTY, "Plain"]
            assert layer["encoding"]["y"].pop("scale") == {"domain": [NASTY, "Plain"]}
        assert "Flash" not in json.dumps(spec)


def at_once(work: Callable[[int], Names]) -> list[Names]:
    """Let 12 users do something in eight threads."""
    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(work, range(12)))


def names_in(encoding: Mapping[str, Any]) -> Names:
    """Return the names in the order and the domain of a vertical axis."""
    axis = encoding["y"]
    return {*axis["sort"], *axis["scale"]["domain"]}


@pytest.mark.usefixtures("restless")
def test_sessions_that_draw_at_once_never_share_a_name(
    compared: pd.DataFrame, configuration: Configuration
) -> None:
    """Sessions are threads of one process; a chart holds what it was made with and nothing else."""
    own = palette.palettes(configuration.measures)["sentiment"]

    def drawn(user: int) -> Names:
        names = [f"Outlet {user}", f"Other {user}"]
        frame = compared.assign(subject=names[0])
        means = pd.DataFrame({"subject": names, "sentiment": [-0.3, 0.35]})
        specs = [
            charts.levels(shaping.level_frame(frame, own.measure), own, names).to_dict(),
            charts.dots(shaping.dot_frame(frame, own.measure), means, own, names).to_dict(),
        ]
        return {n for each in specs for part in each["layer"] for n in names_in(part["encoding"])}

    assert at_once(drawn) == [{f"Outlet {user}", f"Other {user}"} for user in range(12)]


@pytest.mark.usefixtures("restless", "property_setters")
def test_methods_of_channels_do_share_names() -> None:
    """Why we do not use them; once this fails, Altair has mended it."""

    def drawn(user: int) -> Names:
        name = f"Outlet {user}"
        axes = [alt.Y("subject:N").sort([name]).scale(domain=[name]) for _ in range(40)]
        return {found for axis in axes for found in names_in({"y": axis.to_dict()})}

    apart = [{f"Outlet {user}"} for user in range(12)]
    assert any(at_once(drawn) != apart for _ in range(20))


def opacity(color: str) -> float:
    """Return the opacity of an `rgba(…)`."""
    return float(color.removesuffix(")").rpartition(",")[2])


@given(st.floats(-1, 1), st.floats(0, 1))
def test_a_weaker_score_is_never_drawn_more_strongly(score: float, share: float) -> None:
    """Towards 0 the colour can only fade, on both sides; the ends are opaque."""
    own = palette.palettes(load_configuration().measures)["sentiment"]
    assert opacity(own.color(score * share)) <= opacity(own.color(score))
    assert opacity(own.color(-1.0)) == opacity(own.color(1.0)) == 1


def test_every_level_of_a_measure_has_its_own_colour(configuration: Configuration) -> None:
    """Bars, dots and the shaded text share these colours, so one legend fits them all."""
    for own in palette.palettes(configuration.measures).values():
        labels, colors = own.domain_and_range()
        assert labels == [level.label for level in own.measure.levels]
        assert len(set(colors)) == len(labels)


@pytest.mark.parametrize(
    ("measure", "score", "mark"),
    [
        ("sentiment", -1.0, "−−"),
        ("sentiment", -0.4, "−"),
        ("sentiment", 0.0, ""),  # neutral needs no mark
        ("sentiment", 0.35, "+"),  # a level begins at its own start
        ("sentiment", 0.65, "++"),
        ("sensationalism", 0.0, ""),
        ("sensationalism", 0.5, "••"),
        ("hedging", 1.0, "••"),  # this measure has three levels only
    ],
)
def test_each_level_has_a_mark_of_its_own(
    configuration: Configuration, measure: str, score: float, mark: str
) -> None:
    """What colour says, a sign says too."""
    assert palette.palettes(configuration.measures)[measure].mark(score) == mark


def test_measures_have_different_hues(configuration: Configuration) -> None:
    """No two measures share a colour at the high end."""
    own = palette.palettes(configuration.measures).values()
    assert len({p.high for p in own}) == len(own)


def test_takeaways_count_what_is_clear_and_name_the_strongest(
    council: pd.DataFrame, configuration: Configuration
) -> None:
    """The sentence under a timeline is computed from its data."""
    said = [takeaways.of_article(council, measure) for measure in configuration.measures]
    assert said == [
        "Of 3 body sentences, 1 is clearly unfavourable and none clearly favourable. "
        "Most unfavourable: sentence 2 (−0.80).",
        "1 of 3 body sentences reaches 0.50 or more. Highest sensationalism: sentence 2 (0.90).",
        "1 of 3 body sentences reaches 0.50 or more. Highest hedging: sentence 3 (0.60).",
    ]


def test_takeaway_of_a_text_without_body(configuration: Configuration) -> None:
    """A headline alone has nothing to count."""
    frame = tables.sentences_frame(analysis_of(configuration, scored(COUNCIL[:1])))
    said = takeaways.of_article(frame, configuration.measure("hedging"))
    assert said == "This text has no body sentence to rate."


@pytest.mark.parametrize(
    ("means", "said"),
    [
        # Far apart: both ends are named.
        (
            [0.4, 0.1],
            "In these articles the mean is highest in A (0.40) and lowest in B (0.10).",
        ),
        # Two hundredths apart: ranking them would say more than the figures do.
        ([0.40, 0.38], "The means lie close together, from 0.38 to 0.40."),
        # Nothing to rank, and no range to give.
        ([0.401, 0.4], "The means are the same to two decimals, 0.40."),
        # One has no body sentence at all.
        ([0.4, None], "Fewer than two of these have body sentences to compare."),
    ],
)
def test_comparison_takeaway(
    configuration: Configuration, means: list[float | None], said: str
) -> None:
    """Highest and lowest are named only where they lie apart."""
    figures = pd.DataFrame({"subject": ["A", "B"], "hedging": pd.Series(means, dtype=float)})
    assert takeaways.of_comparison(figures, configuration.measure("hedging")) == said


def test_comparison_takeaway_names_all_that_tie(configuration: Configuration) -> None:
    """Naming one of two equals would be arbitrary."""
    figures = pd.DataFrame({"subject": ["A", "B", "C", "D"], "hedging": [0.176, 0.02, 0.18, 0.1]})
    said = takeaways.of_comparison(figures, configuration.measure("hedging"))
    assert said == "In these articles the mean is highest in A and C (0.18) and lowest in B (0.02)."


def test_differences_are_to_the_first(configuration: Configuration) -> None:
    """Each by its mean minus the mean of the first, which has no difference itself."""
    analysis = analysis_of(configuration, scored(COUNCIL), scored(BRIDGE))
    figures = tables.articles_frame(analysis).assign(subject=["A", "B"], articles=1)
    table = shaping.difference_frame(figures, configuration.measures)
    # Means: (−0.4 − 0.8 + 0.1) / 3 = −11/30 and (0.7 + 0) / 2 = 0.35.
    assert table["sentiment_difference"].isna().tolist() == [True, False]
    assert table["sentiment_difference"].iloc[1] == pytest.approx(0.35 + 11 / 30)
    assert list(table.columns[:5]) == [
        "subject",
        "articles",
        "sentences",
        "sentiment",
        "sentiment_difference",
    ]


def test_strongest_keeps_to_its_side_of_zero(
    council: pd.DataFrame, configuration: Configuration
) -> None:
    """Neither the headline nor a neutral score nor one of the other side is listed."""
    sentiment = configuration.measure("sentiment")
    low = shaping.strongest(council, sentiment, high=False)
    high = shaping.strongest(council, sentiment, high=True)
    assert list(low["sentence"]) == [2, 1]
    assert list(high["sentence"]) == []


def test_genres_are_pointed_out_only_where_they_differ() -> None:
    """Unknown genres say nothing."""
    assert takeaways.genre_note(["news", "news", ""]) == ""
    assert "news and opinion" in takeaways.genre_note(["opinion", "news"])


def test_articles_without_an_outlet_are_not_passed_over_in_silence() -> None:
    """Comparing by outlets leaves them out; the reader must know."""
    articles = [scored(BRIDGE, outlet=outlet).article for outlet in ("Ebb", "", "")]
    assert "2 articles" in takeaways.unnamed_note(articles)
    assert takeaways.unnamed_note(articles[:1]) == ""


def test_copies_are_named_once_with_their_outlets() -> None:
    """The same text in two outlets counts in each, and twice in one outlet once."""
    wire = [scored(BRIDGE, outlet=name, title="Repair").article for name in ("Ebb", "Tide", "Tide")]
    start = "The text of “Repair” is the same, nearly word for word, in "
    assert takeaways.copy_notes(wire, [0, 0, 0]) == [
        f"{start}Ebb and Tide, and counts in each. In what is said of outlets, once."
    ]
    assert takeaways.copy_notes(wire[:2], [0, 0]) == [f"{start}Ebb and Tide, and counts in each."]
    assert takeaways.copy_notes(wire[1:], [0, 0]) == [
        f"{start}2 articles of Tide. In what is said of outlets it counts once."
    ]
    assert takeaways.copy_notes(wire, [0, 1, 2]) == []


def test_many_copies_do_not_fill_the_page() -> None:
    """A folder that holds every wire text twice gets five of them named."""
    wire = [scored(BRIDGE, outlet="Ebb", title=f"Repair {n}").article for n in range(10)] * 2
    notes = takeaways.copy_notes(wire, list(range(10)) * 2)
    assert len(notes) == 6
    assert notes[-1] == "So it is with 5 other texts."


def test_shares_of_clear_sentences_name_both_ends(
    compared: pd.DataFrame, configuration: Configuration
) -> None:
    """Both ends of sentiment count as clear: 1 of 3 sentences here (−0.8), 1 of 2 there (0.7)."""
    said = takeaways.of_shares(compared, configuration.measure("sentiment"))
    assert said == (
        "In these articles the share of sentences rated clearly unfavourable or favourable is "
        f"highest in Plain (50%) and lowest in {NASTY} (33%)."
    )
    alike = compared.assign(hedging=0.0)
    said = takeaways.of_shares(alike, configuration.measure("hedging"))
    assert said == "In these articles the share of sentences rated clear is 0% in each."
    said = takeaways.of_shares(compared.head(3), configuration.measure("hedging"))
    assert said == "Fewer than two of these have body sentences to compare."
