"""Hypothesis strategies that several tests share."""

from hypothesis import strategies as st

# Everything that can be written as UTF-8; lone surrogates cannot.
characters = st.characters(exclude_categories=["Cs"])
texts = st.text(characters)
# Dense in what a spreadsheet, a CSV parser or a reader of lines stumbles over.
awkward_texts = st.text(st.sampled_from("=+-@\t\r\n\0'\",; \ufeffaé“"))
cells = texts | awkward_texts
