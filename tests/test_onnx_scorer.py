"""The ONNX backend against formulas worked out from the tiny model's table of logits."""

import hashlib
import os
import random
import subprocess
import sys
import time
import warnings
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import texts
from tiny_models import (
    IDS,
    WORDS,
    block_network,
    change_json,
    record,
    save_linear_onnx,
    table,
    write_json,
)

from analysis.errors import ModelError
from analysis.scorers import onnx_session
from analysis.scorers.onnx import OnnxScorer

LABELS = ["negative", "positive", "weight"]
TONE = {"tone": {"values": {"negative": -1, "positive": 1}}}
WEIGHED = {"tone": {**TONE["tone"], "weight": "weight"}}
FULL = {"tone": {"values": {"negative": -1, "positive": 1, "weight": 0}}}

sentences = st.text(st.sampled_from("the fair. rain, cakes é")) | texts
batches = st.lists(sentences, min_size=1, max_size=8)


def tone(logits: np.ndarray) -> float:
    """Return P(positive) - P(negative) for two logits."""
    odds = np.exp(logits.astype(np.float64))
    return float((odds[1] - odds[0]) / odds.sum())


@pytest.fixture(scope="module")
def tokens(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a token classifier."""
    folder = tmp_path_factory.mktemp("models") / "tokens"
    return save_linear_onnx(folder, LABELS, per_token=True)


@pytest.fixture(scope="module")
def scorer(tokens: Path) -> OnnxScorer:
    """Return a token classifier with weighted pooling."""
    return OnnxScorer(record("onnx", tokens, WEIGHED), Path())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of a sentence classifier, to be spoilt."""
    return save_linear_onnx(tmp_path / "whole", LABELS, per_token=False)


def one(scorer: OnnxScorer, sentence: str) -> float:
    """Return the one score of one sentence."""
    return scorer.score([sentence])[0].values["tone"]


def test_a_sentence_classifier_reads_special_pieces_too(folder: Path) -> None:
    """[CLS] the fair [SEP]: nothing is padded and nothing is cut, whatever the file says."""
    found = one(OnnxScorer(record("onnx", folder, FULL), Path()), "The fair")
    row = table(3)[[IDS["[CLS]"], IDS["the"], IDS["fair"], IDS["[SEP]"]]].mean(axis=0)
    odds = np.exp(row.astype(np.float64))
    assert found == pytest.approx((odds[1] - odds[0]) / odds.sum(), abs=1e-6)


def test_a_token_classifier_averages_its_pieces(tokens: Path) -> None:
    """Special pieces are left out; unknown ones count."""
    found = one(OnnxScorer(record("onnx", tokens, TONE), Path()), "great zebra cakes")
    pieces = table(3)[[IDS["great"], IDS["[UNK]"], IDS["cake"], IDS["##s"]]]
    assert found == pytest.approx(tone(pieces[:, :2].mean(axis=0)), abs=1e-6)


def test_a_weight_label_weighs_the_pieces(scorer: OnnxScorer) -> None:
    """The sum over pieces of softmax(weight) times logits, as the model was trained."""
    pieces = table(3)[[IDS["rain"], IDS["spoilt"], IDS["cake"]]].astype(np.float64)
    weights = np.exp(pieces[:, 2]) / np.exp(pieces[:, 2]).sum()
    assert one(scorer, "rain spoilt cake") == pytest.approx(tone(weights @ pieces[:, :2]), abs=1e-6)


def test_a_sentence_of_two_thousand_words_is_read_whole(scorer: OnnxScorer) -> None:
    """Since a piece's logits here need no context, windows must change nothing at all."""
    words = random.Random(3).choices(WORDS, k=2000)
    pieces = table(3)[[IDS[word] for word in words]].astype(np.float64)
    weights = np.exp(pieces[:, 2]) / np.exp(pieces[:, 2]).sum()
    found = one(scorer, " ".join(words))
    assert found == pytest.approx(tone(weights @ pieces[:, :2]), abs=1e-6)


def test_nothing_to_read_scores_as_zero_logits(scorer: OnnxScorer) -> None:
    """Two equal probabilities cancel out."""
    assert [score.values for score in scorer.score(["", " \n"])] == [{"tone": 0.0}] * 2


def test_text_that_looks_like_a_special_piece_is_text(scorer: OnnxScorer) -> None:
    """An article about language models must not steer one."""
    pieces = [IDS["["], IDS["sep"], IDS["]"], IDS["cake"]]
    logits = table(3)[pieces].astype(np.float64)
    weights = np.exp(logits[:, 2]) / np.exp(logits[:, 2]).sum()
    assert one(scorer, "[SEP] cake") == pytest.approx(tone(weights @ logits[:, :2]), abs=1e-6)


@given(batches, st.randoms())
def test_a_score_never_depends_on_its_neighbours(
    scorer: OnnxScorer, batch: list[str], chance: random.Random
) -> None:
    """Law: alone, in any batch and in any order, identical bits."""
    alone = {sentence: scorer.score([sentence])[0] for sentence in batch}
    shuffled = chance.sample(batch, len(batch))
    assert scorer.score(shuffled) == [alone[sentence] for sentence in shuffled]


def test_several_sessions_share_one_scorer(scorer: OnnxScorer) -> None:
    """Scoring from eight threads at once gives the same bits as one after the other."""
    texts = [" ".join(random.Random(n).choices(WORDS, k=n)) for n in range(1, 100)]
    expected = scorer.score(texts)
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(scorer.score, [texts] * 16)) == [expected] * 16


def test_there_are_no_cues(scorer: OnnxScorer) -> None:
    """And the result says so: none given is not none found. Numbers are plain floats."""
    score = scorer.score(["great cake"])[0]
    assert (score.unexplained, score.cues, score.unsure) == ({"tone"}, (), None)
    assert type(score.values["tone"]) is float
    assert scorer.score([]) == []


def test_targets_are_refused(scorer: OnnxScorer) -> None:
    """Better than the score of the whole sentence under another name."""
    with pytest.raises(ModelError, match="'tiny' cannot score a target"):
        scorer.score(["great cake"], targets=[(0, 5)])


@pytest.mark.parametrize(
    "inputs",
    [
        ("input_ids",),
        # DistilBERT and RoBERTa have no types.
        ("input_ids", "attention_mask"),
        ("input_ids", "attention_mask", "token_type_ids"),
    ],
)
def test_the_model_is_fed_what_it_asks_for(
    scorer: OnnxScorer, tmp_path: Path, inputs: tuple[str, ...]
) -> None:
    """Input names are read from the model."""
    save_linear_onnx(tmp_path, LABELS, per_token=True, inputs=inputs)
    other = OnnxScorer(record("onnx", tmp_path, WEIGHED), Path())
    assert one(other, "great cake") == one(scorer, "great cake")


def test_a_relative_source_is_looked_for_beside_models_yaml(tokens: Path) -> None:
    """So that a folder of models can be moved with its configuration."""
    assert one(OnnxScorer(record("onnx", tokens.name, TONE), tokens.parent), "rain") != 0


def test_it_needs_neither_torch_nor_transformers_nor_the_network(tokens: Path) -> None:
    """Importing those alone takes seconds; and nothing is printed."""
    code = (
        "import socket, sys\n"
        "from pathlib import Path\n"
        "from analysis.config import TransformerModel\n"
        "from analysis.scorers import load_scorer\n"
        "def refuse(*_): raise OSError('blocked')\n"
        "socket.socket.connect = socket.getaddrinfo = refuse\n"
        f"model = TransformerModel.model_validate_json({modelled(tokens)!r})\n"
        "load_scorer(model, Path()).score(['great cake'])\n"
        "print([m for m in ('torch', 'transformers', 'huggingface_hub') if m in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "[]", "")


def modelled(folder: Path) -> str:
    """Return the record of a token classifier as JSON."""
    return record("onnx", folder, TONE).model_dump_json()


def test_every_hash_is_checked(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A model cut short is named as such, and is not run."""
    block_network(monkeypatch)
    whole = (folder / "model.onnx").read_bytes()
    hashes = {"model.onnx": hashlib.sha256(whole).hexdigest()}
    model = record("onnx", folder, FULL, sha256=hashes)
    OnnxScorer(model, Path())
    (folder / "model.onnx").write_bytes(whole[:-10])
    with pytest.raises(ModelError, match=r"model\.onnx.*changed or cut short"):
        OnnxScorer(model, Path())


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json", "config.json"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    """All three are needed, with or without hashes."""
    (folder / name).unlink()
    with pytest.raises(ModelError, match=f"lacks {name}"):
        OnnxScorer(record("onnx", folder, FULL), Path())


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json", "config.json"])
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\xff\xfe nothing that any of them reads",
        b"[]",
        b"{}",  # valid JSON, but not what is expected
    ],
)
def test_a_damaged_file_is_an_error_of_ours(folder: Path, name: str, content: bytes) -> None:
    """It names model and folder, whatever the library that stumbled over it says."""
    (folder / name).write_bytes(content)
    with pytest.raises(ModelError) as caught:
        OnnxScorer(record("onnx", folder, FULL), Path())
    assert str(folder) in str(caught.value)


def test_no_folder_is_said_with_the_place_looked_at(tmp_path: Path) -> None:
    """A wrong path in models.yaml is the likeliest fault of all."""
    with pytest.raises(ModelError, match=r"'tiny' is not in .*nowhere.*correct its source"):
        OnnxScorer(record("onnx", "nowhere", FULL), tmp_path)


def test_labels_that_the_model_does_not_have_are_refused(folder: Path) -> None:
    """The message lists those that it has."""
    with pytest.raises(ModelError, match=r"(?s)'good'.*'negative', 'positive', 'weight'"):
        OnnxScorer(record("onnx", folder, {"tone": {"values": {"good": 1}}}), Path())


def test_as_many_labels_as_logits(folder: Path) -> None:
    """Otherwise the labels may all be shifted by one."""
    change_json(folder / "config.json", id2label={"0": "negative", "1": "positive"})
    with pytest.raises(ModelError, match=r"3 logits but its config\.json names 2 labels"):
        OnnxScorer(record("onnx", folder, TONE), Path())


def test_a_model_without_labels_is_told_how_to_name_them(folder: Path) -> None:
    """Exports sometimes lose them; the remedy is one line of JSON."""
    write_json(folder / "config.json", {})
    with pytest.raises(ModelError, match="Add id2label"):
        OnnxScorer(record("onnx", folder, FULL), Path())


def test_an_input_that_we_do_not_make_is_refused(tmp_path: Path) -> None:
    """With the names that an export may use."""
    save_linear_onnx(tmp_path, LABELS, per_token=True, inputs=("input_ids", "position_ids"))
    with pytest.raises(ModelError, match=r"wants the input position_ids.*token_type_ids alone"):
        OnnxScorer(record("onnx", tmp_path, TONE), Path())


def test_an_export_of_fixed_length_is_refused_when_loaded(tmp_path: Path) -> None:
    """Not in the middle of an article: sentences are run unpadded."""
    save_linear_onnx(tmp_path, LABELS, per_token=True, length=16)
    with pytest.raises(ModelError, match="cannot be loaded"):
        OnnxScorer(record("onnx", tmp_path, TONE), Path())


class _Counting:
    """A session that notes how many runs go on at the same time."""

    def __init__(self) -> None:
        self.now = self.most = 0
        self._lock = Lock()

    def run(self, wanted: object, given: object) -> list[object]:
        """Take a moment, and return what was asked for."""
        with self._lock:
            self.now += 1
            self.most = max(self.most, self.now)
        time.sleep(0.005)
        with self._lock:
            self.now -= 1
        return [wanted, given]


def test_models_take_turns_in_a_process() -> None:
    """Two sessions, twenty threads: no more runs at once than sentences of one user."""
    counting = _Counting()
    with ThreadPoolExecutor(20) as pool:
        found = list(pool.map(lambda n: onnx_session.run(counting, ["x"], {"n": n}), range(60)))
    assert found == [[["x"], {"n": n}] for n in range(60)]
    assert counting.most <= onnx_session.WORKERS


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_forked_process_has_all_turns() -> None:
    """Though they were taken where it was forked from."""
    taken = [onnx_session._TURNS.free.acquire(timeout=5) for _ in range(onnx_session.WORKERS)]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # threads of other tests
            child = os.fork()
        if child == 0:
            os._exit(0 if onnx_session._TURNS.free.acquire(timeout=5) else 1)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    finally:
        for _ in taken:
            onnx_session._TURNS.free.release()
