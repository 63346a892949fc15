"""The model that is shipped: its files, and that its scores say what the measures mean."""

import json

import pytest
import yaml

import analysis
from analysis.calibration import measured_calibration
from analysis.config import BundledModel, load_configuration
from analysis.resources import locate, resource
from analysis.scorers import load_scorer
from analysis.scorers.verify import verify_files

CONFIGURATION = load_configuration()
MODEL = CONFIGURATION.model("tonelens")

# (measure, less, more), all written for this test.
PAIRS = [
    (
        "sensationalism",
        "The ferry was cancelled for the third day.",
        "Ferry nightmare: furious islanders stranded in day-three hell!",
    ),
    (
        "sensationalism",
        "The bomb exploded in an empty car park, and nobody was hurt.",
        "Terror bombshell rocks sleepy town in jaw-dropping car park horror.",
    ),
    (
        "sensationalism",
        "The mayor criticised the library's budget.",
        "The mayor savagely torched the library's budget in an explosive tirade.",
    ),
    (
        "hedging",
        "The dam failed because a valve was left open.",
        "The dam may have failed because a valve was apparently left open.",
    ),
    (
        "hedging",
        "The museum opens on the first Saturday in May.",
        "It is far from clear that the museum will open on Saturday.",
    ),
    pytest.param(
        "hedging",
        "Visitors may not bring dogs into the garden.",
        "The garden might possibly close next year, some residents suspect.",
        marks=pytest.mark.xfail(strict=True, reason="permission is read as possibility"),
    ),
    (
        "sentiment",
        "The bridge collapsed, killing two workers.",
        "The new bridge cut travel time by half and won an award.",
    ),
    (
        "sentiment",
        "Critics called the exhibition a shambles.",
        "Critics praised the exhibition as a triumph.",
    ),
]


@pytest.mark.parametrize(("measure", "less", "more"), PAIRS)
def test_more_of_a_measure_scores_higher(measure: str, less: str, more: str) -> None:
    """The same kind of fact, told with less and with more of the measure."""
    low, high = analysis.score_sentences([less, more])[measure]
    assert low + 0.15 < high


@pytest.mark.parametrize(
    ("key", "measure"), [("sensational", "sensationalism"), ("hedged", "hedging")]
)
def test_planted_sentences_stand_out_in_the_samples(key: str, measure: str) -> None:
    """What the samples were written to show ranks above the rest of what they say."""
    planted = yaml.safe_load(resource("seeds").joinpath("planted.yaml").read_text("utf-8"))
    entries = [e for event in planted["events"].values() for e in event["articles"].values()]
    marked = {sentence for entry in entries for sentence in entry[key]}
    others = {sentence for entry in entries for sentence in entry["states"].values()} - marked
    scores = analysis.score_sentences([*marked, *others])[measure].to_numpy()
    high, low = scores[: len(marked)], scores[len(marked) :]
    assert (high[:, None] > low).mean() > 0.85


def test_one_sentence_is_judged_towards_each_target() -> None:
    """Praise for one and blame for another in one sentence are told apart."""
    text = "Judges praised Anna Lind for her courage and condemned Per Holm for his lies."
    spans = [(text.index(name), text.index(name) + len(name)) for name in ("Anna Lind", "Per Holm")]
    towards = analysis.score_sentences([text, text], targets=spans)["target_sentiment"]
    assert towards[0] > 0.3
    assert towards[1] < -0.1


def test_words_that_made_the_score_are_shown() -> None:
    """The cues of a sensational, hedged sentence are its own words."""
    text = "The jaw-dropping scandal may have cost the town millions."
    score = load_scorer(MODEL, CONFIGURATION.folder).score([text])[0]
    shown = {m: {text[c.start : c.end] for c in score.cues if c.measure == m} for m in score.values}
    assert any("jaw-dropping" in cue for cue in shown["sensationalism"])
    assert any("may" in cue.split() for cue in shown["hedging"])


def test_scores_are_pinned() -> None:
    """To those of torch in float32 with the same weights; rounding and machines differ by less.

    Weights, readout or encoding that changed unnoticed would change these.
    """
    found = analysis.score_sentences(list(CANONICAL))
    for number, name in enumerate(("sentiment", "sensationalism", "hedging")):
        expected = [scores[number] for scores in CANONICAL.values()]
        assert found[name].tolist() == pytest.approx(expected, abs=0.06)


# Sentiment, sensationalism, hedging: made by tests/test_stand_still.py's way through torch.
CANONICAL = {
    "The council met on Monday.": (-0.017, 0.0124, 0.0035),
    "Ferry nightmare: furious islanders stranded in day-three hell!": (-0.7619, 0.8553, 0.0138),
    "The mayor savagely torched the library's budget in an explosive tirade.": (
        *(-0.8612, 0.7534, 0.0126),
    ),
    "It is far from clear that the museum will open on Saturday.": (-0.3123, 0.0485, 0.9116),
}


def test_every_file_is_hashed_and_described() -> None:
    """Weights, tokenizer, labels and readout are named with their hashes; card and licence too."""
    assert isinstance(MODEL, BundledModel)
    folder = locate(MODEL.source, CONFIGURATION.folder)
    assert folder is not None
    verify_files(MODEL, folder)
    assert set(MODEL.sha256) == {"model.onnx", "tokenizer.json", "config.json", "readout.json"}
    for name in ("MODEL_CARD.md", "LICENSE", "NOTICE"):
        assert (folder / name).stat().st_size > 200
    size = sum(path.stat().st_size for path in folder.iterdir())
    assert size <= 40_000_000


def test_calibration_is_that_of_the_shipped_revision() -> None:
    """The page Methods shows figures only for the model that they were measured on."""
    (found,) = measured_calibration(CONFIGURATION)
    assert {"sentiment", "sensationalism", "hedging"} == set(found.measures)
    assert found.unsure is not None
    assert found.unsure.ratio >= 2


def test_readout_names_no_machine() -> None:
    """What was written by training holds numbers and names of labels alone."""
    folder = locate(MODEL.source, CONFIGURATION.folder)
    assert folder is not None
    for name in ("readout.json", "config.json", "calibration.json"):
        content = (folder / name).read_text(encoding="utf-8")
        json.loads(content)
        assert "/" not in content
