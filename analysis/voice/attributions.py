"""Who says, thinks or wants what, in one sentence: cue, source and content from its tree."""

from collections.abc import Iterator
from dataclasses import dataclass

from analysis.voice.reporting import Verb, lexicon
from analysis.voice.tree import Tree
from analysis.voice.words import BECOMING, CIRCUMSTANCE, DAYS, FELT, FOLLOWING, OMENS

_NOMINAL = ("det", "poss", "amod", "nummod")
_AS_NOUN = (*("nsubj", "nsubjpass", "dobj", "pobj", "attr", "appos", "compound", "poss"), "amod")


@dataclass(frozen=True, slots=True)
class Attribution:
    """What a cue word attributes; all words by their numbers in the tree.

    `source` is the head word of whose words they are, None where nobody is named; `loaded`
    tells whether the verb itself judges, `reports` whether a whole clause is reported: “said it
    was late” does, “criticised the delay” and “promised to hurry” do not.
    """

    cue: int
    verb: str
    loaded: bool
    source: int | None
    content: tuple[int, ...]
    reports: bool = False


def attributions(tree: Tree) -> list[Attribution]:
    """Return the attributions of a sentence, in the order of their cues.

    A reporting verb without anything under it is there too, with no content: what it attributes
    may be a quotation.
    """
    return [made for word in range(len(tree.words)) for made in _of(tree, word)]


def _of(tree: Tree, word: int) -> Iterator[Attribution]:
    known, lower = lexicon(), tree.lower[word]
    verb = known.verbs.get(lower)
    if verb is not None and _is_verb(tree, word) and not _is_no_speech(tree, word, verb):
        yield _by_verb(tree, word, verb)
    elif lower in known.nouns:
        yield _by_noun(tree, word)
    elif lower in known.adjectives:
        yield _by_adjective(tree, word)
    elif lower in known.adverbs and tree.relations[word] == "advmod":
        clause = tuple(tree.below(tree.heads[word]))
        yield Attribution(word, lower, False, None, clause, reports=True)
    elif lower == "according":
        yield _according(tree, word)
    elif lower == "words" and tree.lower[tree.heads[word]] == "in":
        yield _in_the_words(tree, word)


def _is_verb(tree: Tree, word: int) -> bool:
    if tree.children(word, "nsubj", "nsubjpass", "aux", "auxpass", "ccomp", "xcomp", "dobj"):
        return not tree.children(word, "det", "poss")
    return tree.relations[word] not in _AS_NOUN and not tree.children(word, *_NOMINAL)


def _is_no_speech(tree: Tree, word: int, verb: Verb) -> bool:
    """Tell whether it is a thing or a fact that “promises to be cold” or “suggests that …”."""
    becomes = any(tree.lower[child] in BECOMING for child in tree.children(word, "xcomp"))
    follows = any(tree.lower[child] == "which" for child in tree.children(word, "nsubj"))
    return (verb.base in OMENS and becomes) or (verb.base in FOLLOWING and follows)


def _by_verb(tree: Tree, word: int, verb: Verb) -> Attribution:
    content: set[int] = set()
    passive = bool(tree.children(word, "nsubjpass", "auxpass"))
    if verb.clause:
        content |= _clauses(tree, word) or _around(tree, word)
    reports = bool(content)
    if verb.infinitive:
        for child in tree.children(word, "xcomp"):
            content |= set(tree.below(child))
    if verb.object and not passive and not content:
        content |= _objects(tree, word)
    if not content:
        for child in tree.children(word, "prep", "prt", "advmod"):
            if tree.lower[child] in verb.prepositions:
                content |= set(tree.below(child))
        if content:
            content |= _objects(tree, word)
    words = tuple(sorted(content - {word}))
    return Attribution(word, verb.base, verb.loaded, _source(tree, word), words, reports)


def _clauses(tree: Tree, word: int) -> set[int]:
    found: set[int] = set()
    for child in tree.children(word, "ccomp"):
        found |= set(tree.below(child))
    return found


def _around(tree: Tree, word: int) -> set[int]:
    """Return the clause around a parenthesis: the vote, Smith said, was close."""
    relation, head = tree.relations[word], tree.heads[word]
    if relation == "parataxis" or (
        relation == "advcl" and any(tree.lower[c] == "as" for c in tree.children(word, "mark"))
    ):
        return set(tree.below(head)) - set(tree.below(word))
    return set()


def _objects(tree: Tree, word: int) -> set[int]:
    found: set[int] = set()
    for child in tree.children(word, "dobj", "oprd", "xcomp", "acomp", "prep", "agent"):
        if child > word and not (
            tree.relations[child] in ("prep", "agent") and (not found or _is_when(tree, child))
        ):
            found |= set(tree.below(child))
    return found


def _is_when(tree: Tree, preposition: int) -> bool:
    below = {tree.lower[each] for each in tree.below(preposition)}
    return bool(below & DAYS) or tree.lower[preposition] in CIRCUMSTANCE | {"in", "at", "by"}


def _by_noun(tree: Tree, word: int) -> Attribution:
    content: set[int] = set()
    for child in tree.children(word, "acl", "ccomp", "relcl", "prep"):
        relation, first = tree.relations[child], tree.lower[tree.below(child)[0]]
        if (relation in ("acl", "ccomp") and first in ("that", "to", "if", "whether")) or (
            relation == "prep" and first in ("about", "for", "against", "that")
        ):
            content |= set(tree.below(child))
    owner = tree.child(word, "poss")
    if owner is None and tree.relations[word] == "dobj":
        owner = _source(tree, tree.heads[word])
    return Attribution(word, tree.lower[word], False, owner, tuple(sorted(content)))


def _by_adjective(tree: Tree, word: int) -> Attribution:
    content: set[int] = set()
    for child in tree.children(word, "ccomp", "prep"):
        if tree.relations[child] == "ccomp" or tree.lower[child] in ("about", "of"):
            content |= set(tree.below(child))
    return Attribution(
        word, tree.lower[word], False, _source(tree, tree.heads[word]), tuple(sorted(content))
    )


def _according(tree: Tree, word: int) -> Attribution:
    phrase = set(tree.below(word))
    clause = set(tree.below(tree.heads[word])) - phrase
    to = tree.child(word, "prep")
    source = tree.child(to, "pobj") if to is not None else None
    return Attribution(word, "according to", False, source, tuple(sorted(clause)), reports=True)


def _in_the_words(tree: Tree, word: int) -> Attribution:
    phrase = tree.heads[word]
    clause = set(tree.below(tree.heads[phrase])) - set(tree.below(phrase))
    of = tree.child(word, "prep")
    source = tree.child(of, "pobj") if of is not None else tree.child(word, "poss")
    behind = tuple(sorted(each for each in clause if each > word))
    return Attribution(word, "in the words of", False, source, behind, reports=True)


def _source(tree: Tree, word: int) -> int | None:
    """Return who says it: the subject of the verb, or of the verb that it hangs on."""
    for verb in (word, *tree.above(word)):
        agent = tree.child(verb, "agent")
        if agent is not None:
            return tree.child(agent, "pobj")
        subject = tree.child(verb, "nsubj")
        if subject is not None:
            return None if tree.lower[subject] == "there" else subject
        passive = tree.child(verb, "nsubjpass")
        if passive is not None:
            return passive if tree.lower[verb] in FELT else None
        if tree.relations[verb] == "acl":
            return tree.heads[verb]
        if tree.relations[verb] not in ("conj", "xcomp", "advcl", "pcomp", "aux", "prep", "ccomp"):
            return None
    return None
