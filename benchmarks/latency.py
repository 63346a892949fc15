"""How long a user waits: first page, first score, and text to scores of one article.

Run it with `make benchmark` on a quiet machine; it prints the table for docs/speed.md. Times
are medians of several runs of whole processes (first page, first score) or calls (article).
"""

import argparse
import os
import platform
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from analysis import analyse, articles_frame, read_files
from analysis.resources import resource

WORDS = 1_000


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    text = thousand_words()
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print("\n| measured | median | slowest | goal |\n| --- | --- | --- | --- |")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        show("dashboard: process start to first page drawn", 5, lambda: first_page(browser), runs)
        browser.close()
    show("`import analysis` and a first score, whole process", 2, first_score, runs)
    name = f"a {WORDS:,}-word article, bytes to scored tables, warm process"
    show(name, 1, lambda: article(text), runs)


def chromium() -> str:
    """Return the system's own browser; Playwright's download is not used."""
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if found is None:
        raise SystemExit("The first page is measured in Chromium or Chrome; install one.")
    return found


def show(name: str, goal: float, measure: Callable[[], None], runs: int) -> None:
    """Print one row of the table."""
    times = repeat(measure, runs)
    print(f"| {name} | {statistics.median(times):.2f} s | {max(times):.2f} s | {goal} s |")


def repeat(measure: Callable[[], None], runs: int) -> list[float]:
    """Return the seconds of `runs` calls, after one that is not counted."""
    times = []
    for _ in range(runs + 1):
        start = time.perf_counter()
        measure()
        times.append(time.perf_counter() - start)
    return times[1:]


def thousand_words() -> bytes:
    """Return the words of the sample articles, in paragraphs, cut at a thousand."""
    bodies = (
        path.read_text(encoding="utf-8").split("---", 2)[2]
        for path in sorted(resource("seeds").glob("*/*.md"))
    )
    words = "\n\n".join(bodies).split(" ")
    return " ".join(words[:WORDS]).encode()


def article(text: bytes) -> None:
    """Read, split and score one article and make its table."""
    articles_frame(analyse(read_files([("article.txt", text)]).articles))


def first_score() -> None:
    """Score one sentence in a new process."""
    code = "import analysis; analysis.score_sentences(['The harbour may close.'])"
    subprocess.run([sys.executable, "-c", code], check=True)


def first_page(browser: Browser) -> None:
    """Start the dashboard and open it, until the page is drawn and its script has ended."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    app = Path(__file__).parent.parent / "dashboard" / "app.py"
    options = [f"--server.port={port}", "--server.headless=true"]
    with (
        tempfile.TemporaryDirectory() as folder,
        subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", str(app), *options],
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as server,
    ):
        try:
            wait_for(f"http://127.0.0.1:{port}/_stcore/health", server)
            page = browser.new_page()
            page.goto(f"http://127.0.0.1:{port}/")
            page.get_by_role("heading").first.wait_for()
            page.locator('[data-test-script-state="notRunning"]').wait_for(state="attached")
            page.close()
        finally:
            server.terminate()


def wait_for(address: str, server: "subprocess.Popen[bytes]") -> None:
    """Return once `address` answers; give up when the server ends."""
    while server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=1):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.02)
    raise RuntimeError("the dashboard ended before it served a page")


if __name__ == "__main__":
    main()
