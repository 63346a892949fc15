"""Distinctive words are those of Monroe, Colaresi and Quinn, to the digit."""

from math import log, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scored import analysis_of, scored

from analysis.columns import column_kind
from analysis.compare.distinctive import distinctive_words_frame, log_odds
from analysis.config import Configuration
from analysis.dictionary import describe_columns
from analysis.pipeline import Analysis, ScoredArticle, analyse
from analysis.viewpoint import in_voice

counts = st.integers(0, 50)


def article(text: str, outlet: str, **fields: str) -> ScoredArticle:
    """Return an article of one body sentence."""
    rows = [("Headline words", "headline", 0.0, 0.0, 0.0), (text, "body", 0.0, 0.0, 0.0)]
    return scored(rows, outlet=outlet, **fields)


@pytest.fixture
def weather(configuration: Configuration) -> Analysis:
    """Return two outlets: A has storm 3, calm 1; B has storm 1, calm 2, rain 1."""
    return analysis_of(
        configuration,
        article("Storm, storm! Calm.", "A"),
        article("A storm", "A"),
        article("Calm storm; calm rain.", "B"),
        article("Storm storm storm", ""),
    )


def test_a_number_worked_out_by_hand(weather: Analysis) -> None:
    """A has 5 words (with “a”), B 4; of 9 words 4 are “storm”, and an article has 3 on average.

    So the prior of “storm” is 3 × 4 / 9 = 4 / 3. A: (3 + 4/3) / (5 + 3 - 3 - 4/3) = 13 / 11,
    B: (1 + 4/3) / (4 + 3 - 1 - 4/3) = 7 / 14; the standard error is sqrt(3/13 + 3/7).
    """
    frame = distinctive_words_frame(weather, least_count=1, least_articles=1)
    storm = frame[(frame["outlet"] == "A") & (frame["word"] == "storm")].iloc[0]
    assert (storm["count"], storm["others_count"], storm["articles"]) == (3, 1, 2)
    assert storm["log_odds"] == pytest.approx(log(13 / 11 * 14 / 7))
    assert storm["z"] == pytest.approx(log(26 / 11) / sqrt(3 / 13 + 3 / 7))


def test_the_most_distinctive_come_first(weather: Analysis) -> None:
    """Within each outlet, in order of appearance; headline and unnamed outlets are not read."""
    frame = distinctive_words_frame(weather, least_count=1, least_articles=1)
    assert frame["outlet"].tolist() == ["A"] * 4 + ["B"] * 4
    assert frame["word"].iloc[0] == "storm"
    assert set(frame["word"].iloc[4:6]) == {"calm", "rain"}
    assert set(frame["word"]) == {"a", "storm", "calm", "rain"}


def test_rare_words_are_left_out(weather: Analysis) -> None:
    """A word of one article tells of that article."""
    assert set(distinctive_words_frame(weather)["word"]) == {"storm", "calm"}
    assert set(distinctive_words_frame(weather, least_count=4)["word"]) == {"storm"}
    assert set(distinctive_words_frame(weather, least_articles=3)["word"]) == {"storm"}


def test_words_are_in_small_letters_with_their_apostrophes(configuration: Configuration) -> None:
    """Curly or straight; numbers are no words."""
    analysis = analysis_of(
        configuration,
        article("Don’t call the anti-war vote 12 to 3 a “Win”.", "A"),
        article("DON'T", "B"),
    )
    frame = distinctive_words_frame(analysis, least_count=1, least_articles=1)
    assert set(frame["word"]) == {"don't", "call", "the", "anti-war", "vote", "to", "a", "win"}


def test_only_the_voice_that_is_looked_at(make_article: object) -> None:
    """What a source says is not the outlet's wording."""
    articles = [
        make_article("“The plan is a disgrace,” said Ann Marsh.", outlet="A"),
        make_article("“The plan is a triumph,” said Ben Low.", outlet="B"),
    ]
    analysis = analyse(articles)
    own = distinctive_words_frame(in_voice(analysis, "outlet"), least_count=1, least_articles=1)
    assert "disgrace" not in set(own["word"])
    assert "said" in set(own["word"])
    assert set(own["view"]) == {"outlet"}
    quoted = distinctive_words_frame(in_voice(analysis, "quote"), least_count=1, least_articles=1)
    assert "disgrace" in set(quoted["word"])
    assert "said" not in set(quoted["word"])


def test_a_text_that_an_outlet_has_twice_is_read_once(configuration: Configuration) -> None:
    """Else its words would look like a habit."""
    copies = [article("Storm over the town", "A", article_id=each) for each in ("one", "two")]
    analysis = analysis_of(configuration, *copies, article("Calm in the town", "B"))
    frame = distinctive_words_frame(analysis, least_count=1, least_articles=1)
    assert frame[(frame["outlet"] == "A") & (frame["word"] == "storm")]["count"].tolist() == [1]


@pytest.mark.parametrize("texts", [[], [("Storm.", "A")], [("Storm.", "A"), ("Storm.", "B")]])
def test_nothing_to_tell_apart_is_an_empty_frame(
    configuration: Configuration, texts: list[tuple[str, str]]
) -> None:
    """One outlet, or one word; with the types of a full one."""
    frame = distinctive_words_frame(analysis_of(configuration, *(article(*t) for t in texts)))
    assert frame.empty
    assert {name: str(kind) for name, kind in frame.dtypes.items()} == {
        name: column_kind(name) for name in frame.columns
    }
    described = {column.name for column in describe_columns(configuration.measures)}
    assert set(frame.columns) <= described


@given(own=counts, others=counts, rest=st.integers(1, 99), others_rest=st.integers(1, 99))
def test_swapping_outlets_turns_the_sign(
    own: int, others: int, rest: int, others_rest: int
) -> None:
    """What sets one apart from the other sets the other apart from it."""
    if own + others == 0:
        return
    one = log_odds(own, own + rest, others, others + others_rest, 20.0)
    other = log_odds(others, others + others_rest, own, own + rest, 20.0)
    assert one == pytest.approx((-other[0], -other[1]))


@given(st.integers(1, 50), st.integers(1, 99))
def test_the_same_use_is_no_difference(count: int, rest: int) -> None:
    """Whatever the prior."""
    assert log_odds(count, count + rest, count, count + rest, 7.0) == pytest.approx((0, 0))


def test_a_larger_prior_draws_towards_nothing() -> None:
    """As much as one wishes."""
    ratios = [log_odds(9, 100, 1, 100, prior)[0] for prior in (1, 10, 100, 1_000)]
    assert ratios == sorted(ratios, reverse=True)
    assert ratios[-1] > 0
