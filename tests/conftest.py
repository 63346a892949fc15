"""Fixtures that several tests share."""

import hashlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from altair.utils import schemapi

from analysis.articles import Article
from analysis.config import Configuration, load_configuration


@pytest.fixture(scope="session")
def configuration() -> Configuration:
    """Return the configuration that comes with Tonelens."""
    return load_configuration()


# As Altair has it, for the test that shows what is wrong with it.
SETTER = schemapi._PropertySetter.__call__


@pytest.fixture
def property_setters(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let channels get properties by methods again, as Altair has them."""
    monkeypatch.setattr(schemapi._PropertySetter, "__call__", SETTER)


@pytest.fixture(scope="session", autouse=True)
def no_property_setters() -> Iterator[None]:
    """Fail where a channel of a chart gets a property by a method; see `dashboard.charts`."""

    def refused(setter: schemapi._PropertySetter, *_: object, **__: object) -> None:
        raise AssertionError(f"{setter.prop}() is not safe in threads: give it as an argument")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schemapi._PropertySetter, "__call__", refused)
        yield


@pytest.fixture
def restless() -> Iterator[None]:
    """Let threads change as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


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
