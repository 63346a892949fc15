"""The report: one file that needs nothing else, in which everything from a user is text."""

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest
from scored import analysis_of, scored
from test_telling import BLAZE, BRIEF, FIRE, MATCHES

from analysis.alignment.accuracy import match_accuracy
from analysis.cli import main
from analysis.compare.report_chart import chart, decimal
from analysis.compare.report_marks import pieces
from analysis.compare.report_page import report_html
from analysis.compare.telling import with_matches
from analysis.config import load_configuration
from analysis.errors import InputError
from analysis.manifest import embedded_manifest, extracted_manifest, manifest
from analysis.pipeline import Analysis
from analysis.scored_csv import read_scored_csv
from analysis.stories import Member, Story
from analysis.viewpoint import in_voice

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}"


def three(**fields: str) -> Analysis:
    """Return three articles on one fire; `fields` are of the first."""
    first = {"outlet": "Gazette", "title": "Fire at the mill", **fields}
    return analysis_of(
        load_configuration(),
        scored(FIRE, article_id="a", **first),
        scored(BLAZE, article_id="b", outlet="Herald", title="Inferno"),
        scored(BRIEF, article_id="c", outlet="Courier", title="Mill burns"),
    )


def page(analysis: Analysis, name: str = "The fire") -> str:
    """Return the report of three articles on one story."""
    story = Story("s1", name, tuple(Member(each, 0.9) for each in "abc"))
    tellings = {"s1": with_matches(analysis, MATCHES)}
    return report_html(analysis, stories=[story], tellings=tellings).decode()


class Elements(HTMLParser):
    """Collects elements with their attributes, and the text that is seen."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.seen: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the element."""
        self.found.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Leave the element, and those within that nothing closed."""
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Keep what a browser would show."""
        if not {"script", "style", "title"} & set(self.open):
            self.seen.append(data)

    @property
    def text(self) -> str:
        """What a reader sees, blanks made one."""
        return " ".join("".join(self.seen).split())


def test_it_asks_for_nothing_from_any_network() -> None:
    """No address at all, no script that runs, and a policy that forbids both."""
    elements = Elements(page(three()))
    tags = {tag for tag, _ in elements.found}
    assert not tags & {"link", "img", "iframe", "object", "embed", "audio", "video", "base", "form"}
    assert not [a for _, attributes in elements.found for a in attributes if a.startswith("on")]
    assert not [a for _, attributes in elements.found for a in attributes if a in ("src", "href")]
    (script,) = [attributes for tag, attributes in elements.found if tag == "script"]
    assert script["type"] == "application/json"
    policies = [a["content"] for t, a in elements.found if a.get("http-equiv")]
    assert policies == ["default-src 'none'; style-src 'unsafe-inline'"]
    style = page(three()).partition("<style>")[2].partition("</style>")[0]
    assert "url(" not in style
    assert "@import" not in style


def test_it_says_what_was_found_in_words_and_numbers() -> None:
    """Figures with accuracy, facts with scores of each wording, what was not found."""
    seen = Elements(page(three())).text
    assert "One story: The fire" in seen
    assert "An inferno devoured two halls of Tolland's mill." in seen
    assert "sentiment −0.80 · sensationalism 0.90 · hedging 0.00" in seen
    assert "Not found in Courier" in seen
    assert "Stated by Gazette, Herald" in seen
    assert "they describe these articles and say nothing about outlets in general" in seen
    figures = match_accuracy()
    assert f"{100 * figures.precision:.0f}% of its matches were right" in seen
    assert "Accuracy: AUC" in seen


def test_hostile_names_and_texts_are_only_text() -> None:
    """In outlet, title, file, story and sentence; nor does the template read them."""
    rows = [FIRE[0], (f"It burned {HOSTILE}.", "body", 0.0, 0.0, 0.0), *FIRE[2:]]
    analysis = three(outlet=HOSTILE, title=HOSTILE, source_file=HOSTILE)
    first = scored(rows, article_id="a", outlet=HOSTILE, title=HOSTILE, source_file=HOSTILE)
    analysis = replace(analysis, articles=(first, *analysis.articles[1:]))
    text = page(analysis, name=HOSTILE)
    elements = Elements(text)
    assert len([tag for tag, _ in elements.found if tag == "script"]) == 1
    assert "img" not in {tag for tag, _ in elements.found}
    assert HOSTILE in elements.text
    recorded = json.loads(extracted_manifest(text.encode()) or b"")
    assert recorded["articles"][0]["outlet"] == HOSTILE


def test_the_same_input_gives_the_same_bytes() -> None:
    """No clock time and no random number enters."""
    assert page(three()) == page(three())


def test_in_one_voice_what_others_say_is_pale() -> None:
    """And a wording without words in the voice has no scores."""
    seen = in_voice(three(), "quote")
    text = page(seen)
    assert "sentiment – · sensationalism – · hedging –" in Elements(text).text
    assert 'class="out' in text


def test_by_article_there_are_no_outlets_words() -> None:
    """And two articles of no outlet can still be reported on."""
    analysis = three()
    text = report_html(replace(analysis, articles=analysis.articles[:2]), "article").decode()
    seen = Elements(text).text
    assert "Compared by article" in seen
    assert "Words that set outlets apart" not in seen
    with pytest.raises(InputError):
        report_html(replace(analysis, articles=analysis.articles[:1]), "article")


def test_pieces_are_the_sentence_with_what_stands_alone() -> None:
    """Joined they are the text; shaded is what no other statement has."""
    telling = with_matches(three(), MATCHES)
    burned = telling.facts[0]
    for statement in burned.statements:
        found = pieces(statement, burned, "sentiment", "all")
        assert "".join(piece.text for piece in found) == statement.text
    alone = [p.text for p in pieces(burned.statements[1], burned, "sentiment", "all") if p.marks]
    assert alone[0] == "An inferno devoured"


def test_a_chart_keeps_to_the_range_of_its_measure() -> None:
    """Whiskers that reach past an end are cut there; what has no mean has no dot."""
    measure = load_configuration().measure("sensationalism")
    nan = float("nan")
    means = pd.DataFrame(
        {"name": ["A", "B"], "mean": [0.05, nan], "mean_low": [-0.1, nan], "mean_high": [0.2, nan]}
    )
    drawn = chart(measure, means)
    assert drawn.rows[0].low == drawn.ticks[0][0]
    assert drawn.rows[0].said == "0.05 (−0.10 to 0.20)"
    assert drawn.rows[1].at is None
    assert (decimal(-0.001), decimal(0.3, signed=True), decimal(None)) == ("0.00", "+0.30", "–")


def test_a_manifest_in_a_page_is_found_again() -> None:
    """Whatever it holds."""
    recorded = manifest(three(outlet=HOSTILE))
    element = embedded_manifest(recorded)
    assert element.count("<") == 2
    found = extracted_manifest(f"<p>x</p>{element}<p>y</p>".encode())
    assert json.loads(found or b"") == json.loads(recorded)
    assert extracted_manifest(b"<p>none</p>") is None


def test_the_command_line_writes_report_and_tables(
    tmp_path: Path, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And `tonelens verify` takes the report with the original files."""
    folder = str(repository / "seeds" / "free-buses")
    out = {name: tmp_path / f"{name}.csv" for name in ("output", "facts", "omissions", "stories")}
    report = tmp_path / "report.html"
    options = [part for name, path in out.items() for part in (f"--{name}", str(path))]
    assert main(["compare", folder, *options, "--report", str(report)]) == 0
    said = capsys.readouterr().out
    assert re.search(r"Stories:\n.*: 5 articles; facts that at least two state: \d+", said)
    tables = {name: read_scored_csv(path) for name, path in out.items()}
    assert set(tables["facts"]["story"]) == set(tables["stories"]["story"])
    assert tables["facts"]["fact"].max() > 1
    assert {"outlet", "not_found", "nearest_text"} <= set(tables["omissions"].columns)
    assert main(["verify", str(report), folder]) == 0
    assert "reproduced" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("option", "name", "remedy"),
    [("--report", "report.pdf", "use .html"), ("--facts", "facts.json", "cannot tell")],
)
def test_an_ending_that_cannot_be_written_is_refused_before_scoring(
    option: str, name: str, remedy: str, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is written, and nothing is scored in vain."""
    assert main(["compare", str(repository / "seeds" / "free-buses"), option, name]) == 2
    assert remedy in capsys.readouterr().err
    assert not Path(name).exists()


def test_a_table_of_facts_without_a_story_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It says which option to leave out."""
    (tmp_path / "a.txt").write_text("The council met on Monday. It approved the budget.\n")
    (tmp_path / "b.txt").write_text("A comet was seen over Norway. It will be back in May.\n")
    files = [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]
    assert main(["compare", *files, "--facts", str(tmp_path / "facts.csv")]) == 2
    assert "Leave the option out" in capsys.readouterr().err
