"""Names of outlets for articles that state none: from where the article was found."""

import posixpath
import re
from collections.abc import Callable
from typing import Literal
from urllib.parse import urlsplit

from analysis.articles import Article

Origin = Literal["folder", "file", "site"]
ORIGINS: tuple[Origin, ...] = ("folder", "file", "site")

# The row of a table, or the article of an export, behind a file's name.
_ROW = re.compile(r"#\d+$")
_ENDING = re.compile(r"\.[A-Za-z]{1,8}\d?$")
_ARCHIVE = re.compile(r"\.zip$", re.IGNORECASE)
_BLANKS = re.compile(r"[\s_]+|(?<=\w)-(?=\w)")
# What numbers the files of one outlet: dates, counts, in brackets or not.
_NUMBER = re.compile(r"[\[(]?\d[\d.:-]*[\])]?")
# What stands for a file's name where there was no file.
_NO_FILES = ("pasted text", "standard input")


def outlet_from(article: Article, origin: Origin) -> str:
    """Return an outlet's name for `article`, from where it was found; empty where that tells none.

    `folder` is the innermost folder or archive that the article's file lies in; `file` the file's
    name without its ending and without the numbers and dates at either end, so that `agency-1.txt`
    and `agency-2.txt` are of one outlet; `site` the host of the article's address without "www.".
    Capitals stay as they are.
    """
    if origin == "site":
        return _host(article.url)
    if article.source_file in _NO_FILES:
        return ""
    *folders, file = _ROW.sub("", article.source_file.replace("\\", "/")).split("/")
    if origin == "folder":
        return _ARCHIVE.sub("", folders[-1]).strip(" .") if folders else ""
    return _without_numbers(_ENDING.sub("", posixpath.basename(file)))


def outlet_by(origin: Origin) -> Callable[[Article], str]:
    """Return the function that names the outlet of an article by its `origin`."""
    return lambda article: outlet_from(article, origin)


def _host(url: str) -> str:
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname or ""
    except ValueError:  # an address that is none, as "http://[broken"
        return ""
    return host.removeprefix("www.") if "." in host else ""


def _without_numbers(stem: str) -> str:
    """Return the words of a file's name; nothing where it is numbers alone."""
    words = _BLANKS.sub(" ", stem).split()
    while words and _NUMBER.fullmatch(words[0]):
        words.pop(0)
    while words and _NUMBER.fullmatch(words[-1]):
        words.pop()
    return " ".join(words).strip(" .-–")
