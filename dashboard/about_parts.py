"""The parts of the page About the scores."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from analysis.config import Configuration, Measure
from analysis.validity import Figure, measured_accuracy
from dashboard import components, palette, wording


def measures(shown: Sequence[Measure]) -> None:
    """Describe each measure with its range and its levels."""
    own = palette.palettes(shown)
    for measure in shown:
        lowest, highest = (f"{end:g}".replace("-", wording.MINUS) for end in measure.range)
        scale = f"From {lowest} ({measure.low}) to {highest} ({measure.high})."
        clear = f"Clear: {measure.clear:g} or more" + (
            ", in either direction." if measure.diverging else "."
        )
        st.markdown(
            f"**{wording.markdown(measure.title)}.** "
            + wording.markdown(f"{measure.description} {scale} {clear}")
        )
        components.legend(own[measure.name])


def models(configuration: Configuration) -> None:
    """List the models in use and what each scores."""
    rows = [
        {
            "Model": model.title,
            "Scores": wording.listed(
                [m.title for m in configuration.measures if m.model == model.name]
            ),
            "Description": model.description,
            "Revision": model.revision,
            "Licence": model.licence,
        }
        for model in configuration.used_models()
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True, key="models", alt="Models in use")


def accuracy(configuration: Configuration) -> None:
    """Show how right each measure's scores are, beside what others reach on the same sets."""
    for measure in configuration.measures:
        st.markdown(f"**{wording.markdown(measure.title)}**")
        figures = measured_accuracy(configuration, measure.name)
        if not figures:
            st.markdown("Not measured for the model in use.")
            continue
        table = pd.DataFrame([_accuracy_row(figure) for figure in figures])
        st.dataframe(
            table.dropna(axis="columns", how="all"),  # VADER measures sentiment alone
            hide_index=True,
            key=f"accuracy_{measure.name}",
            alt=f"Measured accuracy of {measure.title.lower()}",
            column_config=_ACCURACY_COLUMNS,
        )


_ACCURACY_COLUMNS = {
    "Set": st.column_config.TextColumn(width=310),
    "Labels by": st.column_config.TextColumn(width=125),
    "Sentences": st.column_config.NumberColumn(format="localized", width=80),
    "Measured in": st.column_config.TextColumn(width=85),
    "Tonelens": st.column_config.NumberColumn(format="%.2f", width=75),
    "95 %": st.column_config.TextColumn(width=100),
    "VADER": st.column_config.NumberColumn(format="%.2f", width=65),
    "Others": st.column_config.TextColumn(width=300),
}


def _accuracy_row(figure: Figure) -> dict[str, object]:
    return {
        "Set": figure.name,
        "Labels by": figure.labels_by.partition(",")[0],
        "Sentences": figure.n,
        "Measured in": figure.metric,
        "Tonelens": figure.value,
        "95 %": f"{figure.low:.2f} to {figure.high:.2f}",
        "VADER": figure.vader,
        "Others": figure.published,
    }
