"""The one grid that all forms stand on: names at the left, fields beside them, sections beneath."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from flowviz.ui import text, theme
from flowviz.ui.forms.fields import Field
from flowviz.ui.forms.links import link_button

NAME_PX = 104
"""The width of the names of fields, wherever they stand."""


class FieldGrid(QWidget):
    """Fields in rows of one or two, their names in columns of one width."""

    def __init__(self, columns: int = 1, name_px: int = NAME_PX) -> None:
        super().__init__()
        self._columns = columns
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.SPACE)
        self._grid.setVerticalSpacing(theme.SPACE)
        for column in range(columns):
            self._grid.setColumnMinimumWidth(2 * column, NAME_PX if column else name_px)
            self._grid.setColumnStretch(2 * column + 1, 1)

    def add(self, *fields: tuple[str, Field], is_wide: bool = True) -> None:
        """Add a row: the name of each field with its letter, and the field.

        The last field of a row that ``is_wide`` takes what room is left.
        """
        row = self._grid.rowCount()
        for at, (name, field) in enumerate(fields):
            is_last = is_wide and at == len(fields) - 1
            span = 2 * (self._columns - at) - 1 if is_last else 1
            self._grid.addWidget(_name(name, field), row, 2 * at, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(field, row, 2 * at + 1, 1, span, Qt.AlignmentFlag.AlignTop)

    def add_plain(self, widget: QWidget) -> None:
        """Add a row without a name: a widget below the fields, at their left."""
        row = self._grid.rowCount()
        span = 2 * self._columns - 1
        self._grid.addWidget(QWidget(), row, 0)  # an empty column has no room behind it
        if isinstance(widget, QPushButton):
            self._grid.addWidget(widget, row, 1, 1, span, Qt.AlignmentFlag.AlignLeft)
        else:
            self._grid.addWidget(widget, row, 1, 1, span)


class Section(QWidget):
    """A caption and what stands beneath it."""

    def __init__(self, caption: str, *parts: QWidget) -> None:
        super().__init__()
        self._caption = text.label(caption, "caption")
        self._box = QVBoxLayout(self)
        self._box.setSpacing(theme.SPACE // 2)
        for part in (self._caption, *parts):
            self._box.addWidget(part)
        self.show_caption(True)

    def show_caption(self, is_shown: bool) -> None:
        """Show the caption, or not."""
        self._caption.setVisible(is_shown)
        self._box.setContentsMargins(0, theme.SPACE if is_shown else 0, 0, 0)


class Fold(QWidget):
    """Fields behind a link as long as all of them are empty."""

    def __init__(self, words: str, inner: QWidget, *fields: Field) -> None:
        super().__init__()
        self._inner = inner
        self._fields = fields
        self._opener = link_button(words)
        self._opener.clicked.connect(self.open)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._opener, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(inner)
        self._show(is_open=False)
        self.reveal()

    def reveal(self) -> None:
        """Show the fields where one of them says something; they stay from then on."""
        if any(field.value() for field in self._fields):
            self._show(is_open=True)

    def _show(self, *, is_open: bool) -> None:
        self._inner.setVisible(is_open)
        self._opener.setVisible(not is_open)

    def open(self) -> None:
        """Show the fields and put the keyboard into the first."""
        self._show(is_open=True)
        self._fields[0].editor.setFocus(Qt.FocusReason.TabFocusReason)


def _name(name: str, field: Field) -> QLabel:
    label = text.label(name, "fieldname")
    label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
    label.setBuddy(field.editor)
    return label
