"""What the pages are put together from: the text view, wording, the desk, search."""

import html
import re
import tomllib
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from scored import BRIDGE, COUNCIL, Row, analysis_of, scored
from strategies import texts

from analysis import tables
from analysis.articles import Problem, Reading
from analysis.config import Configuration, load_configuration
from analysis.scorers import Cue
from dashboard import components, cue_marks, palette, sentence_table, text_view, wording
from dashboard.state import Asked, Desk

PALETTES = palette.palettes(load_configuration().measures)
READOUT = cue_marks.SCALES["readout"]
HOSTILE = "<script>alert(1)</script>"


def view(rows: list[Row], measure: str = "sentiment", **given: object) -> str:
    """Return the whole text view of an article, without its styles."""
    article = scored(rows, **given)
    shown = text_view.article_html(article, PALETTES[measure], READOUT, 0, len(rows))
    return shown.removeprefix(text_view.STYLE)


def plain(shown: str) -> str:
    """Return the text that a browser would show, without the level marks."""
    unmarked = re.sub(r'<span class="tl-mark"[^>]*>[^<]*</span>', "", shown)
    return html.unescape(re.sub(r"<[^>]*>", "", unmarked))


@given(texts)
def test_the_text_view_shows_any_text_as_it_stands(text: str) -> None:
    """Whatever a text holds, it reaches the page as text: no tag, no entity, no loss."""
    shown = view([("x" + text + "x", "body", 0.6, 0.0, 0.0)])
    assert plain(shown).replace("\n", "") == ("x" + text + "x").replace("\n", "")
    known = {"div", "/div", "p", "/p", "span", "/span", "br"}
    assert {tag.split()[0] for tag in re.findall(r"<([^>]*)>", shown)} <= known


def test_a_title_cannot_leave_its_attribute() -> None:
    """Wording of levels comes from a file that a user may edit; it is escaped like the text."""
    shown = view([(HOSTILE, "caption", 0.0, 0.0, 0.0)])
    assert "<script" not in shown


def test_a_sentence_says_its_level_in_its_title_in_a_mark_and_in_its_ground() -> None:
    """Never colour alone."""
    shown = view(COUNCIL)
    assert 'title="Sentence 2 · Sentiment −0.80, clearly unfavourable"' in shown
    assert (
        '<span class="tl-mark" role="img" aria-label="clearly unfavourable">−−</span>Furious'
        in shown
    )
    assert "background:rgba(194, 98, 10, 0.500)" in shown


def luminance(rgb: tuple[float, ...]) -> float:
    """Return the relative luminance of a colour (WCAG 2)."""
    parts = [c / 255 / 12.92 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in rgb]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_on_every_shade_keeps_a_contrast_of_seven_to_one(repository: Path, theme: str) -> None:
    """WCAG's enhanced contrast, for the strongest shade of each measure, on both themes."""
    config = tomllib.loads((repository / "dashboard/.streamlit/config.toml").read_text())
    page, ink = (
        tuple(bytes.fromhex(config["theme"][theme][name].lstrip("#")))
        for name in ("backgroundColor", "textColor")
    )
    for own in PALETTES.values():
        for end in own.measure.range:
            *hue, alpha = map(float, re.findall(r"[\d.]+", own.color(end, **text_view.WASH)))
            ground = tuple(alpha * h + (1 - alpha) * p for h, p in zip(hue, page, strict=True))
            light, dark = sorted((luminance(ground), luminance(ink)), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 7


def test_lines_that_do_not_count_are_set_apart_and_unshaded() -> None:
    """A byline has scores, but they enter no figure."""
    line = next(part for part in view(COUNCIL).split("<p") if "Ada Marsh" in part)
    assert "tl-aside" in line
    assert "not counted" in line
    assert "background" not in line


def test_the_headline_is_set_as_one() -> None:
    """It is the only paragraph of that style."""
    assert view(COUNCIL).count('class="tl-headline"') == 1


def test_paragraphs_stay_paragraphs() -> None:
    """Blank lines part paragraphs; sentences of one paragraph stay together."""
    assert view(COUNCIL).count("<p") == len(COUNCIL)


def test_words_that_weigh_most_are_marked_for_the_chosen_measure() -> None:
    """With their share as a title; words of other measures are not marked."""
    cues = [Cue("sentiment", 2, 9, 0.8), Cue("hedging", 10, 16, 0.5)]
    shown = view(BRIDGE[:1], cues=cues)
    assert '<span class="tl-cue tl-raises tl-2" title="+0.80 (log-odds)">welcome</span>' in shown
    assert shown.count("tl-cue") == 1


def test_every_sentence_can_be_reached_and_opened_by_keyboard() -> None:
    """A byline too: it has scores, and a reader may ask."""
    shown = view(COUNCIL)
    for number in range(len(COUNCIL)):
        opens = f'role="button" tabindex="0" aria-haspopup="dialog" data-sentence="{number}"'
        assert shown.count(opens) == 1


def test_overlapping_cues_lose_no_text() -> None:
    """A cue inside another is marked with it."""
    cues = [Cue("sentiment", 2, 16, 0.8), Cue("sentiment", 4, 9, 0.3)]
    assert plain(view(BRIDGE[:1], cues=cues)) == BRIDGE[0][0]


def test_a_page_of_a_long_text_shows_only_its_sentences() -> None:
    """Sentences 1 and 2 of five, and nothing of the others."""
    shown = text_view.article_html(scored(COUNCIL), PALETTES["sentiment"], READOUT, 1, 3)
    assert "Monday" in shown
    assert "Furious" in shown
    assert "Council votes" not in shown
    assert "It may reopen" not in shown


def test_the_legend_names_every_level_with_its_mark() -> None:
    """The wording of the configuration, in its order."""
    shown = plain(text_view.legend_html(PALETTES["sensationalism"]).removeprefix(text_view.STYLE))
    assert shown == "plainmild (•)clear (••)tabloid (•••)"


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("*bold* _it_", r"\*bold\* \_it\_"),  # emphasis
        (":red[x] :smile:", r"\:red\[x\] \:smile\:"),  # Streamlit's colours and emoji codes
        ("$x$ and $y$", r"\$x\$ and \$y\$"),  # LaTeX
        ("<b>&amp;", r"\<b\>\&amp\;"),  # HTML and entities
        ("![i](http://x)", r"\!\[i\]\(http\:\/\/x\)"),  # an image that would be fetched
        ("a\n# b", r"a \# b"),  # a line cannot begin a heading
        ("O’Neill – “yes”", "O’Neill – “yes”"),  # nothing to escape
    ],
)
def test_markdown_is_shown_as_it_stands(text: str, escaped: str) -> None:
    """Titles, outlets and file names may hold anything."""
    assert wording.markdown(text) == escaped


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (-0.456, "−0.46"),  # a true minus sign
        (-0.001, "0.00"),  # never a negative zero
        (1.0, "1.00"),
        (float("nan"), "–"),  # no such sentence
    ],
)
def test_scores_are_shown_with_two_decimals(value: float, shown: str) -> None:
    """As a reader expects them."""
    assert wording.score(value) == shown


@pytest.mark.parametrize(("value", "shown"), [(0.2, "+0.20"), (-0.2, "−0.20"), (0.0, "0.00")])
def test_differences_carry_their_sign(value: float, shown: str) -> None:
    """Nothing differs by nothing without a sign."""
    assert wording.signed(value) == shown


@pytest.mark.parametrize(
    ("items", "shown"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (list("abc"), "a, b and c")],
)
def test_lists_read_as_english(items: list[str], shown: str) -> None:
    """However many there are."""
    assert wording.listed(items) == shown


@given(texts)
def test_an_excerpt_is_one_line_of_the_length_asked_for(text: str) -> None:
    """Whatever the text holds."""
    shown = wording.excerpt(text, 20)
    assert len(shown) <= 20
    assert len(shown.splitlines()) <= 1


def test_short_names_tell_articles_apart() -> None:
    """By outlet, by title within one outlet, by both, and by number where all are equal."""
    ebb, tide = {"outlet": "Ebb", "title": "One"}, {"outlet": "Tide", "title": "Two"}
    two = {"outlet": "Ebb", "title": "Two"}

    def names(*fields: dict[str, str]) -> list[str]:
        return wording.short_names([scored(BRIDGE, **given).article for given in fields])

    assert names(ebb, tide) == ["Ebb", "Tide"]
    assert names(ebb, two) == ["One", "Two"]
    assert names(ebb, two, tide) == ["Ebb: One", "Ebb: Two", "Tide"]
    assert names(ebb, ebb) == ["One", "One (2)"]


def test_numbering_never_makes_a_name_that_is_there() -> None:
    """An outlet may be called like the number that we would give."""
    assert wording.distinct(["A", "A (2)", "A"]) == ["A", "A (2)", "A (3)"]


@pytest.fixture
def desk(configuration: Configuration) -> Desk:
    """Return a desk with two articles, the first of them scored."""
    desk = Desk()
    council, bridge = scored(COUNCIL), scored(BRIDGE, outlet="Ebb")
    desk.add(Reading((council.article, bridge.article), ()))
    desk.keep(council, configuration)
    return desk


def test_only_what_is_scored_is_analysed_and_the_rest_waits(
    desk: Desk, configuration: Configuration
) -> None:
    """Cancelling leaves a desk like this one."""
    assert [a.outlet for a in desk.waiting(configuration)] == ["Ebb"]
    assert len(desk.analysis(configuration).articles) == 1


def test_corrections_change_no_score(desk: Desk, configuration: Configuration) -> None:
    """The article keeps its id and its scores under its new name."""
    article_id = next(iter(desk.articles))
    before = desk.analysis(configuration).articles[0]
    desk.correct(article_id, outlet=" Tide ", title="New")
    after = desk.analysis(configuration).articles[0]
    assert (after.article.outlet, after.article.title) == ("Tide", "New")
    assert after.article.article_id == before.article.article_id
    assert after.sentences == before.sentences


def test_another_configuration_scores_anew(desk: Desk, configuration: Configuration) -> None:
    """Scores belong to the configuration that made them."""
    harder = configuration.measures[0].model_copy(update={"clear": 0.9})
    changed = configuration.model_copy(update={"measures": (harder, *configuration.measures[1:])})
    assert len(desk.waiting(changed)) == 2


def test_removing_an_article_forgets_its_scores(desk: Desk, configuration: Configuration) -> None:
    """Read again, it is scored again."""
    article_id, article = next(iter(desk.articles.items()))
    desk.remove([article_id])
    assert desk.scores == {}
    desk.add(Reading((article,), ()))
    assert article in desk.waiting(configuration)


def test_scores_that_another_article_shares_stay(configuration: Configuration) -> None:
    """A wire text in two outlets is scored once and outlives the removal of one of them."""
    desk = Desk()
    first = scored(BRIDGE, outlet="Ebb", article_id="1" * 12)
    second = scored(BRIDGE, outlet="Tide", article_id="2" * 12)
    desk.add(Reading((first.article, second.article), ()))
    desk.keep(first, configuration)
    assert desk.waiting(configuration) == []
    desk.remove(["1" * 12])
    assert desk.waiting(configuration) == []


def test_a_question_is_answered_once(desk: Desk) -> None:
    """Or the drawer would open again at every change on the page."""
    desk.ask("a1", 3, "hedging")
    assert desk.take_asked() == Asked("a1", 3, "hedging")
    assert desk.take_asked() is None


def test_clearing_leaves_nothing(desk: Desk) -> None:
    """Articles, scores and problems go."""
    desk.add(Reading((), (Problem("a.txt", "a.txt is empty."),)))
    desk.clear()
    assert (desk.articles, desk.problems, desk.scores) == ({}, [], {})


def test_accepting_a_refused_article_takes_it_from_the_list(desk: Desk) -> None:
    """It then waits to be scored."""
    refused = scored([("Fremd.", "body", 0.0, 0.0, 0.0)]).article
    problem = Problem("fremd.txt", "fremd.txt is not in English.", refused)
    desk.add(Reading((), (problem,)))
    desk.accept(problem)
    assert refused.article_id in desk.articles
    assert desk.problems == []


def test_the_same_problem_is_listed_once(desk: Desk) -> None:
    """A folder that is added again must not double the list."""
    before = len(desk.problems)
    for _ in range(2):
        desk.add(Reading((), (Problem("blank.txt", "blank.txt is empty."),)))
    assert len(desk.problems) == before + 1


def test_accepting_the_same_text_twice_counts_it_once_and_undoes_no_correction(
    desk: Desk,
) -> None:
    """The check for duplicates holds for what was refused at first, too."""
    rows = [("Fremd.", "body", 0.0, 0.0, 0.0)]
    first, second = (scored(rows, source_file=name).article for name in ("a.txt", "b.txt"))
    before = len(desk.articles)
    for article in (first, second):
        problem = Problem(article.source_file, "It is not in English.", article)
        desk.add(Reading((), (problem,)))
        desk.accept(problem)
        if article is first:
            desk.correct(article.article_id, outlet="Ebb")
    assert len(desk.articles) == before + 1
    assert desk.articles[first.article_id].outlet == "Ebb"
    assert "already read" in desk.problems[-1].message


@pytest.mark.parametrize("value", [0.665, 0.175, -0.665, -0.001, 0.5])
def test_a_table_rounds_as_the_text_does(value: float) -> None:
    """Half a hundredth must not come out as two numbers on one page."""
    frame = components.rounded(pd.DataFrame({"hedging": [value]}), ["hedging"])
    assert wording.score(frame["hedging"].iloc[0]) == wording.score(value)


@pytest.mark.parametrize(
    ("searched", "roles", "levels", "found"),
    [
        ("", [], [], [0, 1, 2, 3, 4]),
        ("BRIDGE", [], [], [0, 1]),  # case does not matter
        ("slammed the", [], [], [2]),
        ("(", [], [], []),  # no regular expression
        ("", ["body"], [], [1, 2, 3]),
        ("", [], ["Hedging: partly hedged"], [3]),
        # Levels of one measure add up; those of two measures narrow down.
        ("", [], ["Sentiment: clearly unfavourable", "Sentiment: somewhat unfavourable"], [1, 2]),
        ("", [], ["Sentiment: somewhat unfavourable", "Sensationalism: plain"], [1]),
    ],
)
def test_search_and_filters_of_the_sentence_table(
    configuration: Configuration,
    searched: str,
    roles: list[str],
    levels: list[str],
    found: list[int],
) -> None:
    """Words, parts of the text and levels narrow the table down."""
    frame = tables.sentences_frame(analysis_of(configuration, scored(COUNCIL)))
    kept = sentence_table.matching(frame, configuration.measures, searched, roles, levels)
    assert list(kept["sentence"]) == found


def test_no_dashboard_file_hides_a_package(repository: Path) -> None:
    """Streamlit puts this folder first on the path, so a `config.py` here would hide others."""
    import importlib.machinery
    import sys

    elsewhere = [
        entry for entry in sys.path if Path(entry or ".").name not in ("dashboard", "tests")
    ]
    for path in (repository / "dashboard").rglob("*.py"):
        if path.stem != "__init__":
            found = importlib.machinery.PathFinder.find_spec(path.stem, elsewhere)
            assert found is None, f"{path} hides {found and found.origin}"
