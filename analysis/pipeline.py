"""Articles in, a frozen `Analysis` out."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import repeat

from analysis.articles import Article
from analysis.config import Configuration, Measure, load_configuration
from analysis.errors import ModelError
from analysis.scorers import Parts, PartScorer, Scorer, SentenceScore, Target, load_scorer
from analysis.sentences import Sentence, split_sentences
from analysis.voice import SentenceVoice, View
from analysis.voice.find import find_voices
from analysis.voice.settling import settled

# Small enough that progress and cancelling answer at once with the slowest scorer.
BATCH_SIZE = 64

Progress = Callable[[int, int], None]
Key = tuple[str, Target | None, Parts]


@dataclass(frozen=True, slots=True)
class ScoredSentence:
    """A sentence with its scores and its voice.

    `number` counts from 0 within the article, the headline included. `start` and `end` are code
    point offsets of the article's text; `role` is `headline`, `body`, `byline`, `caption` or
    `link`. Only body sentences enter an article's figures. `weight` is what it counts there: the
    share of its words that are in the voice which is looked at, 1 where all voices are.
    """

    number: int
    start: int
    end: int
    role: str
    score: SentenceScore
    voice: SentenceVoice
    weight: float = 1.0

    @property
    def span_values(self) -> tuple[Mapping[str, float], ...]:
        """The scores of each of the voice's spans, in order."""
        return self.score.parts or (self.score.values,)


@dataclass(frozen=True, slots=True)
class ScoredArticle:
    """An article with all its sentences, in order."""

    article: Article
    sentences: tuple[ScoredSentence, ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything known about some articles, scored with one configuration.

    `view` is the voice that scores and figures are those of, or `all`; see `in_voice`.
    """

    articles: tuple[ScoredArticle, ...]
    configuration: Configuration
    warnings: tuple[str, ...] = ()
    view: View = "all"


def analyse(
    articles: Iterable[Article],
    *,
    configuration: Configuration | None = None,
    progress: Progress | None = None,
) -> Analysis:
    """Split `articles` into sentences, tell whose words they hold, and score them.

    An article that is given twice (same `article_id`) counts once and is named in `warnings`.
    `progress` is called with (sentences done, sentences in all), equal sentences counted once;
    an exception raised in it cancels the scoring. Raises `ModelError` when a model cannot be
    loaded, or gives a score outside its measure's range.
    """
    configuration = configuration or load_configuration()
    distinct, warnings = _distinct(articles)
    divided = [(each, split_sentences(each.text, each.headline_end)) for each in distinct]
    return Analysis(score_divided(divided, configuration, progress), configuration, warnings)


def score_divided(
    divided: Sequence[tuple[Article, Sequence[Sentence]]],
    configuration: Configuration,
    progress: Progress | None = None,
) -> tuple[ScoredArticle, ...]:
    """Tell the voices of articles that are divided into sentences, and score them."""
    total = sum(len(sentences) for _, sentences in divided)

    def tick() -> None:
        if progress:
            progress(0, total)

    voices = [
        find_voices(article.text, article.headline_end, sentences, tick)
        for article, sentences in divided
    ]
    texts = [
        article.text[sentence.start : sentence.end]
        for article, sentences in divided
        for sentence in sentences
    ]
    parts = [_parts(voice) for own in voices for voice in own]
    scores = iter(score_texts(texts, configuration, parts=parts, progress=progress))
    return tuple(
        ScoredArticle(
            article,
            tuple(
                _scored(number, sentence, voice, next(scores))
                for number, (sentence, voice) in enumerate(zip(sentences, own, strict=True))
            ),
        )
        for (article, sentences), own in zip(divided, voices, strict=True)
    )


def voices_of(texts: Sequence[str], scores: Sequence[SentenceScore]) -> list[SentenceVoice]:
    """Tell the voice of texts that are sentences by themselves, each scored already."""
    found = (find_voices(text, 0, [Sentence(0, len(text), "body")])[0] for text in texts)
    return [settled(voice, score.voices) for voice, score in zip(found, scores, strict=True)]


def _parts(voice: SentenceVoice) -> Parts:
    """Return the spans to score; a sentence in one voice needs no score but its own."""
    spans = tuple((span.start, span.end) for span in voice.spans)
    return spans if len(spans) > 1 else ()


def _scored(
    number: int, sentence: Sentence, found: SentenceVoice, score: SentenceScore
) -> ScoredSentence:
    voice = settled(found, score.voices)
    if len(voice.spans) == 1:
        score = replace(score, parts=())
    return ScoredSentence(number, sentence.start, sentence.end, sentence.role, score, voice)


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
    parts: Sequence[Parts] | None = None,
    progress: Progress | None = None,
) -> list[SentenceScore]:
    """Score `sentences` with the model that each measure names; one result each, in order.

    Equal sentences (with equal targets and parts) are scored once, in batches of similar length.
    Raises `ModelError` when a model cannot be loaded, cannot score targets, or gives a score
    outside its measure's range.
    """
    count = len(sentences)
    keys: list[Key] = list(
        zip(sentences, targets or repeat(None, count), parts or repeat((), count), strict=True)
    )
    distinct = sorted(dict.fromkeys(keys), key=lambda key: (len(key[0]), key))
    results: dict[Key, SentenceScore] = {}
    for start in range(0, len(distinct), BATCH_SIZE):
        batch = distinct[start : start + BATCH_SIZE]
        results.update(zip(batch, _score_batch(batch, configuration), strict=True))
        if progress:
            progress(len(results), len(distinct))
    return [results[key] for key in keys]


def _score_batch(batch: Sequence[Key], configuration: Configuration) -> list[SentenceScore]:
    targets = [target for _, target, _ in batch if target is not None] or None
    if targets and "sentiment" not in [measure.name for measure in configuration.measures]:
        raise ModelError(
            "Targets have a sentiment, and models.yaml has no measure of that name. "
            "Add it, or score without targets."
        )
    by_model = {
        model.name: _score_with(
            load_scorer(model, configuration.folder),
            [sentence for sentence, _, _ in batch],
            [parts for _, _, parts in batch],
            # Only sentiment has targets: other models need not know them.
            targets if _scores_sentiment(configuration, model.name) else None,
        )
        for model in configuration.used_models()
    }
    return [
        _combine(configuration.measures, {name: scores[row] for name, scores in by_model.items()})
        for row in range(len(batch))
    ]


def _score_with(
    scorer: Scorer,
    sentences: Sequence[str],
    parts: Sequence[Parts],
    targets: Sequence[Target] | None,
) -> list[SentenceScore]:
    """Score sentences and their parts; a part as a text of its own where the scorer cannot else."""
    if isinstance(scorer, PartScorer):
        return scorer.score_with_parts(sentences, parts, targets)
    scores = scorer.score(sentences, targets)
    pieces = [
        sentence[slice(*part)]
        for sentence, own in zip(sentences, parts, strict=True)
        for part in own
    ]
    values = iter([score.values for score in scorer.score(pieces)] if pieces else [])
    return [
        replace(score, parts=tuple(next(values) for _ in own))
        for score, own in zip(scores, parts, strict=True)
    ]


def _scores_sentiment(configuration: Configuration, model: str) -> bool:
    return any(m.name == "sentiment" and m.model == model for m in configuration.measures)


def _combine(measures: Sequence[Measure], scores: dict[str, SentenceScore]) -> SentenceScore:
    """Take each measure from its own model."""
    values = {
        measure.name: _within(measure, scores[measure.model].values[measure.name])
        for measure in measures
    }
    targeted = next(
        (s.values["target_sentiment"] for s in scores.values() if "target_sentiment" in s.values),
        None,
    )
    if targeted is not None:
        values["target_sentiment"] = targeted
    chosen = {measure.name: measure.model for measure in measures}
    parts = zip(*(score.parts for score in scores.values()), strict=True)
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
        parts=tuple(_part(measures, dict(zip(scores, values, strict=True))) for values in parts),
        voices=next((score.voices for score in scores.values() if score.voices), {}),
    )


def _part(
    measures: Sequence[Measure], by_model: Mapping[str, Mapping[str, float]]
) -> dict[str, float]:
    return {m.name: _within(m, by_model[m.model][m.name]) for m in measures}


def _any_unsure(scores: Iterable[SentenceScore]) -> bool | None:
    known = [score.unsure for score in scores if score.unsure is not None]
    return any(known) if known else None


def _within(measure: Measure, value: float) -> float:
    lowest, highest = measure.range
    if not lowest <= value <= highest:
        raise ModelError(
            f"The model {measure.model} gave {measure.name} the score {value}, outside its range "
            f"[{lowest}, {highest}]. Correct its label values in models.yaml."
        )
    return value
