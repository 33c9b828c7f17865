"""The order in which a page is read, which is the order in which Tab goes through it."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QSplitter, QWidget


def order_tabs(layout: QLayout | None) -> None:
    """Let Tab go through what takes the keyboard as it is read, those that came later included."""
    before: QWidget | None = None
    for widget in in_reading_order(layout):
        if before is not None:
            QWidget.setTabOrder(before, widget)
        before = widget


def in_reading_order(layout: QLayout | None) -> Iterator[QWidget]:
    """The widgets that take the keyboard, as they stand in a layout and those within it."""
    for at in range(layout.count() if layout is not None else 0):
        item = layout.itemAt(at) if layout is not None else None
        widget = item.widget() if item is not None else None
        if widget is not None:
            yield from _within(widget)
        else:
            yield from in_reading_order(item.layout() if item is not None else None)


def _within(widget: QWidget) -> Iterator[QWidget]:
    if isinstance(widget, QScrollArea):
        page = widget.widget()
        yield from in_reading_order(page.layout() if page is not None else None)
    elif isinstance(widget, QSplitter):
        for at in range(widget.count()):
            part = widget.widget(at)
            assert part is not None
            yield from _within(part)
    elif widget.focusProxy() is None and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
    else:
        yield from in_reading_order(widget.layout())
