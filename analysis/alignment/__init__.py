"""The same fact in different words: sentences of a story's articles beside each other."""

from analysis.alignment.differences import words_alone
from analysis.alignment.facts import facts
from analysis.alignment.frames import omissions_frame
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
    "facts",
    "omissions",
    "omissions_frame",
    "words_alone",
]
