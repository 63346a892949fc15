"""The words that name a source: which ones, and what to call it."""

from dataclasses import dataclass

from analysis.voice.tree import Span, Tree
from analysis.voice.words import MEN, ROLES, WOMEN

PRONOUNS = frozenset(
    {"he", "she", "they", "who", "that", "which", "whoever", "it", "this", "these", "one"}
)
FIRST_PERSON = frozenset({"i", "we", "you", "us", "me"})
_INSIDE = ("compound", "det", "amod", "nummod", "poss", "case", "prep", "pobj", "quantmod", "nmod")
_MOST_WORDS = 12


@dataclass(frozen=True, slots=True)
class Source:
    """Who is named as the source, as it stands in a sentence.

    `names` holds more than one where several speak together. `head` is the span of the main word,
    in code points of the sentence. `is_name` tells names from a description; `gender` is "f", "m"
    or empty.
    """

    names: tuple[str, ...]
    head: Span
    is_name: bool
    gender: str = ""


def source_of(sentence: str, tree: Tree, head: int) -> Source:
    """Return the source whose main word is `head`.

    Of “the mayor, Ann Lee,” it is Ann Lee; of “the mayor, who”, the mayor.
    """
    mention = head
    if tree.lower[head] in ("who", "that", "which"):
        head = _antecedent(tree, head)
    members = [head, *tree.children(head, "conj")]
    named = [_named(tree, member) for member in members]
    is_name = all(_is_name(tree, each) for each in named)
    if not is_name:
        named = named[:1]
    words = [(_name if _is_name(tree, each) else _description)(tree, each) for each in named]
    spans = [_whole_words(sentence, tree.extent(each)) for each in words]
    gender = _gender({tree.lower[word].rstrip(".") for word in tree.below(head)[:_MOST_WORDS]})
    if tree.lower[head] in ("he", "she"):
        gender = "m" if tree.lower[head] == "he" else "f"
    names = tuple(sentence[slice(*span)] for span in spans)
    return Source(names, tree.spans[mention], is_name, gender)


def _whole_words(sentence: str, span: Span) -> Span:
    """Return a span with the rest of a word that parsers cut at a hyphen: dad-of-four."""
    start, end = span
    while end + 1 < len(sentence) and sentence[end] == "-" and sentence[end + 1].isalnum():
        end += 1
        while end < len(sentence) and sentence[end].isalnum():
            end += 1
    return start, end


def _named(tree: Tree, head: int) -> int:
    """Return the name that stands in apposition to a description, else the word itself."""
    if _is_capital(tree, head):
        return head
    return next((a for a in tree.children(head, "appos") if _is_capital(tree, a)), head)


def _is_name(tree: Tree, word: int) -> bool:
    return _is_capital(tree, word) and tree.lower[word] not in PRONOUNS | FIRST_PERSON


def _antecedent(tree: Tree, pronoun: int) -> int:
    """Return what a relative pronoun stands for; behind a comma, the phrase as a whole.

    In “one engineer of the type, who asked”, parsers let the type ask.
    """
    clause = next((w for w in tree.above(pronoun) if tree.relations[w] == "relcl"), None)
    if clause is None:
        return pronoun
    found = tree.heads[clause]
    if tree.lower[pronoun] == "who" and tree.words[pronoun - 1] == ",":
        while tree.relations[found] == "pobj" and not tree.words[found][:1].isupper():
            found = tree.heads[tree.heads[found]]
            found = tree.heads[found] if tree.relations[found] == "amod" else found
    return found


def _is_capital(tree: Tree, word: int) -> bool:
    return tree.words[word][:1].isupper() and (word > 0 or _in_name(tree, word))


def _in_name(tree: Tree, word: int) -> bool:
    """Tell whether the first word of a sentence is a name: those have no article."""
    return not tree.children(word, "det") and tree.lower[word] not in PRONOUNS | FIRST_PERSON


def _name(tree: Tree, head: int) -> list[int]:
    """Return the capitalised words on end up to `head`, titles left out."""
    first = head
    while first > 0 and tree.words[first - 1][:1].isupper() and _bound(tree, first - 1, head):
        first -= 1
    words = list(range(first, _end_of_name(tree, head) + 1))
    while len(words) > 1 and tree.lower[words[0]].rstrip(".") in ROLES:
        words = words[1:]
    return words


def _end_of_name(tree: Tree, head: int) -> int:
    """Return the last word of a name: the Chamber of Commerce, Builder Wayne Trussock."""
    of = head + 1 < len(tree.words) and tree.lower[head + 1] == "of"
    end = last = head + of
    while end + 1 < len(tree.words) and tree.words[end + 1][:1].isupper():
        if head not in tree.above(end + 1):
            break
        end += 1
    return end if end > last else head


def _bound(tree: Tree, word: int, head: int) -> bool:
    return head in (tree.heads[word], *tree.above(word)) and tree.lower[word] != "the"


def _description(tree: Tree, head: int) -> list[int]:
    """Return the noun phrase of `head` without clauses and appositions."""
    words, waiting = [], [head]
    while waiting:
        current = waiting.pop()
        words.append(current)
        waiting += tree.children(current, *_INSIDE)
    words = sorted(words)
    at = words.index(head)
    # What is on end with the main word: a relative clause may stand before a preposition.
    end = at
    while end + 1 < len(words) and words[end + 1] == words[end] + 1:
        end += 1
    start = at
    while start > 0 and words[start - 1] == words[start] - 1:
        start -= 1
    kept = words[start : end + 1]
    return kept if len(kept) <= _MOST_WORDS else words[start : at + 1][-_MOST_WORDS:]


def _gender(words: set[str]) -> str:
    if words & WOMEN:
        return "f"
    return "m" if words & MEN else ""
