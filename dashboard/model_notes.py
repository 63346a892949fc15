"""What a page says of the models behind its scores."""

import streamlit as st

from analysis.config import Configuration
from dashboard import cache, wording


def notes(configuration: Configuration) -> None:
    """Say which model made which score, where that is not plain, and which are baselines."""
    _who(configuration)
    _baseline(configuration)


def _who(configuration: Configuration) -> None:
    """Name the models where several score, or others than `models.yaml` has by default."""
    made = f"{_made_by(configuration)}."
    if configuration.measures != cache.defaults().measures:
        st.info(f"Models chosen on the page Methods: {made}", icon=":material/tune:")
    elif len(configuration.used_models()) > 1:
        st.caption(f"Scored by: {made}")


def _made_by(configuration: Configuration) -> str:
    """Return `sentiment by A; sensationalism and hedging by B`."""
    parts = []
    for model in configuration.used_models():
        own = [m.title.lower() for m in configuration.measures if m.model == model.name]
        parts.append(wording.markdown(f"{wording.listed(own)} by {model.title}"))
    return "; ".join(parts)


def _baseline(configuration: Configuration) -> None:
    baselines = {model.name for model in configuration.used_models() if model.baseline}
    names = [m.title.lower() for m in configuration.measures if m.model in baselines]
    if names:
        come = "comes" if len(names) == 1 else "come"
        st.info(
            f"Baseline scores: {wording.markdown(wording.listed(names))} {come} from counting "
            "words in lists. They miss context, irony and who is speaking. Use them to find "
            "passages to read, not as a finding.",
            icon=":material/info:",
        )
