"""The benchmark of stories counts as it says, and its page is what its figures make."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest
import stories_articles
from stories import measured
from stories_articles import Labelled, hidden, written
from stories_methods import agreement
from stories_page import page

DOCS = Path(__file__).parent.parent / "docs"


def test_b_cubed_by_hand() -> None:
    """Two of event a with a stranger, one of a alone, b alone: worked out on paper."""
    found = agreement(np.array([0, 0, 0, 1, 2]), ["a", "a", "", "a", "b"])
    assert found.precisions == pytest.approx([2 / 3, 2 / 3, 1, 1])
    assert found.recalls == pytest.approx([2 / 3, 2 / 3, 1 / 3, 1])
    precision, recall = (10 / 3) / 4, (8 / 3) / 4
    assert found.f1() == pytest.approx(2 * precision * recall / (precision + recall))
    low, high = found.interval()
    assert low <= found.f1() <= high


def test_all_right_is_one_and_all_together_is_precise_by_shares() -> None:
    """Ten events of five in one cluster have a precision of a tenth."""
    events = [str(at // 5) for at in range(50)]
    assert agreement(np.arange(50) // 5, events).f1() == 1
    assert agreement(np.zeros(50), events).precisions.mean() == pytest.approx(0.1)


def test_articles_are_put_together_from_sentences_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The tenth sentence comes behind the second."""
    monkeypatch.setattr(stories_articles, "HIDDEN_AMONG", 1)
    rows = [("The tenth is here.", "10"), ("The second is here.", "2")]
    save(
        tmp_path / "newswcl50" / "data.csv",
        ["text", "label", "outlet", "story", "doc", "sent"],
        [[text, "L", "o", "0", "0_L", number] for text, number in rows],
    )
    save(tmp_path / "polnear" / "articles.csv", ["doc", "text"], [["x", "Something else."]])
    found = hidden(tmp_path)
    assert found.events == ("0", "")
    text = " ".join(found.articles[0].text.split())
    assert text == "The second is here. The tenth is here."
    assert not any(each.published or each.outlet for each in found.articles)


def save(path: Path, columns: list[str], rows: list[list[str]]) -> None:
    """Write a CSV."""
    path.parent.mkdir()
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([columns, *rows])


def test_the_whole_run_on_written_articles() -> None:
    """Half of them with their events, the others as strangers."""
    ours = written()
    events = tuple(event if at % 2 else "" for at, event in enumerate(ours.events))
    content = measured(ours, Labelled(ours.articles, events))
    assert content["matches"]
    assert content["methods"][0]["recall"] > 0.9
    assert "B-cubed F1" in page(content)


def test_the_page_is_made_of_the_figures() -> None:
    """What stands in docs/ belongs together."""
    content = json.loads((DOCS / "stories.json").read_text(encoding="utf-8"))
    assert (DOCS / "stories.md").read_text(encoding="utf-8") == page(content)
    assert content["matches"]
