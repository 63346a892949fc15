"""A sentence's voice from both: what the rules found in its words, what a model makes of it."""

from collections.abc import Mapping
from dataclasses import replace

from analysis.voice.records import VOICES, SentenceVoice, Voice, VoiceSpan

# What the rules' answer counts beside the model's own probabilities, and the share of words from
# which a quotation or a report is one: chosen on development sentences (docs/decisions.md, 40).
RULES = 0.6
SOME = 0.1
# From this share on a sentence is a quotation: inside a long one, there are no marks for a model.
ALL = 0.8
# Where the model is this sure of the outlet's own voice, what is no reported clause is none:
# “the battle promised to be long” has no speaker.
OWN = 0.9


def settled(found: SentenceVoice, chances: Mapping[str, float]) -> SentenceVoice:
    """Return `found` with the voice that rules and model together make most probable.

    `chances` holds the model's probability of each voice and may be empty. Spans that the rules
    found stay, but for those without a reported clause where the model is sure of the outlet.
    Where only the outlet's words are left and another voice is more probable, the whole sentence
    is that voice's, of nobody who is named.
    """
    if not chances:
        return found
    if found.share("quote") >= ALL:
        return replace(found, voice="quote")
    said, weight = _by_rules(found)
    voice = max(VOICES, key=lambda each: chances[each] + weight * (each == said))
    if chances["outlet"] >= OWN and not any(span.reports for span in found.spans):
        return whole(found, "outlet")
    if voice == "outlet" or any(span.voice != "outlet" for span in found.spans):
        return replace(found, voice=voice)
    return whole(found, voice)


def _by_rules(found: SentenceVoice) -> tuple[Voice, float]:
    """Return the rules' answer and what it counts: the more, the more of the words it holds."""
    quoted, attributed = found.share("quote"), found.share("attributed")
    if quoted > SOME:
        return "quote", RULES * min(1, 2 * quoted)
    if attributed > SOME:
        return "attributed", RULES * attributed
    return "outlet", RULES


def whole(found: SentenceVoice, voice: Voice) -> SentenceVoice:
    """Return `found` as one span in one voice."""
    words = sum(span.words for span in found.spans)
    span = VoiceSpan(found.spans[0].start, found.spans[-1].end, words, voice)
    return replace(found, voice=voice, spans=(span,))
