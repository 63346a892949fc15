import streamlit as st

from dashboard import (
    article_parts,
    cache,
    components,
    cue_marks,
    model_notes,
    palette,
    sentence_table,
    state,
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
sentences = cache.sentences(analysis)

components.article_heading(scored.article)
article_parts.notes(scored.article)
model_notes.notes(configuration)
components.figures(cache.articles(analysis).iloc[0].to_dict(), configuration)

st.subheader("Through the article", anchor=False)
article_parts.timeline(sentences, palettes)

st.subheader("The text", anchor=False)
text, strongest = st.columns([3, 2], gap="large")
with text:
    article_parts.text(scored, palettes, desk, configuration)
with strongest:
    article_parts.strongest(scored, sentences, palettes, scales, desk)

st.subheader("All sentences", anchor=False)
sentence_table.table(sentences, configuration, desk)
components.downloads(analysis, key="one", stem=f"tonelens-{scored.article.article_id}")
components.refresh_warning()
