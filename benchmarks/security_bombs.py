"""Small files that ask for much: whether each is refused in a second and 200 MB.

Each is read in a process of its own. Its time is that of reading, the parser's process that it
starts included; its memory is what that process takes at most, and what ours takes more than it
had before.
"""

import io
import json
import subprocess
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from security_checks import Check

from analysis.limits import DEFAULT_LIMITS

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
from make_files import docx, part_of, with_part, xlsx, zip_of

SECONDS, MEGABYTES = 1.0, 200
_READ = """
import json, os, pathlib, re, sys, threading, time
from analysis import read_files

def peak(process):
    try:
        status = pathlib.Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0
    found = re.search(r"VmHWM:\\s+(\\d+)", status)
    return int(found[1]) if found else 0

def watch():
    global child
    while not done:
        for task in pathlib.Path("/proc/self/task").iterdir():
            try:
                own = (task / "children").read_text().split()
            except OSError:
                continue
            for process in own:
                # Until it runs the parser, it shows what it has from us.
                command = pathlib.Path(f"/proc/{process}/cmdline")
                if command.exists() and b"sandbox" in command.read_bytes():
                    child = max(child, peak(process))
        time.sleep(0.002)

child, done = 0, False
data = pathlib.Path(sys.argv[2]).read_bytes()
before = peak("self")
watching = threading.Thread(target=watch)
watching.start()
start = time.perf_counter()
reading = read_files([(sys.argv[1], data)], any_language=True)
seconds = time.perf_counter() - start
done = True
watching.join()
print(json.dumps({"articles": len(reading.articles), "problems": len(reading.problems),
                  "seconds": seconds, "before": before, "own": peak("self"), "child": child}))
"""
_WORDS = "The council voted on Tuesday to close the eastern quay. "
_DOCX, _SHEET = "word/document.xml", "xl/worksheets/sheet1.xml"


def check(folder: Path) -> list[Check]:
    """Read every bomb and count those that are refused within the limits."""
    limits = DEFAULT_LIMITS
    most = limits.parser_memory_bytes / 1e6
    return [
        _check(
            folder, "Archive and XML bombs refused", BOMBS,
            f"all, in {SECONDS:g} s and {MEGABYTES} MB", SECONDS, MEGABYTES,
        ),
        _check(
            folder, "Files that wear out a parser: stopped, or read, within its limits", TIRING,
            f"all, in {limits.parser_seconds + 2} s and {most:.0f} MB",
            limits.parser_seconds + 2, most,
        ),
    ]  # fmt: skip


def _check(
    folder: Path, name: str, bombs: "Bombs", aim: str, seconds: float, megabytes: float
) -> Check:
    held, faults, slowest, largest = 0, [], 0.0, 0.0
    for what, (file, make) in bombs.items():
        found = measured(folder, file, make())
        taken = (found["own"] - found["before"] + found["child"]) * 1024 / 1e6
        slowest, largest = max(slowest, found["seconds"]), max(largest, taken)
        refused = not found["articles"] and found["problems"]
        # The limit on a parser is not one on what it may find; a bomb has to be told beforehand.
        good = (refused or bombs is TIRING) and found["seconds"] <= seconds and taken <= megabytes
        held += bool(good)
        said = f"{what}: {'refused' if refused else 'read'}, {found['seconds']:.2f} s, "
        said += f"{taken:.0f} MB"
        print(f"  {said}", file=sys.stderr)
        if not good:
            faults.append(said)
    how = (
        f"{'; '.join(bombs)}. Slowest {slowest:.2f} s, most memory {largest:.0f} MB (the parser's "
        "process, and what ours takes on top)."
    )
    return Check(name, f"{held} of {len(bombs)}", aim, held == len(bombs), how, tuple(faults))


def measured(folder: Path, name: str, data: bytes) -> Mapping[str, Any]:
    """Read a file in a new process; return what came of it, seconds and kilobytes."""
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as written:
        written.write(data)
    command = [sys.executable, "-c", _READ, name, written.name]
    made = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    if made.returncode:
        raise RuntimeError(f"{name}: {made.stderr}")
    found: Mapping[str, Any] = json.loads(made.stdout)
    return found


def _nested() -> bytes:
    data = zip_of({f"{n}.txt": b"a" * 10_000_000 for n in range(16)})
    for _ in range(5):
        data = zip_of({f"{n}.zip": data for n in range(16)})
    return data


def _flat() -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed,
        packed.open("a.txt", "w", force_zip64=True) as member,
    ):
        for _ in range(1000):
            member.write(bytes(1_000_000))
    return out.getvalue()


def _lying(size: int, packed: int | None = None) -> bytes:
    data = bytearray(zip_of({"a.txt": b"x" * 50_000_000}))
    entry = data.find(b"PK\1\2")
    data[entry + 24 : entry + 28] = data[22:26] = size.to_bytes(4, "little")
    if packed is not None:
        data[entry + 20 : entry + 24] = packed.to_bytes(4, "little")
    return bytes(data)


def _overlapping() -> bytes:
    """Return an archive whose list names one packed member 1,000 times (Fifield 2019)."""
    data = zip_of({"00000.txt": _WORDS.encode() * 200_000})
    start = data.find(b"PK\1\2")
    end = data.find(b"PK\5\6")
    entry = data[start:end]
    entries = b"".join(entry.replace(b"00000.txt", b"%05d.txt" % n) for n in range(1000))
    tail = bytearray(data[end:])
    tail[8:10] = tail[10:12] = (1000).to_bytes(2, "little")
    tail[12:16] = len(entries).to_bytes(4, "little")
    return data[:start] + entries + bytes(tail)


def _many(count: int) -> bytes:
    return zip_of({f"{n}.txt": b"x" for n in range(count)}, zipfile.ZIP_STORED)


def _laughs(root: str) -> bytes:
    names = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(12))
    return (
        f'<?xml version="1.0"?><!DOCTYPE {root} [<!ENTITY e0 "ha">{names}]><{root}>&e12;</{root}>'
    ).encode()


def _quadratic(root: str) -> bytes:
    return (
        f'<?xml version="1.0"?><!DOCTYPE {root} [<!ENTITY a "{"x" * 100_000}">]>'
        f"<{root}>{'&a;' * 20_000}</{root}>"
    ).encode()


def _outside(root: str) -> bytes:
    return (
        f'<?xml version="1.0"?><!DOCTYPE {root} [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
        f"<{root}>&a;</{root}>"
    ).encode()


def _wide(root: str) -> bytes:
    return f'<?xml version="1.0"?><{root}>'.encode() + b"<a/>" * 30_000_000 + f"</{root}>".encode()


def _word(part: bytes) -> bytes:
    return with_part(docx([_WORDS]), _DOCX, part)


def _book(part: bytes, name: str = _SHEET) -> bytes:
    return with_part(xlsx({"a": [["text"], [_WORDS]]}), name, part)


def _word_sixteen_bit() -> bytes:
    return _word(_laughs("d").decode().replace("?>", ' encoding="UTF-16"?>', 1).encode("utf-16"))


def _word_extra() -> bytes:
    with zipfile.ZipFile(io.BytesIO(docx([_WORDS]))) as packed:
        parts = {info.filename: packed.read(info) for info in packed.infolist()}
    return zip_of({**parts, "word/media/a.bin": bytes(400_000_000)})


def _far_cell() -> bytes:
    sheet = part_of(xlsx({"a": [["text"], [_WORDS]]}), _SHEET)
    rows = b"".join(
        b'<row r="%d"><c r="XFD%d"><v>1</v></c></row>' % (n, n) for n in range(3, 60000)
    )
    return _book(sheet.replace(b"</sheetData>", rows + b"</sheetData>"))


def _pdf(content: bytes, filters: bytes = b"/FlateDecode", kids: bytes = b"3 0 R") -> bytes:
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, kids.count(b"R")),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"
        b"/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d/Filter %s>>stream\n%s\nendstream" % (len(content), filters, content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out = b"%PDF-1.4\n"
    for number, each in enumerate(objects, 1):
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    return out + b"trailer<</Root 1 0 R/Size 6>>\n%%EOF"


def _deflated(size: int, times: int = 1) -> bytes:
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(b" " * 1_000_000) for _ in range(size // 1_000_000))
    data += packer.flush()
    for _ in range(times - 1):
        data = zlib.compress(data, 9)
    return data


Bombs = Mapping[str, tuple[str, Callable[[], bytes]]]
BOMBS: Bombs = {
    "zip in zip, 167 TB": ("a.zip", _nested),
    "zip of a gigabyte of zeros": ("a.zip", _flat),
    "zip that lies about its size": ("a.zip", lambda: _lying(1000)),
    "zip that lies about both sizes": ("a.zip", lambda: _lying(900_000, 800_000)),
    "zip with overlapping members": ("a.zip", _overlapping),
    "zip of 30,000 files": ("a.zip", lambda: _many(30_000)),
    "zip with a list of millions": ("a.zip", lambda: b"PK\3\4" + b"PK\1\2" * 2_000_000),
    "docx, a billion laughs": ("a.docx", lambda: _word(_laughs("d"))),
    "docx, a billion laughs in UTF-16": ("a.docx", _word_sixteen_bit),
    "docx, quadratic entities": ("a.docx", lambda: _word(_quadratic("d"))),
    "docx, an entity of a file": ("a.docx", lambda: _word(_outside("d"))),
    "docx, 30 million elements": ("a.docx", lambda: _word(_wide("d"))),
    "docx, a part of 400 MB": ("a.docx", _word_extra),
    "docx, laughs in its properties": (
        "a.docx",
        lambda: with_part(docx([_WORDS]), "docProps/core.xml", _laughs("d")),
    ),
    "xlsx, a billion laughs": ("a.xlsx", lambda: _book(_laughs("worksheet"))),
    "xlsx, laughs in the list of sheets": (
        "a.xlsx",
        lambda: _book(_laughs("workbook"), "xl/workbook.xml"),
    ),
    "xlsx, an entity of a file": ("a.xlsx", lambda: _book(_outside("worksheet"))),
    "xlsx, quadratic entities": ("a.xlsx", lambda: _book(_quadratic("worksheet"))),
    "xlsx, 30 million elements": ("a.xlsx", lambda: _book(_wide("worksheet"))),
}
# A parser has to begin before it is known what they ask for.
TIRING: Bombs = {
    "xlsx, 60,000 rows with a cell in the last column": ("a.xlsx", _far_cell),
    "pdf, a gigabyte of blanks": ("a.pdf", lambda: _pdf(_deflated(1_000_000_000))),
    "pdf, packed four times": (
        "a.pdf",
        lambda: _pdf(_deflated(1_000_000_000, 4), b"[" + b"/FlateDecode" * 4 + b"]"),
    ),
    "pdf, pages that hold themselves": ("a.pdf", lambda: _pdf(b"", kids=b"2 0 R")),
    "pdf, a page 100,000 times": (
        "a.pdf",
        lambda: _pdf(zlib.compress(b"q Q " * 200_000), kids=b"3 0 R " * 100_000),
    ),
}
