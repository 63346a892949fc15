"""Two users of one server, each with a browser of their own."""

import pytest
from playwright.sync_api import Browser
from security_sessions import isolation

pytestmark = pytest.mark.browser


def test_no_user_sees_what_another_has_added(browser: Browser, server: str) -> None:
    """Not while both are there, with a file in common, and not when one has left."""
    assert isolation(browser, server) == []
