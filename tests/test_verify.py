"""A model's files are the ones that models.yaml names, or the model is not loaded."""

import hashlib
from pathlib import Path

import pytest
from tiny_models import record

from analysis.config import TransformerModel
from analysis.errors import ModelError
from analysis.scorers.verify import loading, verify_files

CONTENT = b"weights of a small model"
SCORES = {"wit": {"values": {"dull": 0, "witty": 1}}}


def named(**sha256: str) -> TransformerModel:
    """Return a model whose files have these hashes; an underscore stands for the full stop."""
    files = {name.replace("_", "."): digest for name, digest in sha256.items()}
    return record("onnx", "tiny", SCORES, sha256=files)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with one file of weights."""
    (tmp_path / "model.onnx").write_bytes(CONTENT)
    return tmp_path


def test_the_right_files_pass(folder: Path) -> None:
    """The hash is the plain SHA-256 that sha256sum prints."""
    verify_files(named(model_onnx=hashlib.sha256(CONTENT).hexdigest()), folder)


def test_a_model_without_hashes_is_not_checked(folder: Path) -> None:
    """Hashes are an offer; a folder of one's own may do without."""
    verify_files(named(), folder)


@pytest.mark.parametrize(
    "found",
    [
        CONTENT[:-1],  # a download that broke off
        CONTENT.replace(b"small", b"other"),  # another model of the same size
        b"",  # a full disk
    ],
)
def test_another_file_is_refused_with_both_hashes(folder: Path, found: bytes) -> None:
    """Someone who trusts the new file can copy its hash out of the message."""
    expected = hashlib.sha256(CONTENT).hexdigest()
    (folder / "model.onnx").write_bytes(found)
    with pytest.raises(ModelError) as caught:
        verify_files(named(model_onnx=expected), folder)
    message = str(caught.value)
    assert str(folder / "model.onnx") in message
    assert expected in message
    assert hashlib.sha256(found).hexdigest() in message
    assert "copy it again" in message


def test_a_missing_file_is_named(folder: Path) -> None:
    """The message says which file, and what to do."""
    with pytest.raises(ModelError, match=r"tokenizer\.json.*Copy the model again"):
        verify_files(named(tokenizer_json="0" * 64), folder)


def test_errors_of_libraries_become_ours(folder: Path) -> None:
    """Only the first line of a parser's complaint is shown, with the model's name and folder."""
    with (
        pytest.raises(ModelError, match=r"'tiny'.*cannot be loaded: bad magic number Copy") as it,
        loading(named(), folder),
    ):
        raise RuntimeError("bad magic number\nat 0x00")
    assert str(folder) in str(it.value)


def test_our_own_errors_pass_unchanged(folder: Path) -> None:
    """They already say what to do."""
    ours = ModelError("ours")
    with pytest.raises(ModelError) as caught, loading(named(), folder):
        raise ours
    assert caught.value is ours


def test_cancelling_is_not_a_fault_of_the_model(folder: Path) -> None:
    """Ctrl-C while loading stays what it is."""
    with pytest.raises(KeyboardInterrupt), loading(named(), folder):
        raise KeyboardInterrupt
