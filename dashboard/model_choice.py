"""Choosing which model scores a measure, for this session."""

from collections.abc import Mapping

import streamlit as st

from analysis.config import Configuration, Measure
from analysis.errors import ModelError
from analysis.scorers import load_scorer
from dashboard import cache, wording
from dashboard.state import Desk


def choose(desk: Desk, configuration: Configuration) -> None:
    """Draw a choice of model for each measure, whether it works, and the way back."""
    st.markdown(
        "The choice holds for this session, on all pages and in all downloads. Scores by the "
        "models chosen before are kept. A model from the Hugging Face hub is downloaded when it is "
        "chosen; nothing of your articles is sent."
    )
    columns = st.columns(len(configuration.measures))
    for column, measure in zip(columns, cache.defaults().measures, strict=True):
        with column:
            _choice(desk, measure, _options(configuration, measure))
    st.caption("Other models are added in models.yaml: see docs/models.md.")
    if desk.models and _works(desk, configuration):
        _score(desk, configuration)
    way_back(desk)


def way_back(desk: Desk) -> None:
    """Draw the button that undoes every choice, where there is one to undo."""
    if desk.models:
        st.button("Back to the defaults", key="default_models", on_click=desk.use_default_models)


def _options(configuration: Configuration, measure: Measure) -> dict[str, str]:
    """Return the models that can score a measure: name to what the choice calls it."""
    fitting = [model for model in configuration.models if measure.name in model.scores]
    titles = wording.distinct([model.title for model in fitting])
    return {
        model.name: f"{title} · default" if model.name == measure.model else title
        for model, title in zip(fitting, titles, strict=True)
    }


def _choice(desk: Desk, measure: Measure, options: Mapping[str, str]) -> None:
    """Draw the choice for a measure; `measure` names its default model."""
    key = f"model_{measure.name}"
    # The desk decides, so that undoing the choice from another page shows here too.
    st.session_state[key] = desk.models.get(measure.name, measure.model)
    st.selectbox(
        measure.title,
        list(options),
        format_func=lambda name: options.get(name, name),
        key=key,
        disabled=len(options) < 2,
        on_change=_choose,
        args=(desk, measure, key),
    )


def _choose(desk: Desk, measure: Measure, key: str) -> None:
    chosen = st.session_state[key]
    desk.choose_model(measure.name, "" if chosen == measure.model else chosen)


def _works(desk: Desk, configuration: Configuration) -> bool:
    """Load what was chosen; say why where that fails."""
    chosen = {configuration.measure(name).model for name in desk.models}
    for name in sorted(chosen):
        model = configuration.model(name)
        try:
            with st.spinner(f"Loading {wording.markdown(model.title)}…"):
                load_scorer(model, configuration.folder)
        except ModelError as error:
            st.error(wording.markdown_lines(str(error)))
            return False
    return True


def _score(desk: Desk, configuration: Configuration) -> None:
    waiting = len(desk.waiting(configuration))
    if waiting:
        articles = wording.count(waiting, "article")
        st.markdown(f"Not scored with this choice yet: {articles}.")
        if st.button("Score now", key="score_chosen_models", type="primary"):
            desk.resume()
            st.switch_page("app_pages/articles.py")
