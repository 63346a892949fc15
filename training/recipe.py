"""The whole way from public sets and two base encoders to the shipped folder.

    python -m training.recipe --data DATA --teacher-base MPNET --base GTE --output OUT

MPNET is all-mpnet-base-v2, GTE gte-small; OUT/tonelens is what `analysis/weights/tonelens`
holds. About 75 minutes on two processors with bfloat16. Every step is a command of its own that
can be run again by itself; seeds are fixed, but bits differ between machine types.
"""

import argparse
from pathlib import Path

from training import calibrate, export, teach, train

# Examples of an epoch. The teacher learns the codebook and targets; what only the student needs
# (its auxiliary labels) is left out.
TEACHER_SIZES = {"newsmtsc": 3_700, "conll2010_wiki": 0, "pei_certainty": 0, "clickbait16": 0}
TEACHER_SIZES |= {"emobank": 1_000}
STUDENT_SIZES = {"newsmtsc": 3_200, "newsmtsc_untargeted": 2_000, "conll2010_wiki": 1_200}
STUDENT_SIZES |= {"emobank": 800, "clickbait16": 300}
TEACHER_EPOCHS, STUDENT_EPOCHS = 3, 4


def main() -> None:
    """Train the teacher, ask it, train the student, export and calibrate it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--teacher-base", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args()
    data, output = ["--data", str(options.data)], options.output
    own = [*data, "--base", str(options.teacher_base), "--output", str(output / "teacher")]
    rates = ["--learning-rate", "5e-5", "--swaps", "0", "--epochs", str(TEACHER_EPOCHS)]
    train.main([*own, *rates, *_sizes(TEACHER_SIZES)])
    asked = output / "teacher.npz"
    last = output / "teacher" / f"epoch-{TEACHER_EPOCHS}"
    teach.main([*data, "--model", str(last), "--output", str(asked)])
    own = [*data, "--base", str(options.base), "--output", str(output / "student")]
    rates = ["--learning-rate", "1e-4", "--teacher", str(asked), "--epochs", str(STUDENT_EPOCHS)]
    train.main([*own, *rates, *_sizes(STUDENT_SIZES)])
    last = output / "student" / f"epoch-{STUDENT_EPOCHS}"
    folder = output / "tonelens"
    export.main(["--model", str(last), "--output", str(folder)])
    calibrate.main([*data, "--model", str(folder)])


def _sizes(sizes: dict[str, int]) -> list[str]:
    return [word for name, size in sizes.items() for word in ("--size", f"{name}={size}")]


if __name__ == "__main__":
    main()
