"""Scored articles made by hand, for tests of what is shown: no splitter, no scorer."""

import hashlib
from collections.abc import Sequence

from analysis.articles import Article
from analysis.config import Configuration
from analysis.pipeline import Analysis, ScoredArticle, ScoredSentence
from analysis.scorers import Cue, SentenceScore
from analysis.voice import SentenceVoice

# (text, role, sentiment, sensationalism, hedging)
Row = tuple[str, str, float, float, float]

COUNCIL: list[Row] = [
    ("Council votes on bridge", "headline", 0.0, 0.0, 0.0),
    ("The bridge will close on Monday.", "body", -0.4, 0.0, 0.0),
    ("Furious residents slammed the shock plan.", "body", -0.8, 0.9, 0.0),
    ("It may reopen in May.", "body", 0.1, 0.0, 0.6),
    ("By Ada Marsh", "byline", 0.0, 0.0, 0.0),
]
BRIDGE: list[Row] = [
    ("A welcome repair begins.", "body", 0.7, 0.1, 0.0),
    ("Traffic will take the ring road.", "body", 0.0, 0.0, 0.0),
]


def scored(rows: Sequence[Row], *, cues: Sequence[Cue] = (), **fields: str) -> ScoredArticle:
    """Return an article of `rows`, a paragraph each; `cues` belong to every sentence."""
    sentences, text = [], ""
    for number, (sentence, role, *values) in enumerate(rows):
        text += "\n\n" if text else ""
        names = ("sentiment", "sensationalism", "hedging")
        score = SentenceScore(dict(zip(names, values, strict=True)), tuple(cues))
        end = len(text) + len(sentence)
        sentences.append(
            ScoredSentence(number, len(text), end, role, score, SentenceVoice.of_outlet(sentence))
        )
        text += sentence
    digest = hashlib.sha256(text.encode()).hexdigest()
    given = {"article_id": digest[:12], "source_file": "made.txt", **fields}
    return ScoredArticle(Article(text=text, text_sha256=digest, **given), tuple(sentences))


def analysis_of(configuration: Configuration, *articles: ScoredArticle) -> Analysis:
    """Return an analysis of articles made by `scored`."""
    return Analysis(articles, configuration)
