"""Which lines of a page are not the article's own prose: bylines, captions, links.

A wrong answer takes a sentence out of the article's figures, so a pattern has to match the whole
line, and what could be prose is prose: "By nightfall the river had risen." is body.
"""

import re

from analysis.sentences.bylines import are_names, is_byline

# Longer lines are prose; this also bounds the work for each.
_LONGEST = 400

_PICTURE = r"(?:photo(?:graph)?s?|images?|pictures?|pics?|illustrations?|graphics?|videos?)"
_STORED = r"(?:file|handout|stock|archive)"
_AGENCY = r"(?:getty(?: images)?|reuters|afp|ap|pa(?: wire| media)?|epa|alamy|shutterstock|istock)"
_NETWORK = (
    r"(?:twitter|x|facebook|instagram|tiktok|youtube|linkedin|whatsapp|bluesky|threads|mastodon"
    r"|telegram|reddit|google news|apple news|social media)"
)
_MORE = (
    r"(?:(?:read|see|watch|listen|hear) (?:more|also|next|now|this(?: next)?)|also read|more"
    r"|related(?: (?:stories|story|articles?|content|coverage|news|topics|links|reading|videos?))?"
    r"|recommended(?: for you)?|further reading|you may also like|must read|most (?:read|popular)"
    r"|editor[’']?s[’']? (?:picks?|choice)|trending(?: now)?|don[’']t miss|what to read next"
    r"|in case you missed it|more (?:on this story|like this|stories)|top stories)"
)
_OFFER = r"(?:newsletters?|e-?mails?|alerts?|inbox|updates|podcasts?|briefings?|bulletins?|free)"
_PIECE = r"(?:this|the) (?:article|story|page|post|report|video|interview)"
_UNQUOTED = r"[^“”\"]"

# Each has to match a whole line, small and capital letters alike.
_CAPTIONS = (
    rf"(?!video)(?:{_STORED} )?(?:{_PICTURE}|caption|credits?|main {_PICTURE}) ?[:|] ?\S.*",
    rf"{_PICTURE} (?:credits?|source|courtesy)(?: of)? ?[:|] ?\S.*",
    rf"{_STORED} {_PICTURE}(?: (?:of|from|dated)\b.*)?\.?",
    r"pictured(?::|, (?:from )?(?:left|right|top|above|below|clockwise)\b).*",
    rf".{{3,300}} \| ?(?:{_STORED} )?(?:{_PICTURE}|credits?)(?: ?: ?| by ).{{2,80}}",
)
_LINKS = (
    rf"(?:{_MORE}|(?:subscribe|register|sign (?:up|in)|log in)(?: now| here| today)?|newsletters?"
    r"|advertisements?|(?:sponsored|promoted)(?: content)?|paid post|share|tweet|print|save|comment"
    r"|comments(?: \(\d+\))?|(?:view|leave a|post a) comments?|copy link|load more|click here"
    r"|join the (?:conversation|discussion)|show (?:more|less)|continue reading|back to top"
    r"|follow(?: us)?|skip (?:to (?:main )?content|advertisement|ad)|(?:watch|listen) live"
    r"|become a (?:member|subscriber|supporter)|donate(?: now)?|support our journalism"
    r"|all rights reserved) ?[.!»›>→…]{0,3}",
    r"(?:advertisement|article|story|content|report)[ :–—-]{1,3}"
    r"(?:scroll to continue|continues? (?:after|below)|resumes)(?: \w+){0,4}\.?",
    rf"(?:sign up|subscribe|register)(?={_UNQUOTED}* (?:our|the|your|a|free|here|now)\b)"
    rf"(?={_UNQUOTED}* {_OFFER}\b){_UNQUOTED}+",
    rf"(?:follow|like|find|join) (?:us|me|our(?: \w+){{1,4}}|@\w+) (?:on|at) (?:our )?{_NETWORK}\b"
    rf"{_UNQUOTED}{{0,80}}",
    rf"follow (?:@\w+|(?:[\w.’'-]+ ){{1,4}}on {_NETWORK}(?:[ :]*@?\w+)?)\.?",
    rf"click here (?:to|for) {_UNQUOTED}{{1,120}}",
    rf"(?:share|print|save|e-?mail|listen to|comment on|tweet) {_PIECE}"
    r"(?: (?:on|via|by|with)(?: \w+){1,4})?[.:]?",
    rf"share on {_NETWORK}",
    r"read the (?:full|whole|original) (?:story|article|report|interview|text|statement|letter)"
    rf"(?: (?:here|on|at)\b{_UNQUOTED}{{0,80}})?[.:]?",
    r"(?:read|see|find out) more (?:about|on|from|in|at|by) (?:[^.!?,“”\"]|\.(?=\w)){1,100}"
    r"(?:\bhere\.)?",
    rf"(?:download|get|try) (?:our|the)(?: [\w’'-]+){{0,4}} app\b{_UNQUOTED}{{0,60}}",
    r"(?:©|\(c\)|copyright) ?(?:©|\(c\))? ?(?:19|20)\d\d\b.{0,150}",
    r"(?:tags|topics|filed under|categories): ?\S.*",
    r"(?:https?://\S+|www\.\S+|[\w.+-]+@[\w.-]+|@\w+)",
)
# What it points to begins with a capital: "More: that was all he wanted." is prose.
_TEASER = re.compile(rf"(?i:{_MORE}|read|watch|listen|video|audio|gallery) ?: ?[^a-z\s].*")
# Somebody speaks of such a thing, or the command goes on as a sentence does.
_PROSE = re.compile(
    r"\b(?:said|says|told|warned|urged|and (?:you|he|she|they|it)\b)", re.IGNORECASE
)
# In brackets at the end of a line, these say whose picture it is.
_PICTURE_CREDIT = re.compile(
    rf"\((?:{_STORED} )?{_PICTURE}(?: by |: ?| courtesy of | via | supplied by ).{{2,80}}\)"
    rf"|\((?:\w+ )?(?:{_PICTURE}|{_AGENCY}) ?/ ?.{{2,60}}\)|\(.{{2,60}}/ ?{_AGENCY}(?: via .*)?\)"
    rf"|\({_AGENCY}\)",
    re.IGNORECASE,
)
_PICTURE_BY = re.compile(rf"{_PICTURE} (?:by|courtesy of|via|from) (?P<names>.+)", re.IGNORECASE)
_FILE_PHOTO = re.compile(r"FILE(?: PHOTO)? ?[-–—:].*")


def _whole(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


_CAPTION, _LINK = _whole(_CAPTIONS), _whole(_LINKS)


def line_role(line: str, *, below_headline: bool = False) -> str:
    """Return `body`, `byline`, `caption` or `link` for a line or paragraph of an article.

    `below_headline` tells that nothing but bylines stands between the line and the headline:
    there a name alone is a byline. A line without letters and figures is a rule between sections
    and counts as a link. The time is linear in the length.
    """
    if not any(map(str.isalnum, line)):
        return "link"
    if len(line) > _LONGEST:
        return "body"
    line = " ".join(line.split())
    if line[0] in "“\"‘'«`":
        return "body"
    if is_byline(line, below_headline=below_headline):
        return "byline"
    if _is_caption(line):
        return "caption"
    is_link = _LINK.fullmatch(line) or _TEASER.fullmatch(line)
    return "link" if is_link and not _PROSE.search(line) else "body"


def _is_caption(line: str) -> bool:
    if _CAPTION.fullmatch(line) or _FILE_PHOTO.fullmatch(line):
        return True
    if found := _PICTURE_BY.fullmatch(line.strip("()").removesuffix(".")):
        return are_names(found["names"])
    last = line.rfind("(")
    return last >= 0 and _PICTURE_CREDIT.fullmatch(line.removesuffix("."), last) is not None
