"""A quoted clause told from a quoted word or phrase, by its shape and its surroundings."""

import re

from analysis.voice.saying import ATTRIBUTION, ends_saying
from analysis.voice.sentence_ends import sentence_end
from analysis.voice.words import (
    AUXILIARIES,
    LOOSE_SUBJECTS,
    NO_SUBJECT,
    NO_VERB,
    SMALL,
    SUBJECTS,
)

# How far around a quotation, and how far into it, is looked; bounds the work for each.
_AROUND = 120
_INSIDE = 400
# Beyond this many words a phrase nearly always holds a clause.
_MANY = 12

_EDGES = "\"“”„‟«»‘’'`´‚‛ \t\n\r\u00a0"
_WORD = re.compile(r"[^\W_](?:[\w’'.-]{0,40}[\w’'])?")
_SENTENCE_START = re.compile(r"(?:[.!?…][”’\"')\]]{0,2}|[(—–]|[:•*-])\s{0,3}\Z")
_INTRODUCED = re.compile(r"[,:]\s{0,3}\Z")
# “The wall,” she said, “is a disgrace”: what stands before the second half.
_SPLIT = re.compile(r"[,!?—–-][”’\"']\s[^.!?“”\"]{2,100},\s{0,3}\Z")
_WORK = re.compile(
    r"\b(?:album|anthem|bill|book|campaign|column|comedy|documentary|drama|episode|essay|exhibition"
    r"|film|game|hit|magazine|movie|musical|novel|paper|play|podcast|poem|programme|program|report"
    r"|series|show|sitcom|single|song|story|thriller|track|video|memoir|titled|entitled|headlined)s?,?\s{1,3}\Z"
)
_CONTRACTED = re.compile(
    r"(?:i|we|you|he|she|it|they|that|there|this|what|who|here|where|let|how|everyone|everybody"
    r"|nobody|someone|somebody)'(?:s|re|ll|ve|m|d)"
)
_SUBJECT_BEFORE = re.compile(
    r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Ww]ho|(?:that|because|but|if|said|says)\sit)\s{1,3}\Z"
)


def is_speech(flat: str, start: int, end: int, *, headline: bool = False) -> bool:
    """Tell whether the quotation `flat[start:end]` of a paragraph is a clause or more.

    `headline` tells that the paragraph is one: there every word may have a capital.
    """
    inner = flat[start:end].strip(_EDGES)
    words = _WORD.findall(inner[:_INSIDE])
    if not words:
        return False
    before, after = flat[max(0, start - _AROUND) : start], flat[end : end + _AROUND]
    opens = _opens_a_sentence(before)
    introduced = opens or bool(_INTRODUCED.search(before)) or ends_saying(before)
    attributed = _is_attributed(inner, after)
    if opens and (attributed or _is_whole(inner, after)):
        return True
    if _SPLIT.search(before) and not _WORK.search(before):
        return True
    clause = _is_clause(words, before)
    if _is_title(words, inner, before, spoken=introduced or attributed):
        return headline and clause
    if clause or len(words) >= _MANY or sentence_end(inner, 0, min(len(inner), _INSIDE)):
        return True
    if inner[-1] in "?!":
        return len(words) > 1 or introduced or attributed or words[0][0].isupper()
    return introduced and len(words) >= 3 and inner[0].isupper()


def _opens_a_sentence(before: str) -> bool:
    return not any(map(str.isalnum, before)) or _SENTENCE_START.search(before) is not None


def _is_attributed(inner: str, after: str) -> bool:
    """Tell whether a speaker follows; British papers put the comma behind the mark."""
    comma = after[:1] == ","
    return (comma or inner[-1] in ",.?!…—–-") and ATTRIBUTION.match(after, comma) is not None


def _is_whole(inner: str, after: str) -> bool:
    """Tell whether it ends as a sentence does, given that it opens one."""
    ends = inner[-1] in ".?!…" and (not after or after[0].isspace())
    return ends and not inner[0].islower()


def _is_title(words: list[str], inner: str, before: str, *, spoken: bool) -> bool:
    """Tell whether it is written as the name of a work, a law or a campaign is."""
    if inner[-1] in "?!" and (spoken or len(words) == 1) and not _WORK.search(before):
        return False
    if len(words) > 2 and inner.isupper():
        return False
    significant = [word for word in words if word not in SMALL]
    return not words[0][0].islower() and not any(word[0].islower() for word in significant)


def _is_clause(words: list[str], before: str) -> bool:
    """Tell whether a subject and a verb can be seen, or a predicate of four words or more."""
    plain = [word.lower().replace("’", "'") for word in words]
    follows_subject = plain[0] not in NO_SUBJECT and _SUBJECT_BEFORE.search(before)
    if len(plain) >= 4 and (plain[0] in AUXILIARIES or follows_subject):
        return True
    return any(_is_subject_with_verb(plain, place) for place in range(len(plain) - 1))


def _is_subject_with_verb(words: list[str], place: int) -> bool:
    subject, verb = words[place : place + 2]
    if _CONTRACTED.fullmatch(subject):
        return True
    if len(words) >= 3 and verb in AUXILIARIES and subject not in AUXILIARIES:
        first_that = place == 0 and subject == "that"
        if (subject not in NO_SUBJECT or first_that) and place + 2 < len(words):
            return True
    if verb in NO_VERB:
        return False
    return subject in SUBJECTS or (subject in LOOSE_SUBJECTS and len(words) >= 3)
