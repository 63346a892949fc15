"""The page that tells what the validity benchmark found."""

from collections.abc import Sequence

from validity_tables import Record, change, number, span, table
from validity_voice_page import voice_section

_ABOUT = """# How right the scores are

Made by `benchmarks/validity.py`; model: `{model}`. Intervals are 95 %, percentile bootstrap over \
sentences. Sets named “dev” were looked at while choosing; the others are run for a release \
alone, and every such run is in [validity-log.md](validity-log.md). Labels by a language model \
are agreement with model annotation, not with people. VADER ran beside ours on the same \
sentences; it knows no targets and measures sentiment alone.

“Trained on” says what part of a set anything of ours has learned from: weights, word lists or \
calibration. No sentence of an evaluated part is among what weights were trained on. The \
development part of tone_news shares documents with its train part. A model that is calibrated is \
calibrated on the development parts, which may flatter its F1 and macro-F1 there, not its AUC. \
“Word lists” is our baseline on the same \
sentences, “difference” ours minus the baseline with its paired interval (the same resamples \
for both); both are empty where the word lists are the model. F1 and macro-F1 use the cuts \
between the measure's own levels: the first level's upper end, for sentiment both ends of \
neutral."""

_AGAINST = """The default models of another configuration, `{model}`, on the development sets; \
ours minus theirs, with the paired interval."""

_AUXILIARY = """Where the construct of a set differs from the measure's, the model has a label of \
its own for it. These labels are not shown in the dashboard and do not enter the measures."""

_OUTLETS = """In BABE the share of biased sentences differs so much between outlets that an \
outlet's name alone predicts the label. Within an outlet the name cannot help: AUC within each \
outlet that has both labels and at least 50 sentences, then the mean over outlets (bootstrap \
within each). F1: for each outlet the threshold that is best for macro-F1 on all others; what it \
calls biased, pooled over all outlets; macro-F1 is the mean of both classes' F1, weighted F1 \
weighs them by their size. The interval takes the thresholds as given."""

_LENGTH = """AUC, and the slope of a logistic regression of the label on the logit of the score \
(Cox 1958), by number of words. A slope of 1 would mean that the score is as steep as the label's \
log-odds. Scores are ratings, not probabilities of each label, so compare slopes along a row and \
not with 1. Scores within 0.001 of an end were moved there. For sentiment the label is favourable \
against the rest, and the score is moved to [0, 1]. Nothing is given where either class has fewer \
than 30 sentences."""


def page(content: Record) -> str:
    """Return the Markdown page for what the benchmark found; sections without rows are left out."""
    parts = [_ABOUT.format(**content), results_table(content["results"])]
    if content.get("against"):
        other = content["against"]
        parts += ["## Against another model", _AGAINST.format(**other), _against_table(other)]
    if content.get("auxiliary"):
        parts += ["## Auxiliary labels", _AUXILIARY, results_table(content["auxiliary"])]
    if content.get("outlets"):
        parts += ["## BABE by outlet", _OUTLETS, *_outlet_tables(content["outlets"])]
    if content.get("voices"):
        parts += voice_section(content["voices"])
    if content.get("by_length"):
        parts += ["## By length of sentence", _LENGTH, _length_table(content["by_length"])]
    return "\n\n".join(parts) + "\n"


def results_table(results: Sequence[Record]) -> str:
    """Return the table of figures beside the baseline, VADER and what others published."""
    columns = {
        "set": "l",
        "labels by": "l",
        "trained on": "l",
        "n": "r",
        "metric": "l",
        "Tonelens": "r",
        "95 %": "l",
        "word lists": "r",
        "difference": "l",
        "VADER": "r",
        "published": "l",
    }
    rows = [
        [
            row["name"],
            row["labels_by"],
            row["trained"],
            f"{row['n']:,}",
            row["metric"],
            *_beside_lexicon(row),
            number(row["vader"]),
            row["published"],
        ]
        for row in results
    ]
    return table(columns, rows)


def _beside_lexicon(row: Record) -> list[str]:
    return [number(row["tonelens"]), span(row["interval"]), number(row["lexicon"]), change(row)]


def _against_table(against: Record) -> str:
    columns = {"set": "l", "n": "r", "metric": "l", "Tonelens": "r", "other": "r"}
    rows = [
        [
            row["name"],
            f"{row['n']:,}",
            row["metric"],
            number(row["tonelens"]),
            number(row["other"]),
            change(row),
        ]
        for row in against["rows"]
    ]
    return table({**columns, "difference": "l"}, rows)


def _outlet_tables(outlets: Record) -> list[str]:
    columns = {"figure": "l", "n": "r", "metric": "l", "Tonelens": "r", "95 %": "l"}
    columns |= {"word lists": "r", "difference": "l", "published": "l"}
    figures = [
        [row["name"], f"{row['n']:,}", row["metric"], *_beside_lexicon(row), row["published"]]
        for row in outlets["figures"]
    ]
    named = outlets["name_only"]
    alone = (
        "The outlet's name alone (the most frequent label of the outlet in the other four of the "
        f"authors' folds): macro-F1 {number(named['macro-F1'])}, weighted F1 "
        f"{number(named['weighted F1'])}; published {named['published']}."
    )
    by_outlet = [
        [row["outlet"], f"{row['n']:,}", f"{row['biased']:.0%}", number(row["auc"])]
        for row in outlets["by_outlet"]
    ]
    each = table({"outlet": "l", "n": "r", "biased": "r", "AUC": "r"}, by_outlet)
    return [table(columns, figures), alone, each]


def _length_table(rows: Sequence[Record]) -> str:
    names = [part["words"] for part in rows[0]["bins"]]
    columns = {"set": "l"}
    for name in names:
        columns |= {f"n, {name}": "r", f"AUC, {name}": "r", f"slope, {name}": "r"}
    cells = [
        [
            row["name"],
            *(
                cell
                for part in row["bins"]
                for cell in (f"{part['n']:,}", number(part["auc"]), number(part["slope"]))
            ),
        ]
        for row in rows
    ]
    return table(columns, cells)
