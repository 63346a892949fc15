"""Noise for training: additions leave all words, erasing takes out what makes a label."""

import random
import re

import pytest

pytest.importorskip("torch", reason="training needs the extra `train`")

from training.examples import Example, contrast_groups
from training.noise import ERASED, additions, cue_words_alone, erased, noisy, thinned

TEXT = "The shocking storm may have hit Port Merrin, the mayor Ada Marsh said on Friday."
EXAMPLE = Example(
    TEXT,
    "tone_news",
    {"sentiment": 0, "sensationalism": 2, "hedging": 2},
    cues={"sensationalism": ((4, 12),), "hedging": ((19, 27),)},
    taught={"sentiment": (0.8, 0.1, 0.1)},
)


def words(text: str) -> list[str]:
    """Return the words of a text in lower case."""
    return re.findall(r"\w+", text.lower())


@pytest.mark.parametrize("seed", range(60))
def test_noise_only_adds(seed: int) -> None:
    """Every word of the sentence is still there, in its order, and something is new."""
    text = noisy(TEXT, random.Random(seed))
    assert text != TEXT
    rest = iter(words(text))
    assert all(word in rest for word in words(TEXT))


def test_additions_are_many_and_say_nothing_of_note() -> None:
    """Neither attribution nor hedging nor negation, by the words that would make them."""
    lists = additions()
    flat = [*lists["after"], *lists["before"], *lists["sources"]]
    flat += [text for own in lists["inside"].values() for text in own]
    assert len(flat) == len(set(flat)) > 500
    heavy = {"said", "according", "might", "could", "likely", "reportedly", "not", "shocking"}
    assert not [text for text in flat if heavy & set(words(text))]


def test_thinning_takes_light_words_alone() -> None:
    """The heaviest three in ten always stay."""
    weights = [(match.span(), float(n)) for n, match in enumerate(re.finditer(r"\w+", TEXT))]
    heavy = words(TEXT)[int(0.7 * len(weights)) :]
    for seed in range(20):
        left = words(thinned(TEXT, weights, random.Random(seed)))
        assert len(left) < len(weights)
        assert all(word in left for word in heavy)


def test_without_its_cues_a_sentence_has_the_lowest_label() -> None:
    """Only the measure whose words were taken out is labelled, and nothing is taught."""
    weights = {"sentiment": [((4, 12), 0.9), ((13, 18), 0.1), *[((0, 3), 0.0)] * 3]}
    seen = {}
    for seed in range(30):
        less = erased(EXAMPLE, weights, random.Random(seed))
        assert less is not None
        assert less.source == ERASED
        assert less.taught == {}
        (measure,) = less.labels
        seen[measure] = (less.labels[measure], less.text)
    assert seen["sensationalism"] == (0.0, TEXT.replace("shocking ", ""))
    assert seen["hedging"] == (0.0, TEXT.replace("may have ", ""))
    # One is neutral; the heaviest fifth of the words is gone.
    assert seen["sentiment"] == (1.0, TEXT.replace("shocking ", ""))


def test_without_weights_sentiment_is_left_alone() -> None:
    """A text from which nothing was taken must not be labelled neutral."""
    plain = Example(TEXT, "tone_news", {"sentiment": 0})
    assert erased(plain, {}, random.Random(0)) is None


def test_cues_alone_keep_their_label() -> None:
    """What makes the label is enough for it."""
    alone = {cue_words_alone(EXAMPLE, random.Random(seed)).text for seed in range(20)}
    assert alone == {"shocking", "may have"}
    assert cue_words_alone(Example("The bus left.", "tone_news", {}), random.Random(0)) is None


def test_noise_runs_on_every_written_sentence() -> None:
    """No sentence of the contrast sets breaks it."""
    chance = random.Random(0)
    for group in contrast_groups()[::10]:
        for example in group.examples:
            assert len(noisy(example.text, chance)) > len(example.text)
