"""The entry script: configures the page and the navigation, nothing else."""

from pathlib import Path

import streamlit as st

from dashboard import components, warm_up

HERE = Path(__file__).parent

st.logo(str(HERE / "logo.svg"))
pages = [
    st.Page("app_pages/articles.py", title="Articles", default=True),
    st.Page("app_pages/article.py", title="Article"),
    st.Page("app_pages/compare.py", title="Compare"),
    st.Page("app_pages/methods.py", title="Methods"),
]
# Streamlit's own menu covers half of a phone and stays open after a choice.
page = st.navigation(pages, position="hidden")
st.set_page_config(
    page_title=f"{page.title} · Tonelens", page_icon=str(HERE / "icon.svg"), layout="wide"
)
with components.page_width():
    components.menu(pages)
    page.run()
warm_up.start()
