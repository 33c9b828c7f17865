"""What ties the records that are picked: groups of the same goods, links, the verdict on a flow."""

from typing import TYPE_CHECKING

from flowviz.ui.picked import why_not

if TYPE_CHECKING:
    from flowviz.ui.window import Window


def group(window: "Window") -> None:
    """Open the form of a group of the records that are picked, or of the one they are in."""
    from flowviz.ui.forms import opening

    picked = window.records.picked()
    if not why_not("group_records", picked, is_busy=window.session.is_busy):
        opening.new_group(window, picked.ids)


def link(window: "Window") -> None:
    """Open the form of a link of the record that is picked to an earlier one."""
    from flowviz.ui.forms import opening

    picked = window.records.picked()
    if not why_not("link_record", picked, is_busy=window.session.is_busy):
        opening.new_link(window, picked.ids[0])


def decide(window: "Window") -> None:
    """Ask what a person decides on the existence of the flow that is picked."""
    from flowviz.ui.forms import opening

    picked = window.records.picked()
    if not why_not("decide_existence", picked, is_busy=window.session.is_busy):
        opening.edit_verdict(window, *picked.pair)
