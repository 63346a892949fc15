"""Hundreds of articles at once: how long each step takes, and whether any grows faster than they.

    python benchmarks/many_articles.py [--articles N] [--rounds N]

prints a table for docs/speed.md: seconds for a fifth of the articles and for all of them, and the
growth, which is the ratio of both for each article: 1.0 where twice as many take twice as long,
5.0 where a step grew with their square. Growth is of processor time, which other work on the
machine hardly changes. Steps are medians over rounds; scoring, and drawing a page, are timed once.
The articles are made (`many_texts`); pages are drawn by Streamlit's own test runner, which sends
them to no browser.
"""

import argparse
import io
import resource
import statistics
import time
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from many_texts import made_files
from streamlit.testing.v1 import AppTest
from validity_tables import table

from analysis import analyse, load_configuration, read_files
from analysis.articles import Reading
from analysis.compare import distinctive_words_frame, inference_frame
from analysis.downloads import archive, excel, sentences_csv
from analysis.pipeline import Analysis
from analysis.results import joined
from analysis.stories import group_stories
from analysis.tables import articles_frame, sentences_frame
from analysis.viewpoint import in_voice

PART = 5
APP = Path(__file__).parent.parent / "dashboard" / "app.py"
PAGES = {"Articles": "articles", "Article": "article", "Compare": "compare"}

# Seconds on the clock, and of the processors.
Seconds = tuple[float, float]
Steps = dict[str, Seconds]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    numbers = (options.articles // PART, options.articles)
    few, many = (measured(number, options.rounds) for number in numbers)
    print(growth_table(few, many, numbers))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\npeak memory of this process, analysis and pages together: {peak:.0f} MB")


def measured(number: int, rounds: int) -> Steps:
    """Return how long each step takes with `number` made articles, in seconds."""
    files = made_files(number, seed=number)  # texts of its own: nothing may be known from before
    archived = _zipped(files)
    configuration = load_configuration()
    reading = read_files(files)
    analyse(reading.articles[:1], configuration=configuration)  # loads model and parser
    group_stories(reading.articles[:2])  # loads the encoder
    found = {
        "reading the files": _median(lambda: read_files(files), rounds),
        "reading them as one .zip": _median(lambda: read_files([("all.zip", archived)]), rounds),
    }
    scored: list[Analysis] = []
    # One by one, as the page does: sentences that articles share are scored in each.
    found["scoring, one after the other"] = _timed(
        lambda: scored.extend(analyse([a], configuration=configuration) for a in reading.articles)
    )
    analysis = joined(scored)
    return found | steps_after(analysis, rounds) | pages(analysis)


def steps_after(analysis: Analysis, rounds: int) -> Steps:
    """Return how long each step takes after scoring."""
    own_voice = in_voice(analysis, "outlet")
    articles = [scored.article for scored in analysis.articles]
    steps: Mapping[str, Callable[[], object]] = {
        "table of sentences": lambda: sentences_frame(analysis),
        "table of articles": lambda: articles_frame(analysis),
        "grouping into stories": lambda: group_stories(articles),
        "tests between outlets": lambda: inference_frame(own_voice),
        "words that set outlets apart": lambda: distinctive_words_frame(own_voice),
        "download: sentences.csv": lambda: sentences_csv(analysis),
        "download: everything as .zip": lambda: archive(analysis),
        "download: .xlsx": lambda: excel(analysis),
    }
    return {name: _median(step, rounds) for name, step in steps.items()}


def pages(analysis: Analysis) -> Steps:
    """Return how long each page takes to draw, for the first time and again."""
    app = AppTest.from_file(str(APP), default_timeout=600)
    app.run()
    desk = app.session_state["desk"]
    desk.add(Reading(tuple(scored.article for scored in analysis.articles), ()))
    for scored in analysis.articles:
        desk.keep(scored, analysis.configuration)
    found = {}
    for name, page in PAGES.items():
        app.switch_page(f"app_pages/{page}.py")
        for which in ("at first", "again"):
            found[f"page {name}, {which}"] = _timed(app.run)
            if app.exception:
                raise RuntimeError(f"The page {name} failed: {app.exception[0].message}")
    return found


def growth_table(few: Steps, many: Steps, numbers: tuple[int, int]) -> str:
    """Return a row for each step: seconds with few and with many articles, and the growth."""
    columns = {"step": "l", **{f"{number:,} articles": "r" for number in numbers}, "growth": "r"}
    more = numbers[1] / numbers[0]
    rows = [
        [
            name,
            f"{few[name][0]:.2f} s",
            f"{many[name][0]:.2f} s",
            f"{many[name][1] / few[name][1] / more:.1f}",
        ]
        for name in many
    ]
    return table(columns, rows)


def _median(step: Callable[[], object], rounds: int) -> Seconds:
    times = [_timed(step) for _ in range(rounds)]
    clock, processors = zip(*times, strict=True)
    return statistics.median(clock), statistics.median(processors)


def _timed(step: Callable[[], object]) -> Seconds:
    clock, processors = time.perf_counter(), time.process_time()
    step()
    return time.perf_counter() - clock, time.process_time() - processors


def _zipped(files: list[tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files:
            packed.writestr(name, data)
    return out.getvalue()


if __name__ == "__main__":
    main()
