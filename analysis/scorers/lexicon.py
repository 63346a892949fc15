"""The baseline: word lists with negation."""

import math
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import accumulate
from pathlib import Path

from analysis.config import LexiconModel
from analysis.errors import ModelError
from analysis.resources import locate
from analysis.scorers.base import Cue, Explanation, SentenceScore, Target
from analysis.scorers.verify import verify_files
from analysis.scorers.wordlist import PUNCTUATION, Match, Token, WordList, read_word_list, tokenise

TARGETED = "sentiment"
NEGATION_REACH = 3
# The words between a term and a target that halve its weight.
HALF_WAY = 10
_CLAUSE_ENDS = PUNCTUATION | {"but", "yet", "although", "though", "while"}


class LexiconScorer:
    """Scores by the weighted phrases of the word lists that `model` names.

    `folder` is where a relative source is looked for first. A sentence's score on a measure is
    `p - n`: `p` joins its positive weights as `1 - (1 - w1)(1 - w2)…`, `n` the absolute values of
    its negative ones likewise, so that the score stays within [-1, 1], or [0, 1] where no weight
    is negative, and each further word adds less.

    A negation up to three words before a term, in the same clause, turns the weight towards the
    opposite (`flip`: a share of it with the other sign, the share being the negation's own
    weight), takes it away (`remove`) or leaves it (`ignore`), as the measure's mapping says.
    Turning it only part of the way follows Polanyi and Zaenen (2006), "Contextual valence
    shifters", and Taboada et al. (2011), "Lexicon-based methods for sentiment analysis":
    "not excellent" is not "terrible".

    Raises `ModelError` when a list is missing, malformed or not the one its hash names.
    """

    def __init__(self, model: LexiconModel, folder: Path) -> None:
        source = locate(model.source, folder)
        if source is None:
            raise ModelError(
                f"The word lists of the model {model.name!r} are not in {folder / model.source}. "
                "Restore that folder, or correct the model's source in models.yaml."
            )
        verify_files(model, source)
        self._model = model
        self._negations = read_word_list(source / model.negations)
        self._lists = {
            measure: read_word_list(source / mapping.terms)
            for measure, mapping in model.scores.items()
        }

    def score(
        self, sentences: Sequence[str], targets: Sequence[Target] | None = None
    ) -> list[SentenceScore]:
        """Score `sentences`; `targets`, where given, holds one (start, end) for each.

        With targets, `target_sentiment` weighs each sentiment term by its distance to the target
        in words (Ding, Liu and Yu 2008, "A holistic lexicon-based approach to opinion mining"):
        fully beside it, by half ten words on. One over the distance, as they have it, suited
        reviews; on news it was far worse (NewsMTSC train, macro-F1 0.456 against 0.570). Terms
        inside the target are part of a name and do not count. Raises `ModelError` when there is
        no list for sentiment.
        """
        if targets is None:
            return [self._score(sentence, None) for sentence in sentences]
        if TARGETED not in self._lists:
            raise ModelError(
                f"The model {self._model.name!r} has no list for {TARGETED!r} and cannot score "
                "targets. Add one to it in models.yaml, or score without targets."
            )
        return [self._score(*pair) for pair in zip(sentences, targets, strict=True)]

    def explain(self, sentence: str) -> tuple[Explanation, ...]:
        """Explain the score of `sentence` on each measure by the listed phrases that count."""
        cues = self._score(sentence, None).cues
        return tuple(
            Explanation(measure, "lists", tuple(cue for cue in cues if cue.measure == measure))
            for measure in self._lists
        )

    def _score(self, sentence: str, target: Target | None) -> SentenceScore:
        tokens = tokenise(sentence)
        negated = {match.last: match.weight for match in self._negations.find(tokens)}
        terms = {
            measure: self._terms(measure, words, tokens, negated)
            for measure, words in self._lists.items()
        }
        values = {
            measure: _joined([term.weight for term in found]) for measure, found in terms.items()
        }
        if target is not None:
            values["target_sentiment"] = _joined(_by_distance(terms[TARGETED], tokens, target))
        return SentenceScore(values, _cues(terms, tokens))

    def _terms(
        self,
        measure: str,
        words: WordList,
        tokens: Sequence[Token],
        negated: Mapping[int, float],
    ) -> list[Match]:
        """Return the terms that count, with their weights after negation."""
        rule = self._model.scores[measure].negation
        found = [match for match in words.find(tokens) if match.weight]
        if rule == "ignore" or not negated:
            return found
        shares = [_negation_before(match.first, tokens, negated) for match in found]
        if rule == "remove":
            return [match for match, share in zip(found, shares, strict=True) if not share]
        return [
            match._replace(weight=-share * match.weight) if share else match
            for match, share in zip(found, shares, strict=True)
        ]


def _negation_before(position: int, tokens: Sequence[Token], negated: Mapping[int, float]) -> float:
    """Return the weight of the nearest negation that reaches `position`, 0 without one.

    `negated` maps the position after each negation to its weight.
    """
    for before in range(position, max(position - NEGATION_REACH, 0), -1):
        if before in negated:
            return negated[before]
        if tokens[before - 1].text.lower() in _CLAUSE_ENDS:
            return 0.0
    return 0.0


def _joined(weights: Sequence[float]) -> float:
    positive = 1 - math.prod((1 - weight for weight in weights if weight > 0), start=1.0)
    negative = 1 - math.prod((1 + weight for weight in weights if weight < 0), start=1.0)
    return positive - negative


def _by_distance(terms: Sequence[Match], tokens: Sequence[Token], target: Target) -> list[float]:
    """Return the weights of `terms` outside `target`, less by the words in between."""
    start, end = target
    first = bisect_left(tokens, start + 1, key=lambda token: token.end)
    last = bisect_left(tokens, end, key=lambda token: token.start)
    words = list(accumulate((token.text not in PUNCTUATION for token in tokens), initial=0))
    before = [
        _faded(term.weight, words[first] - words[term.last]) for term in terms if term.last <= first
    ]
    after = [
        _faded(term.weight, words[term.first] - words[last]) for term in terms if term.first >= last
    ]
    return before + after


def _faded(weight: float, words_between: int) -> float:
    return weight * HALF_WAY / (HALF_WAY + words_between)


def _cues(terms: Mapping[str, Sequence[Match]], tokens: Sequence[Token]) -> tuple[Cue, ...]:
    return tuple(
        Cue(measure, tokens[term.first].start, tokens[term.last - 1].end, term.weight)
        for measure, found in terms.items()
        for term in found
    )
