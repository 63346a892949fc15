"""The whole way from public sets and two base encoders to the shipped folder.

    python -m training.recipe --data DATA --teacher-base MPNET --base GTE --output OUT

MPNET is all-mpnet-base-v2, GTE gte-small; OUT/tonelens is what `analysis/weights/tonelens`
holds. About two and a half hours on two processors. Every step is a command of its own that
can be run again by itself; seeds are fixed, but bits differ between machine types.
"""

import argparse
from pathlib import Path

from training import calibrate, export, steady, teach, train

# Examples of an epoch. The teacher learns the codebook and targets; what only the student needs
# (its auxiliary labels) is left out.
TEACHER_SIZES = {"newsmtsc": 3_700, "conll2010_wiki": 0, "pei_certainty": 0, "clickbait16": 0}
TEACHER_SIZES |= {"emobank": 1_000}
STUDENT_SIZES = {"newsmtsc": 3_200, "newsmtsc_untargeted": 2_000, "conll2010_wiki": 1_200}
STUDENT_SIZES |= {"emobank": 800, "clickbait16": 300}
# Then more of what the teacher thinks, on every sentence that it was asked about.
LATER_SIZES = {"newsmtsc": 2_500, "newsmtsc_untargeted": 7_000, "conll2010_wiki": 600}
LATER_SIZES |= {"emobank": 300, "clickbait16": 100}
TEACHER_EPOCHS, STUDENT_EPOCHS, LATER_EPOCHS, STEADY_EPOCHS = 3, 4, 2, 2
STEADY = ["--epochs", str(STEADY_EPOCHS), "--batches", "420"]
STEADY += ["--learning-rate", "5e-5", "--steadiness", "10"]


def main() -> None:
    """Train the teacher, ask it, train the student, let it stand still, export, calibrate."""
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
    data_and_teacher = [*data, "--teacher", str(asked)]
    own = [*data_and_teacher, "--base", str(options.base), "--output", str(output / "student")]
    rates = ["--learning-rate", "1e-4", "--trust", "0.5", "0.7", "--epochs", str(STUDENT_EPOCHS)]
    train.main([*own, *rates, *_sizes(STUDENT_SIZES)])
    last = output / "student" / f"epoch-{STUDENT_EPOCHS}"
    own = [*data_and_teacher, "--base", str(last), "--output", str(output / "later")]
    rates = ["--learning-rate", "6e-5", "--seed", "11", "--epochs", str(LATER_EPOCHS)]
    train.main([*own, *rates, *_sizes(LATER_SIZES)])
    last = output / "later" / f"epoch-{LATER_EPOCHS}"
    refine(options.data, last, output)


def refine(data: Path, checkpoint: Path, output: Path) -> None:
    """Teach a checkpoint to stand still, with itself as the teacher; export and calibrate it."""
    own = ["--data", str(data)]
    asked = output / "itself.npz"
    teach.main([*own, "--model", str(checkpoint), "--output", str(asked)])
    steadily = ["--base", str(checkpoint), "--teacher", str(asked)]
    steady.main([*own, *steadily, "--output", str(output / "steady"), *STEADY])
    last = output / "steady" / f"epoch-{STEADY_EPOCHS}"
    folder = output / "tonelens"
    export.main(["--model", str(last), "--output", str(folder)])
    calibrate.main([*own, "--model", str(folder)])


def _sizes(sizes: dict[str, int]) -> list[str]:
    return [word for name, size in sizes.items() for word in ("--size", f"{name}={size}")]


if __name__ == "__main__":
    main()
