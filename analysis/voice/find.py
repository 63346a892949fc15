"""Whose words an article holds, sentence by sentence: quotations, attributions, speakers."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from analysis.sentences import Sentence
from analysis.voice.attributions import Attribution, attributions
from analysis.voice.fragments import is_speech, may_be_speech
from analysis.voice.labels import Run, outermost, runs
from analysis.voice.parser import parse
from analysis.voice.quotations import Quotation, find_quotations
from analysis.voice.records import SentenceVoice, Voice, VoiceSpan
from analysis.voice.reporting import lexicon
from analysis.voice.sources import source_of
from analysis.voice.speakers import Speakers
from analysis.voice.tree import Span, Tree

# A sentence with this share of its words quoted, or else attributed, has that voice, chosen on
# the codebook's own examples: who speaks and when often takes more words than what is said.
CARRIES = 0.2
_PROSE = ("headline", "body")
# In front of a quotation, as in headlines: “Mayor Lee: …”.
_LABEL = re.compile(r"([A-Z][^\s:]*(?: [^\s:]+){0,4}): ?")


@dataclass(frozen=True, slots=True)
class Owner:
    """Who says something, by which cue, and where in the article that is named."""

    speaker: str = ""
    verb: str = ""
    loaded: bool = False
    source: Span | None = None


_NOBODY = Owner()


@dataclass(frozen=True, slots=True)
class _Parsed:
    """A sentence of an article with everything that is known about its words.

    `quoted` holds the number of every quotation that is speech, and its place in the sentence.
    """

    sentence: Sentence
    text: str
    quoted: tuple[tuple[int, Span], ...]
    tree: Tree | None
    found: tuple[Attribution, ...]


def find_voices(
    text: str,
    headline_end: int,
    sentences: Sequence[Sentence],
    tick: Callable[[], None] | None = None,
) -> list[SentenceVoice]:
    """Return whose words each of an article's sentences holds, in order.

    `sentences` are those of `split_sentences(text, headline_end)`. Bylines, captions and other
    lines that are no prose are the outlet's. The parser is loaded when the first sentence needs
    it, which takes a second or two. `tick` is called now and then; an exception raised in it
    cancels. Raises `ModelError` where the parser's files are missing or damaged.
    """
    quotations = find_quotations(text, headline_end)
    parsed = _parsed(text, sentences, quotations, tick)
    owners = _Owners(text, parsed, quotations)
    return [_voice(each, number, owners, quotations) for number, each in enumerate(parsed)]


def _parsed(
    text: str,
    sentences: Sequence[Sentence],
    quotations: Sequence[Quotation],
    tick: Callable[[], None] | None,
) -> list[_Parsed]:
    texts = [text[each.start : each.end] for each in sentences]
    placed = [tuple(_within(each, quotations)) if each.role in _PROSE else () for each in sentences]
    needed = [
        number
        for number, each in enumerate(sentences)
        if each.role in _PROSE and _needs_tree(texts[number], placed[number], quotations)
    ]
    trees = dict(zip(needed, parse([texts[number] for number in needed], tick), strict=True))
    found = []
    for number, each in enumerate(sentences):
        tree = trees.get(number)
        own = tuple(attributions(tree)) if tree else ()
        spoken = tuple(
            (quotation, span)
            for quotation, span in placed[number]
            if quotations[quotation].kind != "fragment"
            or (tree and is_speech(texts[number][slice(*span)], span, tree, own))
        )
        found.append(_Parsed(each, texts[number], spoken, tree, own))
    return found


def _within(sentence: Sentence, quotations: Sequence[Quotation]) -> Iterator[tuple[int, Span]]:
    """Yield the number of each quotation in a sentence, and its place there."""
    # They are in order, and so are the sentences: nothing before the first is looked at again.
    first = bisect_right(quotations, sentence.start, key=lambda each: each.end)
    for number in range(first, len(quotations)):
        start, end = quotations[number].start, quotations[number].end
        if start >= sentence.end:
            return
        start, end = max(start, sentence.start), min(end, sentence.end)
        yield number, (start - sentence.start, end - sentence.start)


def _needs_tree(
    text: str, placed: Sequence[tuple[int, Span]], quotations: Sequence[Quotation]
) -> bool:
    """Tell whether a sentence has a cue word outside quotations, or quoted words to judge."""
    outside, reached = [], 0
    for number, (start, end) in placed:
        if quotations[number].kind == "fragment":
            if may_be_speech(text[start:end]):
                return True
            continue
        outside.append(text[reached:start])
        reached = end
    rest = " ".join([*outside, text[reached:]])
    return _cue_pattern().search(rest) is not None


@cache
def _cue_pattern() -> re.Pattern[str]:
    known = lexicon()
    words = {
        *known.verbs,
        *known.nouns,
        *known.adjectives,
        *known.adverbs,
        "according",
        "in the words",
    }
    return re.compile(rf"\b(?:{'|'.join(sorted(words))})\b", re.IGNORECASE)


class _Owners:
    """Who says what in an article: an owner for each attribution and each quotation."""

    def __init__(
        self, text: str, parsed: Sequence[_Parsed], quotations: Sequence[Quotation]
    ) -> None:
        self._speakers = Speakers(text, [each.sentence.start for each in parsed])
        self._by_attribution: dict[tuple[int, int], Owner] = {}
        self._by_quotation: dict[int, Owner] = {}
        self._last = _NOBODY
        for number, each in enumerate(parsed):
            self._enter(number, each)
        self._from_around(text, parsed, quotations)

    def of(self, number: int, run: Run) -> Owner:
        """Return who says a run of the sentence with this number."""
        if run.quotation is not None:
            return self._by_quotation.get(run.quotation, _NOBODY)
        if run.attribution is not None:
            return self._by_attribution.get((number, run.attribution.cue), _NOBODY)
        return _NOBODY

    def _enter(self, number: int, each: _Parsed) -> None:
        spans = [span for _, span in each.quoted]
        outer = outermost(each.tree, each.found, spans) if each.tree else []
        for one in outer:
            self._by_attribution[number, one.cue] = self._owner(each, one)
        for quotation, span in each.quoted:
            said = _saying(each.tree, outer, span) if each.tree else None
            if said is not None:
                owner = self._by_attribution[number, said.cue]
                if owner.speaker or quotation not in self._by_quotation:
                    self._by_quotation[quotation] = owner
            elif label := _LABEL.fullmatch(each.text[: span[0]]):
                speaker = self._speakers.label(label.group(1), each.sentence.start)
                start, end = (each.sentence.start + at for at in label.span(1))
                self._by_quotation[quotation] = Owner(speaker, source=(start, end))

    def _owner(self, each: _Parsed, one: Attribution) -> Owner:
        if one.source is None or each.tree is None:
            return Owner("", one.verb, one.loaded)
        source = source_of(each.text, each.tree, one.source)
        start, end = (each.sentence.start + at for at in source.head)
        speaker = self._speakers.resolve(source, start)
        return Owner(speaker, one.verb, one.loaded, (start, end))

    def _from_around(
        self, text: str, parsed: Sequence[_Parsed], quotations: Sequence[Quotation]
    ) -> None:
        """Give quotations without an owner in their own sentences the one from around."""
        for number, each in enumerate(quotations):
            if each.label is not None:
                speaker = self._speakers.label(text[slice(*each.label)], each.start)
                self._by_quotation[number] = Owner(speaker, source=each.label)
        self._from_before(text, parsed, quotations)

    def _from_before(
        self, text: str, parsed: Sequence[_Parsed], quotations: Sequence[Quotation]
    ) -> None:
        """Let whoever spoke last speak on, unless the outlet speaks for a paragraph between."""
        last, before = _NOBODY, 0
        for number, each in enumerate(parsed):
            if "\n\n" in text[before : each.sentence.start] and not each.quoted:
                last = _NOBODY
            for quotation, _ in each.quoted:
                owner = self._by_quotation.get(quotation, _NOBODY)
                if owner.source is None:
                    goes_on = quotations[quotation].continued
                    verb = last if goes_on and not owner.verb else owner
                    owner = Owner(last.speaker, verb.verb, verb.loaded, last.source)
                    self._by_quotation[quotation] = owner
                last = owner
            named = [
                owner
                for one in each.found
                if (owner := self._by_attribution.get((number, one.cue), _NOBODY)).speaker
            ]
            last = named[-1] if named else last
            before = each.sentence.end


def _saying(tree: Tree, outer: Sequence[Attribution], span: Span) -> Attribution | None:
    """Return the attribution of a quotation: over its words, else the nearest reporting verb."""
    for one in outer:
        if any(span[0] <= tree.spans[word][0] < span[1] for word in one.content):
            return one
    return min(outer, key=lambda one: _distance(tree.spans[one.cue], span), default=None)


def _distance(cue: Span, span: Span) -> int:
    return max(span[0] - cue[1], cue[0] - span[1])


def _voice(
    each: _Parsed, number: int, owners: _Owners, quotations: Sequence[Quotation]
) -> SentenceVoice:
    spans = tuple(
        _span(each.text, run, owners.of(number, run))
        for run in runs(each.text, each.tree, each.found, each.quoted)
    )
    unsure = any(quotations[quotation].unsure for quotation, _ in each.quoted)
    return SentenceVoice(voice_of(spans), spans, unsure)


def _span(text: str, run: Run, owner: Owner) -> VoiceSpan:
    piece = text[run.start : run.end]
    start = run.start + len(piece) - len(piece.lstrip())
    end = run.start + len(piece.rstrip())
    words = len(piece.split())
    if run.voice == "outlet":
        return VoiceSpan(start, end, words, run.voice)
    reports = run.voice == "quote" or bool(run.attribution and run.attribution.reports)
    return VoiceSpan(
        start,
        end,
        words,
        run.voice,
        owner.speaker,
        owner.verb,
        owner.loaded,
        owner.source,
        reports,
    )


def voice_of(spans: Sequence[VoiceSpan]) -> Voice:
    """Return the voice of a sentence from that of its spans."""
    total = sum(span.words for span in spans)
    for voice in ("quote", "attributed"):
        if total and sum(s.words for s in spans if s.voice == voice) >= CARRIES * total:
            return voice
    return "outlet"
