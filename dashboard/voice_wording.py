"""Voices, speakers and verbs as the pages call them."""

from collections.abc import Mapping
from typing import Any

from analysis.voice import VOICES, View, Voice, VoiceSpan
from dashboard import wording
from dashboard.past_tense import past

VIEWS: Mapping[View, str] = {
    "all": "All words",
    "outlet": "Outlet's own voice",
    "quote": "Quotations",
    "attributed": "Attributed",
}
VOICE_NAMES: Mapping[Voice, str] = {
    "outlet": "Outlet",
    "quote": "Quotation",
    "attributed": "Attributed",
}
# What a view's words are called in a sentence, of one text.
WORDS: Mapping[View, str] = {
    "all": "all words",
    "outlet": "the outlet's own words",
    "quote": "the words in quotations",
    "attributed": "the words attributed to others",
}
# What a text is said to hold where a view of it is empty.
NOTHING: Mapping[View, str] = {
    "all": "no body sentence",
    "outlet": "nothing in the outlet's own voice",
    "quote": "no quotation",
    "attributed": "no attributed speech",
}
_WITH: Mapping[View, str] = {
    "all": "",
    "outlet": " with words of the outlet's own",
    "quote": " with quoted words",
    "attributed": " with attributed words",
}
# What a mean is of, behind the word.
OF_WORDS: Mapping[View, str] = {
    "all": "",
    "outlet": " of the outlets' own words",
    "quote": " of quoted words",
    "attributed": " of attributed words",
}
# What stands in the name of a file that holds one voice alone.
FILE_PARTS: Mapping[View, str] = {
    "all": "",
    "outlet": "-outlet-voice",
    "quote": "-quotations",
    "attributed": "-attributed",
}
NOT_NAMED = "not named"
JUDGES = "a verb that judges"
UNSURE = "quotation marks do not balance here"


def body_sentences(number: int, view: View) -> str:
    """Return `12 body sentences`, in a view with what they must hold to be counted."""
    return wording.count(number, "body sentence") + _WITH[view]


def with_words(view: View) -> str:
    """Return what a sentence must hold to be counted in a view, with a blank before it."""
    return _WITH[view]


def speaker(name: str) -> str:
    """Return a speaker's name; without one, that there is none."""
    return " ".join(name.split()) or NOT_NAMED


def label(span: VoiceSpan) -> str:
    """Return whose words a span is: `Quotation · Maria Lopez (insisted: a verb that judges)`."""
    if span.voice == "outlet":
        return "Outlet's own words"
    verb = f"{past(span.verb)}: {JUDGES}" if span.loaded else past(span.verb)
    return f"{VOICE_NAMES[span.voice]} · {speaker(span.speaker)}" + (f" ({verb})" if verb else "")


def word_counts(figures: Mapping[Any, Any]) -> dict[Voice, int]:
    """Return the words in each voice, from a row of the article or outlet frame."""
    return {voice: int(figures[f"words_{voice}"]) for voice in VOICES}


def makeup(counts: Mapping[Voice, int]) -> str:
    """Return how many words are whose: `312 the outlet's own and 150 in quotations`."""
    named = {"outlet": "the outlet's own", "quote": "in quotations", "attributed": "attributed"}
    there = [(number, named[voice]) for voice, number in counts.items() if number]
    if len(there) == 1:
        return f"all {there[0][1]}"
    return wording.listed([f"{number:,} {what}" for number, what in there])
