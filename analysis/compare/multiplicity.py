"""Many comparisons at once: Holm's correction, and which comparisons can be decided at all."""

from collections.abc import Callable, Sequence

ALPHA = 0.05


def holm(p_values: Sequence[float]) -> list[float]:
    """Return the p-values adjusted after Holm (1979), in the order given.

    The smallest is multiplied by their number, the next by one less, and so on; none is smaller
    than one before it, or above 1. The chance of one false finding or more is then at most the
    level they are held against, however the tests depend on each other.
    """
    order = sorted(range(len(p_values)), key=lambda at: p_values[at])
    adjusted = [0.0] * len(p_values)
    highest = 0.0
    for rank, at in enumerate(order):
        highest = max(highest, min(1.0, p_values[at] * (len(order) - rank)))
        adjusted[at] = highest
    return adjusted


def decidable(smallest: Sequence[float]) -> list[bool]:
    """Tell which tests could be significant together, from the smallest p that each can give.

    Those that cannot leave the family, the ones with the largest such p first, until the smallest
    attainable adjusted p of each that is left is at most 0.05. Only numbers of articles decide,
    never their scores, so that leaving is no peeking.
    """
    kept = set(range(len(smallest)))
    while kept:
        order = sorted(kept)
        if max(holm([smallest[at] for at in order])) <= ALPHA:
            break
        worst = max(smallest[at] for at in order)
        kept = {at for at in order if smallest[at] < worst}
    return [at in kept for at in range(len(smallest))]


def units_needed(comparisons: int, smallest: Callable[[int], float]) -> int:
    """Return the least number of articles (of each outlet) or stories with which all are decidable.

    `smallest` gives the smallest p by that number. It is enough where every outlet has as many.
    """
    number = 2
    while comparisons * smallest(number) > ALPHA:
        number += 1
    return number
