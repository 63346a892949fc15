"""One sentence for each chart, computed from the data it shows.

They describe the articles at hand. None says anything about an outlet in general, and none
calls a difference significant.
"""

from collections.abc import Mapping, Sequence

import pandas as pd

from analysis.articles import Article
from analysis.config import Measure
from analysis.voice import View
from dashboard import shaping, wording
from dashboard.voice_wording import NOTHING, OF_WORDS, body_sentences, with_words

# Means that differ by less are not worth ranking: about one step of a two-decimal display per
# ten sentences.
CLOSE = 0.05
MOST_COPIES = 5


def of_article(sentences: pd.DataFrame, measure: Measure, view: View = "all") -> str:
    """Say how many body sentences are rated clear, and which is the strongest."""
    body = sentences[sentences["role"] == "body"]
    if body.empty:
        return f"This text has {NOTHING[view]} to rate."
    parts = [_clear_part(body[measure.name], measure, view)]
    found = [_strongest_part(body, measure, name, high) for name, high in shaping.ends(measure)]
    return ". ".join([*parts, *(part for part in found if part)]) + "."


def _clear_part(scores: pd.Series, measure: Measure, view: View) -> str:
    total = body_sentences(len(scores), view)
    high = int((scores >= measure.clear).sum())
    if not measure.diverging:
        if high == 0:
            return f"None of {total} reaches {measure.clear:.2f}"
        return (
            f"{high} of {total} {'reaches' if high == 1 else 'reach'} {measure.clear:.2f} or more"
        )
    low = int((scores <= -measure.clear).sum())
    if high == low == 0:
        return f"None of {total} is clearly {measure.low} or {measure.high}"
    verb = "is" if low == 1 else "are"
    return (
        f"Of {total}, {low or 'none'} {verb} clearly {measure.low} "
        f"and {high or 'none'} clearly {measure.high}"
    )


def _strongest_part(body: pd.DataFrame, measure: Measure, heading: str, high: bool) -> str:
    found = shaping.strongest(body, measure, high=high, most=1).to_dict("records")
    if not found:
        return ""
    return f"{heading}: sentence {found[0]['sentence']} ({wording.score(found[0][measure.name])})"


def of_comparison(figures: pd.DataFrame, measure: Measure, view: View = "all") -> str:
    """Say which of the compared has the highest and which the lowest mean.

    `figures` has one row for each of the compared: `subject`, and the measure's mean in `view`.
    """
    means = figures.dropna(subset=[measure.name])
    if len(means) < 2:
        return f"Fewer than two of these have body sentences{with_words(view)} to compare."
    low, high = means[measure.name].min(), means[measure.name].max()
    lowest, highest = wording.score(low), wording.score(high)
    if lowest == highest:
        return f"The means are the same to two decimals, {lowest}."
    if high - low < CLOSE:
        return f"The means lie close together, from {lowest} to {highest}."
    shown = dict(zip(means["subject"], means[measure.name].map(wording.score), strict=True))
    return f"In these articles the mean{OF_WORDS[view]} is {_ends(shown, highest, lowest)}."


def _ends(shown: Mapping[str, str], highest: str, lowest: str) -> str:
    """Name all who have the highest and the lowest figure, as they are shown."""
    top, bottom = (
        wording.listed([name for name, figure in shown.items() if figure == extreme])
        for extreme in (highest, lowest)
    )
    return f"highest in {top} ({highest}) and lowest in {bottom} ({lowest})"


def of_shares(sentences: pd.DataFrame, measure: Measure) -> str:
    """Say who has the largest and the smallest share of sentences rated clear.

    `sentences` is from `shaping.subject_frame`; they count as in the chart of shares.
    """
    weights = shaping.weights(sentences)
    clear = weights.where(sentences[measure.name].map(measure.is_clear), 0.0)
    whose = sentences["subject"]
    sums = [each.groupby(whose, sort=False).sum() for each in (clear, weights)]
    shares = (sums[0] / sums[1]).dropna()
    if len(shares) < 2:
        return "Fewer than two of these have body sentences to compare."
    shown = {str(name): wording.percent(share) for name, share in shares.items()}
    highest, lowest = wording.percent(shares.max()), wording.percent(shares.min())
    rating = f"clearly {measure.low} or {measure.high}" if measure.diverging else "clear"
    rated = f"the share of sentences rated {rating}"
    if highest == lowest:
        return f"In these articles {rated} is {highest} in each."
    return f"In these articles {rated} is {_ends(shown, highest, lowest)}."


def genre_note(genres: Sequence[str]) -> str:
    """Say that the genres differ, where they do; else the empty string."""
    known = sorted({genre for genre in genres if genre})
    if len(known) < 2:
        return ""
    return (
        f"These articles are of different genres ({wording.listed(known)}). Opinion and live "
        "coverage are written otherwise than news, so part of a difference may be the genre."
    )


def copy_notes(
    articles: Sequence[Article], first: Sequence[int], most: int = MOST_COPIES
) -> list[str]:
    """Say which texts are in several articles nearly word for word, whatever the headline.

    `first` is from `analysis.compare.copies.first_copies`, for the same articles. Of more than
    `most` texts and one, the rest is counted.
    """
    copies: dict[int, list[str]] = {}
    for article, text in zip(articles, first, strict=True):
        copies.setdefault(text, []).append(article.outlet)
    notes = [
        f"The text of “{wording.excerpt(wording.title_of(articles[text]), 80)}” is the same, "
        f"nearly word for word, {_where(own)}"
        for text, own in copies.items()
        if len(own) > 1
    ]
    more = len(notes) - most
    return notes if more < 2 else [*notes[:most], f"So it is with {more} other texts."]


def _where(outlets: Sequence[str]) -> str:
    """Say in which outlets one text is, and how often it counts."""
    several = list(dict.fromkeys(outlets))
    if several == [""]:
        return f"in {len(outlets)} articles that name no outlet."
    if len(several) == 1:
        return (
            f"in {len(outlets)} articles of {several[0]}. In what is said of outlets it counts "
            "once."
        )
    named = [*filter(None, several)]
    places = [*named, "an article that names none"] if "" in several else named
    twice = "" if len(several) == len(outlets) else " In what is said of outlets, once."
    return f"in {wording.listed(places)}, and counts in each.{twice}"


def unnamed_note(articles: Sequence[Article]) -> str:
    """Say how many articles have no outlet to be compared by; else the empty string."""
    number = sum(not article.outlet for article in articles)
    if not number:
        return ""
    return (
        f"Not compared, for want of an outlet: {wording.count(number, 'article')}. Name the outlet "
        "on the page Articles, or compare articles."
    )
