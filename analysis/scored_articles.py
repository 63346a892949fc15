"""The rows of a CSV of scores, back to the articles, sentences and scores that they came from.

The text between sentences is not in the rows. Offsets hold all the same: a gap of one character is
a blank (a line end where the role changes), a longer one the end of a paragraph.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from analysis.articles import Article
from analysis.columns import cues_column, interval_columns
from analysis.config import Measure
from analysis.errors import InputError
from analysis.frames import NOT_EXPLAINED
from analysis.limits import DEFAULT_LIMITS
from analysis.manifest import sha256
from analysis.pipeline import ScoredArticle, ScoredSentence
from analysis.restored_voice import restored_parts, restored_voice
from analysis.scorers import Cue, SentenceScore
from analysis.voice import SentenceVoice

ROLES = frozenset({"headline", "body", "byline", "caption", "link"})
METADATA = ("outlet", "title", "published")
# Ids name files in a download, so that they must not point out of its folder.
SAFE_ID = re.compile(r"[0-9A-Za-z_-]{1,64}")
_DIVIDED = "comes from a table of scores; its text is that of its sentences."
_RESTORED = f"{_DIVIDED[:-1]}, and the shares of its words have two decimals."
_SHARE = re.compile(r" ([+-]\d+\.\d\d)(?:; |$)")
# A cue is a word or a short phrase, and even a sentence that is none has no more of them.
_LONGEST_CUE, _MOST_CUES = 20, 5_000  # words, cues


def scored_articles(
    frame: pd.DataFrame, name: str, measures: Sequence[Measure] = ()
) -> tuple[ScoredArticle, ...]:
    """Return the articles of a sentence frame that came from the file `name`.

    Scores and voices are taken for `measures` alone, which must all be columns; the place of a
    cue is the first one in its sentence that fits, and its share has two decimals. Spans in one
    voice have the score of that voice. Without measures, every sentence is the outlet's until it
    is scored again.

    Raises:
        InputError: The rows contradict each other or their columns, so that they were changed.
    """
    return tuple(
        _article(rows, f"{name}#{number}", measures) for number, rows in _by_article(frame)
    )


def changed(source: str, what: str) -> InputError:
    """Return the error for a table that is not as Tonelens wrote it."""
    return InputError(
        f"{source} was changed since Tonelens wrote it ({what}). Download it again and give it "
        "unchanged, or give the articles themselves."
    )


def _by_article(frame: pd.DataFrame) -> Iterator[tuple[int, list[dict[str, Any]]]]:
    """Yield the rows of each article and the number of their first row, from 1."""
    number = {article_id: n for n, article_id in reversed(list(enumerate(frame["article_id"], 1)))}
    rows = frame.to_dict("records")
    grouped: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        grouped.setdefault(row["article_id"], []).append({str(k): v for k, v in row.items()})
    for article_id, own in grouped.items():
        yield number[article_id], own


def _article(
    rows: Sequence[dict[str, Any]], source: str, measures: Sequence[Measure]
) -> ScoredArticle:
    for what in _contradictions(rows):
        raise changed(source, what)
    text = _text(rows)
    article = Article(
        article_id=rows[0]["article_id"],
        text=text,
        text_sha256=sha256(text.encode()),
        headline_end=max((row["end"] for row in rows if row["role"] == "headline"), default=0),
        source_file=source,
        warnings=(f"{source} {_RESTORED if measures else _DIVIDED}",),
        **{name: rows[0][name] for name in METADATA},
    )
    sentences = tuple(_sentence(row, source, measures) for row in rows)
    return ScoredArticle(article, sentences)


def _sentence(row: dict[str, Any], source: str, measures: Sequence[Measure]) -> ScoredSentence:
    score, voice = _score(row, source, measures), SentenceVoice.of_outlet(row["text"])
    if measures:
        try:
            voice = restored_voice(row)
            score = replace(score, parts=restored_parts(row, voice, measures))
        except ValueError as error:
            what = str(error).splitlines()[0]
            raise changed(source, f"sentence {row['sentence']} has {what}") from error
    return ScoredSentence(row["sentence"], row["start"], row["end"], row["role"], score, voice)


def _contradictions(rows: Sequence[dict[str, Any]]) -> Iterator[str]:
    if not SAFE_ID.fullmatch(rows[0]["article_id"]):
        yield f"article_id {rows[0]['article_id'][:70]!r}"
    for name in METADATA:
        if len({row[name] for row in rows}) > 1:
            yield f"sentences of one article differ in {name}"
    if [row["role"] for row in rows].count("headline") > 1:
        yield "two headlines"
    reached, number = 0, -1
    for row in rows:
        at = f"sentence {row['sentence']}"
        if row["role"] not in ROLES:
            yield f"{at} has the role {row['role'][:30]!r}"
        if row["end"] - row["start"] != len(row["text"]):
            yield f"{at} is not as long as its offsets say"
        if row["start"] < reached or row["sentence"] <= number:
            yield f"{at} is not behind the one before"
        if row["end"] > DEFAULT_LIMITS.file_bytes:
            yield f"{at} is further on than any text is long"
        reached, number = row["end"], row["sentence"]


def _text(rows: Sequence[dict[str, Any]]) -> str:
    parts, reached, role = [], 0, None
    for row in rows:
        gap = row["start"] - reached
        parts += [" " if gap == 1 and row["role"] == role else "\n" * gap, row["text"]]
        reached, role = row["end"], row["role"]
    return "".join(parts)


def _score(row: dict[str, Any], source: str, measures: Sequence[Measure]) -> SentenceScore:
    values = {measure.name: _value(row, source, measure) for measure in measures}
    cells = {name: row.get(cues_column(name), NOT_EXPLAINED) for name in values}
    return SentenceScore(
        values,
        cues=tuple(
            cue for name, cell in cells.items() for cue in _cues(cell, row["text"], name, source)
        ),
        unsure=None if pd.isna(row["unsure"]) else bool(row["unsure"]),
        unexplained=frozenset(name for name, cell in cells.items() if cell == NOT_EXPLAINED),
        intervals=dict(_intervals(row, measures)),
    )


def _value(row: dict[str, Any], source: str, measure: Measure) -> float:
    value = float(row.get(measure.name, "nan"))
    lowest, highest = measure.range
    if not lowest <= value <= highest:
        what = f"sentence {row['sentence']} has no {measure.name} from {lowest:g} to {highest:g}"
        raise changed(source, what)
    return value


def _intervals(
    row: dict[str, Any], measures: Sequence[Measure]
) -> Iterator[tuple[str, tuple[float, float]]]:
    for measure in measures:
        low, high = (row.get(name, float("nan")) for name in interval_columns(measure.name))
        if low == low and high == high:
            yield measure.name, (low, high)


def _written_cues(cell: str, source: str) -> list[tuple[str, str]]:
    """Return the words of each cue in a cell, and its share."""
    found: list[tuple[str, str]] = []
    end = 0
    for share in _SHARE.finditer("" if cell == NOT_EXPLAINED else cell):
        found.append((cell[end : share.start()], share[1]))
        end = share.end()
    if len(found) > _MOST_CUES or any(len(words.split()) > _LONGEST_CUE for words, _ in found):
        raise changed(source, "cues that no sentence has")
    return found


def _cues(cell: str, sentence: str, measure: str, source: str) -> Iterator[Cue]:
    """Yield the cues of a cell, each at the first place that no cue before it has taken."""
    taken: list[tuple[int, int]] = []
    for words, share in _written_cues(cell, source):
        # A blank may stand for a line end inside a sentence.
        pattern = r"\s+".join(map(re.escape, words.split()))
        for found in re.finditer(rf"(?<!\w){pattern}(?!\w)", sentence):
            start, end = found.span()
            if all(end <= first or last <= start for first, last in taken):
                taken.append((start, end))
                yield Cue(measure, start, end, float(share))
                break
