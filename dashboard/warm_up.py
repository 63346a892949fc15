"""What takes seconds to load, loaded while the user looks at the first page."""

from contextlib import suppress
from threading import Thread

import streamlit as st

from analysis.errors import ModelError
from analysis.voice import parser


@st.cache_resource(show_spinner=False)
def start() -> None:
    """Load the parser in the background, once for all sessions of this process."""
    Thread(target=_load, name="parser", daemon=True).start()


def _load() -> None:
    # Where it cannot be loaded, whoever needs it is told, with the remedy.
    with suppress(ModelError):
        parser.load()
