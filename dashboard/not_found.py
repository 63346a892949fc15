"""Facts that several outlets state and that were not found in one."""

from itertools import groupby

import streamlit as st

from analysis.alignment import Omission
from analysis.compare.telling import Telling, ToldFact
from dashboard import wording

TWO, ALL = "At least two others", "All others"
FIRST = 4
LENGTH = 320
NOTE = (
    "A fact is listed where the outlets below state it and no sentence of the other comes near it. "
    "The program errs: the fact may be told in other words, in a sentence that was not matched, or "
    "in an article that is not here. Read the nearest sentence, and the article, before you say "
    "that something was left out."
)


def all_others() -> bool:
    """Return what was chosen: only facts that every other outlet states."""
    return st.session_state.get("omitted_by") == ALL


def draw(telling: Telling, names: dict[str, str], outlets: int) -> None:
    """Draw what was not found where, the surest first; `names` is by article id.

    `outlets` is the number of outlets (or articles) compared.
    """
    st.subheader("Not found", anchor=False)
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
    st.caption(NOTE)
    if not telling.omissions:
        st.markdown("Every fact that was found in the others was found in each outlet too.")
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
        st.markdown(f"“{wording.markdown(wording.excerpt(first.text, LENGTH))}”")
        st.caption(
            wording.markdown(f"Stated by {wording.listed(_stating(told))} · {_sure(omission)}")
        )
        st.caption(wording.markdown(_nearest(omission, telling)))


def _stating(told: ToldFact) -> list[str]:
    named = {each.outlet: each.place.sentence for each in reversed(told.statements)}
    return [f"{outlet} (sentence {number})" for outlet, number in reversed(named.items())]


def _sure(omission: Omission) -> str:
    """Say how sure this is; the number orders what is listed and is no probability."""
    words = ("doubtful", "fairly sure", "sure")
    step = (omission.confidence >= 0.6) + (omission.confidence >= 0.8)
    return f"{words[step]} ({wording.score(omission.confidence)})"


def _nearest(omission: Omission, telling: Telling) -> str:
    if omission.nearest is None:
        return "There is no sentence to compare with."
    there = telling.statement(omission.nearest)
    return (
        f"Nearest there: sentence {there.place.sentence}, with a probability of "
        f"{wording.score(omission.nearest_confidence)} of stating it: "
        f"“{wording.excerpt(there.text, 200)}”"
    )
