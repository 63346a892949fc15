"""Whose words an article's sentences hold, as records."""

from dataclasses import dataclass
from typing import Literal

Voice = Literal["outlet", "quote", "attributed"]
# Whose words a figure is about: one voice's, or everybody's.
View = Literal["all", "outlet", "quote", "attributed"]
VOICES: tuple[Voice, ...] = ("outlet", "quote", "attributed")

# A second voice with at least this share of a sentence's words makes it mixed: less is hardly
# more than the name of who speaks.
MIXED = 0.2


@dataclass(frozen=True, slots=True)
class VoiceSpan:
    """A stretch of a sentence in one voice.

    `start` and `end` are code point offsets of the sentence, `words` counts its words as the
    tables do. For a `quote` or an `attributed` span, `speaker` names or describes whose words they
    are (empty where nobody is named), `verb` is the base form of the reporting verb (or
    `according to`, or another cue; empty without one), and `loaded` tells whether that verb judges.
    `source` is where the main word that names the speaker stands in the article's text, which may
    be in another sentence. `reports` tells that a whole clause is quoted or reported, which tells
    speech more surely than the object of a verb does.
    """

    start: int
    end: int
    words: int
    voice: Voice
    speaker: str = ""
    verb: str = ""
    loaded: bool = False
    source: tuple[int, int] | None = None
    reports: bool = False


@dataclass(frozen=True, slots=True)
class SentenceVoice:
    """Whose words a sentence holds.

    `spans` cover all its words, in order. `voice` is that of the sentence as a whole. `unsure`
    tells that quotation marks do not balance there, so that a span's end is a guess.
    """

    voice: Voice
    spans: tuple[VoiceSpan, ...]
    unsure: bool = False

    @classmethod
    def of_outlet(cls, text: str) -> "SentenceVoice":
        """Return the voice of a sentence that is the outlet's from end to end."""
        return cls("outlet", (VoiceSpan(0, len(text), len(text.split()), "outlet"),))

    def words(self, voice: Voice) -> int:
        """Return how many of the words are in `voice`."""
        return sum(span.words for span in self.spans if span.voice == voice)

    def share(self, voice: Voice) -> float:
        """Return which share of the words is in `voice`, from 0 to 1."""
        total = sum(span.words for span in self.spans)
        return self.words(voice) / total if total else float(self.voice == voice)

    @property
    def mixed(self) -> bool:
        """Whether more than one voice holds at least `MIXED` of the words."""
        voices = {span.voice for span in self.spans}
        return sum(self.share(voice) >= MIXED for voice in voices) > 1

    @property
    def main(self) -> VoiceSpan | None:
        """The longest span that is not the outlet's, the first of equals; None without one."""
        others = [span for span in self.spans if span.voice != "outlet"]
        return max(others, key=lambda span: span.words, default=None)
