"""A CSV of scores given as input: back exactly, and never mixed with another model's scores."""

import dataclasses
import io
import re
from collections.abc import Callable

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scored import COUNCIL, analysis_of, scored

from analysis.articles import Article
from analysis.config import Configuration, load_configuration
from analysis.downloads import articles_csv, cues_csv, outlets_csv, sentences_csv
from analysis.errors import InputError
from analysis.pipeline import Analysis, ScoredArticle, ScoredSentence, analyse
from analysis.results import (
    check_usable,
    is_scored_csv,
    joined,
    read_results,
    reason,
    scored_again,
)
from analysis.scored_articles import ROLES
from analysis.scored_csv import read_scored_csv, to_csv
from analysis.scorers import Cue, SentenceScore
from analysis.tables import articles_frame, sentences_frame
from analysis.voice import VOICES, SentenceVoice, VoiceSpan

CONFIGURATION = load_configuration()
VOICE = st.sampled_from(VOICES)
WORDS = ("=slashed", "may", "Ünder", "“calm”", "12,000", "-storm", "@home", "é")


@st.composite
def scores(draw: st.DrawFn, text: str) -> SentenceScore:
    """Return any score that a sentence of these words can have."""
    chosen = draw(st.sets(st.sampled_from([m.name for m in CONFIGURATION.measures])))
    values = {m.name: draw(st.floats(*m.range)) for m in CONFIGURATION.measures}
    cues = []
    for name in chosen:
        for word in draw(st.sets(st.sampled_from(text.split()), max_size=3)):
            start = text.index(word)
            cues.append(Cue(name, start, start + len(word), draw(st.floats(-9, 9))))
    return SentenceScore(
        values,
        tuple(cues),
        unsure=draw(st.none() | st.booleans()),
        unexplained=frozenset(set(values) - chosen),
        intervals={name: (draw(st.floats(-1, 0)), draw(st.floats(0, 1))) for name in chosen},
    )


@st.composite
def voices(draw: st.DrawFn, text: str) -> SentenceVoice:
    """Return any voice that a sentence of these words can have: a span for one or more words."""
    places = [found.span() for found in re.finditer(r"\S+", text)]
    firsts = [0, *sorted(draw(st.sets(st.integers(1, len(places)), max_size=3)) - {len(places)})]
    spans = []
    for first, end in zip(firsts, [*firsts[1:], len(places)], strict=True):
        span = VoiceSpan(places[first][0], places[end - 1][1], end - first, draw(VOICE))
        if span.voice != "outlet":
            speaker = draw(st.sampled_from(["", "=Ann Lee", "a “source”"]))
            span = dataclasses.replace(span, speaker=speaker, verb="insist", loaded=True)
        spans.append(span)
    return SentenceVoice(draw(VOICE), tuple(spans), draw(st.booleans()))


@st.composite
def voice_scores(draw: st.DrawFn, voice: SentenceVoice) -> tuple[dict[str, float], ...]:
    """Return scores of the spans, equal in one voice: that is what a row of a sentence holds."""
    if len(voice.spans) == 1:
        return ()
    by_voice = {
        each: {m.name: draw(st.floats(*m.range)) for m in CONFIGURATION.measures} for each in VOICES
    }
    return tuple(by_voice[span.voice] for span in voice.spans)


@st.composite
def articles(draw: st.DrawFn, number: int) -> ScoredArticle:
    """Return an article whose sentences stand anywhere in its text."""
    text, sentences = "", []
    for n in range(draw(st.integers(1, 4))):
        text += "\n" * draw(st.integers(1 if n else 0, 4))
        words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5, unique=True))
        sentence = draw(st.sampled_from([" ", "\n"])).join(words)
        role = draw(st.sampled_from(sorted(ROLES - {"headline"}))) if n else "headline"
        end = len(text) + len(sentence)
        score = draw(scores(sentence))
        voice = draw(voices(sentence))
        parts = draw(voice_scores(voice))
        score = dataclasses.replace(score, parts=parts)
        sentences.append(ScoredSentence(n, len(text), end, role, score, voice))
        text += sentence
    fields = {name: draw(st.sampled_from(["", "=Argus", "a, b"])) for name in ("outlet", "title")}
    return ScoredArticle(Article(f"t{number}", text, "", **fields), tuple(sentences))


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 3).flatmap(lambda n: st.tuples(*(articles(i) for i in range(n)))))
def test_a_csv_of_scores_comes_back_as_it_was(given_: tuple[ScoredArticle, ...]) -> None:
    """Law: every row, with scores, words, roles, intervals; and every slice of the text."""
    analysis = Analysis(given_, CONFIGURATION)
    data = sentences_csv(analysis, bom=True)
    assert is_scored_csv(data)
    results = read_results("scored.csv", data, CONFIGURATION)
    assert results.usable
    back = sentences_frame(Analysis(results.articles, CONFIGURATION))
    pd.testing.assert_frame_equal(back, sentences_frame(analysis), check_exact=True)
    for one, other in zip(results.articles, given_, strict=True):
        assert len(one.article.text) == len(other.article.text)
        for sentence in one.sentences:
            span = slice(sentence.start, sentence.end)
            assert one.article.text[span] == other.article.text[span]


@pytest.fixture(scope="module")
def analysis(make_article: Callable[..., Article]) -> Analysis:
    """Return two articles, really scored."""
    return analyse(
        [
            make_article(
                "Storm hits\n\nIt may rain, she said. Waves rose.\n\nBy A. B.",
                headline_end=10,
                outlet="Argus",
                article_id="t01",
            ),
            make_article("Shock floods stunned us.", outlet="Courier", article_id="t02"),
        ]
    )


def test_gaps_are_blanks_or_ends_of_paragraphs(analysis: Analysis) -> None:
    """Which is what they were here, so that even the hash of the text is the same."""
    results = read_results("scored.csv", sentences_csv(analysis), CONFIGURATION)
    for one, other in zip(results.articles, analysis.articles, strict=True):
        assert one.article.text == other.article.text
        assert one.article.text_sha256 == other.article.text_sha256
        assert one.article.headline_end == other.article.headline_end
    assert results.articles[1].article.source_file == "scored.csv#5"


def test_scoring_again_keeps_the_sentences(analysis: Analysis) -> None:
    """And gives the same scores where the models are the same."""
    results = read_results("scored.csv", sentences_csv(analysis), CONFIGURATION)
    again = scored_again(results.articles, CONFIGURATION)
    pd.testing.assert_frame_equal(sentences_frame(again), sentences_frame(analysis))


def test_other_tables_are_not_taken_for_scores(analysis: Analysis) -> None:
    """Nor is anything else."""
    for make in (articles_csv, outlets_csv, cues_csv):
        assert not is_scored_csv(make(analysis))
    for data in (b"", b"\xff\xfe", b"text\nrain\n", b'"article_id', b"\0", "é".encode() * 70_000):
        assert not is_scored_csv(data)


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_telling_never_fails(data: bytes) -> None:
    """Law: whatever the bytes are."""
    assert is_scored_csv(data) is False


def other_model(data: bytes) -> bytes:
    """Return a CSV as another model would have made it."""
    frame = read_scored_csv(io.BytesIO(data))
    return to_csv(frame.assign(model="old@0", model_hash="m000000000000"))


def test_scores_of_another_model_are_refused_with_an_offer(analysis: Analysis) -> None:
    """Files, both models, why, and what to do."""
    data = sentences_csv(analysis)
    older = to_csv(read_scored_csv(io.BytesIO(data)).drop(columns="model_hash"))
    found = [
        read_results(name, content, CONFIGURATION)
        for name, content in (("a.csv", data), ("b.csv", other_model(data)), ("c.csv", older))
    ]
    assert [results.usable for results in found] == [True, False, False]
    with pytest.raises(InputError) as refused:
        check_usable(found, CONFIGURATION)
    lines = str(refused.value).splitlines()
    assert "b.csv holds scores by old@0 (m000000000000)" in lines[0]
    assert "would look like differences between outlets" in lines[0]
    assert "(no hash)" in lines[1]
    assert "a.csv" not in str(refused.value)
    assert "--score-again" in lines[-1]
    check_usable(found[:1], CONFIGURATION)


def test_a_file_that_holds_two_models_is_refused(analysis: Analysis) -> None:
    """As a spreadsheet makes one of two."""
    data = sentences_csv(analysis)
    both = data + other_model(data).split(b"\r\n", 1)[1].replace(b"t0", b"t1")
    results = read_results("both.csv", both, CONFIGURATION)
    assert not results.usable
    assert "tonelens@" in reason(results, CONFIGURATION)
    assert " and old@0" in reason(results, CONFIGURATION)


@pytest.mark.parametrize(
    "change",
    [
        {"article_id": "../../t01"},  # would name a file of a download
        {"end": 3},
        {"start": -1},
        {"role": "chorus"},
        {"outlet": "Another"},
        {"sentence": 2},
        {"sentiment": 7.0},
        {"sentiment": None},
    ],
)
def test_rows_that_contradict_each_other_are_refused(
    analysis: Analysis, change: dict[str, object]
) -> None:
    """They were changed; nothing is guessed."""
    frame = sentences_frame(analysis)
    for name, value in change.items():
        frame.loc[1 if name != "article_id" else frame.index, name] = value
    with pytest.raises(InputError, match=r"^scored\.csv.* was changed since Tonelens wrote it"):
        read_results("scored.csv", to_csv(frame), CONFIGURATION)


def test_a_text_longer_than_any_is_refused(analysis: Analysis) -> None:
    """An offset must not ask for gigabytes of blanks."""
    frame = sentences_frame(analysis)
    frame.loc[3, ["start", "end"]] += 10**12
    with pytest.raises(InputError, match="further on than any text"):
        read_results("scored.csv", to_csv(frame), CONFIGURATION)


def test_a_table_without_rows_or_columns_is_refused(analysis: Analysis) -> None:
    """With which."""
    frame = sentences_frame(analysis)
    with pytest.raises(InputError, match="no row"):
        read_results("scored.csv", to_csv(frame[:0]), CONFIGURATION)
    with pytest.raises(InputError, match="no column role"):
        read_results("scored.csv", to_csv(frame.drop(columns="role")), CONFIGURATION)


def test_analyses_of_different_models_are_not_joined(configuration: Configuration) -> None:
    """There is no way to mix them."""
    lexicon = configuration.with_models({"hedging": "lexicon"})
    one, other = analysis_of(configuration, scored(COUNCIL)), analysis_of(lexicon)
    with pytest.raises(InputError, match="different models, tonelens@"):
        joined([one, other])
    with pytest.raises(InputError, match="at least one"):
        joined([])


def test_joining_counts_an_article_once(configuration: Configuration) -> None:
    """And says so."""
    one = analysis_of(configuration, scored(COUNCIL))
    worded = configuration.model_copy(
        update={
            "models": tuple(
                model.model_copy(update={"title": "Renamed"}) for model in configuration.models
            )
        }
    )
    both = joined([one, dataclasses.replace(one, configuration=worded)])
    assert len(articles_frame(both)) == 1
    assert both.warnings == ("made.txt was given twice and is counted once.",)
