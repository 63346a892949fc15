"""Articles and outlets beside each other."""

from analysis.compare.differences import differences_frame

__all__ = ["differences_frame"]
