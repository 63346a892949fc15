"""The page that tells how far what is concluded about outlets holds."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from validity_tables import table

Record = Mapping[str, Any]

_VIEWS = {"all": "all voices", "outlet": "the outlet's own voice"}
_METHODS = {
    "permutation": "permutation test and its interval (ours)",
    "welch": "Welch t on article means",
    "bca": "BCa bootstrap of articles",
    "percentile": "percentile bootstrap of articles",
    "naive": "Welch t on sentences",
}

_ABOUT = """# What may be concluded about outlets

Made by `benchmarks/inference_check.py`; model: `{model}`. The method itself is in \
`analysis/compare/`: `permutation_tests.py` (tests and intervals), `multiplicity.py` (Holm, and \
when nothing is tested), `effects.py` (Cliff's delta). Here it is tried on the means of \
{articles} articles of {outlets} outlets (PolNeAR, train part), as this model scores them."""

_ALIKE = """## Where nothing differs

Articles of **one** outlet are drawn at random and dealt out as if they were two outlets', so \
that any difference found is chance. Share of trials in which one is found at 0.05, from \
{draws:,} trials of each outlet, all {outlets} pooled ({trials:,} trials in a cell); “highest” \
is that of the outlet with the highest share, by ours. It should be 5 %; our aim is at most 6 % \
everywhere and 3 to 6 % from 10 articles of each. With 3 against 3 no permutation test can reach \
0.05 (the smallest p is 0.1): there nothing is concluded. The interval is the permutation test \
inverted, so that it leaves zero out exactly where p is at most 0.05; that was checked on \
{intervals:,} of these trials, {disagreeing} of which disagreed. Of {draws:,} trials a true 5 % \
comes out between {low:.1f} and {high:.1f} % in 19 of 20 cases, so the highest of several \
outlets is above that now and then."""

_UNLIKE = """## Where outlets differ, but not on average

Articles of two outlets, the second's moved so that both have the same mean: they still vary and \
lean in their own ways. No test of means is exact there. Share of trials in which a difference \
is found at 0.05, all {pairs} pairs of outlets and three measures pooled, {draws:,} trials each; \
all voices. The sizes are those of the first and the second outlet."""

_POWER = """## How large a difference must be to be found

A difference of so many standard deviations of the outlet's article means is added to one side; \
all voices, {outlets} outlets pooled. “Alone”: one comparison. “Of three”: on the first step of \
Holm's correction for one pair of outlets on three measures (p at most 0.0167), which is what \
the table of a comparison shows. The mean standard deviation of article means is {spread}."""

_METHOD = """## The method

The unit is the article: its figure in the voice that is looked at, near-duplicates of one \
outlet as one article; where stories are given, the story, with the difference of the two \
outlets' means on it.

- **p**: two-sided permutation test with the statistic |t| = |m₂ − m₁| / √(s₁²/n₁ + s₂²/n₂) \
(Janssen 1997; Chung and Romano 2013). Where there are at most 20,000 ways to deal the articles \
out, p is the share of ways with a |t| at least as large; else (b + 1) / (9,999 + 1) from seeded \
draws (Phipson and Smyth 2010). In stories: all signs of the differences, likewise.
- **Interval**: all d for which that test, with d taken from the second outlet's articles, has a \
p above 0.05 (Garthwaite 1996).
- **Adjusted p**: Holm (1979) over all pairs and measures in the table that are tested. A \
comparison is tested where the smallest p that its numbers of articles allow, adjusted, is at \
most 0.05: 2 / C(2k, k) for k against k, 1 / C(n₁ + n₂, n₁) for unequal numbers, 2 / 2ᵏ for k \
stories.
- **Size**: Cliff's delta (1993), the share of pairs of articles with the second outlet's higher \
minus the share with it lower; negligible below 0.147, small below 0.33, medium below 0.474, \
else large (Romano et al. 2006)."""

_ONE = """## One outlet's mean

How often the 95 % interval by Student's t of one outlet's mean (`outlet_means_frame`) misses \
the mean of all its articles; it should be 5 %. Article means lean to one side, so with few \
articles it is missed more often than that."""


def page(content: Record) -> str:
    """Return the Markdown page."""
    alike, unlike = content["alike"], content["unlike"]
    error = 196 * (0.05 * 0.95 / content["draws"]) ** 0.5
    about = {
        **content,
        "low": 5 - error,
        "high": 5 + error,
        "trials": content["draws"] * content["outlets"],
        "intervals": sum(row.get("intervals", 0) for row in alike),
        "disagreeing": sum(row.get("disagreeing", 0) for row in alike) or "none",
    }
    deviations = {r["measure"]: r["deviation"] for r in content["spread"] if r["view"] == "all"}
    spread = ", ".join(f"{value:.3f} ({name})" for name, value in deviations.items())
    pairs = len({tuple(row["outlets"]) for row in unlike})
    return (
        "\n\n".join(
            [
                _ABOUT.format(**about),
                _METHOD,
                _ALIKE.format(**about),
                *_alike(alike),
                _UNLIKE.format(pairs=pairs, draws=content["draws"] // 10),
                _unlike(unlike),
                _POWER.format(spread=spread, outlets=content["outlets"]),
                _power(content["power"]),
                _ONE,
                _one(alike),
            ]
        )
        + "\n"
    )


def _alike(rows: Sequence[Record]) -> Iterable[str]:
    for view, named in _VIEWS.items():
        yield f"### In {named}"
        own = [row for row in rows if row["view"] == view]
        body = []
        for measure in dict.fromkeys(row["measure"] for row in own):
            for sizes in dict.fromkeys(tuple(row["sizes"]) for row in own):
                cell = [r for r in own if (r["measure"], tuple(r["sizes"])) == (measure, sizes)]
                highest = max(row["permutation"] for row in cell)
                shares = [_mean(cell, method) for method in _METHODS]
                body.append([measure, _sizes(sizes), shares[0], _share(highest), *shares[1:]])
        first, *others = _METHODS.values()
        yield _table(2, ["measure", "articles", first, "highest", *others], body)


def _unlike(rows: Sequence[Record]) -> str:
    body = []
    for sizes in dict.fromkeys(tuple(row["sizes"]) for row in rows):
        cell = [row for row in rows if tuple(row["sizes"]) == sizes]
        body.append([_sizes(sizes), _mean(cell, "permutation"), _mean(cell, "welch")])
    return _table(1, ["articles", _METHODS["permutation"], _METHODS["welch"]], body)


def _power(rows: Sequence[Record]) -> str:
    measures = list(dict.fromkeys(row["measure"] for row in rows))
    body = []
    for size, shift in dict.fromkeys((row["size"], row["shift"]) for row in rows):
        own = [row for row in rows if (row["size"], row["shift"]) == (size, shift)]
        cells = [[row for row in own if row["measure"] == measure] for measure in measures]
        alone = [_mean(cell, "alone") for cell in cells]
        three = ["not tested" if c[0]["refused"] else _mean(c, "of_three") for c in cells]
        body.append([f"{size}", f"{shift:g}", *alone, *three])
    heads = [f"{measure}, {how}" for how in ("alone", "of three") for measure in measures]
    return _table(2, ["articles of each", "standard deviations", *heads], body)


def _one(rows: Sequence[Record]) -> str:
    body = []
    for view, named in _VIEWS.items():
        own = [row for row in rows if row["view"] == view and row["sizes"][0] == row["sizes"][1]]
        for measure in dict.fromkeys(row["measure"] for row in own):
            cells = [
                _mean(
                    [r for r in own if (r["measure"], r["sizes"][0]) == (measure, k)], "mean_missed"
                )
                for k in dict.fromkeys(row["sizes"][0] for row in own)
            ]
            body.append([named, measure, *cells])
    counts = dict.fromkeys(row["sizes"][0] for row in rows if row["sizes"][0] == row["sizes"][1])
    return _table(2, ["voice", "measure", *(f"{count} articles" for count in counts)], body)


def _table(left: int, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table whose first `left` columns are words, the others figures."""
    return table({head: "l" if at < left else "r" for at, head in enumerate(heads)}, rows)


def _mean(rows: Sequence[Record], name: str) -> str:
    return _share(float(np.mean([row[name] for row in rows])))


def _share(value: float) -> str:
    return f"{100 * value:.1f} %"


def _sizes(sizes: tuple[int, int]) -> str:
    return f"{sizes[0]} against {sizes[1]}"
