"""Tables of any kind: a row is an article, and a bad row never costs a good one."""

import json
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from make_files import with_part, xlsx

from analysis.errors import LimitError, ReadingError
from analysis.limits import DEFAULT_LIMITS, Limits
from analysis.readers.base import Document, Fault
from analysis.readers.columns import fields_of
from analysis.readers.delimited import read_delimited
from analysis.readers.json_records import read_json
from analysis.readers.spreadsheet import read_workbook

SENTENCE = "The council voted, he said; it was over."


def split(items: object) -> tuple[list[Document], list[Fault]]:
    """Return the documents and the faults among `items`."""
    listed = list(items)
    return (
        [item for item in listed if isinstance(item, Document)],
        [item for item in listed if isinstance(item, Fault)],
    )


def table(text: str, limits: Limits = DEFAULT_LIMITS) -> tuple[list[Document], list[Fault]]:
    """Return what is in a table of text."""
    return split(read_delimited(text, limits))


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Full Text", "body"),
        ("article_body", "body"),
        ("CONTENT", "body"),
        ("Publication", "outlet"),
        ("site-name", "outlet"),
        (" Headline ", "title"),
        ("publishedAt", "published"),
        ("Pub. Date", "published"),
        ("By-line", "author"),
        ("Link", "url"),
        ("Section", "genre"),
    ],
)
def test_columns_are_known_under_many_names(header: str, field: str) -> None:
    """Without regard to case, blanks and punctuation."""
    assert fields_of({header: " x "}) == {field: "x"}


def test_the_most_telling_column_wins_if_it_holds_something() -> None:
    """`article` may be a number where there is a `text`; an empty one leaves it to the next."""
    assert fields_of({"article": "17", "text": "Words."}) == {"body": "Words."}
    assert fields_of({"article": "Words.", "text": " "}) == {"body": "Words."}


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    """Although the text holds the others."""
    rows = [["text", "outlet"], [f'"{SENTENCE}\n\nSecond | “line”\there."', "A"]]
    documents, faults = table("\n".join(delimiter.join(row) for row in rows))
    assert documents == [
        Document(body=f"{SENTENCE}\n\nSecond | “line”\there.", outlet="A", place="#1")
    ]
    assert not faults


def test_excels_own_line_that_names_the_delimiter_is_heeded() -> None:
    """German and French Excel need it to open a comma table."""
    documents, _ = table(f"sep=;\ntitle;text\nA;{SENTENCE.replace(';', ',')}\n")
    assert documents[0].title == "A"


def test_a_single_column_needs_no_quotation_marks() -> None:
    """One text to a line is the simplest table there is."""
    documents, faults = table(f"text\n{SENTENCE}\nOne, two, three.\n")
    assert [document.body for document in documents] == [SENTENCE, "One, two, three."]
    assert not faults


def test_empty_lines_before_the_header_and_between_rows_are_nothing() -> None:
    """They are neither articles nor faults."""
    documents, faults = table("\n\ntext,title\n\nOne.,A\n,\n\nTwo.,B\n")
    assert [(document.body, document.place) for document in documents] == [
        ("One.", "#1"),
        ("Two.", "#3"),
    ]
    assert not faults


def test_a_cell_may_be_longer_than_python_expects() -> None:
    """Its own limit is 131,072 characters, which a long read exceeds."""
    body = "word " * 60_000
    assert table(f'text,title\n"{body}",A\n')[0][0].body == body.strip()


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ('"He said "no" to it.",B', "not doubled"),
        ('"Never closed,B', "never closed"),
        ("One, two, three.,B", "has 4 cells where the first row has 2"),
        (",B", "has no text"),
    ],
)
def test_a_bad_row_is_named_and_the_good_ones_survive(row: str, said: str) -> None:
    """Before it and after it, with the remedy."""
    documents, faults = table(f"text,title\nFirst.,A\n{row}\nThird.,C\n")
    assert [document.body for document in documents] == ["First.", "Third."]
    assert [fault.place for fault in faults] == ["#2"]
    assert said in faults[0].reason
    assert faults[0].reason.endswith(".")


def test_cells_may_be_missing_at_the_end_of_a_row() -> None:
    """People type tables by hand; but after a broken row it could be a piece of that."""
    assert table("text,title,date\nFirst.,A\n")[0][0].title == "A"
    documents, faults = table('title,text,date\nA,"Broken "quote"\nrest of it",x\nB,Second.\n')
    assert not documents
    assert len(faults) == 3


def test_broken_quotation_marks_end_the_search_at_some_point() -> None:
    """Here each opens a cell that the next line seems to go on with, and none is the last."""
    documents, faults = table("text,title\n" + 'b","\n' * 41)
    assert not documents
    assert "never closed" in faults[0].reason
    assert faults[-1].reason.startswith("and the rows after it")


def test_many_faults_are_listed_in_part() -> None:
    """Ten thousand lines of complaint help nobody."""
    documents, faults = table("text,title\n" + ",A\n" * 300 + "Last.,B\n")
    assert [document.body for document in documents] == ["Last."]
    assert len(faults) == 51
    assert faults[-1].reason.startswith("has 300 rows that could not be read")


def test_rows_beyond_the_limit_are_left_out_and_said() -> None:
    """Those before it are read."""
    documents, faults = table("text\nOne.\nTwo.\nThree.\n", Limits(rows=2))
    assert len(documents) == 2
    assert [fault.kind for fault in faults] == [LimitError]
    assert "more than 2 rows" in faults[0].reason


def test_a_table_without_text_names_its_columns_and_the_remedy() -> None:
    """The user renames one and is done."""
    with pytest.raises(ReadingError) as raised:
        read_delimited("title;words\nA;B\n", DEFAULT_LIMITS)
    assert "“title”, “words”" in str(raised.value)
    assert "to “text”" in str(raised.value)


@pytest.mark.parametrize("text", ["", "\n", '"', "\0"])
def test_a_table_of_nothing_has_no_column(text: str) -> None:
    """Not even a header."""
    with pytest.raises(ReadingError, match="none"):
        read_delimited(text, DEFAULT_LIMITS)


def test_our_own_table_of_scores_is_recognised() -> None:
    """Its rows are sentences; reading them as articles would look as if it had worked."""
    header = "article_id,outlet,sentence,start,end,text,sentiment"
    with pytest.raises(ReadingError, match="written by Tonelens"):
        read_delimited(f"{header}\na,b,1,0,5,Words.,0.5\n", DEFAULT_LIMITS)


@given(st.text(st.sampled_from('ab",;\t\n| '), max_size=80))
def test_any_table_is_documents_and_faults(rows: str) -> None:
    """Whatever stands after the header; and every word is in a document or its row is a fault."""
    documents, faults = table(f"text,title\nWords.,A\n{rows}")
    assert documents[0].body == "Words."
    assert all(fault.place for fault in faults)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1), max_size=5))
def test_a_well_formed_table_is_read_in_full(cells: list[str]) -> None:
    """As any program writes it."""
    quoted = ['"' + cell.replace('"', '""') + '"' for cell in cells]
    documents, faults = table("text,title\r\n" + "".join(f"{cell},A\r\n" for cell in quoted))
    assert [document.body for document in documents] == [c.strip() for c in cells if c.strip()]
    assert all("has no text" in fault.reason for fault in faults)


@pytest.mark.parametrize(
    "text",
    [
        '{"text": "One.", "source": {"id": null, "name": "A"}, "authors": ["B", "C"], "n": 1}',
        '[\n{"text": "One.", "source": "A", "authors": "B, C"}\n]',
        '{"status": "ok", "articles": [{"text": "One.", "source": "A", "authors": ["B", "C"]}]}',
    ],
)
def test_json_comes_as_lines_lists_and_objects(text: str) -> None:
    """As exports of news services have it, with names inside objects and lists of authors."""
    documents, faults = split(read_json(text, DEFAULT_LIMITS))
    assert documents == [Document(body="One.", outlet="A", author="B, C", place="#1")]
    assert not faults


def test_a_bad_line_of_json_is_named_and_the_good_ones_survive() -> None:
    """Numbered like the lines of the file."""
    lines = ['{"text": "One."}', "", '{"text": "Tw', '"just words"', '{"title": "A"}']
    documents, faults = split(read_json("\n".join([*lines, '{"text": 6}']), DEFAULT_LIMITS))
    assert [(d.body, d.place) for d in documents] == [("One.", "#1"), ("6", "#6")]
    assert [fault.place for fault in faults] == ["#3", "#4", "#5"]
    assert "not valid JSON" in faults[0].reason
    assert "not an object" in faults[1].reason


def test_paragraphs_in_a_list_stay_paragraphs() -> None:
    """Some exports keep the text as a list."""
    long = "The council voted on Tuesday to postpone the reconstruction of the breakwater. " * 2
    documents, _ = split(read_json(json.dumps({"content": [long, "End."]}), DEFAULT_LIMITS))
    assert documents[0].body == f"{long}\n\nEnd."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{,}", "is not valid JSON (line 1)"),
        ("[" * 100_000, "is not valid JSON"),  # deeper than Python goes
        ('[{"title": "A"}]', "no field for the text of the articles (its fields are: “title”)"),
        ("[]", "its fields are: none"),
        ("17", "its fields are: none"),
    ],
)
def test_json_without_articles_is_refused(text: str, said: str) -> None:
    """With what is wrong and what to do."""
    with pytest.raises(ReadingError) as raised:
        read_json(text, DEFAULT_LIMITS)
    assert said in str(raised.value)


def test_a_workbook_is_read_from_every_sheet_with_text() -> None:
    """Dates become dates, a header may stand below empty rows, other sheets are left alone."""
    data = xlsx(
        {
            "Notes": [["Read me"]],
            "May": [[], ["Title", "Text", "Date"], ["A", "One.", datetime(2024, 5, 3, 10)]],
            "June": [["body", "body"], ["Two.", "not this"], [None, None], [3, None]],
        }
    )
    documents, faults = split(read_workbook(data, DEFAULT_LIMITS))
    assert documents == [
        Document(title="A", body="One.", published="2024-05-03", place="#1"),
        Document(body="Two.", place="#June!1"),
        Document(body="3", place="#June!3"),
    ]
    assert not faults


def test_a_workbook_without_text_names_its_columns() -> None:
    """As other tables do."""
    with pytest.raises(ReadingError, match="“Title”, “Words”"):
        list(read_workbook(xlsx({"S": [["Title", "Words"], ["A", "B"]]}), DEFAULT_LIMITS))


def test_a_text_that_fills_its_cell_may_be_cut_off() -> None:
    """Excel keeps 32,767 characters and drops the rest without a word."""
    data = xlsx({"S": [["text"], ["a" * 32_767], ["b" * 32_766]]})
    documents, _ = split(read_workbook(data, DEFAULT_LIMITS))
    assert "32,767" in documents[0].warnings[0]
    assert not documents[1].warnings


def test_rows_of_a_workbook_beyond_the_limit_are_left_out_and_said() -> None:
    """Also where a sheet pretends to have a million."""
    data = xlsx({"S": [["text"], ["One."], ["Two."], ["Three."]]})
    documents, faults = split(read_workbook(data, Limits(rows=2)))
    assert len(documents) == 2
    assert faults[0].kind is LimitError
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<dimension ref="A1:XFD1048576"/><sheetData>'
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>text</t></is></c></row>'
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    )
    data = with_part(data, "xl/worksheets/sheet1.xml", sheet)
    documents, _ = split(read_workbook(data, Limits(rows=200)))
    assert not documents


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml"])
def test_a_damaged_workbook_is_refused_with_the_remedy(part: str) -> None:
    """Not with the error of the library that met it."""
    data = with_part(xlsx({"S": [["text"], ["One."]]}), part, b"<broken")
    with pytest.raises(ReadingError, match="is damaged"):
        list(read_workbook(data, DEFAULT_LIMITS))
