"""Runs Streamlit's server so that it asks nobody for this machine's addresses.

Bound to all addresses, or met by a page from elsewhere, Streamlit would ask an outside service what
its own address is, to print it and to compare it with that page's. `python -m dashboard.serve run
APP …` is `streamlit run APP …` without that.
"""

from streamlit import net_util
from streamlit.web import cli


def ask_nobody() -> None:
    """Let Streamlit know no address of this machine but those it is told in its settings."""
    net_util.get_external_ip = _none
    net_util.get_internal_ip = _none


def _none() -> None:
    """Return no address."""


if __name__ == "__main__":
    ask_nobody()
    cli.main(prog_name="streamlit")
