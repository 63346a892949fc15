"""What is promised of uploads: hostile files are refused with a reason, and the rest is read."""

import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import asdict
from functools import partial
from pathlib import Path

import pytest
from app_runs import CALM, LOUD, desk, start, upload
from make_files import (
    BODY,
    HEADLINE,
    PARAGRAPHS,
    docx,
    part_of,
    pdf,
    pdf_of_contents,
    with_part,
    xlsx,
    zip_of,
)
from make_files import lines as placed

from analysis import uploads
from analysis.articles import Article, Problem, Reading, article_from_text, read_files
from analysis.errors import LimitError, ReadingError
from analysis.limits import DEFAULT_LIMITS, Limits
from analysis.readers import formats, read_documents, read_here
from analysis.readers.base import Document, Fault
from analysis.readers.sandbox import Sandbox
from analysis.uploads import fitting, left_out, text_held, within_session

WORDS = b"The council voted."
WORD = docx([HEADLINE, *PARAGRAPHS])
EXCEL = xlsx({"S": [["title", "text"], [HEADLINE, BODY]]})
PDF = pdf([placed(PARAGRAPHS)])
POSIX = pytest.mark.skipif(os.name != "posix", reason="only POSIX systems limit a process")


def processor_seconds(call: Callable[[], object]) -> float:
    """Return the processor time of a call and of the processes that end in it.

    Unlike time on the clock it does not grow with what else the machine has to do.
    """
    before = os.times()
    call()
    return sum(after - since for after, since in zip(os.times()[:4], before[:4], strict=True))


def reason(name: str, data: bytes, limits: Limits = DEFAULT_LIMITS) -> str:
    """Return why a file is refused, which must be all that comes of it."""
    (found,) = read_documents(name, data, limits)
    assert isinstance(found, Fault), found
    return found.reason


# XML without entities


def laughs(declaration: str = "", before: str = "") -> str:
    """Return the bomb of a billion laughs."""
    entities = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    return f'{declaration}{before}<!DOCTYPE d [<!ENTITY e0 "ha">{entities}]><d>&e9;</d>'


BOMBS = {
    "utf-8": laughs().encode(),
    "declared": laughs('<?xml version="1.0" encoding="UTF-8"?>').encode(),
    "utf-8 with a mark": laughs().encode("utf-8-sig"),
    "utf-16": laughs().encode("utf-16"),
    "utf-16 little": laughs().encode("utf-16-le"),
    "utf-16 big": laughs().encode("utf-16-be"),
    "utf-32": laughs().encode("utf-32"),
    "after blanks": laughs(before="\r\n \t" * 100).encode(),
    "after a long comment": laughs(before=f"<!--{'x' * 300_000}-->").encode(),
    "across pieces": laughs(before=f"<!--{os.urandom(499_995).hex()}-->").encode(),
    "after junk": b"\x00\x01junk" + laughs().encode(),
    "ebcdic": laughs('<?xml version="1.0" encoding="cp037"?>').encode("cp037"),
    "utf-7": b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE d+AD4-<d/>',
    "an outside entity": b'<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]><d>&e;</d>',
    "an outside type": b'<!DOCTYPE d SYSTEM "http://elsewhere.example/d.dtd"><d/>',
}
WORD_PARTS = ["word/document.xml", "word/styles.xml", "_rels/.rels", "[Content_Types].xml"]
WORD_PARTS += ["docProps/core.xml", "word/_rels/document.xml.rels", "customXml/new.XML"]
EXCEL_PARTS = ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "_rels/.rels"]
EXCEL_PARTS += ["[Content_Types].xml", "xl/media/sheet.png", "xl/sheet.svg"]


@pytest.mark.parametrize("kind", BOMBS)
@pytest.mark.parametrize("where", [("a.docx", WORD_PARTS), ("a.xlsx", EXCEL_PARTS)], ids=str)
def test_no_part_may_have_a_document_type(kind: str, where: tuple[str, list[str]]) -> None:
    """In any part, whatever its name, and in any encoding; refused before a library sees it."""
    name, parts = where
    good = WORD if name == "a.docx" else EXCEL
    form = formats.WORD if name == "a.docx" else formats.EXCEL
    for part in parts:
        named_xml = part.lower().endswith((".xml", ".rels"))
        if not named_xml and (kind == "after junk" or (".svg" in part and "type" in kind)):
            continue  # a picture that begins otherwise is no XML, and may name its type
        with pytest.raises(ReadingError, match=r"document type|encoding"):
            list(read_here(form, with_part(good, part, BOMBS[kind]), DEFAULT_LIMITS))


def test_a_picture_may_say_what_it_is() -> None:
    """Drawings in SVG do, and they declare no entities."""
    svg = b'<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" ""><svg/>'
    (found,) = read_documents("a.docx", with_part(WORD, "word/media/image1.svg", svg))
    assert isinstance(found, Document)


@POSIX
def test_a_bomb_is_refused_at_once_in_little_memory() -> None:
    """A second, and 200 MB of address space are enough to say what it is."""
    limits = Limits(parser_memory_bytes=200_000_000)
    for name, good, part in (("a.docx", WORD, WORD_PARTS[0]), ("a.xlsx", EXCEL, EXCEL_PARTS[1])):
        bomb = with_part(good, part, BOMBS["utf-8"])
        assert "document type" in reason(name, bomb, limits)
        assert processor_seconds(partial(reason, name, bomb, limits)) < 1


# Names, links, encryption


def office_with(info: zipfile.ZipInfo, data: bytes = WORDS) -> bytes:
    """Return a Word document with one more member."""
    buffer = io.BytesIO(WORD)
    with zipfile.ZipFile(buffer, "a") as packed:
        packed.writestr(info, data)
    return buffer.getvalue()


def linked(name: str) -> zipfile.ZipInfo:
    """Return the entry of a symbolic link."""
    info = zipfile.ZipInfo(name)
    info.external_attr = 0o120777 << 16
    return info


def device(name: str) -> zipfile.ZipInfo:
    """Return the entry of a device."""
    info = zipfile.ZipInfo(name)
    info.external_attr = 0o020666 << 16
    return info


@pytest.mark.parametrize(
    "info",
    [
        linked("word/a.xml"),
        device("word/a.xml"),
        zipfile.ZipInfo("../a.xml"),
        zipfile.ZipInfo("/etc/a.xml"),
        zipfile.ZipInfo("C:\\a.xml"),
    ],
    ids=["link", "device", "above", "absolute", "drive"],
)
def test_a_document_that_hides_something_is_refused(info: zipfile.ZipInfo) -> None:
    """Nothing is written anywhere, but no program makes such a document."""
    assert "does not allow" in reason("a.docx", office_with(info))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_names_that_come_twice_are_refused() -> None:
    """Programs differ in which one they take, so that one could hide the other."""
    assert "does not allow" in reason("a.docx", office_with(zipfile.ZipInfo("word/document.xml")))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        for name, text in (("a.txt", WORDS), ("ok.txt", b"It rained."), ("a.txt", b"Other.")):
            packed.writestr(name, text)
    good, fault = read_documents("a.zip", buffer.getvalue())
    assert isinstance(good, Document)
    assert good.place == "/ok.txt"
    assert isinstance(fault, Fault)
    assert fault.place == "/a.txt"
    assert "more than once" in fault.reason


def test_an_encrypted_part_is_said() -> None:
    """With the remedy, and for all parts, not only those that are read."""
    changed = bytearray(WORD)
    for at in range(len(changed) - 4):
        if changed[at : at + 4] == b"PK\1\2":
            changed[at + 8] |= 1
    assert "password" in reason("a.docx", bytes(changed))


def test_a_device_in_an_archive_costs_only_itself() -> None:
    """Like a link, it is no file."""
    buffer = io.BytesIO(zip_of({"ok.txt": WORDS}))
    with zipfile.ZipFile(buffer, "a") as packed:
        packed.writestr(device("null.txt"), WORDS)
    good, fault = read_documents("a.zip", buffer.getvalue())
    assert isinstance(good, Document)
    assert isinstance(fault, Fault)
    assert "no ordinary file" in fault.reason


@pytest.mark.parametrize(
    "name",
    [
        "../../x.txt", "CON.txt", "aux", "a\x00.txt", "\x1b]0;x\x07.txt", "\u202etxt.exe.txt",
        "a\nb\r.txt", "<img src=x>.txt", "[a](http://b.example).txt", "=1+1.txt", " .txt",
        "x" * 5000,
    ],
)  # fmt: skip
def test_any_name_is_shown_as_harmless_text(name: str) -> None:
    """Messages name the file on one line of bearable length, without controls and directions."""
    empty = read_files([(name, b"")]).problems[0]
    article = read_files([(name, BODY.encode())]).articles[0]
    for shown in (empty.source, empty.message, article.source_file):
        assert len(shown) < 400
        assert shown.isprintable()
        assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e")
    assert article.article_id.isalnum()  # what files in a download are called


def test_what_a_reason_quotes_is_harmless_text() -> None:
    """Names of columns and sheets, titles and dates are somebody else's words."""
    evil = "\x1b[2J\u202edate\x00"
    table = f"{evil},b\n1,2\n".encode()
    dated = f"text,date\n{json.dumps(BODY.replace(chr(10), ' '))[1:-1]},{evil}\n".encode()
    found = read_files([("a.csv", table), ("b.csv", dated)])
    said = [problem.message for problem in found.problems]
    said += [warning for article in found.articles for warning in article.warnings]
    assert len(said) >= 2
    assert all(text.isprintable() for text in said)


def test_long_metadata_is_cut_and_a_long_title_is_text() -> None:
    """No page and no table can be filled by one cell; no word of the text is lost."""
    long = "Very long words indeed " * 500
    rows = [{"text": BODY, "title": long, "outlet": long, "author": long, "url": "http://a/" * 900}]
    (article,) = read_files([("a.json", json.dumps(rows).encode())]).articles
    assert (len(article.outlet), len(article.author), len(article.url)) == (300, 300, 2000)
    assert article.title == ""
    assert article.text == f"{long.strip()}\n\n{BODY}"
    assert any("title of more than 1,000" in warning for warning in article.warnings)


# Types by content and by extension


@pytest.mark.parametrize("name", ["a.exe", "a.php", "a.js", "a.svg", "archive.tar", "a.docx.scr"])
def test_an_extension_that_no_article_has_is_refused(name: str) -> None:
    """Whatever it holds; the remedy is a name that says what it is."""
    assert "are not read" in reason(name, BODY.encode())
    assert "are not read" in reason(name, WORD)


@pytest.mark.parametrize("name", ["a", "statement of the U.S", "No. 5", "2024.03", ".txt", "a."])
def test_a_name_without_an_extension_is_judged_by_its_content(name: str) -> None:
    """Dots end many a name."""
    assert isinstance(read_documents(name, BODY.encode())[0], Document)


def test_content_decides_whatever_a_browser_claims() -> None:
    """A program called .pdf is refused as what it is, a PDF called .docx read as what it is."""
    assert "is a program" in reason("a.pdf", b"MZ\x90\x00" + bytes(100))
    assert "picture" in reason("a.txt", b"\x89PNG\r\n\x1a\n")
    (found,) = read_documents("a.docx", PDF)
    assert isinstance(found, Document)
    assert "read as what it is" in found.warnings[0]


# One upload, one session


def test_files_beyond_an_upload_are_left_out_and_said() -> None:
    """By number and by size; what fits is kept."""
    limits = Limits(upload_files=3, upload_bytes=100)
    assert fitting([10] * 5, limits) == 3
    assert fitting([60, 40, 1], limits) == 2
    assert fitting([101], limits) == 0
    assert fitting([], limits) == 0
    (problem,) = left_out(["d.txt", "e.txt"], limits)
    assert problem.message.startswith("d.txt and 1 other was not read: one upload takes 3 files")
    assert "add these in another upload" in problem.message
    assert problem.kind is LimitError
    assert left_out([], limits) == []


def articles(count: int) -> tuple[Article, ...]:
    """Return articles of 100 characters or so."""
    return tuple(
        article_from_text(f"The council voted on motion {n} again. " * 3, source_file=f"{n}.txt")
        for n in range(count)
    )


def test_text_beyond_a_session_is_left_out_and_said() -> None:
    """In order; what was refused for its language is held too."""
    five = articles(5)
    each = len(five[0].text)
    limits = Limits(session_characters=4 * each)
    refused = Problem("x.txt", "x.txt is in German", five[0])
    held = text_held(five[:1], [refused])
    assert held == 2 * each
    found = within_session(Reading(five[1:], ()), held, limits)
    assert found.articles == five[1:3]
    (problem,) = found.problems
    assert problem.message.startswith("3.txt and 1 other was not added: a session holds")
    assert "remove articles" in problem.message
    assert within_session(Reading(five[:4], ()), 0, limits) == Reading(five[:4], ())


# Parsers in a process of their own


def test_a_small_document_takes_less_than_half_a_second() -> None:
    """The process included, and the next ones of the same upload far less."""
    read_files([("a.docx", WORD)])  # the first reads our modules from the disk
    assert processor_seconds(lambda: read_files([("a.docx", WORD)])) < 0.5
    files = [(f"{n}.docx", docx([f"Motion {n}", *PARAGRAPHS])) for n in range(20)]
    assert processor_seconds(lambda: read_files(files)) < 3


FILES = [("a.docx", WORD), ("a.xlsx", EXCEL), ("a.pdf", PDF)]
PAGE = f"<html><body><article><p>{'</p><p>'.join(PARAGRAPHS)}</p></article></body></html>"


def test_a_process_apart_reads_the_same_as_this_one() -> None:
    """Every format that has a parser of its own."""
    files = [*FILES, ("a.html", PAGE.encode()), ("b.pdf", PDF[:200])]
    for file in files:
        apart, here = read_files([file]), read_files([file], isolated=False)
        assert apart == here


@POSIX
@pytest.mark.parametrize("form", [formats.WORD, formats.EXCEL, formats.PDF])
def test_the_process_can_open_nothing_and_start_nothing(form: str) -> None:
    """Asked of the system itself, in a process that has set its limits."""
    code = (
        "import json, resource, sys; from analysis.readers import sandbox_worker as w;"
        "from analysis.limits import Limits; sys.stdin = open('/dev/null');"
        f"w.main({form!r}, Limits());"
        "print([resource.getrlimit(getattr(resource, 'RLIMIT_' + n)) for n in"
        " ('NOFILE', 'FSIZE', 'NPROC', 'CORE')], file=sys.__stdout__)\n"
        "try:\n open('/etc/hostname')\nexcept OSError as e: print(e.errno, file=sys.__stdout__)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["[(0, 0), (0, 0), (0, 0), (0, 0)]", "24"]


@POSIX
def test_what_needs_too_much_memory_ends_its_process_alone() -> None:
    """The file is refused and the next one read; nothing else of the upload is lost."""
    body = b"<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 800_000
    start = part_of(WORD, "word/document.xml").partition(b"<w:body>")[0]
    huge = with_part(
        WORD, "word/document.xml", start + b"<w:body>" + body + b"</w:body></w:document>"
    )
    limits = Limits(parser_memory_bytes=150_000_000, ratio=1000)
    reading = read_files([("a.docx", WORD), ("huge.docx", huge), ("b.pdf", PDF)], limits=limits)
    assert [article.source_file for article in reading.articles] == ["a.docx", "b.pdf"]
    (problem,) = reading.problems
    assert "too much memory or time" in problem.message
    assert problem.kind is LimitError


@POSIX
def test_what_needs_too_much_time_is_ended() -> None:
    """Processor time by the system, time in all by us, where the process only waits."""
    forms = [*(b"/X%d Do\n" % n * 10 for n in range(1, 12)), b"BT /F 9 Tf (Hello) Tj ET"]
    slow = pdf_of_contents([b"/X0 Do"], forms=forms)
    for limits in (
        Limits(parser_seconds=0, parser_megabyte_seconds=0, parser_memory_bytes=4 * 10**9),
        Limits(parser_wall_seconds=0),
    ):
        assert "too much memory or time" in reason("a.pdf", slow, limits)
        assert processor_seconds(partial(reason, "a.pdf", slow, limits)) < 5


@POSIX
def test_processes_end_with_the_upload_and_take_their_children_with_them() -> None:
    """One for each format, and none is left behind, whatever it had started."""
    with Sandbox() as sandbox:
        for form, data in ((formats.WORD, WORD), (formats.EXCEL, EXCEL), (formats.WORD, WORD)):
            assert list(sandbox.read(form, data, DEFAULT_LIMITS))
        started = [worker._process for worker in sandbox._workers.values()]
        assert len(started) == 2
        assert all(process.poll() is None for process in started)
        assert all(os.getpgid(process.pid) == process.pid for process in started)
    assert all(process.poll() is not None for process in started)
    for process in started:
        with pytest.raises(ProcessLookupError):
            os.killpg(process.pid, 0)


@POSIX
def test_a_worker_that_dies_or_talks_nonsense_is_a_problem_of_one_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """As after a crash of compiled code, or when somebody has taken it over."""
    for said in ("import os; os.abort()", "print('{')", "print('x' * 10**6)", "pass"):
        (tmp_path / "hostile.py").write_text(f"import sys\nsys.stdin.readline()\n{said}\n")
        monkeypatch.syspath_prepend(tmp_path)
        monkeypatch.setattr("analysis.readers.sandbox._WORKER", "hostile")
        reading = read_files([("a.docx", WORD), ("ok.txt", BODY.encode())])
        assert [article.source_file for article in reading.articles] == ["ok.txt"]
        assert "too much memory or time" in reading.problems[0].message


@POSIX
def test_no_secret_of_ours_is_in_the_environment_of_a_process(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It needs its libraries, and neither keys nor tokens."""
    monkeypatch.setenv("SOME_API_KEY", "s3cret")
    with Sandbox() as sandbox:
        list(sandbox.read(formats.WORD, WORD, DEFAULT_LIMITS))
        (worker,) = sandbox._workers.values()
        environment = Path(f"/proc/{worker._process.pid}/environ")
        if not environment.exists():
            pytest.skip("this system does not show the environment of a process")
        assert b"s3cret" not in environment.read_bytes()


def test_a_fault_of_ours_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is raised where the file was read, with its place and without a word of the file."""

    class Answering:
        def ask(self, *_: object) -> list[dict[str, object]]:
            return [{"end": "TypeError in read_word, line 30"}]

        def end(self) -> None:
            """Have nothing to end."""

    monkeypatch.setattr("analysis.readers.sandbox._Worker", lambda *_: Answering())
    with pytest.raises(RuntimeError, match="TypeError in read_word"):
        read_files([("a.docx", WORD)])


def test_limits_reach_the_process() -> None:
    """They are sent as numbers, all of them."""
    assert Limits(**json.loads(json.dumps(asdict(DEFAULT_LIMITS)))) == DEFAULT_LIMITS
    assert "more than 1 pages" in reason("a.pdf", pdf([placed(PARAGRAPHS)] * 2), Limits(pages=1))


def test_files_are_read_as_they_come() -> None:
    """A thousand files need not be in memory at once."""
    taken: list[str] = []

    def files() -> Iterator[tuple[str, bytes]]:
        for name in ("a.txt", "b.txt"):
            taken.append(name)
            yield name, BODY.encode() + name.encode()

    assert len(read_files(files()).articles) == 2
    assert taken == ["a.txt", "b.txt"]


def test_the_dashboard_keeps_what_fits_and_lists_the_rest(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both limits, in the page that people use."""
    monkeypatch.setattr(uploads.fitting, "__defaults__", (Limits(upload_files=2),))
    app = upload(start(repository), ("a.txt", CALM), ("b.txt", CALM + b"More."), ("c.txt", LOUD))
    assert [article.source_file for article in desk(app).articles.values()] == ["a.txt", "b.txt"]
    assert any("c.txt was not read" in problem.message for problem in desk(app).problems)
    monkeypatch.setattr(uploads.within_session, "__defaults__", (Limits(session_characters=10),))
    upload(app, ("c.txt", LOUD))
    assert len(desk(app).articles) == 2
    assert any("c.txt was not added" in problem.message for problem in desk(app).problems)
