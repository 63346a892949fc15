"""A sample of the hostile texts of `make security`, on every page and in the report."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from security_payloads import PAYLOADS
from security_scripts import BATCH, hostile_file, runs_where_written_raw, visit

pytestmark = pytest.mark.browser

# One of a kind each: HTML, HTML out of its place, SVG, Markdown, LaTeX, directives.
_FIRST = {payload.kind: payload for payload in reversed(PAYLOADS)}
SAMPLE = [_FIRST[kind] for kind in dict.fromkeys(payload.kind for payload in PAYLOADS)][:BATCH]


def test_hostile_texts_stay_texts(browser: Browser, server: str, tmp_path: Path) -> None:
    """As file name, outlet, title and text: no mark, no dialog, no request, nothing worked out."""
    files = [hostile_file(payload) for payload in SAMPLE]
    assert visit(browser, server, files, tmp_path, opened=2) == []


def test_the_witness_notices_what_runs(browser: Browser) -> None:
    """Where a page writes a handler or a script as it is, that is seen."""
    html = [payload for payload in PAYLOADS if payload.pattern.startswith(("<img", "<svg on"))]
    assert len(html) > 3
    assert all(runs_where_written_raw(browser, payload) for payload in html)
