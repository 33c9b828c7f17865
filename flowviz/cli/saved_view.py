"""``--saved-view NAME``: what a person has kept in the window, asked for and drawn again."""

import argparse
from collections.abc import Mapping
from typing import TYPE_CHECKING

from flowviz.cli.text import warn
from flowviz.errors import UsageError
from flowviz.records import Placement

if TYPE_CHECKING:  # they would load apsw and numpy for every --help
    from flowviz.dossier import Dossier
    from flowviz.saved import SavedState

_STANDS_FOR = (
    *("unit", "stage", "since", "until", "categories", "items", "kinds", "existences"),
    *("is_disputed", "grades", "marks", "reported_by", "actors", "direction", "least"),
    *("view", "mode", "projection", "centre", "anchor", "layout", "scale", "lock"),
    *("colour_by", "top"),
)
"""The options whose place a saved view takes."""


class _Untold(str):
    """A default: so that an option that says the same is known to have been told."""

    __slots__ = ()


def add_saved_view(parser: argparse.ArgumentParser) -> None:
    """Add the option, once all those that it stands for are there."""
    parser.add_argument(
        "--saved-view",
        metavar="NAME",
        help="what the window has kept under a name, instead of a query and a view told here",
    )
    defaults = {name: parser.get_default(name) for name in _STANDS_FOR}
    words = {name: _Untold(word) for name, word in defaults.items() if isinstance(word, str)}
    parser.set_defaults(**words, plain=defaults)


def state_in(dossier: "Dossier", options: argparse.Namespace) -> "SavedState | None":
    """What the saved view that is named keeps, None where none is named.

    Raises
    ------
    UsageError
        There is none of that name, or another option would say something else.
    RecordError
        It cannot be read.
    """
    name = options.saved_view
    if name is None:
        return None
    if any(_is_told(getattr(options, each, None), options.plain[each]) for each in _STANDS_FOR):
        raise UsageError(
            "--saved-view says what is asked and how it is drawn; leave the other options of a "
            "query and a view out."
        )
    views = dossier.saved_views()
    found = next((saved for saved in views if saved.name == name), None)
    if found is None:
        known = ", ".join(repr(saved.name) for saved in views) or "none"
        raise UsageError(f"There is no saved view {name!r}; there are {known}.")
    from flowviz.saved import read_state

    state = read_state(found.state)
    for note in state.notes:
        warn(note)
    return state


def _is_told(value: object, default: object) -> bool:
    return not isinstance(value, _Untold) if isinstance(default, str) else value != default


def places_of(state: "SavedState") -> Mapping[str, Placement]:
    """Where the actors stand in a saved view, by code."""
    kind = state.view.kind
    return {code: Placement(kind, code, x, y) for code, (x, y) in state.places.items()}
