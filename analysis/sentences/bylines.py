"""Lines that say who wrote an article, and when."""

import re
from itertools import takewhile

from analysis.sentences.words import JOINING_NAMES, PARTICLES, STARTERS

_AGENCY = r"(?:the )?(?:associated press|reuters|agence france-presse|afp|press association)"
_DESK = re.compile(
    rf"{_AGENCY}|(?:\w+ ){{0,3}}staff|(?:a |our )?staff (?:reporter|writer|correspondent)s?"
    r"|staff and agencies|(?:the )?editorial board|our (?:\w+ )?correspondent",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"staff and agencies|(?:from )?our (?:\w+ )?correspondent|staff (?:reporter|writer)s?"
    r"|reading time:? \d+ min(?:ute)?s?|\d+[ -]min(?:ute)?s? read",
    re.IGNORECASE,
)
_BY = re.compile(r"by:? (?P<names>.+)", re.IGNORECASE)
_CREDIT = re.compile(
    r"(?:(?:additional )?(?:reporting|writing|editing|research)|compiled|edited|written|words|text"
    r"|story|interview|analysis)(?: by|:) (?P<names>.+)",
    re.IGNORECASE,
)
_CONTRIBUTED = re.compile(
    r"(?P<names>.+?) (?:also )?(?:contributed (?:reporting|to this (?:report|story|article))"
    r"(?: from .+)?|reported from [A-Z].+)"
)
_SEPARATOR = re.compile(
    r"\s*[,;|•·–—()/]\s*|\s-\s|\.\s(?=[a-z ]*(?:editing|reporting|writing)\b)", re.I
)
_JOINED = re.compile(r" (?:and|at|for|in|of|with|&) ")
_CAPITALISED = re.compile(r"[^\W\d_a-z][\w.’'&-]*")
_POST = re.compile(
    r"(?:(?!who|that|which|was|is|the\b)[\w’'&-]+ ){0,5}(?:editor|reporter|correspondent|writer"
    r"|columnist|critic|contributor|chief|staff|agency|producer)",
    re.IGNORECASE,
)

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_NO_NAME = re.compile(
    rf"(?:{_MONTH}|(?:mon|tues|wednes|thurs|fri|satur|sun)day|christmas|easter|contrast|law|day)\b",
    re.IGNORECASE,
)
_DATED = re.compile(r"(?:(?:first|last) )?(?:published|updated|posted|modified)\b", re.IGNORECASE)
_DATE_WORD = re.compile(
    rf"{_MONTH}|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|at|on|[ap]\.?m"
    r"|gmt|utc|bst|cet|cest|[ecmp][ds]?t|\d{1,4}(?:st|nd|rd|th)?|\d{1,2}[:.h]\d\d(?:[:.]\d\d)?"
    r"(?:[ap]m)?|\d{1,2}[ap]m|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|(?:min|minute|hr|hour|day|week)s?"
    r"|ago|yesterday|today|first|last|published|updated|posted|modified",
    re.IGNORECASE,
)
_DATE = re.compile(
    rf"\b{_MONTH}\b|\d[-/.]\d{{1,2}}[-/.]\d|\d:\d\d|\bago$|\b[ap]\.?m\b", re.IGNORECASE
)


def is_byline(line: str, *, below_headline: bool) -> bool:
    """Tell whether the whole line names authors or gives a date or a time.

    `below_headline` says that a name alone is a byline too. The time is linear in the length.
    """
    if _ALONE.fullmatch(line) or _is_date(line):
        return True
    if found := _BY.fullmatch(line):
        return bool(_DESK.fullmatch(found["names"])) or _is_signature(found["names"])
    bare = line.strip("()").removesuffix(".")
    if found := _CREDIT.fullmatch(bare) or _CONTRIBUTED.fullmatch(bare):
        return are_names(found["names"])
    return below_headline and _is_bare_name(line)


def are_names(text: str) -> bool:
    """Tell whether `text` holds nothing but capitalised words and what joins names."""
    words = _SEPARATOR.sub(" ", text).split()
    small = [word for word in words if not _is_capitalised(word)]
    joining = all(word.lower() in JOINING_NAMES for word in small)
    return joining and len(small) < len(words) and words[0] not in small


def _is_signature(text: str) -> bool:
    """Tell whether `text` is a name and at most a post, a place and an outlet after it."""
    first, *rest = [part for part in _SEPARATOR.split(text.removesuffix(".")) if part] or [""]
    if len(_leading_name(first)) < 2 or _NO_NAME.match(first) or (rest and text.endswith(".")):
        return False
    return are_names(first) and all(are_names(part) or _POST.fullmatch(part) for part in rest)


def _leading_name(text: str) -> list[str]:
    """Return the capitalised words with which `text` starts, particles passed over."""
    words = takewhile(lambda word: word in PARTICLES or _is_capitalised(word), text.split())
    return [word for word in words if _is_capitalised(word)]


def _is_capitalised(word: str) -> bool:
    return _CAPITALISED.fullmatch(word) is not None


def _is_bare_name(line: str) -> bool:
    """Tell whether the line is a signature and too short and plain to be a heading."""
    people = _JOINED.split(_SEPARATOR.split(line)[0])
    plain = STARTERS.isdisjoint(map(str.lower, " ".join(people).split()))
    short = all(len(one.split()) <= 4 for one in people)
    return plain and short and not line.endswith(".") and _is_signature(line)


def _is_date(line: str) -> bool:
    """Tell whether the line holds a date or a time and nothing else."""
    words = re.findall(r"[^\s,|•·()–—]+", line)
    if len(words) > 25 or not all(_DATE_WORD.fullmatch(word.rstrip(".:")) for word in words):
        return False
    figures = len(re.findall(r"\d+", line))
    return bool(_DATE.search(line)) and figures >= (1 if _DATED.match(line) else 2)
