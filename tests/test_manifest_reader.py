"""A manifest from anywhere is read safely: a sentence for what is wrong, nothing opened outside."""

import contextlib
import io
import json
import os
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import InputError
from analysis.manifest_reader import Recorded, open_bundle, points_outside, read_manifest

KEYS = st.sampled_from([*Recorded.model_fields, "other"])
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["name", "model", "article_id", "title", "headline_end", "a.csv"]),
            inner,
        )
    ),
    max_leaves=8,
)


@settings(deadline=None)
@given(st.dictionaries(KEYS, VALUES))
def test_whatever_json_holds_is_read_or_refused(content: dict[str, object]) -> None:
    """Law: wrong types and missing keys end in an `InputError` or in a record, nothing else."""
    with contextlib.suppress(InputError):
        list(read_manifest("m.json", json.dumps(content).encode()).missing())


@settings(deadline=None)
@given(st.binary())
def test_whatever_bytes_hold_is_refused(data: bytes) -> None:
    """Law: no JSON, no manifest."""
    with pytest.raises(InputError, match="is not a manifest"):
        read_manifest("m.json", data)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "null",
        "{}",
        '{"tonelens": "0.1.0"}',
        '{"files": {"a.csv": "no hash"}}',
        '{"files": [1]}',
        '{"articles": [{"article_id": "../../etc/passwd"}]}',
        '{"articles": [{"article_id": "t1", "headline_end": -1}]}',
        '{"articles": [{"article_id": "t1", "headline_end": "3"}]}',
        '{"articles": [{"article_id": "t1", "title": "\\ud800"}]}',
        "[" * 100_000,
        '{"files": ' * 10_000,
    ],
)
def test_what_is_no_manifest_is_refused(content: str) -> None:
    """With a message that names the file and fits a screen."""
    with pytest.raises(InputError, match="is not a manifest") as refused:
        read_manifest("m.json", content.encode())
    assert len(str(refused.value)) < 1500


def test_an_older_manifest_says_what_it_does_not_hold() -> None:
    """It stays valid."""
    content = {"files": {}, "articles": [{"article_id": "t1", "outlet": "", "title": ""}]}
    missing = set(read_manifest("m.json", json.dumps(content).encode()).missing())
    assert {"fingerprint", "headline_end of articles", "url of articles"} <= missing
    assert not {"files", "articles", "outlet of articles"} & missing


OUTSIDE = [
    *("../secret.txt", "a/../../secret.txt", "/etc/passwd", "\\etc\\passwd", "..\\secret.txt"),
    *("C:\\secret.txt", "c:secret.txt", "a/..", "", "a\0b"),
]


@pytest.mark.parametrize("name", OUTSIDE)
def test_names_that_lead_outside_are_never_opened(name: str, tmp_path: Path) -> None:
    """Whatever a manifest names."""
    assert points_outside(name)
    inside = tmp_path / "inside"
    inside.mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    (inside / "m.json").write_text('{"files": {}}')
    assert open_bundle(inside / "m.json").read(name) is None


def test_links_that_lead_outside_are_never_opened(tmp_path: Path) -> None:
    """Nor are folders, pipes and names too long for any file."""
    inside = tmp_path / "inside"
    inside.mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    (inside / "link.txt").symlink_to(tmp_path / "secret.txt")
    (inside / "circle").symlink_to(inside / "circle")
    (inside / "texts").symlink_to(tmp_path, target_is_directory=True)
    os.mkfifo(inside / "pipe")
    (inside / "a.csv").write_text("here")
    (inside / "m.json").write_text('{"files": {}}')
    read = open_bundle(inside / "m.json").read
    assert read("a.csv") == b"here"
    for name in ("link.txt", "circle", "texts/secret.txt", "pipe", ".", "x" * 5000, "gone.csv"):
        assert read(name) is None


@settings(deadline=None)
@given(st.text())
def test_a_name_that_stays_inside_has_no_way_up(name: str) -> None:
    """Law, on the name alone."""
    if not points_outside(name):
        assert ".." not in name.replace("\\", "/").split("/")
        assert not name.startswith(("/", "\\"))


def packed(**files: str) -> bytes:
    """Return a zip of files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


def test_a_zip_without_a_manifest_or_a_damaged_one_is_refused(tmp_path: Path) -> None:
    """Each with what to give instead."""
    path = tmp_path / "a.zip"
    path.write_bytes(packed(**{"sentences.csv": "a"}))
    with pytest.raises(InputError, match=r"a\.zip holds no manifest\.json"):
        open_bundle(path)
    path.write_bytes(packed(**{"manifest.json": '{"files": {}}'})[:40])
    with pytest.raises(InputError, match=r"a\.zip is damaged"):
        open_bundle(path)


def test_a_zip_is_read_by_its_members(tmp_path: Path) -> None:
    """Nothing is unpacked to the disk."""
    path = tmp_path / "a.zip"
    path.write_bytes(packed(**{"manifest.json": '{"files": {}}', "texts/t1.txt": "Rain."}))
    bundle = open_bundle(path)
    assert bundle.read("texts/t1.txt") == b"Rain."
    assert bundle.read("texts/t2.txt") is None
    assert [p.name for p in tmp_path.iterdir()] == ["a.zip"]
