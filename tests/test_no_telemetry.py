"""ONNX Runtime reports to its maker unless a variable is set before it is imported."""

import os
import subprocess
import sys

_CODE = """
import os, sys

def imported(event, arguments):
    if event == "import" and arguments[0] == "onnxruntime":
        print(os.environ.get("ORT_DISABLE_TELEMETRY"))
        sys.stdout.flush()
        os._exit(0)

sys.addaudithook(imported)
import analysis
analysis.score_sentences(["The harbour may close."])
"""


def test_the_variable_is_set_before_onnx_runtime_is_imported() -> None:
    """By then is what counts: it reads the variable once (`make security` watches the sockets)."""
    environment = {k: v for k, v in os.environ.items() if k != "ORT_DISABLE_TELEMETRY"}
    made = subprocess.run(
        [sys.executable, "-c", _CODE], env=environment, capture_output=True, text=True, check=True
    )
    assert made.stdout == "1\n", made.stderr
