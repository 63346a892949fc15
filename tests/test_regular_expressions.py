"""No regular expression of ours can be kept busy: each is linear, or its text is bounded."""

import re

import pytest
from backtracking import LENGTH, MADE, Expression, every_expression, of_functions, slowest
from timing import process_seconds

from analysis.errors import InputError
from analysis.scored_articles import _cues

# A part of the length that the benchmark tries; what takes a second there by the square of the
# length takes a tenth of it here, and what is linear takes milliseconds.
SHORT = 30_000
SECONDS = 0.1


def test_every_expression_is_quick_whatever_it_meets() -> None:
    """Those of all modules, found by running their imports and reading their functions."""
    expressions = every_expression()
    assert len(expressions) > 180
    for expression in expressions:
        found = slowest(expression, SHORT, seeds=1)
        assert found.seconds < SECONDS or confirmed_quick(expression), (expression.place, found)


def confirmed_quick(expression: Expression) -> bool:
    """Return whether it was the machine that was slow."""
    return slowest(expression, SHORT, seeds=1).seconds < SECONDS


@pytest.mark.parametrize(
    "pattern", [r"(a+)+b", r"(?:a|aa)*b", r"\s*x", r"<!--.*?-->", r"(?:\w+\s?)*:", r"\d+ words"]
)
def test_the_attacks_find_what_is_slow(pattern: str) -> None:
    """Exponential and quadratic ones, which look harmless."""
    assert slowest(Expression("here", re.compile(pattern, re.DOTALL)), SHORT, seeds=1).seconds > 0.2


def test_expressions_that_are_made_up_are_known() -> None:
    """A new one cannot be read from the source, and needs a test of its own."""
    assert of_functions()[1] == MADE.keys()


@pytest.mark.parametrize(
    "cell", ["a" + " " * 50_000 + "b +0.10", "a " * 50_000 + "+0.10", "a +0.10; " * 11_000]
)
def test_cues_of_a_table_that_was_changed_take_no_time(cell: str) -> None:
    """They are sought in the sentence, both of which somebody else may have written."""
    sentence = "a" + " " * LENGTH

    def seek() -> None:
        try:
            list(_cues(cell, sentence, "sentiment", "a table"))
        except InputError as error:
            assert "was changed" in str(error)  # noqa: PT017  # it need not be refused

    assert process_seconds(seek, runs=1) < 1
