"""What news does at the end of a sentence: the rules that answer before nupunkt does.

Each rule looks at one mark and what stands around it, and says that a sentence ends there, that
it goes on, or nothing. The first that speaks decides. All work on a bounded piece of text.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from analysis.sentences.words import ABBREVIATIONS, BETWEEN, NUMBERED, SAYING, STARTERS, TITLES

_OPENS = r"[“‘«(\[{]*"
_CAPITAL = re.compile(rf"{_OPENS}(?:[^\W\d_a-z]|[a-z][A-Z])")
_LOWER = re.compile(rf"{_OPENS}[^\W\d_A-Z]")
_FIGURE = re.compile(rf"{_OPENS}[£$€]?\d")
_FIRST_WORD = re.compile(rf"{_OPENS}(?P<word>[A-Z][a-z]*(?:['’][a-z]+)?)(?![\w.]|-\w)")
_ELIDED = re.compile(r"(?:[“‘«]\s?(?:…|\.\s?\.\s?\.)\s?|…)[A-Z]")
_OPENED = re.compile(r"[“‘«(\[]\s?(?:\.\s?)*$")
_GOES_ON = re.compile(r"[,;:)\]}—–.!?%]|-+\s")
_NO_BLANK = re.compile(r"[“‘«]?[A-Z][a-z]*(?=[\s,’'])(?!(?:Com|Org|Net|Co|Gov|Edu|Io)\b)")
_NOT_A_NAME = "|".join(sorted(word.title() for word in STARTERS if word.isalpha()))
_ATTRIBUTION = re.compile(
    rf"(?!(?:{_NOT_A_NAME})\s)(?:(?:[A-Z][\w.’'-]*|al|bin|de|der|of|van|von)\s){{1,7}}"
    rf"(?:{'|'.join(sorted(SAYING))})(?:[,.;:!?]|$|\s(?:about|after|again|aloud|angrily|as|at|back"
    r"|before|during|from|her|him|his|in|inside|into|later|loudly|me|of|on|outside|over|quietly"
    r"|reporters|them|through|to|us|when|while|with)\b)"
)
_WHEN = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tues?|Wed|Thu(?:rs)?|Fri|Sat|Sun)\."
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
    r"|Eastern|Central|Mountain|Pacific|Greenwich|Local|[A-Z]{1,4}T|UTC)(?!\w)"
)
_ENUMERATOR = re.compile(r"(?:^|[:;.!?”’)]\s)\(?(?:\d{1,2}|[a-z]|[ivx]{2,4})$")
_DOTTED = re.compile(r"(?:[^\W\d_]\.-?)*[^\W\d_]")
_COMPANY = re.compile(r"(?:Inc|Corp|Co|Ltd)\b")
_PRONOUN = re.compile(r"\b(?:and|as|am|but|did|do|not|or|than) I$")


@dataclass(frozen=True, slots=True)
class Stop:
    """A mark that may end a sentence, and what stands around it.

    `before` is the text up to the mark and `after` the text from the next character that is not
    blank, both cut; `word` is what the mark is glued to, opening marks left out; `close` holds
    the closing quotation marks and brackets; `noted` tells that a footnote's mark or an emoji
    follows them, `glued` that no blank does, `heading` that the paragraph ends without a mark.
    """

    before: str
    word: str
    mark: str
    close: str
    noted: bool
    glued: bool
    after: str
    heading: bool

    @property
    def part(self) -> str:
        """The last part of the word: `Sen` of `then-Sen`."""
        return self.word.rsplit("-", 1)[-1]

    @property
    def is_full_stop(self) -> bool:
        """Whether the mark is one full stop and nothing closes after it."""
        return self.mark == "." and not self.close

    @property
    def is_ellipsis(self) -> bool:
        """Whether the mark is an ellipsis and nothing closes after it."""
        return (self.mark[0] == "…" or self.mark == "...") and not self.close

    @property
    def before_capital(self) -> bool:
        """Whether a capital follows; the small letter of iPad counts as one."""
        return _CAPITAL.match(self.after) is not None

    @property
    def before_starter(self) -> bool:
        """Whether a capitalised word follows that mostly opens sentences."""
        found = _FIRST_WORD.match(self.after)
        return found is not None and found["word"].replace("’", "'").lower() in STARTERS


def verdict(stop: Stop) -> bool | None:
    """Return True where a sentence ends, False where it goes on, None where no rule speaks."""
    return next((said for rule in _RULES if (said := rule(stop)) is not None), None)


def _glued(stop: Stop) -> bool | None:
    """ended.The next: a blank is missing; example.com, 3.5 and U.S.-led: none is."""
    if not stop.glued:
        return None
    if stop.is_ellipsis:
        return bool(stop.word) and stop.before_starter
    end = stop.word[-1:] if stop.close else stop.word[-2:].rjust(2)
    if not (end.isalpha() and end.islower()) or stop.word == "www":
        return False
    if stop.part.lower() in TITLES or not set("@/").isdisjoint(stop.word):
        return False
    return _NO_BLANK.match(stop.after) is not None


def _elision(stop: Stop) -> bool | None:
    """I was late. ... I ran; and “… We ran” opens its own sentence."""
    if _ELIDED.match(stop.after) and stop.word:
        return True
    if stop.word or not set(stop.mark) <= {".", "…"}:
        return None
    if _OPENED.search(stop.before):
        return False
    ends = stop.is_ellipsis and stop.before.rstrip()[-1:] in set(".!?")
    return True if ends and stop.before_capital else None


def _goes_on(stop: Stop) -> bool | None:
    """A comma, a dash or a closing bracket follows."""
    return False if _GOES_ON.match(stop.after) else None


def _small_letter(stop: Stop) -> bool | None:
    """“Why?” she asked. Only after a plain word: some write without capitals."""
    if stop.before_capital or not _LOWER.match(stop.after):
        return None
    plain = stop.is_full_stop and len(stop.word) > 2 and stop.word.isalpha()
    return None if plain and stop.part.lower() not in ABBREVIATIONS else False


def _noted(stop: Stop) -> bool | None:
    """It has shrunk by half.[3] The fish are gone."""
    return True if stop.noted and stop.before_capital else None


def _attribution(stop: Stop) -> bool | None:
    """“Why?” Whitlow asked."""
    quoted = stop.close[:1] in set("”’»'") and stop.mark != "."
    return False if quoted and _ATTRIBUTION.match(stop.after) else None


def _company(stop: Stop) -> bool | None:
    """Zingo! Inc."""
    return False if stop.mark == "!" and _COMPANY.match(stop.after) else None


def _enumerator(stop: Stop) -> bool | None:
    """There are two steps: 1. Close the quay. 2. Move the market."""
    if not stop.is_full_stop or not (found := _ENUMERATOR.search(stop.before)):
        return None
    previous = stop.before[: found.start() + 1].rsplit(" ", 1)[-1]
    return None if previous.rstrip(".").lower() in ABBREVIATIONS else False


def _time_of_day(stop: Stop) -> bool | None:
    """At 4 p.m. Crews arrived; at 4 p.m. Monday."""
    if stop.word.lower() not in {"a.m", "p.m"} or not stop.before_capital:
        return None
    return not _WHEN.match(stop.after)


def _pronoun(stop: Stop) -> bool | None:
    """It was only the driver and I. The rest had walked."""
    return True if stop.is_full_stop and _PRONOUN.search(stop.before) else None


def _number_or_no(stop: Stop) -> bool | None:
    """No. 10, p. 46 and Jan. 12 go on; she said no. Ten minutes later she left."""
    if stop.part.lower() in NUMBERED and stop.is_full_stop and _FIGURE.match(stop.after):
        return False
    return True if stop.word.lower() == "no" and stop.before_capital else None


def _abbreviation(stop: Stop) -> bool | None:
    """U.S. Treasury goes on, U.S. The does not, Mr. always does."""
    short = stop.part.lower()
    dotted = _DOTTED.fullmatch(stop.word) is not None
    if stop.mark != "." or not (dotted or short in ABBREVIATIONS):
        return None
    title = short in TITLES - {"st"} and stop.part[0].isupper()
    if title or short in BETWEEN or stop.heading:
        return False
    if stop.before_starter or (short == "etc" and stop.before_capital):
        return True
    return False if stop.before_capital else None


# True: a sentence ends here; False: it goes on; None: nothing to say.
_RULES: tuple[Callable[[Stop], bool | None], ...] = (
    _glued,
    _elision,
    _goes_on,
    _small_letter,
    _noted,
    _attribution,
    _company,
    _enumerator,
    _time_of_day,
    _pronoun,
    _number_or_no,
    _abbreviation,
)
