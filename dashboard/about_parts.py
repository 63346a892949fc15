"""The parts of the page About the scores."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from analysis.config import Configuration, Measure
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
