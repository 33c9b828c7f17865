"""What all forms share: a sheet that scrolls, what is wrong with it, and keys of their own."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QSize, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from flowviz.editing import Checked, check
from flowviz.ui import text, theme
from flowviz.ui.forms.fields import dress
from flowviz.ui.forms.kinds import Kind
from flowviz.ui.forms.reading_order import order_tabs
from flowviz.ui.forms.sheet import parts_around

if TYPE_CHECKING:
    from flowviz.ui.forms.forms import Forms

PAUSE_MS = 2_000
"""Without a key for so long, what is typed is kept."""

_WIDE_PX = 780
SHARE = 0.88
"""Of the height of the screen that a form takes at most."""


class Form(QDialog):
    """A window of one record, beside the main window; ``name`` is that of its draft."""

    def __init__(self, forms: "Forms", kind: Kind, texts: Any, name: str) -> None:
        super().__init__(forms.window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("form")
        self.forms = forms
        self.kind = kind
        self.name = name
        self.sheet = kind.sheet(texts, forms)
        self.notice = _Notice(self)
        self.notice.button.clicked.connect(self.clear)
        self.told = text.label("", "muted", wraps=True)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(theme.SPACE)
        self._scroll = QScrollArea(self)
        self._is_laid_out = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.rest)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._show_focus)
        self._tall = 0
        self._growth = QTimer(self, singleShot=True, interval=0)
        self._growth.timeout.connect(self._grow)
        self.sheet.typed.connect(self._note_typed)
        self.sheet.left.connect(self.leave)
        forms.session.settling.connect(self.settle)
        forms.session.dossier_replaced.connect(self.abandon)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow_focus)
        self._lay_out()
        self.sheet.fill()
        self.sheet.arranged.connect(self._order_tabs)
        self.sheet.arranged.connect(self._growth.start)
        self._add_keys()

    # What a form of a new record and one of an old record do each in their way

    def look(self) -> None:
        """Mark what is wrong with what stands in the fields now, while one types."""
        raise NotImplementedError

    def leave(self) -> None:
        """Take in what was typed, now that a field is left."""
        raise NotImplementedError

    def rest(self) -> None:
        """Take in what was typed, now that no key was pressed for a while."""
        raise NotImplementedError

    def settle(self) -> None:
        """Keep what is typed: the dossier is saved, undone or left next."""
        raise NotImplementedError

    def clear(self) -> None:
        """Forget what was typed and is not kept."""
        raise NotImplementedError

    def abandon(self) -> None:
        """Close, because the dossier is another one."""
        self._pause.stop()
        self._close_for_good()

    # What they share

    def checked(self, typed: Any, before: Any = None) -> Checked[Any]:
        """What is typed, checked against what the dossier knows."""
        return check(typed, self.forms.knowledge.known, before)

    def say(self, words: str, name: str = "muted") -> None:
        """Say something beside the buttons."""
        dress(self.told, name)
        self.told.setText(text.plain(words, 300))

    def button(self, words: str, *, is_main: bool = False) -> QPushButton:
        """Make a button that Enter in a field does not press."""
        made = QPushButton(words, self)
        made.setAutoDefault(False)
        if is_main:
            made.setObjectName("main")
        return made

    def add_part(self) -> None:
        """Add a part to the list that the keyboard is in, or to the first one."""
        lists = [*parts_around(self.focusWidget()), *self.sheet.lists.values()]
        if lists:
            lists[0].add()

    def sizeHint(self) -> QSize:
        page = self._scroll.widget()
        inner = page.sizeHint().height() if page is not None else 0
        tall = inner + self.foot.sizeHint().height() + 2 * theme.SPACE
        if not self.notice.isHidden():
            tall += self.notice.sizeHint().height()
        return QSize(_WIDE_PX, min(tall, round(self._room() * SHARE)))

    def showEvent(self, event: QShowEvent) -> None:
        if not self._is_laid_out:
            self._is_laid_out = True
            self._dress()
            self.resize(self.sizeHint())
            self._tall = self.sizeHint().height()
        super().showEvent(event)
        self._order_tabs()

    def _close_for_good(self) -> None:
        """Close without keeping anything, and let go."""
        self._pause.stop()
        self.forms.forget(self)
        super().done(0)
        self.deleteLater()  # a close within a close does not

    def _dress(self) -> None:
        """Have every field as high as it will be; one new in a list is not, before it is shown."""
        for each in self.findChildren(QWidget):
            each.ensurePolished()
        for layout in reversed(self.findChildren(QLayout)):
            layout.activate()

    def _room(self) -> int:
        return self.screen().availableGeometry().height()

    def _lay_out(self) -> None:
        margin = 2 * theme.SPACE
        page = QWidget()
        page.setObjectName("panel")
        inner = QVBoxLayout(page)
        inner.setContentsMargins(margin, margin, margin, margin)
        self.body = QVBoxLayout()
        self.body.addWidget(self.sheet)
        inner.addLayout(self.body)
        inner.addStretch(1)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(page)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        rule = QFrame(self)
        rule.setObjectName("rule")
        rule.setFixedHeight(1)
        self.foot.setContentsMargins(margin, theme.SPACE, margin, theme.SPACE)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.notice)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(rule)
        whole.addLayout(self.foot)

    def _add_keys(self) -> None:
        window = self.forms.window
        for keys, slot in (
            ("Alt+Ins", self.add_part),
            ("Alt++", self.add_part),
            ("Ctrl+Z", window.undo),
            ("Ctrl+Shift+Z", window.redo),
            ("Ctrl+S", window.save),
            ("Ctrl+W", self.close),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    def _note_typed(self) -> None:
        self._pause.start()
        self.look()
        self._growth.start()

    def _grow(self) -> None:
        """Be higher where more stands in it than before, as far as the screen goes."""
        tall, before = self.sizeHint().height(), self._tall
        self._tall = tall
        if tall <= max(before, self.height()):
            return
        self.resize(self.width(), tall)
        room = self.screen().availableGeometry()
        over = self.frameGeometry().bottom() - room.bottom()
        if over > 0:
            self.move(self.x(), max(self.y() - over, room.top()))

    def _follow_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._scroll.isAncestorOf(now):
            self._soon.start()

    def _show_focus(self) -> None:
        """Bring the field that has the keyboard into sight, once a new one has its place."""
        now = self.focusWidget()
        if now is not None and self._scroll.isAncestorOf(now):
            self._scroll.ensureWidgetVisible(now, 0, 3 * theme.SPACE)

    def _order_tabs(self) -> None:
        """Let Tab go through the fields as they are read, those that came later included."""
        order_tabs(self.layout())


class _Notice(QFrame):
    """A line above the sheet: what is shown was typed before, and is not kept."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.words = text.label(self.tr("Typed before, not kept yet."), wraps=True)
        self.button = QPushButton(self.tr("C&lear"), self)
        self.button.setAutoDefault(False)
        self.button.setToolTip(text.tooltip(self.tr("Forget what was typed")))
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * theme.SPACE, theme.SPACE // 2, 2 * theme.SPACE, theme.SPACE // 2)
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        self.hide()


def translated(words: str) -> str:
    """The words of a kind in the user's language."""
    return QCoreApplication.translate("Forms", words)
