"""The bundled model's scorer against formulas worked out from a tiny model's table of logits."""

import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import texts
from tiny_models import (
    BUNDLED_LABELS,
    IDS,
    bundled_record,
    change_json,
    save_bundled,
    table,
)

from analysis.errors import ModelError
from analysis.scorers import load_scorer
from analysis.scorers.bundled import BundledScorer
from analysis.scorers.heads import Head, HeadReader

sentences = st.text(st.sampled_from("the fair. RAIN, cakes é")) | texts
ROWS = table(len(BUNDLED_LABELS)).astype(np.float64)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a tiny model in the bundled model's form."""
    return save_bundled(tmp_path_factory.mktemp("models") / "tiny")


@pytest.fixture(scope="module")
def scorer(tiny: Path) -> BundledScorer:
    """Return its scorer."""
    return BundledScorer(bundled_record(tiny), Path())


def pooled(pieces: list[str], values: list[int], weight: int) -> np.ndarray:
    """Return the weighted mean of the pieces' values."""
    rows = ROWS[[IDS[piece] for piece in pieces]]
    weights = np.exp(rows[:, weight])
    return (weights / weights.sum()) @ rows[:, values]


def test_score_is_the_calibrated_expected_rating(scorer: BundledScorer) -> None:
    """Softmax-weighted pieces, scale and offsets, then the mean over the ratings."""
    score = scorer.score(["the fair was a great success"])[0]
    pieces = ["the", "fair", "was", "a", "great", "success"]
    odds = np.exp(0.8 * pooled(pieces, [0, 1, 2], 3) + np.array([0.2, 0.0, -0.2]))
    assert score.values["tone"] == pytest.approx((odds[2] - odds[0]) / odds.sum(), abs=1e-9)
    reached = 1 / (1 + np.exp(-(1.2 * pooled(pieces, [4], 5)[0] - np.array([-1.0, 0.5]))))
    assert score.values["drama"] == pytest.approx(reached.mean(), abs=1e-9)


def test_capitals_are_read_as_emphasis(scorer: BundledScorer) -> None:
    """The base is uncased, so a mark before the word carries what capitals say."""
    plain, shouted = scorer.readings(["a great success", "a GREAT success"])
    assert len(shouted.pieces) == len(plain.pieces) + 1
    assert np.array_equal(shouted.pieces[1], ROWS[IDS["[unused1]"]].astype(np.float32))
    assert shouted.spans[1] == shouted.spans[2] == (2, 7)


def test_target_is_read_beside_the_sentence(scorer: BundledScorer) -> None:
    """With a target there is one score more, and the sentence's own stay to the bit."""
    text = "the fair was spoilt"
    alone = scorer.score([text])[0]
    towards = scorer.score([text], targets=[(4, 8)])[0]
    assert towards.values.items() >= alone.values.items()
    pieces = ["the", "[unused2]", "fair", "[unused3]", "was", "spoilt"]
    odds = np.exp(0.8 * pooled(pieces, [0, 1, 2], 3) + np.array([0.2, 0.0, -0.2]))
    expected = (odds[2] - odds[0]) / odds.sum()
    assert towards.values["target_sentiment"] == pytest.approx(expected, abs=1e-9)


@given(st.lists(sentences, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_score_never_depends_on_its_neighbours(
    scorer: BundledScorer, batch: list[str], chance: random.Random
) -> None:
    """Alone, in a batch, in any order: the same bits, the same cues."""
    together = dict(zip(batch, scorer.score(batch), strict=True))
    shuffled = chance.sample(batch, len(batch))
    assert dict(zip(shuffled, scorer.score(shuffled), strict=True)) == together
    assert {text: scorer.score([text])[0] for text in batch} == together


@given(sentences)
def test_scores_and_spans_stay_within_bounds(scorer: BundledScorer, text: str) -> None:
    """Whatever the text, scores lie within the ratings and cues within the text."""
    score = scorer.score([text])[0]
    assert -1 <= score.values["tone"] <= 1
    assert 0 <= score.values["drama"] <= 1
    low, high = score.intervals["tone"]
    assert -1 <= low <= high <= 1
    for cue in score.cues:
        assert 0 <= cue.start < cue.end <= len(text)
        assert any(map(str.isalnum, text[cue.start : cue.end]))


@given(sentences)
def test_shares_and_the_constant_add_up_to_the_log_odds(scorer: BundledScorer, text: str) -> None:
    """The explanation is the score's own arithmetic, not a second model of it."""
    reading = scorer.readings([text])[0]
    for name in ("tone", "drama"):
        reader = scorer.reader(name)
        logits = reader.logits(reading.pieces)
        log_odds = logits[-1] - logits[0] if name == "tone" else logits[0] - 1.0
        total = reader.shares(reading.pieces).sum() + reader.constant
        assert total == pytest.approx(log_odds, abs=1e-5)


def test_long_sentence_is_read_in_windows(tmp_path: Path) -> None:
    """No piece is lost beyond the longest input, and one softmax covers all windows."""
    short = BundledScorer(bundled_record(save_bundled(tmp_path / "m", longest=10)), Path())
    text = "the fair was a great success although rain may have spoilt some cake stalls"
    pieces = [*text.replace("stalls", "stall ##s").split()]
    reading = short.readings([text])[0]
    assert np.allclose(reading.pieces, ROWS[[IDS[piece] for piece in pieces]])


def test_unsure_is_below_the_stated_sureness(tmp_path: Path) -> None:
    """The threshold is the model's own; nothing is unsure at zero, everything at one."""
    for certain, expected in ((0.0, False), (1.0, True)):
        folder = save_bundled(tmp_path / str(certain), certain=certain)
        score = BundledScorer(bundled_record(folder), Path()).score(["a great fair"])[0]
        assert score.unsure is expected


def test_auxiliary_constructs_answer_for_themselves(scorer: BundledScorer) -> None:
    """What is neither measure nor target comes as numbers of its own."""
    found = scorer.auxiliary(["a great success", "some rain"])
    assert list(found) == ["vague"]
    expected = [pooled(t.split(), [6], 3)[0] for t in ("a great success", "some rain")]
    assert found["vague"] == pytest.approx(expected, abs=1e-9)


def test_without_a_piece_the_bias_speaks(scorer: BundledScorer) -> None:
    """An empty sentence has a score and no cue."""
    score = scorer.score([""])[0]
    odds = np.exp(0.8 * np.array([0.1, -0.2, 0.3]) + np.array([0.2, 0.0, -0.2]))
    assert score.values["tone"] == pytest.approx((odds[2] - odds[0]) / odds.sum())
    assert score.cues == ()


def test_missing_files_are_named(tmp_path: Path) -> None:
    """The message names what is missing and what to do."""
    folder = save_bundled(tmp_path / "m")
    (folder / "readout.json").unlink()
    with pytest.raises(ModelError, match=r"lacks readout\.json\. Copy the whole folder again"):
        load_scorer(bundled_record(folder), tmp_path)


def test_a_file_that_is_another_one_is_refused(tmp_path: Path) -> None:
    """A changed readout is a changed model."""
    folder = save_bundled(tmp_path / "m")
    with pytest.raises(ModelError, match=r"is not the one that models\.yaml names"):
        BundledScorer(bundled_record(folder, sha256={"readout.json": "0" * 64}), Path())


def test_a_readout_that_does_not_fit_is_an_error_that_names_the_model(tmp_path: Path) -> None:
    """A label that the model lacks, or an unknown key, stops the loading."""
    folder = save_bundled(tmp_path / "m")
    change_json(folder / "readout.json", surprise=1)
    with pytest.raises(ModelError, match=r"'tiny' in .* cannot be loaded"):
        BundledScorer(bundled_record(folder), Path())


def test_a_measure_that_the_model_lacks_is_named(tiny: Path) -> None:
    """models.yaml may ask for what is not there."""
    with pytest.raises(ModelError, match="does not score irony; it scores tone, drama"):
        BundledScorer(bundled_record(tiny, scores=["irony"]), Path())


def test_interval_is_the_narrowest_that_holds_enough() -> None:
    """It grows from the likeliest rating to the likelier side."""
    head = Head(
        kind="ordinal",
        values=("v",),
        weight="w",
        bias=(0.0,),
        offsets=(0.0, 1.0, 2.0),
        ratings=(0, 1 / 3, 2 / 3, 1),
        cover=0.75,
    )
    reader = HeadReader(head, ["v", "w"])
    assert reader.interval(np.array([0.8, 0.1, 0.05, 0.05])) == (0, 0)
    assert reader.interval(np.array([0.2, 0.5, 0.3, 0.0])) == (1 / 3, 2 / 3)
    assert reader.interval(np.array([0.3, 0.3, 0.2, 0.2])) == (0, 2 / 3)


def test_a_head_with_too_few_offsets_is_refused() -> None:
    """Three ratings have two cut points."""
    with pytest.raises(ValueError, match="do not fit"):
        Head(kind="ordinal", values=("v",), weight="w", bias=(0,), offsets=(0,), ratings=(0, 1, 2))


def test_a_part_is_read_out_of_its_own_pieces(scorer: BundledScorer) -> None:
    """In the pass over the sentence, with weights that add up to one among themselves.

    What weighs less than its share of the pieces counts that much less.
    """
    sentence = "the fair was a great success"
    score = scorer.score([sentence])[0]
    assert score.of_parts is not None
    great, whole, none = score.of_parts(((15, 28), (0, 28), (3, 4)))
    weights = np.exp(ROWS[[IDS[piece] for piece in sentence.split()], 3])
    held = min(1.0, weights[4:].sum() / weights.sum() / (2 / 6))
    bias = np.array(scorer.reader("tone").head.bias)
    own = bias + held * (pooled(["great", "success"], [0, 1, 2], 3) - bias)
    odds = np.exp(0.8 * own + np.array([0.2, 0.0, -0.2]))
    assert great["tone"] == pytest.approx((odds[2] - odds[0]) / odds.sum(), abs=1e-6)
    # A part that is everything, or has no piece of its own, has the sentence's score, to the bit.
    assert whole == none == {name: score.values[name] for name in whole}


def test_what_is_not_there_in_a_part_is_not_read_into_it(scorer: BundledScorer) -> None:
    """An ordered rating that a part's own words make low does not rise for their small weight."""
    reader = scorer.reader("drama")
    pieces = np.zeros((4, len(BUNDLED_LABELS)))
    pieces[:, 5] = [-5.0, 2.0, 2.0, 2.0]
    for value in (-3.0, 3.0):
        pieces[:, 4] = value
        own, first = (
            reader.part_logits(pieces, np.array(inside), reader.weights(pieces))
            for inside in ([True] * 4, [True, False, False, False])
        )
        assert (first == own).all() if value < 0 else (first < own).all()
