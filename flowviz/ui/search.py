"""The search field: actors, items and sources while one types, chosen by key or mouse.

The last row leads on to the panel that searches everything.
"""

from typing import Any, ClassVar

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from flowviz.flows import search
from flowviz.flows.search import Hit, HitKind
from flowviz.ui import icons, text, theme
from flowviz.ui.session import Selected, Session

_MOST = 50
_ROW_PX = 40
_ROWS_SHOWN = 9
_Index = QModelIndex | Any


class SearchField(QLineEdit):
    """Finds by text; Down walks the results, Enter takes one, Esc closes them.

    ``everything_wanted`` gives the text to be looked for in the whole dossier.
    """

    everything_wanted = Signal(str)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._index: search.Index | None = None
        self._found = HitModel(self)
        self._popup = _Popup(self, self._found)
        self.setPlaceholderText(self.tr("Find actor, item or source"))
        self.setToolTip(self.tr("Find actor, item or source (Ctrl+F)"))
        self.setAccessibleName(self.tr("Find actor, item or source"))
        self.setClearButtonEnabled(True)
        self.setMinimumWidth(160)
        self.setMaximumWidth(320)
        self.textEdited.connect(self._search)
        self._popup.view.clicked.connect(self._take)
        session.contents_changed.connect(self._forget_index)

    def current_hit(self) -> Hit | None:
        """The result that Enter takes, None where nothing is offered."""
        return self._found.hit(self._popup.view.currentIndex())

    def event(self, event: QEvent) -> bool:
        """Keep Esc while there is something here to close or to clear."""
        is_override = event.type() == QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.setAccepted(self._popup.isVisible() or bool(self.text()))
            if event.isAccepted():
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, view = event.key(), self._popup.view
        if key == Qt.Key.Key_Escape:
            if not self._popup.isVisible():
                self.clear()
            self._popup.hide()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self._popup.isVisible():
            row = view.currentIndex().row() + (1 if key == Qt.Key.Key_Down else -1)
            row = min(max(row, 0), self._found.rowCount() - 1)
            view.setCurrentIndex(self._found.index(row))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(view.currentIndex())
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._popup.hide()

    def _forget_index(self) -> None:
        self._index = None
        self._popup.hide()

    def _search(self, wanted: str) -> None:
        session = self._session
        if session.is_busy or not wanted.strip():
            self._popup.hide()
            return
        if self._index is None:
            contents = session.contents
            self._index = search.index(session.dossier, contents.columns, contents.actors)
        self._found.show_hits(self._index.find(wanted, _MOST), wanted.strip())
        self._popup.open_below(self)

    def _take(self, index: QModelIndex) -> None:
        hit, everywhere = self._found.hit(index), self._found.words_of(index)
        if hit is None and not everywhere:
            return
        self._popup.hide()
        if hit is None:
            self.everything_wanted.emit(everywhere)
            return
        self.selectAll()
        self._session.select(self._selected(hit))

    def _selected(self, hit: Hit) -> Selected:
        columns = self._session.contents.columns
        if hit.kind is HitKind.ACTOR:
            return Selected(actor=hit.id)
        if hit.kind is HitKind.ITEM:
            return Selected(pairs=search.pairs_with_item(columns, hit.id), words=hit.label)
        return Selected(pairs=search.pairs_with_source(columns, hit.id), words=hit.label)


class HitModel(QAbstractListModel):
    """What was found, and as the last row the way to a search of everything."""

    HIT: ClassVar = Qt.ItemDataRole.UserRole

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._hits: tuple[Hit, ...] = ()
        self._words = ""
        self._kinds = {
            HitKind.ACTOR: self.tr("actor"),
            HitKind.ITEM: self.tr("item"),
            HitKind.SOURCE: self.tr("source"),
        }

    def show_hits(self, hits: tuple[Hit, ...], words: str) -> None:
        """Show other hits, for these words."""
        self.beginResetModel()
        self._hits, self._words = hits, words
        self.endResetModel()

    def hit(self, index: QModelIndex) -> Hit | None:
        """Give the hit of a row, None for the last one and beside all rows."""
        is_hit = index.isValid() and index.row() < len(self._hits)
        return self._hits[index.row()] if is_hit else None

    def words_of(self, index: QModelIndex) -> str:
        """Give the words that the last row searches everything for, "" for all other rows."""
        return self._words if index.isValid() and index.row() == len(self._hits) else ""

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's signature
        return 0 if parent.isValid() else len(self._hits) + bool(self._words)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        hit = self.hit(index)
        if hit is None:
            if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                return None
            words = text.one_line(self.words_of(index), 60)
            return self.tr("Search everything for “{words}”").format(words=words)
        if role == Qt.ItemDataRole.DisplayRole:
            return text.one_line(hit.label, 120)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{text.one_line(hit.label, 120)}, {self._kinds[hit.kind]}, {hit.detail}"
        if role == self.HIT:
            return hit
        return None


class _HitDelegate(QStyledItemDelegate):
    """Two lines a hit: its name, and what it is."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(200, _ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        hit, now = index.data(HitModel.HIT), theme.colours()
        painter.save()
        area = option.rect
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.fillRect(area, now.selected)
        ratio = option.widget.devicePixelRatioF()
        icon = "search" if hit is None else hit.kind
        painter.drawPixmap(
            area.topLeft() + QPoint(12, 12), icons.pixmap(icon, now.muted, 16, ratio)
        )
        if hit is None:
            self._paint_way_on(painter, area, index)
            painter.restore()
            return
        name, detail = area.adjusted(40, 4, -8, -20), area.adjusted(40, 20, -8, -3)
        metrics, elide = option.fontMetrics, Qt.TextElideMode.ElideRight
        middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.setPen(now.text)
        label = metrics.elidedText(text.one_line(hit.label, 200), elide, name.width())
        painter.drawText(name, middle, label)
        painter.setPen(now.faint)
        more = text.one_line(" · ".join(part for part in (hit.kind, hit.detail) if part), 200)
        painter.drawText(detail, middle, metrics.elidedText(more, elide, detail.width()))
        painter.restore()

    @staticmethod
    def _paint_way_on(painter: QPainter, area: QRect, index: _Index) -> None:
        """Write the last row: one line."""
        painter.setPen(theme.colours().accent)
        line = area.adjusted(40, 0, -8, 0)
        words = str(index.data(Qt.ItemDataRole.DisplayRole))
        middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        elide = Qt.TextElideMode.ElideRight
        painter.drawText(line, middle, painter.fontMetrics().elidedText(words, elide, line.width()))


class _Popup(QFrame):
    """The list under the field, over the rest of its window; it never takes the focus."""

    def __init__(self, field: QLineEdit, model: HitModel) -> None:
        super().__init__(field.window())
        self.hide()
        self.setObjectName("popup")
        self.view = QListView(self)
        self.view.setModel(model)
        self.view.setItemDelegate(_HitDelegate(self.view))
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setAccessibleName(self.tr("Results"))
        self._nothing = text.label(self.tr("Nothing found"), "muted")
        self._nothing.setContentsMargins(12, 8, 12, 8)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        box.addWidget(self._nothing)
        box.addWidget(self.view)

    def open_below(self, field: QLineEdit) -> None:
        """Show the results right under ``field``, the first one taken."""
        model = self.view.model()
        rows = model.rowCount()
        is_nothing = rows == 1  # but the way on to everything
        self._nothing.setVisible(is_nothing)
        self.view.setCurrentIndex(model.index(0, 0))
        width = max(field.width(), 320)
        self.resize(width, min(rows, _ROWS_SHOWN) * _ROW_PX + (44 if is_nothing else 4))
        corner = QPoint(0, field.height() + 4)
        self.move(field.mapTo(field.window(), corner))
        self.show()
        self.raise_()
