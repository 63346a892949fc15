"""Limits are counted over all levels, and what they say can be understood."""

import pytest

from analysis.errors import LimitError
from analysis.limits import DEFAULT_LIMITS, Limits, Meter, check_size, megabytes


def test_the_meter_counts_over_all_levels() -> None:
    """An archive inside an archive does not start again from nothing."""
    meter = Meter(Limits(members=10, unpacked_bytes=1000))
    meter.add(6, 600)
    meter.add(4, 400)
    with pytest.raises(LimitError, match="more than 10 files"):
        meter.add(1, 0)
    meter = Meter(Limits(members=10, unpacked_bytes=1000))
    meter.add(1, 1000)
    with pytest.raises(LimitError, match=r"more than 0\.001 MB"):
        meter.add(1, 1)


def test_a_file_may_be_as_large_as_the_limit() -> None:
    """And not larger; the message says both sizes."""
    check_size(20_000_000, DEFAULT_LIMITS.file_bytes)
    with pytest.raises(LimitError, match=r"has 21\.5 MB where 20 MB is the most"):
        check_size(21_500_000, DEFAULT_LIMITS.file_bytes)


@pytest.mark.parametrize(
    ("size", "said"),
    [(20_000_000, "20 MB"), (1_234_567, "1.235 MB"), (5_000_000_000, "5,000 MB"), (0, "0 MB")],
)
def test_sizes_are_said_as_people_read_them(size: int, said: str) -> None:
    """In the megabytes that file managers show."""
    assert megabytes(size) == said


def test_the_defaults_fit_together() -> None:
    """A file of the largest size must be able to pass the other limits."""
    limits = DEFAULT_LIMITS
    assert limits.ratio_from_bytes < limits.file_bytes < limits.unpacked_bytes
    assert limits.file_bytes < limits.session_characters < limits.upload_bytes
    assert limits.parser_seconds < limits.parser_wall_seconds
