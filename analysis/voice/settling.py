"""A sentence's voice from both: what the rules found in its words, what a model makes of it."""

from collections.abc import Mapping
from dataclasses import replace

from analysis.voice.records import VOICES, SentenceVoice, Voice, VoiceSpan

# How probable the rules' answer counts beside the model's own probabilities, chosen on
# development sentences from 0, 0.2, 0.4 and 0.6.
RULES = 0.6
# Where the model is this sure of the outlet's own voice, what is no reported clause is none:
# “the battle promised to be long” has no speaker.
OWN = 0.9


def settled(found: SentenceVoice, chances: Mapping[str, float]) -> SentenceVoice:
    """Return `found` with the voice that rules and model together make most probable.

    `chances` holds the model's probability of each voice and may be empty. Spans that the rules
    found stay, but for those without a reported clause where the model is sure of the outlet.
    Where only the outlet's words are left and the model is surer of another voice, the whole
    sentence is that voice's, of nobody who is named.
    """
    if not chances:
        return found
    if chances["outlet"] >= OWN and not any(span.reports for span in found.spans):
        found = whole(found, "outlet")
    voice = max(VOICES, key=lambda each: chances[each] + RULES * (each == found.voice))
    if voice == "outlet" or any(span.voice != "outlet" for span in found.spans):
        return replace(found, voice=voice)
    return whole(found, voice)


def whole(found: SentenceVoice, voice: Voice) -> SentenceVoice:
    """Return `found` as one span in one voice."""
    words = sum(span.words for span in found.spans)
    span = VoiceSpan(found.spans[0].start, found.spans[-1].end, words, voice)
    return replace(found, voice=voice, spans=(span,))
