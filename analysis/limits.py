"""How much a file, an upload and a session may ask of us: the one policy of all ways in.

What a compressed file states is checked before anything is unpacked, and again while reading.
"""

from dataclasses import dataclass

from analysis.errors import LimitError


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file, one upload and one session may hold.

    `file_bytes` holds for a file and for a member of an archive, `unpacked_bytes` for all that
    a compressed file unpacks to, over all its levels; an archive as such may be as large as
    that. `ratio` is the highest ratio of unpacked to packed bytes, asked from
    `ratio_from_bytes` on, since small files may well compress better. `members` counts the
    files in an archive and `depth` its levels: 2 allows archives inside an archive. `rows` is
    for a table, `pages` for a PDF. `xml_bytes` is for the unpacked parts of a Word document, which
    are held in memory ten times over, and `markup_characters` for a web page without its scripts,
    styles and embedded pictures: its main content is sought at up to 6 seconds a million.

    A dashboard takes `upload_files` files of `upload_bytes` in one upload; a session may hold
    `session_characters` of text. Which kinds of files are read is in `analysis.readers.formats`.

    Formats with a parser of their own are read in a process apart (`analysis.readers.sandbox`),
    which gets `parser_memory_bytes` of address space and, for each file, `parser_seconds` of
    processor time and `parser_megabyte_seconds` for each megabyte of it, `parser_wall_seconds`
    in all.
    """

    file_bytes: int = 20_000_000
    unpacked_bytes: int = 200_000_000
    ratio: int = 100
    ratio_from_bytes: int = 1_000_000
    members: int = 2_000
    depth: int = 2
    rows: int = 20_000
    pages: int = 2_000
    xml_bytes: int = 30_000_000
    markup_characters: int = 2_000_000
    upload_files: int = 1_000
    upload_bytes: int = 400_000_000
    session_characters: int = 50_000_000
    parser_memory_bytes: int = 512_000_000
    parser_seconds: int = 5
    parser_megabyte_seconds: int = 20
    parser_wall_seconds: int = 60


DEFAULT_LIMITS = Limits()


class Meter:
    """Counts what one uploaded file has unpacked to so far, over all its levels."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._bytes = 0
        self._members = 0

    def add(self, members: int, size: int) -> None:
        """Count `members` that unpack to `size` bytes together; raise `LimitError` if too much."""
        self._members += members
        self._bytes += size
        if self._members > self.limits.members:
            raise LimitError(
                f"holds more than {self.limits.members:,} files. "
                "Split it into smaller files and add them one by one."
            )
        if self._bytes > self.limits.unpacked_bytes:
            raise LimitError(
                f"unpacks to more than {megabytes(self.limits.unpacked_bytes)}. "
                "Split it into smaller files and add them one by one."
            )


def megabytes(size: int) -> str:
    """Return a number of bytes as people read it, in decimal megabytes."""
    return f"{size / 1_000_000:,.4g} MB"


def check_size(size: int, most: int) -> None:
    """Raise `LimitError` if a file of `size` bytes is larger than `most`."""
    if size > most:
        raise LimitError(
            f"has {megabytes(size)} where {megabytes(most)} is the most that can be read. "
            "Keep only its text, or split it."
        )
