"""A story: articles about one event."""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Member:
    """An article of a story, and how surely it belongs there, from 0 to 1; a user's word is 1."""

    article_id: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Story:
    """Articles about one event.

    `story_id` is "s", so that no spreadsheet takes it for a number, and 12 hexadecimal digits. It
    is made of the articles that the story was first found with, whatever their order, and stays
    when the story is corrected. `name` says in a few words what they share.
    """

    story_id: str
    name: str
    members: tuple[Member, ...]

    @property
    def article_ids(self) -> tuple[str, ...]:
        """The articles, in the order of `members`."""
        return tuple(member.article_id for member in self.members)


def new_story_id(article_ids: Iterable[str], taken: Collection[str] = ()) -> str:
    """Return the id of a story that is found with these articles; never one that is `taken`."""
    identity = "\n".join(sorted(article_ids))
    while True:
        found = f"s{hashlib.sha256(identity.encode()).hexdigest()[:12]}"
        if found not in taken:
            return found
        identity += "\n"
