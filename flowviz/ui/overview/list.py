"""The list of the overview: lines that wrap to the width of the panel, walked by keys."""

from typing import Any, ClassVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from flowviz.ui import icons, text, theme
from flowviz.ui.overview.lines import Line, LineKind, refusal_words

_Index = QModelIndex | Any
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_TALL = 10_000
_MARGIN = 2 * theme.SPACE
_PAD = 6
_BAR_PX = 3


class OverviewModel(QAbstractListModel):
    """Serves the lines; headings and remarks are passed over by the keyboard."""

    LINE: ClassVar = Qt.ItemDataRole.UserRole

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[Line, ...] = ()

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's signature
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return text.one_line(line.title)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return text.one_line(line.spoken())
        if role == self.LINE:
            return line
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid() or self.lines[index.row()].kind is LineKind.HEADING:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _Drawing(QStyledItemDelegate):
    """Measures and paints lines alike."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        width = self._view.viewport().width()
        pieces = self._pieces(index.data(OverviewModel.LINE), width)
        return QSize(width, max(area.bottom() for area, *_ in pieces) + _PAD + 1)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line: Line = index.data(OverviewModel.LINE)
        now, rect = theme.colours(), option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(now.selected))
        elif option.state & QStyle.StateFlag.State_MouseOver and line.leads:
            painter.fillRect(rect, QColor(now.hover))
        if line.kind is LineKind.HEADING and index.row():
            painter.fillRect(QRect(0, rect.top(), rect.width(), 1), QColor(now.line))
        if line.is_alarm:
            bar = QRect(rect.left(), rect.top() + 2, _BAR_PX, rect.height() - 4)
            painter.fillRect(bar, QColor(now.alarm))
        for area, font, colour, words, flags in self._pieces(line, rect.width()):
            painter.setFont(font)
            painter.setPen(QColor(getattr(now, colour)))
            painter.drawText(area.translated(rect.topLeft()), flags, words)
        painter.restore()

    def _pieces(self, line: Line, width: int) -> list[tuple[QRect, QFont, str, str, int]]:
        """Area, font, colour, text and flags of all that is written in a line."""
        bold, base = QFont(self._view.font()), QFont(self._view.font())
        is_heading = line.kind is LineKind.HEADING
        bold.setWeight(QFont.Weight(600 if is_heading else 500))
        top, room = _PAD + (6 if is_heading else 0), max(width - 2 * _MARGIN, 80)
        found = []
        side = text.one_line(line.side)
        side_px = QFontMetrics(bold).horizontalAdvance(side) + 2 if side else 0
        if side:
            area = QRect(_MARGIN + room - side_px, top, side_px, QFontMetrics(bold).height())
            colour = "muted" if is_heading or not line.leads else "text"
            found.append((area, bold, colour, side, int(Qt.AlignmentFlag.AlignRight)))
            room -= side_px + theme.SPACE
        title = text.plain(line.title, 600)
        is_plain = line.kind in (LineKind.REMARK, LineKind.STEP)
        font = base if is_plain else bold
        height = QFontMetrics(font).boundingRect(QRect(0, 0, room, _TALL), _WRAP, title).height()
        colour = "text" if line.leads or is_heading else "muted"
        area = QRect(_MARGIN, top, room, height)
        found.append((area, font, colour, title, _WRAP))
        if line.more:
            room = max(width - 2 * _MARGIN, 80)
            more = text.plain(line.more, 1200)
            box = QFontMetrics(base).boundingRect(QRect(0, 0, room, _TALL), _WRAP, more)
            below = QRect(_MARGIN, area.bottom() + 3, room, box.height())
            found.append((below, base, "muted", more, _WRAP))
        return found


class OverviewList(QListView):
    """One click or Enter goes where a line leads; Del turns a proposal down.

    ``went`` gives the line that was gone to, ``opened`` the proposal that is to be accepted,
    ``refused`` the one that is not.
    """

    went = Signal(object)
    opened = Signal(object)
    refused = Signal(object)
    line_changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.overview = OverviewModel(self)
        self.setModel(self.overview)
        self.setItemDelegate(_Drawing(self))
        self.setAccessibleName(self.tr("What to do next, proposals, and how the dossier stands"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.selectionModel().currentChanged.connect(self._tell_line)

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        """Show other lines; the place stays, on the next line where the current one is gone."""
        row, line, place = self.currentIndex().row(), self.line(), self.verticalScrollBar().value()
        self.overview.show_lines(lines)
        if line is not None:
            again = next((at for at, each in enumerate(lines) if each.key == line.key), None)
            if again is None:
                again = _beside(lines, row)
            if again is not None:
                self.setCurrentIndex(self.overview.index(again))
        self.doItemsLayout()
        self.verticalScrollBar().setValue(place)
        self.line_changed.emit()

    def line(self) -> Line | None:
        """The line that has the keyboard's place, None for none."""
        index = self.currentIndex()
        return self.overview.lines[index.row()] if index.isValid() else None

    def go_to(self, row: int) -> None:
        """Put the keyboard's place on a line, at the top of what is in sight."""
        index = self.overview.index(row)
        self.setCurrentIndex(index)
        self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtTop)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            line = self.overview.lines[index.row()]
            if line.leads and index == self.currentIndex():
                self.went.emit(line)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        self._open_proposal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line = self.line()
        if event.matches(QKeySequence.StandardKey.Copy) and line is not None:
            self._copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and line is not None:
            if line.proposed is not None:
                self._open_proposal()
            elif line.leads:
                self.went.emit(line)
        elif event.key() == Qt.Key.Key_Delete and line is not None:
            self._refuse_proposal()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        line = self.line()
        if line is None:
            return
        menu = QMenu(self)
        if line.proposed is not None:
            self._offer(menu, self.tr("Accept…"), "", self._open_proposal)
            turn_down = f"{refusal_words(line.proposed)}\N{HORIZONTAL ELLIPSIS}"
            self._offer(menu, turn_down, "", self._refuse_proposal)
        self._offer(menu, self.tr("Copy"), "copy", self._copy)
        is_by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        below = self.visualRect(self.currentIndex()).bottomLeft()
        menu.exec(self.viewport().mapToGlobal(below) if is_by_key else event.globalPos())
        menu.deleteLater()

    def _offer(self, menu: QMenu, words: str, icon: str, slot: object) -> None:
        action = QAction(words, menu)
        if icon:
            action.setIcon(icons.icon(icon))
        action.triggered.connect(slot)
        menu.addAction(action)

    def _open_proposal(self) -> None:
        line = self.line()
        if line is not None and line.proposed is not None:
            self.opened.emit(line.proposed)

    def _refuse_proposal(self) -> None:
        line = self.line()
        if line is not None and line.proposed is not None:
            self.refused.emit(line.proposed)

    def _copy(self) -> None:
        line = self.line()
        if line is not None:
            words = (line.title, line.side, line.more)
            QGuiApplication.clipboard().setText("\n".join(filter(None, words)))

    def _tell_line(self, *_of: object) -> None:
        self.line_changed.emit()


def _beside(lines: tuple[Line, ...], row: int) -> int | None:
    """The line to go on with where that at ``row`` is gone: what stands there now, or above it."""
    for at in range(min(row, len(lines) - 1), -1, -1):
        if lines[at].leads:
            return at
    return None
