"""Quoted words that are no clause by themselves: speech, or a scare quote, a title, a name."""

from collections.abc import Sequence

from analysis.voice.attributions import Attribution
from analysis.voice.tree import Span, Tree

# As the codebook of our annotations has it, a quoted predicate or clause is a quotation, a quoted
# noun phrase or a single word is part of what is reported.
_PREDICATES = frozenset({"ccomp", "xcomp", "pcomp", "advcl", "acl", "relcl"})
_SHORT, _LONG = 3, 5


def may_be_speech(text: str) -> bool:
    """Tell whether a fragment is long enough to be speech with nobody named, and no title."""
    words = text.split()
    return len(words) >= _LONG and any(len(w) > 3 and w[0].islower() for w in words[1:])


def is_speech(text: str, span: Span, tree: Tree, found: Sequence[Attribution]) -> bool:
    """Tell whether a fragment at `span` of a sentence is a predicate that somebody said.

    It holds a verb of its own, and either is long or stands in what an attribution reports.
    `text` is the fragment.
    """
    inside = {number for number, word in enumerate(tree.spans) if span[0] <= word[0] < span[1]}
    verbs = {word for word in inside if _is_predicate(tree, word)}
    if not verbs:
        return False
    reported = any(verbs.intersection(one.content) and one.cue not in inside for one in found)
    return may_be_speech(text) or (reported and len(text.split()) >= _SHORT)


def _is_predicate(tree: Tree, word: int) -> bool:
    return tree.relations[word] in _PREDICATES or bool(
        tree.children(word, "nsubj", "nsubjpass", "aux", "auxpass")
    )
