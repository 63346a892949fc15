"""Whose words are whose in the text, in a view and in the list of a sentence's parts."""

import html
import re
import tomllib
from itertools import cycle, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scored import analysis_of
from strategies import texts
from test_components import luminance
from voiced import DEFENDED, SPOKEN, voiced

from analysis.config import Configuration, load_configuration
from analysis.pipeline import ScoredArticle
from analysis.scorers import Cue
from analysis.viewpoint import in_voice
from analysis.voice import VOICES, SentenceVoice, View, VoiceSpan
from dashboard import cue_marks, palette, text_view, voice_marks
from dashboard.styles import STYLE

OWN = palette.palettes(load_configuration().measures)["sentiment"]
READOUT = cue_marks.SCALES["readout"]
HOSTILE = '"><img src=x onerror=alert(1)>'


def plain(shown: str) -> str:
    """Return the text that a browser would show, without the level marks."""
    unmarked = re.sub(r'<span class="tl-mark"[^>]*>[^<]*</span>', "", shown)
    return html.unescape(re.sub(r"<[^>]*>", "", unmarked))


def seen(configuration: Configuration, view: View, article: ScoredArticle | None = None) -> str:
    """Return the whole text of an article in a view, without its styles."""
    analysis = in_voice(analysis_of(configuration, article or voiced()), view)
    shown = text_view.article_html(analysis.articles[0], OWN, READOUT, 0, len(DEFENDED), view)
    return shown.removeprefix(STYLE)


def test_quotations_and_attributed_speech_are_set_apart_in_every_view(
    configuration: Configuration,
) -> None:
    """By their letters and a line before them, whatever is shaded."""
    for view in ("all", "outlet", "quote", "attributed"):
        shown = seen(configuration, view)
        assert len(re.findall('class="tl-quoted( tl-in| tl-out)?"', shown)) == 1
        assert len(re.findall('class="tl-told( tl-in| tl-out)?"', shown)) == 1
        assert plain(shown) == "".join(row[0] for row in DEFENDED)


def test_a_span_says_whose_it_is_by_which_verb_and_that_the_verb_judges(
    configuration: Configuration,
) -> None:
    """With the score of its sentence, which its title would hide."""
    shown = seen(configuration, "all")
    assert (
        'title="Quotation · Ada Marsh (insisted: a verb that judges)\n'
        'Sentence 1 · Sentiment 0.50, somewhat favourable"' in shown
    )
    assert 'title="Attributed · Critics (said)\n' in shown


def test_all_words_are_shaded_as_sentences(configuration: Configuration) -> None:
    """As before there were voices: nothing is pale."""
    shown = seen(configuration, "all")
    assert shown.count("background:") == len(DEFENDED)
    assert "tl-out" not in shown


def test_a_view_shades_its_words_alone_with_their_own_score(configuration: Configuration) -> None:
    """The quotation scores 0.90 where its sentence scores 0.50; all else is pale and bare."""
    shown = seen(configuration, "quote")
    assert shown.count("background:") == 1
    assert re.search(r'class="tl-quoted tl-in" style="background:rgba\(47, 116, 192, 0.5', shown)
    assert "Sentence 1 · Sentiment 0.90, clearly favourable" in shown
    assert "Sentence 3 · none of the words in quotations" in html.unescape(shown)
    assert shown.count('class="tl-mark"') == 1
    assert '<span class="tl-out">The bridge opened on Monday.</span>' in shown


def test_words_that_weigh_most_are_marked_within_the_view_alone() -> None:
    """A mark under pale words would belong to another score."""
    article = voiced()
    spoken = voice_marks.spoken(
        DEFENDED[1][0],
        [Cue("sentiment", 8, 11, 0.8), Cue("sentiment", 13, 21, 0.8)],
        READOUT,
        article.sentences[1].voice,
        voice_marks.Look("quote"),
    )
    assert re.findall(r"tl-cue[^>]*>([^<]*)<", spoken) == ["joy"]


def test_a_word_across_two_voices_is_marked_in_both() -> None:
    """And no letter is lost or shown twice."""
    voice = SentenceVoice("quote", (VoiceSpan(0, 4, 1, "quote"), VoiceSpan(4, 9, 1, "outlet")))
    shown = voice_marks.spoken("good news", [Cue("sentiment", 2, 7, 1.0)], READOUT, voice)
    assert plain(shown) == "good news"
    assert re.findall(r"tl-cue[^>]*>([^<]*)<", shown) == ["od", " ne"]


@given(
    texts, st.lists(st.integers(0, 40), min_size=2, max_size=6), st.sampled_from(["all", "quote"])
)
def test_any_text_is_shown_as_it_stands(text: str, ends: list[int], view: View) -> None:
    """Wherever spans begin and end, in it or behind it."""
    places = sorted(set(ends))
    spans = tuple(
        VoiceSpan(a, b, 1, voice)
        for (a, b), voice in zip(pairwise(places), cycle(VOICES), strict=False)
    )
    voice = SentenceVoice("quote", spans)
    shown = voice_marks.spoken(text, [], READOUT, voice, voice_marks.Look(view))
    assert plain(shown).replace("\n", "") == text.replace("\n", "")
    assert {tag.split()[0] for tag in re.findall(r"<([^>]*)>", shown)} <= {"span", "/span", "br"}


def test_a_speaker_cannot_leave_the_title(configuration: Configuration) -> None:
    """Names come from articles."""
    parts = [(words, v, HOSTILE, verb, loaded, s) for words, v, _, verb, loaded, s in SPOKEN[1]]
    article = voiced(spoken={1: parts})
    sentence = article.sentences[1]
    listed = text_view.spans_html(sentence, DEFENDED[1][0], configuration.measures)
    for shown in (seen(configuration, "all", article), listed):
        assert "<img" not in shown
        assert HOSTILE in html.unescape(shown)


def test_unbalanced_quotation_marks_are_said_in_words(configuration: Configuration) -> None:
    """At the sentence, in every view."""
    for view in ("all", "outlet", "quote"):
        shown = seen(configuration, view, voiced(unsure=[1]))
        assert shown.count("(quotation marks do not balance here)") == 1


def test_a_part_lists_its_voice_its_verb_and_its_scores(configuration: Configuration) -> None:
    """One for each span, in reading order."""
    sentence = voiced().sentences[1]
    shown = text_view.spans_html(sentence, DEFENDED[1][0], configuration.measures)
    items = shown.removeprefix(STYLE).split('<div class="tl-span" role="listitem">')[1:]
    parts = [plain(item) for item in items]
    assert parts == [
        "It is a joy,Quotation · Ada Marsh (insisted: a verb that judges)"
        "Sentiment 0.90 · Sensationalism 0.00 · Hedging 0.00",
        "insisted Ada Marsh.Outlet's own wordsSentiment 0.20 · Sensationalism 0.00 · Hedging 0.00",
    ]


def test_a_long_sentence_is_cut_so_that_the_view_is_seen() -> None:
    """Its quotation stands at its end; a cut from the start would show pale words alone."""
    text = f"{'The council met and ' * 20}said: “It is a joy.”"
    start = text.index("“")
    spans = (VoiceSpan(0, start - 1, 81, "outlet"), VoiceSpan(start, len(text), 4, "quote"))
    voice, cues = SentenceVoice("outlet", spans), [Cue("sentiment", start + 9, start + 12, 1.0)]
    shown = text_view.quotation_html(text, cues, READOUT, voice, "quote").removeprefix(STYLE)
    assert plain(shown) == "…“It is a joy.”"
    assert re.findall(r"tl-cue[^>]*>([^<]*)<", shown) == ["joy"]
    whole = text_view.quotation_html(text, cues, READOUT, voice).removeprefix(STYLE)
    assert plain(whole).startswith("The council")


def test_the_legend_shows_each_voice_in_its_letters_and_pale_words_in_a_view() -> None:
    """Nothing is pale while all words count."""
    assert "tl-quoted" in voice_marks.legend_html("all")
    assert "tl-told" in voice_marks.legend_html("all")
    assert "pale" not in voice_marks.legend_html("all")
    assert "pale: not in this voice" in voice_marks.legend_html("quote")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pale_words_can_still_be_read(repository: Path, theme: str) -> None:
    """WCAG's 4.5 to 1 on both themes, with the opacity of the style sheet."""
    config = tomllib.loads((repository / "dashboard/.streamlit/config.toml").read_text())
    page, ink = (
        tuple(bytes.fromhex(config["theme"][theme][name].lstrip("#")))
        for name in ("backgroundColor", "textColor")
    )
    found = re.search(r"\.tl-out \{ opacity: ([\d.]+)", STYLE)
    assert found
    opacity = float(found[1])
    pale = tuple(opacity * i + (1 - opacity) * p for i, p in zip(ink, page, strict=True))
    light, dark = sorted((luminance(page), luminance(pale)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5
