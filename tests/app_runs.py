"""The dashboard in Streamlit's own test runner: starting it, moving about, reading a page."""

from pathlib import Path

import pandas as pd
from streamlit.testing.v1 import AppTest

from dashboard.state import Desk

CALM = b"The council met on Monday. It approved the budget. Work may begin in May.\n"
LOUD = (
    b"---\noutlet: Evening Roar\ntitle: Bridge horror\n---\n"
    b"Furious residents slammed the shocking plan. It is an outrage and a disgrace.\n"
)


def start(repository: Path) -> AppTest:
    """Return the dashboard as it first appears."""
    return run(AppTest.from_file(str(repository / "dashboard" / "app.py"), default_timeout=60))


def run(app: AppTest) -> AppTest:
    """Run the script; no page may ever end in an exception."""
    app.run()
    assert not app.exception
    return app


def go(app: AppTest, page: str) -> AppTest:
    """Change to a page."""
    app.switch_page(f"app_pages/{page}.py")
    return run(app)


def upload(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    """Drop files on the page."""
    given = [(name, data, "application/octet-stream") for name, data in files]
    next(u for u in app.file_uploader if (u.key or "").startswith("files_")).set_value(given)
    return run(app)


def press(app: AppTest, key: str) -> AppTest:
    """Press a button."""
    app.button(key=key).click()
    return run(app)


def desk(app: AppTest) -> Desk:
    """Return what is on the desk."""
    found: Desk = app.session_state["desk"]
    return found


def drawn(app: AppTest, column: str) -> list[pd.DataFrame]:
    """Return the tables on the page that have a column, which tells ours from each other."""
    return [table.value for table in app.dataframe if column in table.value]


def charts(app: AppTest) -> list[str]:
    """Return what each chart on the page says to those who cannot see it."""
    return [chart.proto.alt for chart in app.get("vega_lite_chart")]


def shown(app: AppTest) -> str:
    """Return all that is written on the page, as its parts were sent to the browser."""
    parts = [*app.markdown, *app.caption, *app.info, *app.warning, *app.error, *app.subheader]
    return "\n".join(
        [*(part.value for part in parts), *(part.proto.body for part in app.get("html"))]
    )
