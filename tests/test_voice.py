"""Whose words: hard cases with their reasons, and the laws that hold for every text."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from analysis.articles import article_from_text
from analysis.pipeline import ScoredArticle, analyse

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "voice_cases.yaml").read_text(encoding="utf-8")
)
_MARKED = re.compile(r"\{([qa])\|([^|]*)\|([^|]*)\|([^}]*)\}", re.DOTALL)
_VOICES = {"q": "quote", "a": "attributed"}
Found = tuple[str, str, str, str]


def marked(text: str) -> tuple[str, list[Found]]:
    """Return a case's plain text, and what it says of each span: voice, speaker, verb, words."""
    expected = [(_VOICES[kind], *rest) for kind, *rest in _MARKED.findall(text)]
    return _MARKED.sub(r"\4", text), expected


def told(text: str) -> ScoredArticle:
    """Return a text as an article of its own, a first line without a full stop its headline."""
    title, _, body = text.partition("\n\n")
    headline = body and title[-1] not in ".:?!”’"
    article = article_from_text(body if headline else text, title=title if headline else "")
    return analyse([article]).articles[0]


def found_in(scored: ScoredArticle) -> list[Found]:
    """Return every span that is not the outlet's; those on end of one speaker as one."""
    found: list[Found] = []
    reached = -2
    for sentence in scored.sentences:
        for span in sentence.voice.spans:
            start, end = sentence.start + span.start, sentence.start + span.end
            words = scored.article.text[start:end]
            if span.voice == "outlet":
                continue
            same = found and found[-1][:3] == (span.voice, span.speaker, span.verb)
            if same and start == reached + 1 and scored.article.text[reached] == " ":
                words = f"{found.pop()[3]} {words}"
            found.append((span.voice, span.speaker, span.verb, words))
            reached = end
    return found


@pytest.mark.parametrize("case", CASES, ids=[case["reason"] for case in CASES])
def test_a_hard_case(case: dict[str, Any]) -> None:
    """Its reason says what is hard about it."""
    text, expected = marked(case["text"])
    scored = told(text)
    assert found_in(scored) == expected
    assert any(each.voice.unsure for each in scored.sentences) == case.get("unsure", False)
