"""``flowviz publish``: a copy for everybody, and the list of what it withholds."""

import argparse

from flowviz.cli.forms import text_of
from flowviz.cli.text import say
from flowviz.dossier import Dossier
from flowviz.dossier.withheld import Choices, Withheld
from flowviz.errors import DossierError, UsageError


def publish(options: argparse.Namespace) -> int:
    """Write the copy, or with ``--list`` only say what it would withhold."""
    if options.out is None and not options.list:
        raise UsageError("Name the file to write, or ask for --list.")
    choices = Choices(saved_views=options.saved_views, snapshots=options.kept_copies)
    with Dossier.open(options.dossier) as dossier:
        if options.list:
            left = dossier.withheld(choices)
        else:
            if options.out.exists() and not options.force:
                raise DossierError(f"{options.out} exists; --force replaces it.")
            left = dossier.publish_copy(options.out, choices, is_new=not options.force)
    say([text_of(_form(left))] if options.json else _lines(left))
    return 0


def _form(left: Withheld) -> dict[str, object]:
    return {
        "withheld": [
            {"kind": kind.kind, "count": kind.count, "items": list(kind.items)}
            for kind in left.kinds
        ],
        "stand_ins": left.stand_ins,
    }


def _lines(left: Withheld) -> list[str]:
    lines = []
    for kind in left.kinds:
        lines.append(f"{kind.kind}: {kind.count:,}")
        lines += [f"  {item}" for item in kind.items]
    if left.stand_ins:
        lines.append(f"claims that now rest on “Withheld source”: {left.stand_ins:,}")
    return lines or ["Nothing is withheld."]
