"""What is concluded about outlets is no more than their articles carry."""

import math
from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from scored import analysis_of, scored

from analysis.columns import column_kind
from analysis.compare import differences_frame, inference_frame
from analysis.compare.effects import cliffs_delta, delta_word, paired_delta, t_interval
from analysis.compare.means import outlet_means_frame
from analysis.compare.multiplicity import decidable, holm, units_needed
from analysis.compare.outcomes import outcomes
from analysis.compare.permutations import smallest_p
from analysis.compare.report import comparison_text
from analysis.compare.samples import Comparison
from analysis.config import Configuration
from analysis.dictionary import describe_columns
from analysis.errors import InputError
from analysis.pipeline import Analysis
from analysis.viewpoint import in_voice

Make = Callable[..., Analysis]


@pytest.fixture(scope="module")
def made(configuration: Configuration) -> Make:
    """Return a function that makes an analysis from each outlet's sensationalism, by article."""

    def make(**outlets: Sequence[float]) -> Analysis:
        articles = [
            scored([(f"{name} wrote {at}.", "body", 0.1 * value, value, 0.0)], outlet=name)
            for name, values in outlets.items()
            for at, value in enumerate(values)
        ]
        return analysis_of(configuration, *articles)

    return make


def row(frame: pd.DataFrame, measure: str = "sensationalism") -> pd.Series:
    """Return the only row of a measure."""
    (found,) = (each for _, each in frame[frame["measure"] == measure].iterrows())
    return found


def test_one_article_allows_no_inference(made: Make) -> None:
    """It is described, and the sentence claims nothing of outlets."""
    found = row(inference_frame(made(Wire=[0.1], Blast=[0.4])))
    assert found["status"] == "described"
    assert (
        found[["difference_low", "difference_high", "p", "adjusted_p", "cliffs_delta"]].isna().all()
    )
    assert found["finding"] == (
        "In these two articles Blast is rated higher in sensationalism than Wire by 0.30; one "
        "article says nothing about Wire or Blast in general."
    )
    assert row(inference_frame(made(Wire=[0.1], Blast=[0.4, 0.5, 0.6])))["finding"].endswith(
        "one article says nothing about Wire in general."
    )


def test_three_against_three_are_refused_with_what_would_do(made: Make) -> None:
    """The smallest p is 0.1; with three measures 5 of each are the least: 3 × 2 / 252 < 0.05."""
    found = row(inference_frame(made(Wire=[0.1, 0.2, 0.3], Blast=[0.7, 0.8, 0.9])))
    assert found["status"] == "too few"
    assert math.isnan(found["p"])
    assert found["units_needed"] == 5
    assert found["finding"] == (
        "With 3 articles of Wire and as many of Blast no difference in sensationalism could be "
        "told from chance; 5 of each would be enough."
    )


def test_a_clear_difference_is_told_with_its_figures(made: Make) -> None:
    """5 against 5 without overlap: p 2 / 252, three measures; hedging has no difference at all."""
    analysis = made(Blast=[0.6, 0.7, 0.8, 0.65, 0.75], Wire=[0.1, 0.2, 0.15, 0.3, 0.25])
    frame = inference_frame(analysis)
    found = row(frame)
    assert found["p"] == 2 / 252
    # Sentiment is a tenth of it and has the same p; Holm multiplies the smallest by 3.
    assert found["adjusted_p"] == pytest.approx(3 * 2 / 252)
    assert (found["cliffs_delta"], found["effect"]) == (-1, "large")
    assert found["mean_difference"] == pytest.approx(-0.5)
    assert found["finding"] == (
        "Articles of Blast are rated higher in sensationalism than those of Wire by 0.50 on "
        "average (95 % interval 0.37 to 0.63; adjusted p = 0.024; large difference, Cliff's "
        "delta 1.00)."
    )
    hedging = row(frame, "hedging")
    assert (hedging["p"], hedging["adjusted_p"], hedging["cliffs_delta"]) == (1, 1, 0)
    assert hedging["finding"].endswith(
        "found between Blast and Wire (adjusted p = 1.000); neither varies."
    )


def test_no_difference_says_what_could_be_there(made: Make) -> None:
    """Absence of evidence is not evidence of absence."""
    found = row(inference_frame(made(A=[0.1, 0.5, 0.3, 0.4, 0.2], B=[0.2, 0.4, 0.35, 0.3, 0.25])))
    assert found["difference_low"] < 0 < found["difference_high"]
    assert "No difference in sensationalism found between A and B" in found["finding"]
    assert "(B minus A) shows what could be there." in found["finding"]
    assert "−0." in found["finding"]


def test_what_holm_takes_back_is_not_called_a_difference(made: Make) -> None:
    """Alone it would be one; among nine tests 32 of 924 ways are not rare enough."""
    one, other = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6], [0.4, 0.5, 0.6, 0.7, 0.8, 0.9]
    frame = inference_frame(made(A=one, B=other, C=one))
    found = next(r for _, r in frame.iterrows() if r["measure"] == "sensationalism")
    assert (found["first"], found["second"]) == ("A", "B")
    assert found["p"] < 0.05 < found["adjusted_p"]
    assert found["difference_low"] > 0
    assert "can be told from chance with this many comparisons" in found["finding"]
    assert "leaves zero out" in found["finding"]


def test_stories_pair_the_outlets(made: Make) -> None:
    """Each story is compared with itself: differences are 0.1 to 0.7 whatever its own level.

    8 stories: 2 / 256, times three measures. The ninth is told by one outlet alone.
    """
    levels = np.array([0.0, 0.1, 0.2, 0.05, 0.15, 0.25, 0.02, 0.12])
    gaps = np.array([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.4])
    analysis = made(Wire=[*levels, 0.9], Blast=levels + gaps)
    ids = [each.article.article_id for each in analysis.articles]
    stories = dict(zip(ids, [*map(str, range(9)), *map(str, range(8))], strict=True))
    found = row(inference_frame(analysis, stories=stories))
    assert (found["unit"], found["first_units"], found["second_units"]) == ("story", 8, 8)
    assert found["mean_difference"] == pytest.approx(0.4)
    assert found["p"] == 2 / 256
    assert found["cliffs_delta"] == 1
    assert found["finding"].startswith(
        "In 8 stories told by both, articles of Blast are rated higher in sensationalism"
    )
    few = row(inference_frame(analysis, stories=dict(list(stories.items())[:13])))
    assert (few["status"], few["first_units"]) == ("too few", 4)
    # 3 × 2 / 128 is below 0.05, 3 × 2 / 64 is not.
    assert "4 stories told by both" in few["finding"]
    assert "7 stories would be enough" in few["finding"]
    none = row(inference_frame(analysis, stories={}))
    assert none["finding"] == "No story is told by both Wire and Blast."


def test_stories_of_articles_are_refused(made: Make) -> None:
    """Only outlets can be paired."""
    with pytest.raises(InputError, match="Stories pair outlets"):
        inference_frame(made(A=[0.1], B=[0.2]), "article", {})


def test_a_voice_without_words_is_nothing_to_compare(made: Make) -> None:
    """Nobody is quoted in these articles."""
    frame = inference_frame(in_voice(made(A=[0.1, 0.2], B=[0.3, 0.4]), "quote"))
    assert set(frame["status"]) == {"described"}
    assert frame["mean_difference"].isna().all()
    assert frame["finding"].iloc[0] == (
        "In quotations: There is nothing of A to rate for sentiment."
    )


def test_articles_are_only_described(made: Make) -> None:
    """Two articles are two articles."""
    frame = inference_frame(made(A=[0.1], B=[0.4]), "article")
    assert row(frame)["finding"] == (
        "In these two articles “B” is rated higher in sensationalism than “A” by 0.30."
    )


def test_genres_are_pointed_out(configuration: Configuration) -> None:
    """Opinion is written differently whoever writes it."""
    pair = [("One thing.", "body", 0.0, 0.1, 0.0)], [("Another thing.", "body", 0.0, 0.2, 0.0)]
    analysis = analysis_of(
        configuration,
        scored(pair[0], outlet="A", genre="news"),
        scored(pair[1], outlet="B", genre="opinion"),
    )
    frame = inference_frame(analysis)
    assert frame["genres"].iloc[0] == (
        "Different genres, which are written differently: news against opinion."
    )


def test_the_differences_keep_their_columns_and_gain_these(made: Make) -> None:
    """Scripts read the first by name and place; every column is in the data dictionary."""
    analysis = made(A=[0.1, 0.2], B=[0.3, 0.4], C=[0.5])
    frame = differences_frame(analysis)
    assert list(frame.columns[:3]) == ["measure", "first", "second"]
    assert list(frame.columns[12:14]) == ["view", "unit"]
    assert np.allclose(frame["difference"], frame["mean_difference"])
    described = {column.name for column in describe_columns(analysis.configuration.measures)}
    for each in (frame, inference_frame(analysis), outlet_means_frame(analysis)):
        assert set(each.columns) <= described
        assert {n: str(t) for n, t in each.dtypes.items()} == {n: column_kind(n) for n in each}


def test_the_text_has_tests_findings_and_refusals(made: Make) -> None:
    """Where nothing is tested there is no table of tests."""
    clear = made(Blast=[0.6, 0.7, 0.8, 0.65, 0.75], Wire=[0.1, 0.2, 0.15, 0.3, 0.25])
    text = comparison_text(clear, "outlet", differences_frame(clear))
    assert "Tests (second minus first)" in text
    assert text.index("Articles of Blast are rated higher") < text.index("No difference in hedging")
    assert "Holm for 3 tests" in text
    assert "these articles only" not in text
    few = made(Blast=[0.6, 0.7], Wire=[0.1, 0.2])
    text = comparison_text(few, "outlet", differences_frame(few))
    assert "Tests" not in text
    assert "5 articles of each outlet would be enough" in text
    assert "these articles only" in text


def test_same_articles_same_bytes(made: Make) -> None:
    """Draws are seeded: 10 against 10 has too many ways to go through."""
    chance = np.random.default_rng(1)
    analysis = made(A=chance.random(10), B=chance.random(10))
    assert inference_frame(analysis).to_csv() == inference_frame(analysis).to_csv()


def test_many_comparisons_are_drawn_more_finely() -> None:
    """Among 100 tests 1 / 10,000 could not get below 0.01 after Holm; 1 / 20,000 can."""
    values = tuple(range(15)), tuple(range(100, 115))
    shown = [Comparison("m", "A", str(n), ("A", str(n)), values, "article") for n in range(2)]
    assert outcomes(shown)[0].p == pytest.approx(1 / 10_000)
    shown = [Comparison("m", "A", str(n), ("A", str(n)), values, "article") for n in range(100)]
    assert outcomes(shown)[0].p == pytest.approx(1 / 20_000)


def test_holm_by_hand() -> None:
    """0.005 × 4, 0.01 × 3, 0.03 × 2, and 0.04 × 1, which is raised to the one before it."""
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm([]) == []


@given(st.lists(st.floats(0, 1), max_size=20))
def test_holm_only_raises_and_keeps_the_order(p_values: list[float]) -> None:
    """And stays a probability."""
    adjusted = holm(p_values)
    assert all(p <= own <= 1 for p, own in zip(p_values, adjusted, strict=True))
    ordered = [own for _, own in sorted(zip(p_values, adjusted, strict=True))]
    assert ordered == sorted(ordered)


def test_who_cannot_be_tested_does_not_cost_the_others() -> None:
    """Two of 0.1 leave; 0.02 and 0.03 stay: 0.04 and 0.04. Alone 0.03 twice would be too much."""
    assert decidable([0.1, 0.02, 0.03, 0.1]) == [False, True, True, False]
    assert decidable([0.03, 0.03]) == [False, False]
    assert decidable([]) == []


@given(st.integers(1, 400))
def test_what_is_needed_is_enough_and_no_less(number: int) -> None:
    """With so many of each all can be tested, with one less none."""
    size = units_needed(number, lambda each: smallest_p(each, each))
    assert all(decidable([smallest_p(size, size)] * number))
    assert size == 2 or not any(decidable([smallest_p(size - 1, size - 1)] * number))


def test_cliffs_delta_by_hand() -> None:
    """Of 9 pairs 6 are above, 2 equal and 1 below."""
    assert cliffs_delta([1, 2, 3], [2, 3, 4]) == pytest.approx(5 / 9)
    assert paired_delta([0.1, 0.2, -0.1, 0.0]) == 0.25
    words = [delta_word(each) for each in (0, -0.147, 0.33, 0.473, -0.474)]
    assert words == ["negligible", "small", "medium", "medium", "large"]


def test_the_interval_of_a_mean_is_students() -> None:
    """2 ± 4.3027 / √3, as in scipy."""
    low, high = t_interval([1, 2, 3])
    assert (float(low), float(high)) == pytest.approx((2 - 2.48414, 2 + 2.48414), abs=1e-5)
    theirs = stats.ttest_1samp([1, 2, 3], 0).confidence_interval()
    assert (float(low), float(high)) == pytest.approx((theirs.low, theirs.high))


def test_outlets_stand_where_their_articles_do(made: Make) -> None:
    """One article has a mean and no interval."""
    frame = outlet_means_frame(made(A=[0.1, 0.2, 0.3], B=[0.4]))
    one, other = (r for _, r in frame[frame["measure"] == "sensationalism"].iterrows())
    assert (one["units"], other["units"]) == (3, 1)
    assert one["mean_low"] == pytest.approx(0.2 - 0.248414, abs=1e-5)
    assert other["mean"] == 0.4
    assert math.isnan(other["mean_low"])
