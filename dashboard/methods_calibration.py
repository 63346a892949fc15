"""The parts of the page Methods on calibration: reliability, and what is flagged unsure."""

import dataclasses
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from analysis.calibration import Calibration, Reliability, measured_calibration
from analysis.config import Configuration
from analysis.errors import ModelError
from dashboard import method_charts, palette, wording
from dashboard.methods_parts import NOT_MEASURED
from dashboard.palette import Palette


def calibration(configuration: Configuration) -> None:
    """Draw the reliability of each measure and what being flagged unsure means."""
    try:
        found = measured_calibration(configuration)
    except ModelError as error:
        st.error(wording.markdown_lines(str(error)))
        return
    _reliability(configuration, found)
    st.subheader("What “unsure” means", anchor=False)
    st.markdown(
        "A model can flag a sentence as unsure: it gives its likeliest readings too little "
        "probability. The flag is the column `unsure` of the downloads, empty where a model cannot "
        "say."
    )
    _unsure(configuration, found)


def _reliability(configuration: Configuration, found: Sequence[Calibration]) -> None:
    by_name = {name: own for one in found for name, own in one.measures.items()}
    measured = {m.name: by_name[m.name] for m in configuration.measures if m.name in by_name}
    if not measured:
        st.markdown(NOT_MEASURED)
        return
    st.markdown(
        "Measured on news sentences labelled by a language model, each left out of its own "
        "calibration. A point is a group of sentences; on the dashed line, what was predicted came "
        "true exactly as often."
    )
    own = palette.palettes(configuration.measures)
    for column, name in zip(st.columns(len(measured)), measured, strict=True):
        with column:
            _diagram(measured[name], own[name])
    absent = [m.title.lower() for m in configuration.measures if m.name not in measured]
    if absent:
        st.caption(
            f"Not measured for the model in use: {wording.markdown(wording.listed(absent))}."
        )


def _diagram(reliability: Reliability, own: Palette) -> None:
    frame = pd.DataFrame([dataclasses.asdict(group) for group in reliability.reliability])
    widest = reliability.widest
    takeaway = (
        f"{reliability.event}, {wording.count(reliability.n, 'sentence')}. Predicted and observed "
        f"differ by {wording.points(reliability.expected_calibration_error)} on average, at most "
        f"{wording.percent(widest.predicted)} predicted against "
        f"{wording.percent(widest.observed)} observed."
    )
    title = own.measure.title
    st.markdown(f"**{wording.markdown(title)}**: {wording.markdown(takeaway)}")
    name = own.measure.name
    st.altair_chart(
        method_charts.reliability(frame, own),
        width="stretch",
        key=f"reliability_{name}",
        alt=f"Reliability of {title.lower()}: {takeaway}",
    )
    with st.expander("Data of this chart", type="compact"):
        st.dataframe(
            frame.rename(columns=str.capitalize),
            hide_index=True,
            key=f"reliability_{name}_data",
            alt="Data of the chart above",
        )


def _unsure(configuration: Configuration, found: Sequence[Calibration]) -> None:
    shown = [one for one in found if one.unsure is not None]
    if not shown:
        st.markdown(NOT_MEASURED)
    for one in shown:
        st.markdown(_unsure_text(one))
    covered = {name: own.coverage for one in found for name, own in one.intervals.items()}
    if covered:
        titles = {m.name: m.title.lower() for m in configuration.measures}
        parts = [f"{titles[name]} {wording.percent(share)}" for name, share in covered.items()]
        st.markdown(
            "The columns that end in `_low` and `_high` give an interval that should hold the "
            f"label four times in five. Measured: {wording.markdown(wording.listed(parts))}."
        )


def _unsure_text(one: Calibration) -> str:
    own = one.unsure
    if own is None:
        return NOT_MEASURED
    low, high = own.interval
    return (
        f"{wording.markdown(one.model)} flags {wording.percent(own.share)} of sentences. Of those, "
        f"{wording.percent(own.error_unsure)} are misread, of the others "
        f"{wording.percent(own.error_others)}: **{own.ratio:.1f} times as often** (95 % interval "
        f"{low:.1f} to {high:.1f}). Misread: its tone, whether it is sensational at all, or "
        "whether it is hedged at all is not what the label says, which a language model gave."
    )
