"""Windows cover a sentence once, and logits become scores by the stated formulas."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from tiny_models import record

from analysis.errors import ModelError
from analysis.scorers.readout import OVERLAP, Readout, windows

LABELS = ["negative", "neutral", "positive"]
POLARITY = {"negative": -1, "neutral": 0, "positive": 1}

counts = st.integers(0, 3000)
capacities = st.integers(1, 600)
logits = st.floats(-1000, 1000, width=32)


def readout(labels: list[str] = LABELS, *, per_token: bool = True, **mapping: object) -> Readout:
    """Return a readout for one measure, `tone`."""
    model = record("onnx", "tiny", {"tone": {"values": POLARITY} | mapping})
    return Readout(model, labels, per_token=per_token)


@given(counts, capacities)
def test_every_piece_is_one_windows_own(count: int, capacity: int) -> None:
    """Law: the own parts follow on one another, from the first piece to the last."""
    parts = windows(count, capacity)
    assert parts[0].own_start == 0
    assert parts[-1].own_end == count
    assert all(before.own_end == after.own_start for before, after in pairwise(parts))
    for part in parts:
        assert 0 <= part.start <= part.own_start <= part.own_end <= part.end <= count
        assert part.end - part.start <= capacity


@settings(deadline=None)  # a slow machine is no fault
@given(counts, capacities)
def test_every_piece_is_read_where_it_has_most_context(count: int, capacity: int) -> None:
    """Law: no other window would show a piece more of its surroundings.

    The beginning and end of the sentence take nothing away: there is no more to see.
    """
    parts = windows(count, capacity)

    def context(part, piece: int) -> float:
        before = piece - part.start if part.start else np.inf
        after = part.end - 1 - piece if part.end < count else np.inf
        return min(before, after)

    for part in parts:
        for piece in {part.own_start, (part.own_start + part.own_end) // 2, part.own_end - 1}:
            if part.own_start <= piece < part.own_end:
                others = [context(p, piece) for p in parts if p.start <= piece < p.end]
                # A piece in the very middle of an overlap is as well off on either side.
                assert context(part, piece) >= max(others) - 1


@given(counts, st.integers(2 * OVERLAP, 600))
def test_neighbours_share_enough(count: int, capacity: int) -> None:
    """Law: with windows of the usual length every piece sees 63 others on each side, or the end."""
    for before, after in pairwise(windows(count, capacity)):
        assert before.end - after.start >= OVERLAP
        assert before.end - before.own_end >= OVERLAP // 2 - 1
        assert after.own_start - after.start >= OVERLAP // 2 - 1


@pytest.mark.parametrize(
    ("count", "capacity", "expected"),
    [
        # What fits is read whole; 510 pieces and two special ones make 512.
        (510, 510, [(0, 510, 0, 510)]),
        # One piece more takes a second window, moved back so that it is full.
        (511, 510, [(0, 510, 0, 255), (1, 511, 255, 511)]),
        (1000, 510, [(0, 510, 0, 446), (382, 892, 446, 691), (490, 1000, 691, 1000)]),
        (0, 510, [(0, 0, 0, 0)]),
    ],
)
def test_windows_of_the_usual_length(
    count: int, capacity: int, expected: list[tuple[int, int, int, int]]
) -> None:
    """Worked out by hand: windows begin every 510 - 128 pieces."""
    found = [(w.start, w.end, w.own_start, w.own_end) for w in windows(count, capacity)]
    assert found == expected


def test_softmax_is_favourable_minus_unfavourable() -> None:
    """Logits ln 1, ln 2, ln 5 are probabilities 1/8, 2/8, 5/8."""
    row = np.log([[1.0, 2.0, 5.0]])
    found = readout(per_token=False).of_windows(row, [3])
    assert found["tone"] == pytest.approx(5 / 8 - 1 / 8)


def test_sigmoid_adds_ordered_steps() -> None:
    """A proportional odds head: each step reached adds its share of the scale."""
    steps = {"mild": 1 / 3, "clear": 1 / 3, "tabloid": 1 / 3}
    row = np.log([[3.0, 1.0, 1 / 3]])  # odds: probabilities 3/4, 1/2 and 1/4
    found = readout(list(steps), values=steps, activation="sigmoid").of_pieces(row)
    assert found["tone"] == pytest.approx((3 / 4 + 1 / 2 + 1 / 4) / 3)


def test_identity_passes_a_regression_through() -> None:
    """The value of the label rescales it: a head of 0 to 5 with 0.2 gives 0 to 1."""
    found = readout(["rating"], values={"rating": 0.2}, activation="identity", per_token=False)
    assert found.of_windows(np.array([[3.5]]), [9])["tone"] == pytest.approx(0.7)


def test_without_a_weight_tokens_count_alike() -> None:
    """Logits are averaged before the activation, not probabilities after it."""
    pieces = np.array([[2.0, 0.0, 0.0], [0.0, 0.0, 4.0]])
    mean = np.exp([1.0, 0.0, 2.0])
    expected = (mean[2] - mean[0]) / mean.sum()
    assert readout().of_pieces(pieces)["tone"] == pytest.approx(expected)


def test_a_weight_label_weighs_the_tokens() -> None:
    """Weights ln 1 and ln 3 make shares of a quarter and three quarters."""
    labels = ["rating", "weight"]
    head = readout(labels, values={"rating": 1}, activation="identity", weight="weight")
    pieces = np.array([[8.0, np.log(1.0)], [4.0, np.log(3.0)]])
    assert head.of_pieces(pieces)["tone"] == pytest.approx(8 / 4 + 4 * 3 / 4)


def test_softmax_runs_over_the_named_labels_of_a_token_classifier() -> None:
    """One head may hold several measures and auxiliary labels; they do not mix."""
    other = np.array([[0.3, 50.0, -0.2, 0.1, 9.0]])
    labels = ["negative", "weasel", "neutral", "positive", "clickbait"]
    expected = readout().of_pieces(np.array([[0.3, -0.2, 0.1]]))
    assert readout(labels).of_pieces(other) == expected


def test_windows_are_averaged_by_their_own_pieces() -> None:
    """A window with three times as many pieces of its own counts three times as much."""
    head = readout(["rating"], values={"rating": 1}, activation="identity", per_token=False)
    assert head.of_windows(np.array([[1.0], [5.0]]), [300, 100])["tone"] == pytest.approx(2.0)


@given(
    arrays(np.float32, st.tuples(st.integers(1, 5), st.just(3)), elements=logits),
    st.lists(st.floats(-1, 1), min_size=3, max_size=3),
    st.lists(st.integers(1, 510), min_size=5, max_size=5),
)
def test_a_score_stays_between_its_labels_values(
    rows: np.ndarray, values: list[float], sizes: list[int]
) -> None:
    """Law: not even the last bit leaves the range, where a score would be refused.

    Logits as far out as these must not overflow either: warnings are errors here.
    """
    mapping = dict(zip(LABELS, values, strict=True))
    head = readout(per_token=False, values=mapping)
    assert min(values) <= head.of_windows(rows, sizes[: len(rows)])["tone"] <= max(values)
    steps = readout(per_token=False, values=mapping, activation="sigmoid")
    lowest, highest = np.clip(values, None, 0).sum(), np.clip(values, 0, None).sum()
    assert lowest <= steps.of_windows(rows, sizes[: len(rows)])["tone"] <= highest


def test_probabilities_that_add_up_to_more_than_one_do_not_show() -> None:
    """In float64 the softmax of these three adds up to 1.0000000000000002."""
    row = np.array([[-0.1, 1.7, -1.5]])
    odds = np.exp(row - row.max())
    assert (odds / odds.sum()).sum() > 1
    head = readout(values=dict.fromkeys(LABELS, 1), per_token=False)
    assert head.of_windows(row, [1])["tone"] == 1


def test_scores_are_python_floats() -> None:
    """JSON and CSV writers choke on numpy's."""
    assert type(readout().of_pieces(np.zeros((1, 3)))["tone"]) is float
    assert type(readout(per_token=False).of_windows(np.zeros((1, 3)), [1])["tone"]) is float


@pytest.mark.parametrize(
    ("mapping", "per_token", "expected"),
    [
        # A typing mistake, or another model's labels.
        ({"values": {"negativ": -1, "neutral": 0, "positive": 1}}, True, "no labels 'negativ'"),
        # Left out of a sentence classifier, P(neutral) would silently be shared out.
        ({"values": {"negative": -1, "positive": 1}}, False, "'neutral' not named"),
        ({"values": {"positive": 1}}, True, "softmax over one label is always 1"),
        ({"weight": "neutral"}, False, "no token can be weighed"),
        ({"weight": "emphasis"}, True, "no label 'emphasis'"),
    ],
)
def test_a_mapping_that_does_not_fit_is_refused(
    mapping: dict, per_token: bool, expected: str
) -> None:
    """The message names the place in models.yaml and lists the labels that there are."""
    with pytest.raises(ModelError) as caught:
        readout(per_token=per_token, **mapping)
    message = str(caught.value)
    assert expected in message
    assert "scores.tone." in message
    assert "'negative', 'neutral', 'positive'" in message


def test_labels_that_occur_twice_are_refused() -> None:
    """It could not be told which output is meant."""
    with pytest.raises(ModelError, match="2 labels 'neutral'"):
        readout(["negative", "neutral", "neutral", "positive"])


def test_all_faults_are_said_at_once() -> None:
    """A user mends the mapping in one go."""
    scores = {
        "tone": {"values": {"good": 1, "bad": -1}, "weight": "heavy"},
        "wit": {"values": {"positive": 1}},
    }
    with pytest.raises(ModelError) as caught:
        Readout(record("onnx", "tiny", scores), LABELS, per_token=True)
    assert str(caught.value).count("\n  scores.") == 4


def test_regression_and_sigmoid_need_not_name_every_label() -> None:
    """Their labels do not share one unit of probability."""
    for activation in ("sigmoid", "identity"):
        readout(per_token=False, values={"positive": 1}, activation=activation)
