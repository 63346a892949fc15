"""The benchmark of hundreds of articles: its texts, its table; and that nothing grows too fast."""

import time

# Benchmarks are scripts beside each other, not a package.
import many_articles
import pytest
from many_articles import growth_table
from many_texts import OUTLETS, made_files
from scored import scored

from analysis.articles import read_files
from analysis.compare import copies
from analysis.compare.copies import first_copies
from analysis.pipeline import ScoredArticle
from dashboard import wording


def test_made_articles_are_the_same_each_time_and_all_are_read() -> None:
    """Of a few outlets, some without one; none is refused for what it holds."""
    files = made_files(60)
    assert files == made_files(60)
    assert files != made_files(60, seed=2)
    reading = read_files(files)
    assert reading.problems == ()
    assert len(reading.articles) == 60
    assert {a.outlet for a in reading.articles} == {"", *OUTLETS}
    assert all(a.published and a.title for a in reading.articles)


def test_some_are_reprints() -> None:
    """So that near-duplicates are part of what is timed."""
    articles = read_files(made_files(60)).articles
    whole = [scored([(a.text[a.headline_end :].strip(), "body", 0, 0, 0)]) for a in articles]
    first = first_copies(whole)
    assert [n for n, text in enumerate(first) if text != n] == [24, 49]


def test_growth_is_time_for_each_article() -> None:
    """Five times the articles: 1.0 where the time is five times as long, 5.0 where it squares.

    Of the processors' time: on a busy machine the clock says something else.
    """
    few, many = {"a": (0.1, 0.1), "b": (0.1, 0.1)}, {"a": (0.9, 0.5), "b": (3.0, 2.5)}
    lines = growth_table(few, many, (100, 500)).splitlines()
    assert lines[0] == "| step | 100 articles | 500 articles | growth |"
    assert lines[2:] == ["| a | 0.10 s | 0.90 s | 1.0 |", "| b | 0.10 s | 3.00 s | 5.0 |"]


def test_a_page_that_fails_is_no_measurement(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that stops early would be the fastest."""
    from streamlit.testing.v1 import AppTest

    from analysis.config import load_configuration
    from analysis.pipeline import Analysis

    def broken(*_: object, **__: object) -> AppTest:
        return AppTest.from_string(
            "import streamlit as st\nfrom dashboard import state\nstate.desk()\n"
            "if 'x' in st.session_state: raise ValueError('gone')\nst.session_state['x'] = 1\n"
        )

    monkeypatch.setattr(many_articles.AppTest, "from_file", broken)
    monkeypatch.setattr(many_articles.AppTest, "switch_page", lambda *_: None)
    with pytest.raises(RuntimeError, match="page Articles failed: gone"):
        many_articles.pages(Analysis((), load_configuration()))


def article(text: str, **fields: str) -> ScoredArticle:
    """Return an article with one sentence."""
    return scored([(text, "body", 0.0, 0.0, 0.0)], **fields)


def test_copies_of_the_same_texts_are_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever else of the articles changes; other texts, or another order, are looked at anew."""
    asked = []
    look = copies._first_copies
    monkeypatch.setattr(copies, "_remembered", {})
    monkeypatch.setattr(copies, "_first_copies", lambda given: asked.append(1) or look(given))
    rain, sun = article("Rain.", outlet="A"), article("Sun.", outlet="B")
    assert first_copies([rain, sun, rain]) == [0, 1, 0]
    assert first_copies([article("Rain.", outlet="C"), sun, rain]) == [0, 1, 0]
    assert len(asked) == 1
    first_copies([rain, sun, rain]).clear()  # what a caller does to its list is its own
    assert first_copies([rain, sun, rain]) == [0, 1, 0]
    assert first_copies([sun, rain, rain]) == [0, 1, 1]
    assert len(asked) == 2


def test_what_is_remembered_of_copies_is_little_and_no_text(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Hashes and places, and only of the last few: sessions share this memory."""
    monkeypatch.setattr(copies, "_remembered", {})
    for n in range(copies._MOST_REMEMBERED + 5):
        first_copies([article(f"Rain on day {n}.")])
    assert len(copies._remembered) == copies._MOST_REMEMBERED
    assert "Rain" not in repr(copies._remembered)
    assert all(len(key) == 32 for key in copies._remembered)


def test_roles_are_part_of_what_is_remembered() -> None:
    """The same text with another body is another question."""
    pair = [
        scored([("Rain fell.", role, 0, 0, 0), ("Sun shone.", "body", 0, 0, 0)])
        for role in ("body", "caption")
    ]
    assert first_copies([pair[0], pair[0]]) == [0, 0]
    assert first_copies(pair) == [0, 1]


def test_thousands_of_equal_names_are_told_apart_at_once() -> None:
    """A choice among articles that all have one title: quickly, and in order."""
    start = time.process_time()
    names = wording.distinct(["Untitled"] * 5_000 + ["Untitled (2)"])
    assert time.process_time() - start < 1
    assert names[:3] == ["Untitled", "Untitled (2)", "Untitled (3)"]
    assert names[-1] == "Untitled (2) (2)"
    assert len(set(names)) == len(names)
