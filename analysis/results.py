"""CSVs of scores given as input: told from articles, and never mixed with another model's scores.

A difference between two models would look like a difference between outlets.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from analysis.articles import Problem
from analysis.config import Configuration
from analysis.errors import InputError
from analysis.models_in_use import fingerprint, model_label
from analysis.pipeline import Analysis, ScoredArticle, score_divided
from analysis.scored_articles import changed, scored_articles
from analysis.scored_csv import read_scored_csv
from analysis.scoring import Progress
from analysis.sentences import Sentence

# What tells a table of our sentences from any other; "model_hash" is missing in older ones.
_NEEDED = {"article_id", "sentence", "start", "end", "text", "model"}
_REQUIRED = _NEEDED | {"outlet", "title", "published", "role", "unsure"}
_LONGEST_HEADER = 65_536
# Of models in a message: how many, and how many characters of each.
_MOST_NAMED, _LONGEST = 3, 120


@dataclass(frozen=True, slots=True)
class Results:
    """The articles in a CSV of scores.

    `made_by` holds the model and its hash, in every combination that the rows have; the hash is
    empty in a CSV of an older Tonelens. The articles have scores only where `usable`, which is
    when that hash is the one of the models in use and the table tells voices apart.
    """

    name: str
    articles: tuple[ScoredArticle, ...]
    made_by: tuple[tuple[str, str], ...]
    usable: bool


def is_scored_csv(data: bytes) -> bool:
    """Return whether `data` is a CSV with a sentence and its scores in each row, by its header."""
    header = data[:_LONGEST_HEADER].split(b"\n", 1)[0]
    try:
        names = next(csv.reader([header.decode("utf-8-sig").strip()], strict=True), [])
    except (UnicodeDecodeError, csv.Error):
        return False
    return set(names) >= _NEEDED


def read_results(name: str, data: bytes, configuration: Configuration) -> Results:
    """Read a CSV of scores.

    Raises:
        InputError: It was changed since Tonelens wrote it, or holds no row.
    """
    try:
        frame = read_scored_csv(io.BytesIO(data))
    except InputError as error:
        raise changed(name, str(error.__cause__)) from error
    missing = sorted(_REQUIRED - set(frame.columns))
    if missing or frame.empty:
        raise changed(name, f"no column {missing[0]}" if missing else "no row")
    if "model_hash" not in frame.columns:
        frame = frame.assign(model_hash="")
    rows = zip(frame["model"], frame["model_hash"], strict=True)
    made_by = tuple((str(model), str(own)) for model, own in dict.fromkeys(rows))
    if set(frame.get("view", ["all"])) != {"all"}:
        raise InputError(
            f"{name} holds one voice alone. Download the table again with all voices, or give the "
            "articles themselves."
        )
    # An older Tonelens told no voices: its scores are good, but not enough.
    usable = {own for _, own in made_by} == {fingerprint(configuration)} and "spans" in frame
    measures = configuration.measures if usable else ()
    return Results(name, scored_articles(frame, name, measures), made_by, usable)


def without_tables(
    files: Iterable[tuple[str, bytes]], tables: list[tuple[str, bytes]]
) -> Iterator[tuple[str, bytes]]:
    """Yield the files that hold articles; put those that hold scores into `tables`."""
    for name, data in files:
        if is_scored_csv(data):
            tables.append((name, data))
        else:
            yield name, data


def open_tables(
    tables: Iterable[tuple[str, bytes]], configuration: Configuration, problems: list[Problem]
) -> list[Results]:
    """Read CSVs of scores; put what is wrong with one into `problems`."""
    found = []
    for name, data in tables:
        try:
            found.append(read_results(name, data, configuration))
        except InputError as error:
            problems.append(Problem(name, str(error)))
    return found


def reason(results: Results, configuration: Configuration) -> str:
    """Return why the scores of `results` cannot be used, as a sentence that names the file."""
    named = [
        f"{label[:_LONGEST]} ({own[:_LONGEST] or 'no hash'})" for label, own in results.made_by
    ]
    more = [f"{len(named) - _MOST_NAMED} others"] if len(named) > _MOST_NAMED else []
    models = " and ".join([*named[:_MOST_NAMED], *more])
    if {own for _, own in results.made_by} == {fingerprint(configuration)}:
        return f"{results.name} was written by an older Tonelens, which told no voices apart."
    return (
        f"{results.name} holds scores by {models}, and the models in use are "
        f"{model_label(configuration)} ({fingerprint(configuration)}): differences between models "
        "would look like differences between outlets."
    )


def check_usable(results: Iterable[Results], configuration: Configuration) -> None:
    """Raise `InputError`, with the offer to score again, where scores are another model's."""
    reasons = [reason(found, configuration) for found in results if not found.usable]
    if reasons:
        offer = "Add --score-again to score the sentences anew with the models in use."
        raise InputError("\n".join([*reasons, offer]))


def scored_again(
    articles: Sequence[ScoredArticle],
    configuration: Configuration,
    progress: Progress | None = None,
) -> Analysis:
    """Score the sentences of `articles` anew, as they are divided already.

    Raises `ModelError` when a model cannot be loaded.
    """
    divided = [
        (each.article, [Sentence(s.start, s.end, s.role) for s in each.sentences])
        for each in articles
    ]
    scored = score_divided(divided, configuration, progress)
    return Analysis(tuple(map(_numbered_like, scored, articles)), configuration)


def _numbered_like(scored: ScoredArticle, before: ScoredArticle) -> ScoredArticle:
    """Return `scored` with the sentence numbers of `before`: rows may be missing there."""
    sentences = zip(scored.sentences, before.sentences, strict=True)
    return replace(
        scored, sentences=tuple(replace(now, number=then.number) for now, then in sentences)
    )


def joined(analyses: Iterable[Analysis]) -> Analysis:
    """Return one analysis of all articles, in order; the same article counts once.

    Raises:
        InputError: There is none, or they were scored by different models.
    """
    given = list(analyses)
    if not given:
        raise InputError("There is no analysis to join. Give at least one.")
    first = given[0].configuration
    for other in given[1:]:
        if fingerprint(other.configuration) != fingerprint(first):
            raise InputError(
                f"These analyses were scored by different models, {model_label(first)} "
                f"({fingerprint(first)}) and {model_label(other.configuration)} "
                f"({fingerprint(other.configuration)}). Score them again with one configuration."
            )
    kept: dict[str, ScoredArticle] = {}
    warnings = [warning for analysis in given for warning in analysis.warnings]
    for scored in (scored for analysis in given for scored in analysis.articles):
        if scored.article.article_id in kept:
            warnings.append(f"{scored.article.source_file} was given twice and is counted once.")
        else:
            kept[scored.article.article_id] = scored
    return Analysis(tuple(kept.values()), first, tuple(warnings))
