"""Who says what in an article: an owner for each quotation and each attribution."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.sentences import Sentence
from analysis.voice.attributions import Attribution
from analysis.voice.labels import Run, outermost
from analysis.voice.quotations import Quotation
from analysis.voice.sources import source_of
from analysis.voice.speakers import Speakers
from analysis.voice.tree import Span, Tree

# In front of a quotation, as in headlines: “Mayor Lee: …”.
_LABEL = re.compile(r"([A-Z][\w.’'-]*(?: (?:of|the|and|[A-Z][\w.’'-]*)){0,4}): ?")


@dataclass(frozen=True, slots=True)
class Owner:
    """Who says something, by which cue, and where in the article that is named."""

    speaker: str = ""
    verb: str = ""
    loaded: bool = False
    source: Span | None = None


NOBODY = Owner()


@dataclass(frozen=True, slots=True)
class Parsed:
    """A sentence of an article with everything that is known about its words.

    `quoted` holds the number of every quotation that is speech, and its place in the sentence.
    """

    sentence: Sentence
    text: str
    quoted: tuple[tuple[int, Span], ...]
    tree: Tree | None
    found: tuple[Attribution, ...]


class Owners:
    """Who says each run of an article's sentences."""

    def __init__(
        self, text: str, parsed: Sequence[Parsed], quotations: Sequence[Quotation]
    ) -> None:
        self._speakers = Speakers(text, [each.sentence.start for each in parsed])
        self._by_attribution: dict[tuple[int, int], Owner] = {}
        self._by_quotation: dict[int, Owner] = {}
        self._last = NOBODY
        for number, each in enumerate(parsed):
            self._enter(number, each)
        self._from_around(text, parsed, quotations)

    def of(self, number: int, run: Run) -> Owner:
        """Return who says a run of the sentence with this number."""
        if run.quotation is not None:
            return self._by_quotation.get(run.quotation, NOBODY)
        if run.attribution is not None:
            return self._by_attribution.get((number, run.attribution.cue), NOBODY)
        return NOBODY

    def _enter(self, number: int, each: Parsed) -> None:
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

    def _owner(self, each: Parsed, one: Attribution) -> Owner:
        if one.source is None or each.tree is None:
            return Owner("", one.verb, one.loaded)
        source = source_of(each.text, each.tree, one.source)
        start, end = (each.sentence.start + at for at in source.head)
        speaker = self._speakers.resolve(source, start)
        return Owner(speaker, one.verb, one.loaded, (start, end))

    def _from_around(
        self, text: str, parsed: Sequence[Parsed], quotations: Sequence[Quotation]
    ) -> None:
        """Give quotations without an owner in their own sentences the one from around."""
        for number, each in enumerate(quotations):
            if each.label is not None:
                speaker = self._speakers.label(text[slice(*each.label)], each.start)
                self._by_quotation[number] = Owner(speaker, source=each.label)
        self._from_before(text, parsed, quotations)

    def _from_before(
        self, text: str, parsed: Sequence[Parsed], quotations: Sequence[Quotation]
    ) -> None:
        """Let whoever spoke last speak on, unless the outlet speaks for a paragraph between."""
        last, before = NOBODY, 0
        for number, each in enumerate(parsed):
            if "\n\n" in text[before : each.sentence.start] and not each.quoted:
                last = NOBODY
            for quotation, _ in each.quoted:
                owner = self._by_quotation.get(quotation, NOBODY)
                if owner.source is None:
                    by = last if last.source else self._named_before(each, before, text)
                    goes_on = quotations[quotation].continued
                    verb = last if goes_on and not owner.verb else owner
                    owner = Owner(by.speaker, verb.verb, verb.loaded, by.source)
                    self._by_quotation[quotation] = owner
                last = owner
            named = [
                owner
                for one in each.found
                if (owner := self._by_attribution.get((number, one.cue), NOBODY)).speaker
            ]
            last = named[-1] if named else last
            before = each.sentence.end

    def _named_before(self, each: Parsed, before: int, text: str) -> Owner:
        """Return whom the sentence before in the paragraph names first: Ann Lee wept. “Never.”."""
        if not before or "\n\n" in text[before : each.sentence.start]:
            return NOBODY
        named = self._speakers.named_before(each.sentence.start)
        return Owner(named.name, source=named.span) if named else NOBODY


def _saying(tree: Tree, outer: Sequence[Attribution], span: Span) -> Attribution | None:
    """Return the attribution of a quotation: over its words, else the nearest reporting verb."""
    for one in outer:
        if any(span[0] <= tree.spans[word][0] < span[1] for word in one.content):
            return one
    return min(outer, key=lambda one: _distance(tree.spans[one.cue], span), default=None)


def _distance(cue: Span, span: Span) -> int:
    return max(span[0] - cue[1], cue[0] - span[1])
