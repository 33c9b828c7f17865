"""The words of the command line."""

import argparse
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import flowviz
from flowviz.cli.query_options import add_query
from flowviz.cli.saved_view import add_saved_view
from flowviz.cli.search_options import add_search
from flowviz.cli.view_options import add_view, count

WINDOW = "window"

_SIZE = re.compile(r"(\d{1,6})[xX](\d{1,6})")


class Parser(argparse.ArgumentParser):
    """A parser whose errors are one line."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and where the help is; exit code 2."""
        self.exit(2, f"flowviz: {message} ({self.prog} --help explains)\n")


Commands = argparse._SubParsersAction  # argparse gives what add_subparsers() returns no name


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The name of the command to run, and its options.

    A first word that is no command is a dossier for the window.
    """
    parser, names = _parser()
    first = arguments[0]
    if first in names or first.startswith("-"):
        options = parser.parse_args(arguments)
        if options.command is None:
            parser.error("name a command or a dossier")
        return options
    if len(arguments) > 1:
        parser.error(f"{first!r} is no command")
    if not Path(first).exists():
        parser.error(f"{first!r} is neither a command nor a file")
    return argparse.Namespace(command=WINDOW, dossier=Path(first))


def _parser() -> tuple[Parser, frozenset[str]]:
    parser = Parser(
        prog="flowviz",
        usage="flowviz [DOSSIER] | flowviz COMMAND ...",
        description="Records of arms shipments with their sources, drawn as flows. Without a "
        "command it opens the window: on DOSSIER, or on the bundled case.",
        epilog="example: flowviz sample case.flowviz && flowviz case.flowviz",
    )
    parser.add_argument("--version", action="version", version=f"flowviz {flowviz.__version__}")
    commands = parser.add_subparsers(
        title="commands",
        dest="command",
        metavar="COMMAND",
        prog="flowviz",
        parser_class=Parser,
    )
    for add in (
        _sample,
        _import,
        _info,
        _flows,
        _evidence,
        _overview,
        _sources,
        _search,
        _export,
        _check,
        _diff,
        _merge,
        _forget,
        _publish,
    ):
        add(commands)
    return parser, frozenset(commands.choices)


def _sample(commands: "Commands[Parser]") -> None:
    parser = _add(
        commands,
        "sample",
        "write the bundled case as a dossier",
        "flowviz sample case.flowviz",
    )
    parser.add_argument("out", metavar="OUT.flowviz", type=Path)
    parser.add_argument("--force", action="store_true", help="replace OUT where it exists")


def _import(commands: "Commands[Parser]") -> None:
    parser = _add(
        commands,
        "import",
        "read files into a dossier, which is made where it does not exist",
        "flowviz import deals.csv --into register.flowviz --problems problems.csv",
    )
    parser.add_argument("files", metavar="FILE", type=Path, nargs="+")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--into", metavar="DOSSIER", type=Path)
    what.add_argument(
        "--survey",
        action="store_true",
        help="print what the files look like and the guessed mapping, as TOML; import nothing",
    )
    parser.add_argument("--format", metavar="NAME", help="what the files are")
    parser.add_argument(
        "--mapping", metavar="FILE.toml", type=Path, help="which column of a table means what"
    )
    parser.add_argument(
        "--supplier", metavar="ACTOR", default="", help="of all rows, by code or exact name"
    )
    parser.add_argument(
        "--recipient", metavar="ACTOR", default="", help="of all rows, by code or exact name"
    )
    parser.add_argument("--sheet", metavar="NAME", default="", help="which sheet of a workbook")
    parser.add_argument("--encoding", metavar="NAME", default="", help="such as cp1251")
    parser.add_argument(
        "--count",
        choices=("first", "new"),
        default="first",
        help="which of two data sets that tell the same is counted (the one there first)",
    )
    parser.add_argument(
        "--dry-run",
        action="store_true",
        help="tell what would be added, changed and gone, and which names are to settle",
    )
    parser.add_argument(
        "--problems", metavar="OUT.csv", type=Path, help="list every skipped or doubtful row here"
    )
    parser.add_argument(
        "--strict",
        action="store_true",
        help="change nothing, and exit with 1, when a row is skipped or doubtful",
    )


def _info(commands: "Commands[Parser]") -> None:
    parser = _add(commands, "info", "say what a dossier holds", "flowviz info case.flowviz --json")
    _dossier(parser)
    _json(parser)


def _flows(commands: "Commands[Parser]") -> None:
    parser = _add(
        commands,
        "flows",
        "list the flows under a query, largest first",
        "flowviz flows case.flowviz --unit pieces --from 2014 --to 2016 --json",
    )
    _dossier(parser)
    add_query(parser)
    add_saved_view(parser)
    _json(parser)


def _evidence(commands: "Commands[Parser]") -> None:
    parser = _add(
        commands,
        "evidence",
        "lay out every record of a pair, and who says so",
        "flowviz evidence case.flowviz BLR Bulgaria --json",
    )
    _dossier(parser)
    parser.add_argument("supplier", metavar="SUPPLIER", help="code or exact name")
    parser.add_argument("recipient", metavar="RECIPIENT", help="code or exact name")
    add_query(parser)
    add_saved_view(parser)
    _json(parser)


def _overview(commands: "Commands[Parser]") -> None:
    parser = _add(
        commands,
        "overview",
        "say how well a dossier stands, what to do next, and what may be counted twice",
        "flowviz overview case.flowviz --json",
    )
    _dossier(parser)
    _json(parser)


def _sources(commands: "Commands[Parser]") -> None:
    parser = _add(
        commands,
        "sources",
        "list the public sources, in a citation style or for a reference manager",
        "flowviz sources case.flowviz --style apa",
    )
    parser.add_argument("dossier", metavar="DOSSIER", type=Path, nargs="?")
    parser.add_argument("--format", choices=("text", "csl-json", "bibtex", "ris"), default="text")
    parser.add_argument("--style", metavar="NAME", help="of a text; see --list-styles")
    parser.add_argument("--cited", action="store_true", help="only those that are cited")
    parser.add_argument(
        "--all", action="store_true", help="also those that are not public, and with notes"
    )
    parser.add_argument("-o", "--out", metavar="FILE", type=Path, help="write the list there")
    parser.add_argument("--list-styles", action="store_true", help="say which styles there are")


def _search(commands: "Commands[Parser]") -> None:
    parser = _add(
        commands,
        "search",
        "find words in every field of a dossier",
        'flowviz search case.flowviz konkurs "saudi army" --kind note',
    )
    _dossier(parser)
    add_search(parser)
    _json(parser)


def _export(commands: "Commands[Parser]") -> None:
    parser = _add(
        commands,
        "export",
        "draw a dossier into a picture",
        "flowviz export case.flowviz case.png --view map --size 1600x900 --dpi 150",
    )
    _dossier(parser)
    parser.add_argument("out", metavar="OUT.png", type=Path)
    parser.add_argument("--size", metavar="1600x900", type=_size, default=(1600, 900), help="in px")
    parser.add_argument("--dpi", metavar="N", type=count, default=96)
    parser.add_argument("--title", metavar="T", help="what stands above the picture")
    parser.add_argument(
        "--language", metavar="L", default="en", help="of states' names: de, fr, ru, ...; else en"
    )
    parser.add_argument("--transparent", action="store_true", help="no background")
    parser.add_argument(
        "--no-legend", dest="legend", action="store_false", help="say under it what the card says"
    )
    add_view(parser)
    add_query(parser)
    add_saved_view(parser)


def _check(commands: "Commands[Parser]") -> None:
    parser = _add(
        commands,
        "check",
        "see that a dossier is whole and undamaged since it was saved",
        "flowviz check case.flowviz",
    )
    _dossier(parser)


def _diff(commands: "Commands[Parser]") -> None:
    parser = _add(
        commands,
        "diff",
        "say what differs between two dossiers, and who changed it",
        "flowviz diff mine.flowviz theirs.flowviz --json",
    )
    parser.add_argument("a", metavar="A", type=Path)
    parser.add_argument("b", metavar="B", type=Path)
    parser.add_argument(
        "--exit-code", action="store_true", help="exit with 1 where something differs"
    )
    _json(parser)


def _merge(commands: "Commands[Parser]") -> None:
    parser = _add(
        commands,
        "merge",
        "put two dossiers together: A with what B has added and changed",
        "flowviz merge mine.flowviz theirs.flowviz --into both.flowviz --prefer a",
    )
    parser.add_argument("a", metavar="A", type=Path, help="its history goes on in the new file")
    parser.add_argument("b", metavar="B", type=Path)
    parser.add_argument("--into", metavar="C", type=Path, required=True)
    parser.add_argument("--force", action="store_true", help="replace C where it exists")
    parser.add_argument("--prefer", choices=("a", "b"), help="who wins where both changed a field")
    parser.add_argument(
        "--deletions", action="store_true", help="delete what B has deleted and A left as it was"
    )
    parser.add_argument("--author", metavar="NAME", default="", help="who merges, for the history")
    _json(parser)


def _forget(commands: "Commands[Parser]") -> None:
    parser = _add(
        commands,
        "forget",
        "take a record or a text out of a dossier, its history and its backups, for good",
        'flowviz forget case.flowviz --text "Anna Kowalska" --yes',
    )
    _dossier(parser)
    what = parser.add_mutually_exclusive_group(required=True)
    for word in ("source", "transfer", "citation", "note"):
        what.add_argument(f"--{word}", metavar="ID", help=f"a {word} with all that is its own")
    what.add_argument("--actor", metavar="CODE", help="who an actor is; its transfers stay")
    what.add_argument("--text", metavar="T", help="a text wherever it stands, within words too")
    parser.add_argument("--whole-words", action="store_true", help="the text not within words")
    parser.add_argument(
        "--kept-copies", action="store_true", help="kept copies that hold the text go too"
    )
    parser.add_argument("--author", metavar="NAME", default="", help="who forgets, for the history")
    parser.add_argument("--yes", action="store_true", help="do it; without, only tell what it does")


def _publish(commands: "Commands[Parser]") -> None:
    parser = _add(
        commands,
        "publish",
        "write a copy for everybody, without history, private notes and protected sources",
        "flowviz publish case.flowviz public.flowviz --list",
    )
    _dossier(parser)
    parser.add_argument("out", metavar="OUT.flowviz", type=Path, nargs="?")
    parser.add_argument("--list", action="store_true", help="only tell what would be withheld")
    parser.add_argument("--force", action="store_true", help="replace OUT where it exists")
    parser.add_argument("--saved-views", action="store_true", help="with the saved views")
    parser.add_argument(
        "--no-kept-copies",
        dest="kept_copies",
        action="store_false",
        help="without the kept copies of public sources",
    )
    _json(parser)


def _add(commands: "Commands[Parser]", name: str, about: str, example: str) -> Parser:
    return commands.add_parser(
        name, help=about, description=f"{about.capitalize()}.", epilog=f"example: {example}"
    )


def _dossier(parser: Parser) -> None:
    parser.add_argument("dossier", metavar="DOSSIER", type=Path)


def _json(parser: Parser) -> None:
    parser.add_argument("--json", action="store_true", help="for programs; see docs/cli.md")


def _size(text: str) -> tuple[int, int]:
    match = _SIZE.fullmatch(text)
    if match is None:
        raise argparse.ArgumentTypeError(f"{text!r} is no size such as 1600x900")
    return count(match[1]), count(match[2])
