"""Articles in, an Analysis out; and a sentence's score knows nothing of its neighbours."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import texts
from tiny_models import record, save_linear_onnx

from analysis.articles import Article
from analysis.config import Configuration
from analysis.errors import ModelError
from analysis.pipeline import analyse
from analysis.scoring import BATCH_SIZE, score_texts

STORY = "Storm hits Port Alder\n\nThe harbour may close. Two boats sank.\n\nThe harbour may close."


def test_sentences_carry_offsets_roles_and_scores(make_article: Callable[..., Article]) -> None:
    """Every row can be traced to its characters."""
    article = make_article(STORY, headline_end=21)
    (scored,) = analyse([article]).articles
    found = [article.text[s.start : s.end] for s in scored.sentences]
    assert found == [
        "Storm hits Port Alder",
        "The harbour may close.",
        "Two boats sank.",
        "The harbour may close.",
    ]
    assert [s.number for s in scored.sentences] == [0, 1, 2, 3]
    assert [s.role for s in scored.sentences] == ["headline", "body", "body", "body"]
    assert scored.sentences[1].score == scored.sentences[3].score
    assert scored.sentences[1].score.values["hedging"] > scored.sentences[2].score.values["hedging"]


def test_an_article_given_twice_counts_once_and_is_named(
    make_article: Callable[..., Article],
) -> None:
    """The same upload twice must not weigh twice."""
    article = make_article(STORY, source_file="storm.txt")
    result = analyse([article, article])
    assert len(result.articles) == 1
    assert result.warnings == ("storm.txt was given twice and is counted once.",)


def test_nothing_to_analyse_is_an_empty_analysis() -> None:
    """A page that shows nothing yet needs no special case."""
    assert analyse([]).articles == ()


@settings(max_examples=30, deadline=None)
@given(st.lists(texts, min_size=1, max_size=6), st.randoms())
def test_a_score_never_depends_on_its_neighbours(
    configuration: Configuration, sentences: list[str], random: object
) -> None:
    """Law: alone, in any order and beside anything, the same bits."""
    alone = {text: score_texts([text], configuration)[0] for text in sentences}
    shuffled = [*sentences, "A flood of other words, perhaps."] * 2
    random.shuffle(shuffled)
    together = score_texts(shuffled, configuration)
    assert [score for text, score in zip(shuffled, together, strict=True) if text in alone] == [
        alone[text] for text in shuffled if text in alone
    ]


def test_equal_sentences_are_scored_once(configuration: Configuration) -> None:
    """Progress counts distinct sentences: an archive of wire copies is not scored ten times."""
    seen: list[tuple[int, int]] = []
    score_texts(["Same."] * 10, configuration, progress=lambda *step: seen.append(step))
    assert seen == [(1, 1)]


def test_progress_rises_to_the_end(configuration: Configuration) -> None:
    """One report a batch, the last of them complete."""
    seen: list[tuple[int, int]] = []
    many = [f"Sentence {number}." for number in range(BATCH_SIZE * 2 + 1)]
    score_texts(many, configuration, progress=lambda *step: seen.append(step))
    assert seen == [(64, 129), (128, 129), (129, 129)]


def test_an_exception_in_progress_cancels(configuration: Configuration) -> None:
    """This is how the dashboard's Cancel works."""

    class CancelledError(Exception):
        pass

    def cancel(_done: int, _total: int) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        score_texts(["One."], configuration, progress=cancel)


def test_the_nearer_word_rules_a_targets_sentiment(configuration: Configuration) -> None:
    """Praise of one and blame of another in one sentence are told apart by their targets."""
    text = "The brilliant Marlowe debated the corrupt Penhale."
    targets = [(text.index(name), text.index(name) + 7) for name in ("Marlowe", "Penhale")]
    marlowe, penhale = score_texts([text, text], configuration, targets=targets)
    assert marlowe.values["target_sentiment"] > 0 > penhale.values["target_sentiment"]
    assert marlowe.values["sentiment"] == penhale.values["sentiment"]


def test_each_measure_knows_whether_its_own_model_explains_it(
    configuration: Configuration, tmp_path: Path
) -> None:
    """Word lists for one measure stay explained beside a network for another."""
    folder = save_linear_onnx(tmp_path / "tiny", ["down", "up"], per_token=False)
    tiny = record("onnx", folder, {"sentiment": {"values": {"down": -1, "up": 1}}})
    models = (*configuration.models, tiny)
    mixed = configuration.model_copy(update={"models": models}).with_models({"sentiment": "tiny"})
    (score,) = score_texts(["A shocking bombshell may follow."], mixed)
    assert score.unexplained == {"sentiment"}
    assert {cue.measure for cue in score.cues} == {"sensationalism", "hedging"}


def test_a_score_outside_its_range_is_refused(configuration: Configuration) -> None:
    """A wrong mapping in models.yaml must not reach a chart as a plausible number."""
    narrow = configuration.measure("sentiment").model_copy(update={"range": (-0.01, 0.01)})
    measures = (narrow, *configuration.measures[1:])
    with pytest.raises(ModelError, match=r"outside its range.*models\.yaml"):
        score_texts(
            ["A terrible disaster."], configuration.model_copy(update={"measures": measures})
        )
