"""The transformers backend against torch used directly, and against the same weights in ONNX."""

import hashlib
import json
import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import texts
from tiny_models import (
    IDS,
    VOCABULARY,
    WORDS,
    block_network,
    change_json,
    export_onnx,
    load_bert,
    record,
    save_bert,
    save_tokenizer,
    write_json,
)

from analysis.errors import ModelError
from analysis.scorers.onnx import OnnxScorer
from analysis.scorers.readout import windows
from analysis.scorers.transformers import TransformersScorer

torch = pytest.importorskip("torch", reason="the hub extra (torch) is not installed")

LONGEST = 64
POLARITY = ["negative", "neutral", "positive"]
TONE = {"tone": {"values": {"negative": -1, "neutral": 0, "positive": 1}}}
WEIGHED = {"tone": {**TONE["tone"], "weight": "weight"}}
COMMIT = "0123456789abcdef0123456789abcdef01234567"

sentences = st.text(st.sampled_from("the fair. rain, cakes é")) | texts
batches = st.lists(sentences, min_size=1, max_size=6)

SENTENCES = [
    "The fair was a great success.",
    "although rain may have spoilt some cakes , the stall was great",
    "zebra",  # known to no vocabulary
    "cake",
    " ".join(random.Random(5).choices(WORDS, k=300)),
]


@pytest.fixture(autouse=True)
def _one_thread():
    """Keep the reference from competing with other processes for the processors."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a sentence and a token classifier, each also in ONNX."""
    folder = tmp_path_factory.mktemp("models")
    for path in (
        save_bert(folder / "whole", POLARITY, per_token=False, longest=LONGEST),
        save_bert(folder / "tokens", [*POLARITY, "weight"], per_token=True, longest=LONGEST),
    ):
        export_onnx(path)
    return folder


@pytest.fixture(scope="module")
def whole(models: Path) -> TransformersScorer:
    """Return the sentence classifier."""
    return TransformersScorer(record("transformers", "whole", TONE), models)


@pytest.fixture(scope="module")
def tokens(models: Path) -> TransformersScorer:
    """Return the token classifier with weighted pooling."""
    return TransformersScorer(record("transformers", "tokens", WEIGHED), models)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of a sentence classifier, to be spoilt."""
    return save_bert(tmp_path / "whole", POLARITY, per_token=False)


def load(folder: Path, **fields: object) -> TransformersScorer:
    """Load the sentence classifier in `folder`."""
    return TransformersScorer(record("transformers", folder, TONE, **fields), Path())


def pieces(words: str) -> list[int]:
    """Return the ids of lower-case words that are pieces themselves."""
    return [IDS[word] if word in IDS else IDS["[UNK]"] for word in words.split()]


def logits(network, ids: list[int]) -> np.ndarray:
    """Return the network's logits for pieces between [CLS] and [SEP], in float64."""
    with torch.no_grad():
        given = torch.tensor([[IDS["[CLS]"], *ids, IDS["[SEP]"]]])
        return network(given).logits[0].double().numpy()


def polarity(row: np.ndarray) -> float:
    """Return P(positive) - P(negative)."""
    odds = torch.softmax(torch.tensor(row[:3]), dim=0)
    return float(odds[2] - odds[0])


def pooled(rows: np.ndarray) -> np.ndarray:
    """Return the sum over pieces of softmax(weight) times logits."""
    weights = torch.softmax(torch.tensor(rows[:, 3]), dim=0).numpy()
    return weights @ rows


def one(scorer: TransformersScorer | OnnxScorer, sentence: str) -> float:
    """Return the one score of one sentence."""
    return scorer.score([sentence])[0].values["tone"]


def test_a_sentence_classifier_as_torch_has_it(models: Path, whole: TransformersScorer) -> None:
    """Also for a sentence without a piece, where only the special pieces are read."""
    network = load_bert(models / "whole")
    for words in ("the fair was a great success .", "zebra", ""):
        assert one(whole, words) == pytest.approx(
            polarity(logits(network, pieces(words))), abs=1e-5
        )


def test_a_token_classifier_as_torch_has_it(models: Path, tokens: TransformersScorer) -> None:
    """Weighted pooling over the pieces between the special ones."""
    network = load_bert(models / "tokens")
    for words in ("the fair was a great success .", "zebra", "rain spoilt some cake"):
        rows = logits(network, pieces(words))[1:-1]
        assert one(tokens, words) == pytest.approx(polarity(pooled(rows)), abs=1e-5)


def test_without_a_weight_logits_are_averaged(models: Path) -> None:
    """The stock token classifier, in which all pieces count alike."""
    plain = TransformersScorer(record("transformers", "tokens", TONE), models)
    rows = logits(load_bert(models / "tokens"), pieces("rain spoilt some cake"))[1:-1]
    assert one(plain, "rain spoilt some cake") == pytest.approx(
        polarity(rows.mean(axis=0)), abs=1e-5
    )
    assert one(plain, "") == 0


def test_two_thousand_words_in_windows(
    models: Path, whole: TransformersScorer, tokens: TransformersScorer
) -> None:
    """Sentence classifier: probabilities by own pieces; token classifier: one pooling over all."""
    words = " ".join(random.Random(2).choices(WORDS, k=2000))
    ids, parts = pieces(words), windows(2000, LONGEST - 2)
    assert len(parts) > 60
    network = load_bert(models / "whole")
    scores = [polarity(logits(network, ids[part.start : part.end])) for part in parts]
    own = [part.own_end - part.own_start for part in parts]
    assert one(whole, words) == pytest.approx(np.average(scores, weights=own), abs=1e-5)

    network = load_bert(models / "tokens")
    read = [logits(network, ids[part.start : part.end])[1:-1] for part in parts]
    merged = [
        rows[part.own_start - part.start : part.own_end - part.start]
        for part, rows in zip(parts, read, strict=True)
    ]
    expected = polarity(pooled(np.concatenate(merged)))
    assert one(tokens, words) == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize(("name", "scores"), [("whole", TONE), ("tokens", WEIGHED)])
def test_onnx_gives_the_same_scores(models: Path, name: str, scores: dict) -> None:
    """The same weights through the other backend, within 1e-5, long sentences included."""
    there = TransformersScorer(record("transformers", name, scores), models).score(SENTENCES)
    here = OnnxScorer(record("onnx", name, scores), models).score(SENTENCES)
    assert [score.values["tone"] for score in here] == pytest.approx(
        [score.values["tone"] for score in there], abs=1e-5
    )


@pytest.mark.parametrize("name", ["whole", "tokens"])
def test_a_score_never_depends_on_its_neighbours(name: str, request: pytest.FixtureRequest) -> None:
    """Law: alone, in any batch and in any order, identical bits."""
    scorer = request.getfixturevalue(name)

    @given(batches, st.randoms())
    def law(batch: list[str], chance: random.Random) -> None:
        alone = {sentence: scorer.score([sentence])[0] for sentence in batch}
        shuffled = chance.sample(batch, len(batch))
        assert scorer.score(shuffled) == [alone[sentence] for sentence in shuffled]

    law()


def test_several_sessions_share_one_scorer(tokens: TransformersScorer) -> None:
    """Scoring from four threads at once gives the same bits as one after the other."""
    expected = tokens.score(SENTENCES)
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(tokens.score, [SENTENCES] * 12)) == [expected] * 12


def test_the_number_of_threads_changes_nothing(whole: TransformersScorer) -> None:
    """Torch would divide some sums among them, and so change their last bits.

    Which lengths it does so for differs, so there are many. Who set the number finds it as it was.
    """
    lengths = [" ".join(random.Random(n).choices(WORDS, k=n)) for n in range(1, 60)]
    expected = whole.score(lengths)
    for threads in (2, 3):
        torch.set_num_threads(threads)
        assert whole.score(lengths) == expected
        assert torch.get_num_threads() == threads


def test_targets_are_refused(whole: TransformersScorer) -> None:
    """Better than the score of the whole sentence under another name."""
    with pytest.raises(ModelError, match="'tiny' cannot score a target"):
        whole.score(["great cake"], targets=[(0, 5)])


def test_there_are_no_cues(whole: TransformersScorer) -> None:
    """And the result says so; its number is a plain float."""
    score = whole.score(["great cake"])[0]
    assert (score.unexplained, score.cues, type(score.values["tone"])) == ({"tone"}, (), float)


def test_a_local_folder_needs_no_network_and_prints_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """No request, no progress bar, no report of weights, no remark on long sentences."""
    attempts = block_network(monkeypatch)
    load(folder).score(["great cake", "rain " * 1000])
    assert capfd.readouterr() == ("", "")
    assert not attempts


def test_loading_leaves_the_librarys_settings_as_they_were(folder: Path) -> None:
    """Who uses transformers beside us keeps its messages and progress bars."""
    from transformers.utils import logging

    before = (logging.get_verbosity(), logging.is_progress_bar_enabled())
    load(folder)
    assert (logging.get_verbosity(), logging.is_progress_bar_enabled()) == before


@pytest.mark.parametrize(
    ("family", "sizes"),
    [
        # Two positions are kept back, so 66 of them hold 64 pieces.
        ("Roberta", {"hidden_size": 32, "num_hidden_layers": 1, "num_attention_heads": 2}),
        # Its network takes no token types and would refuse them.
        ("DistilBert", {"dim": 32, "n_layers": 1, "n_heads": 2}),
    ],
)
def test_other_families_without_a_stated_maximum(
    tmp_path: Path, family: str, sizes: dict[str, int]
) -> None:
    """What hub models most often are; a long sentence must not run out of positions."""
    import transformers

    labels = dict(enumerate(POLARITY))
    given = {"vocab_size": len(VOCABULARY), "max_position_embeddings": 66, "id2label": labels}
    config = getattr(transformers, f"{family}Config")(**given, **sizes)
    getattr(transformers, f"{family}ForSequenceClassification")(config).save_pretrained(tmp_path)
    save_tokenizer(tmp_path, LONGEST)
    inputs = ["input_ids", "attention_mask"]
    change_json(tmp_path / "tokenizer_config.json", model_max_length=None, model_input_names=inputs)
    scorer = load(tmp_path)
    expected = polarity(logits(load_bert(tmp_path), pieces("rain spoilt some cake")))
    assert one(scorer, "rain spoilt some cake") == pytest.approx(expected, abs=1e-5)
    assert -1 <= one(scorer, "rain " * 200) <= 1


def test_an_older_folder_with_a_plain_vocabulary_is_read(folder: Path) -> None:
    """Before tokenizer.json there was vocab.txt, and hub models still come so."""
    expected = one(load(folder), "rain spoilt some cakes")
    (folder / "tokenizer.json").unlink()
    (folder / "vocab.txt").write_text("\n".join(VOCABULARY), encoding="utf-8")
    change_json(folder / "tokenizer_config.json", tokenizer_class="BertTokenizer")
    assert one(load(folder), "rain spoilt some cakes") == expected


def test_weights_in_half_precision_are_run_in_full(folder: Path) -> None:
    """Processors differ in half precision, and so would scores."""
    network = load_bert(folder).half()
    network.save_pretrained(folder)
    expected = polarity(logits(network.float(), pieces("great cake")))
    assert one(load(folder), "great cake") == pytest.approx(expected, abs=1e-5)


def test_without_torch_the_remedy_is_the_extra(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The default installation holds no torch."""
    monkeypatch.setitem(__import__("sys").modules, "torch", None)
    with pytest.raises(ModelError, match=r"pip install 'tonelens\[hub\]'"):
        load(folder)


@pytest.mark.parametrize(
    "revision",
    [
        "main",  # moves, so scores could change under the same name
        "1",
        COMMIT[:7],  # may one day name two commits
        COMMIT.upper(),
    ],
)
def test_a_hub_id_needs_a_full_commit(tmp_path: Path, revision: str) -> None:
    """The message also says that there is no such folder, which may be the real mistake."""
    model = record("transformers", "mill-lane/tone", TONE, revision=revision)
    with pytest.raises(ModelError, match=r"'mill-lane/tone'.*no folder.*full commit") as caught:
        TransformersScorer(model, tmp_path)
    assert repr(revision) in str(caught.value)


@pytest.mark.parametrize("source", ["mill-lane/tone", "/nowhere/at/all"])
def test_offline_and_unknown_the_id_and_the_remedy_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str
) -> None:
    """An id that the hub does not know, no connection, and a path that is no id at all."""
    block_network(monkeypatch)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "cache"))
    # The hub's client tries again after 1, 2, 4 and 8 seconds.
    monkeypatch.setattr("time.sleep", lambda _: None)
    with pytest.raises(ModelError, match=r"connected machine") as caught:
        TransformersScorer(record("transformers", source, TONE, revision=COMMIT), tmp_path)
    assert source in str(caught.value)


def test_a_downloaded_model_is_loaded_offline(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It lies in the hub's cache under its commit, and nobody is asked for it again."""
    cached = tmp_path / "cache" / "models--mill-lane--tone" / "snapshots" / COMMIT
    cached.parent.mkdir(parents=True)
    expected = one(load(folder), "great cake")
    folder.rename(cached)
    attempts = block_network(monkeypatch)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "cache"))
    model = record("transformers", "mill-lane/tone", TONE, revision=COMMIT)
    assert one(TransformersScorer(model, tmp_path), "great cake") == expected
    assert not attempts


def test_every_hash_is_checked(folder: Path) -> None:
    """The message names the file."""
    digest = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    load(folder, sha256={"model.safetensors": digest})
    with pytest.raises(ModelError, match=r"config\.json.*changed or cut short"):
        load(folder, sha256={"model.safetensors": digest, "config.json": digest})


def forget_the_head(folder: Path) -> None:
    """Take the classifier out of the weights, as in a model that was never fine-tuned."""
    from safetensors.torch import load_file, save_file

    weights = load_file(folder / "model.safetensors")
    kept = {name: tensor for name, tensor in weights.items() if "classifier" not in name}
    save_file(kept, folder / "model.safetensors", metadata={"format": "pt"})


def pickle_the_weights(folder: Path) -> None:
    """Leave weights that could run code when read."""
    torch.save(load_bert(folder).state_dict(), folder / "pytorch_model.bin")
    (folder / "model.safetensors").unlink()


def cut_short(folder: Path) -> None:
    """Break off in the middle of the weights."""
    path = folder / "model.safetensors"
    path.write_bytes(path.read_bytes()[:2000])


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (forget_the_head, r"lack classifier\.bias, classifier\.weight, which would be random"),
        (pickle_the_weights, "cannot be loaded"),
        (cut_short, "cannot be loaded"),
        (lambda f: (f / "config.json").write_text("{"), "cannot be loaded"),
        (lambda f: (f / "config.json").unlink(), "cannot be loaded"),
        # A model that was trained to fill gaps.
        (
            lambda f: change_json(f / "config.json", architectures=["BertForMaskedLM"]),
            "neither sentences nor tokens: its config.json names BertForMaskedLM",
        ),
        (
            lambda f: change_json(f / "config.json", architectures=None),
            "its config.json names nothing as its architecture",
        ),
        # Labels of another model: the message lists those that there are.
        (
            lambda f: change_json(f / "config.json", id2label={"0": "no", "1": "so-so", "2": "go"}),
            "(?s)no labels 'negative'.*Its labels are 'no', 'so-so', 'go'",
        ),
    ],
)
def test_what_is_no_whole_classifier_is_refused(
    folder: Path, spoil: Callable[[Path], object], expected: str
) -> None:
    """Never random weights, never pickled ones, never another kind of model."""
    spoil(folder)
    with pytest.raises(ModelError, match=expected) as caught:
        load(folder)
    assert "'tiny'" in str(caught.value)


def test_code_that_comes_with_a_model_is_never_run(folder: Path, tmp_path: Path) -> None:
    """Whether or not the library knows the kind of model, the file beside it stays unread."""
    trace = tmp_path / "ran"
    (folder / "own.py").write_text(f"open({str(trace)!r}, 'w')\nclass Own: pass\n")
    own = {"AutoConfig": "own.Own", "AutoModelForSequenceClassification": "own.Own"}
    config = json.loads((folder / "config.json").read_text())
    write_json(folder / "config.json", {**config, "auto_map": own})
    load(folder)
    write_json(folder / "config.json", {**config, "auto_map": own, "model_type": "own"})
    with pytest.raises(ModelError):
        load(folder)
    assert not trace.exists()
