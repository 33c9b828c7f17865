"""Buttons that look like links: they add a part, or open what is folded."""

from PySide6.QtWidgets import QToolButton

from flowviz.ui import text


def link_button(words: str, tip: str = "") -> QToolButton:
    """Make one."""
    made = QToolButton()
    made.setObjectName("adder")
    made.setText(words)
    if tip:
        made.setToolTip(text.tooltip(tip))
    return made
