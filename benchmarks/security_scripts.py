"""Whether a hostile text runs, fetches or is worked out anywhere on the pages or in the report."""

import csv
import io
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from dashboard_browser import browsing, choose, downloaded, go, settled, upload
from dashboard_server import Server, serving
from playwright.sync_api import Browser, BrowserContext, Page
from security_checks import Check
from security_payloads import FAR, PAYLOADS, PLACES, PRODUCT, Payload, told

# At most six outlets are compared side by side, so that all of a batch are drawn.
BATCH = 6
_BODY = (
    "The harbour council voted on Tuesday to close the eastern quay. {payload} "
    "“Nobody wanted this outcome,” said the chair, Imre Dallow. "
    "Ferries may resume in May, officials said."
)
# What a hostile text would have become where it is more than text, in every tree of the page.
_LIVE = """far => {
  const found = [], trees = [document];
  while (trees.length) for (const e of trees.pop().querySelectorAll('*')) {
    if (e.shadowRoot) trees.push(e.shadowRoot);
    if (e.tagName === 'SCRIPT' && /__mark\\(/.test(e.text) && e.type !== 'application/json')
      found.push(e.outerHTML);
    for (const a of e.attributes) {
      const runs = /^on/i.test(a.name) && /__mark/.test(a.value);
      const opens = /^(href|xlink:href|src|srcdoc|action|data|formaction)$/i.test(a.name)
        && (/^\\s*(javascript|data:text)/i.test(a.value) || /__mark/.test(a.value));
      const loads = a.value.includes(far) && (/^(src|srcset|poster|style|background)$/i.test(a.name)
        || /^(LINK|USE|IMAGE|BASE|FORM|OBJECT|EMBED)$/i.test(e.tagName));
      if (runs || opens || loads) found.push(e.outerHTML.slice(0, 200));
    }
  }
  return found;
}"""


class Witness:
    """Writes down every mark, dialog, foreign request and live element in a browser's context."""

    def __init__(self, context: BrowserContext, *ours: str) -> None:
        self.seen: list[str] = []
        self._ours = (*ours, "data:", "blob:", "about:")
        context.expose_function("__mark", self._mark)
        context.on("request", lambda request: self._request(request.url))
        context.on("dialog", lambda dialog: (self.seen.append("a dialog"), dialog.dismiss()))

    def _mark(self, number: int) -> None:
        self.seen.append(told(number))

    def _request(self, url: str) -> None:
        if not url.startswith(self._ours):
            self.seen.append(f"a request of {url}")

    def look(self, page: Page) -> None:
        """See whether anything on the page is live, or was worked out."""
        for frame in page.frames:
            self.seen += [f"on the page: {found}" for found in frame.evaluate(_LIVE, FAR)]
            text = frame.evaluate("document.body ? document.body.innerText : ''")
            if PRODUCT in text.replace(",", "").replace(" ", ""):
                self.seen.append(f"{PRODUCT} was worked out")


def hostile_file(payload: Payload) -> tuple[str, bytes]:
    """Return an article with the payload as file name, outlet, title and in its text."""
    # Quotation marks around a whole value are taken off once.
    head = f'---\noutlet: "{payload.at("outlet")}"\ntitle: "{payload.at("title")}"\n---\n\n'
    body = _BODY.format(payload=payload.at("text"))
    return f"{payload.at('file name')} story.txt", (head + body).encode()


def hostile_table(payloads: Sequence[Payload]) -> tuple[str, bytes]:
    """Return a CSV with the payload in every cell of an article's row."""
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(["outlet", "title", "author", "url", "text"])
    for payload in payloads:
        cell = payload.at("cell")
        rows.writerow([cell, cell, cell, cell, _BODY.format(payload=cell)])
    return "table.csv", out.getvalue().encode()


def check(folder: Path, payloads: Sequence[Payload] = PAYLOADS) -> list[Check]:
    """Bring every payload to every page and into the report, and count what is live."""
    with serving(folder / "scripts") as server, browsing() as browser:
        loud = sum(runs_where_written_raw(browser, payload) for payload in payloads)
        seen = []
        for first in range(0, len(payloads), BATCH):
            batch = payloads[first : first + BATCH]
            seen += on_all_pages(browser, server, batch, folder)
            print(f"  {first + len(batch)} of {len(payloads)} payloads", file=sys.stderr)
        seen += in_report(browser, payloads, folder)
        outbound = server.watch.outbound()
    count = len(payloads) * len(PLACES)
    return [
        Check(
            "Cross-site scripting: payloads executed",
            f"{len(seen)} of {count}",
            "0",
            not seen,
            f"{len(payloads)} payloads as {', '.join(PLACES)}; on every page, in the drawer, in "
            f"downloads and reports. {loud} of the {len(payloads)} do run or fetch where a page "
            "writes them as they are, and were noticed there.",
            tuple(dict.fromkeys(seen)),
        ),
        Check(
            "Outbound connections of the dashboard during that run",
            str(len(outbound)),
            "0",
            not outbound,
            "System calls and Python's audit hook.",
            tuple(outbound),
        ),
    ]


def runs_where_written_raw(browser: Browser, payload: Payload) -> bool:
    """Return whether a page that takes the payload for HTML has something live: the control."""
    context = browser.new_context()
    try:
        witness = Witness(context)
        page = context.new_page()
        page.set_content(f"<p>{payload.at('text')}</p>", wait_until="commit")
        page.wait_for_timeout(80)
        if "about:blank" in page.url:
            witness.look(page)
        return bool(witness.seen)
    finally:
        context.close()


def on_all_pages(
    browser: Browser, server: Server, batch: Sequence[Payload], folder: Path
) -> list[str]:
    """Return what was live where these payloads are files, and where they are rows of a table."""
    files = [hostile_file(payload) for payload in batch]
    seen = visit(browser, server.address, files, folder, opened=len(files))
    return seen + visit(browser, server.address, [hostile_table(batch)], folder, opened=1)


def visit(
    browser: Browser, address: str, files: Sequence[tuple[str, bytes]], folder: Path, *, opened: int
) -> list[str]:
    """Add files, go to every page, open the first articles, take the report: what was live."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    witness = Witness(context, address, address.replace("http", "ws"), folder.as_uri())
    page = context.new_page()
    page.goto(address)
    settled(page)
    upload(page, files)
    witness.look(page)
    _read(page, witness, opened)
    _compare(page, witness, folder)
    go(page, "Methods")
    witness.look(page)
    context.close()
    return witness.seen


def _read(page: Page, witness: Witness, articles: int) -> None:
    """Open each article, and the drawer at its hostile sentence."""
    go(page, "Article")
    for number in range(articles):
        if articles > 1:
            choose(page, "Article", number)
        witness.look(page)
        page.locator(".tl-text [data-sentence]").nth(2).click()
        page.get_by_role("dialog").wait_for()
        settled(page)
        witness.look(page)
        page.keyboard.press("Escape")
        settled(page)
    page.get_by_test_id("stVegaLiteChart").first.hover()
    page.wait_for_timeout(100)
    witness.look(page)


def _compare(page: Page, witness: Witness, folder: Path) -> None:
    go(page, "Compare")
    page.get_by_role("radiogroup", name="Whose words").get_by_role(
        "radio", name="All words"
    ).click()
    settled(page)
    witness.look(page)
    for chart in page.get_by_test_id("stVegaLiteChart").all()[:3]:
        chart.hover()
        page.wait_for_timeout(100)
    witness.look(page)
    _, report = downloaded(page, "Report (.html)")
    path = folder / "report.html"
    path.write_bytes(report)
    _open(page.context, witness, path)
    page.get_by_role("radiogroup", name="Compare").get_by_role("radio", name="Articles").click()
    settled(page)
    witness.look(page)


def _open(context: BrowserContext, witness: Witness, report: Path) -> None:
    page = context.new_page()
    page.goto(report.as_uri())
    page.wait_for_timeout(100)
    witness.look(page)
    page.close()


def in_report(browser: Browser, payloads: Sequence[Payload], folder: Path) -> list[str]:
    """Return what was live in reports that the command line wrote, a few articles in each."""
    seen = []
    for first in range(0, len(payloads), 4 * BATCH):
        batch = payloads[first : first + 4 * BATCH]
        source = folder / f"articles-{first}"
        source.mkdir()
        for payload in batch:
            name, data = hostile_file(payload)
            (source / name.replace("/", "⁄")[-200:]).write_bytes(data)
        table, data = hostile_table(batch)
        (source / table).write_bytes(data)
        report = folder / f"report-{first}.html"
        command = [sys.executable, "-m", "analysis.cli", "compare", str(source), "--quiet"]
        made = subprocess.run(
            [*command, "--any-language", "--report", str(report)], capture_output=True, check=False
        )
        if not report.exists():
            raise RuntimeError(f"No report was written: {made.stderr.decode()}")
        context = browser.new_context()
        witness = Witness(context, "file:")
        _open(context, witness, report)
        context.close()
        seen += witness.seen
    return seen
