"""Whether a word of an article, or a name, reaches the logs, the disk or the error output."""

import io
import subprocess
import sys
from pathlib import Path

from dashboard_browser import browsing, choose, downloaded, go, paste, settled, upload
from dashboard_server import Server, serving
from playwright.sync_api import Browser
from security_checks import Check

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
from make_files import docx, zip_of

_LOUDEST = {
    "STREAMLIT_LOGGER_LEVEL": "debug",
    "PYTHONWARNINGS": "default",
    "PYTHONDEVMODE": "1",
    "PYTHONUNBUFFERED": "1",
}
# Words that stand nowhere else, one for each kind of thing that may not leak.
CANARIES = {
    "text": "zanquillet",
    "outlet": "Vorbrellight",
    "title": "Quandrimor",
    "file name": "plostekkern",
    "speaker": "Ubrazelline",
    "pasted text": "grommalith",
    "search": "fendolique",
    "secret": "tok-9f31-wexmordal",
}
_TEXT = (
    "The harbour council approved the {text} plan on Tuesday. “It may close,” said Mayor "
    "{speaker}. Residents of the lower town were furious about the {text} decision."
)


def check(folder: Path) -> list[Check]:
    """Go through everything at the most talkative level, faults too, and search the output."""
    home = folder / "home"
    home.mkdir()
    places = {"HOME": str(home), "TMPDIR": str(home), "XDG_CACHE_HOME": str(home)}
    environment = {**_LOUDEST, **places, "TONELENS_TEST_SECRET": CANARIES["secret"]}
    with serving(folder / "logs", environment=environment) as server, browsing() as browser:
        _journey(browser, server)
        kept = [path for path in home.rglob("*") if path.is_file() and _held(path.read_bytes())]
        kept += [p for p in (folder / "logs" / "empty").rglob("*") if p.is_file()]
    output = server.watch.output.read_bytes()
    leaked = _held(output)
    said = _command_line(folder)
    return [
        Check(
            "Texts, names or secrets in the dashboard's output",
            f"{len(leaked)} of {len(CANARIES)}",
            "0",
            not leaked,
            f"Level debug, Python's development mode; {len(output):,} bytes of output over "
            "upload, faults, all pages, search, downloads.",
            tuple(leaked),
        ),
        Check(
            "Files with a text that the dashboard left on the disk while it ran",
            str(len(kept)),
            "0",
            not kept,
            "Home, temporary and working folder of its own, searched before it ended.",
            tuple(map(str, kept)),
        ),
        Check(
            "Words of a text in the command line's error output",
            str(len(said)),
            "0",
            not said,
            "File names are told there on purpose: it is the user's own terminal.",
            tuple(said),
        ),
    ]


def _held(data: bytes) -> list[str]:
    return [name for name, word in CANARIES.items() if word.encode().lower() in data.lower()]


def _files() -> list[tuple[str, bytes]]:
    """Return good files and broken ones, each with words that may not leak."""
    words = CANARIES
    head = f"---\noutlet: {words['outlet']}\ntitle: {words['title']}\n---\n\n"
    text = _TEXT.format(**words)
    german = f"Der Rat hat am Dienstag beschlossen, {words['text']} zu schließen. Es war kalt. " * 4
    name = words["file name"]
    rows = f'outlet,title,text\r\nOther,{words["title"]},"{text} More."\r\n'
    return [
        (f"{name}.md", (head + text).encode()),
        (f"{name}.csv", rows.encode()),
        (f"{name}-cut.csv", f'text\r\n"{text}'.encode()),
        (f"{name}.docx", docx([text, text])),
        (f"{name}-broken.docx", docx([text])[:-300]),
        (f"{name}.pdf", b"%PDF-1.4 " + text.encode()),
        (f"{name}.zip", zip_of({f"{name}/a.txt": (text + " Again.").encode()})),
        (f"{name}.json", f'{{"text": "{text}'.encode()),
        (f"{name}-german.txt", german.encode()),
        (f"{name}.html", f"<html><title>{words['title']}</title><p>{text}".encode()),
        (f"{name}.bin", io.BytesIO(bytes(range(256)) * 40 + text.encode()).getvalue()),
    ]


def _journey(browser: Browser, server: Server) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(server.address)
    settled(page)
    upload(page, _files())
    body = f"{_TEXT.format(**CANARIES)} The {CANARIES['pasted text']} rule stays."
    paste(page, CANARIES["outlet"] + " B", CANARIES["title"] + " again", body)
    downloaded(page, "Everything (.zip)")
    go(page, "Article")
    choose(page, "Article", 1)
    page.locator(".tl-text [data-sentence]").first.click()
    page.get_by_role("dialog").wait_for()
    settled(page)
    page.keyboard.press("Escape")
    settled(page)
    page.get_by_role("textbox", name="Search").fill(CANARIES["search"])
    page.get_by_role("textbox", name="Search").press("Enter")
    settled(page)
    go(page, "Compare")
    downloaded(page, "Report (.html)")
    go(page, "Methods")
    page.close()


def _command_line(folder: Path) -> list[str]:
    source = folder / "logged"
    source.mkdir()
    for name, data in _files():
        (source / name).write_bytes(data)
    command = [sys.executable, "-X", "dev", "-m", "analysis.cli", "score", str(source)]
    made = subprocess.run([*command, "-o", str(folder / "s.csv")], capture_output=True, check=False)
    return [name for name in _held(made.stderr) if name in ("text", "speaker", "title", "secret")]
