"""Fixtures that several tests share."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from analysis.articles import Article
from analysis.config import Configuration, load_configuration


@pytest.fixture(scope="session")
def configuration() -> Configuration:
    """Return the configuration that comes with Tonelens."""
    return load_configuration()


@pytest.fixture(scope="session")
def make_article() -> Callable[..., Article]:
    """Return a function that makes an article from its text and any other field."""

    def make(text: str, **fields: object) -> Article:
        digest = hashlib.sha256(text.encode()).hexdigest()
        given = {"article_id": digest[:12], "source_file": "article.txt", **fields}
        return Article(text=text, text_sha256=digest, **given)

    return make


@pytest.fixture(scope="session")
def repository() -> Path:
    """Return the top of the checkout."""
    return Path(__file__).parent.parent
