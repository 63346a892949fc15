import streamlit as st

from dashboard import (
    accuracy,
    cache,
    components,
    desk_table,
    download_menu,
    intake,
    model_notes,
    scoring,
    state,
    unnamed,
)

configuration = cache.configuration()
desk = state.desk()

components.intro(
    "Articles",
    "Tonelens rates every sentence of a news article: how favourable it is, how sensational, how "
    "hedged. Add articles in English, then read one closely or set outlets side by side.",
)

if not desk.articles:
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(
            "**New here?** Load our sample articles: invented events, each as several invented "
            "outlets tell it."
        )
        st.button(
            "Load sample articles",
            key="samples",
            type="primary",
            on_click=intake.samples,
            args=(desk,),
        )
    intake.panel(desk)
    desk_table.unread(desk)
    components.promise()
    st.stop()

with st.expander("Add articles"):
    intake.panel(desk)
desk_table.unread(desk)
scoring.score_waiting(desk, configuration)

model_notes.notes(configuration)
unnamed.draw(desk)
desk_table.copies(desk, configuration)
st.markdown(
    "Outlet, title and date (such as 2026-05-31) can be corrected in the table. Scores are means "
    "over body sentences, of all words: what others say in an article counts here like the "
    "outlet's own. The pages Article and Compare tell them apart."
)
desk_table.table(desk, configuration)
accuracy.note(configuration)
with st.container(horizontal=True):
    download_menu.downloads(desk.analysis(configuration), key="all")
    desk_table.manage(desk)
components.refresh_warning()
desk_table.notes(desk)
