"""The same fact in different words: matches, facts, omissions and the words that differ."""

import subprocess
import sys
from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.alignment import (
    LIKELY,
    Fact,
    Match,
    Place,
    align,
    facts,
    omissions,
    omissions_frame,
    words_alone,
)
from analysis.alignment.features import FEATURES, story_features
from analysis.alignment.matching import LEAST, read_sentences
from analysis.alignment.model import COEFFICIENTS, probabilities
from analysis.alignment.sides import sides_of
from analysis.alignment.words import small_words, words_of
from analysis.articles import Article, article_from_text
from analysis.columns import FIXED_NAMES, column_kind
from analysis.voice import VoiceSpan

# One invented event as three invented outlets tell it: sentence by sentence, a paragraph each.
GAZETTE = (
    "A fire at the Tolland paper mill destroyed two storage halls on Monday night.",
    "Mayor Ilse Brandt said that the mill had failed its safety inspection in March.",
    "Eleven workers were taken to Tolland hospital with smoke poisoning.",
    "The mill employs about 400 people and is the largest employer in the valley.",
    "The company promised to pay full wages until the halls have been rebuilt.",
)
HERALD = (
    "Flames wrecked two storage halls of the paper mill in Tolland late on Monday.",
    "Doctors at Tolland hospital treated eleven workers who had breathed in smoke.",
    "In March the mill had failed a safety inspection, according to Mayor Ilse Brandt.",
    "Crews from nine villages fought the blaze until dawn.",
)
COURIER = (
    "Two storage halls of the Tolland paper mill were destroyed by a fire on Monday night.",
    "Smoke poisoning brought eleven workers to the hospital in Tolland.",
    "The price of paper is expected to rise in autumn.",
)


def story(*tellings: Sequence[str], outlets: Sequence[str] = ()) -> list[Article]:
    """Return articles of one sentence a paragraph."""
    named = outlets or [f"Outlet {number}" for number in range(len(tellings))]
    return [
        article_from_text("\n\n".join(told), outlet=outlet, title=f"Told by {outlet}")
        for told, outlet in zip(tellings, named, strict=True)
    ]


def texts_of(articles: Sequence[Article]) -> dict[Place, str]:
    """Return the sentences of articles by their place."""
    return {place: text for each in articles for place, text in read_sentences(each)}


def chance(articles: Sequence[Article], one: str, two: str) -> float:
    """Return the confidence that two sentences match; 0 where they are no match at all."""
    texts = texts_of(articles)
    for match in align(articles, least=0.0):
        if {texts[match.first], texts[match.second]} == {one, two}:
            return match.confidence
    return 0.0


@pytest.fixture(scope="module")
def mill() -> list[Article]:
    """The three articles on the fire."""
    return story(GAZETTE, HERALD, COURIER, outlets=("Gazette", "Herald", "Courier"))


def test_the_same_fact_in_other_words_is_matched(mill: list[Article]) -> None:
    """Word order, voice and half of the words differ."""
    assert chance(mill, GAZETTE[0], COURIER[0]) > 0.9
    assert chance(mill, GAZETTE[0], HERALD[0]) > LIKELY
    assert chance(mill, GAZETTE[1], HERALD[2]) > LIKELY
    assert chance(mill, GAZETTE[2], COURIER[1]) > LIKELY


def test_other_facts_of_the_story_are_not_matched(mill: list[Article]) -> None:
    """They share the mill and the town."""
    assert chance(mill, GAZETTE[3], HERALD[0]) < 0.2
    assert chance(mill, GAZETTE[4], COURIER[2]) < 0.1
    assert chance(mill, GAZETTE[1], COURIER[2]) < 0.1


def test_the_same_words_about_something_else_match_less() -> None:
    """The same verbs and nouns with other names: another fire at another place."""
    same = "The fire at the Tolland mill injured eleven workers, Mayor Brandt said."
    retold = "Eleven workers were injured in the fire at the Tolland mill, said Mayor Brandt."
    other = "The fire at the Reddick brewery injured forty guests, Captain Osei said."
    articles = story((same, *GAZETTE[3:]), (retold, other, *HERALD[3:]))
    assert chance(articles, same, retold) > LIKELY
    assert chance(articles, same, other) < chance(articles, same, retold) - 0.25


def test_numbers_in_conflict_are_matched_and_said() -> None:
    """Eleven or fourteen hurt is one fact told differently, which a reader wants to see."""
    eleven = "Eleven workers were hurt in the fire at the Tolland mill, the police said."
    fourteen = "Fourteen workers were hurt in the fire at the Tolland mill, the police said."
    articles = story((eleven, *GAZETTE[3:]), (fourteen, *HERALD[3:]), (eleven, *COURIER[2:]))
    by_numbers = {
        frozenset((texts_of(articles)[m.first], texts_of(articles)[m.second])): m
        for m in align(articles)
    }
    conflict = by_numbers[frozenset((eleven, fourteen))]
    agreed = by_numbers[frozenset((eleven,))]
    assert conflict.numbers_differ
    assert not agreed.numbers_differ
    assert LIKELY < conflict.confidence < agreed.confidence


def test_one_sentence_may_match_several() -> None:
    """One outlet says in one sentence what another says in two."""
    both = (
        "The fire destroyed two storage halls of the paper mill, and eleven workers were taken to "
        "Tolland hospital with smoke poisoning."
    )
    halls = "Two storage halls of the paper mill were destroyed by the fire."
    hurt = "Eleven workers were taken to Tolland hospital with smoke poisoning."
    articles = story((both, *GAZETTE[3:]), (halls, hurt, *HERALD[3:]))
    assert chance(articles, both, halls) > LIKELY
    assert chance(articles, both, hurt) > LIKELY
    (fact,) = [each for each in facts(align(articles)) if len(each.sentences) == 3]
    assert len(fact.places) == 2
    assert len(fact.others) == 1


def test_facts_hold_the_sentences_of_all_outlets(mill: list[Article]) -> None:
    """The fire itself is told by all three."""
    found = facts(align(mill))
    texts = texts_of(mill)
    told = [{texts[place] for place in fact.sentences} for fact in found]
    assert {GAZETTE[0], HERALD[0], COURIER[0]} in told
    assert all(0 < fact.confidence <= 1 for fact in found)


def test_a_chain_of_matches_is_no_fact() -> None:
    """A is like b, b like c, c like d, and nothing else: two facts, not one."""
    a, b, c, d = (Place(f"t{number}", 0) for number in range(4))
    matches = [Match(a, b, 0.9), Match(b, c, 0.6), Match(c, d, 0.9)]
    assert [fact.places for fact in facts(matches)] == [(a, b), (c, d)]


def test_what_one_leaves_out_is_named_with_what_comes_nearest(mill: list[Article]) -> None:
    """The Courier does not tell of the failed inspection, which the others do."""
    matches = align(mill)
    found = omissions(mill, matches, facts(matches))
    texts = texts_of(mill)
    told = {(each.outlet, texts[each.fact.places[0]]) for each in found}
    assert any(outlet == "Courier" and "inspection" in text for outlet, text in told)
    assert not any("hospital" in text or "storage" in text for _, text in told)
    (courier,) = [each for each in found if each.outlet == "Courier"]
    assert courier.nearest is not None
    assert courier.nearest_confidence < 0.2
    assert courier.confidence <= courier.fact.confidence


def test_what_is_told_by_one_alone_is_nobodys_omission(mill: list[Article]) -> None:
    """The Gazette alone says how many people work there."""
    matches = align(mill)
    found = omissions(mill, matches, facts(matches))
    assert not any("400" in texts_of(mill)[each.fact.places[0]] for each in found)


def test_all_others_can_be_asked_for() -> None:
    """Of four outlets two tell it: two lack it, so that not all others state it."""
    fire, inspection = GAZETTE[0], GAZETTE[1]
    articles = story((fire, inspection), (fire, inspection), (fire,), (fire,))
    matches = align(articles)
    found = facts(matches)
    assert {each.outlet for each in omissions(articles, matches, found)} == {"Outlet 2", "Outlet 3"}
    assert omissions(articles, matches, found, all_others=True) == ()


def test_two_articles_of_one_outlet_are_one_voice() -> None:
    """What the second article tells is not lacking in the outlet; nor do two of it count twice."""
    fire, inspection = GAZETTE[0], GAZETTE[1]
    articles = story(
        (fire, inspection), (HERALD[0], HERALD[2]), (fire,), (inspection,),
        outlets=("Gazette", "Herald", "Courier", "Courier"),
    )  # fmt: skip
    matches = align(articles)
    assert omissions(articles, matches, facts(matches)) == ()
    twice = story((fire, inspection), (fire, inspection), (fire,), outlets=("A", "A", "B"))
    matches = align(twice)
    assert omissions(twice, matches, facts(matches)) == ()


def test_nothing_and_one_article_have_no_matches() -> None:
    """There is nothing to compare."""
    assert align([]) == ()
    assert align(story(GAZETTE)) == ()
    assert facts([]) == ()
    assert omissions([], [], []) == ()


def test_an_article_given_twice_counts_once(mill: list[Article]) -> None:
    """And does not match itself."""
    assert align([*mill, mill[0]]) == align(mill)


def test_the_same_text_from_two_outlets_matches_word_for_word() -> None:
    """A wire copy: each sentence finds itself, with nothing that differs."""
    articles = story(GAZETTE, GAZETTE)
    texts = texts_of(articles)
    surest = [match for match in align(articles) if match.confidence > 0.9]
    told = [match for match in surest if texts[match.first] in GAZETTE]
    assert {texts[match.first] for match in told} == set(GAZETTE)
    for match in told:
        assert words_alone(texts[match.first], [texts[match.second]]) == ()


def test_the_nearest_is_always_known(mill: list[Article]) -> None:
    """Each sentence has a match in each other article, however improbable."""
    matches = align(mill)
    held = {(m.first, m.second.article_id) for m in matches}
    held |= {(m.second, m.first.article_id) for m in matches}
    for one, two in combinations(mill, 2):
        for place, _ in read_sentences(one):
            assert (place, two.article_id) in held
    weak = [match for match in matches if match.confidence < LEAST]
    assert weak, "what nobody else tells has only weak ones"


SENTENCES = st.lists(st.sampled_from([*GAZETTE, *HERALD, *COURIER]), max_size=5, unique=True)


@settings(max_examples=25, deadline=None)
@given(st.lists(SENTENCES.filter(bool), min_size=2, max_size=4), st.randoms())
def test_order_changes_nothing(tellings: list[list[str]], random: object) -> None:
    """Not a bit of it: the articles are compared in an order of their own."""
    articles = story(*tellings)
    shuffled = list(articles)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    matches = align(articles)
    assert align(shuffled) == matches
    assert facts(reversed(matches)) == facts(matches)
    assert omissions(shuffled, matches, facts(matches)) == omissions(
        articles, matches, facts(matches)
    )


@settings(max_examples=25, deadline=None)
@given(st.lists(SENTENCES, min_size=2, max_size=4))
def test_features_are_the_same_both_ways(tellings: list[list[str]]) -> None:
    """Who comes first says nothing; and articles without sentences are no fault."""
    there = story_features(sides_of(tellings))
    back = story_features(sides_of(tellings[::-1]))
    last = len(tellings) - 1
    for (one, two), values in there.items():
        assert values.shape == (len(tellings[one]), len(tellings[two]), len(FEATURES))
        swapped = back[last - two, last - one].swapaxes(0, 1)
        assert np.allclose(values, swapped, atol=1e-9)
        assert np.isfinite(values).all()


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=60), min_size=2, max_size=3))
def test_any_text_can_be_compared(texts: list[str]) -> None:
    """Signs, digits, other scripts: probabilities are probabilities."""
    for values in story_features(sides_of([[text] for text in texts])).values():
        chances = probabilities(values)
        assert ((chances >= 0) & (chances <= 1)).all()


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 3)), max_size=12), st.randoms())
def test_a_sentence_is_in_one_fact_at_most(ends: list[tuple[int, int]], random: object) -> None:
    """And a fact has one best sentence of each article."""
    places = [Place(f"t{number % 3}", number) for number in range(6)]
    matches = [
        Match(*sorted((places[one], places[(one + by) % 6])), random.random())  # type: ignore[attr-defined, arg-type]
        for one, by in ends
        if places[one].article_id != places[(one + by) % 6].article_id
    ]
    distinct = list({(match.first, match.second): match for match in matches}.values())
    found = facts(distinct)
    every = [place for fact in found for place in fact.sentences]
    assert len(every) == len(set(every))
    for fact in found:
        ids = [place.article_id for place in fact.places]
        assert len(ids) == len(set(ids)) >= 2


def test_more_likeness_never_makes_a_match_less_probable() -> None:
    """Coefficients are not below 0, and there is one for each feature."""
    assert set(COEFFICIENTS) == set(FEATURES)
    assert all(value >= 0 for value in COEFFICIENTS.values())


def test_words_are_compared_without_endings_and_possessives() -> None:
    """Names and numbers are kept whole; small numbers are digits."""
    text = "Twelve inspectors’ reports on Brandt’s 1,200 visits"
    words = words_of(text, small_words([text]))
    assert words.all == ("12", "inspec", "report", "on", "brandt", "1200", "visit")
    assert words.names == {"brandt"}
    assert words.numbers == {"12", "1200"}


def test_capitals_and_the_form_of_an_apostrophe_are_no_difference() -> None:
    """Only words are compared."""
    first, second = "The mayor’s furious rant shocked us.", "the mayor's speech shocked us."
    assert [first[slice(*each)] for each in words_alone(first, [second])] == ["furious rant"]
    assert [second[slice(*each)] for each in words_alone(second, [first])] == ["speech"]


def test_the_table_has_its_columns(mill: list[Article]) -> None:
    """Also where there is nothing to tell."""
    matches = align(mill)
    found = omissions(mill, matches, facts(matches))
    full, empty = omissions_frame(mill, found), omissions_frame([], [])
    assert len(full)
    assert list(full.columns) == list(empty.columns)
    assert set(full.columns) <= set(FIXED_NAMES)
    assert (full.dtypes == empty.dtypes).all()
    assert all(str(full[name].dtype) == column_kind(name) for name in full.columns)
    assert set(omissions_frame(mill, found)["outlet"]) <= {"Gazette", "Herald", "Courier"}


def test_a_fact_without_a_nearest_sentence_is_a_row_too() -> None:
    """The outlet's article has no sentence of its own prose."""
    articles = story((GAZETTE[0],), (GAZETTE[0],), ("Lorry",))
    ids = [each.article_id for each in articles]
    fact = Fact((Place(ids[0], 0), Place(ids[1], 0)), (), 0.9)
    found = [each for each in omissions(articles, [], [fact]) if each.outlet == "Outlet 2"]
    assert found[0].nearest is None
    assert omissions_frame(articles, found)["nearest_sentence"].isna().all()


def test_sentences_are_not_parsed() -> None:
    """Vectors alone are read: a story of ten articles takes less than a second that way."""
    code = (
        "import analysis.alignment as a, sys; print('spacy' in sys.modules);"
        "from analysis.voice import parser;"
        "parser.parse = None; nlp = parser._parser();"
        "nlp.pipe = nlp.__class__.__call__ = None;"
        "from analysis.articles import article_from_text as t;"
        "two = [t('The mill burned down.', outlet=o) for o in 'AB'];"
        "print(len(a.align(two)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "1"]


def test_words_that_no_other_sentence_has() -> None:
    """What only one of several sentences says, in whole words that follow each other."""
    text = "Furious residents slammed the shock plan on Monday."
    others = ["Residents opposed the plan on Monday.", "The plan met protest on Monday."]
    stretches = words_alone(text, others)
    assert [text[slice(*each)] for each in stretches] == ["Furious", "slammed", "shock"]
    assert words_alone(text, []) == ()
    assert words_alone(text, [text, others[0]]) == ()


def test_words_alone_are_cut_to_the_outlets_own_voice() -> None:
    """A quotation's words are not the outlet's choice."""
    text = "“A disgrace,” fumed Ada Marsh."
    voices = [VoiceSpan(0, 13, 2, "quote"), VoiceSpan(14, 30, 3, "outlet")]
    stretches = words_alone(text, ["Marsh was critical."], voices=voices)
    assert [text[slice(*each)] for each in stretches] == ["fumed Ada"]


@settings(max_examples=60)
@given(st.text(max_size=60), st.lists(st.text(max_size=60), max_size=3))
def test_words_alone_lie_in_the_text_in_order(text: str, others: list[str]) -> None:
    """Stretches never overlap nor leave the text, and another one among the others adds none."""
    found = words_alone(text, others)
    ends = [place for stretch in found for place in stretch]
    assert ends == sorted(ends)
    assert all(0 <= place <= len(text) for place in ends)
    more = words_alone(text, [*others, "the last"])
    if others:
        covered = {at for low, high in found for at in range(low, high)}
        assert {at for low, high in more for at in range(low, high)} <= covered
    assert words_alone(text, [text]) == ()
