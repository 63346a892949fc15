"""Articles in, a frozen `Analysis` out."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from analysis.articles import Article
from analysis.config import Configuration, load_configuration
from analysis.scorers import SentenceScore
from analysis.scoring import Progress, score_texts
from analysis.sentences import Sentence, split_sentences
from analysis.voice import SentenceVoice, View
from analysis.voice.find import find_voices
from analysis.voice.settling import settled


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
    """Score articles that are divided into sentences, and tell whose words they hold.

    `progress` is called on while voices are told, so that it can still cancel.
    """
    texts = [
        article.text[sentence.start : sentence.end]
        for article, sentences in divided
        for sentence in sentences
    ]
    scores = iter(score_texts(texts, configuration, progress=progress))

    def tick() -> None:
        if progress:
            progress(len(texts), len(texts))

    return tuple(
        _article(article, sentences, list(islice(scores, len(sentences))), configuration, tick)
        for article, sentences in divided
    )


def _article(
    article: Article,
    sentences: Sequence[Sentence],
    scores: Sequence[SentenceScore],
    configuration: Configuration,
    tick: Callable[[], None],
) -> ScoredArticle:
    chances = [score.voices for score in scores]
    by_rules = find_voices(article.text, article.headline_end, sentences, chances, tick)
    voices = list(map(settled, by_rules, chances))
    texts = [article.text[each.start : each.end] for each in sentences]
    with_parts = _with_parts(texts, voices, scores, configuration)
    scored = enumerate(zip(sentences, with_parts, voices, strict=True))
    return ScoredArticle(
        article,
        tuple(
            ScoredSentence(number, each.start, each.end, each.role, score, voice)
            for number, (each, score, voice) in scored
        ),
    )


def _with_parts(
    texts: Sequence[str],
    voices: Sequence[SentenceVoice],
    scores: Sequence[SentenceScore],
    configuration: Configuration,
) -> list[SentenceScore]:
    """Return the scores with those of each span; a sentence in one voice needs none but its own.

    Where a model cannot read parts of a sentence, a span is scored as a text of its own.
    """
    parts = [
        tuple((span.start, span.end) for span in voice.spans) if len(voice.spans) > 1 else ()
        for voice in voices
    ]
    alone = [
        text[slice(*part)]
        for text, own, score in zip(texts, parts, scores, strict=True)
        if score.of_parts is None
        for part in own
    ]
    values = iter([score.values for score in score_texts(alone, configuration)])
    return [
        replace(
            score,
            parts=score.of_parts(own) if score.of_parts else tuple(next(values) for _ in own),
            of_parts=None,  # it holds numbers for every piece of the sentence
        )
        for score, own in zip(scores, parts, strict=True)
    ]


def _distinct(articles: Iterable[Article]) -> tuple[list[Article], tuple[str, ...]]:
    kept: dict[str, Article] = {}
    warnings = []
    for article in articles:
        if article.article_id in kept:
            warnings.append(f"{article.source_file} was given twice and is counted once.")
        else:
            kept[article.article_id] = article
    return list(kept.values()), tuple(warnings)
