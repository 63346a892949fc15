"""Whose words a sentence holds: the outlet's own, a quotation, or attributed to somebody."""

from analysis.voice.records import VOICES, SentenceVoice, View, Voice, VoiceSpan

__all__ = ["VOICES", "SentenceVoice", "View", "Voice", "VoiceSpan"]
