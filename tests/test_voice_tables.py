"""Spans, sources, figures by voice, and an analysis seen in one voice; by hand."""

import math

import pandas as pd
import pytest
from scored import analysis_of
from voiced import DEFENDED, SPOKEN, voiced

from analysis.config import Configuration
from analysis.downloads import sentences_csv, table_frames
from analysis.errors import InputError
from analysis.pipeline import Analysis
from analysis.results import read_results
from analysis.tables import articles_frame, cues_frame, outlets_frame, sentences_frame
from analysis.viewpoint import in_voice
from analysis.voice_tables import sources_frame, spans_frame


@pytest.fixture
def told(configuration: Configuration) -> Analysis:
    """Return one article: a quotation, a report, and a sentence that is the outlet's alone."""
    return analysis_of(configuration, voiced(outlet="Argus"))


def test_spans_are_placed_in_the_article(told: Analysis) -> None:
    """Offsets slice back to the words; outlet's spans are there too."""
    frame = spans_frame(told)
    text = told.articles[0].article.text
    for row in frame.to_dict("records"):
        assert text[row["start"] : row["end"]] == row["text"]
    quotation = frame[frame["voice"] == "quote"].iloc[0]
    assert quotation["text"] == "It is a joy,"
    assert (quotation["speaker"], quotation["reporting_verb"]) == ("Ada Marsh", "insist")
    assert bool(quotation["loaded_verb"])
    assert quotation["sentiment"] == 0.9
    assert frame["words"].sum() == sum(len(row[0].split()) for row in DEFENDED)


def test_a_figure_of_a_voice_is_weighted_by_its_share_of_each_sentence(told: Analysis) -> None:
    """Body alone. Outlet: 3 of 7 words at 0.2, 2 of 6 at -0.1, 5 of 5 at 0."""
    row = articles_frame(told).iloc[0]
    shares = (3 / 7, 2 / 6, 1.0)
    expected = (0.2 * shares[0] - 0.1 * shares[1]) / sum(shares)
    assert row["sentiment_outlet"] == pytest.approx(expected)
    assert row["sentiment_quote"] == 0.9
    assert row["sentiment_attributed"] == -0.9
    assert row["sentiment_quote_clear"] == 1.0
    assert row["sentiment"] == pytest.approx(0.0)  # of whole sentences: 0.5, -0.5 and 0
    assert (row["sentences_outlet"], row["sentences_quote"], row["words_quote"]) == (3, 1, 4)
    assert row["words"] == row["words_outlet"] + row["words_quote"] + row["words_attributed"]


def test_a_sentences_row_holds_each_voice(told: Analysis) -> None:
    """Its words, its scores, who speaks and how; empty where a voice has no word."""
    row = sentences_frame(told).iloc[1]
    assert (row["words_outlet"], row["words_quote"], row["words_attributed"]) == (3, 4, 0)
    assert (row["sentiment_outlet"], row["sentiment_quote"]) == (0.2, 0.9)
    assert math.isnan(row["sentiment_attributed"])
    assert (row["speaker"], row["reporting_verb"], row["loaded_verb"]) == (
        *("Ada Marsh", "insist"),
        True,
    )
    assert row["mixed"]


def test_sources_are_counted_and_shared(told: Analysis) -> None:
    """Words of each, of all quoted and attributed words; the verbs that were used."""
    frame = sources_frame(told)
    assert frame["speaker"].tolist() == ["Ada Marsh", "Critics"]
    assert frame["words"].tolist() == [4, 4]
    assert frame["quoted_words"].tolist() == [4, 0]
    assert frame["quoted_share"].tolist() == [0.5, 0.5]
    assert frame["sentiment"].tolist() == [0.9, -0.9]
    assert frame["reporting_verbs"].tolist() == ["insist 1", "say 1"]
    assert frame["loaded_verbs"].tolist() == [1, 0]
    assert set(frame["article_id"]) == {told.articles[0].article.article_id}


def test_sources_of_an_outlet_are_joined_over_its_articles(configuration: Configuration) -> None:
    """The same speaker in two articles is one row."""
    twice = analysis_of(
        configuration,
        voiced(outlet="Argus", article_id="t1"),
        voiced(outlet="Argus", article_id="t2"),
        voiced(outlet="Courier", article_id="t3", spoken={}),
    )
    frame = sources_frame(twice, "outlet")
    assert frame["outlet"].tolist() == ["Argus", "Argus"]
    assert frame["sentences"].tolist() == [2, 2]
    assert frame["reporting_verbs"].tolist() == ["insist 2", "say 2"]


def test_a_view_has_the_voices_scores_in_every_table(told: Analysis) -> None:
    """What is downloaded is what is looked at, and says so."""
    seen = in_voice(told, "quote")
    (row,) = sentences_frame(seen).to_dict("records")
    assert (row["sentiment"], row["view"], row["text"]) == (
        *(0.9, "quote"),
        "It is a joy, insisted Ada Marsh.",
    )
    article = articles_frame(seen).iloc[0]
    assert (article["sentiment"], article["sentences"], article["words"]) == (0.9, 1, 4)
    assert article["sentiment_outlet"] == articles_frame(told).iloc[0]["sentiment_outlet"]
    assert outlets_frame(seen).iloc[0]["sentiment"] == 0.9
    assert set(spans_frame(seen)["voice"]) == {"quote"}
    # Who is heard is not the outlet's own voice, so that no view changes it.
    pd.testing.assert_frame_equal(sources_frame(seen), sources_frame(told))
    assert cues_frame(seen).empty


def test_a_view_without_a_word_is_empty_and_no_error(configuration: Configuration) -> None:
    """Text without any quotation."""
    seen = in_voice(analysis_of(configuration, voiced(spoken={})), "quote")
    assert sentences_frame(seen).empty
    row = articles_frame(seen).iloc[0]
    assert row["sentences"] == 0
    assert math.isnan(row["sentiment"])
    assert all(isinstance(frame, pd.DataFrame) for frame in table_frames(seen).values())


def test_everything_in_one_view_is_the_view(told: Analysis) -> None:
    """All is as it was; a view of a view would mix voices."""
    assert in_voice(told, "all") is told
    quotes = in_voice(told, "quote")
    assert in_voice(quotes, "quote") is quotes
    with pytest.raises(ValueError, match="cannot be seen as outlet"):
        in_voice(quotes, "outlet")


def test_a_table_of_one_voice_is_no_input(told: Analysis, configuration: Configuration) -> None:
    """Its scores are not those of the sentences, and most sentences are missing."""
    data = sentences_csv(in_voice(told, "quote"))
    with pytest.raises(InputError, match=r"x\.csv holds one voice alone.*with all voices"):
        read_results("x.csv", data, configuration)


def test_an_older_table_without_voices_can_be_scored_again(
    told: Analysis, configuration: Configuration
) -> None:
    """By the same models, it is not used, and the reason is not theirs."""
    from analysis.results import reason
    from analysis.scored_csv import to_csv

    frame = sentences_frame(told).drop(columns=["spans", "view", "mixed"])
    results = read_results("x.csv", to_csv(frame), configuration)
    assert not results.usable
    assert "older Tonelens" in reason(results, configuration)


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("spans", "[[0, 5"),
        ("spans", '[[5, 2, "quote", "", "", false]]'),
        ("spans", '[[0, 5, "shout", "", "", false]]'),
        ("spans", '[[0, 999, "quote", "", "", false]]'),
        ("spans", "[]"),
        ("sentiment_quote", 1.5),
        ("words_quote", 3),
        ("voice", "shout"),
    ],
)
def test_changed_voices_are_refused(
    told: Analysis, configuration: Configuration, column: str, cell: object
) -> None:
    """With the sentence that is changed, and what to do."""
    from analysis.scored_csv import to_csv

    frame = sentences_frame(told)
    frame.loc[1, column] = cell
    with pytest.raises(InputError, match=r"(?s)was changed since.*sentence 1 .*Download it again"):
        read_results("x.csv", to_csv(frame), configuration)


def test_the_spoken_parts_of_the_example_are_as_said() -> None:
    """The fixture itself: parts are the whole of their sentences."""
    for number, parts in SPOKEN.items():
        assert " ".join(part[0] for part in parts) == DEFENDED[number][0]
