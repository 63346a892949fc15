"""The same fact in different words: the sentences of each outlet facing each other."""

from collections.abc import Mapping, Sequence

import streamlit as st

from analysis.alignment import words_alone
from analysis.alignment.accuracy import match_accuracy
from analysis.compare.telling import Statement, Telling, ToldFact, by_gap
from analysis.config import Measure
from dashboard import compare_contents, components, cue_marks, palette, quotation, wording
from dashboard.cue_marks import Scale
from dashboard.quotation import Shade
from dashboard.state import Desk
from dashboard.styles import STYLE

FIRST, MORE = 5, 10
ABREAST = 3
# Longer sentences are cut; the whole one is in the drawer.
LENGTH = 600
# From the first on, more than nine matches in ten are right in docs/alignment.md.
LIKELY_SAME, VERY_LIKELY = 0.7, 0.9
BY_TONE, BY_TEXT = "Largest difference in tone", "Order in the text"
LEGEND = (
    '<div class="tl-legend"><span class="tl-lead"><span class="tl-alone">shaded</span> '
    "words that no sentence beside it has{voice}</span></div>"
)


def accuracy() -> str:
    """Return how right matches are, in a sentence or two."""
    figures = match_accuracy()
    return (
        f"Measured on one news event of which all {figures.pairs:,} pairs of sentences were "
        f"looked through: {wording.percent(figures.precision)} of the matches shown are right, and "
        f"{wording.percent(figures.recall)} of all there are were found (labels by a language "
        "model). What is not shown here may still be there."
    )


def draw(telling: Telling, names: dict[str, str], desk: Desk) -> None:
    """Draw the facts that the articles share; `names` is what to call each article, by id."""
    compare_contents.heading(compare_contents.FACTS)
    st.caption(accuracy())
    if not telling.facts:
        st.markdown(
            "No sentences were found that state the same fact. The articles may be about "
            "different things, or say the same in words too different for the program."
        )
        return
    measures = telling.analysis.configuration.measures
    measure, order = _choices(measures)
    scale = cue_marks.scales(telling.analysis.configuration)[measure.name]
    own = palette.palettes(measures)[measure.name]
    components.cue_legend(own, scale)
    components.voice_legend(telling.analysis.view)
    _shade_legend(telling)
    told = by_gap(telling.facts, measure.name) if order == BY_TONE else telling.facts
    shown = st.session_state.setdefault("facts_shown", FIRST)
    for fact in told[:shown]:
        _fact(fact, telling, measure, scale, names, desk)
    if len(told) > shown:
        left = len(told) - shown
        label = f"Show {left} more" if left <= MORE else f"Show {MORE} of {left} more"
        st.button(label, key="more_facts", on_click=_show_more)


def _choices(measures: Sequence[Measure]) -> tuple[Measure, str]:
    by_name = {measure.name: measure for measure in measures}
    with st.container(horizontal=True, gap="medium"):
        chosen = st.segmented_control(
            "Tone by",
            list(by_name),
            format_func=lambda name: by_name[name].title,
            default=next(iter(by_name)),
            required=True,
            key="facts_measure",
            persist_state="session",
        )
        order = st.segmented_control(
            "Sort by",
            [BY_TONE, BY_TEXT],
            default=BY_TONE,
            required=True,
            key="facts_order",
            persist_state="session",
        )
    return by_name[chosen], order


def _shade_legend(telling: Telling) -> None:
    only = ", in the outlet’s own voice" if telling.analysis.view == "outlet" else ""
    st.html(f"{STYLE}{LEGEND.format(voice=only)}")


def _show_more() -> None:
    st.session_state["facts_shown"] += MORE


def _fact(
    fact: ToldFact,
    telling: Telling,
    measure: Measure,
    scale: Scale,
    names: dict[str, str],
    desk: Desk,
) -> None:
    with st.container(border=True):
        st.markdown(_heading(fact, measure))
        said = _in_order(fact.statements, names)
        abreast = len(said) if len(said) <= ABREAST else 2 if len(said) == 4 else ABREAST
        for row in range(0, len(said), abreast):
            columns = st.columns(abreast, gap="medium")
            for column, statement in zip(columns, said[row : row + abreast], strict=False):
                with column:
                    st.markdown(f"**{wording.markdown(names[statement.place.article_id])}**")
                    _statement(statement, fact, telling, measure, scale, desk)
        if fact.others:
            _others(fact.others, names)


def _heading(fact: ToldFact, measure: Measure) -> str:
    gap = fact.gap(measure.name)
    difference = (
        f"Difference in {measure.title.lower()} {wording.score(gap)}"
        if gap is not None
        else "No difference in tone is given: fewer than two of these sentences are for the most "
        "part in this voice"
    )
    numbers = " · **the numbers differ**" if fact.numbers_differ else ""
    return (
        wording.markdown(
            f"{difference} · {sameness(fact.fact.confidence)} "
            f"(probability {wording.score(fact.fact.confidence)})"
        )
        + numbers
    )


def sameness(confidence: float) -> str:
    """Return in words how probable it is that sentences state the same fact."""
    if confidence < LIKELY_SAME:
        return "perhaps the same fact"
    return "likely the same fact" if confidence < VERY_LIKELY else "very likely the same fact"


def _in_order(statements: Sequence[Statement], names: Mapping[str, str]) -> Sequence[Statement]:
    """Return the statements in the order in which their articles are compared."""
    order = list(names)
    return sorted(statements, key=lambda each: order.index(each.place.article_id))


def _statement(
    statement: Statement,
    fact: ToldFact,
    telling: Telling,
    measure: Measure,
    scale: Scale,
    desk: Desk,
) -> None:
    view = telling.analysis.view
    voices = statement.sentence.voice.spans if view == "outlet" else None
    others = [each.text for each in fact.statements if each is not statement]
    alone = words_alone(statement.text, others, voices=voices)
    shade = Shade(alone, LENGTH, "_fact")
    part = "" if statement.mostly_in_view else " · for the most part not in this voice"
    quotation.draw(
        statement.article, statement.sentence, measure, scale, desk, part, view, shade=shade
    )


def _others(others: Sequence[Statement], names: dict[str, str]) -> None:
    said = [
        f"{names[each.place.article_id]}, {quotation.place(each.sentence)}: "
        f"“{wording.excerpt(each.text, 140)}”"
        for each in others
    ]
    st.caption(wording.markdown(f"Also stated there: {' · '.join(said)}"))
