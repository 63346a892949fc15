"""Attributions as they stand next to quotations: "said Pell", "she added", "the mayor warned"."""

import re

from analysis.voice.words import SAYING_WORDS

_VERB = rf"(?:{'|'.join(sorted(SAYING_WORDS))})\b"
_NAME = r"[A-Z][\w.’'-]{0,30}"
_WORD = r"[\w’'-]{1,30}"
_SUBJECT = (
    rf"(?:he|she|they|it|(?:the|a|an|one|another|his|her|their)\s(?:{_WORD}\s){{0,2}}{_WORD}"
    rf"|(?:{_NAME}\s){{0,5}}{_NAME})"
)
_DETAIL = r"(?:,[^,.!?“”\"]{1,80},)?"
_WAY = r"(?:\s(?:also|later|then|once|has|had|\w{2,15}ly))?"
_AFTER_VERB = r"(?=[A-Z]|(?:the|a|an|one|another|his|her|their|he|she)\s)"

# Matches from the end of the quotation; bounded throughout.
ATTRIBUTION = re.compile(
    rf"\s{{0,3}}(?!(?:I|We|You)\s)(?:{_SUBJECT}{_DETAIL}{_WAY}\s{_VERB}|{_VERB}\s{_AFTER_VERB}"
    r"|according to\s)"
)
_LAST_WORD = re.compile(r"([A-Za-z]{1,20})\s{0,3}\Z")


def ends_saying(before: str) -> bool:
    """Tell whether the last word is a verb of saying, as in: Pell said “We won”."""
    found = _LAST_WORD.search(before[-24:])
    return found is not None and found[1].lower() in SAYING_WORDS
