"""Whole journeys through the dashboard, with a real server, a real browser, real downloads."""

import csv
import io
from pathlib import Path

import pytest
from dashboard_browser import downloaded, go, settled
from dashboard_server import Server
from playwright.sync_api import Locator, Page, Position, expect

from analysis.resources import resource

pytestmark = pytest.mark.browser

STORY = "ferry-grounding"
MEASURES = ["sentiment", "sensationalism", "hedging"]
COLUMNS = [
    *("article_id", "outlet", "title", "published", "sentence", "start", "end", "headline"),
    *("voice", "speaker", "text", *MEASURES),
]
PAGES = ("Articles", "Article", "Compare", "Methods")
HOSTILE = "<img src=x onerror=alert(1)> :red[x] $y$"
# Where the table draws: a header and rows of this height, and the middles of two columns.
ROW_HEIGHT, OPEN_X, OUTLET_X = 35, 35, 140


def upload(page: Page, *paths: Path) -> None:
    """Choose files as in the file dialog."""
    if page.get_by_text("Add articles", exact=True).is_visible():
        page.get_by_text("Add articles", exact=True).click()
    page.locator("input[type=file]").first.set_input_files(paths)
    settled(page)


def scored(page: Page) -> None:
    """Wait until everything on the desk is scored: changing the page earlier would stop it."""
    expect(table(page)).to_be_visible(timeout=60_000)
    settled(page)


def cell(x: float, row: int) -> Position:
    """Return where a cell of the table of articles is, for `Locator.click`."""
    return {"x": x, "y": ROW_HEIGHT * (row + 1.5)}


def table(page: Page) -> Locator:
    """Return the table of articles."""
    return page.get_by_test_id("stDataFrame").first


def type_into(page: Page, place: Position, text: str) -> None:
    """Write into a cell of the table of articles, once its editor is open."""
    editor = page.locator("#portal textarea, #portal input")
    for _ in range(5):
        table(page).dblclick(position=place)
        page.wait_for_timeout(300)
        if editor.count():
            break
    expect(editor).to_have_count(1)
    editor.fill(text)
    page.wait_for_timeout(300)  # the cell's editor takes a moment to hold what was typed
    page.keyboard.press("Enter")
    settled(page)


def pick(page: Page, group: str, option: str) -> None:
    """Choose an option of a segmented control."""
    page.get_by_role("radiogroup", name=group).get_by_role("radio", name=option).click()
    settled(page)


def keep_two(page: Page) -> None:
    """Leave only the first two outlets chosen."""
    chosen = page.get_by_role("group", name="Selected values").get_by_role("button")
    for _ in range(chosen.count() - 2):
        chosen.last.click()
        settled(page)


def rows_of(data: bytes) -> list[dict[str, str]]:
    """Return the rows of a CSV."""
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def test_from_upload_to_download(page: Page, running: Server) -> None:
    """Upload a story with quotations, read it and compare two outlets by voice, take the CSVs."""
    files = sorted((resource("seeds") / STORY).glob("*.md"))
    settled(page)
    upload(page, *files)
    scored(page)
    expect(page.get_by_text("Not read:")).to_have_count(0)

    go(page, "Article")
    expect(page.get_by_role("heading", name="Through the article")).to_be_visible()
    expect(page.locator(".tl-text .tl-headline")).to_have_count(1)
    expect(page.get_by_test_id("stVegaLiteChart")).to_have_count(3)
    pick(page, "Shade by", "Hedging")
    expect(page.locator(".tl-text [title*='Hedging']").first).to_be_attached()
    expect(page.locator(".tl-text .tl-quoted").first).to_be_visible()
    pick(page, "Whose words", "Quotations")
    expect(page.get_by_text("are of the words in quotations alone")).to_be_visible()
    expect(page.locator(".tl-text .tl-quoted.tl-in").first).to_be_visible()
    expect(page.locator(".tl-text .tl-out").first).to_be_visible()
    name, data = downloaded(page, "Sentences (.csv)")
    assert name.endswith("-quotations-sentences.csv")
    assert {row["view"] for row in rows_of(data)} == {"quote"}
    assert all(int(row["words_quote"]) for row in rows_of(data))

    go(page, "Compare")
    keep_two(page)
    expect(page.get_by_role("heading", name="Where the outlets stand")).to_be_visible()
    expect(page.get_by_text("; one article says nothing about").first).to_be_visible()
    expect(page.get_by_test_id("stVegaLiteChart").nth(5)).to_be_visible()
    expect(page.get_by_text("These figures describe these articles only.")).to_be_visible()
    expect(page.get_by_text("A quotation is not the outlet's own tone, so")).to_be_visible()
    name, data = downloaded(page, "Differences (.csv)")
    assert name == "tonelens-compared-outlet-voice-differences.csv"
    assert {row["view"] for row in rows_of(data)} == {"outlet"}
    pick(page, "Whose words", "All words")
    name, data = downloaded(page, "Differences (.csv)")
    assert name == "tonelens-compared-differences.csv"
    assert {row["view"] for row in rows_of(data)} == {"all"}
    expect(page.get_by_role("heading", name="Who is heard")).to_be_visible()
    expect(page.get_by_text("Heard here, not found in").first).to_be_visible()
    expect(
        page.get_by_role("heading", name="Strongest sentences, facing each other")
    ).to_be_visible()

    go(page, "Articles")
    _, data = downloaded(page, "Sentences (.csv)")
    assert data.startswith(b"\xef\xbb\xbf")  # without it, Excel misreads curly quotes
    rows = rows_of(data)
    assert list(rows[0])[: len(COLUMNS)] == COLUMNS
    assert len({row["article_id"] for row in rows}) == len(files)
    assert {row["view"] for row in rows} == {"all"}
    assert all(-1 <= float(row["sentiment"]) <= 1 for row in rows)
    assert all(0 <= float(row[name]) <= 1 for row in rows for name in MEASURES[1:])
    assert running.watch.outbound() == []


def test_samples_bad_files_and_corrections(page: Page, tmp_path: Path) -> None:
    """One click loads the samples; bad files are named; a correction holds; an article opens."""
    settled(page)
    page.get_by_role("button", name="Load sample articles").click()
    settled(page)
    scored(page)

    type_into(page, cell(OUTLET_X, 0), "Renamed Gazette")

    blank, binary = tmp_path / "blank.txt", tmp_path / "picture.txt"
    blank.write_text("  \n\n ")
    binary.write_bytes(bytes(range(256)) * 40)
    known = sorted((resource("seeds") / STORY).glob("*.md"))[0]
    upload(page, blank, known, binary)
    expect(page.get_by_role("heading", name="Not read: 3")).to_be_visible()
    for name in ("blank.txt", "picture.txt", known.name):
        expect(page.get_by_text(name).first).to_be_visible()
    page.get_by_role("button", name="Dismiss this list").click()
    settled(page)

    table(page).click(position=cell(OPEN_X, 0))
    settled(page)
    expect(page.get_by_role("heading", name="Through the article")).to_be_visible()
    expect(page.get_by_text("Renamed Gazette").first).to_be_visible()


def test_cancelling_keeps_what_is_scored(page: Page, tmp_path: Path) -> None:
    """A book of an article is cancelled; the short one before it keeps its scores."""
    short, book = tmp_path / "a-short.txt", tmp_path / "b-book.txt"
    short.write_text("The council met on Monday. It approved the budget.")
    book.write_text(
        "\n\n".join(
            f"The council met for the {n}th time and may meet again." for n in range(90_000)
        )
    )
    settled(page)
    page.locator("input[type=file]").first.set_input_files([short, book])
    page.get_by_role("button", name="Cancel", exact=True).click(timeout=30_000)
    expect(page.get_by_text("1 article not scored yet; the others are kept.")).to_be_visible(
        timeout=30_000
    )
    expect(page.get_by_role("button", name="Score now")).to_be_visible()
    go(page, "Article")
    expect(page.locator(".tl-text")).to_contain_text("It approved the budget.")


def test_a_sentence_of_the_text_opens_by_mouse_and_by_key(page: Page) -> None:
    """The drawer shows its words; hostile text is inert in it; the focus goes back to the text."""
    settled(page)
    page.get_by_role("tab", name="Paste text").click()
    page.get_by_label("Outlet (optional)").fill(HOSTILE)
    body = f"Furious residents slammed the shocking {HOSTILE} plan. It may rain."
    page.get_by_label("Text of the article").fill(body)
    page.get_by_role("button", name="Add this text").click()
    scored(page)
    go(page, "Article")
    drawer = page.get_by_role("dialog")

    page.locator(".tl-text [data-sentence='0']").click()
    expect(drawer.get_by_text("Sentence 0 ·")).to_be_visible()
    expect(drawer.locator(".tl-text")).to_contain_text(HOSTILE)
    expect(drawer.get_by_text("Words that weigh most in this score:").last).to_be_visible()
    expect(drawer.get_by_test_id("stVegaLiteChart")).to_have_count(1)
    settled(page)
    drawer.get_by_role("radio", name="Sensationalism").click()
    settled(page)
    expect(drawer.get_by_text("log-odds of more sensationalism")).to_be_visible()
    expect(page.locator("img[src=x]")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()

    page.locator(".tl-text [data-sentence='1']").focus()
    page.keyboard.press("Enter")
    expect(drawer.get_by_text("Sentence 1 ·")).to_be_visible()
    settled(page)
    page.keyboard.press("Escape")
    expect(page.locator(".tl-text [data-sentence='1']")).to_be_focused()

    table = page.get_by_test_id("stDataFrame").last
    table.click(position=cell(OPEN_X, 0))
    expect(drawer.get_by_text("Sentence 0 ·")).to_be_visible()


def test_on_a_phone_no_page_is_wider_than_the_screen(phone: Page) -> None:
    """Tables scroll inside themselves and charts shrink; hostile text stays text."""
    settled(phone)
    phone.get_by_role("button", name="Load sample articles").click()
    settled(phone)
    phone.get_by_text("Add articles", exact=True).click()
    phone.get_by_role("tab", name="Paste text").click()
    phone.get_by_label("Outlet (optional)").fill(HOSTILE)
    phone.get_by_label("Headline (optional)").fill(HOSTILE)
    phone.get_by_label("Text of the article").fill(f"{HOSTILE}{'wide' * 100}. It may rain.")
    phone.get_by_role("button", name="Add this text").click()
    scored(phone)
    for name in PAGES:
        go(phone, name)
        width = phone.evaluate(
            "Math.max(document.documentElement.scrollWidth,"
            " document.querySelector('[data-testid=stMain]').scrollWidth)"
        )
        assert width <= 390, name
        expect(phone.locator("img[src=x]")).to_have_count(0)
    go(phone, "Article")
    for view in ("Attributed", "All words"):
        pick(phone, "Whose words", view)
        assert phone.evaluate("document.documentElement.scrollWidth") <= 390, view
    phone.locator(".tl-text [data-sentence]").first.click()
    drawer = phone.get_by_role("dialog")
    expect(drawer.get_by_text("Words that weigh most in this score:").last).to_be_visible()
    assert drawer.evaluate("e => e.scrollWidth <= e.clientWidth && e.clientWidth <= 390")
