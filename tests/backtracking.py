"""Every regular expression of ours, and texts made to keep each of them busy.

A pattern is found where it is compiled while its module is imported, or by the source where it
stands inside a function. For each of its quantifiers a text is made that reaches it, repeats what
it repeats, and fails after that: what makes a backtracking engine try everything.
"""

import ast
import json
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from types import FrameType
from typing import Any

from analysis.scorers import boundary
from analysis.sentences import line_roles

REPOSITORY = Path(__file__).parent.parent
LENGTH = 100_000  # characters, more than any article has
SECONDS = 1.0
# Modules that give their expressions no more than so many characters, and why this is so.
BOUNDED = {
    "analysis/sentences/bylines.py": line_roles._LONGEST,  # longer lines are text, unseen
    "analysis/scorers/boundary.py": boundary._LOOKED_AT,  # the end of a sentence
}
# Functions that make expressions up; each has a test of its own.
MADE = {
    "analysis/sentences/line_roles.py _whole": "called on import, where what it makes is found",
    "analysis/scored_articles.py _cues": "words of a cue, joined by one blank of any length each",
}
_RUNS = [*" \n\taA0.,-\"“'<(é\\=:_|", "a ", "A ", "a\n", " \n", "Aa ", "0 ", "A.", "a, "]
_FUNCTIONS = {
    "compile",
    "match",
    "search",
    "sub",
    "subn",
    "split",
    "findall",
    "finditer",
    "fullmatch",
}
# Imports every module of analysis and dashboard but the pages, which run when they are imported,
# and prints what they compile.
_COLLECTOR = """
import importlib, json, pkgutil, re, sys
found = []
compiled = re.compile
def noting(pattern, flags=0):
    made = compiled(pattern, flags)
    place = sys._getframe(1)
    while place.f_code.co_name == "_whole":
        place = place.f_back
    name = place.f_code.co_filename
    if "/analysis/" in name or "/dashboard/" in name:
        raw = isinstance(made.pattern, bytes)
        text = made.pattern.decode("latin-1") if raw else made.pattern
        found.append([name, place.f_lineno, place.f_code.co_name, text, made.flags, raw])
    return made
re.compile = noting
import analysis, dashboard
for package in (analysis, dashboard):
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        if "app_pages" not in module.name and module.name != "dashboard.app":
            importlib.import_module(module.name)
from analysis.voice import reporting
print("\\n" + json.dumps(found))
"""


@dataclass(frozen=True, slots=True)
class Expression:
    """A regular expression, where it stands (file, and function or line), and how it is used.

    What is only ever matched from the start of a text need not be quick from everywhere in it.
    """

    place: str
    compiled: "re.Pattern[Any]"
    methods: tuple[str, ...] = ("finditer",)


@dataclass(frozen=True, slots=True)
class Slowest:
    """How long the worst of all texts took, in seconds of processor time, and how it was made."""

    seconds: float
    attack: str


def of_modules() -> list[Expression]:
    """Return what is compiled when the modules are imported, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", _COLLECTOR],
        capture_output=True, text=True, check=True, cwd=REPOSITORY,
    )  # fmt: skip
    found = {}
    for name, line, _, pattern, flags, raw in json.loads(done.stdout.splitlines()[-1]):
        place = f"{Path(name).relative_to(REPOSITORY)}:{line}"
        text = pattern.encode("latin-1") if raw else pattern
        methods = _methods(Path(name).read_text(encoding="utf-8"), line)
        found[place, text] = Expression(place, re.compile(text, flags), methods)
    return list(found.values())


def _methods(source: str, line: int) -> tuple[str, ...]:
    """Return the methods that a module uses of the constant that it assigns on a line."""
    tree = ast.parse(source)
    names = [
        name.id
        for node in tree.body
        if isinstance(node, ast.Assign) and node.lineno <= line <= (node.end_lineno or 0)
        for target in node.targets
        for name in ast.walk(target)
        if isinstance(name, ast.Name)
    ]
    known: set[str] = set()
    for name in names:
        uses = re.findall(rf"\b{name}\b(?:\.(\w+)\()?", source)
        known |= set(uses[1:])  # the first is where it is assigned
    return tuple(sorted(known)) if known and known <= {"match", "fullmatch"} else ("finditer",)


def of_functions() -> tuple[list[Expression], set[str]]:
    """Return the expressions that stand in functions, and the functions that make some up.

    Those are named `file function`, since what they make cannot be read from the source.
    """
    found: list[Expression] = []
    made: set[str] = set()
    for path in sorted(
        [*REPOSITORY.glob("analysis/**/*.py"), *REPOSITORY.glob("dashboard/**/*.py")]
    ):
        place = str(path.relative_to(REPOSITORY))
        for function, call in _calls(ast.parse(path.read_text(encoding="utf-8")), ""):
            first = call.args[0]
            if not isinstance(first, ast.Constant):
                made.add(f"{place} {function}")
                continue
            flags = [keyword.value for keyword in call.keywords if keyword.arg == "flags"]
            value = eval(ast.unparse(flags[0]), {"re": re}) if flags else 0
            found.append(Expression(f"{place} {function}", re.compile(first.value, value)))
    return found, made


def _calls(node: ast.AST, function: str) -> Iterator[tuple[str, ast.Call]]:
    """Yield the calls of `re` inside functions; those at the top of a module run on import."""
    for child in ast.iter_child_nodes(node):
        named = child.name if isinstance(child, ast.FunctionDef) else function
        called = child.func if isinstance(child, ast.Call) else None
        of_re = (
            isinstance(called, ast.Attribute)
            and called.attr in _FUNCTIONS
            and isinstance(called.value, ast.Name)
            and called.value.id == "re"
        )
        if function and of_re and isinstance(child, ast.Call):
            yield function, child
        yield from _calls(child, named)


def every_expression() -> list[Expression]:
    """Return all of them."""
    inside, _ = of_functions()
    return [*of_modules(), *inside]


def slowest(expression: Expression, length: int = LENGTH, seeds: int = 3) -> Slowest:
    """Try every attack as the pattern is used; stop at the first that takes too long."""
    worst = Slowest(0.0, "")
    raw = isinstance(expression.compiled.pattern, bytes)
    length = min(length, BOUNDED.get(re.split("[: ]", expression.place)[0], length))
    for name, text in attacks(expression.compiled, length, seeds):
        given = text.encode("utf-8", "replace")[:length] if raw else text
        for method in expression.methods:
            seconds = _seconds(expression.compiled, method, given)
            worst = max(worst, Slowest(seconds, name), key=lambda slow: slow.seconds)
        if worst.seconds >= SECONDS:
            break
    return worst


def _seconds(pattern: "re.Pattern[Any]", method: str, text: Any) -> float:
    def stop(_: int, __: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    began = time.process_time()
    try:
        found = getattr(pattern, method)(text)
        if method == "finditer":
            for _ in found:
                pass
    except TimeoutError:
        return SECONDS
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    return time.process_time() - began


def attacks(pattern: "re.Pattern[Any]", length: int, seeds: int) -> Iterator[tuple[str, str]]:
    """Yield texts of about `length` characters made against a pattern, with what they are."""
    for run in _RUNS:
        yield f"runs of {run!r}", run * (length // len(run))
    source = pattern.pattern
    text = source.decode("latin-1") if isinstance(source, bytes) else source
    tree = parser.parse(text, pattern.flags & ~(re.UNICODE if isinstance(source, bytes) else 0))
    seen: set[str] = set()
    for seed in range(seeds):
        maker = _Maker(random.Random(seed))
        whole = maker.text(tree)
        for prefix, body in [("", whole), ("", whole[:-1]), ("", f"{whole} "), ("", f"{whole}\n"),
                             *maker.pumped(tree, "")]:  # fmt: skip
            if body and f"{prefix}\0{body}" not in seen:
                seen.add(f"{prefix}\0{body}")
                name = f"{prefix[:40]!r} and {body[:40]!r} repeated"
                yield name, prefix + body * (length // len(body)) + "\x01"
                if (
                    prefix and len(prefix) < length // 3
                ):  # the beginning again and again, which a search begins at each time
                    again = prefix + body * 3
                    yield f"{again[:60]!r} repeated", again * (length // len(again))


class _Maker:
    """Makes texts that a parsed pattern fits, more or less: conditions around it are ignored."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance

    def text(self, nodes: Any) -> str:
        """Return a text that `nodes` fit."""
        return "".join(self._one(operator, value) for operator, value in nodes)

    def pumped(self, nodes: Any, prefix: str) -> Iterator[tuple[str, str]]:
        """Yield for each quantifier what leads to it and what it repeats."""
        for operator, value in nodes:
            if operator in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
                yield prefix, self.text(value[2])
                yield from self.pumped(value[2], prefix)
            elif operator is codes.SUBPATTERN:
                yield from self.pumped(value[3], prefix)
            elif operator is codes.ATOMIC_GROUP:
                yield from self.pumped(value, prefix)
            elif operator is codes.BRANCH:
                for branch in value[1]:
                    yield from self.pumped(branch, prefix)
            elif operator in (codes.ASSERT, codes.ASSERT_NOT):
                yield from self.pumped(value[1], prefix)
            prefix += self._one(operator, value)

    def _one(self, operator: Any, value: Any) -> str:
        if operator is codes.LITERAL:
            return chr(value)
        if operator is codes.NOT_LITERAL:
            return "a" if value != ord("a") else "b"
        if operator is codes.ANY:
            return self._chance.choice("a .")
        if operator is codes.IN:
            return self._of_set(value)
        if operator is codes.BRANCH:
            return self.text(self._chance.choice(value[1]))
        if operator is codes.SUBPATTERN:
            return self.text(value[3])
        if operator is codes.ATOMIC_GROUP:
            return self.text(value)
        if operator in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            least, most, inner = value
            times = min(int(most), max(least, self._chance.choice([0, 1, 2])))
            return "".join(self.text(inner) for _ in range(times))
        return ""

    def _of_set(self, items: Any) -> str:
        operator, value = items[0]
        if operator is codes.NEGATE:
            fits = [c for c in "a b.A0-\n“" if not re.match(_set(items[1:]), c)]
            return self._chance.choice(fits or ["é"])
        operator, value = self._chance.choice(items)
        if operator is codes.LITERAL:
            return chr(value)
        if operator is codes.RANGE:
            return chr(self._chance.randint(value[0], value[1]))
        return _OF_CATEGORY[value]


_OF_CATEGORY = {
    codes.CATEGORY_DIGIT: "7",
    codes.CATEGORY_NOT_DIGIT: "x",
    codes.CATEGORY_SPACE: " ",
    codes.CATEGORY_NOT_SPACE: "x",
    codes.CATEGORY_WORD: "w",
    codes.CATEGORY_NOT_WORD: "-",
}


def _set(items: Any) -> str:
    """Return items of a set as a pattern."""
    names = {
        codes.CATEGORY_DIGIT: r"\d", codes.CATEGORY_NOT_DIGIT: r"\D", codes.CATEGORY_SPACE: r"\s",
        codes.CATEGORY_NOT_SPACE: r"\S", codes.CATEGORY_WORD: r"\w", codes.CATEGORY_NOT_WORD: r"\W",
    }  # fmt: skip
    parts = []
    for operator, value in items:
        if operator is codes.LITERAL:
            parts.append(re.escape(chr(value)))
        elif operator is codes.RANGE:
            parts.append(f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}")
        else:
            parts.append(names[value])
    return f"[{''.join(parts)}]"
