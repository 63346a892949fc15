"""Training for scores that stand still: batches, second readings, and that it does what it says."""

import random
from pathlib import Path

import pytest
from tiny_models import save_bert

torch = pytest.importorskip("torch", reason="training needs the extra `train`")

from training import steady  # noqa: E402
from training.examples import Example  # noqa: E402
from training.model import Collator, ToneModel  # noqa: E402
from training.steady import MEASURES, Pair, epoch_pairs, losses, word_weights  # noqa: E402
from training.tasks import LABELS  # noqa: E402
from training.train import save  # noqa: E402

FAIR = Example(
    "the fair was a great success.",
    "tone_news",
    {"sentiment": 2, "sensationalism": 1, "hedging": 0},
    cues={"sensationalism": ((15, 20),)},
)
RAIN = Example("rain may have spoilt the cake.", "tone_news", {"sentiment": 0, "hedging": 2})
UNREAD = Example("some cake.", "conll2010_wiki", {"weasel": 1})


@pytest.fixture(scope="module", autouse=True)
def _one_thread() -> None:
    """Matrices this small only lose time to a second thread."""
    torch.set_num_threads(1)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a random two-layer checkpoint as `training.train` would."""
    folder = save_bert(tmp_path_factory.mktemp("base"), list(LABELS), per_token=True)
    save(ToneModel(folder), folder, folder)
    return folder


@pytest.fixture
def model(base: Path) -> ToneModel:
    """Return the checkpoint, fresh for each test."""
    return ToneModel.load(base)


@pytest.fixture
def collate(base: Path) -> Collator:
    """Return what makes batches for it."""
    return Collator(base / "tokenizer.json")


def test_weights_of_words_are_shares_of_the_sentence(model: ToneModel, collate: Collator) -> None:
    """Every measure's weights sum to one over the words; what is not read weighs nothing."""
    found = word_weights(model, collate, [FAIR, RAIN])
    assert set(found) == {FAIR.text, RAIN.text}
    for name in MEASURES:
        weights = found[FAIR.text][name]
        assert [FAIR.text[slice(*span)] for span, _ in weights] == [
            *FAIR.text.removesuffix(".").split(),
            ".",
        ]
        assert sum(weight for _, weight in weights) == pytest.approx(1, abs=1e-5)
        assert weights[-1][1] == 0


def test_a_text_read_twice_alike_does_not_move(model: ToneModel, collate: Collator) -> None:
    """The movement is nothing for the same text and something for another one."""
    model.eval()
    for other, least in ((FAIR.text, 0.0), ("the rain.", 1e-6)):
        _, moved = losses(model, collate, [Pair(FAIR, other), Pair(UNREAD)], 0.2, (0.5, 0.7))
        assert (moved.item() > least) == (other != FAIR.text)
        assert moved.item() < 7  # two of three tones, three ratings and two, each by one


def test_second_readings_have_no_labels(model: ToneModel, collate: Collator) -> None:
    """The loss of the labels is that of the sentences alone, however many are read twice."""
    model.eval()
    once, _ = losses(model, collate, [Pair(FAIR), Pair(RAIN)], 0.2, (0.5, 0.7))
    twice, _ = losses(model, collate, [Pair(FAIR, "the"), Pair(RAIN, "rain")], 0.2, (0.5, 0.7))
    assert twice.item() == pytest.approx(once.item(), abs=1e-4)


def test_training_makes_two_readings_agree(model: ToneModel, collate: Collator) -> None:
    """A few steps bring the probabilities of a sentence with noise to those of the sentence."""
    batch = [Pair(FAIR, "some cake, the fair was a great success."), Pair(RAIN, "a. " + RAIN.text)]
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)
    model.eval()  # without dropout, so that the last movement can be compared with the first
    moves = []
    for _ in range(40):
        loss, moved = losses(model, collate, batch, 0.2, (0.5, 0.7))
        optimizer.zero_grad()
        (loss + 10 * moved).backward()
        optimizer.step()
        moves.append(moved.item())
    assert moves[-1] < 0.3 * moves[0]


def test_batches_are_full_and_repeatable(monkeypatch: pytest.MonkeyPatch) -> None:
    """All batches read the same number of texts; a seed gives the same ones again."""
    monkeypatch.setattr(steady, "EPOCH_SIZE", {"tone_news": None, "conll2010_wiki": 30})
    named = [f"the fair number {n} was a great success." for n in range(50)]
    examples = [Example(text, "tone_news", {"sentiment": 1}) for text in named]
    examples += [Example(f"some cake {n}.", "conll2010_wiki", {"weasel": 0}) for n in range(40)]
    batches = epoch_pairs(examples, {}, 20, seed=3)
    sizes = [sum(1 + (pair.other is not None) for pair in batch) for batch in batches]
    assert set(sizes) == {20}
    assert len(batches) == 5 + 1
    assert batches == epoch_pairs(examples, {}, 20, seed=3)
    assert batches != epoch_pairs(examples, {}, 20, seed=4)


def test_annotated_cues_are_never_left_out_as_light() -> None:
    """However little the checkpoint weighs them."""
    spans = [(0, 3), (4, 8), (9, 12), (13, 14), (15, 20), (21, 28)]
    weights = {name: [(span, 0.0) for span in spans] for name in MEASURES}
    for seed in range(40):
        for pair in steady._read(FAIR, weights, random.Random(seed)):
            if pair.other is not None:
                assert "great" in pair.other
