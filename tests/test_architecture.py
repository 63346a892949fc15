"""The plan of the house, held by tests: who may import whom, and what stays light."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import analysis

# A room may import from itself and from those below it; see docs/decisions.md.
ROOMS = {
    "errors": 0,
    "resources": 0,
    "columns": 0,
    "limits": 1,
    "inputs": 1,
    "config_records": 1,
    "language": 1,
    "config_checks": 2,
    "readers": 2,
    "config": 3,
    "articles": 3,
    "uploads": 4,
    "sentences": 3,
    "outlet_names": 4,
    "voice": 4,
    "dictionary": 4,
    "scorers": 4,
    "validity": 4,
    "calibration": 4,
    "bias_check": 4,
    "encoder": 5,
    "explain": 5,
    "models_in_use": 5,
    "scoring": 5,
    "pipeline": 6,
    "model_list": 7,
    "figures": 7,
    "viewpoint": 7,
    "voice_tables": 7,
    "restored_voice": 7,
    "frames": 7,
    "any_sentences": 7,
    "tables": 7,
    "manifest": 7,
    "manifest_reader": 7,
    "then_and_now": 7,
    "scored_csv": 7,
    "workbook": 7,
    "downloads": 8,
    "scored_articles": 8,
    "results": 8,
    "table_forms": 8,
    "rescoring": 8,
    "verification": 8,
    "compare": 8,
    "stories": 8,
    "alignment": 8,
    "launch": 8,
    "command_output": 8,
    "command_input": 9,
    "command_models": 9,
    "command_score": 9,
    "command_compare": 9,
    "command_verify": 9,
    "cli": 10,
}


def imports_of(path: Path) -> set[str]:
    """Return the dotted names of all modules that a file imports, wherever it does."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
            if node.module == "analysis":
                names |= {f"analysis.{alias.name}" for alias in node.names}
    return names


def sources(repository: Path, package: str) -> list[Path]:
    """Return every Python file of a package."""
    return sorted((repository / package).rglob("*.py"))


def test_analysis_knows_nothing_of_the_dashboard(repository: Path) -> None:
    """It is a library of its own: no streamlit, no altair, no page."""
    for path in sources(repository, "analysis"):
        tops = {name.split(".")[0] for name in imports_of(path)}
        assert not tops & {"streamlit", "altair", "dashboard"}, path


def test_imports_point_down(repository: Path) -> None:
    """Bytes → Article → sentences → scores → Analysis → tables: no room knows the next."""
    folder = repository / "analysis"
    for path in sources(repository, "analysis"):
        room = path.relative_to(folder).parts[0].removesuffix(".py")
        if room == "__init__":
            continue
        for name in imports_of(path):
            parts = name.split(".")
            if parts[0] == "analysis" and len(parts) > 1 and parts[1] != room:
                assert ROOMS[parts[1]] <= ROOMS[room], f"{path} imports {name}"


def test_the_plan_names_the_rooms_that_there_are(repository: Path) -> None:
    """No more and no less, so that a new module is given its place."""
    folder = repository / "analysis"
    there = {path.relative_to(folder).parts[0] for path in sources(repository, "analysis")}
    assert {name.removesuffix(".py") for name in there} - {"__init__"} == set(ROOMS)


def test_only_tables_and_downloads_know_pandas(repository: Path) -> None:
    """Everything before them works on plain records."""
    for path in sources(repository, "analysis"):
        if any(name.split(".")[0] == "pandas" for name in imports_of(path)):
            room = path.relative_to(repository / "analysis").parts[0].removesuffix(".py")
            assert ROOMS[room] >= ROOMS["tables"], path


def test_the_public_names_exist_and_are_sorted() -> None:
    """Other people's scripts import these."""
    assert list(analysis.__all__) == sorted(analysis.__all__)
    for name in analysis.__all__:
        assert getattr(analysis, name) is not None
    with pytest.raises(AttributeError):
        _ = analysis.nothing


def test_a_first_score_loads_nothing_heavy() -> None:
    """What is not used is not imported: those alone cost seconds."""
    code = (
        "import sys, analysis; analysis.score_sentences(['It may rain.']);"
        "print([m for m in ('torch', 'transformers', 'streamlit', 'spacy',"
        " 'trafilatura', 'docx', 'scipy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
