"""The bias benchmark: frames that read well with every filler, and figures that can be checked."""

import re
from collections import Counter
from collections.abc import Sequence

# Benchmarks are scripts beside each other, not a package.
import bias
import bias_page
import numpy as np
import pandas as pd
import pytest
from bias_frames import SLOT, Filled, Frame, fill, filled, fillers, frames, groups

TONES = {"neutral", "favourable", "unfavourable", "sensational", "hedged"}
FORMS = {"report", "headline", "quotation", "attributed"}
# "a" before a vowel that is spoken as a consonant, "an" before a consonant spoken as a vowel.
SPOKEN_AS_CONSONANT = re.compile(r"(one|uni|use|us|uk|euro|ukrain)", re.IGNORECASE)
SPOKEN_AS_VOWEL = re.compile(r"(hour|honest|8|SPD\b)")


@pytest.fixture(scope="module")
def sentences() -> list[Filled]:
    """Every sentence that the benchmark scores."""
    return list(filled())


def test_there_are_many_frames_and_no_two_alike() -> None:
    """The issue asks for 200 frames; punctuation and capitals do not make a new one."""
    plain = Counter(re.sub(r"\W+", " ", frame.text).lower() for frame in frames())
    assert len(plain) >= 220
    assert [text for text, count in plain.items() if count > 1] == []


def test_frames_are_of_every_tone_form_and_many_topics() -> None:
    """A bias may show in one kind of sentence only."""
    tones = Counter(frame.tone for frame in frames())
    forms = Counter(frame.form for frame in frames())
    assert set(tones) == TONES
    assert set(forms) == FORMS
    assert min(*tones.values(), *forms.values()) >= 25
    assert len({frame.topic for frame in frames()}) >= 15


def test_every_slot_is_one_that_all_fillers_of_its_kind_can_fill() -> None:
    """A filler with a form missing would fail in one sentence out of thousands."""
    for frame in frames():
        for slot in SLOT.finditer(frame.text):
            for filler in fillers()[slot[1].lower()]:
                assert isinstance(filler[slot[2] or "name"], str), (frame.text, filler)


def test_every_form_of_a_filler_is_used_or_names_a_group() -> None:
    """Forms that no frame asks for are ballast."""
    used = {
        (slot[1].lower(), slot[2] or "name")
        for frame in frames()
        for slot in SLOT.finditer(frame.text)
    }
    for kind, choices in fillers().items():
        for filler in choices:
            groupings = set(groups(kind, filler).values())
            idle = {form for form in filler if (kind, form) not in used}
            assert all(filler[form] in groupings for form in idle), (kind, idle)


def test_each_kind_has_frames_enough_to_judge_by() -> None:
    """An interval over a handful of frames says nothing."""
    kinds = Counter(kind for frame in frames() for kind in frame.kinds)
    assert set(kinds) == set(fillers())
    assert min(kinds.values()) >= 20


def test_no_frame_varies_one_dimension_twice() -> None:
    """Otherwise two comparisons would be mixed in one frame's figure."""
    for frame in frames():
        names = [name for kind in frame.kinds for name in groups(kind, fillers()[kind][0])]
        assert len(names) == len(set(names)), frame.text


def test_filled_sentences_are_complete_and_read_well(sentences: list[Filled]) -> None:
    """No slot is left, none is joined badly, and each begins as a sentence does."""
    assert len(sentences) >= 5_000
    for sentence in sentences:
        text = sentence.text
        assert not set("{}") & set(text), text
        assert "  " not in text, text
        assert text == text.strip(), text
        assert re.match(r"[“‘]?([A-Z]|\d\d-year-old)", text), text
        assert not re.search(r"\b(\w+) \1\b", text), text
        assert not re.search(r"s's\b", text), text


def test_articles_agree_with_what_follows(sentences: list[Filled]) -> None:
    """Broken English ("a Iranian", "an Polish") would be scored for some groups only."""
    for text in {sentence.text for sentence in sentences}:
        for article, word in re.findall(r"\b([Aa]n?) (\S+)", text):
            vowel = bool(re.match("[aeiou]", word, re.IGNORECASE))
            vowel = (vowel and not SPOKEN_AS_CONSONANT.match(word)) or bool(
                SPOKEN_AS_VOWEL.match(word)
            )
            assert (article.lower() == "an") == vowel, text


def test_pronouns_agree_with_the_person(sentences: list[Filled]) -> None:
    """A sentence about a woman holds no "he", one about a man no "she"."""
    others = {"women": {"he", "him", "his", "himself"}, "men": {"she", "her", "hers", "herself"}}
    seen = Counter()
    for sentence in sentences:
        group = sentence.groups.get("gender")
        if group:
            assert not others[group] & set(re.findall(r"[a-z]+", sentence.text.lower())), sentence
            seen[group] += 1
    assert seen["women"] == seen["men"] > 1_000


def test_plural_parties_take_plural_verbs() -> None:
    """Verb and possessive follow the party's name."""
    text = "{Party} {party.has} kept {party.its} seat and hold{party.s} it."
    named = {filler["bare"]: {"party": filler} for filler in fillers()["party"]}
    assert fill(text, named["Democrats"]) == "The Democrats have kept their seat and hold it."
    assert fill(text, named["SPD"]) == "The SPD has kept its seat and holds it."


@pytest.mark.parametrize("kind", fillers())
def test_groups_have_as_many_fillers_each(kind: str) -> None:
    """With unequal groups the mean over fillers would lean towards the larger one."""
    choices = [groups(kind, filler) for filler in fillers()[kind]]
    for name in choices[0]:
        counts = Counter(choice[name] for choice in choices)
        assert len(counts) > 1
        assert len(set(counts.values())) == 1, (name, counts)


def test_origins_hold_women_and_men_alike() -> None:
    """Gender and origin can only be told apart when crossed."""
    crossed = Counter((filler["origin"], filler["gender"]) for filler in fillers()["person"])
    assert len(crossed) == 20
    assert set(crossed.values()) == {2}


def test_fillers_of_a_kind_differ() -> None:
    """The same name twice would count twice."""
    for kind, choices in fillers().items():
        assert len({filler["name"] for filler in choices}) == len(choices), kind
    assert len({filler["surname"] for filler in fillers()["person"]}) == 40


def test_each_slot_is_varied_while_the_others_hold() -> None:
    """The person changes with one outlet, then the outlet with one person."""
    result = list(filled([Frame("neutral", "attributed", "local", "{Outlet} met {person}.")]))
    outlets, people = len(fillers()["outlet"]), len(fillers()["person"])
    assert len(result) == outlets + people
    assert {s.text.split(" met ")[1] for s in result if s.kind == "outlet"} == {"Tanisha Gaines."}
    assert {s.text.split(" met ")[0] for s in result if s.kind == "person"} == {"Al Jazeera"}


def _rows(scores: Sequence[tuple[int, str, float]]) -> tuple[list[Filled], list[float]]:
    found = [Filled(frame, "gender", group, {"gender": group}, "") for frame, group, _ in scores]
    return found, [score for _, _, score in scores]


def test_changes_are_against_the_frames_own_mean() -> None:
    """By hand: frame 0 differs by 0.4, frame 1 not at all, at another level."""
    rows = [(0, "women", 0.6), (0, "men", 0.2), (1, "women", -0.9), (1, "men", -0.9)]
    (record,) = bias.compared(*_rows(rows), "sentiment")
    # |0.6 - 0.4| = |0.2 - 0.4| = 0.2 in frame 0 and 0 in frame 1.
    assert record["mean_absolute_change"] == 0.1
    assert not record["goal_met"]
    assert (record["frames"], record["sentences"]) == (2, 4)
    assert abs(record["largest"]["change"]) == 0.2
    men, women = record["groups"]
    assert (men["group"], men["mean_change"]) == ("men", -0.1)
    assert (women["group"], women["mean_change"]) == ("women", 0.1)
    # Of two frames a draw holds frame 0 never, once or twice: means of 0, 0.1 or 0.2.
    assert women["interval"] == [0.0, 0.2]
    assert men["interval"] == [-0.2, 0.0]
    assert not women["goal_met"]


def test_noise_that_leans_nowhere_counts_as_change_but_not_as_a_lean() -> None:
    """A difference that turns from frame to frame cancels in the groups only."""
    rows = [
        (frame, group, 0.1 * (frame % 2 == (group == "men")))
        for frame in range(200)
        for group in ("women", "men")
    ]
    (record,) = bias.compared(*_rows(rows), "sentiment")
    assert record["mean_absolute_change"] == 0.05
    assert not record["goal_met"]
    assert [group["mean_change"] for group in record["groups"]] == [0.0, 0.0]
    assert all(group["goal_met"] for group in record["groups"])


def test_frames_count_alike_whatever_the_number_of_their_fillers() -> None:
    """One with two fillers of each group weighs no more than one with a single filler each."""
    rows = [(0, "women", 0.2), (0, "women", 0.2), (0, "men", 0.0), (0, "men", 0.0)]
    rows += [(1, "women", 0.0), (1, "men", 0.0)]
    (record,) = bias.compared(*_rows(rows), "sentiment")
    assert record["mean_absolute_change"] == 0.05
    assert [group["mean_change"] for group in record["groups"]] == [-0.05, 0.05]


def test_intervals_are_those_of_the_mean() -> None:
    """For many rows the bootstrap agrees with 1.96 standard errors (central limit theorem)."""
    values = np.random.default_rng(1).normal(0.5, 1.0, (400, 1))
    low, high = bias.interval(values)
    error = values.std(ddof=1) / 20
    assert low[0] == pytest.approx(values.mean() - 1.96 * error, abs=0.015)
    assert high[0] == pytest.approx(values.mean() + 1.96 * error, abs=0.015)


def _blind(texts: Sequence[str]) -> pd.DataFrame:
    """Score nothing but one party, and that on one measure."""
    scores = {name: [0.0] * len(texts) for name in ("sentiment", "sensationalism", "hedging")}
    scores["sentiment"] = [0.9 * ("Republican" in text) for text in texts]
    return pd.DataFrame(scores)


def test_a_scorer_that_favours_one_party_is_found_out_and_no_other_dimension_is_blamed() -> None:
    """The whole way from frames to records and page, with a scorer that leans on purpose."""
    content = bias.bias(_blind)
    failed = [
        (record["measure"], record["dimension"])
        for record in content["dimensions"]
        if not record["goal_met"]
    ]
    assert failed == [("sentiment", "party"), ("sentiment", "side of party")]
    leans = {
        group["group"]
        for record in content["dimensions"]
        for group in record["groups"]
        if not group["goal_met"] and record["dimension"] == "party"
    }
    assert "Republicans" in leans
    text = bias_page.page(content)
    # 0.9 less the mean over 18 parties, 0.05; every frame alike, so the interval has no width.
    assert "| Republicans | **+0.850 (+0.850 to +0.850)** | 0.000 (0.000 to 0.000) |" in text
    # One party moves by 0.85, seventeen by 0.05: 1.7 / 18.
    assert re.search(r"\| sentiment \| party \| \d+ \| \d+ \| 0\.094 \| \*\*no\*\* \|", text)
