"""Articles that name no outlet: names from where they were found, in the library and commands."""

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from make_files import zip_of
from model_files import save_models

from analysis.articles import Article, read_files
from analysis.cli import main
from analysis.outlet_names import ORIGINS, Origin, outlet_by, outlet_from
from analysis.scored_csv import read_scored_csv

CALM = b"The council met on Monday. It approved the budget. Work may begin in May.\n"
LOUD = b"Furious residents slammed the shocking plan. It is an outrage and a disgrace.\n"


@pytest.fixture(autouse=True)
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Score by word lists, which are quick."""
    monkeypatch.setenv("TONELENS_MODELS", str(save_models(tmp_path)))


@pytest.mark.parametrize(
    ("source", "folder", "file"),
    [
        ("argus.txt", "", "argus"),
        ("march/argus.txt", "march", "argus"),
        # Numbers and dates tell one outlet's files apart, and are no part of its name.
        ("argus-1.txt", "", "argus"),
        ("2026-03-01_Evening_Roar (2).html", "", "Evening Roar"),
        ("Port Post - 2026.03.01.pdf", "", "Port Post"),
        ("channel4.txt", "", "channel4"),
        # An archive stands for a folder; the innermost counts.
        ("argus.zip/1.txt", "argus", ""),
        ("all/argus.ZIP/mail/03.md", "mail", ""),
        # A row of a table, an article of an export.
        ("argus.csv#3", "", "argus"),
        ("a#b.docx#12", "", "a#b"),
        # No file at all.
        ("pasted text", "", ""),
        ("standard input", "", ""),
    ],
)
def test_names_come_from_folder_and_file(source: str, folder: str, file: str) -> None:
    """As a person would read them off."""
    article = Article("t0", "Rain.", "h", source_file=source)
    assert outlet_from(article, "folder") == folder
    assert outlet_from(article, "file") == file


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://www.argus.example/news/1?x=2", "argus.example"),
        ("argus.example/news", "argus.example"),
        ("https://argus.example:8080", "argus.example"),
        ("", ""),
        ("/news/1", ""),
        ("http://[broken", ""),
        ("http://localhost/a", ""),
    ],
)
def test_names_come_from_the_site(url: str, site: str) -> None:
    """Without "www."; what is no address gives none."""
    assert outlet_from(Article("t0", "Rain.", "h", url=url), "site") == site


@given(st.text(max_size=60), st.sampled_from(ORIGINS))
def test_no_name_of_a_file_is_too_odd(name: str, origin: Origin) -> None:
    """The outlet has no blanks around it, whatever the file or address is called."""
    found = outlet_from(Article("t0", "Rain.", "h", source_file=name, url=name), origin)
    assert found == found.strip()


def test_reading_names_what_is_unnamed_and_nothing_else() -> None:
    """Ids stay; the same text in two files is then a reprint of two outlets and not one twice."""
    stated = b"---\noutlet: Evening Roar\n---\n" + LOUD
    files = [("argus-1.txt", CALM), ("post-1.txt", CALM), ("mail.txt", stated)]
    plain, named = read_files(files), read_files(files, outlet=outlet_by("file"))
    assert [a.outlet for a in plain.articles] == ["", "Evening Roar"]
    assert len(plain.problems) == 1
    assert [a.outlet for a in named.articles] == ["argus", "post", "Evening Roar"]
    assert named.problems == ()
    assert named.articles[0].article_id == plain.articles[0].article_id


def test_reading_says_how_far_it_is() -> None:
    """Article by article, inside an archive too."""
    said: list[int] = []
    texts = {f"{n}.txt": CALM + f"It is day {n}.".encode() for n in range(3)}
    read_files([("all.zip", zip_of(texts)), ("loud.txt", LOUD)], progress=said.append)
    assert said == [1, 2, 3, 4]


@pytest.fixture
def texts(tmp_path: Path) -> Callable[..., list[str]]:
    """Return a function that writes texts under names and returns their paths."""

    def write(**files: bytes) -> list[str]:
        paths = []
        for name, text in files.items():
            path = tmp_path / "day" / name.replace("__", "/").replace("_txt", ".txt")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text)
            paths.append(str(path))
        return paths

    return write


def outlets(frame: pd.DataFrame) -> list[str]:
    """Return the outlets of a table of sentences, in order."""
    return list(dict.fromkeys(frame["outlet"]))


@pytest.mark.parametrize(
    ("options", "named"),
    [
        ([], [""]),
        (["--outlet-from", "file"], ["one", "two"]),
        (["--outlet-from", "folder"], ["argus", "day"]),
        (["--outlet", "The  Post"], ["The Post"]),
    ],
)
def test_the_command_names_outlets(
    texts: Callable[..., list[str]], tmp_path: Path, options: list[str], named: list[str]
) -> None:
    """By file, by the folder a file lies in, or all alike."""
    out = tmp_path / "scored.csv"
    paths = texts(argus__one_txt=CALM, two_txt=LOUD)
    assert main(["score", *paths, "-o", str(out), *options]) == 0
    assert outlets(read_scored_csv(out)) == named


def test_a_single_folder_and_an_archive_name_outlets_when_asked(
    texts: Callable[..., list[str]], tmp_path: Path
) -> None:
    """The folder only holds the articles as long as nobody asks; an archive has its own name."""
    texts(one_txt=CALM)
    archive = tmp_path / "argus.zip"
    archive.write_bytes(zip_of({"1.txt": LOUD}))
    out = tmp_path / "scored.csv"
    given_files = [str(tmp_path / "day"), str(archive)]
    assert main(["score", *given_files, "-o", str(out)]) == 0
    assert outlets(read_scored_csv(out)) == [""]
    assert main(["score", *given_files, "-o", str(out), "--outlet-from", "folder"]) == 0
    assert outlets(read_scored_csv(out)) == ["day", "argus"]


def test_scores_of_an_earlier_run_are_named_too(
    texts: Callable[..., list[str]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Their articles had no outlet then; one that had keeps it."""
    out = tmp_path / "march.csv"
    stated = b"---\noutlet: Evening Roar\n---\n" + LOUD
    assert main(["score", *texts(one_txt=CALM, two_txt=stated), "-o", str(out)]) == 0
    assert main(["compare", str(out), "--outlet", "The Post"]) == 0
    printed = capsys.readouterr()
    assert "The Post" in printed.out
    assert "Evening Roar" in printed.out
    assert "no outlet" not in printed.err


def test_compare_says_what_names_an_outlet(
    texts: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    """Where it would matter: not where articles are compared on purpose, or all are named."""
    paths = texts(one_txt=CALM, two_txt=LOUD)
    assert main(["compare", *paths]) == 0
    said = capsys.readouterr().err
    assert "2 articles name no outlet" in said
    assert "--outlet-from folder" in said
    for options in (["--by", "article"], ["--outlet-from", "file"]):
        assert main(["compare", *paths, *options]) == 0
        assert "no outlet" not in capsys.readouterr().err


def test_an_outlet_without_a_name_is_a_mistake(
    texts: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    """An empty name would name nothing; and only one way can be asked for."""
    paths = texts(one_txt=CALM)
    assert main(["score", *paths, "--outlet", " "]) == 2
    assert "--outlet has no name" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["score", *paths, "--outlet", "A", "--outlet-from", "file"])


def test_corrected_is_the_only_way_an_outlet_changes() -> None:
    """Naming leaves every other field as it was read."""
    (plain,) = read_files([("argus.txt", CALM)]).articles
    (named,) = read_files([("argus.txt", CALM)], outlet=outlet_by("file")).articles
    assert dataclasses.replace(named, outlet="") == plain
