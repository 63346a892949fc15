"""Getting articles onto the desk: files, a folder, pasted text, the samples."""

import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path, PurePosixPath
from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analysis import uploads
from analysis.articles import Problem, Reading, article_from_text, read_files
from analysis.errors import AnalysisError, LanguageError
from analysis.readers.cleaning import clean_name
from analysis.resources import resource
from analysis.results import open_tables, without_tables
from dashboard import cache, wording
from dashboard.state import Desk

# Seconds between two messages to the browser while files are read.
_SAY_EVERY = 0.5
FORMATS = "Text, Markdown, HTML, Word, RTF, PDF, CSV, JSON Lines, Excel, or a ZIP of these."


def panel(desk: Desk) -> None:
    """Draw the ways in; what is read goes straight onto the desk."""
    files, folder, paste = st.tabs(["Files", "Folder", "Paste text"])
    with files:
        _uploader(desk, "Drop articles here, as many as you like", several=True, key="files")
        st.caption(FORMATS)
    with folder:
        _uploader(desk, "Drop a folder of articles here", several="directory", key="folder")
        st.caption(f"{FORMATS} Where an article names no outlet, its folder's name is taken.")
    with paste:
        _paste(desk)
    _no_addresses()
    if desk.articles:
        st.button(
            "Load the sample articles too",
            key="more_samples",
            type="tertiary",
            on_click=samples,
            args=(desk,),
        )


def _uploader(desk: Desk, label: str, *, several: Literal[True, "directory"], key: str) -> None:
    # A new key empties the widget, so that a file is read once and its bytes are let go.
    uploaded = st.file_uploader(label, accept_multiple_files=several, key=f"{key}_{desk.round}")
    if uploaded:
        with st.spinner(f"Reading {wording.count(len(uploaded), 'file')}…"):
            chosen = [file for file in uploaded if not _of_the_system(file.name)]
            fit = uploads.fitting(file.size for file in chosen)
            beyond = uploads.left_out([clean_name(file.name) for file in chosen[fit:]])
            _add(desk, ((file.name, file.getvalue()) for file in chosen[:fit]), beyond)
        st.rerun()


def _add(desk: Desk, files: Iterable[tuple[str, bytes]], beyond: Sequence[Problem] = ()) -> None:
    """Put the articles of `files` on the desk; those of tables of scores with their scores.

    `beyond` tells of files that were more than one upload takes.
    """
    tables: list[tuple[str, bytes]] = []
    problems: list[Problem] = []
    reading = read_files(without_tables(files, tables), progress=_so_far(st.empty()))
    configuration = cache.configuration()
    results = open_tables(tables, configuration, problems)
    read = Reading(reading.articles, (*reading.problems, *problems, *beyond))
    desk.add(uploads.within_session(read, _held(desk)))
    for found in results:
        own = Reading(tuple(scored.article for scored in found.articles), ())
        if full := uploads.within_session(own, _held(desk)).problems:
            desk.add(Reading((), full))
        else:
            desk.restore(found, configuration)


def _so_far(place: DeltaGenerator) -> Callable[[int], None]:
    """Return what says how many articles are read, now and then."""
    said = time.monotonic()

    def say(read: int) -> None:
        nonlocal said
        if time.monotonic() - said > _SAY_EVERY:
            said = time.monotonic()
            place.caption(f"{wording.count(read, 'article')} read so far")

    return say


def _held(desk: Desk) -> int:
    return uploads.text_held(desk.articles.values(), desk.problems)


def _of_the_system(path: str) -> bool:
    """Return whether a file is one that systems leave in folders unasked."""
    name = PurePosixPath(path).name
    return name.startswith(".") or name in ("Thumbs.db", "desktop.ini")


def _paste(desk: Desk) -> None:
    with st.form(f"paste_{desk.round}", border=False):
        left, right = st.columns(2)
        left.text_input("Outlet (optional)", key=f"paste_outlet_{desk.round}")
        right.text_input("Headline (optional)", key=f"paste_title_{desk.round}")
        st.text_area("Text of the article", height=220, key=f"paste_text_{desk.round}")
        # A callback runs even where the user changes the page before this one is drawn again.
        st.form_submit_button(
            "Add this text",
            type="primary",
            key=f"paste_{desk.round}_go",
            on_click=_add_pasted,
            args=(desk,),
        )
    if fault := desk.take_fault():
        st.error(wording.markdown(fault))


def _add_pasted(desk: Desk) -> None:
    """Put the text in the form on the desk, or say why not."""
    outlet, title, text = (
        str(st.session_state[f"paste_{name}_{desk.round}"]) for name in ("outlet", "title", "text")
    )
    if not text.strip():
        desk.fault = "There is no text yet. Paste the text of an article above."
        return
    try:
        desk.add(uploads.within_session(_pasted(text, title, outlet), _held(desk)))
    except AnalysisError as error:
        desk.fault = str(error)


def _pasted(text: str, title: str, outlet: str) -> Reading:
    """Return what was pasted; refused for its language, it can be scored anyway like a file."""
    try:
        return Reading((article_from_text(text, title=title, outlet=outlet),), ())
    except LanguageError as error:
        refused = article_from_text(text, title=title, outlet=outlet, any_language=True)
        return Reading((), (Problem(refused.source_file, str(error), refused, LanguageError),))


def _no_addresses() -> None:
    with st.expander("Why is there no field for a web address?"):
        st.markdown(
            "Tonelens contacts no website: many articles sit behind a login or a consent page, "
            "and fetching one would tell its publisher what you are looking at. Open the article "
            "in your browser, save the page (Ctrl+S, or ⌘S on a Mac) and add the HTML file here. "
            "The text, headline, outlet and date are taken from it."
        )


def samples(desk: Desk) -> None:
    """Put the sample articles on the desk."""
    folder = resource("seeds")
    found = sorted(path for path in folder.glob("*/*.md") if path.name != "README.md")
    desk.add(read_files(_named(path, folder) for path in found))


def _named(path: Path, folder: Path) -> tuple[str, bytes]:
    return path.relative_to(folder).as_posix(), path.read_bytes()
