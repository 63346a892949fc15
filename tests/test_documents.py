"""What the documents show works, and what they point to is there."""

import re
import shlex
from pathlib import Path

import pytest

from analysis.cli import main

TOP = Path(__file__).parent.parent
PAGES = [TOP / "README.md", *sorted((TOP / "docs").glob("*.md")), TOP / "seeds" / "README.md"]


def blocks(language: str) -> list[str]:
    """Return the README's code blocks in a language."""
    text = (TOP / "README.md").read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def test_the_python_example_runs(capsys: pytest.CaptureFixture[str]) -> None:
    """As a newcomer would paste it."""
    (example,) = blocks("python")
    exec(example, {})
    printed = capsys.readouterr().out
    assert "The harbour may close" in printed
    assert "sensationalism" in printed


def test_the_commands_exist(capsys: pytest.CaptureFixture[str]) -> None:
    """Every `tonelens` line of the README names a command and options that there are."""
    lines = "\n".join(blocks("console")).splitlines()
    commands = [line.split("| ")[-1] for line in lines if re.match(r"(.*\| )?tonelens ", line)]
    assert len(commands) >= 3
    for command in commands:
        _, name, *options = shlex.split(command)
        with pytest.raises(SystemExit) as done:
            main([name, "--help"])
        assert done.value.code == 0
        known = capsys.readouterr().out
        assert all(option in known for option in options if option.startswith("--")), command


def test_make_has_the_targets_that_are_named() -> None:
    """`make dashboard` and `make test` are the first things anyone types."""
    targets = re.findall(r"^([a-z-]+):", (TOP / "Makefile").read_text(encoding="utf-8"), re.M)
    named = {t for page in PAGES for t in re.findall(r"make ([a-z]+)\b", page.read_text("utf-8"))}
    assert {"dashboard", "test"} <= named
    assert {"dashboard", "test"} <= set(targets)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    """Every relative link and picture of a page is a file of the repository."""
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    missing = [link for link in links if not (page.parent / link).exists()]
    assert not missing
