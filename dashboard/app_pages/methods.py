import streamlit as st

from dashboard import (
    cache,
    components,
    methods_calibration,
    methods_checks,
    methods_parts,
    methods_voices,
    model_choice,
    model_notes,
    state,
)

configuration = cache.configuration()

components.intro(
    "Methods", "What is measured, by what, how right it is, and what it cannot tell you."
)
model_notes.notes(configuration)

st.subheader("What is scored", anchor=False)
methods_parts.measures(configuration.measures)
st.caption("We wrote the examples to show what each level means; a model may rate them otherwise.")
st.markdown(
    "An **article's figure** is the mean over its body sentences. Headline, byline, captions and "
    "“read more” lines are left out; the headline's score is shown apart. **Rated clear** is the "
    "share of body sentences at or beyond the threshold of the measure, in either direction."
)

st.subheader("Whose words", anchor=False)
st.markdown(
    "Each sentence is parted into the outlet's own words, **quotations** (what stands word for "
    "word) and **attributed** speech (what is told of somebody's words, as in “the council said it "
    "would wait”), with the speaker and the verb where the text names them. A part's score is made "
    "of its words, read in their sentence. In the figures of one voice, a sentence counts with the "
    "share of its words in that voice."
)

st.subheader("What scores it", anchor=False)
methods_parts.models(configuration)
with st.expander("Choose other models", expanded=bool(state.desk().models)):
    model_choice.choose(state.desk(), configuration)

st.subheader("How right the scores are", anchor=False)
st.markdown(
    "Measured on labelled sets, on parts kept apart from training. Sets named “dev” were looked at "
    "while choosing; the others are run for a release, and every run is logged in "
    "docs/validity-log.md. F1 and AUC are 1 at best; an AUC of 0.5 is a coin toss. VADER, a "
    "well-known word list, ran on the same sentences. Labels by a language model show agreement "
    "with that model, not with people."
)
methods_parts.accuracy(configuration)

st.subheader("Voices: how right", anchor=False)
methods_voices.voices(configuration)

st.subheader("Stories and facts: how right", anchor=False)
methods_voices.matching()

st.subheader("Whether probabilities come true", anchor=False)
methods_calibration.calibration(configuration)

st.subheader("Short and long sentences", anchor=False)
methods_checks.length(configuration)

st.subheader("Whether a name moves a score", anchor=False)
methods_checks.bias(configuration)

st.subheader("What the scores cannot tell you", anchor=False)
st.markdown(
    "- **Tone is not bias.** A report of a disaster is unfavourable because of what happened. A "
    "difference between two reports of one event says more than a figure by itself.\n"
    "- **Hedging is not weakness.** Marking what is uncertain as uncertain is often good work.\n"
    "- **A quotation is not the outlet's own tone.** Where all words count, what a person says "
    "moves the score of the article that quotes them. The outlet's own voice leaves it out; whom "
    "to quote is still the outlet's choice.\n"
    "- **Words that weigh most are no proof of cause.** Their shares are the model's own sum, "
    "exactly; how far they make the score is measured in docs/explanations.md.\n"
    "- **A few articles are not an outlet.** Figures describe the articles you added.\n"
    "- **English only.** Other languages are refused, or scored at your own risk.\n"
    "- Every score is an estimate. Read the sentence before you rely on its number."
)

st.subheader("Licences", anchor=False)
st.markdown(
    "The program is under the Apache License 2.0, the sample articles are in the public domain "
    "(CC0 1.0). Each model has the licence named in the table of models above."
)

st.subheader("Your texts", anchor=False)
st.markdown(
    "Texts are read and scored by this program alone and kept in the memory of this session. "
    "Nothing is sent to another service. We write nothing to disk; while a large file is read, "
    "the server may keep a part of it in a temporary file. Closing or refreshing the page discards "
    "your texts. Fonts and scripts come from this program too, so the page "
    "works without the internet."
)
