"""Whether the one who is named as speaking is the one that people marked as the source."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from validity_polnear import Annotated, Attributed, Spans

from analysis.pipeline import ScoredArticle, ScoredSentence
from analysis.voice import VoiceSpan
from analysis.voice.parser import parse
from analysis.voice.tree import Span, Tree


def source_counts(gold: Annotated, scored: ScoredArticle) -> tuple[int, int, int]:
    """Return how many sources are right, of how many matched, of how many attributions.

    Attributions without a source do not count. Matched is one whose content lies at least half
    in one of our spans that are not the outlet's. Its source is right where that span's speaker
    is named by the word which is the head of the marked source: the one that depends on a word
    outside it.
    """
    known = [each for each in gold.attributions if each.source and each.content]
    owners = span_owners(scored)
    matched = [
        (each, owner)
        for each in known
        if (owner := covering(scored.article.text, each.content, owners)) is not None
    ]
    trees = trees_of(scored, [each for each, _ in matched])
    right = sum(
        owner.source is not None and owner.source == head_of(each.source, scored, trees)
        for each, owner in matched
    )
    return right, len(matched), len(known)


def span_owners(scored: ScoredArticle) -> dict[int, tuple[int, VoiceSpan]]:
    """Return the span of each character of the article that is not the outlet's, and its number.

    The number tells spans of two sentences apart that are otherwise equal.
    """
    spans = (
        (sentence.start, span)
        for sentence in scored.sentences
        for span in sentence.voice.spans
        if span.voice != "outlet"
    )
    return {
        at: (number, span)
        for number, (offset, span) in enumerate(spans)
        for at in range(offset + span.start, offset + span.end)
    }


def covering(
    text: str, content: Spans, owners: Mapping[int, tuple[int, VoiceSpan]]
) -> VoiceSpan | None:
    """Return the span with most of the content's letters and digits, if that is at least half."""
    letters = [at for at in _within(content) if text[at].isalnum()]
    shares = Counter(owners[at] for at in letters if at in owners)
    if not shares:
        return None
    (_, span), most = shares.most_common(1)[0]
    return span if 2 * most >= len(letters) else None


def trees_of(scored: ScoredArticle, attributions: Iterable[Attributed]) -> dict[int, Tree]:
    """Return the tree of every sentence that holds a source, by the sentence's number."""
    needed = {
        sentence.number: scored.article.text[sentence.start : sentence.end]
        for each in attributions
        for sentence in _holding(each.source, scored.sentences)
    }
    return dict(zip(needed, parse(list(needed.values())), strict=True))


def head_of(source: Spans, scored: ScoredArticle, trees: Mapping[int, Tree]) -> Span | None:
    """Return the first word of a source whose own head lies outside it, as a span of the text."""
    inside = set(_within(source))
    for sentence in _holding(source, scored.sentences):
        tree, offset = trees[sentence.number], sentence.start
        for word, (start, end) in enumerate(tree.spans):
            above = tree.heads[word]
            led = above != word and offset + tree.spans[above][0] in inside
            if offset + start in inside and not led:
                return offset + start, offset + end
    return None


def _holding(spans: Spans, sentences: Sequence[ScoredSentence]) -> list[ScoredSentence]:
    return [
        sentence
        for sentence in sentences
        if any(start < sentence.end and sentence.start < end for start, end in spans)
    ]


def _within(spans: Spans) -> Iterator[int]:
    for start, end in spans:
        yield from range(start, end)
