import streamlit as st

from analysis.viewpoint import in_voice
from dashboard import (
    accuracy,
    article_parts,
    cache,
    components,
    cue_marks,
    download_menu,
    model_notes,
    palette,
    sentence_table,
    source_table,
    state,
    voice_switch,
)

configuration = cache.configuration()
desk = state.desk()
scored = article_parts.choose(desk, configuration)
if scored is None:
    components.intro("Article", "One article, sentence by sentence.")
    components.empty(
        "No article is scored yet. Add one, or load the samples, on the page Articles.",
        len(desk.waiting(configuration)),
    )
    st.stop()

measures = configuration.measures
palettes = palette.palettes(measures)
scales = cue_marks.scales(configuration)
analysis = desk.analysis(configuration, [scored.article.article_id])

components.article_heading(scored.article)
article_parts.notes(scored.article)
model_notes.notes(configuration)
view = voice_switch.choose("article", "all")
seen = in_voice(analysis, view)
scored = seen.articles[0]
sentences = cache.sentences(seen)
figures = cache.articles(seen).iloc[0].to_dict()
voice_switch.of_article(view, figures)
accuracy.voices(configuration)
components.figures(figures, configuration, view)

st.subheader("Through the article", anchor=False)
article_parts.timeline(sentences, palettes, scored, view)

st.subheader("The text", anchor=False)
text, strongest = st.columns([3, 2], gap="large")
with text:
    article_parts.text(scored, palettes, desk, configuration, view)
with strongest:
    article_parts.strongest(scored, sentences, palettes, scales, desk, view)

st.subheader("Who is heard", anchor=False)
source_table.of_article(analysis)

st.subheader("All sentences", anchor=False)
sentence_table.table(sentences, configuration, desk)
download_menu.downloads(seen, key="one", stem=f"tonelens-{scored.article.article_id}")
components.refresh_warning()
