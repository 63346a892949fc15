"""The one place that caches.

Nothing of a user's enters a cache that sessions share: frames are cached in session scope and
go with the session. Scorers are kept by `analysis` itself and hold no text.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Literal

import pandas as pd
import streamlit as st

from analysis import compare, tables
from analysis.alignment import Match
from analysis.articles import Article
from analysis.compare import telling
from analysis.compare.copies import first_copies
from analysis.config import Configuration, load_configuration
from analysis.errors import AnalysisError
from analysis.explain import explain_sentence
from analysis.pipeline import Analysis
from analysis.scorers import Explanation
from analysis.stories import Story, group_stories
from analysis.stories.grouping import Vector, embedding
from analysis.voice import View
from analysis.voice_tables import By, sources_frame
from dashboard import state, wording

Signature = tuple[str, View, tuple[tuple[str, ...], ...]]
Statistics = Literal["means", "words", "positions", "months", "weeks"]

_STATISTICS: Mapping[Statistics, Callable[[Analysis], pd.DataFrame]] = {
    "means": compare.outlet_means_frame,
    "words": compare.distinctive_words_frame,
    "positions": compare.outlet_positions_frame,
    "months": partial(compare.trend_frame, per="month"),
    "weeks": partial(compare.trend_frame, per="week"),
}


def configuration() -> Configuration:
    """Return the configuration in use, with the models chosen in this session.

    Where it is wrong, say so and stop the page.
    """
    chosen = state.desk().models
    try:
        return defaults().with_models(chosen)
    except AnalysisError as error:
        # models.yaml was changed since, and no longer has what was chosen.
        st.error(wording.markdown_lines(str(error)))
        st.button(
            "Back to the defaults", key="default_models", on_click=state.desk().use_default_models
        )
        st.stop()


def defaults() -> Configuration:
    """Return the configuration as `models.yaml` has it; where it is wrong, stop the page."""
    try:
        return load_configuration()
    except AnalysisError as error:
        st.error(wording.markdown_lines(str(error)))
        st.stop()


def sentences(analysis: Analysis) -> pd.DataFrame:
    """Return the sentence frame of `analysis`."""
    return _sentences(_signature(analysis), analysis)


def articles(analysis: Analysis) -> pd.DataFrame:
    """Return the article frame of `analysis`."""
    return _articles(_signature(analysis), analysis)


def outlets(analysis: Analysis) -> pd.DataFrame:
    """Return the outlet frame of `analysis`."""
    return _outlets(_signature(analysis), analysis)


def sources(analysis: Analysis, by: By) -> pd.DataFrame:
    """Return the frame of who is heard in each article or outlet of `analysis`."""
    return _sources(_signature(analysis), by, analysis)


def of_outlets(name: Statistics, analysis: Analysis) -> pd.DataFrame:
    """Return a frame of statistics of the outlets of `analysis`, all of which are compared."""
    return _of_outlets(name, _signature(analysis), analysis)


def inference(analysis: Analysis, stories: Mapping[str, str] | None = None) -> pd.DataFrame:
    """Return what follows for the outlets of `analysis`, by article or by story."""
    paired = None if stories is None else tuple(sorted(stories.items()))
    return _inference(_signature(analysis), paired, analysis)


def copies(analysis: Analysis) -> list[int]:
    """Return for each article of `analysis` the place of the first that it is a copy of."""
    return _copies(_signature(analysis), analysis)


def stories(analysis: Analysis, progress: Callable[[int], None]) -> tuple[Story, ...]:
    """Return the stories that the articles of `analysis` tell, as they are found.

    `progress` is called with how many articles have been read, which takes most of the time.
    Where the encoder cannot be loaded, say so and stop the page.
    """
    vectors = {}
    try:
        for number, scored in enumerate(analysis.articles, 1):
            vectors[scored.article.article_id] = _vector(scored.article.text_sha256, scored.article)
            progress(number)
        return _stories(_texts(analysis), analysis, vectors)
    except AnalysisError as error:
        st.error(wording.markdown_lines(str(error)))
        st.stop()


def matched(analysis: Analysis) -> tuple[tuple[Match, ...], tuple[str, ...]]:
    """Return which sentences of the articles of one story match; see `telling.matched`.

    Where the encoder cannot be loaded, say so and stop the page.
    """
    try:
        return _matched(_texts(analysis), analysis)
    except AnalysisError as error:
        st.error(wording.markdown_lines(str(error)))
        st.stop()


def explanations(sentence: str, configuration: Configuration) -> dict[str, Explanation]:
    """Return the explanation of a sentence's score on each measure, by its name.

    Raises `ModelError` when a model cannot be loaded.
    """
    return _explanations(sentence, configuration.sha256(), configuration)


@st.cache_data(scope="session", max_entries=64, show_spinner=False)
def _explanations(
    sentence: str,
    sha256: str,  # noqa: ARG001
    _configuration: Configuration,
) -> dict[str, Explanation]:
    return {own.measure: own for own in explain_sentence(sentence, _configuration)}


@st.cache_data(scope="session", max_entries=8, show_spinner=False)
def _sentences(signature: Signature, _analysis: Analysis) -> pd.DataFrame:  # noqa: ARG001
    return tables.sentences_frame(_analysis)


@st.cache_data(scope="session", max_entries=8, show_spinner=False)
def _articles(signature: Signature, _analysis: Analysis) -> pd.DataFrame:  # noqa: ARG001
    return tables.articles_frame(_analysis)


@st.cache_data(scope="session", max_entries=8, show_spinner=False)
def _outlets(signature: Signature, _analysis: Analysis) -> pd.DataFrame:  # noqa: ARG001
    return tables.outlets_frame(_analysis)


@st.cache_data(scope="session", max_entries=8, show_spinner=False)
def _sources(signature: Signature, by: By, _analysis: Analysis) -> pd.DataFrame:  # noqa: ARG001
    return sources_frame(_analysis, by)


@st.cache_data(scope="session", max_entries=48, show_spinner=False)
def _of_outlets(
    name: Statistics,
    signature: Signature,  # noqa: ARG001
    _analysis: Analysis,
) -> pd.DataFrame:
    return _STATISTICS[name](_analysis)


@st.cache_data(scope="session", max_entries=16, show_spinner=False)
def _inference(
    signature: Signature,  # noqa: ARG001
    stories: tuple[tuple[str, str], ...] | None,
    _analysis: Analysis,
) -> pd.DataFrame:
    return compare.inference_frame(_analysis, stories=None if stories is None else dict(stories))


@st.cache_data(scope="session", max_entries=8, show_spinner=False)
def _copies(signature: Signature, _analysis: Analysis) -> list[int]:  # noqa: ARG001
    return first_copies(_analysis.articles)


@st.cache_data(scope="session", max_entries=2_000, show_spinner=False)
def _vector(text_sha256: str, _article: Article) -> Vector:  # noqa: ARG001
    return embedding(_article)


@st.cache_data(scope="session", max_entries=4, show_spinner=False)
def _stories(
    texts: tuple[tuple[str, ...], ...],  # noqa: ARG001
    _analysis: Analysis,
    _vectors: Mapping[str, Vector],
) -> tuple[Story, ...]:
    articles = [scored.article for scored in _analysis.articles]
    return group_stories(articles, embedded=lambda article: _vectors[article.article_id])


@st.cache_data(scope="session", max_entries=16, show_spinner=False)
def _matched(
    texts: tuple[tuple[str, ...], ...],  # noqa: ARG001
    _analysis: Analysis,
) -> tuple[tuple[Match, ...], tuple[str, ...]]:
    return telling.matched(_analysis)


def _texts(analysis: Analysis) -> tuple[tuple[str, ...], ...]:
    """Return what matching and grouping read: texts and dates, whatever the scores."""
    return tuple(
        (own.article_id, own.text_sha256, str(own.headline_end), own.published)
        for own in (scored.article for scored in analysis.articles)
    )


def _signature(analysis: Analysis) -> Signature:
    """Return what tells one analysis from another: view, ids, texts and corrections."""
    names = ("article_id", "text_sha256", "outlet", "title", "published")
    described = tuple(
        tuple(getattr(scored.article, name) for name in names) for scored in analysis.articles
    )
    return analysis.configuration.sha256(), analysis.view, described
