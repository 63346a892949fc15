"""Facts that several outlets state and that were not found in one."""

from itertools import groupby

import streamlit as st

from analysis.alignment import Omission
from analysis.alignment.accuracy import omission_accuracy
from analysis.compare.telling import Telling, ToldFact
from dashboard import compare_contents, quotation, wording

TWO, ALL = "At least two others", "All others"
FIRST = 4
LENGTH = 320
# In the sample articles, of omissions from here up most were planted; of those below, every second.
FAIRLY_SURE = 0.9
NOTE = (
    "A fact is listed where the outlets below state it and no sentence of the other comes near it. "
    "The program errs: the fact may be told in other words, in a sentence that was not matched, or "
    "in an article that is not here. Read the nearest sentence, and the article, before you say "
    "that something was left out."
)

NONE = "No fact was found in at least two of them that nothing in another one comes near."
NONE_OF_ALL = (
    "No fact was found in all others that nothing in the remaining one comes near. Choose “At "
    "least two others” to see what some of them tell and another does not."
)


def all_others() -> bool:
    """Return what was chosen: only facts that every other outlet states."""
    return st.session_state.get("omitted_by") == ALL


def accuracy() -> str:
    """Return how often what is listed is right, in a sentence or two."""
    figures = omission_accuracy()
    return (
        "In our sample articles, where it is known who leaves out what, "
        f"{figures.right} of the {figures.named} facts that were listed so had been left out, and "
        f"{figures.found} of the {figures.planted} that had been left out were listed."
    )


def draw(telling: Telling, names: dict[str, str], outlets: int) -> None:
    """Draw what was not found where, the surest first; `names` is by article id.

    `outlets` is the number of outlets (or articles) compared.
    """
    compare_contents.heading(compare_contents.NOT_FOUND)
    if outlets < 3:
        st.markdown(
            "To ask what one outlet does not tell, compare at least three: a fact counts where "
            "two others state it."
        )
        return
    st.segmented_control(
        "Stated by",
        [TWO, ALL],
        default=TWO,
        required=True,
        key="omitted_by",
        persist_state="session",
    )
    st.caption(f"{NOTE} {accuracy()}")
    if not telling.omissions:
        st.markdown(NONE_OF_ALL if all_others() else NONE)
        return
    facts = {told.fact.places: told for told in telling.facts}
    ordered = sorted(telling.omissions, key=lambda each: (_named(each, names), -each.confidence))
    for outlet, group in groupby(ordered, key=lambda each: _named(each, names)):
        found = list(group)
        st.markdown(
            f"**Not found in {wording.markdown(outlet)}** ({wording.count(len(found), 'fact')})"
        )
        for omission in found[:FIRST]:
            _omission(omission, facts[omission.fact.places], telling)
        if len(found) > FIRST:
            with st.expander(f"{len(found) - FIRST} more", type="compact"):
                for omission in found[FIRST:]:
                    _omission(omission, facts[omission.fact.places], telling)


def _named(omission: Omission, names: dict[str, str]) -> str:
    return names.get(omission.outlet, omission.outlet)


def _omission(omission: Omission, told: ToldFact, telling: Telling) -> None:
    with st.container(border=True, gap="small"):
        first = told.statements[0]
        st.markdown(wording.markdown(_quoted(first.text, LENGTH)))
        st.caption(
            wording.markdown(f"Stated by {wording.listed(_stating(told))} · {_sure(omission)}")
        )
        st.caption(wording.markdown(_nearest(omission, telling)))


def _stating(told: ToldFact) -> list[str]:
    named = {each.outlet: each.sentence for each in reversed(told.statements)}
    return [f"{outlet} ({quotation.place(own)})" for outlet, own in reversed(named.items())]


def _sure(omission: Omission) -> str:
    """Say how sure this is; the number orders what is listed and is no probability."""
    said = "fairly sure" if omission.confidence >= FAIRLY_SURE else "doubtful"
    return f"{said} ({wording.score(omission.confidence)})"


def _nearest(omission: Omission, telling: Telling) -> str:
    if omission.nearest is None:
        return "There is no sentence to compare with."
    there = telling.statement(omission.nearest)
    return (
        f"Nearest there: {quotation.place(there.sentence)}, with a probability of "
        f"{wording.score(omission.nearest_confidence)} of stating it: "
        f"{_quoted(there.text, 200)}"
    )


def _quoted(text: str, length: int) -> str:
    """Return a sentence in quotation marks; one that begins with its own has those alone."""
    cut = wording.excerpt(text, length)
    return cut if cut.startswith(("“", '"')) else f"“{cut}”"
