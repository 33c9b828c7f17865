"""The middle meridian of what is selected."""

import numpy as np

from flowviz.layouts import worldmap
from flowviz.ui.session import Session
from flowviz.view import MAP


def middle_of_selection(session: Session) -> float:
    """Degrees east: the middle of the selected actors, of all actors where none is selected."""
    selected, flows, contents = session.selected, session.flows, session.contents
    codes = sorted({selected.actor} - {""} | {code for pair in selected.pairs for code in pair})
    lon, _ = worldmap.degrees_of(
        codes or flows.actor_codes, contents.actors, contents.placements[MAP], session.view.anchor
    )
    return worldmap.centre_of(lon, np.ones(len(lon)))
