"""`tonelens compare`: what it prints, the report and the tables beside it."""

import re
from pathlib import Path

import pytest

from analysis.cli import main
from analysis.scored_csv import read_scored_csv


def test_the_command_line_writes_report_and_tables(
    tmp_path: Path, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And `tonelens verify` takes the report with the original files."""
    folder = str(repository / "seeds" / "free-buses")
    out = {name: tmp_path / f"{name}.csv" for name in ("output", "facts", "omissions", "stories")}
    report = tmp_path / "report.html"
    options = [part for name, path in out.items() for part in (f"--{name}", str(path))]
    assert main(["compare", folder, *options, "--report", str(report)]) == 0
    said = capsys.readouterr().out
    assert re.search(r"Stories:\n.*: 5 articles; facts that at least two state: \d+", said)
    tables = {name: read_scored_csv(path) for name, path in out.items()}
    assert set(tables["facts"]["story"]) == set(tables["stories"]["story"])
    assert tables["facts"]["fact"].max() > 1
    assert {"outlet", "not_found", "nearest_text"} <= set(tables["omissions"].columns)
    assert main(["verify", str(report), folder]) == 0
    assert "reproduced" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("option", "name", "remedy"),
    [("--report", "report.pdf", "use .html"), ("--facts", "facts.json", "cannot tell")],
)
def test_an_ending_that_cannot_be_written_is_refused_before_scoring(
    option: str, name: str, remedy: str, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is written, and nothing is scored in vain."""
    assert main(["compare", str(repository / "seeds" / "free-buses"), option, name]) == 2
    assert remedy in capsys.readouterr().err
    assert not Path(name).exists()


def test_a_table_of_facts_without_a_story_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It says which option to leave out."""
    (tmp_path / "a.txt").write_text("The council met on Monday. It approved the budget.\n")
    (tmp_path / "b.txt").write_text("A comet was seen over Norway. It will be back in May.\n")
    files = [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]
    assert main(["compare", *files, "--facts", str(tmp_path / "facts.csv")]) == 2
    assert "Leave the option out" in capsys.readouterr().err


def test_without_facts_to_write_nothing_else_is_lost(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The report and the differences are there, and the exit code tells of the problem."""
    (tmp_path / "a.txt").write_text("The council met on Monday. It approved the budget.\n")
    (tmp_path / "b.txt").write_text("A comet was seen over Norway. It will be back in May.\n")
    files = [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]
    out = {name: tmp_path / name for name in ("facts.csv", "d.csv", "report.html")}
    options = ["--facts", str(out["facts.csv"]), "-o", str(out["d.csv"])]
    assert main(["compare", *files, *options, "--report", str(out["report.html"])]) == 2
    assert [name for name, path in out.items() if path.exists()] == ["d.csv", "report.html"]
    said = capsys.readouterr().out
    assert "In these two articles" in said
    assert "about 2 different events" in said


def test_the_same_files_give_the_same_report(tmp_path: Path, repository: Path) -> None:
    """Whoever gets it can make it again, to the byte."""
    files = [
        str(repository / "seeds" / "water-notice" / f"{n}.md") for n in ("firebell", "unbowed")
    ]
    made = []
    for name in ("one.html", "two.html"):
        assert main(["compare", *files, "--report", str(tmp_path / name)]) == 0
        made.append((tmp_path / name).read_bytes())
    assert made[0] == made[1]
    assert b"In these two articles" in made[0]


def test_a_story_of_too_many_articles_is_said_and_the_rest_goes_on(
    tmp_path: Path,
    repository: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """On standard error, and in the report."""
    monkeypatch.setattr("analysis.command_compare.MOST_ARTICLES", 4)
    report = tmp_path / "report.html"
    folders = [str(repository / "seeds" / name) for name in ("free-buses", "water-notice")]
    assert main(["compare", *folders, "--report", str(report)]) == 0
    told = capsys.readouterr()
    assert re.search(r"warning: the story .* has 5 articles; sentences of at most 4", told.err)
    assert re.search(r"buses: 5 articles\n", told.out)
    assert re.search(r": 4 articles; facts that at least two state: \d", told.out)
    assert "Sentences were not matched in" in report.read_text(encoding="utf-8")


def test_paired_by_story_the_story_is_the_unit(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two stories are too few, and the sum says how many would do."""
    folders = [str(repository / "seeds" / name) for name in ("free-buses", "water-notice")]
    assert main(["compare", *folders, "--paired"]) == 0
    assert re.search(r"With so few stories .* \d+ stories of each outlet", capsys.readouterr().out)
    assert main(["compare", *folders, "--paired", "--by", "article"]) == 2


def test_what_the_tabloid_leaves_out_is_found(tmp_path: Path, repository: Path) -> None:
    """Planted in the samples: The Firebell does not say what would calm, as that no fuel leaked."""
    out = tmp_path / "omissions.csv"
    folder = str(repository / "seeds" / "ferry-grounding")
    assert main(["compare", folder, "--omissions", str(out)]) == 0
    frame = read_scored_csv(out)
    tabloid = frame[frame["outlet"] == "The Firebell"]
    assert tabloid["fact_text"].str.contains("single working set").any()
    assert tabloid["fact_text"].str.contains("No fuel").any()
