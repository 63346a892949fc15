"""The spans of one sentence: which words are quoted, which are attributed, which the outlet's."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from analysis.voice.attributions import Attribution
from analysis.voice.records import Voice
from analysis.voice.sources import FIRST_PERSON
from analysis.voice.tree import Span, Tree
from analysis.voice.words import EMPTY

_WORD = re.compile(r"\w+")
_CLOSING = '”’"»,.;:!?)]'


@dataclass(frozen=True, slots=True)
class Run:
    """Words on end in one voice, as code points of the sentence, and what makes it so.

    `quotation` is the number of the quotation in the article.
    """

    start: int
    end: int
    voice: Voice
    attribution: Attribution | None = None
    quotation: int | None = None


def runs(
    sentence: str,
    tree: Tree | None,
    found: Sequence[Attribution],
    quoted: Sequence[tuple[int, Span]],
) -> list[Run]:
    """Return the runs of a sentence, which cover it from end to end.

    `quoted` holds the number and the place in the sentence of every quotation that is speech.
    """
    if tree is None and not quoted:
        return [Run(0, len(sentence), "outlet")]
    outer = outermost(tree, found, [span for _, span in quoted]) if tree else []
    labelled = _merged(_labelled(sentence, tree, outer, quoted))
    told = [_emptied(run, sentence) for run in labelled]
    return _closed_up(sentence, _merged(iter(told)))


def _emptied(run: Run, sentence: str) -> Run:
    """Return an attributed run without a word of weight as the outlet's: he said that he “…”."""
    if run.voice == "attributed":
        words = _WORD.findall(sentence[run.start : run.end].lower())
        if EMPTY.issuperset(words):
            return Run(run.start, run.end, "outlet")
    return run


def outermost(
    tree: Tree, found: Sequence[Attribution], quoted: Sequence[Span]
) -> list[Attribution]:
    """Return the attributions that the outlet makes: what a source says others say is the source's.

    Of the first person outside quotations, the outlet itself is the source.
    """
    own = [
        each
        for each in found
        if not _inside(tree.spans[each.cue], quoted)
        and (each.source is None or tree.lower[each.source] not in FIRST_PERSON)
    ]
    return [
        each
        for each in own
        if not any(other is not each and each.cue in other.content for other in own)
    ]


def _inside(span: Span, quoted: Sequence[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in quoted)


def _labelled(
    sentence: str,
    tree: Tree | None,
    outer: Sequence[Attribution],
    quoted: Sequence[tuple[int, Span]],
) -> Iterator[Run]:
    """Yield a run for each word."""
    words = tree.spans if tree else [word.span() for word in _WORD.finditer(sentence)]
    by_word = {word: each for each in reversed(outer) for word in _said(tree, each, quoted)}
    for number, span in enumerate(words):
        if not any(map(str.isalnum, sentence[slice(*span)])):
            continue
        quotation = next((n for n, inside in quoted if _inside(span, [inside])), None)
        attribution = by_word.get(number) if tree else None
        voice: Voice = "outlet"
        if quotation is not None:
            voice = "quote"
        elif attribution is not None:
            voice = "attributed"
        yield Run(*span, voice, attribution, quotation)


def _said(
    tree: Tree | None, attribution: Attribution, quoted: Sequence[tuple[int, Span]]
) -> set[int]:
    """Return the words of an attribution without what is joined on behind its quotation.

    In “he insisted that ‘we won’ and left”, parsers make him insist on leaving.
    """
    content = set(attribution.content)
    if tree is None:
        return content
    for _, (start, end) in quoted:
        inside = {word for word in content if start <= tree.spans[word][0] < end}
        for word in content - inside:
            behind = tree.spans[word][0] >= end and tree.heads[word] in inside
            if behind and tree.relations[word] in ("conj", "cc"):
                content -= set(tree.below(word))
    return content


def _merged(words: Iterator[Run]) -> list[Run]:
    found: list[Run] = []
    for word in words:
        last = found[-1] if found else None
        if last and _one(last, word):
            attribution = last.attribution or word.attribution
            found[-1] = Run(last.start, word.end, last.voice, attribution, last.quotation)
        else:
            found.append(word)
    return found


def _one(first: Run, second: Run) -> bool:
    if (first.voice, first.quotation) != (second.voice, second.quotation):
        return False
    return first.voice != "attributed" or first.attribution is second.attribution


def _closed_up(sentence: str, found: Sequence[Run]) -> list[Run]:
    """Return the runs with the marks and blanks between them divided among them."""
    if not found:
        return [Run(0, len(sentence), "outlet")]
    cuts = [0]
    for before, after in pairwise(found):
        cuts.append(before.end + _cut(sentence[before.end : after.start]))
    cuts.append(len(sentence))
    return [
        Run(start, end, run.voice, run.attribution, run.quotation)
        for run, start, end in zip(found, cuts, cuts[1:], strict=False)
    ]


def _cut(gap: str) -> int:
    """Return where to divide what stands between two runs: closing marks go with the first."""
    blank = max((at for at, mark in enumerate(gap) if mark.isspace()), default=-1)
    if blank >= 0:
        return blank + 1
    return 1 + max((at for at, mark in enumerate(gap) if mark in _CLOSING), default=-1)
