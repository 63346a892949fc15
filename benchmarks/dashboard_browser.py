"""A real browser at the dashboard, and the steps that a user takes in it."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_PATIENCE = 60_000
# How often in a row the script must be found at rest.
_STILL = 2
_TRIES = 5


class MissingBrowser(SystemExit):
    """There is no Chromium on the path."""


@contextmanager
def browsing() -> Iterator[Browser]:
    """Start the system's own Chromium; raise `MissingBrowser` if there is none."""
    found = next((path for name in _BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        raise MissingBrowser(f"This needs Chromium: none of {', '.join(_BROWSERS)} is on the path.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=_OPTIONS)
        try:
            yield browser
        finally:
            browser.close()


def settled(page: Page) -> None:
    """Wait until the script behind the page is at rest, and see that it raised nothing."""
    for _ in range(_STILL):  # what was done may not have reached the server yet
        page.wait_for_timeout(250)
        page.wait_for_selector("[data-test-script-state='notRunning']", timeout=_PATIENCE)
    fault = page.get_by_test_id("stException")
    if fault.count():
        raise RuntimeError(f"The page shows an exception: {fault.first.inner_text()}")


def go(page: Page, name: str) -> None:
    """Change to a page by the row of links at the top."""
    page.get_by_role("link", name=name, exact=True).click()
    settled(page)


def upload(page: Page, files: Sequence[tuple[str, bytes]]) -> None:
    """Choose files as in the file dialog, and wait until they are scored."""
    if page.get_by_text("Add articles", exact=True).is_visible():
        page.get_by_text("Add articles", exact=True).click()
    page.locator("input[type=file]").first.set_input_files(
        [
            {"name": name, "mimeType": "application/octet-stream", "buffer": data}
            for name, data in files
        ]
    )
    settled(page)
    page.get_by_test_id("stDataFrame").first.wait_for(timeout=_PATIENCE)
    settled(page)


def paste(page: Page, outlet: str, title: str, text: str) -> None:
    """Add a text by the form."""
    if page.get_by_text("Add articles", exact=True).is_visible():
        page.get_by_text("Add articles", exact=True).click()
    page.get_by_role("tab", name="Paste text").click()
    page.get_by_label("Outlet (optional)").fill(outlet)
    page.get_by_label("Headline (optional)").fill(title)
    page.get_by_label("Text of the article").fill(text)
    page.get_by_role("button", name="Add this text").click()
    settled(page)
    page.get_by_test_id("stDataFrame").first.wait_for(timeout=_PATIENCE)
    settled(page)


def choose(page: Page, box: str, number: int) -> None:
    """Choose the option of a list by its place from 0."""
    option = page.get_by_role("option").nth(number)
    for _ in range(_TRIES):  # a list that opens while the page still scrolls closes again
        page.get_by_role("combobox", name=box).click()
        page.wait_for_timeout(200)
        if option.is_visible():
            break
    option.click()
    settled(page)


def downloaded(page: Page, label: str) -> tuple[str, bytes]:
    """Press a button of the menu of downloads; return the name of the file and its bytes."""
    # Charts have buttons of that name too.
    page.get_by_test_id("stPopover").filter(has_text="Download").last.click()
    with page.expect_download(timeout=_PATIENCE) as download:
        page.get_by_role("button", name=label).click()
    page.keyboard.press("Escape")
    settled(page)
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()
