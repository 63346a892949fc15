"""Why a score is what it is, in a column: readable, one line, safe and back exactly."""

import io

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scored import analysis_of
from strategies import awkward_texts, texts

from analysis.any_sentences import score_sentences
from analysis.articles import Article
from analysis.columns import column_kind
from analysis.config import Configuration, load_configuration
from analysis.config_checks import cross_faults
from analysis.frames import on_a_line
from analysis.pipeline import ScoredArticle, ScoredSentence
from analysis.scored_csv import read_scored_csv, to_csv
from analysis.scorers import Cue, SentenceScore
from analysis.tables import sentences_frame
from analysis.voice import SentenceVoice

NAMES = ("sentiment", "sensationalism", "hedging")


def frame_of(text: str, *cues: Cue, unexplained: frozenset[str] = frozenset()) -> pd.DataFrame:
    """Return the sentence frame of an article that is one sentence with these cues."""
    score = SentenceScore(dict.fromkeys(NAMES, 0.5), cues, unexplained=unexplained)
    article = Article("t1", text, "", source_file="made.txt")
    sentences = (ScoredSentence(0, 0, len(text), "body", score, SentenceVoice.of_outlet(text)),)
    return sentences_frame(analysis_of(load_configuration(), ScoredArticle(article, sentences)))


def test_the_strongest_word_comes_first() -> None:
    """In either direction, with an ASCII sign and two decimals; other measures' words apart."""
    text = "A calm catastrophe slashed jobs."
    frame = frame_of(
        text,
        Cue("sensationalism", 2, 6, -0.4),
        Cue("sensationalism", 7, 18, 1.324),
        Cue("sensationalism", 19, 26, 2.1),
        Cue("hedging", 27, 31, -0.001),
    )
    row = frame.iloc[0]
    assert row["sensationalism_cues"] == "slashed +2.10; catastrophe +1.32; calm -0.40"
    assert row["hedging_cues"] == "jobs +0.00"
    assert row["sentiment_cues"] == ""


def test_any_sentences_have_the_columns_too(configuration: Configuration) -> None:
    """Of the words that the lists have."""
    lexicon = configuration.with_models(dict.fromkeys(NAMES, "lexicon"))
    row = score_sentences(["It may rain."], configuration=lexicon).iloc[0]
    assert row["hedging_cues"].startswith("may +")
    assert row["sentiment_cues"] == ""


def test_not_explained_is_not_the_same_as_no_word() -> None:
    """Where a scorer gives no cues at all, an empty cell would be a claim."""
    row = frame_of("It rains.", unexplained=frozenset({"hedging"})).iloc[0]
    assert row["hedging_cues"] == "not explained"
    assert row["sentiment_cues"] == ""


def test_a_cue_across_lines_stays_on_one() -> None:
    """Hard-wrapped prose has line ends inside its sentences."""
    assert frame_of("may\r\nwell", Cue("hedging", 0, 9, 1.0)).iloc[0]["hedging_cues"] == (
        "may well +1.00"
    )


cues = st.builds(
    Cue, st.sampled_from(NAMES), st.integers(0, 20), st.integers(0, 20), st.floats(-9, 9)
)


@settings(deadline=None)
@given(awkward_texts | texts, st.lists(cues, max_size=4), st.sets(st.sampled_from(NAMES)))
def test_the_columns_come_back_exactly(text: str, found: list[Cue], silent: set[str]) -> None:
    """Law: through the CSV and its protection, whatever the words are."""
    frame = frame_of(text, *found, unexplained=frozenset(silent))
    back = read_scored_csv(io.BytesIO(to_csv(frame)))
    pd.testing.assert_frame_equal(back, frame, check_exact=True)
    for name in NAMES:
        assert column_kind(f"{name}_cues") == "str"
        assert len(frame[f"{name}_cues"].iloc[0].splitlines()) < 2


@settings(deadline=None)
@given(texts)
def test_a_line_holds_no_line_end(text: str) -> None:
    """Law: and nothing else is lost."""
    line = on_a_line(text)
    assert len(line.splitlines()) < 2
    assert "".join(line.split()) == "".join(text.split())


def test_the_columns_follow_the_further_ones() -> None:
    """Other people's scripts read the first columns by place."""
    names = list(frame_of("It rains.").columns)
    first = names.index("sentiment_cues")
    assert names[first : first + 3] == [f"{name}_cues" for name in NAMES]
    assert names[names.index("model") + 1] == "model_hash"
    assert names[-2:] == ["spans", "view"]


@pytest.mark.parametrize("name", ["hedging_cues", "odd_cues"])
def test_a_measure_cannot_be_called_like_a_column_of_words(
    configuration: Configuration, name: str
) -> None:
    """Its numbers would be read as text."""
    odd = configuration.measures[0].model_copy(update={"name": name})
    faults = list(cross_faults((*configuration.measures, odd), configuration.models))
    assert any("columns of words" in fault for fault in faults)


def test_a_measure_called_model_hash_is_refused(configuration: Configuration) -> None:
    """It would overwrite what makes scores comparable."""
    odd = configuration.measures[0].model_copy(update={"name": "model_hash"})
    faults = list(cross_faults((odd,), configuration.models))
    assert any("'model_hash' belongs to a column of every table" in fault for fault in faults)


def test_sorting_is_by_place_where_shares_are_equal() -> None:
    """The same input always gives the same cell."""
    pair = (Cue("hedging", 4, 9, 0.5), Cue("hedging", 0, 3, -0.5))
    cells = {frame_of("may maybe", *order).iloc[0]["hedging_cues"] for order in (pair, pair[::-1])}
    assert cells == {"may -0.50; maybe +0.50"}
