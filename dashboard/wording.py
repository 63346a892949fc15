"""Numbers and user text as the pages write them."""

import re
from collections.abc import Iterable, Sequence

from analysis.articles import Article
from analysis.compare.phrases import count as count
from analysis.compare.phrases import listed as listed

MINUS = "\N{MINUS SIGN}"
ELLIPSIS = "…"
NO_OUTLET = "No outlet given"

# CommonMark lets any ASCII punctuation be escaped; Streamlit's own marks (emoji codes, colours,
# LaTeX) all need one of them.
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def markdown(text: str) -> str:
    """Return `text` so that Streamlit's Markdown shows it as it stands, on one line."""
    return _PUNCTUATION.sub(r"\\\1", " ".join(text.split()))


def markdown_lines(text: str) -> str:
    """Return `text` as `markdown` does, its line ends kept."""
    return "  \n".join(markdown(line) for line in text.splitlines())


def score(value: float) -> str:
    """Return a score with two decimals and a true minus sign; a dash where there is none."""
    if value != value:  # NaN: no such sentence
        return "–"
    text = f"{value:.2f}"
    return text.removeprefix("-") if float(text) == 0 else text.replace("-", MINUS)


def rounded(value: float) -> float:
    """Return a score as `score` shows it, so that a table and a sentence never differ."""
    return float(f"{value:.2f}") + 0.0


def signed(value: float) -> str:
    """Return a difference with its sign."""
    text = score(value)
    return text if text.startswith(MINUS) or text in ("–", "0.00") else f"+{text}"


def interval(low: float, high: float) -> str:
    """Return `−0.31 to 0.08`; a dash where there is no interval."""
    return "–" if low != low else f"{score(low)} to {score(high)}"


def percent(share: float) -> str:
    """Return a share from 0 to 1 as a whole percentage; a dash where there is none."""
    return "–" if share != share else f"{100 * share:.0f}%"


def points(share: float) -> str:
    """Return a difference of two shares as `1 point` or `3.4 points`, of a hundred."""
    text = f"{100 * share:.1f}".removesuffix(".0")
    return f"{text} point" + ("" if text == "1" else "s")


def remaining(seconds: float) -> str:
    """Return about how long something takes yet: `less than a minute`, `about 3 minutes`."""
    if seconds < 50:
        return "less than a minute"
    minutes = max(1, round(seconds / 60))
    return f"about {count(minutes, 'minute')}"


def excerpt(text: str, length: int = 160) -> str:
    """Return `text` on one line, cut at a word to at most `length` characters."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    cut = line[: length - 1]
    head, blank, _ = cut.rpartition(" ")
    return (head if blank and len(head) > length // 2 else cut).rstrip(" ,;:") + ELLIPSIS


def title_of(article: Article) -> str:
    """Return an article's title; without one, the name of its file."""
    return article.title or article.source_file


def names(articles: Iterable[Article]) -> dict[str, str]:
    """Return how each article is called in a list, by id: its title and outlet, all different.

    A widget that chooses among names could not tell two equal ones apart.
    """
    given = list(articles)
    long = [f"{title_of(a)} ({a.outlet})" if a.outlet else title_of(a) for a in given]
    return {a.article_id: name for a, name in zip(given, distinct(long), strict=True)}


def short_names(articles: Sequence[Article], length: int = 34) -> list[str]:
    """Return a short name for each article, all different.

    The outlet where that tells them apart, the title within one outlet, else both; numbered
    where even these are the same.
    """
    outlets = [article.outlet or NO_OUTLET for article in articles]
    short = []
    for article, outlet in zip(articles, outlets, strict=True):
        title = title_of(article)
        both = title if len(set(outlets)) == 1 else f"{outlet}: {title}"
        short.append(outlet if outlets.count(outlet) == 1 and len(articles) > 1 else both)
    return distinct([excerpt(name, length) for name in short])


def distinct(names: Sequence[str]) -> list[str]:
    """Return `names` with a number behind each that is there already."""
    used: dict[str, int] = {}
    found = []
    for name in names:
        free, number = name, used.get(name, 0)
        while number and free in used:
            number += 1
            free = f"{name} ({number})"
        used[free] = 1
        if number:
            used[name] = number
        found.append(free)
    return found
