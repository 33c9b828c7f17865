"""Forgetting, asked for: what goes is shown before, and nothing is done without a tick."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialogButtonBox,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QWidget,
)

from flowviz.dossier import Dossier
from flowviz.dossier.foreseen import FOR_GOOD, Foreseen
from flowviz.dossier.foresight import Foresight
from flowviz.dossier.wishes import ForgetRecord, ForgetText, Wish
from flowviz.errors import CancelledError
from flowviz.ui import text
from flowviz.ui.dialogs.base import Dialog
from flowviz.ui.jobs import Jobs, Token

_KIND = "forgetting"
_PAUSE_MS = 400
_LONGEST = 300


class ForgetDialog(Dialog):
    """Takes a text, or the record that is ``picked`` (``name`` is what it is called)."""

    wanted = Signal(object)

    def __init__(
        self, dossier: Dossier, jobs: Jobs, picked: ForgetRecord | None, name: str, parent: QWidget
    ) -> None:
        super().__init__(parent, self.tr("Forget"))
        self._dossier = dossier
        self._jobs = jobs
        self._picked = picked
        self._foreseen: Foreseen | None = None
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._soon.timeout.connect(self._look)
        self._add_choice(name)
        self._add_preview()
        role = QDialogButtonBox.ButtonRole
        self.forget = self.buttons.addButton(self.tr("Forget"), role.AcceptRole)
        self.forget.setAutoDefault(False)
        cancel = self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        cancel.setDefault(True)
        self.words.textChanged.connect(self._ask_anew)
        for button in (self.of_record, self.of_text, self.whole, self.copies):
            button.toggled.connect(self._ask_anew)
        self.resize(620, 560)
        self._ask_anew()

    def accept(self) -> None:
        """Let it go."""
        wish = self._wish()
        if wish is not None and self.forget.isEnabled():
            super().accept()
            self.wanted.emit(wish)

    def done(self, result: int) -> None:
        self._soon.stop()
        super().done(result)

    def _add_choice(self, name: str) -> None:
        self.of_record = QRadioButton(self.tr("&This: {name}").format(name=text.menu_text(name)))
        self.of_text = QRadioButton(self.tr("A &text, wherever it stands:"))
        for button in (self.of_record, self.of_text):
            button.setVisible(self._picked is not None)
            self.body.addWidget(button)
        if self._picked is None:
            self.body.addWidget(text.label(self.tr("Forget a text, wherever it stands:")))
        self.words = QLineEdit(self)
        self.words.setMaxLength(_LONGEST)
        self.words.setPlaceholderText(self.tr("A name, a place, a number…"))
        self.words.setAccessibleName(self.tr("Text to forget"))
        self.whole = QCheckBox(self.tr("Only as &whole words"), self)
        self.copies = QCheckBox(self.tr("Also &kept copies of sources that hold it"), self)
        for widget in (self.words, self.whole, self.copies):
            self.body.addWidget(widget)
        (self.of_text if self._picked is None else self.of_record).setChecked(True)

    def _add_preview(self) -> None:
        self.preview = QPlainTextEdit(self)
        self.preview.setReadOnly(True)
        self.preview.setTabChangesFocus(True)
        self.preview.setAccessibleName(self.tr("What would be done"))
        self.body.addWidget(self.preview, 1)
        self.body.addWidget(text.label(FOR_GOOD, "strong", wraps=True))
        self.is_understood = QCheckBox(self.tr("I &understand that this cannot be undone"), self)
        self.is_understood.toggled.connect(self._show_state)
        self.body.addWidget(self.is_understood)

    def _wish(self) -> Wish | None:
        if self._picked is not None and self.of_record.isChecked():
            return self._picked
        words = self.words.text().strip()
        if not words:
            return None
        return ForgetText(words, self.whole.isChecked(), self.copies.isChecked())

    def _ask_anew(self, *_of: object) -> None:
        is_text = self._picked is None or self.of_text.isChecked()
        for widget in (self.words, self.whole, self.copies):
            widget.setEnabled(is_text)
        self._foreseen = None
        self.is_understood.setChecked(False)
        is_asked = self._wish() is not None
        hint = self.tr("Looking…") if is_asked else self.tr("Type what is to be forgotten.")
        self.preview.setPlainText(hint)
        self._show_state()
        self._soon.start() if is_asked else self._soon.stop()

    def _look(self) -> None:
        wish = self._wish()
        if wish is not None:
            work = _Look(self._dossier.foresight(), wish)
            self._jobs.start(_KIND, work, self._show, self._show_fault)

    def _show(self, seen: tuple[Wish, Foreseen]) -> None:
        wish, foreseen = seen
        if wish != self._wish():
            return
        self._foreseen = foreseen
        lines = [text.one_line(line) for line in foreseen.lines()]
        if foreseen.found.examples:
            lines += ["", self.tr("It stands here, among others:")]
            lines += [f"    {text.one_line(where)}" for where in foreseen.found.examples]
        self.preview.setPlainText("\n".join(lines))
        self._show_state()

    def _show_fault(self, error: Exception) -> None:
        if not isinstance(error, CancelledError):
            self.preview.setPlainText(text.plain(str(error)))

    def _show_state(self, *_of: object) -> None:
        can = self._foreseen is not None and not self._foreseen.is_nothing
        self.is_understood.setEnabled(can)
        self.forget.setEnabled(can and self.is_understood.isChecked())


class _Look:
    """Foresees one wish; it is given back with the answer, for the user may type on meanwhile."""

    def __init__(self, foresight: Foresight, wish: Wish) -> None:
        self._foresight = foresight
        self._wish = wish

    def __call__(self, token: Token) -> tuple[Wish, Foreseen]:
        return self._wish, self._foresight(self._wish, token.go_on)
