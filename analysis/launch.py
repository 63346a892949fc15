"""Starting the dashboard from the command line."""

import importlib.util
import subprocess
import sys
from pathlib import Path

from analysis.errors import AnalysisError


def launch_dashboard(*, port: int, open_browser: bool) -> int:
    """Serve the dashboard on this machine until it is stopped; return Streamlit's exit code.

    Raises `AnalysisError` when the dashboard is not installed.
    """
    found = importlib.util.find_spec("dashboard")
    if found is None or found.origin is None:
        raise AnalysisError("The dashboard is not installed. Install it: pip install tonelens")
    app = Path(found.origin).parent / "app.py"
    # -P: a streamlit.py in the folder where the user stands must not be run in its place.
    command = [sys.executable, "-P", "-m", "streamlit", "run", str(app), f"--server.port={port}"]
    command.append(f"--server.headless={'false' if open_browser else 'true'}")
    try:
        return subprocess.run(command, check=False).returncode
    except KeyboardInterrupt:
        return 0
