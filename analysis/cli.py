"""The command `tonelens`."""

import argparse
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from analysis.command_output import FORMATS, say
from analysis.errors import AnalysisError

_EPILOG = """\
examples:
  tonelens score article.txt                       CSV to standard output
  tonelens score articles/ more.zip -o scored.csv --manifest manifest.json
  cat article.txt | tonelens score -               from standard input
  tonelens compare agency.txt tabloid.txt
  tonelens compare agency-*.txt tabloid-*.txt --outlet-from file
  tonelens compare storm/ -o differences.csv --report report.html
  tonelens compare march.csv april.csv             scores of earlier runs, if by the same models
  tonelens verify tonelens.zip                     do scores come out the same again?
  tonelens dashboard                               in the browser, on this machine only
  tonelens models                                  what scores, and whether it works here

What could be scored is written; each problem is one line on standard error. The exit code is 0,
or 2 if there was any problem. English only. Nothing leaves this machine.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code: 0, or 2 if there was any problem."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except AnalysisError as error:
        say(str(error))
    except BrokenPipeError:
        # Whoever read our output has seen enough; Python would complain again when it closes it.
        sys.stdout = None
    except OSError as error:
        say(f"{error.filename or 'standard output'}: {error.strerror}.")
    except KeyboardInterrupt:
        say("cancelled.")
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="tonelens",
        description="See how a news article says what it says: sentiment, sensationalism and "
        "hedging of every sentence.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"tonelens {version('tonelens')}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _add_score(commands)
    _add_compare(commands)
    _add_verify(commands)
    _add_dashboard(commands)
    _add_models(commands)
    return parser


def _add_score(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    score = commands.add_parser("score", help="score the sentences of articles")
    _add_input(score)
    score.add_argument("-o", "--output", type=Path, metavar="FILE", help="default: standard output")
    score.add_argument(
        "--format",
        choices=FORMATS,
        help="default: by the output's extension, else csv",
    )
    score.add_argument(
        "--manifest", type=Path, metavar="FILE", help="also write versions, models and hashes"
    )
    score.add_argument(
        "--cues", type=Path, metavar="FILE", help="also write the words that weigh most, as a table"
    )
    score.add_argument(
        "--spans", type=Path, metavar="FILE", help="also write every span with its voice, a table"
    )
    score.add_argument(
        "--sources", type=Path, metavar="FILE", help="also write who is quoted or cited, as a table"
    )
    score.set_defaults(run=_score)


def _add_compare(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    compare = commands.add_parser("compare", help="put articles or outlets side by side")
    _add_input(compare)
    compare.add_argument(
        "--by",
        choices=("outlet", "article"),
        help="default: outlet where at least two are named, else article",
    )
    compare.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="also write the differences as CSV"
    )
    compare.add_argument(
        "--report",
        type=Path,
        metavar="FILE",
        help="also write everything as one HTML file that needs nothing else and prints well",
    )
    for option, what in (
        ("--facts", "the sentences that state the same fact, with their scores"),
        ("--omissions", "the facts that others state and that were not found in an outlet"),
        ("--stories", "which article tells which story"),
    ):
        compare.add_argument(option, type=Path, metavar="FILE", help=f"also write {what}, as CSV")
    compare.add_argument(
        "--paired",
        action="store_true",
        help="compare outlets within the stories that both tell; articles on other stories are "
        "left out",
    )
    compare.add_argument(
        "--voice",
        choices=("outlet", "quote", "attributed", "all"),
        default="outlet",
        help="whose words to compare; default: the outlet's own, without what it quotes or "
        "attributes",
    )
    compare.add_argument(
        "--score-again",
        action="store_true",
        help="score the sentences of CSVs of scores anew, with the models in use",
    )
    compare.set_defaults(run=_compare)


def _add_verify(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    verify = commands.add_parser(
        "verify",
        help="check that a manifest's files and scores come out the same again",
        description="Compare the files of a manifest with their hashes, score its articles again, "
        "make every table again and compare it to the byte, and list what has changed since: "
        "version, models, libraries, machine. The exit code is 0 where all is reproduced, else 2.",
    )
    verify.add_argument(
        "manifest", type=Path, metavar="MANIFEST", help="a manifest.json, or the downloaded .zip"
    )
    verify.add_argument(
        "files",
        nargs="*",
        metavar="FILE",
        help="the original articles; default: the texts, else the sentences, with the manifest",
    )
    _add_models_file(verify)
    verify.add_argument("--json", action="store_true", help="as JSON")
    verify.add_argument("--quiet", action="store_true", help="no progress bar")
    verify.set_defaults(run=_verify, model=[])


def _add_dashboard(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    dashboard = commands.add_parser("dashboard", help="open the dashboard in the browser")
    dashboard.add_argument("--port", type=_port, default=8501, help="1 to 65535; default: 8501")
    dashboard.add_argument(
        "--address",
        default="127.0.0.1",
        help="where to listen; default: 127.0.0.1, which no other machine can reach. There are no "
        "passwords: whoever reaches it can use it",
    )
    dashboard.add_argument(
        "--no-browser", action="store_true", help="serve the dashboard, but open no browser"
    )
    dashboard.set_defaults(run=_dashboard)


def _add_models(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    models = commands.add_parser(
        "models",
        help="list and check the models",
        description="List every model of models.yaml and check it: the hashes of its files, then "
        "loading it and scoring a sentence. Nothing is downloaded. The exit code is 2 where a "
        "model that scores by default does not work.",
    )
    _add_models_file(models)
    models.add_argument("--json", action="store_true", help="as JSON")
    models.set_defaults(run=_models)


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65_536:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port from 1 to 65535")
    return int(text)


def _add_input(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="articles: .txt .md .html .docx .pdf .csv .jsonl .xlsx .zip, a folder of them, "
        "or - for standard input",
    )
    named = parser.add_mutually_exclusive_group()
    named.add_argument(
        "--outlet-from",
        choices=("folder", "file", "site"),
        help="where an article names no outlet, take the name of the folder or archive that it "
        "lies in, of its file (without numbers and dates), or of the site of its address",
    )
    named.add_argument("--outlet", metavar="NAME", help="the outlet of all articles that name none")
    parser.add_argument(
        "--any-language", action="store_true", help="score texts that do not seem to be English"
    )
    _add_models_file(parser)
    parser.add_argument(
        "--model",
        action="append",
        default=[],
        metavar="MEASURE=MODEL",
        help="score a measure with another model of models.yaml; may be repeated",
    )
    parser.add_argument("--quiet", action="store_true", help="no progress bar")


def _add_models_file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--models", type=Path, metavar="FILE", help="a models.yaml of your own (docs/models.md)"
    )


def _score(options: argparse.Namespace) -> int:
    from analysis.command_score import run_score

    return run_score(options)


def _compare(options: argparse.Namespace) -> int:
    from analysis.command_compare import run_compare

    return run_compare(options)


def _verify(options: argparse.Namespace) -> int:
    from analysis.command_verify import run_verify

    return run_verify(options)


def _dashboard(options: argparse.Namespace) -> int:
    from analysis.launch import launch_dashboard

    return launch_dashboard(
        port=options.port, open_browser=not options.no_browser, address=options.address
    )


def _models(options: argparse.Namespace) -> int:
    from analysis.command_models import run_models

    return run_models(options)


if __name__ == "__main__":
    sys.exit(main())
