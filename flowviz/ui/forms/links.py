"""Buttons that look like links: they add a part, or open what is folded."""

from PySide6.QtWidgets import QPushButton

from flowviz.ui import text


def link_button(words: str, tip: str = "") -> QPushButton:
    """Make one."""
    made = QPushButton(words)
    made.setObjectName("adder")
    made.setAutoDefault(False)
    if tip:
        made.setToolTip(text.tooltip(tip))
    return made
