"""The fields of a form: each has one value, says when it was typed into or left, and what is wrong.

A value is a text, a flag, or some identifiers. What stands in a field is spelled by
``text.for_field``, so that no letter of a stranger's turns its neighbours around; one nobody has
typed into keeps its value.
"""

import sys
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from flowviz.ui import text, theme

LONGEST_LINE = 5_000
LONGEST_PAGE = 110_000
"""Letters that a field takes, more than a record keeps, so that a text that is too long is told and
not cut in silence. A value that is longer is shown by its beginning and stays as it is."""

_LINES = 3
_IS_MAC = sys.platform == "darwin"
Value = str | bool | tuple[str, ...]


class Field(QWidget):
    """An editor with room for words beneath it: a hint, or what is wrong."""

    typed = Signal()
    left = Signal()
    spare_delete = Signal()
    takes_text = False

    def __init__(self, name: str, editor: QWidget, tip: str = "", hint: str = "") -> None:
        super().__init__()
        self.name = name
        self.editor = editor
        self.mark = ""
        self._hint = hint
        editor.setAccessibleName(name)
        if tip:
            editor.setToolTip(text.tooltip(tip))
        self.setFocusProxy(editor)
        self.words = text.label(hint, "hint", wraps=True)
        self.words.setVisible(bool(hint))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addWidget(editor)
        box.addWidget(self.words)

    def value(self) -> Value:
        """What the field holds."""
        raise NotImplementedError

    def show_value(self, value: Value) -> None:
        """Hold another value, without telling anybody."""
        raise NotImplementedError

    def show_hint(self, hint: str) -> None:
        """Say something else where nothing is wrong."""
        self._hint = hint
        if not self.mark:
            self.show_fault("")

    def show_fault(self, words: str, *, is_grave: bool = True, beneath: bool = True) -> None:
        """Mark the field and say what is wrong; "" when nothing is.

        Where somebody else says it, it does not stand ``beneath``.
        """
        self.mark = ("fault" if is_grave else "doubt") if words else ""
        said = text.plain(words or self._hint, 400)
        self.words.setText(said)
        self.words.setVisible(bool(said) and (beneath or not words))
        dress(self.words, self.mark or "hint")
        if self.editor.property("mark") != self.mark:
            self.editor.setProperty("mark", self.mark)
            self.editor.style().polish(self.editor)
        self.editor.setAccessibleDescription(said)


class TextField(Field):
    """One line of text."""

    takes_text = True

    def __init__(
        self,
        name: str,
        tip: str = "",
        hint: str = "",
        example: str = "",
        editor: "LineEditor | None" = None,
    ) -> None:
        self.line = editor or LineEditor()
        super().__init__(name, self.line, tip, hint)
        self.line.setPlaceholderText(example)
        self._held = ("", "")
        self.line.textEdited.connect(self.typed)
        self.line.editingFinished.connect(self.left)
        self.line.spare_delete.connect(self.spare_delete)

    def value(self) -> str:
        shown, meant = self._held
        now = self.line.text()
        return meant if now == shown else now

    def show_value(self, value: Value) -> None:
        assert isinstance(value, str)
        if value == self.value():
            return
        is_long = len(value) > LONGEST_LINE
        with QSignalBlocker(self.line):
            self.line.setReadOnly(is_long)
            self.line.setText(_beginning(value) if is_long else text.for_field(value))
            self.line.setCursorPosition(0)
        self._held = (self.line.text(), value)


class LongTextField(Field):
    """Some lines of text."""

    takes_text = True
    longest = LONGEST_PAGE

    def __init__(self, name: str, tip: str = "", hint: str = "", lines: int = _LINES) -> None:
        self.page = PageEditor(lines, self.longest)
        super().__init__(name, self.page, tip, hint)
        self._held = ("", "")
        self.page.textChanged.connect(self.typed)
        self.page.left.connect(self.left)

    def value(self) -> str:
        shown, meant = self._held
        now = self.page.toPlainText()
        return meant if now == shown else now

    def show_value(self, value: Value) -> None:
        assert isinstance(value, str)
        if value == self.value():
            return
        is_long = len(value) > self.longest
        with QSignalBlocker(self.page):
            self.page.setReadOnly(is_long)
            self.page.setPlainText(_beginning(value) if is_long else text.for_field(value))
        self._held = (self.page.toPlainText(), value)


class TermField(Field):
    """One of a few terms, each with its words."""

    def __init__(
        self, name: str, terms: Sequence[tuple[str, str]], tip: str = "", hint: str = ""
    ) -> None:
        self.choice = ChoiceEditor()
        super().__init__(name, self.choice, tip, hint)
        self.offer(terms)
        self.choice.activated.connect(self._tell)

    def offer(self, terms: Sequence[tuple[str, str]]) -> None:
        """Have other terms to choose from: value and words; what is chosen stays where it can."""
        before = self.value()
        with QSignalBlocker(self.choice):
            self.choice.clear()
            for value, words in terms:
                self.choice.addItem(text.one_line(words, 120), value)
            self.choice.setCurrentIndex(max(self.choice.findData(before), 0))

    def value(self) -> str:
        chosen = self.choice.currentData()
        return chosen if isinstance(chosen, str) else ""

    def show_value(self, value: Value) -> None:
        at = self.choice.findData(value)
        with QSignalBlocker(self.choice):
            if at < 0:  # a term that this list does not know must not turn into another one
                self.choice.addItem(text.one_line(str(value), 120), value)
                at = self.choice.count() - 1
            self.choice.setCurrentIndex(at)

    def _tell(self) -> None:
        self.typed.emit()
        self.left.emit()


class TickField(Field):
    """Yes or no; its name stands beside the box."""

    def __init__(self, name: str, tip: str = "", hint: str = "") -> None:
        self.box = QCheckBox(name)
        super().__init__(name.replace("&", ""), self.box, tip, hint)
        self.box.clicked.connect(self._tell)

    def value(self) -> bool:
        return self.box.isChecked()

    def show_value(self, value: Value) -> None:
        self.box.setChecked(bool(value))

    def _tell(self) -> None:
        self.typed.emit()
        self.left.emit()


class LineEditor(QLineEdit):
    """A line; Enter goes on to the next field, Undo beyond what was typed here is the form's.

    ``spare_delete`` tells of Del where there is nothing to delete.
    """

    spare_delete = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setMaxLength(8 * LONGEST_LINE)  # one that is spelled out takes eight

    def event(self, event: QEvent) -> bool:
        if _is_spare_undo(event, self.isUndoAvailable(), self.isRedoAvailable()):
            event.ignore()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and not self.text():
            event.accept()
            self.spare_delete.emit()
            return
        if _is_for_a_button(event):
            event.ignore()
            return
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            event.accept()
            go_on(self)


class PageEditor(QPlainTextEdit):
    """Some lines; Tab leaves it, Enter begins a line."""

    left = Signal()

    def __init__(self, lines: int, longest: int = LONGEST_PAGE) -> None:
        super().__init__()
        self._longest = longest
        self.setObjectName("page")
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 2 * theme.SPACE + 2)

    def event(self, event: QEvent) -> bool:
        document = self.document()
        if _is_spare_undo(event, document.isUndoAvailable(), document.isRedoAvailable()):
            event.ignore()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_for_a_button(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.insertPlainText(text.for_field(source.text()[: self._longest]))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()


class ChoiceEditor(QComboBox):
    """A choice that the wheel passes by: it scrolls the form."""

    def __init__(self) -> None:
        super().__init__()
        self.setMaxVisibleItems(20)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            go_on(self)
        else:
            super().keyPressEvent(event)


def _is_for_a_button(event: QKeyEvent) -> bool:
    """Whether it is Alt and a letter: where no button takes it now, Qt would type the letter.

    On a Mac that is how letters such as "å" are typed.
    """
    is_alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
    return is_alt and event.text().isprintable() and bool(event.text()) and not _IS_MAC


def go_on(editor: QWidget) -> None:
    """Put the keyboard into the next field, past the buttons between."""
    now = editor.nextInFocusChain()
    while now is not None and now is not editor and not _takes_text(now):
        now = now.nextInFocusChain()
    if now is not None:
        now.setFocus(Qt.FocusReason.TabFocusReason)


def _takes_text(widget: QWidget) -> bool:
    kinds = (QLineEdit, PageEditor, QComboBox, QCheckBox)
    return isinstance(widget, kinds) and widget.isVisible() and widget.isEnabled()


def _is_spare_undo(event: QEvent, has_undo: bool, has_redo: bool) -> bool:
    """Whether it asks a field to claim Undo or Redo that has nothing to take back."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    key = QKeySequence.StandardKey
    return (event.matches(key.Undo) and not has_undo) or (event.matches(key.Redo) and not has_redo)


def _beginning(value: str) -> str:
    return text.for_field(value[:200]) + " […]"


def dress(widget: QWidget, name: str) -> None:
    """Give a widget another name in the style sheet."""
    if widget.objectName() != name:
        widget.setObjectName(name)
        widget.style().polish(widget)
