"""Runs on its own: reads a PDF from standard input and writes the lines of its pages as JSON.

PDFium is compiled code, and a small PDF can ask it for gigabytes or hours. Here the operating
system holds it to limits, a crash ends nothing but this process, and no two threads meet in it
(it is not made for threads). This file imports nothing of ours: it is started by its path.

Each line written is one JSON value: first an object with `error` (empty, `password` or
`damaged`), `title` and `pages`; then for each page an object with its `height` and `lines`, a
list of [text, left, right, bottom, top] in points, the origin at the bottom left.
"""

import json
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

_PASSWORD_NEEDED = 4  # FPDF_ERR_PASSWORD
# A gap this wide, in heights of a letter, is one between columns and not between words.
_COLUMN_GAP = 1.5
_MOST_CHARACTERS = 20_000_000
_LINE_ENDS = (10, 13)
_HYPHENS = (0x2, 0xFFFE)  # what PDFium makes of a hyphen and the line end after it

Line = tuple[str, float, float, float, float]


def main(memory: int, page_seconds: int, pages: int) -> None:
    """Write what `sys.stdin` holds, under the limits given; see the module."""
    _limit_memory(memory)
    _restart_clock(page_seconds)
    try:
        document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
        title = document.get_metadata_value("Title")
        _write({"error": "", "title": title, "pages": len(document)})
    except pypdfium2.PdfiumError as error:
        kind = "password" if error.err_code == _PASSWORD_NEEDED else "damaged"
        _write({"error": kind, "title": "", "pages": 0})
        return
    characters = 0
    for number in range(min(len(document), pages)):
        _restart_clock(page_seconds)
        page = _page(document, number)
        _write(page)
        characters += sum(len(line[0]) for line in page["lines"])
        if characters > _MOST_CHARACTERS:
            break


def _limit_memory(size: int) -> None:
    # Windows has no such limit and macOS does not apply it.
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (size, size))


def _restart_clock(seconds: int) -> None:
    """Let the operating system end this process after `seconds` more of processor time.

    Where it cannot (Windows), our caller's limit on the time in all is the only one.
    """
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _page(document: Any, number: int) -> dict[str, Any]:  # noqa: ANN401  # PDFium has no types
    try:
        page = document[number]
        lines = list(_lines(page.get_textpage()))
        return {"height": page.get_height(), "lines": lines}
    except pypdfium2.PdfiumError:  # a damaged page among others
        return {"height": 0, "lines": []}


def _lines(text: Any) -> Iterator[Line]:  # noqa: ANN401
    """Yield the lines of a page as they are drawn; one that runs over two columns as two."""
    box = pdfium.FS_RECTF()
    letters: list[str] = []
    left = right = bottom = top = 0.0
    for index in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, index)
        blank = code in (32, 160) or code in _LINE_ENDS
        if not blank:
            pdfium.FPDFText_GetLooseCharBox(text, index, box)
        apart = not blank and letters and box.left - right > _COLUMN_GAP * (top - bottom)
        if letters and (code in _LINE_ENDS or apart):
            yield "".join(letters), left, right, bottom, top
            letters = []
        if blank:
            letters += [" "] if letters else []
            continue
        if not letters:
            left, bottom, top = box.left, box.bottom, box.top
        right = box.right
        letters.append("-" if code in _HYPHENS else chr(code))
        if code in _HYPHENS:
            yield "".join(letters), left, right, bottom, top
            letters = []
    if letters:
        yield "".join(letters), left, right, bottom, top


def _write(value: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(value) + "\n")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
