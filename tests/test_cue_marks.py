"""The marks of the words that weigh most: sign, strength, what they leave alone, the legend."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import texts

from analysis.config import Configuration, load_configuration
from analysis.scorers import Cue, SentenceScore
from dashboard import cue_marks, palette, text_view
from dashboard.cue_marks import SCALES

READOUT = SCALES["readout"]
TEXT = "A welcome repair begins."


def plain(shown: str) -> str:
    """Return the text that a browser would show."""
    return html.unescape(re.sub(r"<[^>]*>", "", shown))


def cue(start: int, end: int, share: float) -> Cue:
    """Return a cue of sentiment."""
    return Cue("sentiment", start, end, share)


@pytest.mark.parametrize(
    ("method", "share", "step"),
    [
        ("readout", 0.5, 1),  # odds times 1.6
        ("readout", 0.7, 2),  # times 2.01
        ("readout", -1.7, 3),  # a fifth and less
        ("lists", 0.3, 1),
        ("lists", -0.5, 2),
        ("lists", 1.0, 3),
        ("occlusion", 0.05, 1),
        ("occlusion", -0.1, 2),
        ("occlusion", 0.3, 3),
    ],
)
def test_strength_has_three_steps_on_the_scale_of_the_method(
    method: cue_marks.Method, share: float, step: int
) -> None:
    """A weight of 1 is the most that a list can give; a log-odds of 1 is not much."""
    shown = cue_marks.marked(TEXT, [cue(2, 9, share)], SCALES[method])
    kind = "raises" if share > 0 else "lowers"
    assert f'class="tl-cue tl-{kind} tl-{step}"' in shown


@given(st.floats(-9, 9), st.floats(0, 1))
def test_a_smaller_share_is_never_marked_more_strongly(share: float, part: float) -> None:
    """On every scale, for both signs."""
    for scale in SCALES.values():
        assert scale.step(share * part) <= scale.step(share) == scale.step(-share)


@given(texts, st.integers(0, 30), st.integers(0, 30))
def test_marks_show_any_text_as_it_stands(text: str, start: int, length: int) -> None:
    """Inside a mark and outside: no tag of the text's own, nothing lost."""
    shown = cue_marks.marked(text, [cue(start, start + length, 1.0)], READOUT)
    assert plain(shown).replace("\n", "") == text.replace("\n", "")
    assert {tag.split()[0] for tag in re.findall(r"<([^>]*)>", shown)} <= {"span", "/span", "br"}


def test_hostile_words_are_inert_when_marked() -> None:
    """An event handler in the text stays text."""
    text = "<img src=x onerror=alert(1)>"
    shown = cue_marks.marked(text, [cue(0, len(text), 2.0)], READOUT)
    assert "<img" not in shown
    assert plain(shown) == text


def test_of_overlapping_cues_the_longer_of_the_first_ones_is_marked() -> None:
    """And no word is shown twice."""
    cues = [cue(4, 9, 0.3), cue(2, 5, 0.8), cue(2, 16, -2.0), cue(17, 23, 0.8)]
    shown = cue_marks.marked(TEXT, cues, READOUT)
    assert re.findall(r'tl-(raises|lowers) tl-\d" title="[^"]*">([^<]*)<', shown) == [
        ("lowers", "welcome repair"),
        ("raises", "begins"),
    ]
    assert plain(shown) == TEXT


def test_what_hardly_weighs_is_not_marked() -> None:
    """A share that changes the odds by a hundredth is no cause to stop a reader."""
    assert cue_marks.marked(TEXT, [cue(2, 9, 0.01)], READOUT) == TEXT


def test_a_quotation_is_cut_at_a_word_and_keeps_the_marks_before_it() -> None:
    """A mark that the cut would halve goes."""
    text = "Furious residents slammed the shocking plan of the council."
    cues = [cue(0, 7, 1.0), cue(26, 38, 1.0)]
    kept, left = cue_marks.cut(text, cues, 36)
    assert kept == "Furious residents slammed the…"
    assert left == cues[:1]
    assert cue_marks.cut(text, cues, 200) == (text, cues)


def test_the_legend_shows_each_strength_and_the_signs_there_are() -> None:
    """Only a measure with two ends has words that lower its score marked in the text."""
    measures = {m.name: m for m in load_configuration().measures}
    both = cue_marks.legend_html(measures["sentiment"], READOUT)
    one = cue_marks.legend_html(measures["hedging"], READOUT)
    assert plain(both) == (
        "Words that weigh most in this score, by how much they change the odds:"
        "word up to 2×word 2 to 5×word more than 5×"
        "solid towards favourabledotted towards unfavourable"
    )
    assert "tl-lowers" not in one
    assert "solid raises the score" in plain(one)
    removed = cue_marks.legend_html(measures["hedging"], SCALES["occlusion"], both_ways=True)
    assert "dotted lowers the score" in plain(removed)


def test_each_measure_has_the_scale_of_its_model(configuration: Configuration) -> None:
    """Log-odds for ours, weights for word lists."""
    lists = configuration.with_models({"hedging": "lexicon"})
    assert cue_marks.scales(lists) == {
        "sentiment": READOUT,
        "sensationalism": READOUT,
        "hedging": SCALES["lists"],
    }


def test_the_table_of_scores_names_levels_and_likely_ratings(configuration: Configuration) -> None:
    """One rating where both ends are the same, a dash where there is none, no column without."""
    values = {"sentiment": -0.8, "sensationalism": 0.4, "hedging": 0.0}
    intervals = {"sentiment": (-1.0, 0.0), "hedging": (0.0, 0.0)}
    own = palette.palettes(configuration.measures)
    shown = text_view.scores_html(SentenceScore(values, intervals=intervals), own)
    rows = [plain(row) for row in re.findall("<tr>(.*?)</tr>", shown)]
    assert rows == [
        "MeasureScoreLevelLikely rating",
        "Sentiment−0.80clearly unfavourable (−−)−1.00 to 0.00",
        "Sensationalism0.40mild (•)–",
        "Hedging0.00asserted0.00",
    ]
    assert "Likely" not in text_view.scores_html(SentenceScore(values), own)
