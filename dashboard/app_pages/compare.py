import streamlit as st

from analysis.viewpoint import in_voice
from dashboard import (
    accuracy,
    cache,
    compare_choice,
    compare_parts,
    components,
    download_menu,
    drawer,
    facing,
    model_notes,
    outlet_findings,
    outlet_positions,
    outlet_trend,
    outlet_words,
    palette,
    source_table,
    state,
    voice_switch,
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

choice = st.container()
view = voice_switch.choose("compare", "outlet")
seen = in_voice(analysis, view)
with choice:
    comparison = compare_choice.choose(seen)
if comparison is None:
    st.info("Choose at least two. Outlets are named in the table on the page Articles.")
    st.stop()

measures = configuration.measures
sentences = cache.sentences(seen)
voice_switch.of_comparison(view, comparison)
accuracy.voices(configuration)
chosen = [article_id for own in comparison.subjects.values() for article_id in own]
compared = in_voice(desk.analysis(configuration, chosen), view)
compare_parts.notes(comparison, [scored.article for scored in analysis.articles], compared)
model_notes.notes(configuration)

if comparison.of_outlets:
    outlet_positions.draw(comparison, compared)
    outlet_findings.draw(compared)
if not comparison.by_outlet:
    st.markdown(outlet_findings.ARTICLES_ONLY)
st.subheader("Figures of these articles", anchor=False)
compare_parts.differences(comparison, measures)
accuracy.note(configuration)
compare_parts.distributions(comparison, sentences, palette.palettes(measures), view)
st.subheader("Strongest sentences, facing each other", anchor=False)
facing.facing(comparison, sentences, seen, desk)
st.subheader("Who is heard", anchor=False)
source_table.side_by_side(comparison, analysis)
if comparison.of_outlets:
    outlet_words.draw(comparison, compared)
    outlet_positions.in_articles(comparison, compared)
    outlet_trend.draw(comparison, compared)
download_menu.downloads(
    compared,
    key="compared",
    stem="tonelens-compared",
    by="outlet" if comparison.by_outlet else "article",
)
drawer.show(desk, configuration, view)
