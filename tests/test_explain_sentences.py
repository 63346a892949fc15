"""What each word adds to a score, as a table for scripts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import analysis
from analysis.config import Configuration
from analysis.errors import InputError
from analysis.explain import explain_sentence

SENTENCES = ["Shock floods may have stunned Port Alder.", "", "It rains."]


def test_shares_of_the_readout_add_up_to_the_log_odds(configuration: Configuration) -> None:
    """Words and the constant, for every input and measure."""
    frame = analysis.explain_sentences(SENTENCES)
    sums = frame.groupby(["row", "measure"])["share"].sum()
    for row, sentence in enumerate(SENTENCES):
        for explanation in explain_sentence(sentence, configuration):
            assert sums[row, explanation.measure] == pytest.approx(explanation.total, abs=1e-9)


def test_texts_are_slices_of_their_sentence() -> None:
    """The constant's row alone has none, and stands first."""
    frame = analysis.explain_sentences(SENTENCES)
    for row in frame.itertuples():
        assert row.text == SENTENCES[row.row][row.start : row.end]
    constants = frame[frame["end"] == 0]
    assert len(constants) == 3 * len(SENTENCES)
    assert set(constants["text"]) == {""}
    assert frame["text"].iloc[0] == ""


def test_lists_have_no_constant(configuration: Configuration) -> None:
    """Their weights add up to nothing."""
    lexicon = configuration.with_models({m.name: "lexicon" for m in configuration.measures})
    frame = analysis.explain_sentences(["It may rain."], configuration=lexicon)
    assert set(frame["method"]) == {"lists"}
    assert frame["text"].tolist() == ["may"]


def test_no_sentences_make_an_empty_frame() -> None:
    """With the same columns and types as any other."""
    empty, full = analysis.explain_sentences([]), analysis.explain_sentences(["It rains."])
    assert empty.dtypes.to_dict() == full.dtypes.to_dict()


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from(["It may rain.", "Shock!", ""]), max_size=4))
def test_a_row_is_explained_alike_wherever_it_stands(sentences: list[str]) -> None:
    """Law: neighbours and repeats change nothing."""
    frame = analysis.explain_sentences(sentences)
    for number, sentence in enumerate(sentences):
        own = frame[frame["row"] == number].drop(columns="row").reset_index(drop=True)
        alone = analysis.explain_sentences([sentence]).drop(columns="row")
        assert own.equals(alone)


def test_a_single_string_is_refused() -> None:
    """It would be explained letter by letter."""
    with pytest.raises(InputError):
        analysis.explain_sentences("It may rain.")
