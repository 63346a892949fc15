"""Zip archives: the good members are read, the bad ones named, and bombs never unpacked."""

import io
import struct
import time
import tracemalloc
import zipfile

import pytest
from make_files import TEXT, zip_of

from analysis.errors import LimitError
from analysis.limits import DEFAULT_LIMITS, Limits
from analysis.readers import Document, Fault, read_documents

WORDS = b"The council voted."


def items(data: bytes, limits: Limits = DEFAULT_LIMITS) -> dict[str, Document | Fault]:
    """Return what is in an archive, by its place."""
    return {item.place: item for item in read_documents("a.zip", data, limits)}


def test_folders_are_outlets_and_members_keep_their_place() -> None:
    """The innermost folder counts, a document that names its outlet keeps it, rows are rows."""
    found = items(
        zip_of(
            {
                "Argus/one.txt": WORDS,
                "export/The Courier/two.txt": WORDS,
                "Argus/three.txt": b"outlet: Herald\n\n" + WORDS,
                "Argus/four.csv": b"text,source\nWords.,Post\nWords.,\n",
                "five.txt": WORDS,
            }
        )
    )
    assert {place: item.outlet for place, item in found.items()} == {
        "/Argus/one.txt": "Argus",
        "/export/The Courier/two.txt": "The Courier",
        "/Argus/three.txt": "Herald",
        "/Argus/four.csv#1": "Post",
        "/Argus/four.csv#2": "Argus",
        "/five.txt": "",
    }


def test_archives_inside_archives_are_read_to_the_limit() -> None:
    """Two levels; deeper is for hiding things. The outer folder names what the inner does not."""
    inner = zip_of({"one.txt": WORDS, "Post/two.txt": WORDS, "deep.zip": zip_of({"x.txt": WORDS})})
    found = items(zip_of({"Argus/inner.zip": inner, "ok.txt": WORDS}))
    assert found["/Argus/inner.zip/one.txt"].outlet == "Argus"
    assert found["/Argus/inner.zip/Post/two.txt"].outlet == "Post"
    assert found["/Argus/inner.zip/deep.zip"].kind is LimitError
    assert "3 levels" in found["/Argus/inner.zip/deep.zip"].reason
    assert isinstance(found["/ok.txt"], Document)


def test_what_systems_leave_in_archives_is_passed_over() -> None:
    """Nobody put it there; an archive of nothing else holds no files."""
    clutter = {
        "__MACOSX/._one.txt": b"\0\5\x16\7",
        ".DS_Store": b"\0\0\0\1Bud1",
        "Argus/.DS_Store": b"\0",
        "Argus/._two.txt": b"\0",
        "Thumbs.db": b"\xd0\xcf",
        "Argus/desktop.ini": b"[x]",
        "Argus/": b"",
    }
    assert list(items(zip_of({**clutter, "one.txt": WORDS}))) == ["/one.txt"]
    assert "without files" in items(zip_of(clutter))[""].reason
    assert "without files" in items(zip_of({}))[""].reason


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "../up.txt", "a/../../up.txt", "C:\\x.txt", "..\\up.txt", "\\\\host\\x"]
)
def test_names_that_point_outside_are_refused(name: str) -> None:
    """Nothing is written anywhere, but such an archive is no honest one."""
    found = items(zip_of({name: WORDS, "ok.txt": WORDS}))
    assert isinstance(found.pop("/ok.txt"), Document)
    (fault,) = found.values()
    assert "points out of its archive" in fault.reason


def test_links_are_refused() -> None:
    """What they point at is on another machine."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        packed.writestr(link, "one.txt")
        packed.writestr("one.txt", WORDS)
    found = items(buffer.getvalue())
    assert "is a link" in found["/link.txt"].reason
    assert isinstance(found["/one.txt"], Document)


def encrypted(data: bytes) -> bytes:
    """Return an archive of one member with the flag for encryption set in both its headers."""
    changed = bytearray(data)
    changed[6] |= 1
    changed[changed.find(b"PK\1\2") + 8] |= 1
    return bytes(changed)


def test_members_that_cannot_be_unpacked_are_named_with_the_remedy() -> None:
    """Encrypted, packed in an unusual way, or damaged; each alone."""
    assert "password" in items(encrypted(zip_of({"a.txt": WORDS})))["/a.txt"].reason
    unusual = items(zip_of({"a.txt": WORDS}, zipfile.ZIP_LZMA))
    assert "unusual way" in unusual["/a.txt"].reason
    stored = zip_of({"a.txt": WORDS, "b.txt": b"Fine."}, zipfile.ZIP_STORED)
    damaged = items(stored.replace(WORDS, WORDS.upper()))
    assert "is damaged inside" in damaged["/a.txt"].reason
    assert isinstance(damaged["/b.txt"], Document)


def test_a_damaged_archive_is_said_to_be() -> None:
    """Cut short, it has no list of contents."""
    data = zip_of({"a.txt": TEXT.encode()})
    for broken in (data[:60], data[:-8], b"PK\3\4" + bytes(100)):
        assert "is damaged or incomplete" in items(broken)[""].reason


def test_a_bad_member_costs_only_itself() -> None:
    """Each is named by its path, with its own remedy."""
    found = items(zip_of({"a.txt": WORDS, "b.gif": b"GIF89a", "c.txt": b"", "d.txt": b"Yes."}))
    assert [type(item) for item in found.values()] == [Document, Fault, Fault, Document]
    assert "a picture" in found["/b.gif"].reason
    assert "empty" in found["/c.txt"].reason


def test_a_member_may_have_a_hostile_name() -> None:
    """Control characters could rewrite a terminal or turn a line of text around."""
    found = items(zip_of({"a\x1b[2J\u202etxt.exe\n.txt": WORDS}))
    assert list(found) == ["/a[2Jtxt.exe .txt"]


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (Limits(members=2), "more than 2 files"),
        (Limits(unpacked_bytes=1000), "unpacks to more than 0.001 MB"),
    ],
)
def test_an_archive_beyond_the_limits_is_refused_whole(limits: Limits, said: str) -> None:
    """Before anything is unpacked, from its list of contents, levels below included."""
    inner = zip_of({"c.txt": b"c" * 400, "d.txt": b"d" * 400})
    found = items(zip_of({"a.txt": b"a" * 400, "b.txt": b"b" * 400, "c.txt": b"c" * 400}), limits)
    assert list(found) == [""]
    assert said in found[""].reason
    assert found[""].kind is LimitError
    nested = items(zip_of({"a.txt": b"a" * 100, "b.zip": inner}), limits)
    assert isinstance(nested["/a.txt"], Document)
    assert said in nested["/b.zip"].reason


def test_a_member_beyond_the_limits_costs_only_itself() -> None:
    """One that is too large, and one that unpacks to a hundred times its size."""
    members = {"large.txt": b"", "dense.txt": b" " * 3_000_000, "ok.txt": WORDS}
    found = items(zip_of({**members, "large.txt": bytes(range(256)) * 12}), Limits(file_bytes=3000))
    assert "3,000" not in found["/ok.txt"].body
    assert "0.003 MB is the most" in found["/large.txt"].reason
    dense = items(zip_of(members))["/dense.txt"]
    assert "more than 100 times its size" in dense.reason
    assert dense.kind is LimitError


def stating(data: bytes, size: int, packed_size: int | None = None) -> bytes:
    """Return an archive of one member whose list of contents lies about its size."""
    changed = bytearray(data)
    entry = changed.find(b"PK\1\2")
    struct.pack_into("<I", changed, entry + 24, size)
    struct.pack_into("<I", changed, 22, size)
    if packed_size is not None:
        struct.pack_into("<I", changed, entry + 20, packed_size)
    return bytes(changed)


def nested_bomb() -> bytes:
    """Return sixteen archives of sixteen archives, five levels deep: 167 terabytes of text."""
    data = zip_of({f"{n}.txt": b"a" * 10_000_000 for n in range(16)})
    for _ in range(5):
        data = zip_of({f"{n}.zip": data for n in range(16)})
    return data


def flat_bomb() -> bytes:
    """Return a gigabyte of zeros."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed,
        packed.open("a.txt", "w", force_zip64=True) as member,
    ):
        for _ in range(1000):
            member.write(bytes(1_000_000))
    return buffer.getvalue()


@pytest.mark.parametrize(
    "make",
    [
        nested_bomb,
        flat_bomb,
        lambda: stating(zip_of({"a.txt": b"x" * 50_000_000}), 1000),
        lambda: stating(zip_of({"a.txt": b"x" * 50_000_000}), 900_000, 800_000),
        lambda: b"PK\3\4" + b"PK\1\2" * 2_000_000,
    ],
    ids=["nested", "flat", "lying", "lying about both sizes", "a list of millions"],
)
def test_bombs_are_refused_quickly_in_little_memory(make: object) -> None:
    """Less than 30 MB and two seconds, whatever they would unpack to."""
    data = make()
    tracemalloc.start()
    try:
        began = time.process_time()
        found = read_documents("a.zip", data)
        assert time.process_time() - began < 2
        assert tracemalloc.get_traced_memory()[1] < 30_000_000
    finally:
        tracemalloc.stop()
    assert found
    assert all(isinstance(item, Fault) for item in found)
