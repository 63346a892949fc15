"""What sentence splitters, scrapers and keyboards leave behind, which is no part of a sentence.

The bundled model must give a sentence the same score whether its quotation marks are curly, its
blanks doubled, its full stop missing, a list's dash before it or the agency's name behind it. So
marks of one kind are read as one mark, and what stands around the sentence is not read at all.
Everything here keeps offsets: a character becomes another one, or a span is left out.
"""

import re

_SINGLE, _DOUBLE, _DASHES, _BLANKS = "‘’‚‛ʼ´`′", "“”„‟«»″", "—―‒−", "\u00a0\u2007\u202f\u2009\u200a"
_ALIKE = str.maketrans(
    dict.fromkeys(_SINGLE, "'")
    | dict.fromkeys(_DOUBLE, '"')
    | dict.fromkeys(_DASHES, "–")
    | dict.fromkeys(_BLANKS, " ")
)
_BEFORE = re.compile(r"\s*(?:[•‣◦▪●·*>|–—―‒-]{1,3}\s+|[•‣◦▪●]\s*)*")
_AGENCY = (
    r"(?:Reuters|AP|AFP|PA|UPI|dpa|DPA|EFE|ANSA|Xinhua|Bloomberg|ANI|PTI|IANS|TASS|CNN|BBC|NPR"
    r"|Associated Press|Press Association|Agence France-Presse)"
)
_MAKER = r"(?:News|Press|Agency|Newswire|Wire|Media|Photos?|Pictures?|Images|Handout|File|Courtesy)"
_CREDIT = (
    r"(?:Source|Photo|Photograph|Photography|Picture|Image|Video|Graphic|Credit|Translation"
    r"|Reporting|Additional reporting|Editing|Writing|Compiled|Illustration|Read more|Updated"
    r"|Last updated|First published|Originally published)"
)
# Each begins behind the sentence's own final mark, or says plainly what it is.
_SOURCE = re.compile(
    rf"""(?<=[^\s])\s*(?:
        [(\[](?:{_AGENCY}\b[^()\[\]]{{0,60}}|[^()\[\]]{{0,60}}\b{_MAKER}\b[^()\[\]]{{0,60}})[)\]]
        |\s[–—―-]{{1,2}}\s*{_AGENCY}
        |[|]\s?[^|\n]{{2,60}}
        |©[^\n]{{0,80}}
        |(?<=[.!?"'”’)\]\n])\s*(?:[–—―-]{{1,2}}\s*)?{_CREDIT}(?:\s(?:by|from)\s|:\s)[^\n]{{0,120}}
    )\s*\Z""",
    re.VERBOSE,
)
_STOP = re.compile(r"(?<![.…])\.\s*\Z|\s+\Z")
_LOOKED_AT = 400


def unified(sentence: str) -> str:
    """Return `sentence`, as long as before, with marks and blanks of one kind made the same."""
    return sentence.translate(_ALIKE)


def core(sentence: str) -> tuple[int, int]:
    """Return where the sentence itself begins and ends, as (start, end).

    Leaves out blanks, list marks before it, source lines behind it (at most two), and one final
    full stop. A text that would be left without a letter or digit is its own core.
    """
    start = _BEFORE.match(sentence).end()  # type: ignore[union-attr]  # matches the empty string
    end = len(sentence)
    for _ in range(2):
        tail = max(start, end - _LOOKED_AT)
        source = _SOURCE.search(sentence[tail:end])
        end = tail + source.start() if source else end
    tail = max(start, end - _LOOKED_AT)
    stop = _STOP.search(sentence[tail:end])
    end = tail + stop.start() if stop else end
    if any(map(str.isalnum, sentence[start:end])):
        return start, end
    return 0, len(sentence)
