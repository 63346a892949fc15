"""An article as everything else sees it, and how files become articles."""

import dataclasses
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from analysis.errors import LanguageError, LimitError, ReadingError
from analysis.language import judge
from analysis.limits import DEFAULT_LIMITS, Limits, check_size
from analysis.readers import Document, Fault, Parse, Sandbox, read_documents, read_here
from analysis.readers.archive import folder_of
from analysis.readers.base import Fields
from analysis.readers.cleaning import clean, clean_line, clean_name
from analysis.readers.finishing import finish
from analysis.readers.front_matter import split_front_matter
from analysis.readers.headline import with_headline

_MOST_LISTED = 50


@dataclass(frozen=True, slots=True)
class Article:
    r"""One article, read and ready to be scored.

    `text` is the headline, a blank line and the body, in Unicode NFC with `\n` line ends; the
    headline is `text[:headline_end]` and `headline_end` is 0 where the source has none. All
    offsets anywhere are code points of `text`.

    `article_id` is "t", so that no spreadsheet takes it for a number, and 12 hexadecimal digits; it
    is fixed when the article is read; `text_sha256` is the
    SHA-256 of `text` in UTF-8. Neither changes when `outlet`, `title` or `published` is
    corrected. Unknown metadata is the empty string. `published` is an ISO 8601 date where it
    could be understood. `genre` is `news`, `opinion`, `live` or empty. `source_file` is the
    name of the file, with `/member` inside an archive and `#row` in a table or an export of a
    database (counted from 1).
    `warnings` are sentences for the user about how the text was read.
    """

    article_id: str
    text: str
    text_sha256: str
    headline_end: int = 0
    outlet: str = ""
    title: str = ""
    author: str = ""
    published: str = ""
    url: str = ""
    genre: str = ""
    source_file: str = ""
    warnings: tuple[str, ...] = ()

    def corrected(
        self, *, outlet: str | None = None, title: str | None = None, published: str | None = None
    ) -> "Article":
        """Return the article with its metadata corrected; text, offsets and id stay."""
        return dataclasses.replace(
            self,
            outlet=self.outlet if outlet is None else outlet.strip(),
            title=self.title if title is None else title.strip(),
            published=self.published if published is None else published.strip(),
        )


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that was not read.

    `source` is the file's name, with `/member` and `#row`; `message` says what is wrong with it
    and what to do, and names it. `article` is set where a text was refused only because it does
    not seem to be English: it can be scored all the same. `kind` is the error that it would be.
    `articles` are those of a table of scores that other models made: they can be scored again.
    """

    source: str
    message: str
    article: Article | None = None
    kind: type[ReadingError] = ReadingError
    articles: tuple[Article, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading files: the articles, and what was not read, each in order."""

    articles: tuple[Article, ...]
    problems: tuple[Problem, ...]


def read_files(
    files: Iterable[tuple[str, bytes]],
    *,
    any_language: bool = False,
    limits: Limits = DEFAULT_LIMITS,
    isolated: bool = True,
    outlet: Callable[[Article], str] | None = None,
    progress: Callable[[int], None] | None = None,
) -> Reading:
    """Read the articles in `files`, each a name and its bytes.

    Plain text, Markdown, HTML, MHTML, .docx, .rtf, .pdf, .csv, .tsv, .jsonl, .json, .xlsx and
    .zip are told by their content, as are exports of Nexis Uni, Factiva and ProQuest; of names
    only the extension counts where the content leaves it open, and a folder, which is the outlet
    of an article that names none. With `any_language` a text that is not English gets a warning
    instead of being a problem. The same text from the same outlet is read once. Formats with a
    parser of their own are read in processes apart, which have limits and end with the call;
    `isolated=False` reads them in this process, without limits on memory and time, for files of
    one's own where no process can be started. Never raises for what the files hold.

    `outlet` gives the outlet of an article that names none, or nothing, and leaves its id as it
    is; `progress` is called with the number of articles that were read so far.
    """
    articles: list[Article] = []
    problems: list[Problem] = []
    with Sandbox() as sandbox:
        parse = sandbox.read if isolated else read_here
        for name, data in files:
            called = clean_name(name) or "unnamed file"
            for outcome in _outcomes(called, data, parse, any_language, limits):
                if not isinstance(outcome, Article):
                    problems.append(outcome)
                    continue
                articles.append(_named(outcome, outlet))
                if progress:
                    progress(len(articles))
    unique = separate_duplicates(articles)
    return Reading(unique.articles, (*problems, *unique.problems))


def read_articles(
    name: str, data: bytes, *, any_language: bool = False, limits: Limits = DEFAULT_LIMITS
) -> list[Article]:
    """Read the articles in one file; what could not be read beside them is left out.

    Raises `ReadingError` (`LimitError`, `LanguageError`) if there is nothing that could be read.
    """
    reading = read_files([(name, data)], any_language=any_language, limits=limits)
    if not reading.articles:
        kinds = {problem.kind for problem in reading.problems}
        kind = kinds.pop() if len(kinds) == 1 else ReadingError
        raise kind("\n".join(problem.message for problem in reading.problems))
    return list(reading.articles)


def article_from_text(
    text: str,
    *,
    title: str = "",
    outlet: str = "",
    published: str = "",
    source_file: str = "pasted text",
    any_language: bool = False,
) -> Article:
    """Return the article in a text that was pasted; what is given wins over its front matter.

    With `any_language` a text that is not English gets a warning. Raises `ReadingError` if it
    holds no words, `LimitError` if it is longer than a file may be, `LanguageError` if it is not
    English.
    """
    try:
        check_size(len(text.encode("utf-8", "replace")), DEFAULT_LIMITS.file_bytes)
    except LimitError as error:
        raise LimitError(f"{source_file} {error}") from error
    stated, body = split_front_matter(clean(text))
    fields = Fields(
        {
            **stated,
            "title": title.strip() or stated.get("title", ""),
            "outlet": outlet.strip() or stated.get("outlet", ""),
            "published": published.strip() or stated.get("published", ""),
        }
    )
    outcome = _article(source_file, with_headline(fields, body), any_language=any_language)
    if isinstance(outcome, Problem):
        raise outcome.kind(outcome.message)
    return outcome


def separate_duplicates(articles: Iterable[Article], known: Iterable[Article] = ()) -> Reading:
    """Return the articles that are new, and a problem for each that is there already.

    An article is there already if one before it, or one of `known`, has the same text and the
    same outlet; the same text from another outlet is a reprint and stays.
    """
    seen = {(article.text_sha256, article.outlet): article for article in known}
    new: list[Article] = []
    problems: list[Problem] = []
    for article in articles:
        first = seen.get((article.text_sha256, article.outlet))
        if first is None:
            seen[article.text_sha256, article.outlet] = article
            new.append(article)
        else:
            message = (
                f"{article.source_file} holds the same text as {_called(article, first)}; it is "
                "counted once. If it is a reprint, name its outlet (in a text, by a first line "
                "“outlet: …”)."
            )
            problems.append(Problem(article.source_file, message))
    return Reading(tuple(new), tuple(_few(problems)))


def _named(article: Article, outlet: Callable[[Article], str] | None) -> Article:
    if article.outlet or outlet is None:
        return article
    return article.corrected(outlet=outlet(article))


def _called(article: Article, first: Article) -> str:
    if article.source_file == first.source_file:
        return "the file of that name which was already read"
    return f"{first.source_file}, which was already read"


def _few(problems: Sequence[Problem]) -> Iterator[Problem]:
    yield from problems[:_MOST_LISTED]
    more = len(problems) - _MOST_LISTED
    if more > 0:
        source = problems[_MOST_LISTED].source
        said = f"{source} and others, {more:,} texts in all, were already read; each counts once."
        yield Problem(source, said)


def _outcomes(
    name: str, data: bytes, parse: Parse, any_language: bool, limits: Limits
) -> Iterator[Article | Problem]:
    for item in read_documents(name, data, limits, parse):
        source = name + clean_name(item.place)
        if isinstance(item, Fault):
            # A reason may quote a column, a date or a title.
            yield Problem(source, f"{source} {clean_line(item.reason)}", kind=item.kind)
        else:
            outlet = item.outlet or folder_of(name)
            document = dataclasses.replace(item, outlet=outlet)
            yield _article(source, document, any_language=any_language)


def _article(source: str, document: Document, *, any_language: bool) -> Article | Problem:
    try:
        finished = finish(document)
    except ReadingError as error:
        return Problem(source, f"{source} {error}")
    # The same wire text under two outlets is two articles, and so is a row that comes twice.
    identity = json.dumps([source, *dataclasses.astuple(finished)[:-1]])
    fields = {field.name: getattr(finished, field.name) for field in dataclasses.fields(finished)}
    fields["warnings"] = tuple(f"{source} {clean_line(warning)}" for warning in finished.warnings)
    article = Article(
        article_id=f"t{hashlib.sha256(identity.encode()).hexdigest()[:12]}",
        text_sha256=hashlib.sha256(finished.text.encode()).hexdigest(),
        source_file=source,
        **fields,
    )
    return _in_english(article, any_language)


def _in_english(article: Article, any_language: bool) -> Article | Problem:
    verdict, language = judge(article.text)
    if verdict == "english":
        return article
    source = article.source_file
    warning = f"{source} may be in {language}; scores hold for English alone."
    warned = dataclasses.replace(article, warnings=(*article.warnings, warning))
    if any_language or verdict == "doubtful":
        return warned
    message = (
        f"{source} is in {language}, and only English can be scored. "
        "Add it in English, or score it anyway."
    )
    return Problem(source, message, warned, LanguageError)
