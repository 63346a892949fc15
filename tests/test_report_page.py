"""The report: one file that needs nothing else, in which everything from a user is text."""

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pandas as pd
import pytest
from scored import analysis_of, scored
from test_telling import BLAZE, BRIEF, FIRE, MATCHES

from analysis.alignment import Match, Place
from analysis.alignment.accuracy import match_accuracy
from analysis.compare.report_accuracy import meanings, of_measure, of_voices
from analysis.compare.report_chart import chart, decimal
from analysis.compare.report_marks import pieces
from analysis.compare.report_page import report_html
from analysis.compare.report_tables import LEAST_Z, word_values
from analysis.compare.telling import with_matches
from analysis.config import Configuration, load_configuration
from analysis.errors import InputError
from analysis.manifest import embedded_manifest, extracted_manifest, manifest
from analysis.pipeline import Analysis
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
    assert not [attributes for _, attributes in elements.found if "src" in attributes]
    targets = {attributes["href"] for _, attributes in elements.found if "href" in attributes}
    assert targets == {f"#{attributes['id']}" for tag, attributes in elements.found if tag == "h2"}
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
    assert "Story: The fire" in seen
    assert "An inferno devoured two halls of Tolland's mill." in seen
    assert "sentiment −0.80 · sensationalism 0.90 · hedging 0.00" in seen
    assert "Not found in Courier" in seen
    assert "Stated by Gazette (sentence 2) and Herald (sentence 2)" in seen
    assert "One article says nothing about Gazette, Herald or Courier in general" in seen
    figures = match_accuracy()
    assert f"{100 * figures.precision:.0f} % of its matches were right" in seen
    assert re.search(
        r"Accuracy: AUC 0\.\d\d \(0\.\d\d to 0\.\d\d\) on \w+ \([\d,]+ sentences", seen
    )


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
    assert (drawn.rows[1].at, drawn.rows[1].said) == (None, "–")
    assert drawn.zero is None
    assert chart(load_configuration().measure("sentiment"), means.iloc[:0]).zero == 50
    assert (decimal(-0.001), decimal(0.3, signed=True), decimal(None)) == ("0.00", "+0.30", "–")


def test_a_manifest_in_a_page_is_found_again() -> None:
    """Whatever it holds."""
    recorded = manifest(three(outlet=HOSTILE))
    element = embedded_manifest(recorded)
    assert element.count("<") == 2
    found = extracted_manifest(f"<p>x</p>{element}<p>y</p>".encode())
    assert json.loads(found or b"") == json.loads(recorded)
    assert extracted_manifest(b"<p>none</p>") is None


def test_the_largest_difference_comes_first() -> None:
    """Whatever the measure; a headline is called one."""
    matches = (Match(Place("a", 2), Place("b", 2), 0.6), Match(Place("a", 0), Place("b", 1), 0.9))
    story = Story("s1", "The fire", (Member("a", 0.9), Member("b", 0.9)))
    analysis = replace(three(), articles=three().articles[:2])
    tellings = {"s1": with_matches(analysis, matches)}
    seen = Elements(report_html(analysis, stories=[story], tellings=tellings).decode()).text
    first, _, second = seen.partition("Match 0.60")
    assert "Match 0.90 · difference in sensationalism 0.80 Gazette headline" in first
    assert "difference in sensationalism 0.20 Gazette sentence 2" in second
    assert "compare at least three" in seen


def test_a_reprint_is_named_and_left_out_of_the_story() -> None:
    """The reader sees why six articles tell a story of five."""
    analysis = three()
    told = with_matches(analysis, MATCHES[3:4], ("c",))
    story = Story("s1", "The fire", tuple(Member(each, 0.9) for each in "abc"))
    seen = Elements(report_html(analysis, stories=[story], tellings={"s1": told}).decode()).text
    assert "2 articles of Gazette and Herald." in seen
    assert "since nearly the same as another: Courier: Mill burns." in seen


def test_stories_whose_sentences_stand_beside_none_are_said() -> None:
    """Nothing is left out in silence."""
    stories = [
        Story("s1", "The fire", (Member("a", 0.9), Member("b", 0.9))),
        Story("s2", "The budget", (Member("c", 0.9),)),
        Story("s3", "Elsewhere", (Member("not here", 0.9),)),
    ]
    seen = Elements(report_html(three(), stories=stories).decode()).text
    assert "Sentences were not matched in The fire" in seen
    assert "1 story has one article here" in seen
    assert "Elsewhere" not in seen
    assert "story: The fire" in seen


def test_whoever_cannot_see_the_charts_reads_the_same() -> None:
    """Drawings are hidden from screen readers, and each has its name and number beside it."""
    text = page(three())
    elements = Elements(text)
    assert text.count("<svg") >= 12
    # The svg itself, or the row of ticks that it is in.
    hidden = re.findall(r'<svg aria-hidden="true"|<li class="axis" aria-hidden="true">', text)
    assert len(hidden) == text.count("<svg") - len(re.findall(r"<svg[^>]*><rect", text))
    for said in ("Gazette −0.10", "Herald −0.55", "Courier −0.20"):
        assert said in elements.text
    tables = [tag for tag, _ in elements.found if tag == "table"]
    assert len(tables) == len([tag for tag, _ in elements.found if tag == "caption"])
    heads = [attributes for tag, attributes in elements.found if tag == "th"]
    assert all(attributes.get("scope") for attributes in heads)
    levels = [int(tag[1]) for tag, _ in elements.found if re.fullmatch("h[1-4]", tag)]
    assert levels[0] == 1
    assert all(low - high <= 1 for high, low in pairwise(levels))
    assert dict(elements.found)["html"] == {"lang": "en"}


def test_every_colour_of_text_can_be_read() -> None:
    """At least 4.5 to 1 (WCAG 2.2, 1.4.3) on white, and on the shade of words that stand alone."""
    style = page(three()).partition("<style>")[2].partition("</style>")[0]
    colours = set(re.findall(r"(?<![-\w])(?:color|fill): (#[0-9a-f]{6})", style))
    assert len(colours) >= 4
    for colour in colours:
        assert contrast(colour, "#ffffff") >= 4.5, colour
        assert contrast(colour, "#e3e6ea") >= 4.5, colour


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours after WCAG 2.2."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Return the relative luminance of `#rrggbb` after WCAG 2.2."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_accuracy_is_of_the_models_in_use() -> None:
    """Word lists have none of the bundled model's figures; the report then says so."""
    measured = load_configuration()
    assert "towards a named target" not in of_measure(measured, measured.measure("sentiment"))
    assert {meaning.split()[0] for meaning in meanings(measured, measured.measures)} == {
        "AUC",
        "F1",
        "Macro-F1",
    }
    assert "PolNeAR" in of_voices(measured)
    lists = measured.with_models({measure.name: "lexicon" for measure in measured.measures})
    assert of_measure(lists, lists.measure("hedging")) == (
        "Accuracy not measured for the model in use."
    )
    assert of_voices(lists) == ""
    assert meanings(lists, lists.measures) == []


def test_only_words_that_stand_out_are_listed(configuration: Configuration) -> None:
    """Bars are in proportion to z; an outlet without such words is listed all the same."""
    # Letters make words of their own, so that no article is nearly the same as another.
    said = {
        "Plain": [f"The council met on {c * 3} and voted on {c * 4}." for c in "abcdefghijkl"],
        "Loud": [f"Fury at the council as fury over {c * 3} grows." for c in "mnopqrstuvwx"],
    }
    analysis = analysis_of(
        configuration,
        *(
            scored(
                [(sentence, "body", 0.0, 0.0, 0.0) for sentence in sentences[at : at + 6]],
                article_id=f"{outlet}{at}",
                outlet=outlet,
            )
            for outlet, sentences in said.items()
            for at in (0, 6)
        ),
    )
    words = {own["outlet"]: own["rows"] for own in word_values(analysis)}
    assert list(words) == ["Plain", "Loud"]
    assert words["Loud"][0]["word"] == "fury"
    rows = [row for own in words.values() for row in own]
    assert max(row["width"] for row in rows) == 100
    assert min(row["z"] for row in rows) >= LEAST_Z
