"""The command line writes what could be scored, names what could not, and exits accordingly."""

import hashlib
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from analysis.cli import main
from analysis.scored_csv import read_scored_csv

STORM = "Storm hits Port Alder\n\nThe harbour may close, officials said. Two boats sank.\n"


@pytest.fixture
def storm(tmp_path: Path) -> Path:
    """Return a small article in a file."""
    path = tmp_path / "storm.txt"
    path.write_text(STORM, encoding="utf-8")
    return path


def test_score_writes_csv_to_standard_output(
    storm: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """Nothing else goes there, so that it can be piped."""
    assert main(["score", str(storm)]) == 0
    out, err = capfdbinary.readouterr()
    frame = read_scored_csv(io.BytesIO(out))
    assert frame["text"].tolist() == [
        "Storm hits Port Alder",
        "The harbour may close, officials said.",
        "Two boats sank.",
    ]
    assert not out.startswith(b"\xef\xbb\xbf")
    assert err == b""


def test_what_could_be_scored_is_written_despite_problems(
    storm: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One bad file costs one line and the exit code, never the good ones."""
    empty = tmp_path / "empty.txt"
    empty.touch()
    out = tmp_path / "scored.csv"
    missing = tmp_path / "missing.txt"
    assert main(["score", str(empty), str(missing), str(storm), "-o", str(out)]) == 2
    assert len(read_scored_csv(out)) == 3
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2
    assert any("empty.txt" in line for line in lines)
    assert any("missing.txt" in line for line in lines)


def test_nothing_readable_is_an_error_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An empty CSV would look like a result."""
    out = tmp_path / "scored.csv"
    assert main(["score", str(tmp_path / "none.txt"), "-o", str(out)]) == 2
    assert not out.exists()
    assert "None of the input could be scored" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "option", "read"),
    [
        ("scored.jsonl", [], lambda p: pd.read_json(p, lines=True)),
        ("scored.parquet", [], pd.read_parquet),
        # The option wins over the extension.
        ("scored.data", ["--format", "parquet"], pd.read_parquet),
        ("scored.csv", [], read_scored_csv),
    ],
)
def test_formats_follow_the_option_or_the_extension(
    storm: Path, tmp_path: Path, name: str, option: list[str], read: object
) -> None:
    """All of them hold the same rows."""
    out = tmp_path / name
    assert main(["score", str(storm), "-o", str(out), *option]) == 0
    assert read(out)["text"].tolist()[2] == "Two boats sank."


def test_a_manifest_covers_the_output(storm: Path, tmp_path: Path) -> None:
    """Its hash is the written file's."""
    out, manifest = tmp_path / "scored.csv", tmp_path / "manifest.json"
    assert main(["score", str(storm), "-o", str(out), "--manifest", str(manifest)]) == 0
    listed = json.loads(manifest.read_text(encoding="utf-8"))["files"]
    assert listed == {"scored.csv": hashlib.sha256(out.read_bytes()).hexdigest()}


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("cues.csv", read_scored_csv),
        ("cues.jsonl", lambda path: pd.read_json(path, lines=True)),
        ("cues.parquet", pd.read_parquet),
    ],
)
def test_the_words_that_weigh_most_are_a_table_of_their_own(
    storm: Path, tmp_path: Path, name: str, read: Callable[[Path], pd.DataFrame]
) -> None:
    """In the format of its extension, and in the manifest."""
    out, cues, manifest = (tmp_path / n for n in ("scored.csv", name, "manifest.json"))
    asked = ["-o", str(out), "--cues", str(cues), "--manifest", str(manifest)]
    assert main(["score", str(storm), *asked]) == 0
    frame = read(cues)
    assert "may" in frame["text"].tolist()
    assert list(frame.columns[-2:]) == ["text", "share"]
    listed = json.loads(manifest.read_text(encoding="utf-8"))["files"]
    assert listed[name] == hashlib.sha256(cues.read_bytes()).hexdigest()


def test_outputs_are_named_by_their_place_beside_the_manifest(storm: Path, tmp_path: Path) -> None:
    """So that they are found again; two that it could not tell apart are refused."""
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
    outputs = ["-o", str(tmp_path / "one" / "a.csv"), "--cues", str(tmp_path / "two" / "a.csv")]
    manifest = tmp_path / "manifest.json"
    assert main(["score", str(storm), *outputs, "--manifest", str(manifest)]) == 0
    assert set(json.loads(manifest.read_text())["files"]) == {"one/a.csv", "two/a.csv"}
    (tmp_path / "three").mkdir()
    elsewhere = str(tmp_path / "three" / "manifest.json")
    assert main(["score", str(storm), *outputs, "--manifest", elsewhere]) == 2


def test_a_folder_is_read_and_its_folders_name_the_outlets(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """As in an archive; hidden files are not articles."""
    for outlet in ("Argus", "Courier"):
        (tmp_path / outlet).mkdir()
        (tmp_path / outlet / "storm.txt").write_text(STORM, encoding="utf-8")
    (tmp_path / ".hidden.txt").write_text(STORM, encoding="utf-8")
    assert main(["score", str(tmp_path)]) == 0
    frame = read_scored_csv(io.BytesIO(capfdbinary.readouterr().out))
    assert frame["outlet"].unique().tolist() == ["Argus", "Courier"]
    assert frame["article_id"].nunique() == 2


def test_standard_input_is_a_dash() -> None:
    """As every command line tool has it; through the installed program, to the last byte."""
    program = Path(sys.executable).parent / "tonelens"
    done = subprocess.run(
        [program, "score", "-"], input=STORM.encode(), capture_output=True, check=True
    )
    assert b"Two boats sank." in done.stdout
    assert done.stderr == b""


def test_a_reader_that_stops_early_is_no_error() -> None:
    """`tonelens score … | head -1` must not end in a traceback."""
    command = f"{Path(sys.executable).parent / 'tonelens'} score - | head -c 1"
    text = STORM + "\n\n" + "The river rose. " * 20_000
    done = subprocess.run(command, shell=True, input=text.encode(), capture_output=True)
    assert done.stdout == b"a"
    assert b"Traceback" not in done.stderr
    assert b"Exception" not in done.stderr


def test_compare_prints_figures_differences_and_the_caveat(
    storm: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By article where no outlets are named; the differences also as CSV."""
    other = tmp_path / "shock.txt"
    other.write_text("Shock storm horror\n\nA monster storm ripped into town.\n", encoding="utf-8")
    out = tmp_path / "differences.csv"
    assert main(["compare", str(storm), str(other), "-o", str(out)]) == 0
    printed = capsys.readouterr().out
    assert "Storm hits Port Alder" in printed
    assert "Differences (second minus first)" in printed
    assert "these articles only" in printed
    frame = pd.read_csv(out)
    assert frame["measure"].tolist() == ["sentiment", "sensationalism", "hedging"]


def test_comparing_one_article_is_refused(storm: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With what to do instead."""
    assert main(["compare", str(storm)]) == 2
    assert "at least two articles" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--model", "hedging"], "MEASURE=MODEL"),
        (["--models", "nowhere.yaml"], "nowhere.yaml cannot be read"),
        # Found before anything is scored: an hour's work must not end so.
        (["-o", "/nowhere/at/all.csv"], "/nowhere/at/all.csv"),
        # A workbook that is a CSV inside would only puzzle.
        (["-o", "scored.xlsx"], "cannot tell the format"),
        (["-o", "same.csv", "--manifest", "same.csv"], "also another output"),
        (["-o", "same.csv", "--cues", "same.csv"], "also another output"),
        (["--cues", "cues.xlsx"], "cannot tell the format"),
        (["-", "-"], "can be read once"),
    ],
)
def test_a_users_mistake_is_one_line_not_a_traceback(
    storm: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    """And the exit code is 2."""
    assert main(["score", str(storm), *arguments]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert said in line


def test_every_fault_of_a_configuration_has_its_line(
    storm: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """All at once, each told to be ours."""
    choice = ["--model", "hedging=none", "--model", "wit=lexicon"]
    assert main(["score", str(storm), *choice]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 3
    assert all(line.startswith("tonelens: ") for line in lines)


def test_an_input_is_never_overwritten(storm: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A slip of the tab key must not cost the article."""
    assert main(["score", str(storm), "--format", "csv", "-o", str(storm)]) == 2
    assert storm.read_text(encoding="utf-8") == STORM
    assert "is also an input" in capsys.readouterr().err


def test_differences_are_csv_only(storm: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Another extension would lie about what is in the file."""
    assert main(["compare", str(storm), str(storm), "-o", "differences.parquet"]) == 2
    assert "use .csv" in capsys.readouterr().err


def test_each_of_several_folders_names_an_outlet(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And the same wire text in two of them is two articles."""
    folders = [tmp_path / name for name in ("Argus", "Courier")]
    for folder in folders:
        folder.mkdir()
        (folder / "storm.txt").write_text(STORM, encoding="utf-8")
    assert main(["compare", *map(str, folders)]) == 0
    printed = capsys.readouterr().out
    assert "Argus" in printed
    assert "Courier" in printed


def test_what_holds_nothing_is_said(
    storm: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """An empty folder and a link to nowhere are problems, not silence."""
    empty, linked = tmp_path / "empty", tmp_path / "linked"
    empty.mkdir()
    linked.mkdir()
    (linked / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    assert main(["score", str(storm), str(empty), str(linked)]) == 2
    said = capfd.readouterr().err
    assert "holds no files" in said
    assert "gone.txt cannot be read" in said


def test_closed_standard_output_is_said(storm: Path) -> None:
    """As `>&-` leaves it."""
    program = Path(sys.executable).parent / "tonelens"
    command = f"{program} score {storm} >&-"
    done = subprocess.run(command, shell=True, capture_output=True, text=True)
    assert done.returncode == 2
    assert "Standard output is closed" in done.stderr


def test_a_port_that_is_none_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """Before the server starts, and in one sentence."""
    with pytest.raises(SystemExit) as done:
        main(["dashboard", "--port", "99999"])
    assert done.value.code == 2
    assert "not a port" in capsys.readouterr().err


def test_help_shows_every_command_and_examples(capsys: pytest.CaptureFixture[str]) -> None:
    """The first thing a newcomer types."""
    with pytest.raises(SystemExit) as done:
        main(["--help"])
    assert done.value.code == 0
    printed = capsys.readouterr().out
    for word in ("score", "compare", "dashboard", "examples:", "exit code"):
        assert word in printed
