"""Headline against body, beginning against the rest, and months in order."""

import math

import pandas as pd
import pytest
from scored import Row, analysis_of, scored

from analysis.columns import column_kind
from analysis.compare.positions import outlet_positions_frame, positions_frame
from analysis.compare.trend import period_of, trend_frame
from analysis.config import Configuration
from analysis.dictionary import describe_columns
from analysis.pipeline import Analysis
from analysis.tables import articles_frame
from analysis.viewpoint import in_voice


def rows(headline: float | None, *body: float) -> list[Row]:
    """Return rows with one value for all measures."""
    top = [] if headline is None else [(f"Head {headline}", "headline", *[headline] * 3)]
    return [*top, *((f"Sentence {at}.", "body", *[each] * 3) for at, each in enumerate(body))]


@pytest.fixture
def analysis(configuration: Configuration) -> Analysis:
    """Return two articles of A, one without headline and with three sentences, and one of B."""
    return analysis_of(
        configuration,
        scored(rows(0.8, 0.6, 0.3, 0.0, 0.1, 0.5), outlet="A", published="2026-02-27"),
        scored(rows(None, 0.2, 0.2, 0.2), outlet="A", published="2026-03-02"),
        scored(rows(0.1, 0.1, 0.1, 0.1, 0.4), outlet="B", published="2026-03-01"),
        scored(rows(0.1), outlet="B", published="in March"),
    )


def of(frame: pd.DataFrame, measure: str = "sensationalism") -> list[pd.Series]:
    """Return the rows of a measure."""
    return [row for _, row in frame[frame["measure"] == measure].iterrows()]


def test_headline_and_lead_are_held_against_the_rest(analysis: Analysis) -> None:
    """0.8 against a body of 1.5 / 5; the first three sentences, 0.9 / 3, against 0.6 / 2."""
    first, second, third, fourth = of(positions_frame(analysis))
    assert first["headline_minus_body"] == pytest.approx(0.5)
    assert (first["lead_mean"], first["rest_mean"]) == pytest.approx((0.3, 0.3))
    assert first["lead_minus_rest"] == pytest.approx(0)
    assert third["lead_minus_rest"] == pytest.approx(-0.3)
    # No headline, nothing after the lead; then a headline alone.
    assert second[["headline_score", "headline_minus_body", "rest_mean"]].isna().all()
    assert second["lead_mean"] == pytest.approx(0.2)
    assert fourth["headline_score"] == 0.1
    assert math.isnan(fourth["body_mean"])


def test_the_body_is_the_articles_figure(analysis: Analysis) -> None:
    """One definition of every figure."""
    figures = articles_frame(analysis)["hedging"].tolist()
    bodies = [row["body_mean"] for row in of(positions_frame(analysis), "hedging")]
    assert bodies == pytest.approx(figures, nan_ok=True)


def test_outlets_have_the_means_of_their_articles(analysis: Analysis) -> None:
    """A difference is over the articles that have both sides, and says how many."""
    one, other = of(outlet_positions_frame(analysis))
    assert (one["headline_articles"], one["lead_articles"]) == (1, 1)
    assert one["headline_minus_body"] == pytest.approx(0.5)
    assert one["body_mean"] == pytest.approx((0.3 + 0.2) / 2)
    assert (other["outlet"], other["headline_articles"]) == ("B", 1)


def test_a_voice_without_words_has_no_positions(analysis: Analysis) -> None:
    """Nobody is quoted here."""
    frame = positions_frame(in_voice(analysis, "quote"))
    assert frame["body_mean"].isna().all()
    assert frame["lead_minus_rest"].isna().all()
    assert set(frame["view"]) == {"quote"}


def test_periods_are_in_order_and_undated_articles_left_out(analysis: Analysis) -> None:
    """A has an article in February and one in March; B's second has no full date and no body."""
    found = of(trend_frame(analysis))
    assert [(row["outlet"], row["period"], row["articles"]) for row in found] == [
        ("A", "2026-02", 1),
        ("A", "2026-03", 1),
        ("B", "2026-03", 1),
    ]
    assert found[0]["mean"] == pytest.approx(0.3)
    weeks = of(trend_frame(analysis, "week"))
    assert [row["period"] for row in weeks] == ["2026-W09", "2026-W10", "2026-W09"]


def test_articles_of_a_month_are_averaged(configuration: Configuration) -> None:
    """Each counts once, however long."""
    long, short = scored(rows(None, *[0.2] * 9), outlet="A"), scored(rows(None, 0.8), outlet="A")
    analysis = analysis_of(
        configuration,
        *(
            scored(made, outlet="A", published=f"2026-05-0{day}")
            for day, made in ((1, rows(None, *[0.2] * 9)), (2, rows(None, 0.8)))
        ),
    )
    (found,) = of(trend_frame(analysis))
    assert (found["articles"], found["mean"]) == (2, pytest.approx(0.5))
    assert of(trend_frame(analysis_of(configuration, long, short))) == []


@pytest.mark.parametrize(
    ("published", "month", "week"),
    [
        ("2026-03-04", "2026-03", "2026-W10"),
        ("2026-03-04T10:00:00Z", "2026-03", "2026-W10"),
        # The ISO year of a week is that of its Thursday.
        ("2027-01-01", "2027-01", "2026-W53"),
        ("", "", ""),
        ("2026", "", ""),
        ("4 March", "", ""),
        ("2026-02-30", "", ""),
    ],
)
def test_periods_of_dates(published: str, month: str, week: str) -> None:
    """What is no full date has none."""
    assert (period_of(published, "month"), period_of(published, "week")) == (month, week)


@pytest.mark.parametrize("table", [positions_frame, outlet_positions_frame, trend_frame])
def test_columns_are_described_and_typed(table: object, analysis: Analysis) -> None:
    """Of an empty frame too."""
    described = {column.name for column in describe_columns(analysis.configuration.measures)}
    for frame in (table(analysis), table(analysis_of(analysis.configuration))):
        assert set(frame.columns) <= described
        assert {n: str(t) for n, t in frame.dtypes.items()} == {n: column_kind(n) for n in frame}
