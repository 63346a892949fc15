"""The whole validity benchmark on invented sets: what it writes, keeps, logs and leaves out."""

import csv
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

# Benchmarks are scripts beside each other, not a package.
import bootstrap
import numpy as np
import pytest
import validity
import validity_auxiliary
import validity_rows
import validity_scores
from tiny_models import bundled_record, change_json, save_bundled
from validity_benchmark import POLARITIES
from validity_page import page
from validity_scores import Scores, baseline
from validity_sets import BENCHMARKS

from analysis.config import Configuration
from analysis.errors import ModelError
from analysis.voice import VOICES

PLAIN = "The council met on Monday."
SHOCKING = "A shocking, horrific disaster may stun the terrified town."
PLEASANT = "Perhaps the happy winner was praised for a great success."
TEXTS = (PLAIN, SHOCKING, PLEASANT)
ROWS = 120
OUTLETS = ("Gazette", "Herald")


def rows_of(folder: str, split: str, column: str = "split") -> list[dict[str, object]]:
    """Return invented rows of a set: every third text is shocking, and mostly labelled so."""
    labels = {
        "newsmtsc": POLARITIES,
        "fpb": POLARITIES,
        "babe": ("Non-biased", "Biased"),
        "checkthat_subj": ("OBJ", "SUBJ"),
        "conll2010_wiki": ("certain", "uncertain"),
        "pei_certainty": ("5.5", "2", "3.5"),
    }.get(folder, ("",))
    return [
        {
            "text": f"{TEXTS[n % 3]} {folder} {split} {n}.",
            "label": labels[(n % 3 if n % 7 else 1) % len(labels)],
            column: split,
            **{"tone": n % 3 - 1, "sensationalism": n % 3, "hedging": n % 3},
            **{"start": 0, "end": 3, "truth_mean": "0.7" if n % 3 == 1 else "0.2"},
            **{"loaded": int(n % 3 == 1), "exaggeration": 0},
            **{"outlet": OUTLETS[n % 2], "fold": n % 5, "voice": VOICES[n % 3]},
        }
        for n in range(ROWS)
    ]


PARTS = {
    "tone_news": ("dev",),
    "conll2010_wiki": ("test", "train_pajean"),
    "pei_certainty": ("test", "ext"),
    "checkthat_subj": ("2023_test_en_gold", "2025_dev_test_en"),
    "babe": ("",),
    "ptc": ("",),
    "clickbait17": ("train-170331",),
    "fpb": ("",),
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with an invented set for every one that the benchmark reads."""
    folder = tmp_path_factory.mktemp("data")
    sets = {name: [row for p in parts for row in rows_of(name, p)] for name, parts in PARTS.items()}
    official = ("dev_rw", "dev_mt", "test_rw", "test_mt")
    sets["newsmtsc"] = [row for part in official for row in rows_of("newsmtsc", part, "official")]
    for name, rows in sets.items():
        save(folder / name / "data.csv", rows)
    articles, sentences = attributed()
    save(folder / "polnear" / "articles.csv", articles)
    save(folder / "polnear" / "data.csv", sentences)
    return folder


def save(path: Path, rows: Sequence[dict[str, object]]) -> None:
    """Write rows as a CSV file."""
    path.parent.mkdir(exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def attributed() -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """Return invented articles of PolNeAR, and their sentences: in each one is attributed."""
    headline, said, content = "Bridge closes", "Maria Lopez said ", "it was safe"
    text = f"{headline}\n\n{said}{content}. {PLAIN}"
    start = text.index(content)
    source = {"type": "Source", "spans": [[start - len(said), start - len(" said ")]]}
    marks = [source, {"type": "Content", "spans": [[start, start + len(content)]]}]
    relation = [["Attribution", "T3"], ["Content", "T2"], ["Source", "T1"]]
    shared = {"split": "dev", "text": text}
    marked = {"spans": json.dumps(marks), "relations": json.dumps([relation])}
    places = [(0, len(headline)), (start - len(said), text.index(PLAIN)), (start + 13, len(text))]
    names = ("one", "two")
    return (
        [{"doc": name, **shared, **marked} for name in names],
        [{"doc": doc, **shared, "start": a, "end": b} for doc in names for a, b in places],
    )


@pytest.fixture(scope="module")
def lists(configuration: Configuration) -> Configuration:
    """Return the configuration that scores everything with the word lists."""
    return configuration.with_models({m.name: "lexicon" for m in configuration.measures})


@pytest.fixture(scope="module")
def model(lists: Configuration) -> Configuration:
    """Return a configuration whose default is not the baseline: it finds hedges sensational."""
    words = lists.model("lexicon")
    scores = {**words.scores, "sensationalism": words.scores["hedging"]}
    changed = words.model_copy(update={"name": "model", "revision": "7", "scores": scores})
    both = lists.model_copy(update={"models": (words, changed)})
    return both.with_models({measure.name: "model" for measure in both.measures})


@pytest.fixture(autouse=True)
def few_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    """Intervals are tested elsewhere."""
    monkeypatch.setattr(bootstrap, "DRAWS", 20)


class Auxiliary:
    """A scorer with auxiliary labels that read the answer off the text, give or take."""

    def auxiliary(self, sentences: Sequence[str]) -> dict[str, np.ndarray]:
        """Return log-odds that are highest for the shocking text, and certainty the reverse."""
        shocking = np.array([float("shocking" in text) for text in sentences])
        return {"weasel": shocking - 9, "certainty": -shocking, "clickbait": shocking}


@pytest.fixture
def with_auxiliary(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the default model auxiliary labels."""
    monkeypatch.setattr(validity_auxiliary, "load_scorer", lambda _model, _folder: Auxiliary())


def numbers(record: object) -> list[float]:
    """Return every fraction that stands anywhere in a record."""
    if isinstance(record, dict):
        record = list(record.values())
    if isinstance(record, (list, tuple)):
        return [number for part in record for number in numbers(part)]
    return [record] if isinstance(record, float) else []


@pytest.mark.usefixtures("with_auxiliary")
def test_the_page_holds_what_the_json_holds(
    data: Path, model: Configuration, lists: Configuration
) -> None:
    """Every figure of every section, to three decimals, in a line with its name."""
    content = json.loads(json.dumps(validity.run(data, model, lists, held_out=True)))
    text = page(content)
    lines = text.replace("−", "-").replace("+", "").splitlines()
    sections = (content[key] for key in ("results", "auxiliary", "voices", "by_length"))
    rows = [row for section in sections for row in section]
    rows += content["against"]["rows"] + content["outlets"]["figures"]
    assert len(rows) > 2 * len(BENCHMARKS)
    for row in rows:
        shown = [f"{number:.3f}" for number in numbers(row)]
        assert shown, row
        found = [line for line in lines if row["name"] in line]
        assert any(all(number in line for number in shown) for line in found), row
    assert f"{content['outlets']['name_only']['weighted F1']:.3f}; published 0.738" in text
    assert all(f"| {outlet} | 60 |" in text for outlet in OUTLETS)
    assert content["model"] in text
    assert content["against"]["model"] in text


@pytest.mark.usefixtures("with_auxiliary")
def test_every_row_says_whether_its_set_was_trained_on(data: Path, model: Configuration) -> None:
    """And what the page About reads of it is there."""
    content = validity.run(data, model, None, held_out=True)
    needed = {"name", "score", "metric", "labels_by", "n", "tonelens", "interval", "vader"}
    for row in content["results"] + content["auxiliary"]:
        assert needed | {"published", "held_out", "trained", "lexicon"} <= row.keys()
        assert row["trained"]
        assert ("never trained on" in row["name"]) <= (row["trained"] == "never")
        low, high = row["interval"]
        assert low <= high


def test_the_difference_is_to_the_word_lists(
    data: Path, model: Configuration, lists: Configuration
) -> None:
    """What the word lists get by themselves stands beside the model, and beside them nothing."""
    ours = validity.run(data, model, lists, held_out=False)
    theirs = validity.run(data, lists, None, held_out=False)
    for row, alone in zip(ours["results"], theirs["results"], strict=True):
        assert row["lexicon"] == alone["tonelens"]
        assert row["difference"] == pytest.approx(row["tonelens"] - row["lexicon"])
        assert alone["lexicon"] is alone["difference"] is alone["difference_interval"] is None
        # Only sensationalism is scored with another list.
        assert (row["difference"] != 0) == (row["score"] == "sensationalism")
    assert [r["difference"] for r in ours["against"]["rows"]] == [
        r["difference"] for r in ours["results"]
    ]
    assert baseline(lists) is None


def test_a_text_set_is_scored_once_by_each_configuration(
    data: Path, model: Configuration, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many rows, sections and comparisons read it."""
    asked = []
    score = validity_scores.score_sentences

    def count(texts: Sequence[str], *arguments: object, **options: Any) -> object:
        asked.append((options["configuration"].sha256(), texts))
        return score(texts, *arguments, **options)

    monkeypatch.setattr(validity_scores, "score_sentences", count)
    validity.run(data, model, None, held_out=True)
    sets = {(b.folder, b.rows(data)[0]["text"]) for b in BENCHMARKS}
    assert len(asked) == len(set(asked)) == 2 * len(sets)


def test_sets_that_are_held_out_wait_for_a_release(data: Path, model: Configuration) -> None:
    """A run without them reads none, and says nothing by outlet or of auxiliary labels."""
    content = validity.run(data, model, None, held_out=False)
    assert not any(row["held_out"] for row in content["results"] + content["by_length"])
    assert not content["auxiliary"]
    assert content["outlets"] is None
    assert content["against"] is None


@pytest.mark.parametrize("knows_sentences", [True, False])
def test_a_model_that_knows_no_targets_is_compared_on_the_rest(
    data: Path,
    model: Configuration,
    lists: Configuration,
    monkeypatch: pytest.MonkeyPatch,
    knows_sentences: bool,
) -> None:
    """Its missing rows are left out; a model that cannot score at all is a fault."""
    score = validity_scores.score_sentences

    def refuse(texts: Sequence[str], spans: object, **options: Any) -> object:
        if options["configuration"] == lists and (spans is not None or not knows_sentences):
            raise ModelError("It cannot.")
        return score(texts, spans, **options)

    monkeypatch.setattr(validity_scores, "score_sentences", refuse)
    dev = [benchmark for benchmark in BENCHMARKS if not benchmark.held_out]
    if knows_sentences:
        found = validity_rows.against(dev, data, Scores(), model, lists)["rows"]
        assert [row["name"] for row in found] == [b.name for b in dev if b.folder == "tone_news"]
    else:
        with pytest.raises(ModelError, match="It cannot"):
            validity_rows.against(dev, data, Scores(), model, lists)


@pytest.mark.usefixtures("with_auxiliary")
def test_auxiliary_labels_answer_their_own_sets(data: Path, model: Configuration) -> None:
    """With the threshold of the train rows: at 0 the invented log-odds would find nothing."""
    found = {row["score"]: row for row in validity_auxiliary.auxiliary(data, model)}
    assert set(found) == {"weasel", "certainty", "clickbait"}
    # Every seventh row is "uncertain" whatever its text says.
    assert 0.8 < found["weasel"]["tonelens"] < 1
    assert found["certainty"]["tonelens"] > 0.6
    assert found["clickbait"]["tonelens"] == 1.0
    assert "trained on its train part" in found["weasel"]["name"]


def test_the_bundled_scorer_answers_every_section(
    data: Path, tmp_path: Path, lists: Configuration
) -> None:
    """A real one, tiny: its auxiliary labels have the names and shapes that are asked for."""
    folder = save_bundled(tmp_path / "tiny")
    heads = json.loads((folder / "readout.json").read_text(encoding="utf-8"))["heads"]
    drama = heads["drama"]
    one_cut = {**drama, "offsets": [-1.0], "ratings": [0, 1]}
    named = {"sentiment": heads["tone"], "sensationalism": drama, "hedging": drama}
    named |= {"weasel": one_cut, "clickbait": one_cut, "certainty": heads["vague"]}
    change_json(folder / "readout.json", heads={**named, "towards": heads["towards"]})
    tiny = bundled_record(folder, scores=[measure.name for measure in lists.measures])
    both = lists.model_copy(update={"models": (lists.model("lexicon"), tiny)})
    bundled = both.with_models({measure.name: "tiny" for measure in both.measures})
    content = validity.run(data, bundled, None, held_out=True)
    found = {row["score"]: row["tonelens"] for row in content["auxiliary"]}
    assert set(found) == {"weasel", "certainty", "clickbait"}
    assert all(np.isfinite(list(found.values())))
    assert len(content["results"]) == len(BENCHMARKS)
    assert all(row["lexicon"] is not None for row in content["results"])


def test_a_model_without_auxiliary_labels_has_no_such_rows(
    data: Path, lists: Configuration
) -> None:
    """The word lists have none."""
    assert validity_auxiliary.auxiliary(data, lists) == []


@pytest.mark.usefixtures("with_auxiliary")
def test_held_out_figures_outlive_a_development_run(
    data: Path, model: Configuration, lists: Configuration
) -> None:
    """Of the same model alone; the comparison with another model likewise."""
    release = validity.run(data, model, lists, held_out=True)
    written = validity.with_earlier(release, {})
    later = validity.run(data, model, None, held_out=False)
    assert validity.with_earlier(later, written) == written
    other = validity.run(data, lists, None, held_out=False)
    kept = validity.with_earlier(other, written)
    assert not any(row["held_out"] for row in kept["results"])
    assert not kept["outlets"]
    assert not kept["against"]


def test_held_out_rows_of_an_older_file_are_filled_in(data: Path, model: Configuration) -> None:
    """A file written before there was a baseline column still makes a page."""
    content = validity.run(data, model, None, held_out=True)
    old = [
        {key: value for key, value in row.items() if key not in ("trained", *validity.UNKNOWN)}
        for row in content["results"]
    ]
    earlier = {"model": content["model"], "results": old}
    later = validity.run(data, model, None, held_out=False)
    found = validity.with_earlier(later, earlier)
    assert [(row["name"], row["trained"]) for row in found["results"]] == [
        (row["name"], row["trained"]) for row in content["results"]
    ]
    assert page(found)


@pytest.mark.usefixtures("with_auxiliary")
def test_every_held_out_figure_is_logged(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lists: Configuration
) -> None:
    """In the documentation, wherever the page goes, after what stands there already."""
    docs, output = tmp_path / "docs", tmp_path / "output"
    docs.mkdir()
    (docs / "validity-log.md").write_text("# Log\n| earlier |\n", encoding="utf-8")
    monkeypatch.setattr(validity, "DOCS", docs)
    monkeypatch.setattr(validity, "load_configuration", lambda *_path: lists)
    arguments = ["validity.py", "--data", str(data), "--output", str(output)]
    monkeypatch.setattr(sys, "argv", arguments)
    validity.main()
    log = (docs / "validity-log.md").read_text(encoding="utf-8")
    assert log == "# Log\n| earlier |\n"
    monkeypatch.setattr(sys, "argv", [*arguments, "--held-out"])
    validity.main()
    log = (docs / "validity-log.md").read_text(encoding="utf-8")
    assert log.startswith("# Log\n| earlier |\n| ")
    assert len(log.splitlines()) == 3
    held_out = sum(benchmark.held_out for benchmark in BENCHMARKS)
    # Four auxiliary rows, and three figures by outlet.
    assert log.splitlines()[2].count("; ") + 1 == held_out + 4 + 3
    assert sorted(path.name for path in output.iterdir()) == ["validity.json", "validity.md"]
    assert not (docs / "validity.json").exists()
