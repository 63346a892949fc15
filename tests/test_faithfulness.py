"""The benchmark of explanations: erasing words of a tiny real model, and agreement by hand."""

# Benchmarks are scripts beside each other, not a package.
import erasure
import faithfulness
import numpy as np
import pytest
from tiny_models import bundled_record, save_bundled

from analysis.scorers import Cue, SentenceScore
from analysis.scorers.bundled import BundledScorer
from analysis.scorers.cue_words import without

TEXT = "the fair was a great success although rain may have spoilt some cake"


@pytest.fixture(scope="module")
def scorer(tmp_path_factory: pytest.TempPathFactory) -> BundledScorer:
    """Return a linear model in a bundled folder; its measures are tone and drama."""
    folder = save_bundled(tmp_path_factory.mktemp("bundled") / "m")
    return BundledScorer(bundled_record(folder), folder)


def test_words_are_taken_out_or_left_alone() -> None:
    """By their spans, in any order; blanks are joined."""
    assert without("a great success", [(2, 7)]) == "a success"
    assert without("a great success", [(8, 15), (0, 1)]) == "great"
    assert erasure.only("a great success", [(8, 15), (0, 1)]) == "a success"


@pytest.mark.parametrize(("measure", "readings"), [("tone", 3), ("drama", 2)])
def test_coarse_readings_are_probabilities(
    scorer: BundledScorer, measure: str, readings: int
) -> None:
    """Classes as they are; ordered ratings as the lowest, or any above."""
    chances = erasure.coarse(scorer, measure, [TEXT, "rain"])
    assert chances.shape == (2, readings)
    assert chances.sum(axis=1) == pytest.approx(1)
    reading, probability = erasure.reading_of(scorer, measure, TEXT)
    assert probability == chances[0].max() == chances[0, reading]


@pytest.mark.parametrize("measure", ["tone", "drama"])
def test_erasing_compares_three_orders_of_words(scorer: BundledScorer, measure: str) -> None:
    """What is kept and what is lost make the whole; the draw at random is repeatable."""
    reading, whole = erasure.reading_of(scorer, measure, TEXT)
    found, again = (
        erasure.erased(scorer, measure, TEXT, reading, np.random.default_rng(0)) for _ in "ab"
    )
    assert found == again
    assert found is not None
    for own in (found.ours, found.at_random, found.leave_one_out):
        assert own.kept + own.sufficiency == pytest.approx(whole)
        assert -1 <= own.comprehensiveness <= 1
    # The model is linear in its words, so taking the heaviest first must cost most.
    assert found.ours.comprehensiveness > found.at_random.comprehensiveness


def test_short_sentences_are_left_out(scorer: BundledScorer) -> None:
    """Fewer than five words leave nothing to choose from."""
    assert erasure.erased(scorer, "tone", "a great cake", 2, np.random.default_rng(0)) is None


def test_agreement_counts_words() -> None:
    """Two sentences by hand: one word both, one shown alone, one named alone."""
    rows = [
        {"text": "shock horror, it rained", "hedging_cues": "shock"},
        {"text": "it may rain", "hedging_cues": "may"},
    ]
    scores = [
        SentenceScore({}, (Cue("hedging", 0, 12, 1.0), Cue("drama", 14, 16, 1.0))),
        SentenceScore({}),
    ]
    own = faithfulness.agreement(rows, scores, "hedging")
    assert (own.both.tolist(), own.shown.tolist(), own.named.tolist()) == ([1, 0], [1, 0], [0, 1])
    assert own.f1(np.arange(2)) == pytest.approx(2 / 4)
    assert own.f1(np.array([0])) == pytest.approx(2 / 3)
    assert own.precision_and_recall() == (0.5, 0.5)
