"""The frames of `analysis.tables`, shaped for a chart or a table on a page."""

import math
from collections.abc import Mapping, Sequence

import pandas as pd

from analysis.config import Measure
from analysis.pipeline import ScoredArticle
from analysis.voice import VOICES
from analysis.voice.records import MIXED
from dashboard import wording

# Beyond this many bars none could be told from its neighbour on a laptop.
MOST_BARS = 240
MOST_DOTS = 400
# Of a sentence's words, to be listed as one of the strongest in a voice: a fifth, as for `mixed`.
LEAST_SHARE = MIXED
ROLES = {
    "headline": "headline",
    "body": "body",
    "byline": "byline (not counted)",
    "caption": "caption (not counted)",
    "link": "page furniture (not counted)",
}


def timeline_frame(sentences: pd.DataFrame, measures: Sequence[Measure]) -> pd.DataFrame:
    """Return the bars of an article's timeline from its rows of the sentence frame.

    Headline and body only. Above `MOST_BARS` sentences, each bar is the mean of a run of
    consecutive body sentences. Columns: `begin`, `finish` (where the bar stands), `sentence`
    (its number, or first and last), `text`, `role`, each measure and its level (NAME_level).
    """
    counted = sentences[sentences["role"].isin(["headline", "body"])]
    if len(counted) <= MOST_BARS:
        frame = counted.assign(last=counted["sentence"])
    else:
        frame = _runs(counted[counted["role"] == "body"], measures)
    return pd.DataFrame(
        {
            "begin": frame["sentence"] - 0.42,
            "finish": frame["last"] + 0.42,
            "sentence": _spans(frame["sentence"], frame["last"]),
            "role": frame["role"].map(ROLES),
            "text": frame["text"].map(lambda text: wording.excerpt(text, 220)),
            **{m.name: frame[m.name] for m in measures},
            **{f"{m.name}_level": frame[m.name].map(m.level) for m in measures},
        }
    ).reset_index(drop=True)


def timeline_ends(scored: ScoredArticle) -> tuple[float, float]:
    """Return where an axis begins and ends that holds all sentences of an article."""
    numbers = [s.number for s in scored.sentences if s.role in ("headline", "body")]
    return min(numbers) - 0.5, max(numbers) + 0.5


def run_length(sentences: pd.DataFrame) -> int:
    """Return how many sentences a bar of the timeline stands for."""
    counted = int(sentences["role"].isin(["headline", "body"]).sum())
    return 1 if counted <= MOST_BARS else math.ceil(counted / MOST_BARS)


def _runs(body: pd.DataFrame, measures: Sequence[Measure]) -> pd.DataFrame:
    length = math.ceil(len(body) / MOST_BARS)
    run = pd.Series(range(len(body)), index=body.index) // length
    means: dict[str, tuple[str, str]] = {m.name: (m.name, "mean") for m in measures}
    return body.groupby(run).agg(
        sentence=("sentence", "first"),
        last=("sentence", "last"),
        role=("role", "first"),
        text=("text", "first"),
        **means,
    )


def _spans(first: pd.Series, last: pd.Series) -> list[str]:
    return [str(a) if a == b else f"{a}–{b}" for a, b in zip(first, last, strict=True)]


def subject_frame(sentences: pd.DataFrame, subjects: Mapping[str, Sequence[str]]) -> pd.DataFrame:
    """Return the body sentences of what is compared, with the column `subject` first.

    `subjects` maps each short name to the ids of its articles, in the order of the page.
    """
    body = sentences[sentences["role"] == "body"]
    parts = [
        body[body["article_id"].isin(list(ids))].assign(subject=name)
        for name, ids in subjects.items()
    ]
    return pd.concat(parts, ignore_index=True)


def level_frame(frame: pd.DataFrame, measure: Measure) -> pd.DataFrame:
    """Return how each subject's sentences are spread over the levels of `measure`.

    Columns: `subject`, `level` (its wording), `order`, `sentences`, `share`, and where the
    stacked segment lies: `begin`, `finish` (shares from 0 to 1). In the view of one voice, a
    sentence counts in shares with its words in that voice, as it does in means. Levels without
    a sentence have no row.
    """
    order = frame[measure.name].map(measure.level_index)
    weighed = frame.assign(order=order, weight=weights(frame))
    counts = (
        weighed.groupby(["subject", "order"], sort=True)
        .agg(sentences=("weight", "size"), weight=("weight", "sum"))
        .reset_index()
    )
    share = counts["weight"] / counts.groupby("subject")["weight"].transform("sum")
    finish = share.groupby(counts["subject"]).cumsum()
    labels = [measure.levels[order].label for order in counts["order"]]
    return counts.assign(level=labels, share=share, begin=finish - share, finish=finish)


def weights(sentences: pd.DataFrame) -> pd.Series:
    """Return what each row of the sentence frame counts: the share of its words in its view."""
    view = "all" if sentences.empty else sentences["view"].iloc[0]
    if view == "all":
        return pd.Series(1.0, index=sentences.index)
    words = sentences[[f"words_{voice}" for voice in VOICES]].sum(axis=1)
    return sentences[f"words_{view}"] / words


def dot_frame(frame: pd.DataFrame, measure: Measure) -> pd.DataFrame:
    """Return one dot per sentence, at most `MOST_DOTS` per subject, evenly taken by rank.

    Columns: `subject`, `score`, `lane` (0 to 1, spreads equal scores out), `sentence`, `text`.
    """
    parts = []
    for _, own in frame.groupby("subject", sort=False):
        ranked = own.sort_values([measure.name, "article_id", "sentence"])
        step = max(1, math.ceil(len(ranked) / MOST_DOTS))
        kept = ranked.iloc[::step]
        # Multiples of the golden ratio fill the lane evenly, the same at every drawing.
        lane = [(0.618034 * place) % 1 for place in range(len(kept))]
        parts.append(kept.assign(lane=lane))
    dots = pd.concat(parts, ignore_index=True) if parts else frame.assign(lane=0.0)
    return pd.DataFrame(
        {
            "subject": dots["subject"],
            "score": dots[measure.name],
            "level": dots[measure.name].map(measure.level),
            "lane": dots["lane"],
            "sentence": dots["sentence"],
            "text": dots["text"].map(lambda text: wording.excerpt(text, 220)),
        }
    )


def strongest(
    frame: pd.DataFrame, measure: Measure, *, high: bool = True, most: int = 3
) -> pd.DataFrame:
    """Return the rows of the `most` body sentences with the highest (or lowest) scores.

    Only scores whose level lies on that side of the level of zero count, so there may be fewer;
    equal scores in reading order. In the view of one voice, a sentence must hold enough of it:
    “the council said” alone would tell a reader nothing.
    """
    body = frame[(frame["role"] == "body") & (weights(frame) >= LEAST_SHARE)]
    levels = body[measure.name].map(measure.level_index)
    neutral = measure.level_index(0.0)
    side = body[levels > neutral] if high else body[levels < neutral]
    return side.sort_values(measure.name, ascending=not high, kind="stable").head(most)


def ends(measure: Measure) -> list[tuple[str, bool]]:
    """Return the ends of a measure that are worth listing: (heading, whether the high end)."""
    if measure.diverging:
        return [(f"Most {measure.low}", False), (f"Most {measure.high}", True)]
    return [(f"Highest {measure.title.lower()}", True)]


def difference_frame(figures: pd.DataFrame, measures: Sequence[Measure]) -> pd.DataFrame:
    """Return `figures` with, for each measure, the difference to the first row (none there).

    Columns: `subject`, `articles`, `sentences`, and for each measure NAME: `NAME`,
    `NAME_difference`, `NAME_clear`.
    """
    names = ["subject", "articles", "sentences"]
    table = figures.copy()
    for measure in measures:
        difference = table[measure.name] - table[measure.name].iloc[0]
        table[f"{measure.name}_difference"] = difference.where(table.index != table.index[0])
        names += [measure.name, f"{measure.name}_difference", f"{measure.name}_clear"]
    return table[names]
