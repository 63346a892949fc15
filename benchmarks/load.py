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
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path

from dashboard_server import Server, serving
from load_client import Client
from load_memory import Sampler, megabytes, slope
from security_checks import Check, rows

from analysis import analyse, read_files
from analysis.resources import resource

DOCS = Path(__file__).parent.parent / "docs"
SESSIONS, ARTICLES, SOAK, PORTION = 20, 10, 2_000, 50
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
    parser.add_argument("--soak", type=int, default=SOAK)
    parser.add_argument("--only", nargs="+", choices=["load", "soak"], default=["load", "soak"])
    options = parser.parse_args()
    found: list[Check] = []
    if "load" in options.only:
        with tempfile.TemporaryDirectory(prefix="tonelens-") as folder:
            found += load(Path(folder), options.sessions)
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


def load(folder: Path, sessions: int) -> list[Check]:
    """Let users come at once, each with articles of their own."""
    with serving(folder / "load") as server:
        # One user before, so that what all share is loaded.
        with Client(server.address) as first:
            first.upload(articles(0, ARTICLES, "zqwarm"))
            first.run("Article")
        before = megabytes(server.process_id)
        with Sampler(server.process_id) as sampler, ThreadPoolExecutor(sessions) as pool:
            ready = threading.Barrier(sessions)
            words = [f"zq{number:02d}vell" for number in range(sessions)]
            users = [pool.submit(_user, server, own, words, ready) for own in words]
            results = [user.result() for user in users]
        _wait_for_sessions()
        after = megabytes(server.process_id)
        outbound = server.watch.outbound()
        errors = [line for line in server.watch.output.read_text().splitlines() if "Error" in line]
    seconds = sorted(float(each["seconds"]) for each in results)
    faults = [fault for each in results for fault in each["faults"]] + errors + outbound
    p95 = statistics.quantiles(seconds, n=20)[-1] if len(seconds) > 1 else seconds[0]
    return [
        Check(
            f"{sessions} users at once, {ARTICLES} articles each: errors",
            str(len(faults)), "0", not faults,
            "Exceptions on the page, words of other users in what the server sent, errors in its "
            "output, outbound connections.", tuple(faults),
        ),
        Check(
            "From files to charts, 95th percentile", f"{p95:.1f} s", "reported", True,
            f"From the first byte uploaded to the charts of the page Article, as sent. Median "
            f"{statistics.median(seconds):.1f} s, slowest {seconds[-1]:.1f} s. {_machine()}",
        ),
        Check(
            "Server's memory at most", f"{sampler.most:.0f} MB", f"{MOST_MEGABYTES} MB",
            sampler.most < MOST_MEGABYTES, "Resident, all processes of the server together.",
        ),
        Check(
            "Server's memory afterwards", f"{after - before:+.0f} MB", f"{STAYS:.0f} MB at most",
            after - before <= STAYS,
            f"{before:.0f} MB after a first user, {after:.0f} MB {LINGER:.0f} s after the last "
            "had left (Streamlit keeps a lost session for two minutes).",
        ),
    ]  # fmt: skip


def _user(
    server: Server, own: str, words: Sequence[str], ready: threading.Barrier
) -> Mapping[str, object]:
    with Client(server.address, [word for word in words if word != own]) as client:
        files = articles(int(own[2:4]) * ARTICLES, ARTICLES, own)
        ready.wait(timeout=120)
        start = time.perf_counter()
        client.upload(files)
        client.run("Article")
        seconds = time.perf_counter() - start
        faults = [f"{own}: {message}" for message in client.exceptions]
        if not client.charts:
            faults.append(f"{own}: no chart was drawn")
        client.run("Compare")
        faults += [f"{own} was sent {word}" for word in client.leaked]
        return {"seconds": seconds, "faults": faults}


def _wait_for_sessions() -> None:
    time.sleep(LINGER)


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
    with serving(folder / "soak") as server:
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
        "# Load\n\nMade by `make load`: many users at once on one server, and many articles one "
        "after another. The users speak Streamlit's protocol; what a browser needs to draw a chart "
        "comes on top ([speed.md](speed.md))."
    )
    how = "\n".join(f"- **{check.name}**: {check.how}" for check in checks)
    faults = "\n".join(f"- {fault}" for check in checks for fault in check.faults)
    parts = [about, rows(checks), "## How each was measured", how, *filter(None, [faults])]
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    sys.exit(main())
