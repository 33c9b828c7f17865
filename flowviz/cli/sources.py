"""``flowviz sources``: the list of sources, for people and for reference managers."""

import argparse
import sys

from flowviz.cli.text import progress, say, table, warn
from flowviz.dossier import Dossier
from flowviz.errors import UsageError
from flowviz.exporters.sources import TEXT, Plan, chosen, list_text, losses, write_list
from flowviz.references.style import DEFAULT, STYLES


def sources(options: argparse.Namespace) -> int:
    """Print the list or write it; what it leaves out is told beside it."""
    if options.list_styles:
        say(table([(style.name, style.title) for style in STYLES]))
        return 0
    if options.dossier is None:
        raise UsageError("Name a dossier, or ask for --list-styles.")
    if options.style is not None and options.format != TEXT:
        raise UsageError("--style is one of a list in words; it goes with --format text.")
    out = options.out
    if out is not None and out.resolve() == options.dossier.resolve():
        raise UsageError(f"-o would write over {out}; name another file than the dossier.")
    plan = Plan(options.format, options.style or DEFAULT, options.cited, options.all)
    with Dossier.open(options.dossier) as dossier:
        listed = chosen(dossier, plan)
    with progress("listing the sources") as show:
        text = list_text(listed.sources, plan, show)
    if options.out is not None:
        write_list(options.out, text)
    elif plan.format == TEXT or sys.stdout is None or sys.stdout.isatty():
        say(text.splitlines())
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    with progress("looking for what the format does not hold") as show:
        lost = losses(listed.sources, plan, show)
    for line in lost:
        warn(line)
    if listed.withheld:
        are = "source is" if listed.withheld == 1 else "sources are"
        warn(f"{listed.withheld:,} {are} not public and left out; --all lists them too")
    return 0
