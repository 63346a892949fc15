"""The server listens where it was told to, and asks nobody anything."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
import tomllib
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar
from unittest.mock import Mock

import pytest
from dashboard_server import Watch, free_port, serving
from load_client import Client
from streamlit.runtime.session_manager import SessionInfo

from analysis.limits import DEFAULT_LIMITS
from dashboard.serve import LeftSessions, seldom

T = TypeVar("T")


def settings(repository: Path) -> dict[str, dict[str, object]]:
    """Return the settings that ship with the dashboard."""
    return tomllib.loads((repository / "dashboard/.streamlit/config.toml").read_text())


def test_the_settings_are_those_that_are_promised(repository: Path) -> None:
    """This machine alone, no statistics, nothing from elsewhere, no details of faults."""
    found = settings(repository)
    assert found["server"]["address"] == "127.0.0.1"
    assert found["server"]["enableXsrfProtection"] is True
    assert found["server"]["enableCORS"] is True
    assert found["server"]["headless"] is True
    assert found["server"]["enableAgentApi"] is False
    assert found["browser"] == {"gatherUsageStats": False, "serverAddress": "localhost"}
    assert found["client"]["showErrorDetails"] == "type"


def test_the_upload_limit_is_that_of_the_policy(repository: Path) -> None:
    """In the megabytes that people read; Streamlit's are 5 % larger, so that ours says why."""
    most = settings(repository)["server"]["maxUploadSize"]
    assert most * 1_000_000 == DEFAULT_LIMITS.file_bytes


@contextmanager
def served(tmp_path: Path, *command: str, **environment: str) -> Iterator[tuple[int, Watch]]:
    """Start a server; give its port, and what it prints and which addresses it looks for."""
    watch, port = Watch(tmp_path / "watched"), free_port()
    with watch.output.open("w") as written:
        process = subprocess.Popen(
            [sys.executable, *(part.format(port=port) for part in command)],
            cwd=tmp_path,
            env=watch.environment(environment),
            stdout=written,
            stderr=subprocess.STDOUT,
        )
        try:
            wait(process, port, watch.output)
            yield port, watch
        finally:
            process.terminate()
            process.wait(timeout=20)


def wait(process: "subprocess.Popen[bytes]", port: int, output: Path) -> None:
    """Wait until the address is printed and somebody listens."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        if "URL" in output.read_text() and listens(port):
            return
        time.sleep(0.1)
    pytest.fail(f"The server did not answer:\n{output.read_text()}")


def listens(port: int) -> bool:
    """Return whether somebody listens, by either version of the protocol."""
    for host in ("127.0.0.1", "::1"):
        try:
            socket.create_connection((host, port), timeout=5).close()
        except OSError:
            continue
        return True
    return False


def has_version_6() -> bool:
    """Return whether this machine can be spoken to by an address of version 6."""
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True


def connected(port: int, origin: str, address: str = "127.0.0.1") -> str:
    """Ask for a WebSocket from a page of `origin`; return the first line of the answer."""
    host = "127.0.0.1" if address == "0.0.0.0" else address
    named = f"[{host}]" if ":" in host else host
    head = (
        f"GET /_stcore/stream HTTP/1.1\r\nHost: {named}:{port}\r\nOrigin: {origin}\r\n"
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    )
    with socket.create_connection((host, port), timeout=20) as client:
        client.sendall(head.encode())
        return client.recv(200).decode("latin-1").splitlines()[0]


COMMAND = ("-m", "analysis.cli", "dashboard", "--port", "{port}")


@pytest.mark.parametrize(
    ("address", "shown"),
    [("127.0.0.1", "127.0.0.1"), ("0.0.0.0", "localhost"), ("::1", "[::1]")],
)
def test_the_command_asks_nobody_for_its_address(tmp_path: Path, address: str, shown: str) -> None:
    """Not when it starts, and not when a page from elsewhere tries to connect."""
    if ":" in address and not has_version_6():
        pytest.skip("this machine has no address of version 6")
    with served(tmp_path, *COMMAND, "--no-browser", "--address", address) as (port, watch):
        assert "101" in connected(port, f"http://{shown}:{port}", address)
        assert "403" in connected(port, "http://elsewhere.example", address)
        assert f"URL: http://{shown}:{port}" in watch.output.read_text()
        assert watch.outbound() == []
    if os.name == "posix":  # elsewhere the server is a process below the command's
        assert not listens(port)


@pytest.mark.skipif(sys.platform != "linux", reason="the browser is chosen by a variable there")
def test_the_command_opens_the_browser_and_offers_nothing_else(tmp_path: Path) -> None:
    """Streamlit would offer developers to write files beside the program."""
    opened, browser = tmp_path / "opened.txt", tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {opened}\n')
    browser.chmod(0o700)
    settings = {"BROWSER": str(browser), "STREAMLIT_SERVER_HEADLESS": "false"}
    with served(tmp_path, *COMMAND, **settings) as (port, watch):
        shown = until(lambda: opened.exists() and opened.read_text())
        assert shown.strip() == f"http://127.0.0.1:{port}"
    assert "skills" not in watch.output.read_text()


# Counts, when it is told to, the texts that hold a word, wherever they can be reached from.
TEXTS = """
import gc, io, signal, numpy
from google.protobuf.message import Message
def texts():
    for holder in gc.get_objects():
        if holder is not globals():
            yield from inside(holder)
            for each in gc.get_referents(holder):
                if not gc.is_tracked(each):
                    yield from inside(each)
def inside(each):
    if type(each) is str:
        yield each
    elif isinstance(each, (bytes, bytearray)):
        yield each.decode("utf-8", "replace")
    elif isinstance(each, io.BytesIO):
        yield "" if each.closed else each.getvalue().decode("utf-8", "replace")
    elif isinstance(each, Message):
        yield each.SerializePartialToString().decode("utf-8", "replace")
    elif type(each) is numpy.ndarray and each.dtype.hasobject:
        yield from (held for held in each.ravel().tolist() if isinstance(held, str))
    elif not gc.is_tracked(each) and isinstance(each, (tuple, dict)):
        for held in gc.get_referents(each):
            yield from inside(held)
def holds(text):
    return len(text) > 6 and "zqquay" in text
def count(*_):
    gc.collect()
    held = sum(map(holds, texts()))
    with open({log!r}, "a") as log:
        log.write(f"{{held}}\\n")
signal.signal(signal.SIGUSR1, count)
"""


def test_no_kind_of_holder_is_overlooked(tmp_path: Path) -> None:
    """By what counts the texts that are left: each kind that a session has is seen."""
    log = tmp_path / "held.txt"
    made = """
import pandas
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
def word():
    return "".join(["the ", "zqq", "uay"])
makers = {
    "list": lambda: [word()], "tuple": lambda: [(word(), 1)], "dict": lambda: [{"a": word()}],
    "array": lambda: [numpy.array([word()], dtype=object)],
    "frame": lambda: [pandas.DataFrame({"a": [word()]}).astype(object)],
    "strings": lambda: [pandas.Series([word()]).astype(object).to_frame()],
    "file": lambda: [io.BytesIO(word().encode())], "bytes": lambda: [bytearray(word().encode())],
    "message": lambda: [ForwardMsg(hash=word())],
}
before = sum(map(holds, texts()))  # this program's own text
for name, make in makers.items():
    kept = make()
    gc.collect()
    assert sum(map(holds, texts())) > before, name
    del kept
    gc.collect()
    assert sum(map(holds, texts())) == before, name
"""
    code = TEXTS.format(log=str(log)) + made
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stderr


@pytest.mark.skipif(os.name != "posix", reason="the server is asked by a signal")
def test_what_users_added_goes_soon_after_the_last_one_has_left(tmp_path: Path) -> None:
    """Sessions, texts and downloads, though nobody comes any more."""
    log = tmp_path / "held.txt"
    log.touch()

    def held() -> int:
        asked = len(log.read_text().splitlines())
        os.kill(server.process_id, signal.SIGUSR1)
        found = until(lambda: log.read_text().splitlines()[asked:])
        return int(found[0])

    with serving(
        tmp_path / "watched",
        environment={"STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL": "1"},
        traced=False,
        inside=TEXTS.format(log=str(log)),
    ) as server:
        with Client(server.address) as reader, Client(server.address) as comparer:
            head = "---\noutlet: {0}\n---\n\n"
            text = "The council closed the zqquay on Tuesday. “A disaster,” said Imre Dallow."
            files = [(f"{name}.md", (head.format(name) + text).encode()) for name in ("A", "B")]
            for user, page in ((reader, "Article"), (comparer, "Compare")):
                user.upload(files)
                user.run(page)
            address = reader.download("Sentences (.csv)")
            assert b"zqquay" in fetched(address)
            assert held() > 0
        assert until(lambda: not fetched(address))
        assert held() == 0


def until(found: Callable[[], T], seconds: float = 40) -> T:
    """Return what is found as soon as something is; fail after so long."""
    deadline = time.monotonic() + seconds
    while not (value := found()):
        assert time.monotonic() < deadline
        time.sleep(0.2)
    return value


def fetched(address: str) -> bytes:
    """Return what is at `address`, nothing where it is not found."""
    try:
        with urllib.request.urlopen(address, timeout=20) as answer:
            data: bytes = answer.read()
            return data
    except urllib.error.HTTPError as error:
        assert error.code == 404  # noqa: PT017  # any other is a fault
        return b""


def test_a_download_outlives_the_runs_of_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streamlit's second look takes it away: looks are so far apart that it can be fetched."""
    now = [100.0]
    monkeypatch.setattr("dashboard.serve.time.monotonic", lambda: now[0])
    looked: list[float] = []
    look = seldom(lambda _: looked.append(now[0]))
    for now[0] in (100.0, 100.1, 105.0, 109.9, 110.0, 110.1, 119.0, 121.0):
        look(Mock())
    assert looked == [100.0, 110.0, 121.0]


def session(name: str) -> SessionInfo:
    """Return a session that notes whether it was ended."""
    return SessionInfo(client=None, session=Mock(id=name))


def test_a_session_that_left_can_come_back_for_its_time() -> None:
    """After that it is ended, even where nobody asks for it."""

    async def leave() -> None:
        held = LeftSessions(ttl_seconds=0.05)
        back, gone = session("back"), session("gone")
        held.save(back)
        held.save(gone)
        assert held.list() == [back, gone]
        assert held.get("back") is back
        held.delete("back")
        held.delete("never")
        assert held.get("back") is None
        await asyncio.sleep(0.2)
        assert held.list() == []
        back.session.shutdown.assert_not_called()
        gone.session.shutdown.assert_called_once_with()

    asyncio.run(leave())


def test_of_too_many_sessions_the_first_that_left_is_ended() -> None:
    """As many are kept as Streamlit keeps."""

    async def leave() -> None:
        held = LeftSessions(ttl_seconds=60)
        all_of_them = [session(str(number)) for number in range(130)]
        for each in all_of_them:
            held.save(each)
        assert held.list() == all_of_them[2:]
        ended = [each.session.shutdown.called for each in all_of_them]
        assert ended == [True, True] + [False] * 128

    asyncio.run(leave())


def test_streamlit_itself_asks_nobody_when_told_to_listen_everywhere(
    tmp_path: Path, repository: Path
) -> None:
    """By its environment, as containers do it."""
    app = str(repository / "dashboard" / "app.py")
    command = ("-m", "streamlit", "run", app, "--server.port={port}")
    with served(tmp_path, *command, STREAMLIT_SERVER_ADDRESS="0.0.0.0") as (_, watch):
        assert "URL: http://localhost" in watch.output.read_text()
        assert watch.outbound() == []


def test_the_guard_sees_what_streamlit_would_ask(tmp_path: Path, repository: Path) -> None:
    """Without our module a page from elsewhere makes it look for its own address outside."""
    app = str(repository / "dashboard" / "app.py")
    with served(tmp_path, "-m", "streamlit", "run", app, "--server.port={port}") as (port, watch):
        assert "403" in connected(port, "http://elsewhere.example")
        assert watch.outbound()
