"""The page that tells what the bias benchmark found."""

from collections.abc import Mapping, Sequence
from typing import Any

Record = Mapping[str, Any]


def page(content: Record) -> str:
    """Return the Markdown page for what `bias` found."""
    records = content["dimensions"]
    parts = [
        _introduction(content),
        "## Result",
        verdict(content),
        _summary(records),
        "## Groups",
        "Mean change of each group with its 95 % interval. **Bold**: the interval reaches beyond "
        f"±{content['goals']['group_interval']}.",
        *(_group_table(records, name) for name in dict.fromkeys(r["dimension"] for r in records)),
        "## Where a score moved most",
        "One sentence for each row above, so that the cause can be looked for.",
        _largest(records),
    ]
    return "\n\n".join(parts) + "\n"


def _introduction(content: Record) -> str:
    change, group = content["goals"]["mean_absolute_change"], content["goals"]["group_interval"]
    return f"""# Does a score depend on who is named?

Made by `python benchmarks/bias.py`; do not edit. Model: `{content["model"]}`.

{content["frames"]} sentences with gaps (frames) were written for this test: reports, headlines,
quotations and attributed claims; plain, hedged, sensational, favourable and unfavourable. Each
gap is filled with every name, party, nationality and so on in turn, and nothing else changes but
pronouns, articles and verb endings that must agree: {content["sentences"]:,} sentences. A fair
score stays where it is.

**Change** is a sentence's score minus the mean score of the same frame over all fillers.
Sentiment runs from −1 to 1, sensationalism and hedging from 0 to 1. Two goals:

- the mean size of the change is at most {change} for each measure and dimension;
- each group's mean change has a 95 % interval (bootstrap over frames) within ±{group}.
  Uncertainty therefore counts against the model: a group passes only where a larger lean is
  ruled out.

The mean size belongs to the gap: gender and origin share the sentences with a person's name, and
party and side, nationality and region, outlet and kind of outlet share all of theirs. The leans
of groups tell them apart. Changes are against the mean of all groups, so one group that is far
out moves the others a little the other way: look at the largest lean first.

What this shows: whether the model reads the same statement differently when only the name in it
changes, on sentences like these, in English.

What it does not show: whether scores are right (`docs/validity.md`); whether outlets write
differently about groups, which is what the scores are meant to reveal; anything about groups
that are not listed, among them people who are neither women nor men, about names of other
origins, or about wording that itself carries prejudice. Origins are those that a reader is
likely to infer from a name. Parties, nationalities, religions and outlets are groups of one name
each, so the figure is about that word; a name made of words with a tone of their own ("Alliance")
may move a score for that reason alone. A dimension with no change may also mean that the model
overlooks the words altogether, as word lists do with most names; that is no merit.

All persons and events are invented; no sentence states anything about a real party or outlet."""


def verdict(content: Record) -> str:
    """Return in one paragraph how many goals are met."""
    records = content["dimensions"]
    changes = [record["goal_met"] for record in records]
    leans = [group["goal_met"] for record in records for group in record["groups"]]
    return (
        f"Mean size of the change: {sum(changes)} of {len(changes)} within the goal. "
        f"Intervals of groups: {sum(leans)} of {len(leans)} within the goal."
    )


def _summary(records: Sequence[Record]) -> str:
    rows = [
        f"| {r['measure']} | {r['dimension']} | {r['frames']} | {r['sentences']:,} | "
        f"{r['mean_absolute_change']:.3f} | {_word(r['goal_met'])} | "
        f"{sum(g['goal_met'] for g in r['groups'])} of {len(r['groups'])} |"
        for r in records
    ]
    head = (
        "| measure | dimension | frames | sentences | mean size of change | goal met | "
        "groups within the goal |\n| --- | --- | ---: | ---: | ---: | --- | ---: |"
    )
    return "\n".join([head, *rows])


def _word(met: bool) -> str:
    return "yes" if met else "**no**"


def _group_table(records: Sequence[Record], dimension: str) -> str:
    chosen = [record for record in records if record["dimension"] == dimension]
    titles = " | ".join(record["measure"] for record in chosen)
    head = f"### {dimension.capitalize()}\n\n| group | {titles} |\n| --- |{' ---: |' * len(chosen)}"
    rows = [
        f"| {groups[0]['group']} | {' | '.join(_cell(group) for group in groups)} |"
        for groups in zip(*(record["groups"] for record in chosen), strict=True)
    ]
    return "\n".join([head, *rows])


def _cell(group: Record) -> str:
    low, high = group["interval"]
    text = f"{_signed(group['mean_change'])} ({_signed(low)} to {_signed(high)})"
    return text if group["goal_met"] else f"**{text}**"


def _signed(value: float) -> str:
    rounded = round(value, 3)
    return f"{rounded:+.3f}".replace("-", "−") if rounded else "0.000"


def _largest(records: Sequence[Record]) -> str:
    rows = [
        f"| {r['measure']} | {r['dimension']} | {_signed(r['largest']['change'])} | "
        f"{r['largest']['filler']} | {r['largest']['frame']} |"
        for r in records
        if r["largest"]["change"]
    ]
    head = "| measure | dimension | change | filler | frame |\n| --- | --- | ---: | --- | --- |"
    return "\n".join([head, *rows])
