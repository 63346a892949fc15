"""The entry script: configures the page and the navigation, nothing else."""

from pathlib import Path

import streamlit as st

from dashboard import components

HERE = Path(__file__).parent

st.set_page_config(page_title="Tonelens", page_icon=str(HERE / "icon.svg"), layout="wide")
st.logo(str(HERE / "logo.svg"))
page = st.navigation(
    [
        st.Page("app_pages/articles.py", title="Articles", default=True),
        st.Page("app_pages/article.py", title="Article"),
        st.Page("app_pages/compare.py", title="Compare"),
        st.Page("app_pages/about.py", title="About the scores"),
    ],
    position="top",
)
with components.page_width():
    page.run()
