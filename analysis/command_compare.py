"""The command `tonelens compare`: what it prints, and its exit code."""

import argparse

from analysis.command_input import analyse_input
from analysis.command_output import check_outputs, format_of, write_out
from analysis.compare.differences import Unit, differences_frame
from analysis.compare.report import comparison_text
from analysis.errors import InputError
from analysis.scored_csv import to_csv
from analysis.viewpoint import in_voice


def run_compare(options: argparse.Namespace) -> int:
    """Put what the options name side by side; return 2 if there was any problem, else 0."""
    if format_of(options.output) != "csv":
        raise InputError(f"{options.output}: differences are written as CSV; use .csv.")
    check_outputs(options.files, options.output)
    analysis, problems = analyse_input(options, score_again=options.score_again)
    outlets = {scored.article.outlet for scored in analysis.articles} - {""}
    analysis = in_voice(analysis, options.voice)
    by: Unit = options.by or ("outlet" if len(outlets) > 1 else "article")
    differences = differences_frame(analysis, by)
    write_out(f"{comparison_text(analysis, by, differences)}\n".encode())
    if options.output:
        options.output.write_bytes(to_csv(differences))
    return 2 if problems else 0
