"""The parts of the page Methods: what is scored, by what, and how right that is."""

import re
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from analysis.config import AnyModel, Configuration, Measure
from analysis.resources import locate
from analysis.validity import Figure, measured_accuracy
from dashboard import components, palette, wording
from dashboard.examples import examples

CARD = "MODEL_CARD.md"
NOT_MEASURED = "Not measured for the model in use."


def measures(shown: Sequence[Measure]) -> None:
    """Describe each measure with its range, its levels and examples."""
    own = palette.palettes(shown)
    for measure in shown:
        lowest, highest = (f"{end:g}".replace("-", wording.MINUS) for end in measure.range)
        scale = f"From {lowest} ({measure.low}) to {highest} ({measure.high})."
        clear = f"Clear: {measure.clear:g} or more" + (
            ", in either direction." if measure.diverging else "."
        )
        st.markdown(
            f"**{wording.markdown(measure.title)}.** "
            + wording.markdown(f"{measure.description} {scale} {clear}")
        )
        components.legend(own[measure.name])
        lines = [
            f"- *{wording.markdown(level)}*: {' '.join(f'“{text}”' for text in sentences)}"
            for level, sentences in examples(measure).items()
        ]
        if lines:
            st.markdown("\n".join(lines))


def models(configuration: Configuration) -> None:
    """List the models in use and what each scores, with their files and cards."""
    rows = [
        {
            "Model": model.title,
            "Scores": wording.listed(
                [m.title for m in configuration.measures if m.model == model.name]
            ),
            "Description": model.description,
            "Revision": model.revision,
            "Licence": model.licence,
        }
        for model in configuration.used_models()
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True, key="models", alt="Models in use")
    _files(configuration.used_models())
    for model in configuration.used_models():
        _card(model, configuration)


def _files(used: Sequence[AnyModel]) -> None:
    rows = [
        {"Model": model.title, "File": name, "SHA-256": digest}
        for model in used
        for name, digest in model.sha256.items()
    ]
    with st.expander("Files and hashes"):
        if rows:
            st.dataframe(
                pd.DataFrame(rows), hide_index=True, key="hashes", alt="Hashes of the models' files"
            )
        else:
            st.markdown("models.yaml names no hashes for the models in use.")
        st.caption(
            "A file with another hash is refused. `tonelens models` on the command line checks "
            "every model. For a model from the hub, the revision stands for its files."
        )


def _card(model: AnyModel, configuration: Configuration) -> None:
    """Draw a model's card, where one came with it; a card from elsewhere could hold anything."""
    source = locate(model.source, configuration.folder) if model.backend == "bundled" else None
    if source is not None and (source / CARD).is_file():
        with st.expander(f"Model card: {wording.markdown(model.title)}"):
            st.markdown(_below_ours((source / CARD).read_text(encoding="utf-8")))


def _below_ours(card: str) -> str:
    """Return a card without its front matter, its headings small enough to stand in a page."""
    text = re.sub(r"\A---\n.*?\n---\n", "", card, flags=re.DOTALL)
    parts = text.split("```")  # every second part is code, where # begins a comment
    parts[::2] = [
        re.sub(r"^#{1,6}(?= )", _smaller, part, flags=re.MULTILINE) for part in parts[::2]
    ]
    return "```".join(parts)


def _smaller(heading: re.Match[str]) -> str:
    return "#####" if len(heading.group()) == 1 else "######"


def accuracy(configuration: Configuration) -> None:
    """Show how right each measure's scores are, beside what others reach on the same sets."""
    for measure in configuration.measures:
        st.markdown(f"**{wording.markdown(measure.title)}**")
        figures = measured_accuracy(configuration, measure.name)
        people = [figure for figure in figures if figure.by_people]
        others = [figure for figure in figures if not figure.by_people]
        if not figures:
            st.markdown(NOT_MEASURED)
        if people:
            name = f"Accuracy of {measure.title.lower()} on people's labels"
            _table(people, key=f"accuracy_{measure.name}", alt=name)
        if others:
            st.caption(f"{wording.markdown(measure.title)}: agreement with model annotation")
            name = f"Agreement of {measure.title.lower()} with model annotation"
            _table(others, key=f"agreement_{measure.name}", alt=name)


def _table(figures: Sequence[Figure], *, key: str, alt: str) -> None:
    table = pd.DataFrame([_row(figure) for figure in figures])
    st.dataframe(
        table.dropna(axis="columns", how="all"),  # VADER measures sentiment alone
        hide_index=True,
        key=key,
        alt=alt,
        placeholder="–",
        column_config=_COLUMNS,
    )


_COLUMNS = {
    "Set": st.column_config.TextColumn(width=330),
    "Sentences": st.column_config.NumberColumn(format="localized", width=80),
    "Measured in": st.column_config.TextColumn(width=85),
    "Model in use": st.column_config.NumberColumn(format="%.2f", width=95),
    "95 %": st.column_config.TextColumn(width=100),
    "Word lists": st.column_config.NumberColumn(format="%.2f", width=80),
    "VADER": st.column_config.NumberColumn(format="%.2f", width=65),
    "Others": st.column_config.TextColumn(width=330),
    "Trained on": st.column_config.TextColumn(
        width=160, help="What part of the set anything of ours has learned from."
    ),
}


def _row(figure: Figure) -> dict[str, object]:
    return {
        "Set": figure.name,
        "Sentences": figure.n,
        "Measured in": figure.metric,
        "Model in use": figure.value,
        "95 %": f"{figure.low:.2f} to {figure.high:.2f}",
        "Word lists": figure.lexicon,
        "VADER": figure.vader,
        "Others": figure.published,
        "Trained on": figure.trained or None,
    }
