"""The validity benchmark's figures on voices, on invented articles whose answer is known."""

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

# Benchmarks are scripts beside each other, not a package.
import validity
import validity_polnear_rows
import validity_voice
from validity_polnear import annotated, related
from validity_polnear_counts import agreement, article_counts, outlet_sentences
from validity_polnear_rows import f1_of, polnear_rows, share_of
from validity_polnear_sources import covering, head_of, span_owners, trees_of
from validity_voice import sentence_rows
from validity_voice_page import voice_table
from validity_voice_rows import simple_voice

from analysis.articles import Article
from analysis.config import Configuration
from analysis.pipeline import ScoredArticle, ScoredSentence
from analysis.scorers import SentenceScore
from analysis.voice import SentenceVoice, VoiceSpan

HEADLINE = "Bridge to close"
LOPEZ = "Maria Lopez said the bridge was safe."
RAIN = "It rained all day."
STAY = "“We will stay,” she said."
TEXT = f"{HEADLINE}\n\n{LOPEZ} {RAIN} {STAY}"


def at(words: str) -> tuple[int, int]:
    """Return where words stand in the text."""
    start = TEXT.index(words)
    return start, start + len(words)


def mark(kind: str, *pieces: str) -> dict[str, object]:
    """Return a marked span, in pieces, as PolNeAR has it."""
    return {"type": kind, "spans": [list(at(piece)) for piece in pieces]}


# T3, T7 and T10 are relations, so that marks are T1, T2, T4, T5, T6, T8 and T9.
MARKS = [
    mark("Source", "Maria Lopez"),
    mark("Content", "the bridge was safe"),
    mark("Cue", "said"),
    mark("Source", "she"),
    mark("Content", "“We will stay,”"),
    mark("Cue", "she said"),
    mark("Source", "It"),
]
RELATIONS = [
    [["Attribution", "T3"], ["Content", "T2"], ["Cue", "T4"], ["Source", "T1"]],
    [["Attribution", "T7"], ["Content", "T6"], ["Source", "T5"]],
    # Nobody is named.
    [["Attribution", "T10"], ["Content", "T6"], ["Cue", "T8"]],
]
ASTRAY = [
    # No such mark, and a mark of another type.
    [["Attribution", "T7"], ["Content", "T12"], ["Source", "T5"]],
    [["Attribution", "T7"], ["Content", "T5"], ["Source", "T5"]],
]
NAIVE = (at(HEADLINE), (at(LOPEZ)[0], at(RAIN)[1]), at(STAY))


def row(split: str = "dev", relations: Sequence[object] = (*RELATIONS, ASTRAY[0])) -> dict:
    """Return the article as a row of PolNeAR."""
    marks, related = json.dumps(MARKS), json.dumps(relations)
    return {"doc": f"a-{split}", "text": TEXT, "split": split, "spans": marks, "relations": related}


def scored(*voices: SentenceVoice) -> ScoredArticle:
    """Return the article with these voices, one a sentence."""
    places = [at(sentence) for sentence in (HEADLINE, LOPEZ, RAIN, STAY)]
    return ScoredArticle(
        Article("a", TEXT, "", headline_end=len(HEADLINE)),
        tuple(
            ScoredSentence(number, *place, "body", SentenceScore({}), voice)
            for number, (place, voice) in enumerate(zip(places, voices, strict=True))
        ),
    )


def own(sentence: str) -> SentenceVoice:
    """Return the outlet's voice."""
    return SentenceVoice.of_outlet(sentence)


BRIDGE = LOPEZ.index("the bridge")
# Two of seven words alone, though the sentence is called attributed; the right speaker.
REPORTED = SentenceVoice(
    "attributed",
    (
        VoiceSpan(0, BRIDGE - 1, 3, "outlet"),
        VoiceSpan(BRIDGE, BRIDGE + 10, 2, "attributed", source=at("Lopez")),
        VoiceSpan(BRIDGE + 11, len(LOPEZ), 2, "outlet"),
    ),
)
QUOTED = SentenceVoice("quote", (VoiceSpan(0, 15, 3, "quote"), VoiceSpan(16, 25, 2, "outlet")))
OURS = scored(own(HEADLINE), REPORTED, own(RAIN), QUOTED)
NOTHING = scored(*map(own, (HEADLINE, LOPEZ, RAIN, STAY)))


def test_marks_are_numbered_around_the_relations_own_numbers() -> None:
    """The second relation's T5 is the fourth mark, since T3 is a relation."""
    found, unmapped = related(MARKS, RELATIONS)
    assert unmapped == 0
    assert [(TEXT[slice(*each.content[0])], each.source) for each in found] == [
        ("the bridge was safe", (at("Maria Lopez"),)),
        ("“We will stay,”", (at("she"),)),
        ("“We will stay,”", ()),
    ]


def test_relations_that_do_not_map_are_counted() -> None:
    """Neither guessed at nor fatal."""
    found, unmapped = related(MARKS, [*RELATIONS, *ASTRAY])
    assert (len(found), unmapped) == (3, 2)


def test_a_mark_in_pieces_keeps_them() -> None:
    """A source may be parted by what is said."""
    marks = [mark("Content", "Maria Lopez", "It rained"), mark("Source", "the bridge", "she")]
    (found,), _ = related(marks, [[["Attribution", "T3"], ["Content", "T1"], ["Source", "T2"]]])
    assert found.content == (at("Maria Lopez"), at("It rained"))
    assert found.source == (at("the bridge"), at("she"))


def test_the_headline_ends_at_the_first_blank_line() -> None:
    """Without a blank line there is none."""
    gold = annotated(row(), NAIVE)
    assert gold.article.headline_end == len(HEADLINE)
    assert gold.content == (at("the bridge was safe"), at("“We will stay,”"))
    plain = {**row(relations=()), "text": RAIN, "spans": "[]"}
    assert annotated(plain, ()).article.headline_end == 0


def test_half_of_the_words_is_not_the_outlets() -> None:
    """Under half must be someone else's; a sentence without words is left out."""
    words = np.array([0, 2, 4, 6, 20, 22, 24])
    inside = np.array([True, True, False, False, True, False, False])
    outlet, worded = outlet_sentences([(0, 8), (10, 15), (20, 25)], words, inside)
    # Two of four; none; one of three.
    assert outlet[[0, 2]].tolist() == [False, True]
    assert worded.tolist() == [True, False, True]
    assert outlet_sentences([], words, inside)[0].tolist() == []


def test_everything_is_counted_once() -> None:
    """The figures of the article above, worked out by hand."""
    counts = article_counts(annotated(row(), NAIVE), OURS)
    # 3 + 7 + 4 + 5 words in four sentences of ours, three of the set's.
    assert counts["sentences"].tolist() == [4, 3, 19]
    # Headline and rain are the outlet's; two of seven words make Lopez's sentence so by spans.
    assert counts["spans"].tolist() == [2, 1, 0]
    assert counts["voice"].tolist() == [2, 0, 0]
    assert counts["simple"].tolist() == [2, 0, 0]
    # Lopez and rain in one: 4 of 11 words are content, and 2 of 11 ours; “said” is there.
    assert counts["naive"].tolist() == [2, 0, 0]
    assert counts["naive_simple"].tolist() == [1, 0, 1]
    # 4 + 3 words of content, of which 2 + 3 are found.
    assert counts["content"].tolist() == [5, 0, 2]
    # “the bridge” is 9 of 16 letters; “she” is not named by ours; the third has no source.
    assert counts["sources"].tolist() == [1, 2]
    assert counts["matched"].tolist() == [2, 2]
    assert counts["unmapped"].tolist() == [1]


def test_finding_nothing_is_counted_and_no_fault() -> None:
    """All sentences are the outlet's, no word is content, no source is matched."""
    counts = article_counts(annotated(row(), NAIVE), NOTHING)
    assert counts["spans"].tolist() == [2, 2, 0]
    assert counts["content"].tolist() == [0, 0, 7]
    assert counts["sources"].tolist() == [0, 0]
    one = np.arange(1)
    assert f1_of(counts["content"][None])(one) == 0.0
    assert share_of(counts["sources"][None])(one) == 0.0


def test_an_article_without_marks_or_sentences_is_counted() -> None:
    """Nothing to find, nothing found."""
    blank = {**row(relations=()), "text": "", "spans": "[]"}
    counts = article_counts(annotated(blank, ()), ScoredArticle(Article("a", "", ""), ()))
    assert all(not own.any() for own in counts.values())


def test_figures_add_articles_up() -> None:
    """Micro-averages, over the articles that enter a resample, however often."""
    hits = np.array([[2, 1, 0], [0, 0, 4]])
    # 4 / (4 + 1 + 4), and the first article twice: 8 / (8 + 2).
    assert f1_of(hits)(np.array([0, 1])) == pytest.approx(4 / 9)
    assert f1_of(hits)(np.array([0, 0])) == pytest.approx(0.8)
    assert share_of(np.array([[1, 2], [3, 4]]))(np.array([0, 1])) == pytest.approx(4 / 6)
    kept = np.array([True, True, True, False])
    labels, called = np.array([1, 0, 1, 1]) == 1, np.array([1, 1, 0, 1]) == 1
    assert agreement(labels, called, kept).tolist() == [1, 1, 1]


def test_content_is_matched_from_half_of_its_letters() -> None:
    """Marks and blanks do not count; spans of two sentences never add up, equal as they are."""
    quoted = VoiceSpan(0, 2, 1, "quote")
    twice = SentenceVoice("quote", (quoted,))
    owners = span_owners(scored(twice, own(LOPEZ), twice, own(STAY)))
    # “It” of four letters is half; of five it is not.
    assert covering(TEXT, (at("It ra"),), owners) == quoted
    assert covering(TEXT, (at("It rai"),), owners) is None
    # “Br” and “It”, of six letters, in two spans of two.
    assert covering(TEXT, (at("Brid"), at("It")), owners) is None
    assert covering(TEXT, (at("“"),), owners) is None


def test_the_head_of_a_source_is_the_word_that_depends_on_others() -> None:
    """The last name of a whole name; of a source that is no word at all there is none."""
    gold = annotated(row(), NAIVE)
    trees = trees_of(OURS, [each for each in gold.attributions if each.source])
    assert head_of((at("Maria Lopez"),), OURS, trees) == at("Lopez")
    blank = at("Maria ")[1]
    assert head_of(((blank - 1, blank),), OURS, trees) is None


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a folder with two articles in PolNeAR's dev part, and one that may not be read."""
    folder = tmp_path / "polnear"
    folder.mkdir()
    articles = [row(), {**row("train"), "spans": "damaged"}, {**row(), "doc": "b"}]
    naive = [
        {"doc": article["doc"], "split": article["split"], "start": start, "end": end}
        for article in articles
        for start, end in NAIVE
    ]
    for name, rows in (("articles", articles), ("data", naive)):
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    return tmp_path


@pytest.mark.parametrize(
    ("ours", "expected"),
    [(OURS, [0.8, 1.0, 1.0, 5 / 6, 0.5, 1.0]), (NOTHING, [2 / 3, 2 / 3, 0.8, 0, 0, 0])],
)
def test_rows_of_polnear_are_of_its_dev_part(
    data: Path,
    configuration: Configuration,
    monkeypatch: pytest.MonkeyPatch,
    ours: ScoredArticle,
    expected: list[float],
) -> None:
    """Two equal articles have one's figures, and intervals of no width; train is not read."""
    analysed = SimpleNamespace(articles=(ours, ours))
    monkeypatch.setattr(validity_polnear_rows, "analyse", lambda _articles, **_: analysed)
    rows = polnear_rows(data, configuration)
    assert [row["tonelens"] for row in rows] == pytest.approx(expected)
    assert all(row["interval"] == (row["tonelens"], row["tonelens"]) for row in rows)
    assert [row["aim"] for row in rows] == [0.8, 0.8, 0.8, 0.75, 0.8, None]
    assert [row["baseline"] for row in rows][:3] == pytest.approx([1.0, 1.0, 2 / 3])
    assert rows[0]["n"] == 8
    assert "2 relations" in rows[-1]["note"]
    assert not any(row["held_out"] for row in rows)


SENTENCES = {RAIN: "outlet", LOPEZ: "attributed", "“We will not leave it,” she said.": "quote"}


def labelled() -> list[dict[str, str]]:
    """Return each sentence with its voice, and one that rules cannot know."""
    rows = [{"text": text, "voice": voice} for text, voice in SENTENCES.items()]
    return [*rows, {"text": "The plan was a disgrace.", "voice": "attributed"}]


def test_rules_and_model_stand_apart_and_together(
    configuration: Configuration, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A model that calls everything attributed, surely enough for what rules leave to it."""
    chances = {"outlet": 0.1, "quote": 0.0, "attributed": 0.9}
    score = SentenceScore({}, voices=chances)
    monkeypatch.setattr(validity_voice, "score_texts", lambda texts, _: [score] * len(texts))
    found = {row["name"]: row["tonelens"] for row in sentence_rows(labelled(), configuration)}
    # Two of four: attributed F1 is 2 * 2 / (2 * 2 + 2), the other two are 0.
    assert found["voice of a sentence, model alone"] == pytest.approx(2 / 3 / 3)
    # Rules call the last the outlet's: F1 of 2/3, 1 and 2/3.
    assert found["voice of a sentence, rules alone"] == pytest.approx((2 / 3 + 1 + 2 / 3) / 3)
    # Together 0.9 beats 0.1 + 0.6, and for the quotation too: all are attributed.
    assert found["voice of a sentence, rules and model together"] == pytest.approx(2 / 3 / 3)
    assert found["voice of a sentence: attributed"] == pytest.approx(2 / 3)
    assert found["voice of a sentence: quote"] == 0.0


def test_a_model_that_tells_no_voices_has_no_row(
    configuration: Configuration, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rules' answers stand, alone and together."""
    nothing = SentenceScore({})
    monkeypatch.setattr(validity_voice, "score_texts", lambda texts, _: [nothing] * len(texts))
    found = {row["name"]: row["tonelens"] for row in sentence_rows(labelled(), configuration)}
    assert "voice of a sentence, model alone" not in found
    together = found["voice of a sentence, rules and model together"]
    assert found["voice of a sentence, rules alone"] == together


@pytest.mark.parametrize(
    ("sentence", "voice"),
    [
        (RAIN, "outlet"),
        ("“We will not leave,” she said.", "quote"),
        ('"We will not leave," she said.', "quote"),
        # Three words may be a title or a scare quote.
        (STAY, "attributed"),
        ("The so-called “rain tax” fell.", "outlet"),
        ("According to Lopez it rained.", "attributed"),
        # No end: no quotation, and no fault.
        ("“It rained all day on Monday.", "outlet"),
        ("", "outlet"),
    ],
)
def test_the_baseline_reads_marks_and_verbs(sentence: str, voice: str) -> None:
    """As the page says it does."""
    assert simple_voice(sentence) == voice


def test_the_table_has_every_row_with_its_aim(
    configuration: Configuration, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And a dash where there is none."""
    nothing = SentenceScore({})
    monkeypatch.setattr(validity_voice, "score_texts", lambda texts, _: [nothing] * len(texts))
    rows = sentence_rows(labelled(), configuration)
    _, _, *lines = voice_table(rows).splitlines()
    cells = [line.split(" | ") for line in lines]
    assert [own[0].removeprefix("| ") for own in cells] == [row["name"] for row in rows]
    assert [own[7] for own in cells] == ["0.930", "–", "–", "–", "–"]


def test_held_out_voices_outlive_a_development_run() -> None:
    """Of the same model, as other rows do; an older file has none."""
    run = {"model": "m@1", "held_out": False, "against": None, "results": [], "auxiliary": []}
    run |= {"by_length": [], "voices": [{"name": "dev", "held_out": False}]}
    old = {"name": "old dev", "held_out": False}
    test = {"name": "test", "held_out": True}
    earlier = {"model": "m@1", "results": [], "voices": [old, test]}
    kept = validity.with_earlier(run, earlier)["voices"]
    assert [each["name"] for each in kept] == ["dev", "test"]
    assert validity.with_earlier(run, {**earlier, "model": "m@2"})["voices"] == run["voices"]
    assert validity.with_earlier(run, {"model": "m@1", "results": []})["voices"] == run["voices"]
