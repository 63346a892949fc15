"""The server listens where it was told to, and asks nobody anything."""

import os
import socket
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from analysis.limits import DEFAULT_LIMITS

LOCAL = ("127.0.0.1", "localhost", "::1", "0.0.0.0", "::", "", "None")
# Python imports a module of this name by itself when it starts.
GUARD = f"""
import sys

def note(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        address = arguments[0] if event == "socket.getaddrinfo" else arguments[1]
        host = address[0] if isinstance(address, tuple) else address
        if str(host) not in {LOCAL!r} and not str(host).startswith("/"):
            with open({{log!r}}, "a") as log:
                log.write(f"{{{{event}}}} {{{{address}}}}\\n")

sys.addaudithook(note)
"""


def settings(repository: Path) -> dict[str, dict[str, object]]:
    """Return the settings that ship with the dashboard."""
    return tomllib.loads((repository / "dashboard/.streamlit/config.toml").read_text())


def test_the_settings_are_those_that_are_promised(repository: Path) -> None:
    """This machine alone, no statistics, nothing from elsewhere, no details of faults."""
    found = settings(repository)
    assert found["server"]["address"] == "127.0.0.1"
    assert found["server"]["enableXsrfProtection"] is True
    assert found["server"]["enableCORS"] is True
    assert found["browser"] == {"gatherUsageStats": False, "serverAddress": "localhost"}
    assert found["client"]["showErrorDetails"] == "type"


def test_the_upload_limit_is_that_of_the_policy(repository: Path) -> None:
    """In the megabytes that people read; Streamlit's are 5 % larger, so that ours says why."""
    most = settings(repository)["server"]["maxUploadSize"]
    assert most * 1_000_000 == DEFAULT_LIMITS.file_bytes


@contextmanager
def served(tmp_path: Path, *command: str, **environment: str) -> Iterator[tuple[int, Path, Path]]:
    """Start a server; give its port, its output and a log of all addresses it looked for."""
    log, output = tmp_path / "log.txt", tmp_path / "output.txt"
    (tmp_path / "sitecustomize.py").write_text(GUARD.format(log=str(log)))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    with output.open("w") as written:
        process = subprocess.Popen(
            [sys.executable, *(part.format(port=port) for part in command)],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(tmp_path), **environment},
            stdout=written,
            stderr=subprocess.STDOUT,
            process_group=0,
        )
        try:
            wait(process, port, output)
            yield port, output, log
        finally:
            os.killpg(process.pid, 15)
            process.wait(timeout=20)


def wait(process: "subprocess.Popen[bytes]", port: int, output: Path) -> None:
    """Wait until the address is printed and somebody listens."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        if "URL" in output.read_text():
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return
        time.sleep(0.1)
    pytest.fail(f"The server did not answer:\n{output.read_text()}")


def connected(port: int, origin: str) -> str:
    """Ask for a WebSocket from a page of `origin`; return the first line of the answer."""
    head = (
        f"GET /_stcore/stream HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: {origin}\r\n"
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", port), timeout=20) as client:
        client.sendall(head.encode())
        return client.recv(200).decode("latin-1").splitlines()[0]


@pytest.mark.skipif(os.name != "posix", reason="ends the server by its process group")
@pytest.mark.parametrize("address", ["127.0.0.1", "0.0.0.0"])
def test_the_command_asks_nobody_for_its_address(tmp_path: Path, address: str) -> None:
    """Not when it starts, and not when a page from elsewhere tries to connect."""
    command = ("-m", "analysis.cli", "dashboard", "--no-browser", "--port", "{port}")
    with served(tmp_path, *command, "--address", address) as (port, output, log):
        assert "101" in connected(port, f"http://127.0.0.1:{port}")
        assert "403" in connected(port, "http://elsewhere.example")
        shown = "localhost" if address == "0.0.0.0" else address
        assert f"URL: http://{shown}:{port}" in output.read_text()
        assert not log.exists(), log.read_text()


@pytest.mark.skipif(os.name != "posix", reason="ends the server by its process group")
def test_streamlit_itself_asks_nobody_when_told_to_listen_everywhere(
    tmp_path: Path, repository: Path
) -> None:
    """By its environment, as containers do it."""
    app = str(repository / "dashboard" / "app.py")
    command = ("-m", "streamlit", "run", app, "--server.port={port}")
    with served(tmp_path, *command, STREAMLIT_SERVER_ADDRESS="0.0.0.0") as (_, output, log):
        assert "URL: http://localhost" in output.read_text()
        assert not log.exists(), log.read_text()


@pytest.mark.skipif(os.name != "posix", reason="ends the server by its process group")
def test_the_guard_sees_what_streamlit_would_ask(tmp_path: Path, repository: Path) -> None:
    """Without our module a page from elsewhere makes it look for its own address outside."""
    app = str(repository / "dashboard" / "app.py")
    with served(tmp_path, "-m", "streamlit", "run", app, "--server.port={port}") as (port, _, log):
        assert "403" in connected(port, "http://elsewhere.example")
        assert log.exists()
