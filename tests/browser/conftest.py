"""A real server and a real browser for the journeys.

The server is started as a user would start it, from an empty folder. An audit hook in it writes
down every address it looks up or connects to that is not this machine.
"""

import os
from collections.abc import Iterator

import pytest
from dashboard_browser import MissingBrowser, browsing
from dashboard_server import Server, serving
from playwright.sync_api import Browser, Page, expect

# Other tests and other programs may run on the same processors.
expect.set_options(timeout=30_000)


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Start the dashboard on a free port."""
    with serving(tmp_path_factory.mktemp("server") / "watched", traced=False) as server:
        yield server


@pytest.fixture(scope="session")
def server(running: Server) -> str:
    """Return the address of the dashboard."""
    return running.address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the system's Chromium; without one, skip, and fail where CI=true."""
    try:
        with browsing() as started:
            yield started
    except MissingBrowser as error:
        if os.environ.get("CI") == "true":
            pytest.fail(str(error))
        pytest.skip(str(error))


def opened(browser: Browser, server: str, width: int, height: int) -> Iterator[Page]:
    """Open the dashboard in a fresh session; no request of its may leave this machine."""
    context = browser.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(server)
    yield page
    context.close()
    ours = (server, server.replace("http", "ws"), "data:", "blob:")
    assert [url for url in requests if not url.startswith(ours)] == []


@pytest.fixture
def page(browser: Browser, server: str) -> Iterator[Page]:
    """Open the dashboard as on a laptop."""
    yield from opened(browser, server, 1440, 900)


@pytest.fixture
def phone(browser: Browser, server: str) -> Iterator[Page]:
    """Open the dashboard as on a phone."""
    yield from opened(browser, server, 390, 844)
