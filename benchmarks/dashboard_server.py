"""The dashboard as a user starts it, for benchmarks that drive it from outside.

An audit hook inside it writes down every address that it looks up or connects to and that is not
this machine; where `strace` is there, the system calls of all its processes can be watched too,
which makes a busy server many times slower.
"""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

START_SECONDS = 60
_LOCAL = ("127.0.0.1", "localhost", "::1", "0.0.0.0", "::", "", "None")
# Python imports a module of this name by itself when it starts.
_GUARD = f"""
import sys

def note(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        address = arguments[0] if event == "socket.getaddrinfo" else arguments[1]
        host = address[0] if isinstance(address, tuple) else address
        host = host.decode() if isinstance(host, bytes) else str(host)
        if host not in {_LOCAL!r} and not host.startswith("/"):
            with open({{log!r}}, "a") as log:
                log.write(f"{{{{event}}}} {{{{address}}}}\\n")

sys.addaudithook(note)
"""
_ADDRESS = re.compile(r"sa_family=AF_INET6?,.*?(?:inet_addr\(\"|inet_pton\(AF_INET6, \")([^\"]+)")


@dataclass(frozen=True, slots=True)
class Watch:
    """A folder in which what a process prints and whom it asks for is written down.

    `inside` is Python that the process runs too, before all else.
    """

    folder: Path
    inside: str = ""

    def __post_init__(self) -> None:
        """Put the audit hook where the process will find it."""
        (self.folder / "path").mkdir(parents=True)
        guard = _GUARD.format(log=str(self.folder / "asked.txt"))
        (self.folder / "path" / "sitecustomize.py").write_text(guard + self.inside)

    @property
    def output(self) -> Path:
        """Where everything is that the process printed."""
        return self.folder / "output.txt"

    def command(self, arguments: Sequence[str]) -> list[str]:
        """Return `arguments` so that the system calls are watched, where that is possible."""
        tracer = shutil.which("strace")
        if tracer is None:
            return list(arguments)
        watched = ["-f", "--seccomp-bpf", "-qq", "-e", "trace=connect,sendmmsg"]
        return [tracer, *watched, "-o", str(self.folder / "calls.txt"), *arguments]

    def environment(self, more: Mapping[str, str] | None = None) -> dict[str, str]:
        """Return our environment with the audit hook in it."""
        path = [str(self.folder / "path"), *filter(None, [os.environ.get("PYTHONPATH")])]
        return {**os.environ, "PYTHONPATH": os.pathsep.join(path), **(more or {})}

    def outbound(self) -> list[str]:
        """Return every attempt to reach another machine, by the hook and by system calls."""
        asked, calls = self.folder / "asked.txt", self.folder / "calls.txt"
        found = asked.read_text().splitlines() if asked.exists() else []
        for line in calls.read_text().splitlines() if calls.exists() else []:
            address = _ADDRESS.search(line)
            if address and address[1] not in _LOCAL:
                found.append(line)
        return found


@dataclass(frozen=True, slots=True)
class Server:
    """A dashboard that runs: its address, its process, and what is written down of it."""

    address: str
    process: "subprocess.Popen[bytes]"
    watch: Watch

    @property
    def process_id(self) -> int:
        """Of the dashboard itself, below `strace` where that started it."""
        own = self.process.pid
        children = Path(f"/proc/{own}/task/{own}/children")
        name = Path(f"/proc/{own}/comm")
        if name.exists() and name.read_text().strip() == "strace":
            return int(children.read_text().split()[0])
        return own


@contextmanager
def serving(
    folder: Path,
    *,
    environment: Mapping[str, str] | None = None,
    traced: bool = True,
    inside: str = "",
) -> Iterator[Server]:
    """Run the dashboard on a free port, from a folder of its own, until the block ends.

    `traced` says whether its system calls are watched; Python's audit hook always is.
    `inside` is Python that it runs before all else.
    """
    watch = Watch(folder, inside)
    (folder / "empty").mkdir()
    port = free_port()
    command = [sys.executable, "-m", "analysis.cli", "dashboard", "--no-browser"]
    command += ["--port", str(port)]
    if os.name != "posix":  # there that is a process above the server, which would outlive it
        app = Path(__file__).parent.parent / "dashboard" / "app.py"
        command = [sys.executable, "-P", "-m", "dashboard.serve", "run", str(app)]
        command += [f"--server.port={port}"]
    with watch.output.open("wb") as output:
        process = subprocess.Popen(
            watch.command(command) if traced else command,
            cwd=folder / "empty",
            env=watch.environment(environment),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        server = Server(f"http://127.0.0.1:{port}", process, watch)
        try:
            _wait(server)
            yield server
        finally:
            if process.poll() is None:
                os.kill(server.process_id, signal.SIGTERM)
            process.wait(timeout=30)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(server: Server) -> None:
    deadline = time.monotonic() + START_SECONDS
    while server.process.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{server.address}/_stcore/health", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"The dashboard did not start:\n{server.watch.output.read_text()}")
