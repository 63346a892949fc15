"""What is compared, and what to call it."""

from typing import Literal

from analysis.articles import Article

Unit = Literal["article", "outlet"]

_WIDTH = 44


def article_name(article: Article) -> str:
    """Return the article's outlet and title, or its file, in at most 44 characters."""
    known = [part for part in (article.outlet, article.title) if part]
    name = ": ".join(known) or article.source_file
    return name if len(name) <= _WIDTH else f"{name[: _WIDTH - 1]}…"
