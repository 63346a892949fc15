"""Explaining any model by what becomes of a score when a word is left out."""

from collections.abc import Callable, Mapping, Sequence

from analysis.scorers.base import Cue, Explanation
from analysis.scorers.cue_words import without, words

# A pass of the model for each word; no sentence that a reader would look into is longer.
MOST_WORDS = 150


def occluded(
    sentence: str, score: Callable[[Sequence[str]], Sequence[Mapping[str, float]]]
) -> tuple[Explanation, ...]:
    """Return, for each measure that `score` gives, by how much every word raises its score.

    `score` maps sentences to their scores by measure. Marks are left in place. Of a sentence
    with more than `MOST_WORDS` words only the first ones are tried.
    """
    spans = [span for span in words(sentence) if any(map(str.isalnum, sentence[slice(*span)]))]
    spans = spans[:MOST_WORDS]
    whole, *lacking = score([sentence, *(without(sentence, [span]) for span in spans)])
    return tuple(
        Explanation(
            measure,
            "occlusion",
            tuple(
                Cue(measure, start, end, value - own[measure])
                for (start, end), own in zip(spans, lacking, strict=True)
            ),
        )
        for measure, value in whole.items()
    )
