"""A score is the same number wherever and with whatever it is computed, by the shipped model."""

import json
import random
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

# Benchmarks are scripts beside each other, not a package.
import stability
from hypothesis import given, settings
from hypothesis import strategies as st
from make_files import BODY, HEADLINE, PARAGRAPHS, TEXT, docx, zip_of
from stability_variants import MARKS, UNREAD, cases

import analysis
from analysis.config import load_configuration
from analysis.scorers import bundled, load_scorer
from analysis.scorers.bundled import BundledScorer

CONFIGURATION = load_configuration()
MODEL = CONFIGURATION.model("tonelens")
SENTENCES = [
    "The furious mayor may have stormed out of the doomed meeting.",
    "The bus leaves at nine.",
    "Islanders praised the crew, who reportedly saved 143 lives.",
    "It is over.",
    "HORROR as ferry hits bank!",
]
MEASURES = ["sentiment", "sensationalism", "hedging"]
SCORED = [*MEASURES, *(f"{name}_cues" for name in MEASURES), "unsure"]


@pytest.fixture(scope="module")
def scorer() -> BundledScorer:
    """Return the shipped model's scorer."""
    found = load_scorer(MODEL, CONFIGURATION.folder)
    assert isinstance(found, BundledScorer)
    return found


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6), st.integers(0, 99))
def test_batch_order_and_repetition_change_nothing(batch: list[str], seed: int) -> None:
    """Law: scored alone, in any batch and in any order, a sentence gets the same bits."""
    alone = {text: analysis.score_sentences([text])[SCORED].iloc[0] for text in batch}
    shuffled = random.Random(seed).sample(batch, len(batch))
    for row, text in zip(analysis.score_sentences(shuffled).itertuples(), shuffled, strict=True):
        assert [getattr(row, name) for name in SCORED] == alone[text].tolist()


@pytest.mark.parametrize("workers", [1, 2, 8])
def test_the_number_of_workers_changes_nothing(
    workers: int, scorer: BundledScorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More sentences side by side than there are processors, or one at a time: the same bits."""
    before = scorer.score(SENTENCES)
    monkeypatch.setattr(bundled, "WORKERS", workers)
    assert scorer.score(SENTENCES) == before


FORMATS = {
    "article.txt": TEXT.encode(),
    "article.md": f"---\ntitle: {HEADLINE}\n---\n{BODY}".encode(),
    "article.docx": docx([("Title", HEADLINE), *PARAGRAPHS]),
    "article.jsonl": json.dumps({"title": HEADLINE, "text": BODY}).encode(),
    "articles.zip": zip_of({"inner/article.txt": TEXT.encode()}),
}


@pytest.mark.parametrize("name", FORMATS)
def test_the_file_format_changes_nothing(name: str) -> None:
    """The same words from any kind of file get the same bits, sentence by sentence."""

    def scores(name: str) -> pd.DataFrame:
        reading = analysis.read_files([(name, FORMATS[name])])
        assert reading.problems == ()
        return analysis.sentences_frame(analysis.analyse(reading.articles))[["text", *SCORED]]

    pd.testing.assert_frame_equal(scores(name), scores("article.txt"), check_exact=True)


def test_the_order_of_articles_changes_nothing() -> None:
    """Each article's rows are the same whichever article was read first."""
    files = [(f"{number}.txt", text.encode()) for number, text in enumerate((TEXT, *PARAGRAPHS))]

    def rows(given: list[tuple[str, bytes]]) -> pd.DataFrame:
        articles = analysis.read_files(given).articles
        frame = analysis.sentences_frame(analysis.analyse(articles))
        return frame.sort_values(["article_id", "sentence"]).reset_index(drop=True)

    pd.testing.assert_frame_equal(rows(files), rows(files[::-1]), check_exact=True)


@pytest.mark.parametrize("name", UNREAD)
def test_noise_around_a_sentence_is_not_read(name: str, scorer: BundledScorer) -> None:
    """Marks of one kind, blanks, list marks and source lines move no probability at all."""
    plain = [case.plain for case in cases()[::21]]
    moved = stability.probabilities(scorer, list(map(UNREAD[name], plain)))
    assert np.array_equal(moved, stability.probabilities(scorer, plain))


def test_neutral_clauses_and_marks_move_little(scorer: BundledScorer) -> None:
    """All written cases; docs/stability.md has the figures. A worse model must not slip in."""
    found = stability.movements(cases(), scorer, MARKS)
    clause = found["a neutral clause added"]
    assert len(clause) >= 200
    assert (clause <= stability.AIM).mean() >= STILL
    assert clause.mean() <= MEAN_MOVEMENT
    for name in MARKS:
        assert (found[name] <= stability.AIM).mean() >= STILL, name


STILL, MEAN_MOVEMENT = 0.9, 0.02


def test_the_page_on_stability_names_every_change(scorer: BundledScorer) -> None:
    """One row for each, with all eight probabilities and the three measures."""
    text = stability.page(cases()[::42], CONFIGURATION)
    for name in (*MARKS, *UNREAD, "a neutral clause added"):
        assert f"| {name} | " in text
    assert stability.probabilities(scorer, ["It may rain."]).shape == (1, 8)


def test_scores_are_those_of_torch(scorer: BundledScorer, tmp_path: Path) -> None:
    """The same weights in torch's float32: what differs is the rounding of activations alone."""
    torch = pytest.importorskip("torch", reason="needs the extra `hub`")
    from training.evaluate import predict
    from training.examples import Example
    from training.model import Collator, ToneModel
    from training.reopen import reopen

    torch.set_num_threads(1)
    folder = Path(analysis.__file__).parent / "weights" / "tonelens"
    reopen(folder, tmp_path)
    texts = [case.plain for case in cases()[::7]]
    network, collate = ToneModel.load(tmp_path), Collator(tmp_path / "tokenizer.json")
    logits = predict(network, collate, [Example(text, "", {}) for text in texts])
    reference = {name: _scores(scorer, name, logits[name]) for name in MEASURES}
    found = analysis.score_sentences(texts)
    for name in MEASURES:
        difference = np.abs(found[name].to_numpy() - reference[name])
        assert difference.mean() < 0.02, name
        assert difference.max() < 0.2, name


def _scores(scorer: BundledScorer, name: str, logits: np.ndarray) -> np.ndarray:
    """Return the scores of torch's own pooled values, through the shipped calibration."""
    reader = scorer.reader(name)
    sign = -1 if reader.head.kind == "ordinal" else 1
    calibrated = reader.head.scale * logits + sign * np.array(reader.head.offsets)
    return np.array([reader.score(reader.probabilities(row)) for row in calibrated])
