"""Starting the dashboard from the command line."""

import importlib.util
import subprocess
import sys
from pathlib import Path

from analysis.errors import AnalysisError

# All addresses of this machine, of version 4 and of version 6: no browser can go there.
_WILDCARDS = ("0.0.0.0", "::")


def launch_dashboard(*, port: int, open_browser: bool, address: str = "127.0.0.1") -> int:
    """Serve the dashboard until it is stopped; return Streamlit's exit code.

    `address` is the one to listen on: by default this machine's own, that no other can reach.
    Raises `AnalysisError` when the dashboard is not installed.
    """
    found = importlib.util.find_spec("dashboard")
    if found is None or found.origin is None:
        raise AnalysisError("The dashboard is not installed. Install it: pip install tonelens")
    app = Path(found.origin).parent / "app.py"
    # -P: a streamlit.py in the folder where the user stands must not be run in its place.
    command = [sys.executable, "-P", "-m", "dashboard.serve", "run", str(app)]
    command += [f"--server.port={port}", f"--server.address={address}"]
    shown = "localhost" if address in _WILDCARDS else address
    command.append(f"--browser.serverAddress={shown}")
    command.append(f"--server.headless={'false' if open_browser else 'true'}")
    try:
        return subprocess.run(command, check=False).returncode
    except KeyboardInterrupt:
        return 0
