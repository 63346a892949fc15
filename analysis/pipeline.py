"""Articles in, a frozen `Analysis` out."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import repeat

from analysis.articles import Article
from analysis.config import Configuration, Measure, load_configuration
from analysis.errors import ModelError
from analysis.scorers import SentenceScore, Target, load_scorer
from analysis.sentences import split_sentences

# Small enough that progress and cancelling answer at once with the slowest scorer.
BATCH_SIZE = 64

Progress = Callable[[int, int], None]
Key = tuple[str, Target | None]


@dataclass(frozen=True, slots=True)
class ScoredSentence:
    """A sentence with its scores.

    `number` counts from 0 within the article, the headline included. `start` and `end` are code
    point offsets of the article's text; `role` is `headline`, `body`, `byline`, `caption` or
    `link`. Only body sentences enter an article's figures.
    """

    number: int
    start: int
    end: int
    role: str
    score: SentenceScore


@dataclass(frozen=True, slots=True)
class ScoredArticle:
    """An article with all its sentences, in order."""

    article: Article
    sentences: tuple[ScoredSentence, ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything known about some articles, scored with one configuration."""

    articles: tuple[ScoredArticle, ...]
    configuration: Configuration
    warnings: tuple[str, ...] = ()


def analyse(
    articles: Iterable[Article],
    *,
    configuration: Configuration | None = None,
    progress: Progress | None = None,
) -> Analysis:
    """Split and score `articles`.

    An article that is given twice (same `article_id`) counts once and is named in `warnings`.
    `progress` is called with (sentences done, sentences in all), equal sentences counted once;
    an exception raised in it cancels the scoring. Raises `ModelError` when a model cannot be
    loaded, or gives a score outside its measure's range.
    """
    configuration = configuration or load_configuration()
    distinct, warnings = _distinct(articles)
    spans = [split_sentences(article.text, article.headline_end) for article in distinct]
    texts = [
        article.text[span.start : span.end]
        for article, own in zip(distinct, spans, strict=True)
        for span in own
    ]
    scores = iter(score_texts(texts, configuration, progress=progress))
    scored = tuple(
        ScoredArticle(
            article,
            tuple(
                ScoredSentence(number, span.start, span.end, span.role, next(scores))
                for number, span in enumerate(own)
            ),
        )
        for article, own in zip(distinct, spans, strict=True)
    )
    return Analysis(scored, configuration, warnings)


def _distinct(articles: Iterable[Article]) -> tuple[list[Article], tuple[str, ...]]:
    kept: dict[str, Article] = {}
    warnings = []
    for article in articles:
        if article.article_id in kept:
            warnings.append(f"{article.source_file} was given twice and is counted once.")
        else:
            kept[article.article_id] = article
    return list(kept.values()), tuple(warnings)


def score_texts(
    sentences: Sequence[str],
    configuration: Configuration,
    *,
    targets: Sequence[Target] | None = None,
    progress: Progress | None = None,
) -> list[SentenceScore]:
    """Score `sentences` with the model that each measure names; one result each, in order.

    Equal sentences (with equal targets) are scored once, in batches of similar length. Raises
    `ModelError` when a model cannot be loaded, cannot score targets, or gives a score outside its
    measure's range.
    """
    keys: list[Key] = list(zip(sentences, targets or repeat(None, len(sentences)), strict=True))
    distinct = sorted(dict.fromkeys(keys), key=lambda key: (len(key[0]), key))
    results: dict[Key, SentenceScore] = {}
    for start in range(0, len(distinct), BATCH_SIZE):
        batch = distinct[start : start + BATCH_SIZE]
        results.update(zip(batch, _score_batch(batch, configuration), strict=True))
        if progress:
            progress(len(results), len(distinct))
    return [results[key] for key in keys]


def _score_batch(batch: Sequence[Key], configuration: Configuration) -> list[SentenceScore]:
    sentences = [sentence for sentence, _ in batch]
    targets = [target for _, target in batch if target is not None] or None
    if targets and "sentiment" not in [measure.name for measure in configuration.measures]:
        raise ModelError(
            "Targets have a sentiment, and models.yaml has no measure of that name. "
            "Add it, or score without targets."
        )
    by_model = {
        model.name: load_scorer(model, configuration.folder).score(
            sentences,
            # Only sentiment has targets: other models need not know them.
            targets if _scores_sentiment(configuration, model.name) else None,
        )
        for model in configuration.used_models()
    }
    return [
        _combine(configuration.measures, {name: scores[row] for name, scores in by_model.items()})
        for row in range(len(batch))
    ]


def _scores_sentiment(configuration: Configuration, model: str) -> bool:
    return any(m.name == "sentiment" and m.model == model for m in configuration.measures)


def _combine(measures: Sequence[Measure], scores: dict[str, SentenceScore]) -> SentenceScore:
    """Take each measure from its own model."""
    values = {measure.name: _checked(measure, scores[measure.model]) for measure in measures}
    targeted = next(
        (s.values["target_sentiment"] for s in scores.values() if "target_sentiment" in s.values),
        None,
    )
    if targeted is not None:
        values["target_sentiment"] = targeted
    chosen = {measure.name: measure.model for measure in measures}
    return SentenceScore(
        values,
        cues=tuple(
            cue
            for name, score in scores.items()
            for cue in score.cues
            if chosen.get(cue.measure) == name
        ),
        unsure=_any_unsure(scores.values()),
        unexplained=frozenset(
            name for name, model in chosen.items() if name in scores[model].unexplained
        ),
        intervals={
            name: scores[model].intervals[name]
            for name, model in chosen.items()
            if name in scores[model].intervals
        },
    )


def _any_unsure(scores: Iterable[SentenceScore]) -> bool | None:
    known = [score.unsure for score in scores if score.unsure is not None]
    return any(known) if known else None


def _checked(measure: Measure, score: SentenceScore) -> float:
    value = score.values[measure.name]
    lowest, highest = measure.range
    if not lowest <= value <= highest:
        raise ModelError(
            f"The model {measure.model} gave {measure.name} the score {value}, outside its range "
            f"[{lowest}, {highest}]. Correct its label values in models.yaml."
        )
    return value
