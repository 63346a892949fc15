"""Whether the command line asks for anything outside this machine, and works without a network."""

import shutil
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from dashboard_server import Watch
from security_checks import Check

from analysis.resources import resource

# An address kept for documentation (RFC 5737): nobody answers there.
_NOWHERE = "192.0.2.1"
_ASK = f"""
import socket
one = socket.socket(); one.setblocking(False); one.connect_ex(("{_NOWHERE}", 9))
"""
_COMMANDS = ("score", "compare")


def check(folder: Path) -> list[Check]:
    """Watch the command line's connections, and run it where there is no network at all."""
    watch = Watch(folder / "network")
    texts = sorted(str(path) for path in resource("seeds").glob("*/*.md"))
    watched = _outputs(folder / "watched", texts, watch)
    outbound = watch.outbound()
    control = Watch(folder / "control")
    _run(control.command([sys.executable, "-c", _ASK]), control)
    noticed = any(_NOWHERE in line for line in control.outbound())
    found = [
        Check(
            "Outbound connections of `tonelens score` and `compare --report`",
            str(len(outbound)),
            "0",
            not outbound and noticed,
            "System calls and Python's audit hook, over all sample articles. "
            f"A connection made on purpose was {'noticed' if noticed else 'NOT noticed'}.",
            tuple(outbound),
        )
    ]
    return [*found, _without_network(folder, texts, watched)]


def _outputs(folder: Path, texts: Sequence[str], watch: Watch, *before: str) -> list[bytes]:
    """Run both commands; return what they wrote, tables and report."""
    folder.mkdir()
    scored, compared, report = (folder / name for name in ("a.csv", "b.csv", "c.html"))
    tool = [sys.executable, "-m", "analysis.cli"]
    _run([*before, *watch.command([*tool, "score", *texts, "-o", str(scored)])], watch)
    options = ["-o", str(compared), "--report", str(report)]
    _run([*before, *watch.command([*tool, "compare", *texts, *options])], watch)
    return [path.read_bytes() for path in (scored, compared, report)]


def _run(command: Sequence[str], watch: Watch) -> None:
    made = subprocess.run(command, env=watch.environment(), capture_output=True, check=False)
    if made.returncode:
        raise RuntimeError(f"{' '.join(command)}\n{made.stderr.decode(errors='replace')}")


def _without_network(folder: Path, texts: Sequence[str], expected: Sequence[bytes]) -> Check:
    name = "Same bytes from the command line in a network namespace without any interface"
    tool = shutil.which("unshare")
    alone = [tool, "--net"] if tool else []
    if not alone or subprocess.run([*alone, "true"], capture_output=True, check=False).returncode:
        how = "Not possible here: it needs Linux and the right to make a namespace."
        return Check(name, "–", "yes", None, how)
    reaching = [*alone, sys.executable, "-c", f"import socket; {_reach()}"]
    closed = subprocess.run(reaching, capture_output=True, check=False).returncode != 0
    same = _outputs(folder / "alone", texts, Watch(folder / "alone-watch"), *alone) == expected
    how = "`unshare --net`; a connection made on purpose failed there." if closed else "NOT closed."
    return Check(name, "yes" if same else "no", "yes", same and closed, how)


def _reach() -> str:
    family = int(socket.AF_INET)
    return f"s = socket.socket({family}); s.settimeout(1); s.connect(('{_NOWHERE}', 9))"
