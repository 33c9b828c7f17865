"""The options of ``flowviz search``."""

import argparse


def add_search(parser: argparse.ArgumentParser) -> None:
    """Add the words, and which things may be found."""
    parser.add_argument(
        "words",
        metavar="WORD",
        nargs="+",
        help="all must be found, the last may be the beginning of one; several as one argument "
        "stand together",
    )
    parser.add_argument(
        "--not",
        dest="unwanted",
        metavar="WORD",
        action="append",
        default=[],
        help="a word that must not be there; may be repeated",
    )
    parser.add_argument(
        "--kind",
        dest="kinds",
        metavar="K",
        action="append",
        default=[],
        help="actor, source, record, citation, note, link, group, decision, ...; may be repeated",
    )
    parser.add_argument(
        "--actor",
        dest="actors",
        metavar="A",
        action="append",
        default=[],
        help="only what this actor takes part in, by code or exact name; may be repeated",
    )
    parser.add_argument("--from", dest="since", metavar="Y", type=int, help="from the year 2014")
    parser.add_argument("--to", dest="until", metavar="Y", type=int, help="to the year 2016")
    parser.add_argument(
        "--status",
        dest="statuses",
        choices=("live", "corrected", "retracted"),
        metavar="S",
        action="append",
        default=[],
        help="only sources that are live, corrected or retracted, and their citations",
    )
