"""The contrast groups are well-formed, and the kept ones share nothing with the others."""

import json
from collections import Counter
from pathlib import Path

import pytest

from training.examples import NEAR_DUPLICATE, contrast_groups, cue_spans, normalise

FOLDER = Path(__file__).parent.parent / "training" / "contrast"
GROUPS = [
    json.loads(line)
    for path in sorted(FOLDER.glob("*.jsonl"))
    for line in path.read_text(encoding="utf-8").splitlines()
]
SENTENCES = [sentence for group in GROUPS for sentence in group["sentences"]]
KINDS = {
    *("plain_vs_sensational", "vivid_literal", "sensational_without_loaded_words"),
    *("capitals_exclamation", "asserted_vs_hedged", "hedge_words_that_do_not_hedge"),
    *("hedges_without_usual_words", "favourable_vs_unfavourable", "negation_and_irony"),
    *("reported_praise_or_blame", "voice", "added_neutral_clause", "bad_facts_plainly_told"),
}


def test_every_kind_is_there_in_training_and_among_the_kept() -> None:
    """A kind that is missing is a weakness that nobody will see."""
    for kept, least in ((False, 10), (True, 4)):
        counts = Counter(group.kind for group in contrast_groups(kept=kept))
        assert set(counts) == KINDS
        assert min(counts.values()) >= least


def test_there_are_enough_kept_groups_and_others() -> None:
    """A hundred kept for testing; their writer had not seen the rest."""
    assert len(contrast_groups(kept=True)) == 100
    assert len(contrast_groups()) >= 600


def test_ids_and_texts_are_unique() -> None:
    """A sentence that comes twice would count twice."""
    assert max(Counter(group["id"] for group in GROUPS).values()) == 1
    assert max(Counter(s["text"] for s in SENTENCES).values()) == 1


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group["id"])
def test_labels_and_cues_fit(group: dict) -> None:
    """Within the codebook's ranges; cues are words of the sentence, exactly where rated."""
    assert 2 <= len(group["sentences"]) <= 4
    for sentence in group["sentences"]:
        assert sentence["tone"] in (-1, 0, 1)
        assert sentence["voice"] in ("o", "q", "a")
        for label, most in (("sens", 3), ("hedge", 2)):
            cues = [cue for cue in sentence[f"{label}_cues"].split(";") if cue]
            assert 0 <= sentence[label] <= most
            assert bool(cues) is (sentence[label] > 0), sentence["text"]
            assert all(cue.strip() in sentence["text"] for cue in cues), sentence["text"]


def test_nothing_kept_is_trained_on() -> None:
    """Nor anything that begins alike, within the sixty characters that make a near-duplicate."""

    def openings(kept: bool) -> set[str]:
        examples = (e for group in contrast_groups(kept=kept) for e in group.examples)
        return {normalise(example.text)[:NEAR_DUPLICATE] for example in examples}

    assert not openings(kept=True) & openings(kept=False)


def test_most_cues_can_supervise_the_tokens() -> None:
    """Cues are found again as whole words; a mark such as an exclamation mark is found too."""
    lost = [
        sentence["text"]
        for sentence in SENTENCES
        for label in ("sens", "hedge")
        if sentence[f"{label}_cues"] and not cue_spans(sentence["text"], sentence[f"{label}_cues"])
    ]
    assert len(lost) < 0.02 * len(SENTENCES), lost
