import streamlit as st

from dashboard import (
    accuracy,
    cache,
    compare_choice,
    compare_parts,
    components,
    drawer,
    facing,
    model_notes,
    palette,
    state,
)

configuration = cache.configuration()
desk = state.desk()
analysis = desk.analysis(configuration)

components.intro(
    "Compare", "Articles or outlets side by side: how they differ in tone, and in which sentences."
)
if len(analysis.articles) < 2:
    components.empty(
        "Comparing needs two scored articles. Add some, or load the samples, on the page Articles.",
        len(desk.waiting(configuration)),
    )
    st.stop()

comparison = compare_choice.choose(analysis)
if comparison is None:
    st.info("Choose at least two. Outlets are named in the table on the page Articles.")
    st.stop()

measures = configuration.measures
sentences = cache.sentences(analysis)
compare_parts.notes(comparison, [scored.article for scored in analysis.articles])
model_notes.notes(configuration)

compare_parts.differences(comparison, measures)
accuracy.note(configuration)
compare_parts.distributions(comparison, sentences, palette.palettes(measures))
st.subheader("Strongest sentences, facing each other", anchor=False)
facing.facing(comparison, sentences, analysis.articles, configuration, desk)
chosen = [article_id for own in comparison.subjects.values() for article_id in own]
components.downloads(
    desk.analysis(configuration, chosen),
    key="compared",
    stem="tonelens-compared",
    by="outlet" if comparison.by_outlet else "article",
)
drawer.show(desk, configuration)
