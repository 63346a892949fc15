"""The section of the page on validity that tells how rightly voices are told apart."""

from collections.abc import Sequence

from validity_tables import Record, change, number, span, table

_ABOUT = """Whose words they are: the outlet's own, a quotation, or attributed to somebody. \
PolNeAR (Newell, Margolin and Ruths 2018) is news of the campaign of 2016 in which people marked \
the source, the cue and the content of every attribution. Rules were written and tuned on its \
train part; its dev part, unlike the other sets of that name, is for measuring alone. A sentence \
is the outlet's where under half of its words are inside content, in the labels as in ours. \
Intervals are 95 %, percentile bootstrap over articles (PolNeAR) or sentences (tone_news).

“Simple rules” is our baseline on the same sentences, quotation marks and a list of reporting \
verbs: a quotation where at least four words stand in one pair of double quotation marks, else \
attributed where there is one of the verbs, else the outlet's. “Difference” is ours minus the \
baseline with its paired interval. The voices of tone_news are labels by a language model, \
sentence by sentence: agreement with model annotation, not with people, of which a second pass \
by the same means reaches 0.955."""


def voice_section(rows: Sequence[Record]) -> list[str]:
    """Return the section's parts: heading, what was done, the table."""
    return ["## Voices", _ABOUT, voice_table(rows)]


def voice_table(rows: Sequence[Record]) -> str:
    """Return the table of voices: ours beside the aim, the baseline and others."""
    columns = {
        "figure": "l",
        "set": "l",
        "labels by": "l",
        "n": "r",
        "metric": "l",
        "Tonelens": "r",
        "95 %": "l",
        "aim": "r",
        "simple rules": "r",
        "difference": "l",
        "others": "l",
        "note": "l",
    }
    cells = [
        [
            row["name"],
            row["part"],
            row["labels_by"],
            f"{row['n']:,} {row['unit']}",
            row["metric"],
            number(row["tonelens"]),
            span(row["interval"]),
            number(row["aim"]),
            number(row["baseline"]),
            change(row),
            row["published"],
            row["note"] or "–",
        ]
        for row in rows
    ]
    return table(columns, cells)
