"""What voices were told apart with, as a hash."""

import hashlib
from functools import cache

from analysis.voice.parser import HASHES
from analysis.voice.reporting import FILE


@cache
def voice_hash() -> str:
    """Return the SHA-256 of the cue words and of the hashes of the parser's files."""
    return hashlib.sha256(FILE.read_bytes() + HASHES.read_bytes()).hexdigest()
