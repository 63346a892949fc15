"""A comparison as one HTML file that needs nothing else, for reading, printing and filing."""

from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from typing import TYPE_CHECKING

from analysis.compare.names import Unit
from analysis.compare.report_view import view_of
from analysis.compare.telling import Telling
from analysis.manifest import embedded_manifest, manifest
from analysis.pipeline import Analysis
from analysis.resources import resource
from analysis.scored_csv import to_csv
from analysis.stories import Story
from analysis.tables import sentences_frame

if TYPE_CHECKING:
    from jinja2 import Template


def report_html(
    analysis: Analysis,
    by: Unit = "outlet",
    *,
    stories: Sequence[Story] = (),
    tellings: Mapping[str, Telling] | None = None,
    paired: Mapping[str, str] | None = None,
) -> bytes:
    """Return the comparison of `analysis`, in the voice it is seen in, as HTML in UTF-8.

    The page holds figures with their measured accuracy, where the compared stand on each measure
    (means with 95 % intervals, Student's t), the tests of `differences_frame` in plain sentences
    and as a table, who is heard, the facts that the articles of a story share with the scores of
    each wording, what was not found in an outlet, distinctive words (Monroe and others 2008),
    headline and lead, the limits of all this, and the manifest. It asks for nothing from any
    network: no script, no font, no picture, and its Content-Security-Policy forbids them.
    Everything from a user is escaped. Same input, same bytes, on one machine type with the same
    versions.

    Args:
        analysis: At least two articles (or, by outlet, two outlets), scored.
        by: Whether outlets or articles are compared.
        stories: The stories that the articles tell; named where they are several.
        tellings: For each `story_id` how its articles tell it (`analysis.compare.telling.tell`),
            in the same view.
        paired: The story of each article, where outlets are compared within stories; see
            `inference_frame`.

    Raises:
        InputError: There are fewer than two articles, or outlets, to compare.
    """
    content = view_of(analysis, by, stories, tellings or {}, paired)
    # The hash of the scores lets `tonelens verify` check the report with the original files.
    scores = {"sentences.csv": to_csv(sentences_frame(analysis))}
    recorded = manifest(analysis, scores)
    page = _template().render(
        **content,
        version=version("tonelens"),
        manifest=recorded.decode(),
        manifest_sha256=sha256(recorded).hexdigest(),
        embedded=embedded_manifest(recorded),
    )
    return page.encode()


@cache
def _template() -> "Template":
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    source = resource("compare") / "report.html.jinja"
    return environment.from_string(source.read_text(encoding="utf-8"))
