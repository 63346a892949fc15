"""The tables hold what the data dictionary says, and one definition of every figure."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from analysis.any_sentences import score_sentences
from analysis.articles import Article
from analysis.columns import column_kind
from analysis.config import Configuration
from analysis.dictionary import describe_columns
from analysis.errors import InputError, ModelError
from analysis.pipeline import Analysis, ScoredArticle, ScoredSentence, analyse
from analysis.scorers import Cue, SentenceScore
from analysis.tables import articles_frame, cues_frame, outlets_frame, sentences_frame
from analysis.voice import SentenceVoice

FIRST_COLUMNS = [
    *("article_id", "outlet", "title", "published", "sentence", "start", "end", "headline"),
    *("voice", "speaker", "text", "sentiment", "sensationalism", "hedging"),
]


def scored(article: Article, spans: list[tuple[int, int, str, float]]) -> ScoredArticle:
    """Return the article with given spans, each with its role and one value for all measures."""
    return ScoredArticle(
        article,
        tuple(
            ScoredSentence(
                number,
                start,
                end,
                role,
                SentenceScore(dict.fromkeys(("sentiment", "sensationalism", "hedging"), value)),
                SentenceVoice.of_outlet(article.text[start:end]),
            )
            for number, (start, end, role, value) in enumerate(spans)
        ),
    )


@pytest.fixture
def small(make_article: Callable[..., Article], configuration: Configuration) -> Analysis:
    """Return two articles of one outlet and one of another, with scores set by hand."""
    first = make_article("Head\n\nBy A. B.\n\nOne two. Three.", headline_end=4, outlet="Courier")
    second = make_article("Four five six.", outlet="Courier")
    third = make_article("By nobody", outlet="Argus")
    return Analysis(
        (
            scored(
                first,
                [
                    *((0, 4, "headline", 1.0), (6, 14, "byline", 1.0)),
                    *((16, 24, "body", 0.5), (25, 31, "body", 0.0)),
                ],
            ),
            scored(second, [(0, 14, "body", 0.75)]),
            scored(third, [(0, 9, "byline", 1.0)]),
        ),
        configuration,
    )


def test_sentence_columns_come_in_the_published_order(small: Analysis) -> None:
    """Other people's scripts read the first fourteen by place."""
    assert list(sentences_frame(small).columns)[:14] == FIRST_COLUMNS


def test_a_sentence_of_the_outlet_has_no_speaker(small: Analysis) -> None:
    """An empty cell, and every word counted as the outlet's own."""
    frame = sentences_frame(small)
    assert set(frame["voice"]) == {"outlet"}
    assert set(frame["speaker"]) == set(frame["reporting_verb"]) == {""}
    assert (frame["words_outlet"] == frame["text"].str.split().str.len()).all()
    assert (frame["sentiment_outlet"] == frame["sentiment"]).all()
    assert frame["sentiment_quote"].isna().all()


def test_text_is_the_slice(make_article: Callable[..., Article]) -> None:
    """Offsets are code points: an emoji before the sentence does not shift them."""
    article = make_article("🌊 Waves rose. It may rain.")
    for row in sentences_frame(analyse([article])).itertuples():
        assert row.text == article.text[row.start : row.end]


def test_figures_use_body_sentences_alone(small: Analysis) -> None:
    """Headline and byline, scored 1 here, must not enter the mean of 0.5 and 0."""
    row = articles_frame(small).iloc[0]
    assert (row["sentences"], row["words"]) == (2, 3)
    assert row["hedging"] == 0.25
    assert row["hedging_clear"] == 0.5
    assert row["hedging_headline"] == 1.0


def test_missing_figures_are_missing_not_zero(small: Analysis) -> None:
    """An article without a body sentence has no tone; zero would be a claim."""
    row = articles_frame(small).iloc[2]
    assert row["sentences"] == 0
    assert pd.isna(row["sentiment"])
    assert pd.isna(articles_frame(small).iloc[1]["sentiment_headline"])


def test_an_outlets_figure_is_the_mean_over_its_articles(small: Analysis) -> None:
    """Not over sentences, (0.5 + 0 + 0.75) / 3, which would let long articles weigh more."""
    frame = outlets_frame(small).set_index("outlet")
    assert frame.loc["Courier", "sentiment"] == pytest.approx((0.25 + 0.75) / 2)
    assert frame.loc["Courier", "articles"] == 2
    assert frame.loc["Courier", "sentences"] == 3
    assert pd.isna(frame.loc["Argus", "sentiment"])


@pytest.mark.parametrize("table", [sentences_frame, articles_frame, outlets_frame, cues_frame])
def test_types_do_not_depend_on_there_being_rows(
    table: Callable[[Analysis], pd.DataFrame], configuration: Configuration, small: Analysis
) -> None:
    """An empty table can be concatenated with a full one."""
    empty = table(Analysis((), configuration))
    assert list(empty.columns) == list(table(small).columns)
    assert empty.dtypes.to_dict() == table(small).dtypes.to_dict()


@pytest.mark.parametrize("table", [sentences_frame, articles_frame, outlets_frame, cues_frame])
def test_every_column_is_in_the_data_dictionary(
    table: Callable[[Analysis], pd.DataFrame], configuration: Configuration, small: Analysis
) -> None:
    """A column that nobody explains is a column that is read wrongly."""
    described = {column.name for column in describe_columns(configuration.measures)}
    assert set(table(small).columns) <= described


def test_column_kinds_are_the_frames_types(small: Analysis) -> None:
    """The data dictionary's type is the type."""
    for frame in (sentences_frame(small), articles_frame(small)):
        assert {name: str(kind) for name, kind in frame.dtypes.items()} == {
            name: column_kind(name) for name in frame.columns
        }


def test_correcting_an_article_changes_no_score_id_or_offset(
    make_article: Callable[..., Article],
) -> None:
    """Only the corrected columns differ."""
    article = make_article("It may rain. Shock floods stunned Port Alder.", outlet="Curier")
    before = sentences_frame(analyse([article]))
    after = sentences_frame(
        analyse([article.corrected(outlet="Courier", title="Rain", published="2026-03-04")])
    )
    changed = ["outlet", "title", "published"]
    assert after[changed].iloc[0].tolist() == ["Courier", "Rain", "2026-03-04"]
    pd.testing.assert_frame_equal(before.drop(columns=changed), after.drop(columns=changed))


def test_cues_are_placed_in_the_article(
    make_article: Callable[..., Article], configuration: Configuration
) -> None:
    """A cue's offsets within its sentence become offsets of the article."""
    article = make_article("Rain fell. It may stop.")
    score = SentenceScore(
        dict.fromkeys(("sentiment", "sensationalism", "hedging"), 0.5),
        cues=(Cue("hedging", 3, 6, 0.9),),
    )
    voice = SentenceVoice.of_outlet("It may stop.")
    sentence = ScoredSentence(1, 11, 23, "body", score, voice)
    analysis = Analysis((ScoredArticle(article, (sentence,)),), configuration)
    (row,) = cues_frame(analysis).to_dict("records")
    assert (row["start"], row["end"], row["text"], row["share"]) == (14, 17, "may", 0.9)


def test_any_sentences_are_scored_in_order() -> None:
    """The public entry for scripts: one row per input, repeats and blanks included."""
    frame = score_sentences(["It may rain.", "", "It may rain."])
    assert frame["text"].tolist() == ["It may rain.", "", "It may rain."]
    assert frame["hedging"].iloc[0] == frame["hedging"].iloc[2] > frame["hedging"].iloc[1]
    assert frame["sentiment"].between(-1, 1).all()
    assert "target_sentiment" not in frame.columns


def test_no_sentences_make_an_empty_frame() -> None:
    """With the same columns as any other."""
    assert list(score_sentences([]).columns) == list(score_sentences(["A."]).columns)


def test_targets_add_their_column() -> None:
    """One (start, end) a sentence."""
    frame = score_sentences(["The brilliant Marlowe spoke."], targets=[(14, 21)])
    assert frame["target_sentiment"].iloc[0] > 0


@pytest.mark.parametrize(
    "wrong",
    [
        "It may rain.",  # a single string would be scored letter by letter
        b"It may rain.",
        None,
        3,
        [None],
        [3],
        [b"bytes"],
        ["half a character: \ud800"],  # no file could hold the result
    ],
)
def test_what_is_no_list_of_sentences_is_refused(wrong: object) -> None:
    """With what is wrong, not a traceback from within."""
    with pytest.raises(InputError):
        score_sentences(wrong)


@pytest.mark.parametrize("kind", [tuple, iter, pd.Series, np.array])
def test_any_series_of_strings_will_do(kind: Callable[[list[str]], object]) -> None:
    """Scripts pass what they have: a column, an array, a generator."""
    frame = score_sentences(kind(["It may rain.", "It rains."]))
    assert frame["text"].tolist() == ["It may rain.", "It rains."]
    assert [type(text) for text in frame["text"]] == [str, str]


@pytest.mark.parametrize(
    "targets",
    [
        [],  # none for a sentence
        [(0, 3), (0, 3)],  # one too many
        [(2, 2)],  # empty
        [(3, 1)],  # backwards
        [(0, 99)],  # beyond the end
        [(-1, 2)],  # before the start
        [(0.9, 3.9)],  # would be cut to other characters
        [(0, float("nan"))],
        [(1, 2, 3)],
        [None],
        ["ab"],
        "ab",
        7,
    ],
)
def test_targets_that_do_not_fit_are_refused(targets: object) -> None:
    """A wrong offset would silently rate the wrong words."""
    with pytest.raises(InputError):
        score_sentences(["Four."], targets=targets)


def test_targets_may_be_numpys_numbers() -> None:
    """As they come out of a frame."""
    frame = score_sentences(["The brilliant Marlowe spoke."], targets=np.array([[14, 21]]))
    assert frame["target_sentiment"].iloc[0] > 0


def test_targets_without_a_sentiment_are_refused(configuration: Configuration) -> None:
    """A configuration of one's own may have other measures alone."""
    only = configuration.model_copy(update={"measures": configuration.measures[1:]})
    with pytest.raises(ModelError, match="no measure of that name"):
        score_sentences(["It rains."], targets=[(0, 2)], configuration=only)
