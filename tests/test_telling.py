"""One story as several outlets tell it: facts with their scores, and what was not found."""

from dataclasses import replace
from io import BytesIO

import pandas as pd
import pytest
from scored import Row, analysis_of, scored

from analysis.alignment import Match, Place
from analysis.columns import column_kind
from analysis.compare.telling import Telling, by_gap, facts_frame, tell, with_matches
from analysis.config import load_configuration
from analysis.dictionary import describe_columns
from analysis.pipeline import ScoredArticle
from analysis.scored_csv import read_scored_csv, to_csv
from analysis.viewpoint import in_voice

FIRE: list[Row] = [
    ("Fire at the mill", "headline", 0.0, 0.1, 0.0),
    ("Two halls of the paper mill in Tolland burned down.", "body", -0.5, 0.1, 0.0),
    ("Eleven workers were taken to hospital.", "body", -0.4, 0.0, 0.0),
    ("The mayor praised the firemen.", "body", 0.6, 0.0, 0.0),
]
BLAZE: list[Row] = [
    ("Inferno", "headline", -0.2, 0.9, 0.0),
    ("An inferno devoured two halls of Tolland's mill.", "body", -0.8, 0.9, 0.0),
    ("Hospital for eleven who breathed smoke.", "body", -0.3, 0.2, 0.0),
]
BRIEF: list[Row] = [
    ("Mill burns", "headline", 0.0, 0.0, 0.0),
    ("Two mill halls in Tolland burned.", "body", -0.4, 0.0, 0.0),
    ("Paper may cost more in autumn.", "body", 0.0, 0.0, 0.5),
]


@pytest.fixture
def articles() -> tuple[ScoredArticle, ScoredArticle, ScoredArticle]:
    """Three articles on one fire, whose ids sort in this order."""
    return (
        scored(FIRE, article_id="a", outlet="Gazette", title="Fire at the mill"),
        scored(BLAZE, article_id="b", outlet="Herald", title="Inferno"),
        scored(BRIEF, article_id="c", outlet="Courier", title="Mill burns"),
    )


MATCHES = (
    Match(Place("a", 1), Place("b", 1), 0.9),
    Match(Place("a", 1), Place("c", 1), 0.8),
    Match(Place("b", 1), Place("c", 1), 0.7),
    Match(Place("a", 2), Place("b", 2), 0.6),
    Match(Place("a", 2), Place("c", 2), 0.1),
)


@pytest.fixture
def telling(articles: tuple[ScoredArticle, ...]) -> Telling:
    """What the three tell, with matches that are known."""
    return with_matches(analysis_of(load_configuration(), *articles), MATCHES)


def test_facts_have_their_sentences_and_scores(telling: Telling) -> None:
    """Each statement knows its outlet, words and scores; a gap is the largest difference."""
    burned, hurt = telling.facts
    assert [each.outlet for each in burned.statements] == ["Gazette", "Herald", "Courier"]
    assert burned.statements[1].text == "An inferno devoured two halls of Tolland's mill."
    assert burned.gap("sensationalism") == pytest.approx(0.9)
    assert burned.gap("sentiment") == pytest.approx(0.4)
    assert hurt.gap("hedging") == 0.0


def test_the_largest_difference_comes_first(telling: Telling) -> None:
    """By sensationalism the fire leads; by place it does too, so ask for the reverse."""
    burned, hurt = telling.facts
    assert by_gap((hurt, burned), "sensationalism") == (burned, hurt)
    assert by_gap((hurt, burned), "hedging") == (hurt, burned)  # equal: the order stays


def test_what_one_does_not_tell_is_not_found_there(telling: Telling) -> None:
    """The hurt are told by two and not by the Courier, whose nearest sentence is named."""
    (missing,) = telling.omissions
    assert missing.outlet == "Courier"
    assert missing.nearest == Place("c", 2)
    assert telling.statement(Place("c", 2)).text == "Paper may cost more in autumn."
    with pytest.raises(KeyError):
        telling.statement(Place("x", 0))


def test_a_sentence_without_words_in_the_view_has_no_score(
    articles: tuple[ScoredArticle, ...],
) -> None:
    """In a voice that nobody uses no fact has a gap, and facts still have their sentences."""
    seen = in_voice(analysis_of(load_configuration(), *articles), "quote")
    telling = with_matches(seen, MATCHES)
    assert [told.gap("sentiment") for told in telling.facts] == [None, None]
    frame = facts_frame(telling)
    assert frame["sentiment"].isna().all()
    assert set(frame["view"]) == {"quote"}
    assert by_gap(telling.facts, "sentiment") == telling.facts


def test_a_sentence_mostly_in_another_voice_has_a_score_and_no_difference(
    telling: Telling,
) -> None:
    """“According to the register” alone is not how an outlet tells a fact; from a half on it is."""
    burned, _ = telling.facts
    assert burned.gap("sensationalism") == pytest.approx(0.9)
    for weight, gap in ((0.49, 0.1), (0.5, 0.9)):
        first, loud, last = burned.statements
        part = replace(loud, sentence=replace(loud.sentence, weight=weight))
        assert part.score("sensationalism") == 0.9
        assert part.mostly_in_view == (weight == 0.5)
        told = replace(burned, statements=(first, part, last))
        assert told.gap("sensationalism") == pytest.approx(gap)


def test_an_article_without_outlet_goes_by_its_title(
    articles: tuple[ScoredArticle, ...],
) -> None:
    """Nothing is invented for it."""
    first = replace(articles[0], article=replace(articles[0].article, outlet=""))
    telling = with_matches(analysis_of(load_configuration(), first, *articles[1:]), MATCHES)
    assert telling.facts[0].statements[0].outlet == "Fire at the mill"


def test_the_table_has_a_row_for_each_sentence_of_a_fact(telling: Telling) -> None:
    """Facts count from 1; types do not depend on content; the CSV reads back as it was."""
    frame = facts_frame(telling)
    assert frame["fact"].tolist() == [1, 1, 1, 2, 2]
    assert frame["outlet"].tolist() == ["Gazette", "Herald", "Courier", "Gazette", "Herald"]
    assert frame["sensationalism_gap"].tolist() == pytest.approx([0.9, 0.9, 0.9, 0.2, 0.2])
    assert all(str(kind) == column_kind(name) for name, kind in frame.dtypes.items())
    described = {c.name for c in describe_columns(telling.analysis.configuration.measures)}
    assert set(frame.columns) <= described
    pd.testing.assert_frame_equal(read_scored_csv(BytesIO(to_csv(frame))), frame)
    empty = facts_frame(with_matches(telling.analysis, ()))
    assert empty.empty
    assert empty.dtypes.equals(frame.dtypes)


def test_a_reprint_is_no_second_witness(articles: tuple[ScoredArticle, ...]) -> None:
    """The same text under another outlet is left out and named."""
    long = [
        (f"Sentence {n} tells of hall {n} of the mill in Tolland.", "body", 0.0, 0.0, 0.0)
        for n in range(6)
    ]
    one = scored([FIRE[0], *long], article_id="d", outlet="Gazette")
    again = scored([BLAZE[0], *long], article_id="e", outlet="Mirror")
    telling = tell(analysis_of(load_configuration(), one, again, articles[1]))
    assert telling.left_out == ("e",)
    assert {s.article.article_id for s in telling.analysis.articles} == {"b", "d"}
