import streamlit as st

from analysis.compare.telling import MOST_ARTICLES
from analysis.viewpoint import in_voice
from dashboard import (
    accuracy,
    cache,
    compare_choice,
    compare_contents,
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
    story_choice,
    story_parts,
    voice_switch,
)

configuration = cache.configuration()
desk = state.desk()
analysis = desk.analysis(configuration)

components.intro(
    "Compare",
    "One story as several outlets tell it: how they differ in tone, how they word the same fact, "
    "and what one tells and another does not.",
)
if len(analysis.articles) < 2:
    components.empty(
        "Comparing needs two scored articles. Add some, or load the samples, on the page Articles.",
        len(desk.waiting(configuration)),
    )
    st.stop()

told = story_choice.choose(analysis, desk)
choice = st.container()
view = voice_switch.choose("compare", "outlet")
seen = in_voice(told.analysis, view)
with choice:
    comparison = compare_choice.choose(seen, told.key)
if comparison is None:
    st.stop()

measures = configuration.measures
sentences = cache.sentences(seen)
voice_switch.of_comparison(view, comparison)
accuracy.voices(configuration)
chosen = [article_id for own in comparison.subjects.values() for article_id in own]
whole = desk.analysis(configuration, chosen)
compared = in_voice(whole, view)
compare_parts.notes(
    comparison,
    [scored.article for scored in told.analysis.articles],
    compared,
    story_choice.note(told, chosen),
)
model_notes.notes(configuration)
menu = st.container(horizontal=True, vertical_alignment="center")
with menu:
    compare_contents.draw(
        outlets=comparison.of_outlets,
        story=told.story is not None,
        omissions=told.story is not None and len(chosen) <= MOST_ARTICLES,
    )

stories = None
if comparison.of_outlets:
    outlet_positions.draw(comparison, compared)
    stories = outlet_findings.draw(compared, told.of_articles())
if not comparison.by_outlet:
    st.markdown(outlet_findings.ARTICLES_ONLY)
telling = story_parts.draw(told, comparison, whole, view, desk)
compare_contents.heading(compare_contents.FIGURES)
compare_parts.differences(comparison, measures)
accuracy.note(configuration)
compare_parts.distributions(comparison, sentences, palette.palettes(measures), view)
compare_contents.heading(compare_contents.FACING)
facing.facing(comparison, sentences, seen, desk)
compare_contents.heading(compare_contents.HEARD)
source_table.side_by_side(comparison, told.analysis)
if comparison.of_outlets:
    outlet_words.draw(comparison, compared)
    outlet_positions.in_articles(comparison, compared)
    outlet_trend.draw(comparison, compared)
with menu:
    download_menu.downloads(
        compared,
        key="compared",
        stem="tonelens-compared",
        compared=download_menu.Compared(
            by="outlet" if comparison.by_outlet else "article",
            paired=stories,
            stories=told.stories,
            telling=telling,
            story=told.story,
        ),
    )
drawer.show(desk, configuration, view)
