"""Whether one user ever sees what another has added, there or gone."""

from pathlib import Path

from dashboard_browser import browsing, downloaded, go, settled, upload
from dashboard_server import serving
from playwright.sync_api import Browser, BrowserContext, Page
from security_checks import Check

PAGES = ("Articles", "Article", "Compare", "Methods")
_SHARED = (
    "The harbour council approved the plan for the eastern quay on Tuesday. “It may close,” said "
    "the chair, Imre Dallow."
)


class User:
    """A browser with cookies of its own, and every byte that the server sent to it."""

    def __init__(self, browser: Browser, address: str, name: str) -> None:
        self.word = f"zq{name}vellish"
        self.context: BrowserContext = browser.new_context(viewport={"width": 1440, "height": 900})
        self.page: Page = self.context.new_page()
        self.received = b""
        self.page.on("websocket", lambda socket: socket.on("framereceived", self._keep))
        self.page.goto(address)
        settled(self.page)

    def _keep(self, data: bytes | str) -> None:
        self.received += data if isinstance(data, bytes) else data.encode()

    def add(self) -> None:
        """Add an article that both users have, and one of this user's own."""
        own = f"---\noutlet: {self.word} Post\ntitle: The {self.word} quay\n---\n\n"
        own += f"{_SHARED} The {self.word} rule stays, residents said."
        shared = f"---\noutlet: Shared Gazette\n---\n\n{_SHARED}"
        upload(self.page, [("shared.md", shared.encode()), (f"{self.word}.md", own.encode())])

    def look(self) -> None:
        """Go through all pages."""
        for name in PAGES:
            go(self.page, name)

    def has(self, word: str) -> bool:
        """Return whether the server ever sent `word`, or it stands on the page."""
        return word.encode() in self.received or word in self.page.content()


def check(folder: Path) -> list[Check]:
    """Two users with one file in common; then one leaves, and a third comes."""
    faults = []
    with serving(folder / "sessions", traced=False) as server, browsing() as browser:
        faults += isolation(browser, server.address)
        outbound = server.watch.outbound()
    faults += [f"outbound: {line}" for line in outbound]
    return [
        Check(
            "Two browsers: what one sees of the other's articles",
            str(len(faults)),
            "0",
            not faults,
            "Two browsers add the same file and one of their own each, go through all pages, take "
            "downloads; one leaves, a third comes. Every byte that the server sent is searched for "
            "words of the others.",
            tuple(faults),
        )
    ]


def isolation(browser: Browser, address: str) -> list[str]:
    """Return what one user saw of another."""
    first = User(browser, address, "first")
    second = User(browser, address, "second")
    faults = []
    for user in (first, second):
        user.add()
    for user in (first, second):
        user.look()
        go(user.page, "Compare")
        _, report = downloaded(user.page, "Report (.html)")
        other = second if user is first else first
        if other.word.encode() in report:
            faults.append("a report holds the other's article")
        if user.word.encode() not in user.received:
            faults.append("the control failed: a user's own article was not seen")
        if user.has(other.word):
            faults.append(f"{user.word} saw {other.word}")
    first.context.close()
    second.look()
    third = User(browser, address, "third")
    third.add()
    third.look()
    if second.has(first.word) or third.has(first.word) or third.has(second.word):
        faults.append("what a user who has left added was seen by another")
    if not second.has("Shared Gazette"):
        faults.append("the file that both added went with the first of them")
    for user in (second, third):
        user.context.close()
    return faults
