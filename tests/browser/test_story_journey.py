"""From the samples to what each outlet words otherwise and leaves out, in a real browser."""

import csv
import io
import zipfile

import pytest
from playwright.sync_api import Page, expect
from test_journeys import downloaded, go, scored, settled

pytestmark = pytest.mark.browser


def choose_story(page: Page, words: str) -> None:
    """Choose the story whose name holds these words."""
    page.get_by_role("combobox", name="Story").click()
    page.get_by_role("option").filter(has_text=words).click()
    settled(page)


def test_a_story_is_told_by_four_outlets(page: Page) -> None:
    """Same facts side by side, what was not found, corrections that stand, and the downloads."""
    settled(page)
    page.get_by_role("button", name="Load sample articles").click()
    scored(page)
    go(page, "Compare")
    # The largest story is there at once; all articles together are several events.
    expect(page.get_by_role("heading", name="Same fact, different words")).to_be_visible()
    choose_story(page, "All")
    expect(page.get_by_text("about 4 different events")).to_be_visible()
    choose_story(page, "Port Merrin")
    expect(page.get_by_text("about 4 different events")).to_have_count(0)

    # What the tabloid heightens: the same fact, its own words shaded, with a score of each.
    page.get_by_role("radiogroup", name="Tone by").get_by_role(
        "radio", name="Sensationalism"
    ).click()
    settled(page)
    first = page.locator(".tl-alone").first
    expect(first).to_be_visible()
    facts = page.get_by_text("the same fact (probability")
    shown = facts.count()
    page.get_by_role("button", name="Show").filter(has_text="more").click()
    settled(page)
    assert facts.count() > shown

    # What it leaves out: planted in seeds/planted.yaml as radar-allowed.
    expect(page.get_by_text("Not found in The Firebell")).to_be_visible()
    expect(page.get_by_text("Under the safety code a ferry may put to sea").last).to_be_visible()
    expect(page.get_by_text("Nearest there: sentence").first).to_be_visible()

    name, data = downloaded(page, "Same fact, different words (.csv)")
    assert name == "tonelens-compared-outlet-voice-facts.csv"
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert {"fact", "match", "outlet", "text", "sensationalism_gap"} <= set(rows[0])
    name, data = downloaded(page, "Report (.html)")
    assert name.endswith("-report.html")
    assert b"Not found in The Firebell" in data
    _, data = downloaded(page, "Everything (.zip)")
    assert {"facts.csv", "omissions.csv", "stories.csv"} <= set(
        zipfile.ZipFile(io.BytesIO(data)).namelist()
    )


def test_a_story_that_is_renamed_stays_so(page: Page) -> None:
    """On other pages and back."""
    settled(page)
    page.get_by_role("button", name="Load sample articles").click()
    scored(page)
    go(page, "Compare")
    page.get_by_text("See and correct the stories").click()
    page.get_by_label("New name").fill("The free buses")
    page.get_by_label("New name").press("Enter")
    settled(page)
    page.get_by_role("button", name="Rename", exact=True).click()
    settled(page)
    go(page, "Methods")
    go(page, "Compare")
    choose_story(page, "The free buses")
    expect(page.get_by_text("Same fact, different words", exact=True).first).to_be_visible()
