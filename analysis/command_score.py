"""The command `tonelens score`: what it writes, and its exit code."""

import argparse
from collections.abc import Callable, Iterable
from pathlib import Path

import pandas as pd

from analysis import downloads
from analysis.command_input import analyse_input
from analysis.command_output import check_outputs, format_of, name_beside, write_out
from analysis.errors import InputError
from analysis.manifest import manifest
from analysis.scored_csv import to_csv
from analysis.tables import cues_frame, sentences_frame
from analysis.voice_tables import sources_frame, spans_frame

_MAKERS: dict[str, Callable[[pd.DataFrame], bytes]] = {
    "csv": to_csv,
    "jsonl": downloads.jsonl,
    "parquet": downloads.parquet,
}
# In the order of the outputs.
_TABLES = (sentences_frame, cues_frame, spans_frame, sources_frame)


def run_score(options: argparse.Namespace) -> int:
    """Score what the options name and write it; return 2 if there was any problem, else 0."""
    outputs = (options.output, options.cues, options.spans, options.sources)
    formats = (options.format or format_of(options.output), *map(format_of, outputs[1:]))
    check_outputs(options.files, options.manifest, *outputs)
    if options.manifest:
        _check_names(filter(None, outputs), options.manifest)
    analysis, problems = analyse_input(options, score_again=True)
    files = {}
    for output, kind, table in zip(outputs, formats, _TABLES, strict=True):
        if output:
            files[output] = _MAKERS[kind](table(analysis))
            output.write_bytes(files[output])
    if not options.output:
        write_out(_MAKERS[formats[0]](sentences_frame(analysis)))
    if options.manifest:
        named = {name_beside(path, options.manifest): data for path, data in files.items()}
        options.manifest.write_bytes(manifest(analysis, named))
    return 2 if problems else 0


def _check_names(outputs: Iterable[Path], manifest: Path) -> None:
    """Refuse outputs that the manifest could not tell apart."""
    names = [name_beside(output, manifest) for output in outputs]
    if len(set(names)) < len(names):
        raise InputError(
            f"Two outputs are called {names[0]}. Name one differently, or write them below the "
            "manifest's folder."
        )
