"""Calibration on invented logits whose true probabilities are known."""

import numpy as np
import pytest

pytest.importorskip("scipy")

from analysis.scorers.heads import Head
from training.affine import fit_classes, fit_ordinal
from training.calibration_figures import intervals, reliability, unsureness
from training.cue_threshold import word_f1
from training.development import Labelled, folds

ROWS = 4_000


def sigmoid(logits: np.ndarray) -> np.ndarray:
    """Return the logistic function."""
    return 1 / (1 + np.exp(-logits))


@pytest.fixture(scope="module")
def chance() -> np.random.Generator:
    """Return a fixed source of numbers."""
    return np.random.default_rng(5)


def test_classes_get_their_scale_and_offsets_back(chance: np.random.Generator) -> None:
    """Logits that are twice too large, with a class too rare, are mended."""
    true = chance.normal(size=(ROWS, 3)) * 2
    labels = (true + chance.gumbel(size=true.shape)).argmax(1)
    shift = np.array([0.6, 0.0, -0.6])
    fitted = fit_classes(2 * (true - shift), labels)
    assert fitted.scale == pytest.approx(0.5, abs=0.05)
    assert fitted.offsets == pytest.approx(tuple(shift), abs=0.12)


def test_ordered_ratings_get_rising_cut_points(chance: np.random.Generator) -> None:
    """Scale and cut points of proportional odds are found, and rise."""
    true = chance.normal(size=ROWS) * 2
    cuts = np.array([-0.5, 1.0, 2.0])
    labels = (true + chance.logistic(size=ROWS) > cuts[:, None]).sum(0)
    fitted = fit_ordinal(true / 2, labels, np.array([0.0, 0.5, 1.5]))
    assert fitted.scale == pytest.approx(2, abs=0.15)
    assert fitted.offsets == pytest.approx(tuple(cuts), abs=0.15)
    assert sorted(fitted.offsets) == list(fitted.offsets)


@pytest.fixture(scope="module")
def known(chance: np.random.Generator) -> tuple[dict[str, np.ndarray], Labelled]:
    """Return probabilities and labels drawn from them."""
    sizes = {"sentiment": 3, "sensationalism": 4, "hedging": 3}
    chances = {name: chance.dirichlet(np.full(n, 0.6), ROWS) for name, n in sizes.items()}
    labels = {
        name: (own.cumsum(1) < chance.random(ROWS)[:, None]).sum(1) for name, own in chances.items()
    }
    return chances, Labelled([f"sentence {n}" for n in range(ROWS)], labels)


def test_true_probabilities_are_reliable(known: tuple[dict[str, np.ndarray], Labelled]) -> None:
    """The error of the truth is small, and that of its opposite is not."""
    chances, labelled = known
    assert reliability("sentiment", chances["sentiment"], labelled)[
        "expected_calibration_error"
    ] < (0.02)
    flipped = chances["sentiment"][:, ::-1]
    assert reliability("sentiment", flipped, labelled)["expected_calibration_error"] > 0.2


def test_intervals_cover_what_they_say(known: tuple[dict[str, np.ndarray], Labelled]) -> None:
    """Four labels in five, measured on fifths that the level was not set on."""
    chances, labelled = known
    heads = {
        name: Head(
            kind="classes",
            values=tuple(f"{name}{n}" for n in range(own.shape[1])),
            weight="w",
            bias=(0.0,) * own.shape[1],
            offsets=(0.0,) * own.shape[1],
            ratings=tuple(np.linspace(0, 1, own.shape[1])),
        )
        for name, own in chances.items()
    }
    figures, covers = intervals(heads, chances, labelled)
    for name in chances:
        assert figures[name]["coverage"] == pytest.approx(0.8, abs=0.03)
        assert 0 <= covers[name] <= 1


def test_flagged_sentences_are_misread_more_often(
    known: tuple[dict[str, np.ndarray], Labelled],
) -> None:
    """As many as asked for are flagged, and their error rate is above that of the others."""
    figures, certain = unsureness(known[0], known[1], 0.2)
    assert figures["share"] == pytest.approx(0.2, abs=0.02)
    low, high = figures["interval"]
    assert 1 < low < figures["ratio"] < high
    assert 0 < certain < 1


def test_sentences_of_one_opening_share_a_fold() -> None:
    """A near-duplicate in another fold would be seen by the fit."""
    texts = [f"{'the same long opening of a sentence ' * 3}{end}" for end in ("one", "two")]
    part = folds([*texts, *(f"another {n}" for n in range(40))])
    assert part[0] == part[1]
    assert set(part) == set(range(5))


def test_word_agreement_is_precision_and_recall() -> None:
    """Two of three shown words are annotated, and two of four annotated are shown."""
    shares = np.array([0.9, 0.8, 0.7, 0.1, 0.0])
    cued = np.array([True, False, True, True, True])
    assert word_f1(shares, cued, 0.5) == pytest.approx((2 / 3, 1 / 2, 4 / 7))
