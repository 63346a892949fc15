"""What a user corrects: stories split, merged, renamed, an article moved.

Each function returns all stories anew. Every article stays in exactly one story, a story keeps its
id, and one that loses its last article is gone. What a user has placed has a confidence of 1.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from analysis.errors import InputError
from analysis.stories.records import Member, Story, new_story_id

Stories = tuple[Story, ...]


def rename(stories: Sequence[Story], story_id: str, name: str) -> Stories:
    """Give a story another name; raises `InputError` if there is no such story, or no name."""
    _story(stories, story_id)
    if not name.strip():
        raise InputError("A story needs a name.")
    return tuple(
        replace(each, name=name.strip()) if each.story_id == story_id else each for each in stories
    )


def merge(stories: Sequence[Story], story_ids: Sequence[str]) -> Stories:
    """Make one story of several; it keeps the id and name of the first that is named."""
    if not story_ids:
        raise InputError("Choose the stories to merge.")
    first, *others = [_story(stories, each) for each in dict.fromkeys(story_ids)]
    moved = [_placed(member) for each in others for member in each.members]
    whole = replace(first, members=(*first.members, *moved))
    gone = {each.story_id for each in others}
    return tuple(
        whole if each.story_id == first.story_id else each
        for each in stories
        if each.story_id not in gone
    )


def split(
    stories: Sequence[Story], story_id: str, article_ids: Collection[str], name: str = ""
) -> Stories:
    """Take some articles out of a story; they become one of their own, right behind it.

    Raises `InputError` unless both stories have articles then, all of them the story's.
    """
    story = _story(stories, story_id)
    out = tuple(_placed(each) for each in story.members if each.article_id in set(article_ids))
    rest = tuple(each for each in story.members if each.article_id not in set(article_ids))
    if len(out) != len(set(article_ids)):
        raise InputError(f"Not all of these articles are in the story “{story.name}”.")
    if not out or not rest:
        raise InputError(f"Choose some of the articles of “{story.name}”, but not all.")
    taken = {each.story_id for each in stories}
    new_id = new_story_id((each.article_id for each in out), taken)
    new = Story(new_id, name.strip() or f"{story.name} (split off)", out)
    found: list[Story] = []
    for each in stories:
        found += [replace(story, members=rest), new] if each.story_id == story_id else [each]
    return tuple(found)


def move(stories: Sequence[Story], article_id: str, story_id: str) -> Stories:
    """Put an article into another story; where it is there already, nothing changes."""
    if article_id in _story(stories, story_id).article_ids:
        return tuple(stories)
    if not any(article_id in each.article_ids for each in stories):
        raise InputError(f"No story holds the article {article_id}.")
    moved = [_with(each, article_id, here=each.story_id == story_id) for each in stories]
    return tuple(each for each in moved if each.members)


def carried_over(corrected: Sequence[Story], found: Sequence[Story]) -> Stories:
    """Return the corrected stories for the articles that are there now, which `found` holds.

    What a user has corrected stands. Articles that have come since join the corrected story that
    holds most of those which they were found with, or else are a story as found; articles that
    are gone are left out.
    """
    present = {member.article_id for story in found for member in story.members}
    kept = [
        replace(story, members=tuple(m for m in story.members if m.article_id in present))
        for story in corrected
    ]
    home = {m.article_id: at for at, story in enumerate(kept) for m in story.members}
    fresh: list[Story] = []
    for story in found:
        new = tuple(m for m in story.members if m.article_id not in home)
        homes = Counter(home[m.article_id] for m in story.members if m.article_id in home)
        if homes:
            at = homes.most_common(1)[0][0]
            kept[at] = replace(kept[at], members=(*kept[at].members, *new))
        elif new:
            fresh.append(replace(story, members=new))
    return tuple(story for story in (*kept, *fresh) if story.members)


def _with(story: Story, article_id: str, *, here: bool) -> Story:
    members = tuple(each for each in story.members if each.article_id != article_id)
    return replace(story, members=(*members, Member(article_id, 1.0)) if here else members)


def _placed(member: Member) -> Member:
    return replace(member, confidence=1.0)


def _story(stories: Sequence[Story], story_id: str) -> Story:
    for each in stories:
        if each.story_id == story_id:
            return each
    raise InputError(f"There is no story {story_id}.")
