"""One line of a menu as a value."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a menu.

    ``slot`` names a method of the window; without one the action is checkable and the window
    ties it to a panel. Entries of one ``group`` exclude one another; their slot gets the action,
    whose data is ``value``. A group of the slot ``look_so`` is named after a field of ``View``.
    ``tip`` says in one line what it does; an ``is_toggle`` is checkable and has a slot.
    """

    name: str
    words: str
    slot: str
    shortcut: str = ""
    icon: str = ""
    group: str = ""
    value: object = None
    tip: str = ""
    is_toggle: bool = False


Lines = tuple[Entry | str | None, ...]
"""Lines of a menu: an entry, the name of a submenu that goes there, None for a separator."""


def QT_TRANSLATE_NOOP(_context: str, words: str) -> str:
    """Mark ``words`` for translation and give them back.

    Named as lupdate looks for it; PySide6's own gives an ``object``.
    """
    return words
