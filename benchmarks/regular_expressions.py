"""How long the worst text of 100,000 characters keeps each of our regular expressions busy.

    python benchmarks/regular_expressions.py

prints a table of all, the slowest first. The exit code is 1 if one takes a second or more.
"""

import sys
from pathlib import Path

from tqdm import tqdm

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
from backtracking import LENGTH, SECONDS, Expression, Slowest, every_expression, slowest


def main() -> None:
    """Try, and print."""
    found = slowest_first()
    print(f"{len(found)} expressions, texts of {LENGTH:,} characters, seconds of processor time\n")
    print("| seconds | where | text |\n|---|---|---|")
    for slow, own in found:
        print(f"| {slow.seconds:.3f} | {own.place} | {slow.attack.replace('|', '¦')} |")
    late = sum(slow.seconds >= SECONDS for slow, _ in found)
    print(f"\n{late} of {len(found)} take {SECONDS:g} s or more.")
    sys.exit(bool(late))


def slowest_first() -> list[tuple[Slowest, Expression]]:
    """Try every attack on every expression; return what kept each busy longest."""
    found = [(slowest(own), own) for own in tqdm(every_expression(), disable=None)]
    return sorted(found, key=lambda pair: -pair[0].seconds)


if __name__ == "__main__":
    main()
