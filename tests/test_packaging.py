"""What is installed is complete: the wheel alone, away from the checkout, does the main job."""

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.wheel


@pytest.fixture(scope="module")
def installed(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel and unpack it into a folder of its own, without its dependencies."""
    out = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out)]
    subprocess.run([*build, str(repository)], check=True, capture_output=True)
    (wheel,) = out.glob("*.whl")
    target = out / "site"
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(target)
    return target


def run(installed: Path, folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run Python in `folder` with the unpacked wheel before the checkout."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=True,
    )


def test_the_wheel_scores_its_own_samples(installed: Path, tmp_path: Path) -> None:
    """models.yaml, word lists and sample articles travel with it."""
    where = run(installed, tmp_path, "-c", "import analysis; print(analysis.__file__)").stdout
    assert where.startswith(str(installed))
    code = "from analysis.resources import resource; print(resource('seeds'))"
    seeds = run(installed, tmp_path, "-c", code).stdout.strip()
    assert seeds.startswith(str(installed))
    sample = str(next(Path(seeds).glob("*/*.md")))
    scored = run(installed, tmp_path, "-m", "analysis.cli", "score", sample).stdout
    assert len(scored.splitlines()) > 5


def test_the_wheel_holds_the_dashboard_and_its_settings(installed: Path) -> None:
    """Streamlit reads them from the main script's folder."""
    assert (installed / "dashboard" / "app.py").is_file()
    assert (installed / "dashboard" / ".streamlit" / "config.toml").is_file()


def test_the_wheel_holds_no_tests_or_benchmarks(installed: Path) -> None:
    """Two packages, and nothing else at the top level of somebody's site-packages."""
    tops = {path.name for path in installed.iterdir()}
    assert {name for name in tops if not name.endswith(".dist-info")} == {"analysis", "dashboard"}


def test_constraints_pin_every_requirement_without_addresses(repository: Path) -> None:
    """A new machine gets the versions that were tested, from wherever it gets packages."""
    text = (repository / "constraints.txt").read_text(encoding="utf-8")
    assert "://" not in text
    pinned = {re.split("[=;]", line)[0].lower() for line in text.splitlines()}
    project = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    required = [*project["dependencies"], *(name for extra in extras for name in extra)]
    names = {re.split(r"[<>=\[]", name)[0] for name in required} - {"tonelens"}
    assert {_spelled(name) for name in names} <= {_spelled(name) for name in pinned}


def _spelled(name: str) -> str:
    """Return a distribution's name as all spellings of it compare (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()
