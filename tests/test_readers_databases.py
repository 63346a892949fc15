"""Exports of news databases: each article with its outlet, title and date, none with another's.

The samples are invented throughout; only their layout is that of the databases.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from make_files import BODY, HEADLINE, PARAGRAPHS, docx, lines, pdf, rtf, xlsx, zip_of
from test_readers_fuzz import check, damaged
from timing import process_seconds

from analysis.articles import Article, read_articles, read_files
from analysis.errors import LimitError, ReadingError
from analysis.limits import DEFAULT_LIMITS, Limits
from analysis.readers import Document, Fault, read_documents
from analysis.readers.base import Items
from analysis.readers.exports import split_export
from analysis.readers.rich_text import read_rich_text


@dataclass(frozen=True)
class Story:
    """An invented article as a database holds it."""

    title: str
    outlet: str
    author: str
    paragraphs: Sequence[str]
    section: str = "NEWS"
    day: str = "12 March 2024"
    american: str = "March 12, 2024"


STORIES = (
    Story(HEADLINE, "The Vellmarsh Argus", "Anka Reel", PARAGRAPHS),
    Story(
        "How the harbour council lost its nerve: a town waits “for ever”",
        "Coastal Herald",
        "IMRE SOLT and Jo Ferro",
        (
            "There is a word for a council that promises a wall and delivers a spreadsheet, and "
            "the people of the lower town have been using it since Tuesday.",
            "Nobody who watched the vote can have believed that another review will keep the "
            "sea out of their kitchens next winter.",
        ),
        section="OPINION",
        day="3 April 2024",
        american="April 3, 2024",
    ),
    Story(
        "Breakwater: what happens next",
        "Vellmarsh Wire",
        "Tam Oduya",
        (
            "The independent review is expected to report in the spring, and the contractor has "
            "said that work could begin within six weeks of a decision.",
            "Council officers declined to say how much the delay would cost.",
        ),
        day="14 March 2024",
        american="March 14, 2024",
    ),
)
EXPECTED = [
    (HEADLINE, "The Vellmarsh Argus", "2024-03-12", "Anka Reel", "news"),
    (STORIES[1].title, "Coastal Herald", "2024-04-03", "IMRE SOLT and Jo Ferro", "opinion"),
    ("Breakwater: what happens next", "Vellmarsh Wire", "2024-03-14", "Tam Oduya", "news"),
]


def nexis_cover(stories: Sequence[Story]) -> list[str]:
    """Return the lines before the documents of a Nexis Uni export."""
    listed = [
        line
        for number, story in enumerate(stories, 1)
        for line in (
            f"{number}. {story.title}",
            "Client/Matter: -None-",
            "Search Terms: breakwater and (council or harbour)",
            "Search Type: Terms and Connectors",
            "Narrowed by:",
            "Content Type",
            "Narrowed by",
            "News",
            "Timeline: Jan 01, 2024 to Apr 30, 2024; Location: International",
        )
    ]
    return [
        "User Name: A Reader",
        "Date and Time: Tuesday, 7 May 2024 10:12:00 CEST",
        "Job Number: 223344556",
        f"Documents ({len(stories)})",
        *listed,
    ]


def nexis_document(story: Story) -> list[str]:
    """Return the lines of a document as Nexis Uni has them."""
    return [
        story.title,
        story.outlet,
        f"{story.american} Tuesday 2:05 PM GMT",
        "First Edition",
        f"Copyright 2024 {story.outlet} All Rights Reserved",
        f"Section: {story.section}; Column 3; Pg. 4",
        "Length: 1,523 words",
        f"Byline: By {story.author}",
        "Highlight: What the vote means",
        "Dateline: VELLMARSH",
        "Body",
        *story.paragraphs,
        "Graphic",
        "A picture of the harbour at dusk",
        "Classification",
        "Language: ENGLISH",
        "Subject: BREAKWATERS (90%); COUNCILS (78%)",
        "Load-Date: March 15, 2024",
        "End of Document",
    ]


def nexis(stories: Sequence[Story] = STORIES) -> list[str]:
    """Return the lines of a Nexis Uni export."""
    return [*nexis_cover(stories), *(line for story in stories for line in nexis_document(story))]


def factiva_document(story: Story, number: int) -> list[str]:
    """Return the lines of a document in the article format of Factiva."""
    return [
        story.section.title(),
        story.title,
        f"By {story.author}",
        "1,523 words",
        story.day,
        "14:05 GMT",
        story.outlet,
        "VELARG",
        "Late Edition - Final",
        "A4",
        "English",
        f"(c) 2024 {story.outlet} Company.",
        "All Rights Reserved.",
        *story.paragraphs,
        f"Document VELARG0020240312ek3c0000{number}",
    ]


SUMMARY = [
    "Search Summary",
    "Text",
    "breakwater and council",
    "Date",
    "In the last 3 months",
    "Results Found",
    "3",
    "Timestamp",
    "7 May 2024 10:12",
]


def factiva(stories: Sequence[Story] = STORIES) -> list[str]:
    """Return the lines of a Factiva export in the article format, with the list at its front."""
    front = [f"{story.title}{'.' * 40} {number}" for number, story in enumerate(stories, 1)]
    pages = ["Page 1 of 9 © 2024 Factiva, Inc. All rights reserved."]
    each = (
        line for number, story in enumerate(stories) for line in factiva_document(story, number)
    )
    return [*front, *pages, *each, *SUMMARY]


def coded_document(story: Story, number: int) -> list[tuple[str, Sequence[str]]]:
    """Return the field codes and values of a document of Factiva."""
    return [
        ("SE", [story.section]),
        ("HD", [story.title]),
        ("BY", [f"By {story.author}"]),
        ("WC", ["1,523 words"]),
        ("PD", [story.day]),
        ("SN", [story.outlet]),
        ("SC", ["VELARG"]),
        ("LA", ["English"]),
        ("CY", ["(c) 2024"]),
        ("LP", story.paragraphs[:1]),
        ("TD", story.paragraphs[1:]),
        ("NS", ["gcat : Political/General News"]),
        ("RE", ["uk : United Kingdom"]),
        ("AN", [f"Document VELARG0020240312ek3c0000{number}"]),
    ]


def coded(stories: Sequence[Story], join: str) -> list[str]:
    """Return the lines of a Factiva export with field codes; `join` follows each code."""
    fields = [
        field for number, story in enumerate(stories) for field in coded_document(story, number)
    ]
    lines = []
    for code, values in fields:
        first = [f"{code}{join}{values[0]}"] if join else [code, values[0]]
        lines += [*first, *(line for value in values[1:] for line in ("", value))]
    return lines + SUMMARY


def proquest_document(story: Story, number: int, of: int = 0) -> list[str]:
    """Return the lines of a document of ProQuest; those before 2019 are numbered."""
    numbered = [f"Document {number} of {of}", ""] if of else []
    fields = [
        story.title,
        f"Author: {story.author}",
        f"Publication info: {story.outlet} ; Vellmarsh [Vellmarsh]. {story.day}: A.4.",
        "http://search.example/docview/1",
        "Abstract: The council voted. The wall will wait.",
        "Links: http://resolver.example/1",
        f"Full text: {story.paragraphs[0]}",
        *story.paragraphs[1:],
        "Subject: Councils; Breakwaters",
        "Business indexing term: Subject: Councils",
        f"Title: {story.title}",
        f"Publication title: {story.outlet}; Vellmarsh",
        "Publication year: 2024",
        f"Publication date: {story.american[:3]} {story.american.split(' ', 1)[1]}",
        f"Section: {story.section.title()}",
        "Publisher: Argus Press",
        "Source type: Newspaper",
        "Language of publication: English",
        "Document type: News",
        f"ProQuest document ID: 29900000{number}",
        f"Document URL: https://www.example.org/docview/29900000{number}",
        "Copyright: Copyright Argus Press 2024",
        "Last updated: 2024-03-13",
        "Database: Invented Newsstream",
    ]
    return ["_" * 60, "", *numbered, *(line for field in fields for line in (field, ""))]


def proquest(stories: Sequence[Story] = STORIES, *, numbered: bool = True) -> list[str]:
    """Return the lines of a ProQuest export."""
    of = len(stories) if numbered else 0
    each = (
        line
        for number, story in enumerate(stories, 1)
        for line in proquest_document(story, number, of)
    )
    back = ["_" * 60, "", "Contact us at: http://www.example.org/contact", "", "Terms apply."]
    return [*each, *back]


def spaced(lines: Sequence[str]) -> str:
    """Return text with an empty line after each line, as saving as plain text leaves it."""
    return "\n\n".join(lines)


def page(lines: Sequence[str]) -> str:
    """Return a web page with a block for each line."""
    blocks = "".join(
        f"<div class='x'><span>{line.replace('&', '&amp;')}</span></div>\n" for line in lines
    )
    return f"<!DOCTYPE html><html><head><title>Export</title></head><body>{blocks}</body></html>"


def word(lines: Sequence[str]) -> bytes:
    """Return a Word document of lines, the titles styled as the databases style them."""
    titles = {story.title for story in STORIES}
    return docx([("Heading 1", line) if line in titles else line for line in lines])


def table_in_rtf(stories: Sequence[Story]) -> bytes:
    """Return field codes and values as the rows of a table, as Factiva writes them."""
    rows = []
    for number, story in enumerate(stories):
        for code, values in coded_document(story, number):
            cells = rtf(values).decode().split("Test;}", 1)[1].removesuffix("\\par\n}")
            rows.append(f"\\trowd {code}\\cell {cells}\\cell\\row\n")
    return rtf([], head="".join(rows))


SAMPLES = {
    "nexis.docx": word(nexis()),
    "nexis.rtf": rtf(nexis()),
    "nexis-spaced.rtf": rtf(nexis(), end=r"\par\par "),
    "nexis.txt": spaced(nexis()).encode(),
    "factiva.docx": word(factiva()),
    "factiva.rtf": rtf(factiva()),
    "factiva.txt": spaced(factiva()).encode("cp1252"),
    "factiva.html": page(factiva()).encode(),
    "factiva-coded.docx": word(coded(STORIES, "")),
    "factiva-coded.rtf": table_in_rtf(STORIES),
    "factiva-coded.txt": "\n".join(coded(STORIES, "   ")).encode(),
    "factiva-tabs.txt": "\n".join(coded(STORIES, "\t")).encode(),
    "factiva-coded.html": page(coded(STORIES, "")).encode(),
    "proquest.txt": "\n".join(proquest()).encode(),
    "proquest-new.txt": "\n".join(proquest(numbered=False)).encode(),
    "proquest.docx": word(proquest()),
    "proquest.rtf": rtf(proquest()),
    "proquest.html": page(proquest(numbered=False)).encode(),
}


def told(articles: Sequence[Article]) -> list[tuple[str, ...]]:
    """Return what tells articles apart."""
    return [(a.title, a.outlet, a.published, a.author, a.genre) for a in articles]


def split(lines: Sequence[str], limits: Limits = DEFAULT_LIMITS) -> list[Document | Fault]:
    """Return what is in an export."""
    items: Items | None = split_export(lines, limits)
    assert items is not None
    return list(items)


@pytest.mark.parametrize("name", SAMPLES)
def test_an_export_is_split_into_its_articles(name: str) -> None:
    """Outlet, title, date, author and genre; and of the text every paragraph and no more."""
    reading = read_files([(name, SAMPLES[name])])
    assert not reading.problems
    assert told(reading.articles) == EXPECTED
    for number, (article, story) in enumerate(zip(reading.articles, STORIES, strict=True), 1):
        assert article.text == "\n\n".join((story.title, *story.paragraphs)), name
        assert article.source_file == f"{name}#{number}"
        assert not any("dated" in warning for warning in article.warnings)


@pytest.mark.parametrize("make", [nexis, factiva, proquest])
@pytest.mark.parametrize("kind", ["docx", "rtf", "txt"])
def test_an_export_of_a_single_article_is_read_like_one_of_many(make: object, kind: str) -> None:
    """Nothing of what stands around its text gets into it."""
    assert callable(make)
    lines = make(STORIES[1:2])
    data = {"docx": word(lines), "rtf": rtf(lines), "txt": spaced(lines).encode()}[kind]
    articles = read_articles(f"one.{kind}", data)
    assert told(articles) == EXPECTED[1:2]
    assert articles[0].text.endswith("next winter.")


def test_documents_saved_one_by_one_have_no_cover() -> None:
    """Nexis packs them into an archive, with a list that holds no text and is said to be one."""
    members = {f"{n}.docx": word(nexis_document(story)) for n, story in enumerate(STORIES)}
    list_of = {"Files (3)_doclist.docx": word(nexis_cover(STORIES))}
    reading = read_files([("all.zip", zip_of({**members, **list_of}))])
    assert told(reading.articles) == EXPECTED
    (problem,) = reading.problems
    assert "is the list of documents" in problem.message
    assert "Add the file" in problem.message


@pytest.mark.parametrize("make", [nexis, factiva, proquest])
def test_a_document_without_text_is_named_and_costs_no_other(make: object) -> None:
    """A picture or a licensed text: the database holds no more than its title."""
    assert callable(make)
    empty = Story("Picture of the day", "Coastal Herald", "Jo Ferro", ("",))
    items = split(make((STORIES[0], empty, STORIES[2])))
    (fault,) = [item for item in items if isinstance(item, Fault)]
    assert fault.place == "#2"
    assert "document without text (“Picture of the day”)" in fault.reason
    assert [item.title for item in items if isinstance(item, Document)] == [
        STORIES[0].title,
        STORIES[2].title,
    ]


def test_a_document_without_its_body_mark_is_named() -> None:
    """Its end is there, so that the next one is read for itself."""
    lines = [line for line in nexis_document(STORIES[0]) if line != "Body"]
    items = split([*lines, *nexis_document(STORIES[1])])
    assert isinstance(items[0], Fault)
    assert isinstance(items[1], Document)
    assert items[1].title == STORIES[1].title


def test_documents_that_are_missing_are_said_to_be() -> None:
    """The cover counts them."""
    lines = nexis()
    cut = lines[: lines.index("End of Document") + 1]
    *documents, fault = split(cut)
    assert len(documents) == 1
    assert isinstance(fault, Fault)
    assert "holds 3 documents, and 1 are in it" in fault.reason


@pytest.mark.parametrize("lines", [nexis(), factiva(), coded(STORIES, "\t"), proquest()])
def test_an_export_that_was_cut_short_keeps_what_is_there(lines: list[str]) -> None:
    """The last document may lack its end."""
    last = max(n for n, line in enumerate(lines) if STORIES[2].paragraphs[0] in line)
    documents = [item for item in split(lines[: last + 1]) if isinstance(item, Document)]
    titles = [document.title for document in documents]
    assert titles[:2] == [STORIES[0].title, STORIES[1].title]


def test_the_same_article_twice_counts_once() -> None:
    """Databases deliver the same text of the same outlet again and again."""
    reading = read_files([("a.docx", word(nexis((STORIES[0], STORIES[1], STORIES[0]))))])
    assert told(reading.articles) == EXPECTED[:2]
    assert "counted once" in reading.problems[0].message


ORDINARY = [
    HEADLINE,
    *PARAGRAPHS,
    "Body",
    "The body of the report runs to ninety pages.",
    "Length: 523 words",
    "“End of Document”, it says on the last of them.",
    "Document 1 of 3 was never found, and ProQuest has no copy; “Documents (12)” is the rest.",
    "Title: the deed to the harbour",
]


@pytest.mark.parametrize("kind", ["docx", "rtf", "txt", "html"])
def test_an_article_with_some_of_the_marks_is_an_article(kind: str) -> None:
    """One mark, or two, can stand in any text."""
    data = {
        "docx": docx(ORDINARY),
        "rtf": rtf(ORDINARY),
        "txt": spaced(ORDINARY).encode(),
        "html": page(ORDINARY).encode(),
    }[kind]
    (article,) = read_articles(f"a.{kind}", data)
    assert "ninety pages" in article.text
    assert article.source_file == f"a.{kind}"


def test_headings_within_a_text_end_it_not() -> None:
    """Neither a heading "Notes" in its first half, nor a line that says "Body" again."""
    story = Story(
        HEADLINE, "Argus", "A", (PARAGRAPHS[0], "Notes", *PARAGRAPHS, "Body", PARAGRAPHS[1])
    )
    (item,) = split(nexis_document(story))
    assert isinstance(item, Document)
    assert item.body == "\n".join(story.paragraphs)
    ruled = Story(HEADLINE, "Argus", "A", (PARAGRAPHS[0], "_" * 30, "Title: none", PARAGRAPHS[1]))
    (item,) = split(proquest_document(ruled, 1))
    assert isinstance(item, Document)
    assert item.body.split("\n\n") == list(ruled.paragraphs)


def test_a_column_in_a_newspaper_is_no_opinion() -> None:
    """Nexis says in which column of a page an article begins."""
    story = Story(HEADLINE, "Argus", "A", PARAGRAPHS, section="Section A; Column 0; Foreign Desk")
    (item,) = split(nexis_document(story))
    assert isinstance(item, Document)
    assert item.genre == "Section A; Foreign Desk"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (["A Title That Is Long"], ("", "A Title That Is Long", "")),
        (
            ["World", "A title that is long", "by Jo Ferro"],
            ("World", "A title that is long", "Jo Ferro"),
        ),
        (["A title that is long", "Jo Ferro"], ("", "A title that is long", "Jo Ferro")),
        (
            ["By-elections in the lower town", "By Jo Ferro"],
            ("", "By-elections in the lower town", "Jo Ferro"),
        ),
        ([], ("", "", "")),
    ],
)
def test_section_and_byline_are_told_from_the_title(
    head: list[str], expected: tuple[str, str, str]
) -> None:
    """Factiva does not name them in its article format; the title is the longest."""
    lines = [*head, *factiva_document(STORIES[0], 1)[3:]]
    (item,) = split(lines)
    assert isinstance(item, Document)
    assert (item.genre, item.title, item.author) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("March 12, 2024 Tuesday", "2024-03-12"),
        ("12 March 2024", "2024-03-12"),
        ("Tuesday, March 12, 2024", "2024-03-12"),
        ("March 12, 2024 Tuesday 2:05 PM GMT; Correction Appended", "2024-03-12"),
        ("March 2024", "March 2024"),
        ("no date at all", ""),
    ],
)
def test_dates_are_understood_as_the_databases_write_them(day: str, expected: str) -> None:
    """With weekday, time and notes; what names no day stays as it is, with a warning."""
    lines = nexis_document(STORIES[0])
    lines[2] = day
    (article,) = read_articles("a.txt", spaced(lines).encode())
    assert (article.title, article.outlet, article.published) == (
        HEADLINE,
        "The Vellmarsh Argus",
        expected,
    )


def test_many_documents_are_read_up_to_the_limit() -> None:
    """And what is left out is said, as for tables."""
    *documents, fault = split(nexis(), Limits(rows=2))
    assert len(documents) == 2
    assert isinstance(fault, Fault)
    assert fault.kind is LimitError
    assert "more than 2 documents" in fault.reason
    empty = [line for n in range(80) for line in ("x", f"Document VELARG0020240312ek3c{n:05}")]
    items = split([*factiva_document(STORIES[0], 1), *empty])
    assert len(items) == 52
    assert isinstance(items[-1], Fault)
    assert "80 documents that could not be read" in items[-1].reason


def test_an_export_as_a_web_page_may_be_large() -> None:
    """Only where one article is sought in it, a page must be small."""
    stories = [Story(f"{HEADLINE} {n}", "Argus", "A", PARAGRAPHS * 20) for n in range(300)]
    data = page(factiva(stories)).encode()
    assert len(data) > DEFAULT_LIMITS.markup_characters
    assert len(read_documents("a.html", data)) == 300


def test_an_export_as_pdf_is_refused_with_the_remedy() -> None:
    """Its lines say where a document begins, but not where a paragraph does."""
    pages = [lines(nexis_document(story)) for story in STORIES]
    with pytest.raises(ReadingError, match=r"several documents as PDF.*\.docx"):
        read_articles("a.pdf", pdf(pages))
    (article,) = read_articles("a.pdf", pdf(pages[:1]))
    assert PARAGRAPHS[2] in article.text


# What is in a table needs no reader of its own: only its columns must be known.


def test_a_list_of_stories_by_media_cloud_is_said_to_have_no_text() -> None:
    """With what to do about it."""
    header = "id,indexed_date,language,media_name,media_url,publish_date,title,url"
    row = (
        f"1,2024-03-13,en,argus.example,argus.example,2024-03-12,{HEADLINE},https://argus.example/1"
    )
    for name, data in (
        ("a.csv", f"{header}\n{row}\n".encode()),
        ("a.xlsx", xlsx({"S": [header.split(","), row.split(",")]})),
    ):
        with pytest.raises(ReadingError) as raised:
            read_articles(name, data)
        said = str(raised.value)
        assert "lists articles without their text" in said
        assert "“media_name”" in said
        assert "Add a column “text”" in said


def test_a_list_of_stories_with_a_column_of_texts_is_read() -> None:
    """Old and new names of Media Cloud's columns alike."""
    header = (
        "stories_id,publish_date,title,url,language,ap_syndicated,themes,media_id,media_name,"
        "media_url,text"
    )
    row = f'7,2024-03-12 14:05:33,{HEADLINE},https://a.example/1,en,False,,3,The Argus,http://a,"{BODY}"'
    (article,) = read_articles("a.csv", f"{header}\n{row}\n".encode())
    assert told([article]) == [(HEADLINE, "The Argus", "2024-03-12", "", "")]
    assert article.url == "https://a.example/1"


def test_the_tables_of_proquest_are_read() -> None:
    """By the names that its spreadsheets give their columns."""
    header = [
        "Title", "Abstract", "StoreId", "AccessionNumber", "ArticleType", "AuthorAffiliation",
        "Authors", "coden", "companies", "copyright", "documentFeature", "documentType",
        "entryDate", "isbn", "issn", "issue", "language", "pages", "placeOfPublication",
        "pubdate", "pubtitle", "year", "volume", "subjectTerms", "subjects", "DocumentURL",
        "fullText", "Database",
    ]  # fmt: skip
    cells = {
        "Title": HEADLINE,
        "Abstract": "The council voted.",
        "ArticleType": "Newspapers",
        "Authors": "Reel, Anka",
        "documentType": "News",
        "pubdate": "Mar 12, 2024",
        "pubtitle": "The Vellmarsh Argus",
        "DocumentURL": "https://www.example.org/1",
        "fullText": BODY,
    }
    row = [cells.get(name, "") for name in header]
    (article,) = read_articles("a.xlsx", xlsx({"S": [header, row]}))
    assert told([article])[0][:4] == (HEADLINE, "The Vellmarsh Argus", "2024-03-12", "Reel, Anka")
    assert article.url == "https://www.example.org/1"
    assert article.text.endswith(PARAGRAPHS[2])


# RTF itself.


def rich(data: bytes) -> Document:
    """Return the only document in an RTF file."""
    (document,) = read_rich_text(data, DEFAULT_LIMITS)
    assert isinstance(document, Document)
    return document


@pytest.mark.parametrize("name", ["a.rtf", "a.doc", "a"])
def test_an_rtf_document_is_an_article(name: str) -> None:
    """Quotation marks, accents and signs beyond 16 bits come through; a wrong name is said."""
    text = [HEADLINE, *PARAGRAPHS, "Naïve? {Perhaps} \\ 𝒜."]
    (article,) = read_articles(name, rtf(text))
    assert article.text == "\n\n".join(text)
    assert article.title == HEADLINE
    assert any("is an RTF document" in warning for warning in article.warnings) == (name == "a.doc")


def test_quotation_marks_as_word_writes_them_are_read() -> None:
    """By name, by code page and by number, each once."""
    quoted = rb"\ldblquote No,\rdblquote  she said. \'93Never\'94, \u8216'ever\u8217'."
    source = rb"{\rtf1\ansi\ansicpg1252 " + quoted + b"}"
    assert rich(source).body == "“No,” she said. “Never”, ‘ever’."


def test_metadata_may_stand_in_the_first_lines_of_rtf() -> None:
    """As in a text file."""
    document = rich(rtf(["outlet: The Argus", "date: 2024-03-12", HEADLINE, *PARAGRAPHS]))
    assert (document.outlet, document.published) == ("The Argus", "2024-03-12")


def test_what_is_not_text_in_rtf_is_left_out() -> None:
    """Pictures, headers, comments and the addresses of links; the words of links stay."""
    picture = "{\\pict\\pngblip " + "89504e470d0a1a0a" * 400 + "}"
    link = r"{\field{\*\fldinst{HYPERLINK \"http://a.example/secret\"}}{\fldrslt{the report}}}"
    head = r"{\header Page header}{\info{\title Old title}{\author Typist}}" + picture
    source = rtf([], head=rf"{head}They read {link} at once.{{\*\comment no}}\par ")
    assert rich(source).body == "They read the report at once."


def test_cells_of_a_table_in_rtf_are_paragraphs() -> None:
    """Without bars between them; a bar in a sentence stays."""
    source = rtf(["One | two."], head=r"\trowd First.\cell Second.\cell\row ")
    assert rich(source).body == "First.\n\nSecond.\n\nOne | two."


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"{\\rtf1 " + b"{" * 600_000, LimitError),
        (rb"{\rtf1 \uc words}", ReadingError),
        (rb"{\rtf1 \u9999999999 words}", ReadingError),
        (rb"{\rtf1{\pict\bin x}}", ReadingError),
    ],
)
def test_damaged_and_hostile_rtf_is_refused_with_the_remedy(
    data: bytes, kind: type[ReadingError]
) -> None:
    """Not with the error of the library that met it."""
    with pytest.raises(kind, match=r"save it|Check"):
        read_articles("a.rtf", data)


@pytest.mark.parametrize(
    "unit",
    [
        r"\f1\fcharset1",  # in the table of fonts the library's pattern took minutes for 200
        r"{\field{\*\fldinst{HYPERLINK ",
        "{",
        "}",
        r"\'93",
        r"\u8220?",
        "0123456789abcdef",
        "a" * 1999 + "z",
        "|",
        "\\\\",
        "\\par\n",
    ],
)
def test_reading_rtf_takes_time_in_proportion_to_its_size(unit: str) -> None:
    """Four times as much of anything takes about four times as long."""
    times = []
    for size in (100_000, 400_000):
        data = f"{{\\rtf1{{\\fonttbl {unit * (size // len(unit))}}}words}}".encode()
        times.append(process_seconds(partial(read_documents, "a.rtf", data), runs=1))
    assert times[1] < 10 * times[0] + 0.5


LINES = ["Body", "Notes", "Graphic", "Title: x", "Full text: x", "_" * 40, "HD", "TD", "1 words"]


@pytest.mark.parametrize("unit", [*LINES, "Document VELARG0020240312ek3c00001", "1. x", "x"])
@pytest.mark.parametrize("make", [nexis, factiva, proquest])
def test_splitting_takes_time_in_proportion_to_its_size(make: object, unit: str) -> None:
    """Whatever line comes again and again, before the first document and within it."""
    assert callable(make)
    lines = make()
    times = []
    for size in (4_000, 16_000):
        given = [*[unit] * size, *lines[:60], *[unit] * size, *lines[60:]]
        times.append(process_seconds(partial(split, given), runs=1))
    assert times[1] < 10 * times[0] + 0.5


# No export raises anything but what a user can be told, whatever happened to it.


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@pytest.mark.parametrize("name", ["nexis.docx", "nexis.rtf", "factiva-coded.rtf", "proquest.html"])
@given(data=st.data())
def test_a_damaged_export_is_articles_and_problems(name: str, data: st.DataObject) -> None:
    """Cut short and with bytes changed anywhere."""
    check(name, data.draw(damaged(SAMPLES[name])))


PIECES = [*nexis(), *factiva(), *coded(STORIES[:1], "\t"), *proquest(STORIES[:1]), "", "|", "HD"]


@settings(deadline=None, max_examples=100)
@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_lines_of_exports_in_any_order_are_articles_and_problems(pieces: list[str]) -> None:
    """Of all databases in one file."""
    check("a.txt", "\n".join(["word", *pieces]).encode())


@settings(deadline=None, max_examples=100)
@given(st.sampled_from([nexis(), factiva(), proquest()]), st.data())
def test_what_comes_before_never_costs_a_later_document(
    export: list[str], data: st.DataObject
) -> None:
    """Pieces of other documents in any order belong to the first one at most."""
    pieces = data.draw(st.lists(st.sampled_from(export), max_size=60))
    last = split([*pieces, *export])[-1]
    if isinstance(last, Fault):  # the pieces may hold a cover that counts more documents
        last = split([*pieces, *export])[-2]
    assert isinstance(last, Document)
    assert (last.title, last.outlet) == (STORIES[2].title, STORIES[2].outlet)
    assert last.body.split() == " ".join(STORIES[2].paragraphs).split()


WORDS = [
    "{", "}", " ", "\\", "\\par", "\\'93", "\\'zz", "\\u8220?", "\\u-1?", "\\u99999999?", "\\uc",
    "\\uc0", "\\bin5", "\\bin", "{\\pict", "\\f9", "\\ansicpg0", "\\ansicpg1252", "\\ansicpg",
    "{\\*\\x", "{\\fonttbl", "\\cell", "\\row", "{\\field{\\*\\fldinst{", "\\~", "\\-", "|",
    "words", "\n", "é", "\0",
]  # fmt: skip
RTF_PIECES = st.lists(st.sampled_from(WORDS), max_size=40)


@settings(deadline=None, max_examples=150)
@given(RTF_PIECES)
def test_any_rtf_is_articles_and_problems(pieces: list[str]) -> None:
    """In any order and number."""
    check("a.rtf", f"{{\\rtf1 {''.join(pieces)} word}}".encode())


@settings(deadline=None, max_examples=60)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Zs"]), min_size=1))
def test_every_character_comes_through_rtf(text: str) -> None:
    """Braces, backslashes and signs of any language."""
    document = rich(rtf([f"x{text}x word"]))
    assert document.title + document.body == f"x{text}x word"


def many(number: int) -> list[Story]:
    """Return stories that differ in title, outlet and text; every fourth has no author."""
    return [
        Story(
            f"Breakwater, day {n}: what the council said and did",
            STORIES[n % 3].outlet,
            "Anka Reel" if n % 4 else "",
            (f"On day {n} the council met and talked about the wall for hours.", *PARAGRAPHS),
        )
        for n in range(number)
    ]


def untidy(story: Story, number: int) -> list[str]:
    """Return the lines of a document of Nexis Uni in which some that are usual are missing."""
    left_out = {
        0: "Byline" if number % 4 == 0 else "none",
        1: "Section",
        2: "Load-Date",
    }[number % 3]
    found = [line for line in nexis_document(story) if not line.startswith(left_out)]
    if number % 5 == 4:  # a title over two lines
        words = story.title.split()
        found[:1] = [" ".join(words[:4]), " ".join(words[4:])]
    return found


def test_sixty_untidy_documents_in_one_word_file_are_sixty_articles() -> None:
    """With a cover in front, fields missing here and there, and titles over two lines."""
    stories = many(60)
    documents = [line for n, story in enumerate(stories) for line in untidy(story, n)]
    reading = read_files([("all.docx", docx([*nexis_cover(stories), *documents]))])
    assert reading.problems == ()
    assert [(a.title, a.outlet, a.published) for a in reading.articles] == [
        (story.title, story.outlet, "2024-03-12") for story in stories
    ]
    for article, story in zip(reading.articles, stories, strict=True):
        assert article.text.split("\n\n")[1:] == list(story.paragraphs)


@pytest.mark.parametrize(
    ("before", "broken"),
    [
        # Between documents, after a paragraph, and in the middle of a sentence.
        ("Breakwater, day", "\\page Breakwater, day"),
        ("The harbour council", "\\page\nThe harbour council"),
        ("the council met and talked", "the council \\page met and talked"),
        ("the council met and talked", "the council\\page  met and talked"),
    ],
)
def test_hard_page_breaks_change_nothing(before: str, broken: str) -> None:
    """Factiva's RTF breaks pages where a page is full; a sentence goes on behind the break."""
    stories = many(9)
    data = rtf([line for n, story in enumerate(stories) for line in factiva_document(story, n)])
    paged = data.replace(before.encode(), broken.encode())
    assert paged != data
    whole, parted = (read_files([("f.rtf", given_data)]) for given_data in (data, paged))
    assert [a.text for a in parted.articles] == [a.text for a in whole.articles]
    assert told(parted.articles) == told(whole.articles)
    assert parted.problems == ()


@pytest.mark.parametrize(
    "instead",
    [
        [],
        ["Full text: "],
        ["Full text: Not available", ""],
        ["Full text: Full text unavailable from ProQuest."],
    ],
)
def test_a_document_with_an_abstract_alone_is_named_and_left_out(instead: list[str]) -> None:
    """An abstract is no article: it was written by somebody else."""
    fields = proquest_document(STORIES[0], 1)
    start = next(n for n, line in enumerate(fields) if line.startswith("Full text"))
    end = next(n for n, line in enumerate(fields) if line.startswith("Subject"))
    only_abstract = [*fields[:start], *instead, *fields[end:]]
    export = [*only_abstract, *proquest_document(STORIES[1], 2)]
    reading = read_files([("p.txt", spaced(export).encode())])
    assert told(reading.articles) == [EXPECTED[1]]
    (problem,) = reading.problems
    assert problem.source == "p.txt#1"
    assert "without text" in problem.message
    assert HEADLINE in problem.message


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_list_of_media_cloud_says_what_is_missing(delimiter: str) -> None:
    """It has addresses and titles and no text, whatever stands between its cells."""
    columns = [
        "id",
        "indexed_date",
        "language",
        "media_name",
        "media_url",
        "publish_date",
        "title",
        "url",
    ]
    cells = ["a1", "2024-03-13", "en", "argus.example", "argus.example", "2024-03-12", "Wall"]
    rows = [columns, [*cells, "https://argus.example/1"]]
    data = "\n".join(delimiter.join(row) for row in rows).encode()
    (problem,) = read_files([("cloud.csv", data)]).problems
    assert "without their text" in problem.message
    assert "“text”" in problem.message
