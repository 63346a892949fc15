"""Articles grouped into stories, each about one event, and corrected by the user."""

from analysis.stories.corrections import carried_over, merge, move, rename, split
from analysis.stories.frames import stories_frame
from analysis.stories.grouping import group_stories
from analysis.stories.records import Member, Story

__all__ = [
    "Member",
    "Story",
    "carried_over",
    "group_stories",
    "merge",
    "move",
    "rename",
    "split",
    "stories_frame",
]
