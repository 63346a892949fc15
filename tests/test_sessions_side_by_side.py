"""Sessions are threads of one process: what each makes is what it would make alone."""

from concurrent.futures import ThreadPoolExecutor

import pytest

import analysis
from analysis.resources import resource

USERS = 6


def files_of(user: int) -> list[tuple[str, bytes]]:
    """Return a story as two outlets tell it, with words that only this user has."""
    story = sorted(path for path in resource("seeds").iterdir() if path.is_dir())[user % 4]
    own = f"\n\nZq{user}bury may close, said Zq{user}.".encode()
    return [(path.name, path.read_bytes() + own) for path in sorted(story.glob("*.md"))[-2:]]


def journey(user: int) -> list[str]:
    """Return everything that a user can download, without dates of making."""
    reading = analysis.read_files(files_of(user))
    assert not reading.problems
    own = analysis.in_voice(analysis.analyse(reading.articles), "outlet")
    telling = analysis.tell(own)
    frames = (
        analysis.sentences_frame(own),
        analysis.spans_frame(own),
        analysis.sources_frame(own),
        analysis.cues_frame(own),
        analysis.stories_frame(reading.articles),
        analysis.facts_frame(telling),
        analysis.differences_frame(own),
        analysis.inference_frame(own),
    )
    return [frame.to_csv() for frame in frames]


@pytest.mark.usefixtures("restless")
def test_users_at_the_same_time_get_what_each_gets_alone() -> None:
    """To the bit, and nothing of another's."""
    with ThreadPoolExecutor(USERS) as pool:
        together = list(pool.map(journey, range(USERS)))
    for user, tables in enumerate(together):
        assert f"Zq{user}bury" in tables[0]
        others = [f"Zq{other}" for other in range(USERS) if other != user]
        assert not [word for word in others for table in tables if word in table]
        assert tables == journey(user)
