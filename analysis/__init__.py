"""How an article says what it says: every sentence scored, outlets side by side.

The names below are stable; everything else may move. They are loaded when first used, so that
`import analysis` costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.any_sentences import explain_sentences, score_sentences
    from analysis.articles import Article, Problem, Reading, read_articles, read_files
    from analysis.compare.differences import differences_frame
    from analysis.compare.inference import inference_frame
    from analysis.compare.report_page import report_html
    from analysis.compare.telling import facts_frame, tell
    from analysis.config import load_configuration
    from analysis.errors import AnalysisError
    from analysis.pipeline import Analysis, analyse
    from analysis.scored_csv import read_scored_csv
    from analysis.stories import group_stories, stories_frame
    from analysis.tables import articles_frame, cues_frame, outlets_frame, sentences_frame
    from analysis.viewpoint import in_voice
    from analysis.voice_tables import sources_frame, spans_frame

_HOMES = {
    "Analysis": "pipeline",
    "AnalysisError": "errors",
    "Article": "articles",
    "Problem": "articles",
    "Reading": "articles",
    "analyse": "pipeline",
    "articles_frame": "tables",
    "cues_frame": "tables",
    "differences_frame": "compare.differences",
    "explain_sentences": "any_sentences",
    "facts_frame": "compare.telling",
    "group_stories": "stories",
    "in_voice": "viewpoint",
    "inference_frame": "compare.inference",
    "load_configuration": "config",
    "outlets_frame": "tables",
    "read_articles": "articles",
    "read_files": "articles",
    "read_scored_csv": "scored_csv",
    "report_html": "compare.report_page",
    "score_sentences": "any_sentences",
    "sentences_frame": "tables",
    "sources_frame": "voice_tables",
    "spans_frame": "voice_tables",
    "stories_frame": "stories",
    "tell": "compare.telling",
}

__all__ = [
    "Analysis",
    "AnalysisError",
    "Article",
    "Problem",
    "Reading",
    "analyse",
    "articles_frame",
    "cues_frame",
    "differences_frame",
    "explain_sentences",
    "facts_frame",
    "group_stories",
    "in_voice",
    "inference_frame",
    "load_configuration",
    "outlets_frame",
    "read_articles",
    "read_files",
    "read_scored_csv",
    "report_html",
    "score_sentences",
    "sentences_frame",
    "sources_frame",
    "spans_frame",
    "stories_frame",
    "tell",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401  # PEP 562
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
