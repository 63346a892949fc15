"""Starting the dashboard from the command line."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

from analysis.errors import AnalysisError

# All addresses of this machine, of version 4 and of version 6: no browser can go there.
_WILDCARDS = ("0.0.0.0", "::")
# glibc keeps freed memory in as many arenas as threads have asked at once, each session being a
# thread: after twenty users two arenas hold 80 MB less (docs/decisions.md, 60). Others ignore it.
_MEMORY = {"MALLOC_ARENA_MAX": "2"}


def launch_dashboard(*, port: int, open_browser: bool, address: str = "127.0.0.1") -> int:
    """Serve the dashboard until it is stopped; return Streamlit's exit code.

    On POSIX this process becomes the server, so that signals reach it and nothing returns.
    `address` is the one to listen on: by default this machine's own, that no other can reach.
    Raises `AnalysisError` when the dashboard is not installed.
    """
    found = importlib.util.find_spec("dashboard")
    if found is None or found.origin is None:
        raise AnalysisError("The dashboard is not installed. Install it: pip install tonelens")
    app = Path(found.origin).parent / "app.py"
    # -P: a streamlit.py in the folder where the user stands must not be run in its place.
    command = [sys.executable, "-P", "-m", "dashboard.serve"]
    command += ["--open-browser"] if open_browser else []
    command += ["run", str(app)]
    command += [f"--server.port={port}", f"--server.address={address}"]
    shown = "localhost" if address in _WILDCARDS else address
    shown = f"[{shown}]" if ":" in shown else shown  # RFC 3986: an address of version 6 in a URL
    command.append(f"--browser.serverAddress={shown}")
    # Else it offers developers' files; the settings that come with it yield to the environment.
    command.append("--server.headless=true")
    environment = {**_MEMORY, **os.environ}
    if os.name == "posix":
        sys.stdout.flush()
        sys.stderr.flush()
        os.execve(sys.executable, command, environment)
    try:
        return subprocess.run(command, env=environment, check=False).returncode
    except KeyboardInterrupt:
        return 0
