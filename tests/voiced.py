"""Scored articles with voices, made by hand, for tests of what is shown."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from scored import Row, scored

from analysis.pipeline import ScoredArticle, ScoredSentence
from analysis.voice import SentenceVoice, Voice, VoiceSpan

# Words of the sentence, whose they are, speaker, verb, whether it judges, and the sentiment.
Part = tuple[str, Voice, str, str, bool, float]

DEFENDED: list[Row] = [
    ("Mayor defends bridge", "headline", 0.0, 0.0, 0.0),
    ("It is a joy, insisted Ada Marsh.", "body", 0.5, 0.0, 0.0),
    ("Critics said that it may leak.", "body", -0.5, 0.0, 0.6),
    ("The bridge opened on Monday.", "body", 0.0, 0.0, 0.0),
]
SPOKEN: dict[int, list[Part]] = {
    1: [
        ("It is a joy,", "quote", "Ada Marsh", "insist", True, 0.9),
        ("insisted Ada Marsh.", "outlet", "", "", False, 0.2),
    ],
    2: [
        ("Critics said", "outlet", "", "", False, -0.1),
        ("that it may leak.", "attributed", "Critics", "say", False, -0.9),
    ],
}


def voiced(
    rows: Sequence[Row] = DEFENDED,
    spoken: Mapping[int, Sequence[Part]] = SPOKEN,
    *,
    unsure: Sequence[int] = (),
    **fields: str,
) -> ScoredArticle:
    """Return an article of `rows` whose sentences have the parts of `spoken`, by their number."""
    article = scored(rows, **fields)
    sentences = tuple(
        _spoken(sentence, rows[sentence.number][0], spoken[sentence.number], unsure)
        if sentence.number in spoken
        else sentence
        for sentence in article.sentences
    )
    return replace(article, sentences=sentences)


def _spoken(
    sentence: ScoredSentence, text: str, parts: Sequence[Part], unsure: Sequence[int]
) -> ScoredSentence:
    spans, values, reached = [], [], 0
    for words, voice, speaker, verb, loaded, sentiment in parts:
        start = text.index(words, reached)
        reached = start + len(words)
        spans.append(VoiceSpan(start, reached, len(words.split()), voice, speaker, verb, loaded))
        values.append({**sentence.score.values, "sentiment": sentiment})
    whole = max(spans, key=lambda span: span.words).voice
    voice = SentenceVoice(whole, tuple(spans), sentence.number in unsure)
    scores = tuple(values) if len(values) > 1 else ()
    return replace(sentence, voice=voice, score=replace(sentence.score, parts=scores))
