"""The filters in force as chips above the picture: each is removed by a click or by Delete."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QToolButton, QWidget

from flowviz.flows.words import Filter, filters
from flowviz.ui import icons, text, theme
from flowviz.ui.session import Session

_TALL_PX = 24
_MOST_PX = 300
_GAP = theme.SPACE // 2 + 2
_ICON_PX = 10
_STEPS = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
}


class Chip(QToolButton):
    """One filter in words with a cross; it asks to be removed, and does nothing else."""

    removed = Signal(object)
    stepped = Signal(object, int)

    def __init__(self, found: Filter, parent: QWidget) -> None:
        super().__init__(parent)
        self.filter = found
        self.setObjectName("filterchip")
        self.setIconSize(QSize(_ICON_PX, _ICON_PX))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the cross stands behind the words
        self.setText(text.menu_text(found.text))
        self.dress()
        self.ensurePolished()  # with its cross and its padding it is measured as it will stand
        beyond = self.sizeHint().width() - _MOST_PX
        if beyond > 0:  # left to the style, the words would be cut in their middle
            metrics, words = self.fontMetrics(), text.one_line(found.text)
            room = metrics.horizontalAdvance(words) - beyond
            short = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
            self.setText(text.menu_text(short))
        self.setToolTip(
            text.tooltip(self.tr("{filter}\nClick to remove").format(filter=found.text))
        )
        words = self.tr("Filter {filter}: remove").format(filter=text.one_line(found.text))
        self.setAccessibleName(words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clicked.connect(self._remove)

    def dress(self) -> None:
        """Draw the cross in the colours in force."""
        self.setIcon(icons.icon("close"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._remove()
        elif key in _STEPS:
            self.stepped.emit(self, _STEPS[key])
        else:
            super().keyPressEvent(event)

    def _remove(self) -> None:
        self.removed.emit(self)


class Chips(QWidget):
    """As many chips to a row as there is room for; it is there only where a filter is in force."""

    def __init__(self, session: Session, reset: QAction, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("chips")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Filters in force"))
        self._session = session
        self._chips: list[Chip] = []
        self._reset = QToolButton(self)
        self._reset.setObjectName("link")
        self._reset.setText(self.tr("Reset"))
        self._reset.setToolTip(reset.toolTip())
        self._reset.clicked.connect(reset.trigger)
        session.query_changed.connect(self.refresh)
        self.hide()
        self.refresh()

    def chips(self) -> tuple["Chip", ...]:
        """Give the chips shown."""
        return tuple(self._chips)

    def take_focus(self) -> None:
        """Put the keyboard on the first chip."""
        if self._chips:
            self._chips[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refresh(self) -> None:
        """Show the filters of now."""
        query, actors = self._session.query, self._session.contents.actors
        names = {code: self._session.name(code) for code in query.actors if code in actors}
        found = filters(query, names)
        if found == tuple(chip.filter for chip in self._chips):
            return
        had_focus = next((at for at, chip in enumerate(self._chips) if chip.hasFocus()), None)
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = [Chip(one, self) for one in found]
        for chip in self._chips:
            chip.show()
            chip.removed.connect(self._remove)
            chip.stepped.connect(self._step)
        if self._chips:
            self.setTabOrder(self._chips[-1], self._reset)
        self.setVisible(bool(found))
        self._place()
        if had_focus is not None and self._chips:
            self._chips[min(had_focus, len(self._chips) - 1)].setFocus()

    def dress(self) -> None:
        """Draw the icons in the colours in force."""
        for chip in self._chips:
            chip.dress()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _remove(self, chip: "Chip") -> None:
        self._session.ask(chip.filter.removed_from(self._session.query))

    def _step(self, chip: "Chip", by: int) -> None:
        at = self._chips.index(chip) + by
        if 0 <= at < len(self._chips):
            self._chips[at].setFocus(Qt.FocusReason.TabFocusReason)

    def _place(self) -> None:
        x = y = _GAP
        for part in (*self._chips, self._reset):
            wide = min(part.sizeHint().width(), _MOST_PX)
            if x > _GAP and x + wide > self.width() - _GAP:
                x, y = _GAP, y + _TALL_PX + _GAP
            part.setGeometry(x, y, wide, _TALL_PX)
            x += wide + _GAP
        self.setFixedHeight(y + _TALL_PX + _GAP)
