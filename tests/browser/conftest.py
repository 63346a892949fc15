"""A real server and a real browser for the journeys.

The server is started as a user would start it, from an empty folder. An audit hook in it writes
down every address it looks up or connects to that is not this machine.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LOCAL = ("127.0.0.1", "localhost", "::1", "0.0.0.0", "", "None")
# Python imports a module of this name by itself when it starts.
GUARD = f"""
import sys

def note(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        address = arguments[0] if event == "socket.getaddrinfo" else arguments[1]
        host = address[0] if isinstance(address, tuple) else address
        if isinstance(host, bytes):
            host = host.decode()
        if str(host) not in {LOCAL!r} and not str(host).startswith("/"):
            with open({{log!r}}, "a") as log:
                log.write(f"{{{{event}}}} {{{{address}}}}\\n")

sys.addaudithook(note)
"""
START_SECONDS = 60
# Other tests and other programs may run on the same processors.
expect.set_options(timeout=30_000)


@pytest.fixture(scope="session")
def guard_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file in which the server's attempts to leave this machine are written down."""
    return tmp_path_factory.mktemp("guard") / "left.txt"


@pytest.fixture(scope="session")
def server(
    tmp_path_factory: pytest.TempPathFactory, guard_log: Path, repository: Path
) -> Iterator[str]:
    """Start the dashboard on a free port; return its address."""
    guard = tmp_path_factory.mktemp("path")
    (guard / "sitecustomize.py").write_text(GUARD.format(log=str(guard_log)))
    path = [str(guard), *filter(None, [os.environ.get("PYTHONPATH")])]
    port = _free_port()
    output = guard / "output.txt"
    app = repository / "dashboard" / "app.py"
    with output.open("w") as written:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", str(app), f"--server.port={port}"],
            cwd=tmp_path_factory.mktemp("empty"),
            env={**os.environ, "PYTHONPATH": os.pathsep.join(path)},
            stdout=written,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait(process, port, output)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], port: int, output: Path) -> None:
    """Wait until the server answers; fail with what it printed if it never does."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            pytest.fail(f"The server stopped:\n{output.read_text()}")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    pytest.fail(f"The server did not answer in {START_SECONDS} s:\n{output.read_text()}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the system's Chromium; without one, skip, and fail where CI=true."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        reason = f"No Chromium: none of {', '.join(BROWSERS)} is on the path."
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield started
        started.close()


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
