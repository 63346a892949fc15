"""The tables of who is heard: on the page Article, and two side by side on the page Compare."""

from collections.abc import Collection, Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from analysis.pipeline import Analysis
from analysis.voice_tables import By
from dashboard import cache, components, source_names, voice_wording, wording
from dashboard.compare_choice import Comparison
from dashboard.past_tense import past

NOTE = (
    "Share: of all quoted and attributed words. Scores are means over what each is given to say, "
    "by words. Verbs marked † judge what is said or how, as “insisted” does and “said” does not. "
    "Names are found by a program: some are missed or cut short. This table is the same whatever "
    "voice is chosen above."
)
_MISSING = (
    "Names are compared as they are written, so somebody called otherwise there, or missed by the "
    "program, is not found either. Who is heard depends on what these articles are about."
)


def of_article(analysis: Analysis) -> None:
    """Draw who is heard in the one article of `analysis`, which is of all words."""
    sources = cache.sources(analysis, "article")
    if sources.empty:
        st.markdown("Nobody is quoted or cited in this text.")
        return
    _table(sources, analysis, key="sources", alt="Who is heard in this article")
    st.caption(NOTE)


def side_by_side(comparison: Comparison, analysis: Analysis) -> None:
    """Draw who is heard in two of the compared; `analysis` is of all words."""
    names = list(comparison.subjects)
    chosen = _two(names) if len(names) > 2 else (names[0], names[1])
    by: By = "outlet" if comparison.by_outlet else "article"
    own = [_part(analysis, comparison.subjects[name]) for name in chosen]
    frames = [cache.sources(part, by) for part in own]
    columns = st.columns(2, gap="medium")
    for side, (column, name) in enumerate(zip(columns, chosen, strict=True)):
        with column:
            st.markdown(f"**{wording.markdown(name)}**")
            if frames[side].empty:
                st.markdown("Nobody is quoted or cited here.")
            else:
                alt = f"Who is heard in {name}"
                _table(frames[side], own[side], key=f"sources_{side}", alt=alt)
            other = 1 - side
            found = source_names.sentence(frames[side], frames[other])
            said = f"Heard here, not found in {chosen[other]}: {found}."
            st.markdown(wording.markdown(said))
    st.caption(f"{NOTE} {_MISSING}")


def _two(names: list[str]) -> tuple[str, str]:
    """Draw the choice of the two whose sources stand side by side."""
    left, right = st.columns(2, gap="medium")
    first = left.selectbox("One side", names, key="heard_left")
    others = [name for name in names if name != first]
    return first, right.selectbox("Other side", others, key="heard_right")


def _part(analysis: Analysis, article_ids: Sequence[str]) -> Analysis:
    chosen = tuple(own for own in analysis.articles if own.article.article_id in article_ids)
    return replace(analysis, articles=chosen)


def _table(sources: pd.DataFrame, analysis: Analysis, *, key: str, alt: str) -> None:
    measures = [measure.name for measure in analysis.configuration.measures]
    judging = _judging(analysis)
    verbs = [
        verb_list(used, judging.get(speaker, set()))
        for speaker, used in zip(sources["speaker"], sources["reporting_verbs"], strict=True)
    ]
    shown = components.rounded(sources, measures).assign(
        speaker=sources["speaker"].map(voice_wording.speaker),
        quoted_share=100 * sources["quoted_share"],
        verbs=verbs,
    )
    number, words = st.column_config.NumberColumn, st.column_config.TextColumn
    st.dataframe(
        shown[["speaker", "words", "quoted_share", *measures, "sentences", "verbs"]],
        hide_index=True,
        key=key,
        alt=alt,
        column_config={
            "speaker": words("Speaker", width=145, pinned=True),
            "words": number("Words", width=60),
            "quoted_share": number("Share", format="%.0f%%", width=60),
            **components.score_columns(analysis.configuration, width=100),
            "sentences": number("Sentences", width=85),
            "verbs": words("Verbs", width=260),
        },
    )


def _judging(analysis: Analysis) -> dict[str, set[str]]:
    """Return the verbs that judge what a speaker says, by speaker."""
    found: dict[str, set[str]] = {}
    for scored in analysis.articles:
        for sentence in scored.sentences:
            for span in sentence.voice.spans:
                if span.loaded:
                    found.setdefault(span.speaker, set()).add(span.verb)
    return found


def verb_list(used: str, judging: Collection[str]) -> str:
    """Return `say 2; insist 1` as a reader writes it: `said (2), insisted†`."""
    parts = []
    for part in filter(None, used.split("; ")):
        verb, _, times = part.rpartition(" ")
        sign = "†" if verb in judging else ""
        parts.append(f"{past(verb)}{sign}" + ("" if times == "1" else f" ({times})"))
    return ", ".join(parts)
