"""The parts of the page Methods on sentence length and the model's own bias."""

import dataclasses

import pandas as pd
import streamlit as st

from analysis.bias_check import BiasCheck, Dimension, measured_bias
from analysis.config import Configuration, Measure
from analysis.validity import length_checks
from dashboard import wording
from dashboard.methods_parts import NOT_MEASURED

_MOST_NAMED = 8


def length(configuration: Configuration) -> None:
    """Show how right the scores are for short and for long sentences."""
    checks = length_checks(configuration)
    if not checks:
        st.markdown(NOT_MEASURED)
        return
    st.markdown(
        "AUC: how well the score ranks sentences of that length (0.5 is a coin toss). Slope: how "
        "steeply the labels follow the score. Scores are ratings, not probabilities, so compare "
        "slopes between lengths and not with 1. Rows of tone_news show agreement with model "
        "annotation."
    )
    rows = [dataclasses.asdict(check) for check in checks]
    st.dataframe(
        pd.DataFrame(rows),
        hide_index=True,
        key="by_length",
        alt="Accuracy by sentence length",
        placeholder="–",
        column_config={
            "name": st.column_config.TextColumn("Set", width=330),
            "words": st.column_config.TextColumn("Words", width=80),
            "n": st.column_config.NumberColumn("Sentences", format="localized", width=90),
            "auc": st.column_config.NumberColumn("AUC", format="%.2f", width=75),
            "slope": st.column_config.NumberColumn("Slope", format="%.2f", width=75),
        },
    )


def bias(configuration: Configuration) -> None:
    """Show how far a score moves when only a name in the sentence changes."""
    check = measured_bias(configuration)
    if check is None:
        st.markdown(NOT_MEASURED)
        return
    measures = {m.name: m for m in configuration.measures}
    st.markdown(_bias_text(check, measures))
    if any(configuration.model(measures[d.measure].model).baseline for d in check.dimensions):
        st.markdown("Word lists pass mostly because they do not know the names; that is no merit.")
    st.dataframe(
        pd.DataFrame([_bias_row(d, measures[d.measure]) for d in check.dimensions]),
        hide_index=True,
        key="bias",
        alt="Change of scores when only a name changes",
        column_config={
            "Mean change": st.column_config.NumberColumn(format="%.3f"),
            "Sentences": st.column_config.NumberColumn(format="localized"),
            "Largest change": st.column_config.NumberColumn(format="%+.2f"),
        },
    )


def _bias_text(check: BiasCheck, measures: dict[str, Measure]) -> str:
    groups = [(d, group) for d in check.dimensions for group in d.groups]
    missed = [
        f"{group.group} ({measures[d.measure].title.lower()} {wording.signed(group.mean_change)})"
        for d, group in groups
        if not group.goal_met
    ]
    met = sum(d.goal_met for d in check.dimensions)
    text = (
        f"We wrote {check.frames:,} sentences with gaps and filled them with names, parties, "
        f"nationalities, religions and outlets, {check.sentences:,} sentences in all. Goals: a "
        f"score moves by at most {check.goal_change:g} on average (met in {met} of "
        f"{len(check.dimensions)} rows), and each group's mean change lies within "
        f"±{check.goal_group:g}, its whole 95 % interval (met by {len(groups) - len(missed):,} of "
        f"{len(groups):,} groups)."
    )
    if missed:
        named = wording.listed(missed[:_MOST_NAMED])
        more = f", and {len(missed) - _MOST_NAMED} more" if len(missed) > _MOST_NAMED else ""
        text += f" Not met: {wording.markdown(named)}{more}."
    return text + " docs/bias.md has every group."


def _bias_row(row: Dimension, measure: Measure) -> dict[str, object]:
    met = sum(group.goal_met for group in row.groups)
    return {
        "Measure": measure.title,
        "Changed": row.dimension,
        "Sentences": row.sentences,
        "Mean change": row.mean_absolute_change,
        "Goal met": "yes" if row.goal_met else "no",
        "Groups within goal": f"{met} of {len(row.groups)}",
        "Largest change": row.largest_change,
        "With": row.filler,
        "In": row.frame,
    }
