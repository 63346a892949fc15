"""What holds of voices for every text: spans slice back, cover every word, and stand still."""

import dataclasses
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import texts
from timing import process_seconds

from analysis.articles import Article
from analysis.errors import ModelError
from analysis.pipeline import analyse
from analysis.sentences import Sentence, split_sentences
from analysis.voice import SentenceVoice, VoiceSpan, parser
from analysis.voice.drafts import SURE, draft
from analysis.voice.find import find_voices, voices_alone
from analysis.voice.reporting import FILE, lexicon
from analysis.voice.settling import settled

WORDS = (
    *("“We", "will", "win,”", "said", "Ann", "Lee.", "He", "added:", "“No", "one", "knows.”"),
    *("She", "claims", "that", "it", "fell,", "according", "to", "police.", "‘Never,’", '"Yes"'),
    *("\n\n", "SMITH:", "insisted", "(who", "left)", "—", "«Oui»", "don’t", "6'", "…", "é"),
)
news = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)
SENTENCES = [
    "“We will win,” said Ann Lee.",
    "Ann Lee said that it would rain.",
    "According to police, it fell.",
    "It fell.",
]


def told(text: str) -> tuple[list[Sentence], list[SentenceVoice]]:
    """Return a text's sentences and their voices by the rules."""
    sentences = split_sentences(text)
    return sentences, find_voices(text, 0, sentences, [{}] * len(sentences))


@settings(max_examples=150, deadline=None)
@given(news | texts)
def test_spans_cover_every_word_in_order(text: str) -> None:
    """Law: they follow each other, and what is between them is blank."""
    for sentence, voice in zip(*told(text), strict=True):
        own = text[sentence.start : sentence.end]
        reached = 0
        for span in voice.spans:
            assert reached <= span.start < span.end <= len(own)
            assert not own[reached : span.start].strip()
            assert span.words == len(own[span.start : span.end].split())
            reached = span.end
        assert not own[reached:].strip()
        assert voice.voice in {"outlet", *(span.voice for span in voice.spans)}


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(exclude_characters="“”„«»‘’‚‹›\"'`:>", exclude_categories=["Cs"])))
def test_without_marks_nothing_is_quoted(text: str) -> None:
    """Law: what may be attributed is at most reported."""
    assert all(span.voice != "quote" for voice in told(text)[1] for span in voice.spans)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6))
def test_a_tree_does_not_depend_on_its_neighbours(sentences: list[str]) -> None:
    """Law: parsed together or alone, in any order."""
    assert parser.parse(sentences) == [parser.parse([each])[0] for each in sentences]


def test_the_parser_keeps_no_word() -> None:
    """Whoever adds a text takes it away again: spaCy alone would keep each new word for good."""
    parser.parse(["The mayor praised Zqvorbrellight on Monday."])
    assert "Zqvorbrellight" not in parser._parser().vocab.strings
    assert "nsubj" in parser._parser().vocab.strings


def test_the_parser_serves_several_threads() -> None:
    """With the trees that each sentence has alone."""
    texts = [
        [f"Ms Zq{user}n{n} said that no vote was held." for n in range(70)] for user in range(8)
    ]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(parser.parse, texts))
    assert together == [parser.parse(each) for each in texts]


def test_texts_alone_are_told_like_articles_of_one_sentence() -> None:
    """The same answer, with one call of the parser for all of them."""
    alone = voices_alone(SENTENCES, [{}] * len(SENTENCES))
    assert alone == [told(text)[1][0] for text in SENTENCES]


def to_parse(text: str, outlet: float) -> list[str]:
    """Return the sentences of a text that need a parser, all this surely the outlet's."""
    sentences = split_sentences(text)
    chances = {"outlet": outlet, "quote": 1 - outlet, "attributed": 0.0}
    return draft(text, 0, sentences, [chances] * len(sentences)).to_parse


def test_what_the_model_is_sure_of_is_not_parsed() -> None:
    """But for cues that attribute wherever they stand, and sentences with quotations."""
    assert to_parse("The mill claimed the land.", SURE) == []
    assert len(to_parse("The mill claimed the land.", SURE - 0.01)) == 1
    assert len(to_parse("It reportedly fell.", SURE)) == 1
    assert len(to_parse("“It fell,” wrote Ann Lee.", 1.0)) == 1


def test_what_is_all_quoted_or_without_a_cue_is_not_parsed() -> None:
    """There is nothing that a tree could add."""
    assert to_parse("“He said it fell.”", 0.0) == []
    assert to_parse("It fell into the sea.", 0.0) == []


def test_a_book_of_quotations_is_placed_in_linear_time() -> None:
    """Each is looked up by its place, not one after the other for every sentence."""
    seconds = []
    for size in (500, 2_000):
        text = "“It is cold,” the porter wrote. Snow fell.\n\n" * size
        sentences = split_sentences(text)
        call = partial(draft, text, 0, sentences, [{}] * len(sentences))
        seconds.append(process_seconds(call))
    assert seconds[1] < 9 * seconds[0]


def test_cancelling_while_voices_are_told() -> None:
    """The callback is called before the parser is, and what it raises comes out."""

    class CancelledError(Exception):
        pass

    def stop() -> None:
        raise CancelledError

    text = "Ann Lee said that it would rain."
    with pytest.raises(CancelledError):
        find_voices(text, 0, split_sentences(text), [{}], stop)


def test_rules_and_model_are_weighed() -> None:
    """The more words a quotation has, the surer the model must be of something else."""
    quote = SentenceVoice(
        "quote",
        (VoiceSpan(0, 9, 2, "quote", reports=True), VoiceSpan(10, 19, 2, "outlet")),
    )
    # Half of the words are quoted, so that the rules count 0.6: 0.25 + 0.6 beats 0.7.
    assert settled(quote, {"outlet": 0.7, "quote": 0.25, "attributed": 0.05}).voice == "quote"
    assert settled(quote, {"outlet": 0.88, "quote": 0.1, "attributed": 0.02}).voice == "outlet"
    assert settled(quote, {}) == quote


def test_an_object_is_no_speech_where_the_model_is_sure() -> None:
    """“The fire claimed two lives” has no speaker; a reported clause is kept."""
    sure = {"outlet": 0.97, "quote": 0.01, "attributed": 0.02}
    spans = (VoiceSpan(0, 16, 3, "outlet"), VoiceSpan(17, 27, 2, "attributed", "The fire"))
    found = SentenceVoice("attributed", spans)
    assert settled(found, sure).spans == (VoiceSpan(0, 27, 5, "outlet"),)
    reported = (spans[0], dataclasses.replace(spans[1], reports=True))
    assert settled(dataclasses.replace(found, spans=reported), sure).spans == reported


def test_speech_that_only_the_model_sees_is_the_whole_sentence() -> None:
    """Nobody is named, and no word is left for the outlet."""
    chances = {"outlet": 0.05, "quote": 0.05, "attributed": 0.9}
    found = settled(SentenceVoice.of_outlet("The sale was agreed."), chances)
    assert found == SentenceVoice("attributed", (VoiceSpan(0, 20, 4, "attributed"),))


def test_a_mixed_sentence_has_two_voices_of_a_fifth_each() -> None:
    """A bare “he said” does not make a long quotation mixed."""
    short, long = VoiceSpan(0, 7, 2, "outlet"), VoiceSpan(8, 40, 8, "quote")
    assert SentenceVoice("quote", (short, long)).mixed
    assert not SentenceVoice("quote", (short, dataclasses.replace(long, words=9))).mixed


def test_verbs_are_known_in_every_form_and_spelling() -> None:
    """British and American, regular and not."""
    forms = {form: verb.base for form, verb in lexicon().verbs.items()}
    assert {forms[each] for each in ("say", "says", "said", "saying")} == {"say"}
    assert {forms[each] for each in ("criticised", "criticizes")} == {"criticise"}
    assert {forms[each] for each in ("denies", "denied", "denying")} == {"deny"}
    assert forms["slammed"] == "slam"
    verbs = lexicon().verbs
    assert verbs["insisted"].loaded
    assert not verbs["said"].loaded
    assert not verbs["told"].loaded


def test_every_loaded_verb_is_a_verb() -> None:
    """A slip of the pen there would never be found otherwise."""
    content = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    bases = {verb.base for verb in lexicon().verbs.values()}
    assert set(content["loaded"].split()) <= bases


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda file: file.unlink(), "is missing"),
        (lambda file: file.write_bytes(file.read_bytes()[:-1]), "is damaged"),
    ],
)
def test_a_damaged_parser_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], object], said: str
) -> None:
    """With the remedy; nothing is told by half a parser."""
    folder = tmp_path / "parser"
    monkeypatch.setattr(parser, "HASHES", tmp_path / "hashes.json")
    monkeypatch.setattr(parser, "resource", lambda _: tmp_path)
    parser._loaded.cache_clear()
    folder.mkdir()
    (folder / "config.cfg").write_text("x = 1")
    (tmp_path / "hashes.json").write_text(
        '{"config.cfg": "b6ea4d47f6c4b2d9a7d4f9d0e1a4b9b6f7f7a0b5b6c6d7e8f9a0b1c2d3e4f5a6"}'
    )
    change(folder / "config.cfg")
    try:
        with pytest.raises(ModelError, match=f"{said}.*Install Tonelens again"):
            parser.parse(["It fell."])
    finally:
        parser._loaded.cache_clear()


def test_the_parser_gives_the_trees_it_is_pinned_to() -> None:
    """Another release of the library must not change them unseen."""
    tree = parser.parse(["“We will win,” said Ann Lee, who left."])[0]
    relations = dict(zip(tree.words, tree.relations, strict=True))
    heads = {word: tree.words[tree.heads[at]] for at, word in enumerate(tree.words)}
    assert (relations["win"], heads["win"]) == ("ccomp", "said")
    assert (relations["Lee"], heads["Lee"]) == ("nsubj", "said")
    assert (relations["left"], heads["left"]) == ("relcl", "Lee")


def test_a_quotations_words_alone_make_its_score(make_article: Callable[..., Article]) -> None:
    """The outlet's framing around it is the outlet's: that is what voices are for."""
    text = (
        "“The garden is a wonderful gift to us all,” he said after the horrific, deadly disaster."
    )
    (sentence,) = analyse([make_article(text)]).articles[0].sentences
    scores = dict(zip([s.voice for s in sentence.voice.spans], sentence.span_values, strict=True))
    assert scores["quote"]["sentiment"] > 0.5
    assert scores["outlet"]["sentiment"] < 0 < sentence.score.values["sentiment"]


def test_a_span_is_the_same_scored_with_others_or_not(make_article: Callable[..., Article]) -> None:
    """To the bit, like whole sentences."""
    first = make_article("“We will win,” said Ann Lee. It may rain.")
    second = make_article("Ann Lee said that it was a shocking, shameful farce.")
    alone = [analyse([each]).articles[0] for each in (first, second)]
    assert list(analyse([second, first]).articles) == alone[::-1]


def test_no_case_of_a_hard_case_is_left_marked() -> None:
    """A brace in the text of a case would be a case that checks nothing."""
    from test_voice import CASES, marked

    for case in CASES:
        assert not re.search(r"[{}|]", marked(case["text"])[0]), case["reason"]
    assert len(CASES) >= 120
    assert len({case["reason"] for case in CASES}) == len(CASES)
