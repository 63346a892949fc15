"""Runs Streamlit's server so that it asks nobody for addresses, and forgets who has left.

Bound to all addresses, or met by a page from elsewhere, Streamlit would ask an outside service what
its own address is, to print it and to compare it with that page's. Of the users who have left it
would keep the last, texts and all, until another one comes. A download could be gone before it is
fetched, where others use the server too. And where it opens the browser, it offers to write files
for developers. `python -m dashboard.serve [--open-browser] run APP …` is `streamlit run APP …`
without that.
"""

import asyncio
import gc
import math
import os
import sys
import threading
import time
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass

from streamlit import config, net_util
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime import Runtime
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.session_manager import SessionInfo, SessionStorage
from streamlit.runtime.state import SessionState
from streamlit.web import bootstrap, cli
from streamlit.web.server import Server, server, server_util

OPEN = "--open-browser"
# As many as Streamlit's own storage keeps.
_MOST = 128
# Streamlit looks for files that no session shows after each run of any session; a download, which
# none shows, is marked by the first look and gone with the second, under way or not.
_LOOK_SECONDS = 10.0
_SWEEP_SECONDS = _LOOK_SECONDS + 0.5
_STOPPING_SECONDS = 1.0


def ask_nobody() -> None:
    """Let Streamlit know no address of this machine but those it is told in its settings."""
    net_util.get_external_ip = _none
    net_util.get_internal_ip = _none


def _none() -> None:
    """Return no address."""


@dataclass(frozen=True, slots=True)
class _Left:
    """A session whose connection is lost, and the timer that ends it."""

    session: SessionInfo
    timer: asyncio.TimerHandle


class LeftSessions(SessionStorage):
    """Keeps sessions that have lost their connection, so that they can come back, and ends them.

    `ttl_seconds` is how long each is kept. Every method is called in the server's event loop.
    Streamlit's own storage looks at that time only when somebody comes or goes.
    """

    def __init__(self, ttl_seconds: float) -> None:
        self._ttl_seconds = ttl_seconds
        self._left: dict[str, _Left] = {}
        self._sweeping = False
        self._sweeps = 0

    def get(self, session_id: str) -> SessionInfo | None:
        """Return the session, or None where it never left or has ended."""
        found = self._left.get(session_id)
        return found.session if found else None

    def save(self, session_info: SessionInfo) -> None:
        """Keep a session for its time, and end the oldest where there are too many."""
        name = session_info.session.id
        self.delete(name)
        timer = asyncio.get_running_loop().call_later(self._ttl_seconds, self._end, name)
        self._left[name] = _Left(session_info, timer)
        if len(self._left) > _MOST:
            self._end(next(iter(self._left)))

    def delete(self, session_id: str) -> None:
        """Give up a session without ending it: it has come back."""
        found = self._left.pop(session_id, None)
        if found:
            found.timer.cancel()

    def list(self) -> list[SessionInfo]:
        """Return all, the first that left first."""
        return [each.session for each in self._left.values()]

    def _end(self, session_id: str) -> None:
        session = self._left[session_id].session.session
        self.delete(session_id)
        session.shutdown()
        self._empty(session)

    def _empty(self, session: AppSession) -> None:
        """Take everything out of an ended session, since Streamlit's main loop holds the last."""
        loop = asyncio.get_running_loop()
        if session._scriptrunner is not None:  # its script, asked to stop, would fill it again
            loop.call_later(_STOPPING_SECONDS, self._empty, session)
            return
        session._session_state = SessionState()
        session._client_state = ClientState()
        session._fragment_storage.clear()
        session.flush_browser_queue()
        self._sweeps = 2  # the first look at a download only marks it
        if not self._sweeping:
            self._sweeping = True
            loop.call_later(_SWEEP_SECONDS, self._sweep)

    def _sweep(self) -> None:
        """Let go of downloads that ended sessions had made, and of what refers to itself."""
        if Runtime.exists():
            Runtime.instance().media_file_mgr.remove_orphaned_files()
        # Python looks for that when enough else is made, and nobody may come for long.
        gc.collect()
        self._sweeps -= 1
        self._sweeping = self._sweeps > 0
        if self._sweeping:
            asyncio.get_running_loop().call_later(_SWEEP_SECONDS, self._sweep)


def keep_downloads() -> None:
    """Let a download stay for at least `_LOOK_SECONDS`, however many others use the server."""
    MediaFileManager.remove_orphaned_files = seldom(MediaFileManager.remove_orphaned_files)


def seldom(look: Callable[[MediaFileManager], None]) -> Callable[[MediaFileManager], None]:
    """Return `look`, done only where the last time was `_LOOK_SECONDS` ago or more."""
    last, lock = -math.inf, threading.Lock()

    def looking(manager: MediaFileManager) -> None:
        nonlocal last
        with lock:
            if time.monotonic() - last < _LOOK_SECONDS:
                return
            last = time.monotonic()
        look(manager)

    return looking


def forget_who_left() -> None:
    """Let Streamlit's server end sessions when their time is over."""
    server.MemorySessionStorage = LeftSessions


class OpeningServer(Server):
    """Streamlit's server, which shows itself in the user's browser once it listens."""

    async def start(self) -> None:
        """Start, and open the browser; return when sessions can come."""
        await super().start()
        url = server_util.get_url(config.get_option("browser.serverAddress"))
        # Some browsers return only when they are closed.
        threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()


def open_browser() -> None:
    """Let the server open the browser, where there is a screen."""
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    if not sys.platform.startswith("linux") or any(map(os.environ.get, screens)):
        bootstrap.Server = OpeningServer


def main(arguments: list[str]) -> None:
    """Run Streamlit's command line, with this module's changes."""
    ask_nobody()
    forget_who_left()
    keep_downloads()
    if arguments[:1] == [OPEN]:
        open_browser()
        arguments = arguments[1:]
    cli.main(args=arguments, prog_name="streamlit")


if __name__ == "__main__":
    main(sys.argv[1:])
