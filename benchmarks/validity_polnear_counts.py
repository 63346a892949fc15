"""What is counted in an article of PolNeAR: sentences, words of content, and sources."""

import re
from collections.abc import Iterable, Sequence

import numpy as np
from validity_metrics import Array
from validity_polnear import Annotated, Spans
from validity_polnear_sources import source_counts
from validity_voice_rows import simple_voice

from analysis.pipeline import ScoredArticle

_WORD = re.compile(r"\w+(?:[’'.-]\w+)*")

# Counts of one article by name: hits, false alarms and misses; or right and tried.
Counts = dict[str, Array]


def article_counts(gold: Annotated, scored: ScoredArticle) -> Counts:
    """Return everything that is counted in one article."""
    text = gold.article.text
    words = np.array([match.start() for match in _WORD.finditer(text)], dtype=int)
    content = _inside(gold.content, text)[words]
    ours = _inside(_others(scored), text)[words]
    own = [(each.start, each.end) for each in scored.sentences]
    labels, worded = outlet_sentences(own, words, content)
    naive_labels, naive_worded = outlet_sentences(gold.sentences, words, content)
    by_voice = np.array([each.voice.voice == "outlet" for each in scored.sentences], dtype=bool)
    right, matched, attributions = source_counts(gold, scored)
    return {
        "sentences": np.array([worded.sum(), naive_worded.sum(), len(words)]),
        "spans": agreement(labels, outlet_sentences(own, words, ours)[0], worded),
        "voice": agreement(labels, by_voice, worded),
        "simple": agreement(labels, _simple(text, own), worded),
        "naive": agreement(
            naive_labels, outlet_sentences(gold.sentences, words, ours)[0], naive_worded
        ),
        "naive_simple": agreement(naive_labels, _simple(text, gold.sentences), naive_worded),
        "content": agreement(content, ours, np.ones(len(words), dtype=bool)),
        "sources": np.array([right, matched]),
        "matched": np.array([matched, attributions]),
        "unmapped": np.array([gold.unmapped]),
    }


def _others(scored: ScoredArticle) -> Iterable[tuple[int, int]]:
    """Yield the spans of the article's text that are not in the outlet's voice."""
    for sentence in scored.sentences:
        for span in sentence.voice.spans:
            if span.voice != "outlet":
                yield sentence.start + span.start, sentence.start + span.end


def _inside(spans: Iterable[tuple[int, int]], text: str) -> Array:
    found = np.zeros(len(text), dtype=bool)
    for start, end in spans:
        found[start:end] = True
    return found


def _simple(text: str, sentences: Sequence[tuple[int, int]]) -> Array:
    own = [simple_voice(text[start:end]) == "outlet" for start, end in sentences]
    return np.array(own, dtype=bool)


def outlet_sentences(
    sentences: Sequence[tuple[int, int]] | Spans, words: Array, inside: Array
) -> tuple[Array, Array]:
    """Return which sentences have under half of their words inside, and which have any words.

    Args:
        sentences: Spans of the text.
        words: Where each word of the text starts, ascending.
        inside: For each word whether it is someone else's.
    """
    edges = np.searchsorted(words, np.array(sentences, dtype=int).reshape(-1, 2))
    before = np.concatenate([[0], np.cumsum(inside)])
    total = edges[:, 1] - edges[:, 0]
    return 2 * (before[edges[:, 1]] - before[edges[:, 0]]) < total, total > 0


def agreement(labels: Array, called: Array, kept: Array) -> Array:
    """Return hits, false alarms and misses among those that are `kept`."""
    labels, called = labels[kept], called[kept]
    return np.array([(labels & called).sum(), (called & ~labels).sum(), (labels & ~called).sum()])
