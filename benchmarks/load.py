"""Twenty users at once, and two thousand articles: `make load` prints a table, writes docs/load.md.

The server is real; users speak its protocol over websockets (`load_client`). The aims are for two
processors of their own; `docs/load.md` says what else ran.
"""

import argparse
import json
import os
import platform
import statistics
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path

from dashboard_server import Server, serving
from load_client import Client
from load_memory import Sampler, megabytes, slope
from security_checks import Check, rows

from analysis import analyse, read_files
from analysis.resources import resource

DOCS = Path(__file__).parent.parent / "docs"
SESSIONS, ARTICLES, ROUNDS = 20, 10, 3
FIRST = "zqwarm"  # the word of the user before all others
SOAK, PORTION = 2_000, 50
MOST_MEGABYTES = 1_500
# Streamlit keeps a session that has lost its connection for two minutes, so that it can return.
LINGER = 150.0
# What may stay: allocators keep pages, and the first users load what all later ones share.
STAYS = 150.0
GROWTH = 0.02


def main() -> int:
    """Run the load and the soak, print the table, write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=SESSIONS)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--soak", type=int, default=SOAK)
    parser.add_argument("--only", nargs="+", choices=["load", "soak"], default=["load", "soak"])
    options = parser.parse_args()
    found: list[Check] = []
    if "load" in options.only:
        with tempfile.TemporaryDirectory(prefix="tonelens-") as folder:
            found += load(Path(folder), options.sessions, options.rounds)
    if "soak" in options.only:
        found += soak_in_process(options.soak)
        with tempfile.TemporaryDirectory(prefix="tonelens-") as folder:
            found += soak_in_sessions(Path(folder), options.soak)
    print(rows(found))
    for check in found:
        print(f"{check.name}: {check.how}", *check.faults, sep="\n  ")
    if options.only == ["load", "soak"]:
        content = {"checks": [asdict(check) for check in found]}
        text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
        (DOCS / "load.json").write_text(text, encoding="utf-8")
        (DOCS / "load.md").write_text(_page(found), encoding="utf-8")
    return int(any(check.met is False for check in found))


def articles(start: int, count: int, word: str = "") -> list[tuple[str, bytes]]:
    """Return `count` files, no two alike: sample articles with a number and a word of their own."""
    bodies = [
        path.read_text(encoding="utf-8").split("---", 2)[2].strip()
        for path in sorted(resource("seeds").glob("*/*.md"))
    ]
    made = []
    for number in range(start, start + count):
        head = f"---\noutlet: {word or 'Outlet'} {number % 3}\ntitle: Report {number} {word}\n---\n"
        body = f"{bodies[number % len(bodies)]} It was case {number} {word}."
        made.append((f"{word or 'article'}-{number}.md", f"{head}\n{body}".encode()))
    return made


def load(folder: Path, sessions: int, rounds: int) -> list[Check]:
    """Let users come at once, each with articles of their own, and others after them."""
    seconds: list[float] = []
    faults: list[str] = []
    levels: list[float] = []
    words = [[f"zq{turn}x{own:02d}vell" for own in range(sessions)] for turn in range(rounds)]
    with serving(folder / "load", traced=False) as server:
        # One user before, so that what all share is loaded.
        with Client(server.address) as first:
            first.upload(articles(0, ARTICLES, FIRST))
            first.run("Article")
            first.run("Compare")
        before = megabytes(server.process_id)
        with Sampler(server.process_id) as sampler:
            for number in range(rounds):
                for visit in _together(server, sessions, number, words):
                    seconds.append(visit.seconds)
                    faults += visit.faults
                time.sleep(LINGER)
                levels.append(megabytes(server.process_id))
        faults += server.watch.outbound()
        output = server.watch.output.read_text().splitlines()
        faults += [line for line in output if "Error" in line or "Traceback" in line]
    seconds.sort()
    p95 = statistics.quantiles(seconds, n=20)[-1] if len(seconds) > 1 else seconds[0]
    after = ", ".join(f"{level:.0f}" for level in levels)
    return [
        Check(
            f"{sessions} users at once, {ARTICLES} articles each, {rounds} times: errors",
            str(len(faults)), "0", not faults,
            "Exceptions on the page, words of other users, of those gone too, in anything that the "
            "server sent until a page was whole and in a download, errors in its output, attempts "
            "to reach another address.", tuple(faults),
        ),
        Check(
            "From files to charts, 95th percentile", f"{p95:.1f} s", "reported", True,
            "From the first byte uploaded to the charts of the page Article, as sent, while all "
            f"others want the same. Median {statistics.median(seconds):.1f} s, slowest "
            f"{seconds[-1]:.1f} s. {_machine()}",
        ),
        Check(
            "Server's memory at most", f"{sampler.most:.0f} MB", f"{MOST_MEGABYTES} MB",
            sampler.most < MOST_MEGABYTES, "Resident, all processes of the server together.",
        ),
        Check(
            "Server's memory afterwards", f"{levels[-1] - before:+.0f} MB",
            f"{STAYS:.0f} MB at most", levels[-1] - before <= STAYS,
            f"{before:.0f} MB after one user before all others; {LINGER:.0f} s after each time "
            f"{after} MB (Streamlit keeps a lost session for two minutes).",
        ),
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Visit:
    """How long a user waited for charts, and what went wrong."""

    seconds: float
    faults: tuple[str, ...]


def _together(
    server: Server, sessions: int, number: int, words: Sequence[Sequence[str]]
) -> list[Visit]:
    """Let the users of one turn come; `words` are those of all turns."""
    everyone = {FIRST, *chain.from_iterable(words)}
    ready = threading.Barrier(sessions)

    def visit(own: int) -> Visit:
        word = words[number][own]
        files = articles((number * sessions + own) * ARTICLES, ARTICLES, word)
        return _visit(server, files, sorted(everyone - {word}), ready)

    with ThreadPoolExecutor(sessions) as pool:
        return list(pool.map(visit, range(sessions)))


def _visit(
    server: Server,
    files: Sequence[tuple[str, bytes]],
    others: Sequence[str],
    ready: threading.Barrier,
) -> Visit:
    with Client(server.address, others) as client:
        ready.wait(timeout=120)
        start = time.perf_counter()
        client.upload(files)
        client.run("Article")
        seconds = time.perf_counter() - start
        faults = [] if client.charts else ["no chart was drawn on Article"]
        client.run("Compare")
        faults += [] if client.charts else ["no chart was drawn on Compare"]
        with urllib.request.urlopen(client.download("Report (.html)"), timeout=300) as answer:
            report = answer.read().decode()
        faults += [f"downloaded {word}" for word in others if word in report]
        found = [*client.exceptions, *faults, *(f"was sent {word}" for word in client.leaked)]
        return Visit(seconds, tuple(f"{files[0][0]}: {fault}" for fault in found))


def soak_in_process(count: int) -> list[Check]:
    """Read and score articles one portion after another in this process."""
    levels = []
    for start in range(0, count, PORTION):
        analyse(read_files(articles(start, PORTION)).articles)
        levels.append(megabytes(os.getpid()))
    return [_growth(f"{count:,} articles in one process", levels)]


def soak_in_sessions(folder: Path, count: int) -> list[Check]:
    """Let one user after another score a portion on one server."""
    levels = []
    with serving(folder / "soak", traced=False) as server:
        for start in range(0, count, PORTION):
            with Client(server.address) as client:
                client.upload(articles(start, PORTION))
                client.run("Article")
                if client.exceptions:
                    raise RuntimeError(client.exceptions[0])
            levels.append(megabytes(server.process_id))
    return [_growth(f"{count:,} articles on one server, {PORTION} a session", levels)]


def _growth(name: str, levels: Sequence[float]) -> Check:
    """Judge the second half, when what is loaded once has been loaded."""
    half = levels[len(levels) // 2 :]
    growth = slope(half) / PORTION
    return Check(
        f"{name}: growth of memory", f"{growth:+.3f} MB an article", f"{GROWTH} at most",
        growth <= GROWTH,
        f"Slope of resident memory over the second half; {levels[0]:.0f} MB after the first "
        f"portion, {levels[len(levels) // 2]:.0f} MB half-way, {levels[-1]:.0f} MB at the end.",
    )  # fmt: skip


def _machine() -> str:
    busy = os.getloadavg()[2]
    return f"{platform.machine()}, {os.cpu_count()} processors, load of 15 minutes {busy:.1f}."


def _page(checks: Sequence[Check]) -> str:
    about = (
        "# Load\n\nMade by `benchmarks/load.py` (`make load`): many users at once on one server, "
        "and many articles one after another. The users speak Streamlit's protocol; what a browser "
        "needs to draw a chart comes on top ([speed.md](speed.md))."
    )
    how = "\n".join(f"- **{check.name}**: {check.how}" for check in checks)
    faults = "\n".join(f"- {fault}" for check in checks for fault in check.faults)
    parts = [about, rows(checks), "## How each was measured", how, *filter(None, [faults])]
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    sys.exit(main())
