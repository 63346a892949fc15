"""Whose words an article holds, sentence by sentence: quotations, attributions, speakers."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from analysis.sentences import Sentence
from analysis.voice.attributions import Attribution, attributions
from analysis.voice.drafts import Chances, Draft, Drafted, draft
from analysis.voice.fragments import is_speech
from analysis.voice.labels import Run, runs
from analysis.voice.owners import Owner, Owners, Parsed
from analysis.voice.parser import parse
from analysis.voice.quotations import Quotation
from analysis.voice.records import SentenceVoice, Voice, VoiceSpan
from analysis.voice.tree import Span, Tree

# A sentence with this share of its words quoted, or else attributed, has that voice, chosen on
# the codebook's own examples: who speaks and when often takes more words than what is said.
CARRIES = 0.2


def find_voices(
    text: str,
    headline_end: int,
    sentences: Sequence[Sentence],
    chances: Sequence[Chances],
    tick: Callable[[], None] | None = None,
) -> list[SentenceVoice]:
    """Return whose words each of an article's sentences holds by the rules, in order.

    `sentences` are those of `split_sentences(text, headline_end)`, `chances` a model's probability
    of each voice for each of them, or empty: a sentence without quotations that is surely the
    outlet's is not parsed. Bylines, captions and other lines that are no prose are the outlet's.
    The parser is loaded when the first sentence needs it, which takes a second or two. `tick` is
    called now and then; an exception raised in it cancels. Raises `ModelError` where the
    parser's files are missing or damaged.
    """
    drafted = draft(text, headline_end, sentences, chances)
    return _told(drafted, parse(drafted.to_parse, tick))


def voices_alone(texts: Sequence[str], chances: Sequence[Chances]) -> list[SentenceVoice]:
    """Return whose words texts hold, each a sentence by itself; see `find_voices`."""
    drafts = [
        draft(text, 0, [Sentence(0, len(text), "body")], [own])
        for text, own in zip(texts, chances, strict=True)
    ]
    trees = iter(parse([text for each in drafts for text in each.to_parse]))
    return [_told(each, list(islice(trees, len(each.to_parse))))[0] for each in drafts]


def _told(article: Draft, trees: Sequence[Tree]) -> list[SentenceVoice]:
    left = iter(trees)
    parsed = [
        _parsed(each, next(left) if each.needed else None, article) for each in article.sentences
    ]
    owners = Owners(article.text, parsed, article.quotations)
    return [_voice(each, number, owners, article.quotations) for number, each in enumerate(parsed)]


def _outside(tree: Tree, fragments: Sequence[Span]) -> Iterator[Attribution]:
    """Yield the attributions of a sentence whose cue is no word of somebody else's."""
    for one in attributions(tree):
        at = tree.spans[one.cue][0]
        if not any(start <= at < end for start, end in fragments):
            yield one


def _is_fragment(article: Draft, number: int) -> bool:
    return article.quotations[number].kind == "fragment"


def _parsed(each: Drafted, tree: Tree | None, article: Draft) -> Parsed:
    fragments = [span for number, span in each.placed if _is_fragment(article, number)]
    found = tuple(_outside(tree, fragments)) if tree else ()
    spoken = tuple(
        (number, span)
        for number, span in each.placed
        if not _is_fragment(article, number)
        or (tree and is_speech(each.text[slice(*span)], span, tree, found))
    )
    return Parsed(each.sentence, each.text, spoken, tree, found)


def _voice(
    each: Parsed, number: int, owners: Owners, quotations: Sequence[Quotation]
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
