"""The names under which people keep text and metadata: column headers, keys, front matter."""

import re
from collections.abc import Iterable, Mapping
from typing import cast

from analysis.readers.base import Fields

# The first alias that holds something wins. Compared without case, blanks and punctuation.
_ALIASES = {
    "body": "text fulltext articletext articlebody bodytext maintext plaintext body content "
    "contents story article",
    "outlet": "outlet outletname newsoutlet source sourcename newssource publication publisher "
    "newspaper media medianame mediaoutlet pubtitle publicationtitle site sitename website domain",
    "title": "title headline articletitle heading hed",
    "published": "published publishedat publisheddate publishdate publicationdate datepublished "
    "pubdate date datetime timestamp",
    "author": "author authors authorname byline writer journalist reporter",
    "url": "url link articleurl canonicalurl permalink weburl documenturl href",
    "genre": "genre section type category articletype documenttype pagetype",
}
FIELDS = {alias: field for field, aliases in _ALIASES.items() for alias in aliases.split()}
_RANK = {alias: rank for rank, alias in enumerate(FIELDS)}


def alias(name: str) -> str:
    """Return a name as aliases are compared: `Full Text` and `full_text` are `fulltext`."""
    return re.sub(r"[\W_]+", "", name).casefold()


def has_text(names: Iterable[str]) -> bool:
    """Return whether one of the names is a name for the text of an article."""
    return any(FIELDS.get(alias(name)) == "body" for name in names)


def fields_of(row: Mapping[str, str]) -> Fields:
    """Return the fields of a `Document` that a row of named cells gives."""
    known = sorted((_RANK[alias(name)], name) for name in row if alias(name) in FIELDS)
    found: dict[str, str] = {}
    for _, name in known:
        value = row[name].strip()
        if value:
            found.setdefault(FIELDS[alias(name)], value)
    return cast("Fields", found)


def missing_text(names: Iterable[str], what: str = "column") -> str:
    """Return the reason why a table whose columns (or fields) hold no text cannot be read."""
    names = list(names)
    shown = [" ".join(name.split())[:40] for name in names if name.strip()]
    listed = ", ".join(f"“{name}”" for name in shown[:20]) + (" …" if len(shown) > 20 else "")
    if {"title", "url"} <= {FIELDS.get(alias(name)) for name in names}:
        return (
            "lists articles without their text, as Media Cloud and similar services export them "
            f"(its {what}s are: {listed}). Add a {what} “text” that holds the text of each, or "
            "save the pages themselves as HTML and add those."
        )
    return (
        f"has no {what} for the text of the articles (its {what}s are: {listed or 'none'}). "
        f"Rename the {what} that holds the text to “text”."
    )
