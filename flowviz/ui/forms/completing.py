"""A field that completes what is typed from what the dossier knows, and offers to make the rest."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QCompleter,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from flowviz.editing import Completion
from flowviz.ui import text, theme
from flowviz.ui.forms.fields import LineEditor, TextField, go_on

MOST = 50
_ROW_PX = 28
_LEAST_PX = 320
_Index = QModelIndex | Any

Complete = Callable[[str], Sequence[Completion]]
"""What completes a text that is typed, the best first."""


class KnownField(TextField):
    """A line completed from what is known.

    Where ``knows`` nothing by the text that is typed, ``new_words`` ("New actor “{name}”…") are
    offered as well, and ``new_wanted`` tells that text when they are taken. Such a field takes only
    what is known, so the best match is marked while one types, and Enter or Tab takes it.
    """

    new_wanted = Signal(str)

    def __init__(
        self,
        name: str,
        complete: Complete,
        tip: str = "",
        *,
        example: str = "",
        knows: Callable[[str], bool] | None = None,
        new_words: str = "",
    ) -> None:
        self._complete = complete
        self._knows = knows
        self._new_words = new_words
        self.known = KnownEditor()
        super().__init__(name, tip, example=example, editor=self.known)
        self.known.asked.connect(self.offer)
        self.known.taken.connect(self._take)
        self.known.textEdited.connect(self.offer)

    def choose(self, value: str) -> None:
        """Hold a text as if it had been typed and left."""
        self.show_value(value)
        self.typed.emit()
        self.left.emit()

    def offer(self) -> None:
        """Show what completes the text typed so far."""
        typed = " ".join(self.line.text().split())
        found = self._complete(typed)
        is_new = self._knows is not None and typed and not self._knows(typed)
        words = self._new_words.format(name=text.one_line(typed, 60)) if is_new else ""
        self.known.offer(found, words, marks_first=self._knows is not None)

    def _take(self, completion: object) -> None:
        if isinstance(completion, Completion):
            self.show_value(completion.text)
            self.typed.emit()
        else:
            self.new_wanted.emit(" ".join(self.line.text().split()))


class KnownEditor(LineEditor):
    """The line with its popup: Down opens it, Enter and Tab take what is marked, Esc closes it."""

    asked = Signal()
    taken = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._offers = OfferModel(self)
        self._completer = QCompleter(self)
        self._completer.setWidget(self)
        self._completer.setModel(self._offers)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(10)
        self._popup = QListView()
        self._popup.setObjectName("offers")
        self._popup.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._popup.setAccessibleName(self.tr("Completions"))
        self._popup.clicked.connect(self._take)
        self._completer.setPopup(self._popup)
        self._popup.setItemDelegate(OfferDelegate(self._popup))

    @property
    def offers(self) -> "OfferModel":
        """What is offered now."""
        return self._offers

    @property
    def is_offering(self) -> bool:
        """Whether the popup is open."""
        return self._popup.isVisible()

    def offer(self, found: Sequence[Completion], new_words: str, *, marks_first: bool) -> None:
        """Show what completes the text, and last what would make something new of it."""
        self._offers.show_offers(found, new_words)
        popup = self._popup
        if self._offers.rowCount() == 0 or not self.hasFocus():
            popup.hide()
            return
        area = self.rect()
        area.setWidth(max(area.width(), _LEAST_PX))
        self._completer.complete(area)
        popup.setCurrentIndex(self._offers.index(0) if marks_first and found else QModelIndex())

    def event(self, event: QEvent) -> bool:
        is_tab = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Tab
        if is_tab and event.type() == QEvent.Type.KeyPress and self.is_offering:
            self._take_marked()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.is_offering:
            event.accept()
            if self._take_marked():
                go_on(self)
        elif key == Qt.Key.Key_Escape and self.is_offering:
            event.accept()
            self._popup.hide()
        elif key == Qt.Key.Key_Down and not self.is_offering:
            event.accept()
            self.asked.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._popup.hide()
        super().focusOutEvent(event)

    def _take_marked(self) -> bool:
        """Take what is marked; whether the keyboard may go on."""
        index = self._popup.currentIndex()
        self._popup.hide()
        if index.isValid():
            self._take(index)
        return not index.isValid() or index.data(OfferModel.OFFER) is not None

    def _take(self, index: QModelIndex) -> None:
        self.taken.emit(index.data(OfferModel.OFFER))


class OfferModel(QAbstractListModel):
    """What completes a text, and perhaps last the words that make something new."""

    OFFER: ClassVar = Qt.ItemDataRole.UserRole

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._offers: tuple[Completion | str, ...] = ()

    def show_offers(self, found: Sequence[Completion], new_words: str) -> None:
        """Offer something else."""
        self.beginResetModel()
        self._offers = (*found, new_words) if new_words else tuple(found)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's signature
        return 0 if parent.isValid() else len(self._offers)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        offer = self._offers[index.row()]
        if isinstance(offer, str):
            words, hint = offer, ""
        else:
            words, hint = text.one_line(offer.text, 120), text.one_line(offer.hint, 80)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{words}, {hint}" if hint else words
        if role == Qt.ItemDataRole.StatusTipRole:
            return hint
        if role == self.OFFER:
            return None if isinstance(offer, str) else offer
        return None


class OfferDelegate(QStyledItemDelegate):
    """A line: the name, and what it is at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(1, _ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        now, area = theme.colours(), option.rect
        painter.save()
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.fillRect(area, now.selected)
        metrics, elide = option.fontMetrics, Qt.TextElideMode.ElideRight
        inner = area.adjusted(theme.SPACE, 0, -theme.SPACE, 0)
        name, hint = (
            str(index.data(role) or "")
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.StatusTipRole)
        )
        room_px = inner.width() - min(metrics.horizontalAdvance(name), inner.width())
        hint = metrics.elidedText(hint, elide, max(room_px - 2 * theme.SPACE, 0))
        painter.setPen(now.faint)
        painter.drawText(
            inner, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), hint
        )
        is_new = index.data(OfferModel.OFFER) is None
        painter.setPen(now.accent if is_new else now.text)
        painter.drawText(
            inner,
            int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft),
            metrics.elidedText(name, elide, inner.width()),
        )
        painter.restore()
