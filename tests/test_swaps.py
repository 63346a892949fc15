"""Swapping who is named leaves labels, cues and targets where they belong."""

import random
from pathlib import Path

import pytest
import yaml

pytest.importorskip("torch")

from training.examples import Example
from training.swaps import lists, swapped

TEXT = "Mr. Harper, a Swedish mayor, blasted the shocking plan, and John Harper said he meant it."


def example(text: str = TEXT, **fields: object) -> Example:
    """Return an example that cues "blasted" and "shocking"."""
    cues = tuple(
        (text.index(w), text.index(w) + len(w)) for w in ("blasted", "shocking") if w in text
    )
    return Example(text, "tests", {"sentiment": 0}, cues={"sensationalism": cues}, **fields)


@pytest.mark.parametrize("seed", range(20))
def test_spans_follow_the_text(seed: int) -> None:
    """Cues stand on the same words, the target on the new name, and labels stay."""
    target = (TEXT.index("Harper"), TEXT.index("Harper") + len("Harper"))
    given = example(target=target)
    found = swapped(given, random.Random(seed))
    assert found.text != TEXT
    assert [found.text[a:b] for a, b in found.cues["sensationalism"]] == ["blasted", "shocking"]
    assert found.target is not None
    assert found.text[slice(*found.target)] in lists().surnames
    assert found.labels == given.labels
    assert "Swedish" not in found.text
    assert "Harper" not in found.text


def test_target_inside_a_replaced_name_covers_the_name() -> None:
    """Where only part of a replaced name was the target, the whole new name is."""
    text = "A vote on John Harper was held."
    start = text.index("Harper")
    found = swapped(example(text, target=(start, start + 6)), random.Random(1))
    assert found.target is not None
    assert found.text[slice(*found.target)] in found.text.removeprefix("A vote on ")


def test_pronouns_keep_their_capital() -> None:
    """A term at the beginning of a sentence stays a beginning."""
    assert swapped(example("He left."), random.Random(2)).text == "She left."


def test_nothing_to_swap_changes_nothing() -> None:
    """A sentence that names nobody comes back as it is."""
    given = example("Rain is expected on the coast.")
    assert swapped(given, random.Random(3)) == given


def test_persons_of_the_bias_check_are_never_trained_on() -> None:
    """The check would otherwise measure what training was shown."""
    path = Path(__file__).parent.parent / "benchmarks" / "bias_frames.yaml"
    frames = yaml.safe_load(path.read_text(encoding="utf-8"))
    held_out = {part for person in frames["fillers"]["person"] for part in person["name"].split()}
    known = lists()
    assert not held_out & {*known.first_names, *known.surnames}
