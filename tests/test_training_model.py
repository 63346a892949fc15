"""The weighted readout and its losses, on a tiny real encoder."""

import json
import warnings
from pathlib import Path

import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

torch = pytest.importorskip("torch", reason="training needs the extra `train`")

from training.evaluate import predict  # noqa: E402
from training.examples import Example  # noqa: E402
from training.model import Collator, ToneModel, loss_of  # noqa: E402
from training.tasks import LABELS, TASKS  # noqa: E402
from training.train import EPOCH_SIZE, epoch_batches, save  # noqa: E402

WORDS = ["the", "quay", "closed", "shock", "horror", "it", "may", "be", "said", "mayor", "good"]
VOCABULARY = [
    "[PAD]",
    "[UNK]",
    "[CLS]",
    "[SEP]",
    *(f"[unused{n}]" for n in (1, 2, 3)),
    *WORDS,
    ".",
    ",",
]
PLAIN = Example("the quay closed.", "tone_news", {"sentiment": 1, "sensationalism": 0})
LOUD = Example(
    "shock horror, the quay closed.",
    "tone_news",
    {"sentiment": 0, "sensationalism": 3},
    cues={"sensationalism": ((0, 12),)},
)
TARGET = Example("the good mayor said it.", "newsmtsc", {"target": 2}, target=(9, 14))


@pytest.fixture(scope="module", autouse=True)
def _one_thread() -> None:
    """Matrices this small only lose time to a second thread."""
    torch.set_num_threads(1)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write an untrained two-layer BERT of 32 dimensions and its tokenizer."""
    from transformers import BertConfig, BertModel

    folder = tmp_path_factory.mktemp("base")
    torch.manual_seed(0)
    sizes = {"hidden_size": 32, "num_hidden_layers": 2, "intermediate_size": 64}
    BertModel(
        BertConfig(vocab_size=len(VOCABULARY), num_attention_heads=2, **sizes)
    ).save_pretrained(folder)
    pieces = {piece: number for number, piece in enumerate(VOCABULARY)}
    tokenizer = Tokenizer(WordPiece(pieces, unk_token="[UNK]"))
    tokenizer.normalizer = BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = BertPreTokenizer()
    tokenizer.save(str(folder / "tokenizer.json"))
    return folder


@pytest.fixture
def model(base: Path) -> ToneModel:
    """Return a model with fresh heads."""
    torch.manual_seed(0)
    return ToneModel(base)


@pytest.fixture
def collate(base: Path) -> Collator:
    """Return what makes batches for it."""
    return Collator(base / "tokenizer.json")


def test_every_task_has_its_labels_once() -> None:
    """The head's columns are found by these names, here and where the model is run."""
    assert len(set(LABELS)) == len(LABELS) == sum(len(task.values) + 1 for task in TASKS)


def test_token_weights_are_shares_of_the_text_alone(model: ToneModel, collate: Collator) -> None:
    """They sum to one over the sentence's own pieces; special pieces and padding weigh nothing."""
    batch = collate([PLAIN, LOUD])
    for _, weights in model(batch).values():
        shares = weights.exp()
        assert torch.allclose(shares.sum(1), torch.ones(2), atol=1e-6)
        assert shares[~batch.content].max() == 0


def test_padding_does_not_change_a_sentence(model: ToneModel, collate: Collator) -> None:
    """Alone and beside a longer one, the logits are the same but for rounding."""
    alone = predict(model, collate, [PLAIN])
    beside = predict(model, collate, [LOUD, PLAIN, TARGET])
    for name, logits in alone.items():
        assert beside[name][1] == pytest.approx(logits[0], abs=1e-5)


def test_cut_points_rise(model: ToneModel) -> None:
    """Proportional odds need ordered cuts, whatever training does to the parameters."""
    ordinal = [task for task in TASKS if task.kind == "ordinal"]
    for task in ordinal:
        with torch.no_grad():
            model.cuts[task.name].copy_(torch.linspace(3, -3, task.size - 1))
        cuts = model.thresholds(task)
        assert torch.equal(cuts, cuts.sort().values)
    assert {task.name for task in ordinal} == set(model.cuts)


def test_a_few_steps_learn_three_sentences(model: ToneModel, collate: Collator) -> None:
    """Labels of several tasks in one batch, and the weights move onto the cue words."""
    batch = collate([PLAIN, LOUD, TARGET])
    optimizer = torch.optim.AdamW(model.parameters(), lr=3e-3)
    first = loss_of(model, batch).item()
    for _ in range(80):
        loss = loss_of(model, batch)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    assert loss.item() < 0.4 * first
    logits = predict(model, collate, [PLAIN, LOUD, TARGET])
    assert logits["sensationalism"][1, 0] > logits["sensationalism"][0, 0]
    assert logits["target"][2].argmax() == 2
    model.eval()
    weights = model(batch)["sensationalism"][1].exp()
    assert weights[1, 1:3].sum() > 0.8


def test_a_saved_model_is_a_stock_token_classifier(
    model: ToneModel, collate: Collator, base: Path, tmp_path: Path
) -> None:
    """Anyone can load it; the readout's cut points stand beside it."""
    from transformers import AutoModelForTokenClassification

    save(model, base, tmp_path)
    loaded = AutoModelForTokenClassification.from_pretrained(tmp_path).eval()
    assert [loaded.config.id2label[n] for n in range(len(LABELS))] == list(LABELS)
    cuts = json.loads((tmp_path / "cuts.json").read_text(encoding="utf-8"))
    assert len(cuts["sensationalism"]) == 3
    batch = collate([PLAIN])
    model.eval()
    with torch.inference_mode(), warnings.catch_warnings():
        own = model.encoder(input_ids=batch.ids, attention_mask=batch.attention).logits
        again = loaded(input_ids=batch.ids, attention_mask=batch.attention).logits
    assert torch.equal(own, again)


def test_an_epoch_samples_each_source_as_planned_and_repeatably() -> None:
    """Clickbait sparingly; the same seed gives the same batches, another one others."""
    many = [Example(f"headline {n}", "clickbait16", {"clickbait": 1}) for n in range(3_000)]
    examples = [PLAIN, LOUD, TARGET, *many]
    batches = epoch_batches(examples, 32, seed=1)
    flat = [example for batch in batches for example in batch]
    assert sum(example.source == "clickbait16" for example in flat) == EPOCH_SIZE["clickbait16"]
    assert sum(example.source == "tone_news" for example in flat) == 2
    assert batches == epoch_batches(examples, 32, seed=1)
    assert batches != epoch_batches(examples, 32, seed=2)
