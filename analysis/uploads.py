"""What of an upload fits: files for one upload, text for one session.

What does not fit is a problem that says what to do; what does is kept.
"""

from collections.abc import Iterable, Sequence
from itertools import accumulate

from analysis.articles import Article, Problem, Reading
from analysis.errors import LimitError
from analysis.limits import DEFAULT_LIMITS, Limits, megabytes


def fitting(sizes: Iterable[int], limits: Limits = DEFAULT_LIMITS) -> int:
    """Return how many of the files with these numbers of bytes fit into one upload, in order."""
    totals = accumulate(sizes)
    return sum(
        1
        for count, total in enumerate(totals, 1)
        if count <= limits.upload_files and total <= limits.upload_bytes
    )


def left_out(names: Sequence[str], limits: Limits = DEFAULT_LIMITS) -> list[Problem]:
    """Return the problem that files of these names did not fit into one upload, if any did not."""
    if not names:
        return []
    message = (
        f"{_and_others(names)} not read: one upload takes {limits.upload_files:,} files and "
        f"{megabytes(limits.upload_bytes)} in all. The files before were read; add these in "
        "another upload, or pack them as .zip."
    )
    return [Problem(names[0], message, kind=LimitError)]


def text_held(articles: Iterable[Article], problems: Iterable[Problem]) -> int:
    """Return how many characters of text a session holds, those of refused articles included."""
    refused = (
        article
        for problem in problems
        for article in (*filter(None, [problem.article]), *problem.articles)
    )
    return sum(len(article.text) for article in (*articles, *refused))


def within_session(reading: Reading, held: int, limits: Limits = DEFAULT_LIMITS) -> Reading:
    """Return what of a reading a session can take that holds `held` characters of text already.

    Articles are taken in order; the first that does not fit, and all after it, are one problem.
    """
    room = limits.session_characters - held - text_held((), reading.problems)
    totals = accumulate(len(article.text) for article in reading.articles)
    fit = sum(1 for total in totals if total <= room)
    names = [article.source_file for article in reading.articles[fit:]]
    if not names:
        return reading
    message = (
        f"{_and_others(names)} not added: a session holds {limits.session_characters:,} characters "
        "of text. Download the tables of what is scored, remove articles that you no longer need, "
        "then add these again."
    )
    full = Problem(names[0], message, kind=LimitError)
    return Reading(reading.articles[:fit], (*reading.problems, full))


def _and_others(names: Sequence[str]) -> str:
    more = len(names) - 1
    if not more:
        return f"{names[0]} was"
    return f"{names[0]} and {more:,} {'other was' if more == 1 else 'others were'}"
