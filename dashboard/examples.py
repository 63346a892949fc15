"""Sentences that show what the levels of a measure mean. We wrote them; nobody in them is real."""

from collections.abc import Mapping, Sequence

from analysis.config import Measure

_EXAMPLES: Mapping[str, Mapping[str, Sequence[str]]] = {
    "sentiment": {
        "unfavourable": (
            "Two walkers died when the footbridge gave way.",
            "The clinic lost the records of 300 patients.",
        ),
        "neutral": (
            "The committee meets again on Thursday.",
            "The new road runs from the harbour to the mill.",
        ),
        "favourable": (
            "All twelve miners were brought out alive.",
            "Parents praised the school for its best results in twenty years.",
        ),
    },
    "sensationalism": {
        "plain": (
            "Three people were shot dead on Friday.",
            "The ferry company cancelled its winter timetable.",
        ),
        "mild": (
            "The mayor slammed the ferry company over the cuts.",
            "The plan sparked outrage among anglers.",
        ),
        "clear": (
            "The heartless cuts leave islanders stranded like castaways.",
            "Council bosses have cooked up yet another crackpot scheme.",
        ),
        "tabloid": (
            "FERRY HELL: the sickening betrayal that left an island to rot!",
            "You will never believe what this monster of a landlord did next.",
        ),
    },
    "hedging": {
        "asserted": (
            "The bridge closes on Monday.",
            "Visitors may park behind the hall.",  # permission, not doubt
        ),
        "partly hedged": (
            "About 40 people were on board.",
            "Critics say that the survey came too late.",
        ),
        "main claim hedged": (
            "The bridge may have to close.",
            "The fire was reportedly started by a heater.",
        ),
    },
}


def examples(measure: Measure) -> Mapping[str, Sequence[str]]:
    """Return sentences by the word for what they show; empty for a measure we do not know.

    A measure of our name whose ends and levels are worded otherwise may mean something else.
    """
    known = {measure.low, measure.high, *(level.label for level in measure.levels)}
    own = _EXAMPLES.get(measure.name, {})
    return own if known.issuperset(own) else {}
