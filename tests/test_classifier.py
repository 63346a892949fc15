"""What both transformer backends share: special pieces, the longest input, nothing to score."""

import numpy as np
import pytest
from tiny_models import IDS, record, save_tokenizer
from tokenizers import Tokenizer
from tokenizers.processors import TemplateProcessing

from analysis.errors import ModelError
from analysis.scorers.classifier import Classifier, Inputs, longest_input, ordered_labels

IDENTITY = {"size": {"values": {"size": 1}, "activation": "identity"}}


@pytest.fixture
def tokenizer(tmp_path) -> Tokenizer:
    """Return the tiny word piece tokenizer."""
    save_tokenizer(tmp_path, 64)
    return Tokenizer.from_file(str(tmp_path / "tokenizer.json"))


def classifier(tokenizer: Tokenizer, seen: list[Inputs], limit: int = 64) -> Classifier:
    """Return a classifier whose only logit is the number of pieces; it keeps what it was given."""

    def run(inputs: Inputs) -> np.ndarray:
        seen.append(inputs)
        return np.array([[inputs["input_ids"].size]], dtype=np.float32)

    return Classifier(record("onnx", "tiny", IDENTITY), tokenizer, ["size"], limit, run)


@pytest.mark.parametrize(
    ("config", "stated", "expected"),
    [
        ({"max_position_embeddings": 512}, 512, 512),
        # The smaller of the two holds.
        ({"max_position_embeddings": 8192}, 512, 512),
        ({"max_position_embeddings": 256}, 512, 256),
        # RoBERTa keeps two positions back; its tokenizer does not always say so.
        ({"max_position_embeddings": 514, "model_type": "roberta", "pad_token_id": 1}, 1e30, 512),
        ({"max_position_embeddings": 514, "model_type": "mpnet"}, None, 512),
        # GPT-2 has another name for it.
        ({"n_positions": 1024}, None, 1024),
        # Relative positions, and a tokenizer without a maximum.
        ({"model_type": "xlnet"}, int(1e30), 512),
        ({"max_position_embeddings": None}, None, 512),
    ],
)
def test_the_longest_input(config: dict, stated: float | None, expected: int) -> None:
    """One piece too many would be an index error in the middle of an article."""
    assert longest_input(config, stated) == expected


def test_labels_are_ordered_by_number() -> None:
    """Keys of JSON are text, and "10" comes before "2" there."""
    labels = {str(number): f"label {number}" for number in (10, 2, 0, 1)}
    assert ordered_labels(labels) == ("label 0", "label 1", "label 2", "label 10")


def test_special_pieces_and_their_types_stand_where_the_tokenizer_puts_them(tokenizer) -> None:
    """XLNet, for one, has both at the end, the last with a type of its own."""
    specials = [("[SEP]", IDS["[SEP]"]), ("[CLS]", IDS["[CLS]"])]
    tokenizer.post_processor = TemplateProcessing("$A:1 [SEP]:0 [CLS]:2", None, specials)
    seen: list[Inputs] = []
    classifier(tokenizer, seen).score(["great cake"])
    expected = [IDS["great"], IDS["cake"], IDS["[SEP]"], IDS["[CLS]"]]
    assert seen[-1]["input_ids"].tolist() == [expected]
    assert seen[-1]["token_type_ids"].tolist() == [[1, 1, 0, 2]]
    assert seen[-1]["attention_mask"].tolist() == [[1, 1, 1, 1]]


def test_an_empty_sentence_is_its_special_pieces(tokenizer) -> None:
    """A sentence classifier has an opinion about nothing, and it is its own."""
    seen: list[Inputs] = []
    assert classifier(tokenizer, seen).score([""])[0].values == {"size": 2.0}
    assert seen[-1]["input_ids"].tolist() == [[IDS["[CLS]"], IDS["[SEP]"]]]


def test_where_there_is_no_piece_at_all_the_logits_are_zero(tokenizer) -> None:
    """Models without special pieces (GPT-2) cannot run on nothing."""
    tokenizer.post_processor = TemplateProcessing("$A", None, [])
    seen: list[Inputs] = []
    scorer = classifier(tokenizer, seen)
    asked = len(seen)
    assert scorer.score([" "])[0].values == {"size": 0.0}
    assert len(seen) == asked


def test_half_of_a_surrogate_pair_is_one_unknown_character(tokenizer) -> None:
    """Broken JSON holds such halves; the rest of the sentence is scored all the same."""
    seen: list[Inputs] = []
    classifier(tokenizer, seen).score(["great \ud83d cake"])
    assert seen[-1]["input_ids"][0].tolist()[1:-1] == [IDS["great"], IDS["[UNK]"], IDS["cake"]]


def test_no_window_is_longer_than_the_limit(tokenizer) -> None:
    """And all pieces of the sentence are in one, in order."""
    seen: list[Inputs] = []
    scorer = classifier(tokenizer, seen, limit=10)
    seen.clear()
    scorer.score(["the fair was a great success although rain may have spoilt some cake ."])
    read = [given["input_ids"][0].tolist() for given in seen]
    assert [len(ids) for ids in read] == [10, 10, 10]
    assert read[0][1:-1] + read[2][-7:-1] == [*range(4, 17), IDS["."]]


def test_a_limit_without_room_for_text_is_refused(tokenizer) -> None:
    """A tokenizer that states a maximum of two pieces leaves none for words."""
    with pytest.raises(ModelError, match="maximum length of 2 pieces"):
        classifier(tokenizer, [], limit=2)
