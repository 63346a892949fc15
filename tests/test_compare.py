"""Differences are differences of the published figures, and claim no more."""

from collections.abc import Callable

import pytest

from analysis.articles import Article
from analysis.compare import differences_frame
from analysis.compare.report import comparison_text
from analysis.errors import InputError
from analysis.pipeline import Analysis, analyse
from analysis.tables import articles_frame, outlets_frame
from analysis.viewpoint import in_voice


@pytest.fixture(scope="module")
def analysis(make_article: Callable[..., Article]) -> Analysis:
    """Return three articles of two outlets, and one of none."""
    return analyse(
        [
            make_article("The quay closed.", outlet="Wire", title="Quay closed"),
            make_article("Shock as doomed quay crumbles!", outlet="Blast", title="Quay horror"),
            make_article("It may close again.", outlet="Wire"),
            make_article("No outlet is named here.", source_file="stray.txt"),
        ]
    )


def test_outlets_are_compared_in_order_of_appearance(analysis: Analysis) -> None:
    """One row a measure; the unnamed is not an outlet."""
    frame = differences_frame(analysis, "outlet")
    assert frame["measure"].tolist() == ["sentiment", "sensationalism", "hedging"]
    assert set(zip(frame["first"], frame["second"], strict=True)) == {("Wire", "Blast")}
    figures = outlets_frame(analysis).set_index("outlet")
    row = frame.set_index("measure").loc["sensationalism"]
    assert row["second_mean"] == figures.loc["Blast", "sensationalism"]
    assert row["difference"] == row["second_mean"] - row["first_mean"] > 0
    assert (row["first_articles"], row["second_articles"]) == (2, 1)


def test_articles_are_compared_pair_by_pair(analysis: Analysis) -> None:
    """Four articles make six pairs for each of three measures."""
    frame = differences_frame(analysis, "article")
    assert len(frame) == 18
    figures = articles_frame(analysis).set_index("article_id")["hedging"]
    for row in frame[frame["measure"] == "hedging"].itertuples():
        assert row.difference == figures[row.second] - figures[row.first]


def test_what_limits_the_comparison_is_said(make_article: Callable[..., Article]) -> None:
    """Articles left out, genres mixed, pairs beyond a screenful."""
    named = [make_article(f"Rain {n}.", outlet=f"Outlet {n}", genre="news") for n in range(11)]
    opinion = make_article("Rain, alas.", outlet="Wire", genre="opinion")
    analysis = analyse([*named, opinion, make_article("No outlet.")])
    text = comparison_text(analysis, "outlet", differences_frame(analysis))
    assert "not compared: 1" in text
    assert "different genres (news, opinion)" in text
    assert "The first 45 of 66 pairs" in text


def test_one_alone_cannot_be_compared(make_article: Callable[..., Article]) -> None:
    """The message says what to add."""
    single = analyse([make_article("Rain fell.", outlet="Wire")])
    with pytest.raises(InputError, match=r"at least two outlets.*name the outlets"):
        differences_frame(single, "outlet")
    with pytest.raises(InputError, match="at least two articles"):
        differences_frame(single, "article")


@pytest.mark.parametrize("by", ["outlet", "article"])
def test_the_text_names_units_and_claims_nothing_in_general(analysis: Analysis, by: str) -> None:
    """Somebody will paste it into a mail, so the caveat travels with it."""
    text = comparison_text(analysis, by, differences_frame(analysis, by))
    assert "Wire" in text
    assert "Blast" in text
    assert "describes these articles only" in text
    assert "tonelens@" in text
    assert (analysis.articles[0].article.article_id in text) is False
    assert "alone; --voice" not in text


def test_the_text_says_whose_words_it_compares(analysis: Analysis) -> None:
    """Who reads the figures must know what was left out."""
    own = in_voice(analysis, "outlet")
    text = comparison_text(own, "outlet", differences_frame(own, "outlet"))
    assert (
        "All figures are of the outlet's own voice alone; --voice all compares all words." in text
    )
