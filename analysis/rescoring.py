"""Scoring again what a manifest lists: from the original files, its texts, or its own sentences."""

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from analysis.articles import Article
from analysis.config import Configuration
from analysis.errors import InputError
from analysis.manifest import sha256
from analysis.manifest_reader import Bundle, RecordedArticle
from analysis.pipeline import Analysis, ScoredArticle, analyse
from analysis.results import joined, scored_again
from analysis.scored_articles import scored_articles
from analysis.scoring import Progress
from analysis.table_forms import load_table, table_name

# An article to be divided into sentences, or one that is divided already.
Text = Article | ScoredArticle


@dataclass(frozen=True, slots=True)
class Rescored:
    """What was scored again, where its texts came from, and what was not as it was."""

    analysis: Analysis
    source: str
    problems: tuple[str, ...]


def rescored(
    bundle: Bundle,
    given: Sequence[Text],
    configuration: Configuration,
    progress: Progress | None = None,
) -> Rescored:
    """Score the articles of a manifest again, with the metadata that it records.

    Their texts are those of `given`, the original articles; without any, those of
    `texts/ARTICLE_ID.txt`; without these, the sentences in a table of the manifest's.

    Raises:
        ModelError: A model cannot be loaded.
    """
    recorded = bundle.recorded.articles or []
    problems: list[str] = []
    if given:
        source, found = "the files given", dict(_matched(recorded, given, problems))
    elif found := dict(_kept_texts(bundle, recorded, problems)):
        source = "the texts that lie with the manifest"
    else:
        source, found = _from_table(bundle, recorded, problems)
    for article in recorded:
        if article.article_id not in found and source:
            problems.append(f"{_called(article)} is not among {source}.")
    texts = list(found.values())
    analysis = _scored(texts, configuration, progress)
    sentences = sum(len(scored.sentences) for scored in analysis.articles)
    if len(found) == len(recorded) and bundle.recorded.sentences not in (None, sentences):
        problems.append(
            f"The articles have {sentences} sentences now and had {bundle.recorded.sentences}."
        )
    return Rescored(analysis, source, tuple(problems))


def _scored(
    texts: Sequence[Text], configuration: Configuration, progress: Progress | None
) -> Analysis:
    """Score the texts in their order."""
    whole = [text for text in texts if isinstance(text, Article)]
    divided = [text for text in texts if isinstance(text, ScoredArticle)]
    both = joined(
        [
            analyse(whole, configuration=configuration, progress=progress),
            scored_again(divided, configuration, progress),
        ]
    )
    by_id = {scored.article.article_id: scored for scored in both.articles}
    return dataclasses.replace(both, articles=tuple(by_id[_article(t).article_id] for t in texts))


def _matched(
    recorded: Iterable[RecordedArticle], given: Sequence[Text], problems: list[str]
) -> Iterator[tuple[str, Text]]:
    """Yield each article's own text: the one with its id and hash, else its hash, else its id."""
    by_hash = {_article(text).text_sha256: text for text in reversed(given)}
    by_id = {_article(text).article_id: text for text in reversed(given)}
    for article in recorded:
        same = by_id.get(article.article_id)
        if same is None or _article(same).text_sha256 != article.text_sha256:
            same = by_hash.get(article.text_sha256 or "", same)
        if same is not None:
            yield article.article_id, _restored(article, same, problems)


def _kept_texts(
    bundle: Bundle, recorded: Iterable[RecordedArticle], problems: list[str]
) -> Iterator[tuple[str, Text]]:
    for article in recorded:
        data = bundle.read(f"texts/{article.article_id}.txt")
        if data is None:
            continue
        text = data.decode("utf-8", "replace")
        end = _headline_end(article, text) if article.headline_end is None else 0
        kept = Article(article.article_id, text, sha256(data), headline_end=end)
        yield article.article_id, _restored(article, kept, problems)


def _headline_end(article: RecordedArticle, text: str) -> int:
    """Return where the headline ends, for a manifest of an older Tonelens that does not say."""
    title = article.title or ""
    return len(title) if title and text.startswith(f"{title}\n\n") else 0


def _from_table(
    bundle: Bundle, recorded: Iterable[RecordedArticle], problems: list[str]
) -> tuple[str, dict[str, Text]]:
    """Return the name of a table with sentences, and the articles that these make."""
    for name in bundle.recorded.files or ():
        data = bundle.read(name)
        frame = None if data is None else load_table(data)
        if frame is None or table_name(list(frame.columns)) != "sentences":
            continue
        try:
            divided = {s.article.article_id: s for s in scored_articles(frame, name)}
        except InputError as error:
            problems.append(str(error))
            continue
        found = {
            article.article_id: _restored(article, divided[article.article_id], problems)
            for article in recorded
            if article.article_id in divided
        }
        return f"the sentences in {name}", found
    return "", {}


def _restored(article: RecordedArticle, text: Text, problems: list[str]) -> Text:
    """Return `text` with the id and metadata of the manifest."""
    found = _article(text)
    fields: dict[str, object] = {**article.metadata(), "article_id": article.article_id}
    if isinstance(text, ScoredArticle):
        # What stands between sentences is not in a table, so that its hash says nothing.
        fields["text_sha256"] = article.text_sha256 or found.text_sha256
    elif article.text_sha256 not in (None, found.text_sha256):
        problems.append(
            f"The text of {_called(article)} is not the one of then. Give the file as it was; if "
            "it is, a library reads it differently."
        )
    elif article.headline_end is not None:
        fields["headline_end"] = article.headline_end
    restored = dataclasses.replace(found, **fields)  # type: ignore[arg-type]  # names are checked
    return ScoredArticle(restored, text.sentences) if isinstance(text, ScoredArticle) else restored


def _article(text: Text) -> Article:
    return text.article if isinstance(text, ScoredArticle) else text


def _called(article: RecordedArticle) -> str:
    return f"{article.source_file or 'an article'} ({article.article_id})"
