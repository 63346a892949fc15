"""The one place that fixes colours, domains and level marks.

A diverging measure runs from orange over nothing to blue, the others from nothing to one hue:
pairs and hues that people with any of the common colour vision deficiencies tell apart. The
strength of a colour is its opacity, so that it reads alike on a light and on a dark page. Each
level has one colour, in charts and in the text, and nothing is shown by colour alone: it has a
mark and a wording too.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.config import Measure

Rgb = tuple[int, int, int]

ORANGE: Rgb = (194, 98, 10)
BLUE: Rgb = (47, 116, 192)
SEQUENTIAL_HUES: tuple[Rgb, ...] = ((163, 58, 132), (15, 127, 116), (122, 104, 16), (96, 84, 176))
FAINTEST = 0.16


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours and marks of one measure, by level; `low` colours the levels below 0."""

    measure: Measure
    low: Rgb
    high: Rgb

    def color(self, score: float, *, faintest: float = FAINTEST, strongest: float = 1.0) -> str:
        """Return the colour of a score's level as `rgba(…)`.

        Its opacity runs in even steps from `faintest` (the level that holds 0) to `strongest`.
        """
        index = self.measure.level_index(score)
        return self.level_color(index, faintest=faintest, strongest=strongest)

    def level_color(self, index: int, *, faintest: float = FAINTEST, strongest: float = 1.0) -> str:
        """Return the colour of the level with this index."""
        steps = index - self._neutral
        red, green, blue = self.low if steps < 0 else self.high
        share = abs(steps) / max(1, self._neutral if steps < 0 else self._above)
        return f"rgba({red}, {green}, {blue}, {faintest + (strongest - faintest) * share:.3f})"

    def mark(self, score: float) -> str:
        """Return the sign for a score's level: `+`, `−` and doubled, or one dot per level."""
        return self.level_mark(self.measure.level_index(score))

    def level_mark(self, index: int) -> str:
        """Return the sign for the level with this index."""
        steps = index - self._neutral
        if self.measure.diverging:
            return ("+" if steps > 0 else "−") * abs(steps)
        return "•" * abs(steps)

    def domain_and_range(self) -> tuple[list[str], list[str]]:
        """Return the wording of each level and its colour."""
        levels = self.measure.levels
        return [level.label for level in levels], [self.level_color(n) for n in range(len(levels))]

    @property
    def _neutral(self) -> int:
        return self.measure.level_index(0.0)

    @property
    def _above(self) -> int:
        return len(self.measure.levels) - 1 - self._neutral


def palettes(measures: Sequence[Measure]) -> dict[str, Palette]:
    """Return a palette for each measure by name, in their order."""
    sequential = [measure.name for measure in measures if not measure.diverging]
    return {measure.name: _palette(measure, sequential) for measure in measures}


def _palette(measure: Measure, sequential: Sequence[str]) -> Palette:
    if measure.diverging:
        return Palette(measure, ORANGE, BLUE)
    hue = SEQUENTIAL_HUES[sequential.index(measure.name) % len(SEQUENTIAL_HUES)]
    return Palette(measure, hue, hue)
