"""Articles on one event come together, and others stay apart."""

import dataclasses
import random
import tracemalloc
from collections.abc import Callable, Sequence
from functools import cache
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from stories_articles import articles_of

from analysis.articles import Article, read_files
from analysis.columns import column_kind
from analysis.encoder import embed
from analysis.errors import InputError
from analysis.stories import (
    Story,
    carried_over,
    group_stories,
    merge,
    move,
    rename,
    split,
    stories_frame,
)
from analysis.stories.clusters import THRESHOLD, _linked, clusters
from analysis.stories.grouping import likeness_of
from analysis.stories.likeness import Likeness

TESTS = Path(__file__).parent
CASES = yaml.safe_load((TESTS / "story_cases.yaml").read_text(encoding="utf-8"))
Make = Callable[..., Article]


def cases() -> dict[str, list[Article]]:
    """Return the articles of each story that we wrote, seeds included."""
    found = {case["story"]: articles_of(case) for case in CASES}
    for folder in sorted(path for path in (TESTS.parent / "seeds").iterdir() if path.is_dir()):
        files = [(f"{folder.name}/{p.name}", p.read_bytes()) for p in sorted(folder.glob("*.md"))]
        found[folder.name] = list(read_files(files).articles)
    return found


WRITTEN = cases()
EVERYTHING = [article for articles in WRITTEN.values() for article in articles]
NEAR = [(case["story"], near) for case in CASES for near in case.get("near", ())]
NEAR.append(("ferry-grounding", "ferry-pier"))


@pytest.fixture(autouse=True)
def vectors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the vector of each text from test to test: making them takes most of the time."""
    monkeypatch.setattr("analysis.stories.grouping.embed", _embedded)


_embedded = cache(embed)


def groups(stories: Sequence[Story]) -> set[frozenset[str]]:
    """Return which articles are together."""
    return {frozenset(story.article_ids) for story in stories}


def ids(articles: Sequence[Article]) -> frozenset[str]:
    """Return the ids of articles."""
    return frozenset(article.article_id for article in articles)


def undated(articles: Sequence[Article]) -> list[Article]:
    """Return the articles with no date."""
    return [article.corrected(published="") for article in articles]


@pytest.mark.parametrize("dated", [True, False])
def test_every_written_story_is_found_among_all_of_them(dated: bool) -> None:
    """Wire, broadsheet, tabloid and opinion come together, near misses do not."""
    articles = EVERYTHING if dated else undated(EVERYTHING)
    assert groups(group_stories(articles)) == {ids(each) for each in WRITTEN.values()}


@pytest.mark.parametrize("story", WRITTEN)
def test_a_story_is_found_where_nothing_else_is_uploaded(story: str) -> None:
    """What all the articles share is still what makes them a story."""
    (found,) = group_stories(undated(WRITTEN[story]))
    assert set(found.article_ids) == ids(WRITTEN[story])
    assert all(member.confidence > 0.5 for member in found.members)


@pytest.mark.parametrize(("one", "other"), NEAR)
def test_a_near_miss_stays_apart_where_nothing_else_is_uploaded(one: str, other: str) -> None:
    """The same kind of event elsewhere, or the same people in another matter."""
    found = group_stories(undated([*WRITTEN[one], *WRITTEN[other]]))
    assert groups(found) == {ids(WRITTEN[one]), ids(WRITTEN[other])}


def test_two_articles_alone_come_together_in_error_only_for_near_misses() -> None:
    """With nothing else at hand the ferries and the cups are hard to tell; few pairs are."""
    wrong = [
        (one, other)
        for one, other in combinations(WRITTEN, 2)
        if len(group_stories([WRITTEN[one][0], WRITTEN[other][-1]])) == 1
    ]
    halden = ("President Halden vetoes the farm bill", "Halden names a judge")
    assert set(wrong) <= {(second, first) for first, second in NEAR} | {*NEAR, halden}


def test_sixty_articles_on_one_event_are_one_story() -> None:
    """However many tell it, what they share does not lose its weight."""
    many = [
        dataclasses.replace(article, article_id=f"{article.article_id}{copy}")
        for article in WRITTEN["ferry-grounding"]
        for copy in range(10)
    ]
    assert len(group_stories(many)) == 1


@settings(max_examples=10, deadline=None)
@given(st.permutations(EVERYTHING[:24]))
def test_the_order_of_the_articles_does_not_matter(articles: list[Article]) -> None:
    """Ids, names, members and confidences are the same to the bit."""
    assert group_stories(articles) == group_stories(EVERYTHING[:24])


def test_no_article_no_story() -> None:
    """And a table that has its columns all the same."""
    assert group_stories([]) == ()
    frame = stories_frame([])
    assert list(frame.columns) == ["article_id", "story", "story_name", "confidence"]
    assert [str(kind) for kind in frame.dtypes] == [column_kind(name) for name in frame.columns]


def test_a_single_article_is_a_story_of_one_called_after_its_headline() -> None:
    """There is nothing that it shares."""
    article = WRITTEN["cough syrup recalled"][0]
    (story,) = group_stories([article])
    assert story.name == article.title
    assert story.article_ids == (article.article_id,)
    assert story.members[0].confidence > 0.99


def test_an_article_given_twice_counts_once() -> None:
    """And a reprint under another name is in the story of what it reprints."""
    article = WRITTEN["cough syrup recalled"][0]
    reprint = dataclasses.replace(article, article_id="reprint", outlet="Another")
    (story,) = group_stories([article, article, reprint])
    assert set(story.article_ids) == {article.article_id, "reprint"}


@pytest.mark.parametrize(
    "text", ["", "…", "12", "it rained and rained", "RAIN FELL", "雨が降った", "a" * 10_000]
)
def test_odd_texts_are_stories_of_one(make_article: Make, text: str) -> None:
    """Without words or names there is nothing to share."""
    odd = make_article(text, article_id="odd")
    found = group_stories([odd, *EVERYTHING[:4]])
    assert ("odd",) in [story.article_ids for story in found]
    assert all(story.name for story in found)


def test_texts_without_capitals_are_grouped_by_their_words(make_article: Make) -> None:
    """Some exports have none."""
    lower = [
        make_article(article.text.lower(), article_id=article.article_id)
        for name in ("rail strike in Vandra", "cough syrup recalled")
        for article in WRITTEN[name]
    ]
    assert len(group_stories(lower)) == 2


def test_names_say_what_the_articles_share() -> None:
    """In words that stand in most of them, not in one outlet's headline."""
    names = {story.article_ids[0]: story.name for story in group_stories(EVERYTHING)}
    assert names.keys() >= {"".join(WRITTEN["cough syrup recalled"][0].article_id)}
    assert names[WRITTEN["cough syrup recalled"][0].article_id] == "Lorne, Tussibel, syrup"


def test_dates_far_apart_make_articles_less_alike() -> None:
    """Unknown ones change nothing, nor does one that is no date."""
    one, other = WRITTEN["cough syrup recalled"]

    def alike(first: str, second: str) -> float:
        pair = [one.corrected(published=first), other.corrected(published=second)]
        return float(likeness_of(pair).among(np.arange(2))[0, 1])

    assert alike("", "2027-01-01") == alike("2027-01-01", "2027-01-01") == alike("spring", "x")
    assert alike("2027-01-01", "2027-01-02") > alike("2027-01-01", "2027-03-01")
    assert alike("2020-01-01", "2027-01-01") == pytest.approx(0.7**0.5 * alike("", ""))


def test_blocks_and_parts_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory is bounded by working in pieces, which give the same stories."""
    whole = group_stories(EVERYTHING)
    monkeypatch.setattr("analysis.stories.likeness._BLOCK", 7)
    assert group_stories(EVERYTHING) == whole
    monkeypatch.setattr("analysis.stories.clusters._MOST", 10)
    assert groups(group_stories(EVERYTHING)) == groups(whole)


def test_average_linkage_by_parts_is_that_of_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Taking connected parts apart first is exact, and so is our cut but for what is coherent."""
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    likeness = likeness_of(EVERYTHING)
    distances = 1 - likeness.among(np.arange(len(likeness)))
    np.fill_diagonal(distances, 0)
    tree = linkage(squareform(distances, checks=False), "average")
    monkeypatch.setattr("analysis.stories.clusters.COHERENCE", 0.0)
    for threshold in (0.05, THRESHOLD, 0.4):
        expected = fcluster(tree, 1 - threshold, "distance")
        found = clusters(likeness, threshold)
        assert ((found[:, None] == found) == (expected[:, None] == expected)).all()


def test_two_close_groups_that_are_less_alike_stay_apart() -> None:
    """Though above the threshold; an article by itself may join either."""
    alike = np.full((4, 4), 0.4)
    alike[:2, :2] = alike[2:, 2:] = 0.7
    np.fill_diagonal(alike, 0)
    assert len(set(_linked(alike, 0.3).tolist())) == 2
    alike[:2, 2:] = alike[2:, :2] = 0.65
    assert len(set(_linked(alike, 0.3).tolist())) == 1
    assert len(set(_linked(alike[:3, :3] * 0.6, 0.3).tolist())) == 1
    assert len(set(_linked(alike, 0.8).tolist())) == 4


def invented(make_article: Make, number: int) -> list[Article]:
    """Return short articles of invented words that have nothing to do with one another."""
    chance = random.Random(1)
    words = ["".join(chance.choices("abcdefghij", k=9)) for _ in range(20 * number)]
    return [
        make_article(" ".join(chance.choices(words, k=40)), article_id=str(each))
        for each in range(number)
    ]


def test_memory_does_not_grow_with_the_number_of_pairs(make_article: Make) -> None:
    """Twice as many articles take about twice the memory, not four times."""
    peaks = []
    for number in (300, 600):
        articles = invented(make_article, number)
        group_stories(articles[:2])  # the parser's words are loaded
        tracemalloc.start()
        assert len(group_stories(articles)) > number / 2
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 2.5 * peaks[0]


def test_each_pair_is_looked_at_twice_and_those_connected_once_more(
    make_article: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that time grows with the pairs and no faster."""
    looked_at = 0
    between = Likeness._between

    def counted(self: Likeness, these: np.ndarray, those: np.ndarray) -> np.ndarray:
        nonlocal looked_at
        looked_at += len(these) * len(those)
        return between(self, these, those)

    monkeypatch.setattr(Likeness, "_between", counted)
    stories = group_stories(invented(make_article, 200))
    assert looked_at <= 2 * 200**2 + 200**2 / 2 + 3 * sum(len(s.members) ** 2 for s in stories)


# Corrections


@st.composite
def corrected(draw: st.DrawFn) -> tuple[tuple[Story, ...], tuple[Story, ...]]:
    """Return the stories as found, and after some corrections in a row."""
    stories = found = FOUND
    for _ in range(draw(st.integers(1, 6))):
        story = draw(st.sampled_from(stories))
        what = draw(st.sampled_from(["merge", "split", "move", "rename"]))
        if what == "merge":
            stories = merge(stories, [story.story_id, draw(st.sampled_from(stories)).story_id])
        elif what == "split" and len(story.members) > 1:
            some = draw(st.integers(1, len(story.members) - 1))
            stories = split(stories, story.story_id, story.article_ids[:some])
        elif what == "move":
            article = draw(st.sampled_from(EVERYTHING)).article_id
            stories = move(stories, article, story.story_id)
        else:
            stories = rename(stories, story.story_id, "Another name")
    return found, stories


FOUND = group_stories(EVERYTHING)


@settings(max_examples=60, deadline=None)
@given(corrected())
def test_corrections_keep_every_article_in_one_story(
    both: tuple[tuple[Story, ...], tuple[Story, ...]],
) -> None:
    """And no two stories have one id, and none is empty."""
    found, stories = both
    held = [article for story in stories for article in story.article_ids]
    assert sorted(held) == sorted(article for story in found for article in story.article_ids)
    assert len({story.story_id for story in stories}) == len(stories)
    assert all(story.members and story.name for story in stories)


def test_a_merged_story_keeps_the_first_id_and_what_is_merged_is_certain() -> None:
    """The user has said so."""
    one, other = FOUND[0], FOUND[3]
    merged = {each.story_id: each for each in merge(FOUND, [one.story_id, other.story_id])}
    assert other.story_id not in merged
    assert merged[one.story_id].name == one.name
    assert merged[one.story_id].members[: len(one.members)] == one.members
    assert {m.confidence for m in merged[one.story_id].members[len(one.members) :]} == {1.0}


def test_a_split_story_keeps_its_id_and_the_new_one_stands_behind_it() -> None:
    """Split and merged again, it has the same articles."""
    one = FOUND[0]
    out = one.article_ids[:2]
    apart = split(FOUND, one.story_id, out, "The other half")
    assert apart[0].story_id == one.story_id
    assert (apart[1].name, apart[1].article_ids) == ("The other half", out)
    again = merge(apart, [one.story_id, apart[1].story_id])
    assert groups(again) == groups(FOUND)
    assert {each.story_id for each in again} == {each.story_id for each in FOUND}


def test_the_last_article_moved_away_takes_its_story_with_it() -> None:
    """Moved where it is already, nothing changes."""
    alone, other = group_stories([WRITTEN["cough syrup recalled"][0], EVERYTHING[0]])
    (rest,) = move([alone, other], alone.article_ids[0], other.story_id)
    assert rest.story_id == other.story_id
    assert move([rest], alone.article_ids[0], rest.story_id) == (rest,)
    # The one who is split off gets another id than a story that is still there.
    apart = split([rest], rest.story_id, other.article_ids)
    assert len({each.story_id for each in apart}) == 2


def test_corrections_stand_when_articles_come_and_go() -> None:
    """A new article joins the story that holds those it was found with; names and ids stay."""
    one, other = WRITTEN["cough syrup recalled"], EVERYTHING[:3]
    first = group_stories([*one[:-1], *other])
    mine = {m: s for s in first for m in s.article_ids}[one[0].article_id]
    corrected = rename(first, mine.story_id, "My story")
    again = carried_over(corrected, group_stories([*one, *other[1:]]))
    (kept,) = (each for each in again if each.story_id == mine.story_id)
    assert kept.name == "My story"
    assert {each.article_id for each in one} <= set(kept.article_ids)
    held = [each for story in again for each in story.article_ids]
    assert sorted(held) == sorted(each.article_id for each in [*one, *other[1:]])


def test_what_was_split_off_stays_split_off() -> None:
    """Though the program would put it together again; a story of new articles stands by itself."""
    one = FOUND[0]
    apart = split(FOUND, one.story_id, one.article_ids[:1])
    assert carried_over(apart, FOUND) == apart
    fresh = [each for each in FOUND if each is not one]
    assert groups(carried_over((one,), FOUND)) == groups(FOUND)
    assert carried_over((), fresh) == tuple(fresh)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: rename(FOUND, "none", "x"),
        lambda: rename(FOUND, FOUND[0].story_id, "  "),
        lambda: merge(FOUND, [FOUND[0].story_id, "none"]),
        lambda: merge(FOUND, []),
        lambda: split(FOUND, FOUND[0].story_id, []),
        lambda: split(FOUND, FOUND[0].story_id, FOUND[0].article_ids),
        lambda: split(FOUND, FOUND[0].story_id, FOUND[1].article_ids),
        lambda: move(FOUND, "none", FOUND[0].story_id),
    ],
)
def test_what_cannot_be_corrected_so_is_said(wrong: Callable[[], object]) -> None:
    """As an error that can be shown."""
    with pytest.raises(InputError):
        wrong()


def test_the_table_has_a_row_for_each_article_in_their_order() -> None:
    """With the stories as corrected, if they are given."""
    articles = EVERYTHING[:6]
    stories = rename(found := group_stories(articles), found[0].story_id, "Mine")
    frame = stories_frame(articles, stories)
    assert list(frame["article_id"]) == [article.article_id for article in articles]
    assert "Mine" in set(frame["story_name"])
    assert frame["confidence"].between(0, 1).all()
    assert set(stories_frame(articles)["story"]) == set(frame["story"])
