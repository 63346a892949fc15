"""Opening a sentence of the text by a click, or by Enter or Space where it has the focus.

HTML drawn by `st.html` cannot reach Python, so a component without any content of its own listens
in the container it shares with the text. It sends a sentence's number and nothing else; every
sentence can be opened from the page's buttons and its table too, should the component fail.
"""

from collections.abc import Callable
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

AREA = "article_text"
_KEY = "text_clicks"
# A click that ends the selection of some text is meant for the text.
_JS = """
export default function ({ parentElement, setTriggerValue }) {
  const area = parentElement.closest(".st-key-article_text");
  if (!area) return;
  const open = (event) => {
    const sentence = event.target.closest("[data-sentence]");
    if (!sentence) return;
    event.preventDefault();
    setTriggerValue("open", Number(sentence.dataset.sentence));
  };
  const click = (event) => {
    if (window.getSelection().isCollapsed) open(event);
  };
  const press = (event) => {
    if (!event.repeat && (event.key === "Enter" || event.key === " ")) open(event);
  };
  area.addEventListener("click", click);
  area.addEventListener("keydown", press);
  return () => {
    area.removeEventListener("click", click);
    area.removeEventListener("keydown", press);
  };
}
"""
_listener = st.components.v2.component("tonelens_text_clicks", js=_JS, isolate_styles=False)


def area() -> DeltaGenerator:
    """Return the container in which the text and `listen` are drawn."""
    return st.container(key=AREA, gap=None)


def listen(numbers: range, opened: Callable[[int], None]) -> None:
    """Listen in the text; call `opened` with the number of the sentence that was opened.

    Numbers outside `numbers`, as a browser could send, are passed over.
    """
    _listener(key=_KEY, on_open_change=partial(_pass_on, numbers, opened))


def _pass_on(numbers: range, opened: Callable[[int], None]) -> None:
    number = st.session_state[_KEY].get("open")
    if isinstance(number, int) and number in numbers:
        opened(number)
