"""The report opened as a file in a real browser: nothing runs, nothing is asked for, it fits."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from scored import analysis_of, scored

from analysis.alignment import Match, Place
from analysis.compare.report_page import report_html
from analysis.compare.telling import with_matches
from analysis.config import load_configuration
from analysis.stories import Member, Story

pytestmark = pytest.mark.browser

PAYLOADS = (
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    '"><svg onload=alert(3)>',
    "'-alert(4)-'",
    "<style>@import url(https://example.org/x.css);</style>",
    "</pre></details><iframe srcdoc='<script>alert(5)</script>'>",
    "{{ 7*7 }}{% raw %}",
    "javascript:alert(6)",
)
# No place to break a line: it must not make the page wider than a phone.
LONG = "Grundstuecksverkehrsgenehmigungszustaendigkeit" * 4


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a report in which names, titles, files, stories and sentences are hostile."""
    articles = [
        scored(
            [(f"Head {payload}", "headline", 0.0, 0.1, 0.0), (payload, "body", 0.2, 0.3, 0.0)],
            article_id=f"a{at}",
            outlet=f"{payload}{at}",
            title=payload,
            source_file=payload,
        )
        for at, payload in enumerate((*PAYLOADS, LONG))
    ]
    analysis = analysis_of(load_configuration(), *articles)
    matches = tuple(Match(Place("a0", 1), Place(f"a{at}", 1), 0.9) for at in (1, 2))
    members = tuple(Member(own.article.article_id, 0.9) for own in articles)
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_bytes(
        report_html(
            analysis,
            stories=[Story("s1", PAYLOADS[0], members)],
            tellings={"s1": with_matches(analysis, matches)},
        )
    )
    return path


@pytest.mark.parametrize("width", [1440, 390])
def test_nothing_runs_and_nothing_is_asked_for(browser: Browser, report: Path, width: int) -> None:
    """At either width; what users typed is there to be read."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    asked, heard = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: heard.append(message.text))
    page.on("dialog", lambda dialog: (heard.append(dialog.message), dialog.dismiss()))
    try:
        page.goto(report.as_uri())
        assert asked == [report.as_uri()]
        assert heard == []
        assert page.evaluate("document.documentElement.scrollWidth") == width
        body = page.inner_text("body")
        assert all(payload in body for payload in PAYLOADS)
        page.get_by_role("link", name="Who is heard").click()
        assert page.evaluate("location.hash") == "#sources"
        page.get_by_text("Manifest (open it").click()
        assert page.get_by_text('"text_sha256"').first.is_visible()
        assert page.pdf(format="A4").startswith(b"%PDF")
    finally:
        page.close()
