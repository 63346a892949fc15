"""An article as everything else sees it."""

import dataclasses
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Article:
    """One article, read and ready to be scored.

    `text` is the headline, a blank line and the body, in Unicode NFC with `\\n` line ends; the
    headline is `text[:headline_end]` and `headline_end` is 0 where the source has none. All
    offsets anywhere are code points of `text`.

    `article_id` (12 hexadecimal digits) is fixed when the article is read; `text_sha256` is the
    SHA-256 of `text` in UTF-8. Neither changes when `outlet`, `title` or `published` is
    corrected. Unknown metadata is the empty string. `published` is an ISO 8601 date where it
    could be understood. `genre` is `news`, `opinion`, `live` or empty. `source_file` is the
    name of the file, with `/member` inside an archive and `#row` in a table (counted from 1).
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
