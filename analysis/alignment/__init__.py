"""The same fact in different words: sentences of a story's articles beside each other."""

from analysis.alignment.differences import word_differences, words_alone
from analysis.alignment.facts import facts
from analysis.alignment.frames import alignment_frame, omissions_frame
from analysis.alignment.matching import align
from analysis.alignment.omissions import omissions
from analysis.alignment.records import LIKELY, UNLIKELY, Fact, Match, Omission, Place

__all__ = [
    "LIKELY",
    "UNLIKELY",
    "Fact",
    "Match",
    "Omission",
    "Place",
    "align",
    "alignment_frame",
    "facts",
    "omissions",
    "omissions_frame",
    "word_differences",
    "words_alone",
]
