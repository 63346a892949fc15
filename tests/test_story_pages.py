"""Compare around the story: choosing, correcting, the same fact in different words, not found."""

import re
from pathlib import Path

import pytest
from app_runs import CALM, LOUD, desk, drawn, go, press, run, shown, start, upload
from streamlit.testing.v1 import AppTest

from dashboard import not_found, story_choice, told_facts
from dashboard.story_corrections import sureness

SEEDS = ("ferry-grounding", "ferry-pier")


def files(repository: Path, *stories: str) -> list[tuple[str, bytes]]:
    """Return the sample articles of some stories."""
    return [
        (f"{story}/{path.name}", path.read_bytes())
        for story in stories
        for path in sorted((repository / "seeds" / story).iterdir())
        if path.is_file()
    ]


@pytest.fixture(scope="module")
def two(repository: Path) -> AppTest:
    """Return the page Compare with the articles of two stories."""
    return go(upload(start(repository), *files(repository, *SEEDS)), "compare")


def said(app: AppTest) -> str:
    """Return what the page says, without the escapes of Markdown."""
    return shown(app).replace("\\", "")


def choose(app: AppTest, number: int) -> AppTest:
    """Choose a story by its place in the list; 0 is all articles."""
    box = app.selectbox(key="story")
    box.select_index(number)
    return run(app)


def headings(app: AppTest) -> list[str]:
    """Return the headings of the page."""
    return [heading.value for heading in app.subheader]


def test_several_stories_are_offered_and_it_is_said_that_events_differ(two: AppTest) -> None:
    """The largest story is chosen at first; all articles together have no shared facts."""
    options = two.selectbox(key="story").options
    assert options[0].startswith("All 10 articles, 2 stories")
    assert len(options) == 3
    assert "6 articles" in options[1]
    assert {"Same fact, different words", "Not found"} <= set(headings(two))
    choose(two, 0)
    assert "about 2 different events" in said(two)
    assert story_choice.CHOOSE in said(two)
    assert "Same fact, different words" not in headings(two)


def test_a_story_sets_the_same_fact_side_by_side(two: AppTest) -> None:
    """With its accuracy, scores, shaded words, and what was not found where."""
    choose(two, 1)
    assert "about 2 different events" not in said(two)
    assert {"Same fact, different words", "Not found"} <= set(headings(two))
    assert told_facts.accuracy() in said(two)
    assert 'class="tl-alone"' in said(two)
    assert "very likely the same fact (probability 0.9" in said(two)
    assert not_found.accuracy() in said(two)
    assert "Not found in The Firebell" in said(two)
    assert not_found.NOTE in said(two)
    assert "Nearest there: sentence" in said(two)
    choose(two, 0)


def test_more_facts_are_shown_when_asked_and_sorted_as_chosen(two: AppTest) -> None:
    """By the largest difference in tone first, or in the order of the text."""
    choose(two, 2)
    first = len([html for html in two.get("html") if "tl-alone" in html.proto.body])
    press(two, "more_facts")
    assert len([html for html in two.get("html") if "tl-alone" in html.proto.body]) > first
    gaps = [line for line in said(two).splitlines() if line.startswith("Difference in sentiment")]
    values = [float(line.split()[3]) for line in gaps]
    assert values == sorted(values, reverse=True)
    two.segmented_control(key="facts_order").set_value(told_facts.BY_TEXT)
    run(two)
    gaps = [line for line in said(two).splitlines() if line.startswith("Difference in sentiment")]
    assert sorted(values) != [float(line.split()[3]) for line in gaps]
    two.segmented_control(key="omitted_by").set_value(not_found.ALL)
    run(two)
    choose(two, 0)


def test_stories_are_renamed_merged_and_put_back(two: AppTest) -> None:
    """What is corrected stands on other pages too, and can be undone."""
    app = two
    app.text_input(key="rename_to").input("The two ferries")
    run(app)
    press(app, "story_rename")
    assert any("The two ferries" in option for option in app.selectbox(key="story").options)
    app.segmented_control(key="story_change").set_value("Merge")
    run(app)
    box = app.multiselect(key="merge_stories")
    box.set_value([story.story_id for story in desk(app).corrected[-1]])
    run(app)
    press(app, "story_merge")
    assert len(app.selectbox(key="story").options) == 1
    go(app, "articles")
    go(app, "compare")
    assert app.selectbox(key="story").options[0].startswith("The two ferries · 10 articles")
    press(app, "story_undo")
    assert len(app.selectbox(key="story").options) == 3
    press(app, "story_reset")
    assert not any("The two ferries" in option for option in app.selectbox(key="story").options)


def test_an_article_is_split_off_and_moved(two: AppTest) -> None:
    """The new story is there at once."""
    app = two
    app.segmented_control(key="story_change").set_value("Split off")
    run(app)
    story = app.selectbox(key="split_story").value
    members = next(s for s in drawn(app, "belongs") if len(s))
    assert set(members["belongs"]) <= {"sure", "fairly sure", "doubtful", "alone"}
    app.multiselect(key=f"split_{story}").set_value([_first(app, story)])
    run(app)
    press(app, "story_split")
    assert len(desk(app).corrected[-1]) == 3
    app.segmented_control(key="story_change").set_value("Move an article")
    run(app)
    press(app, "story_move")
    assert len(desk(app).corrected) == 2
    press(app, "story_reset")
    assert not desk(app).corrected


def _first(app: AppTest, story: str) -> str:
    """Return the first article of a story as found."""
    from analysis.stories import group_stories

    found = group_stories(list(desk(app).articles.values()))
    return next(each.article_ids[0] for each in found if each.story_id == story)


def test_a_name_that_is_missing_is_said_and_nothing_changes(two: AppTest) -> None:
    """The fault stands beside the button until the next change."""
    two.segmented_control(key="story_change").set_value("Rename")
    run(two)
    two.text_input(key="rename_to").input("")
    run(two)
    press(two, "story_rename")
    assert "A story needs a name." in said(two)
    assert not desk(two).corrected
    press(two, "story_rename")


def test_one_outlet_or_none_named_says_what_to_do(repository: Path) -> None:
    """Which page to go to, and what can be compared all the same."""
    app = go(upload(start(repository), ("loud.txt", LOUD), ("calm.txt", CALM)), "compare")
    app.segmented_control(key="compare_by").set_value("Outlets")
    run(app)
    assert "The only outlet named in these articles is Evening Roar." in said(app)


def test_two_articles_of_one_story_have_facts_and_no_omissions(repository: Path) -> None:
    """Not found needs a third that states it."""
    given = [f for f in files(repository, "ferry-pier") if "firebell" in f[0] or "corvane" in f[0]]
    app = go(upload(start(repository), *given), "compare")
    assert "compare at least three" in said(app)
    assert "Same fact, different words" in headings(app)


def test_how_sure_is_said_in_words() -> None:
    """At the bounds too."""
    assert [sureness(c) for c in (0.2, 0.5, 0.74, 0.75, 1.0)] == [
        *("doubtful", "fairly sure", "fairly sure", "sure", "sure")
    ]


def test_every_link_at_the_top_leads_to_a_heading_in_the_same_order(two: AppTest) -> None:
    """With a story and with all articles."""
    for number in (0, 1):
        choose(two, number)
        (contents,) = (m.value for m in two.markdown if m.value.startswith("On this page"))
        links = re.findall(r"\(#([^)]+)\)", contents)
        anchors = [heading.anchor for heading in two.subheader if heading.anchor in links]
        assert links == anchors
        assert ("not-found" in links) == bool(number)


def test_what_all_others_state_is_still_asked_for_after_another_page(repository: Path) -> None:
    """The list is the one of the choice that is shown, and an empty one claims no more."""
    app = go(upload(start(repository), *files(repository, "ferry-pier")), "compare")
    listed = said(app).count("Nearest there: ")
    app.segmented_control(key="omitted_by").set_value(not_found.ALL)
    run(app)
    fewer = said(app).count("Nearest there: ")
    assert fewer < listed
    assert (not_found.NONE_OF_ALL in said(app)) == (not fewer)
    go(go(app, "articles"), "compare")
    assert app.segmented_control(key="omitted_by").value == not_found.ALL
    assert said(app).count("Nearest there: ") == fewer
