"""Dates, genres, the one form of all text, and silence."""

import logging
import time
import unicodedata
import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import awkward_texts, texts

from analysis.readers.cleaning import clean, clean_line
from analysis.readers.dates import iso_date
from analysis.readers.genre import genre_of
from analysis.readers.quiet import hush


@pytest.mark.parametrize(
    "given_date",
    [
        "2024-03-12",
        "2024-03-12T23:59:00Z",
        "2024/3/12",
        "20240312",
        "12 March 2024",
        "12th of March 2024",
        "March 12, 2024",
        "Mar. 12 2024 at 5pm",
        "Tuesday 12 March 2024",
        "Tue, 12 Mar 2024 10:00:00 EST",  # a zone that dateutil warns of
        "Published: 12 March 2024 | 10:00",
        "Posted on March 12th, 2024 5:30 AM ET",
    ],
)
def test_a_date_with_one_meaning_becomes_iso(given_date: str) -> None:
    """However it is written; the day is the one that stands there, in its own time zone."""
    assert iso_date(given_date) == ("2024-03-12", "")


@pytest.mark.parametrize(
    ("given_date", "iso"),
    [
        ("13/03/2024", "2024-03-13"),  # no thirteenth month
        ("03/13/24", "2024-03-13"),
        ("5/5/2024", "2024-05-05"),  # the same either way
    ],
)
def test_numbers_that_leave_one_reading_are_read(given_date: str, iso: str) -> None:
    """The order of day and month is not guessed, but these need no guess."""
    assert iso_date(given_date) == (iso, "")


def test_an_ambiguous_date_stays_as_given_and_both_readings_are_named() -> None:
    """Half the world would read it wrongly."""
    date, warning = iso_date("12/03/2024")
    assert date == "12/03/2024"
    assert "12 March 2024 or 3 December 2024" in warning


@pytest.mark.parametrize(
    "given_date",
    ["March 2024", "2024", "May", "10:30", "3 March", "yesterday", "1710237600", "31/04/2024", "²"],
)
def test_what_is_not_a_whole_day_stays_as_given_with_a_warning(given_date: str) -> None:
    """Filling in the missing part would invent a date."""
    date, warning = iso_date(given_date)
    assert date == given_date
    assert "2025-03-31" in warning  # how to write it


def test_no_date_is_no_reason_to_warn() -> None:
    """Most texts have none."""
    assert iso_date(" \n") == ("", "")


@given(texts | st.text(st.sampled_from("0123456789 -/:.TZMarch"), max_size=30))
def test_any_text_is_a_date_or_stays(given_date: str) -> None:
    """Dateutil raises many things on odd input; none comes through."""
    date, warning = iso_date(given_date)
    assert warning or not date or time.strptime(date, "%Y-%m-%d")


@pytest.mark.parametrize(
    ("given_genre", "genre"),
    [
        ("Op-Ed", "opinion"),
        ("Comment & Analysis", "opinion"),
        ("OpinionNewsArticle", "opinion"),
        ("News, Opinion", "opinion"),  # the word that says most
        ("Live blog", "live"),
        ("LiveBlogPosting", "live"),
        ("World news", "news"),
        ("NewsArticle", "news"),
        ("Politics", ""),
        ("newsletter", ""),
        ("", ""),
    ],
)
def test_genres_become_three_words(given_genre: str, genre: str) -> None:
    """So that comparing an opinion piece with a report can be pointed out."""
    assert genre_of(given_genre) == genre


@given(
    texts | awkward_texts | st.text(st.sampled_from("a \r\n\t\v\x85\u2028\u200b\u00ad\ufeff\u0301"))
)
def test_clean_text_has_one_form(text: str) -> None:
    """NFC, line feeds, nothing invisible, no blanks at ends; cleaning it again changes nothing."""
    cleaned = clean(text)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not set(cleaned) & set("\r\v\f\0\x7f\x85\u2028\u2029\u00ad\u200b\ufeff")
    assert cleaned == cleaned.strip()
    assert "\n\n\n" not in cleaned
    assert all(line == line.rstrip() for line in cleaned.split("\n"))
    assert clean(cleaned) == cleaned


@given(texts)
def test_a_clean_line_is_one_line(text: str) -> None:
    """With single blanks."""
    assert clean_line(text) == " ".join(clean(text).split())


def test_cleaning_keeps_what_can_be_seen() -> None:
    """Blanks inside lines, tabs, joined emoji and non-breaking blanks are text."""
    text = "a\u00a0b\tc  d 👩\u200d🚒"
    assert clean(text) == text
    assert clean("cafe\u0301") == "café"
    assert clean("half \ud800 a pair") == "half \ufffd a pair"  # JSON can hold that


def test_a_pile_of_accents_is_cut_short() -> None:
    """Normalising takes time with the square of its height: minutes for this one."""
    began = time.process_time()
    cleaned = clean("a" + "\u0301\u0316" * 200_000 + " end")
    assert time.process_time() - began < 5
    assert cleaned.endswith(" end")
    assert len(cleaned) < 50


def test_what_libraries_say_on_the_side_goes_nowhere(caplog: pytest.LogCaptureFixture) -> None:
    """Log lines and warnings could quote a user's text; those of other code are untouched."""
    hush("some_library")
    logging.getLogger("some_library.part").error("quoting a text")
    warnings.warn_explicit("quoting a text", UserWarning, "a.py", 1, module="some_library.part")
    assert caplog.records == []
    logging.getLogger("some_library_of_others").error("heard")
    assert [record.message for record in caplog.records] == ["heard"]
    with pytest.raises(UserWarning, match="heard"):
        warnings.warn_explicit("heard", UserWarning, "a.py", 1, module="some_libraries")
