"""Web pages saved as HTML: the main content without what stands around it."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from analysis.errors import LimitError, ReadingError
from analysis.limits import Limits
from analysis.readers.base import Document, Fault, Fields
from analysis.readers.exports import may_be_export, split_export
from analysis.readers.genre import genre_of
from analysis.readers.headline import with_headline
from analysis.readers.markup import lean, lines_of
from analysis.readers.memory import check_memory
from analysis.readers.quiet import hush

if TYPE_CHECKING:
    from trafilatura.settings import Document as Extracted

_LEAST_WORDS = 20
# What browsers and their extensions note at the top of a page that they save.
_SAVED_FROM = re.compile(
    r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s*url:\s*)(https?://[^\s<>]+)"
)
_BEFORE_NAME = ("|", ":", "–", "—", "-")
_TOO_LITTLE = (
    "holds too little text for an article. The page may build its text in the browser or show "
    "it to subscribers only: open it, copy the article and add it as text."
)
_TOO_LARGE = (
    "holds far more markup than the page of an article. Open it, copy the article and add it as "
    "text."
)
_UNREADABLE = "cannot be read as a web page. Open it, copy the article and add it as text."


def read_web_page(html: str, limits: Limits, url: str = "") -> Sequence[Document | Fault]:
    """Read the article on a web page, with the metadata that the page states.

    A page that a database exported gives the documents in it.

    Nothing is fetched. Raises `ReadingError` if there is hardly any text on it, `LimitError` if
    there is far too much markup.
    """
    markup = lean(html)
    export = split_export(list(lines_of(markup)), limits) if may_be_export(markup) else None
    if export is not None:  # which takes a hundredth of the time that seeking an article takes
        return list(export)
    if len(markup) > limits.markup_characters:
        raise LimitError(_TOO_LARGE)
    return [_article(markup, html, url)]


def _article(markup: str, html: str, url: str) -> Document:
    page = _extracted(markup)
    if page is None or len((page.text or "").split()) < _LEAST_WORDS:
        raise ReadingError(_TOO_LITTLE)
    saved_from = _SAVED_FROM.search(html[:5000])
    addresses = (page.url or "", url, saved_from[1] if saved_from else "")
    # Where a page lay on the disk of whoever saved it is nobody's business.
    url = next((address for address in addresses if address.startswith("http")), "")
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    fields = Fields(
        title=_headline(page),
        outlet=page.sitename or page.hostname or host,
        author=(page.author or "").replace("; ", ", "),
        published=page.date or "",
        url=url,
        genre=_genre(page, url),
    )
    return with_headline(fields, (page.text or "").replace("\n", "\n\n"))


def _extracted(html: str) -> "Extracted | None":
    from trafilatura import bare_extraction

    hush("trafilatura", "htmldate", "courlan", "justext", "charset_normalizer")
    # trafilatura documents ValueError alone; on hostile markup the parsers beneath it raise
    # what they meet, RecursionError among them.
    try:
        page = bare_extraction(
            html,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            # Dates only where the page states them, not where its text mentions one.
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    except Exception as error:
        check_memory(error)
        raise ReadingError(_UNREADABLE) from error
    return cast("Extracted | None", page)


def _headline(page: "Extracted") -> str:
    """Return the page's title as its readers see it: without the outlet's name around it."""
    title = (page.title or "").rstrip()
    before = title.removesuffix(page.sitename or "").rstrip()
    if before.endswith(_BEFORE_NAME):
        title = before.rstrip("".join(_BEFORE_NAME)).rstrip()
    first = (page.text or "").partition("\n")[0].strip()
    shown = len(first.split()) > 2 and first.casefold() in title.casefold()
    return first if shown else title


def _genre(page: "Extracted", url: str) -> str:
    """Return the genre that the page's type, its categories or its address name."""
    stated = (page.pagetype or "", *(page.categories or ()), *urlsplit(url).path.split("/")[:-1])
    found = [genre_of(part) for part in stated]
    return next((genre for genre in ("opinion", "live", "news") if genre in found), "")
