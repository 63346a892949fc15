"""`tonelens verify`: a download comes out the same again, or it is said what differs."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from model_files import save_models

from analysis import downloads
from analysis.articles import read_files
from analysis.cli import main
from analysis.compare.differences import differences_frame
from analysis.compare.telling import facts_frame, tell
from analysis.config import load_configuration
from analysis.manifest import manifest, sha256
from analysis.pipeline import Analysis, analyse
from analysis.scored_csv import read_scored_csv, to_csv
from analysis.stories import stories_frame

STORM = "Storm hits Port Alder\n\nThe harbour may close, officials said. Two boats sank.\n"
SHOCK = "---\noutlet: Roar\ntitle: Shock\n---\nA monster storm ripped into town. Nobody was hurt.\n"
FILES = (("storm.txt", STORM.encode()), ("roar/shock.txt", SHOCK.encode()))


@pytest.fixture(autouse=True)
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Score by word lists, which are quick, and can be changed in a file."""
    path = save_models(tmp_path)
    monkeypatch.setenv("TONELENS_MODELS", str(path))
    return path


@pytest.fixture
def analysis() -> Analysis:
    """Return two articles, scored."""
    articles = list(read_files(FILES).articles)
    return analyse([articles[0], articles[1].corrected(title="=Corrected")])


@pytest.fixture
def packed(analysis: Analysis, tmp_path: Path) -> Path:
    """Return the dashboard's zip."""
    path = tmp_path / "download" / "tonelens.zip"
    path.parent.mkdir()
    path.write_bytes(downloads.archive(analysis, bom=True))
    return path


def edit(path: Path, change: Callable[[dict[str, Any], dict[str, bytes]], None]) -> None:
    """Change the manifest and the files of a zip."""
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    content = json.loads(files.pop("manifest.json"))
    change(content, files)
    files["manifest.json"] = json.dumps(content).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)


def unpack(path: Path) -> Path:
    """Unpack a zip beside it and return its manifest."""
    with zipfile.ZipFile(path) as archive:
        archive.extractall(path.parent)
    return path.parent / "manifest.json"


def verified(path: Path, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, dict]:
    """Return the exit code and the report of a check."""
    code = main(["verify", str(path), *more, "--json"])
    return code, json.loads(capsys.readouterr().out)


def made(report: dict) -> dict[str, str]:
    """Return what came of making each table again."""
    return {f["name"]: f["made"] for f in report["files"] if not f["name"].startswith("texts/")}


TABLES = (
    *("sentences.csv", "articles.csv", "outlets.csv", "cues.csv", "spans.csv", "sources.csv"),
    "columns.csv",
)


def test_a_download_is_reproduced_to_the_byte(
    packed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """From the zip, with its corrections and byte order marks."""
    code, report = verified(packed, capsys)
    assert (code, report["reproduced"]) == (0, True)
    assert made(report) == dict.fromkeys(TABLES, "reproduced")
    assert {f["state"] for f in report["files"]} == {"same"}
    assert report["source"] == "the texts that lie with the manifest"
    assert (report["articles"], report["changes"], report["missing"]) == (2, [], [])


def test_tables_of_a_comparison_are_checked_by_their_hash(
    analysis: Analysis, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """They depend on what was compared with what, which no manifest records."""
    told = tell(analysis)
    tables = {
        "differences": differences_frame(analysis, "article"),
        "stories": stories_frame([scored.article for scored in analysis.articles]),
        "facts": facts_frame(told),
    }
    path = tmp_path / "compared.zip"
    path.write_bytes(downloads.archive(analysis, tables))
    code, report = verified(path, capsys)
    assert code == 0
    assert {f["state"] for f in report["files"]} == {"same"}
    assert made(report) == dict.fromkeys(TABLES, "reproduced") | {
        f"{name}.csv": "not made" for name in tables
    }
    edit(path, lambda _, files: files.update({"facts.csv": b"fact\n1\n"}))
    code, report = verified(path, capsys)
    assert code == 2
    assert [f["name"] for f in report["files"] if f["state"] == "changed"] == ["facts.csv"]


@pytest.mark.parametrize("gone", ["texts", "tables", "both", "nothing"])
def test_what_is_not_here_is_made_from_what_is(
    packed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], gone: str
) -> None:
    """From the texts, the sentences, or the original files: always the same bytes."""
    path = unpack(packed)
    for file in path.parent.glob("texts/*" if gone in ("texts", "both") else "-"):
        file.unlink()
    for file in path.parent.glob("*.csv" if gone in ("tables", "both") else "-"):
        file.unlink()
    originals = tmp_path / "originals"
    for name, data in FILES:
        (originals / name).parent.mkdir(parents=True, exist_ok=True)
        (originals / name).write_bytes(data)
    code, report = verified(path, capsys, *([str(originals)] if gone == "both" else []))
    assert code == 0
    assert made(report) == dict.fromkeys(TABLES, "reproduced")
    source = {"texts": "the sentences in sentences.csv", "both": "the files given"}
    assert report["source"] == source.get(gone, "the texts that lie with the manifest")


def test_without_any_text_only_the_files_are_checked(
    packed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And that is not called reproduced."""
    path = unpack(packed)
    for file in (*path.parent.glob("texts/*"), *path.parent.glob("*.csv")):
        file.unlink()
    code, report = verified(path, capsys)
    assert code == 2
    assert "Give the original files after the manifest" in report["problems"][0]


@pytest.mark.parametrize("name", ["scored.csv", "scored.jsonl", "scored.parquet"])
def test_what_the_command_line_wrote_is_reproduced(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """In each format; from the original, and from the table's own sentences."""
    storm, out = tmp_path / "storm.txt", tmp_path / name
    storm.write_text(STORM)
    cues, listed = tmp_path / f"cues{out.suffix}", tmp_path / "m.json"
    asked = ["-o", str(out), "--cues", str(cues), "--manifest", str(listed)]
    assert main(["score", str(storm), *asked]) == 0
    for originals, source in (([str(storm)], "the files given"), ([], f"the sentences in {name}")):
        code, report = verified(listed, capsys, *originals)
        assert (code, report["source"]) == (0, source)
        assert set(made(report).values()) == {"reproduced"}


def test_a_score_that_differs_is_found(packed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With row, column, size and sentence."""

    def change(content: dict[str, Any], files: dict[str, bytes]) -> None:
        frame = read_scored_csv(io.BytesIO(files["sentences.csv"]))
        frame.loc[1, "hedging"] += 0.125
        files["sentences.csv"] = to_csv(frame, bom=True)
        content["files"]["sentences.csv"] = sha256(files["sentences.csv"])

    edit(packed, change)
    code, report = verified(packed, capsys)
    assert (code, report["reproduced"]) == (2, False)
    found = next(f for f in report["files"] if f["name"] == "sentences.csv")
    assert (found["state"], found["made"]) == ("same", "different")
    assert found["difference"]["rows"] == 1
    assert found["difference"]["columns"] == ["hedging"]
    assert found["difference"]["largest"] == {
        "difference": pytest.approx(0.125),
        "measure": "hedging",
        "place": "The harbour may close, officials said.",
    }
    assert main(["verify", str(packed)]) == 2
    said = capsys.readouterr().out
    assert "NOT reproduced" in said
    assert "1 of 6 rows differ" in said
    assert "largest difference of a score: 0.125, hedging of “The harbour may close" in said


def test_a_table_that_is_gone_and_comes_out_differently_is_said(
    packed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its hash alone shows that something differs."""

    def change(content: dict[str, Any], files: dict[str, bytes]) -> None:
        del files["sentences.csv"]
        content["files"]["sentences.csv"] = "0" * 64

    edit(packed, change)
    code, report = verified(packed, capsys)
    assert code == 2
    assert made(report)["sentences.csv"] == "different"


def test_a_file_that_was_changed_is_told_from_one_that_cannot_be_repeated(
    packed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Made again, it has the hash of then: the file is to blame, not the scores."""
    edit(packed, lambda _, files: files.update({"outlets.csv": files["outlets.csv"] + b" "}))
    assert main(["verify", str(packed)]) == 2
    assert "outlets.csv    changed since; made again, it has the hash of then" in (
        capsys.readouterr().out
    )


def test_other_circumstances_with_the_same_results_are_a_note(
    packed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Version, Python, machine and libraries, each with both."""

    def change(content: dict[str, Any], _: dict[str, bytes]) -> None:
        content |= {"tonelens": "0.0.1", "python": "3.11.1", "machine": "arm64"}
        content["libraries"] |= {"numpy": "1.0", "gone": "2"}

    edit(packed, change)
    assert main(["verify", str(packed)]) == 0
    said = capsys.readouterr().out
    assert "machine: then arm64, now" in said
    assert "library numpy: then 1.0, now" in said
    assert "library gone: then 2, now none" in said
    assert "The results are the same all the same." in said


def test_another_model_is_said_with_what_to_do(
    packed: Path, models: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The scores are compared all the same, by the model of that name that is here."""
    content = json.loads(models.read_text())
    hedging = models.parent / "lists"
    hedging.mkdir()
    for path in Path(content["models"][0]["source"]).glob("*.txt"):
        (hedging / path.name).write_bytes(path.read_bytes())
    (hedging / "hedging.txt").write_text("storm\t0.5\n")
    content["models"][0] |= {"source": str(hedging), "revision": "2", "sha256": {}}
    models.write_text(json.dumps(content))
    code, report = verified(packed, capsys)
    assert code == 2
    assert "The model lexicon@2 is not the lexicon@1 of then" in report["notes"][0]
    assert "--models" in report["notes"][0]
    whats = [change["what"] for change in report["changes"]]
    assert "model lexicon: revision" in whats
    assert "model lexicon: SHA-256 of hedging.txt" in whats
    assert "fingerprint" in whats
    assert "model lexicon: SHA-256 of sentiment.txt" not in whats


def test_a_model_that_is_gone_is_replaced_and_that_is_said(
    packed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As is a measure."""

    def change(content: dict[str, Any], _: dict[str, bytes]) -> None:
        content["measures"][0]["model"] = "vanished"
        content["measures"][1]["name"] = "wit"

    edit(packed, change)
    code, report = verified(packed, capsys)
    assert any("no model vanished for sentiment" in note for note in report["notes"])
    assert any("no measure wit" in note for note in report["notes"])
    assert code == 0  # by the same lists, after all


def test_the_models_of_then_are_used_where_the_defaults_have_changed(
    models: Path, analysis: Analysis, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The manifest names them."""
    chosen = load_configuration(models).with_models({"hedging": "second"})
    again = analyse([s.article for s in analysis.articles], configuration=chosen)
    path = tmp_path / "chosen.zip"
    path.write_bytes(downloads.archive(again))
    code, report = verified(path, capsys)
    assert (code, report["notes"], report["changes"]) == (0, [], [])


def test_a_model_that_cannot_be_loaded_still_lets_files_be_checked(
    packed: Path, models: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The report says why nothing was scored."""
    content = json.loads(models.read_text())
    content["models"][0]["source"] = "nowhere"
    models.write_text(json.dumps(content))
    code, report = verified(packed, capsys)
    assert code == 2
    assert report["problems"][0].startswith("Nothing could be scored again: ")
    assert {f["state"] for f in report["files"]} == {"same"}


def test_an_older_download_is_still_reproduced(
    packed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It has fewer columns, and its manifest says less."""

    def change(content: dict[str, Any], files: dict[str, bytes]) -> None:
        del content["fingerprint"]
        for article in content["articles"]:
            for name in ("headline_end", "author", "url", "genre"):
                del article[name]
        frame = read_scored_csv(io.BytesIO(files["sentences.csv"]))
        later = [n for n in frame.columns if n == "model_hash" or n.endswith("_cues")]
        files["sentences.csv"] = to_csv(frame.drop(columns=later), bom=True)
        content["files"] = {"sentences.csv": sha256(files["sentences.csv"])}
        # As it was read: the title was corrected later.
        content["articles"][1]["title"] = "Shock"
        files["sentences.csv"] = files["sentences.csv"].replace(b"'=Corrected", b"Shock")
        content["files"] = {"sentences.csv": sha256(files["sentences.csv"])}

    edit(packed, change)
    code, report = verified(packed, capsys)
    assert code == 0
    (found,) = report["files"]
    assert found["made"] == "reproduced"
    assert "model_hash" in found["difference"]["new_columns"]
    assert "fingerprint" in report["missing"]
    assert "headline_end of articles" in report["missing"]


def test_originals_that_are_not_those_of_then_are_named(
    packed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One is missing, and one says something else."""
    other = tmp_path / "storm.txt"
    other.write_text(STORM.replace("Two", "Three"))
    code, report = verified(packed, capsys, str(other))
    assert code == 2
    assert any("storm.txt" in p and "not among the files" in p for p in report["problems"])
    assert any("roar/shock.txt" in p and "not among the files" in p for p in report["problems"])


def test_files_that_cannot_be_read_are_not_passed_over(
    packed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The texts in the zip are not what was asked for."""
    assert main(["verify", str(packed), str(tmp_path / "none.txt")]) == 2
    assert "None of the files given could be read" in capsys.readouterr().err


def test_a_manifest_alone_covers_what_the_dashboard_offers(
    analysis: Analysis, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Downloaded one by one, the files still have their hashes in it."""
    offered = downloads.offered_csvs(analysis, "tonelens")
    listed = tmp_path / "tonelens-manifest.json"
    listed.write_bytes(manifest(analysis, offered))
    (tmp_path / "tonelens-sentences.csv").write_bytes(offered["tonelens-sentences.csv"])
    code, report = verified(listed, capsys)
    assert code == 0
    assert made(report) == dict.fromkeys(offered, "reproduced")


def test_names_that_lead_outside_fail_and_are_not_opened(
    packed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The report says so."""
    edit(packed, lambda content, _: content["files"].update({"../../etc/passwd": "0" * 64}))
    code, report = verified(packed, capsys)
    assert code == 2
    (refused,) = (f for f in report["files"] if f["state"] == "refused")
    assert (refused["name"], refused["made"]) == ("../../etc/passwd", "not made")


def test_nothing_a_manifest_holds_reaches_the_terminal_raw(
    packed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A name could be a command to it."""
    edit(packed, lambda content, _: content["files"].update({"\x1b[2Ja\nb.csv": "0" * 64}))
    main(["verify", str(packed)])
    assert "\x1b" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{}", "is not a manifest from Tonelens"),
        ('{"files": {}, "articles": []}', "nothing here to check"),
    ],
)
def test_what_is_no_manifest_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str, said: str
) -> None:
    """And the exit code is 2."""
    path = tmp_path / "m.json"
    path.write_text(content)
    assert main(["verify", str(path)]) == 2
    printed = capsys.readouterr()
    assert said in printed.out + printed.err


def test_a_manifest_that_is_not_there_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its name, and no traceback; a folder is none either."""
    assert main(["verify", str(tmp_path / "none.json")]) == 2
    assert "none.json" in capsys.readouterr().err
    assert main(["verify", str(tmp_path)]) == 2


def test_values_that_are_the_same_in_other_bytes_count_as_reproduced(
    analysis: Analysis, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Parquet holds the version of the library that wrote it."""
    frame = downloads.table_frames(analysis)["sentences"]
    out = io.BytesIO()
    frame.to_parquet(out, index=False, compression="gzip")
    (tmp_path / "scored.parquet").write_bytes(out.getvalue())
    assert pd.read_parquet(tmp_path / "scored.parquet").equals(
        pd.read_parquet(io.BytesIO(downloads.parquet(frame)))
    )
    listed = tmp_path / "m.json"
    listed.write_bytes(manifest(analysis, {"scored.parquet": out.getvalue()}))
    code, report = verified(listed, capsys)
    assert (code, made(report)) == (0, {"scored.parquet": "same values"})


NONSENSE = st.none() | st.booleans() | st.integers(-3, 10**6) | st.text(max_size=5) | st.just({})


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_whatever_a_manifest_says_there_is_no_traceback(data: st.DataObject, packed: Path) -> None:
    """Law: values anywhere in it are replaced or removed; it is checked or refused."""
    with zipfile.ZipFile(packed) as archive:
        content = json.loads(archive.read("manifest.json"))
    for _ in range(data.draw(st.integers(1, 3))):
        inner: Any = content
        while True:
            keys = sorted(inner) if isinstance(inner, dict) else range(len(inner))
            if not keys:
                break
            key = data.draw(st.sampled_from(keys))
            if isinstance(inner[key], dict | list) and data.draw(st.booleans()):
                inner = inner[key]
                continue
            inner[key] = data.draw(NONSENSE)
            if isinstance(inner, dict) and data.draw(st.booleans()):
                del inner[key]
            break
    folder = packed.parent / "unpacked"
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(folder)
    (folder / "manifest.json").write_text(json.dumps(content))
    assert main(["verify", str(folder / "manifest.json")]) in (0, 2)
