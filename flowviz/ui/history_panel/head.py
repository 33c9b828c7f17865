"""What is looked for in the history: words, and which of its rows."""

from PySide6.QtCore import QCoreApplication, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from flowviz.ui import text, theme
from flowviz.ui.history_panel.entries import Asked, Kind, Since

_TYPING_MS = 250


class Head(QWidget):
    """What is looked for: words, kind, author, time."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Find in the history"))
        self.search.setAccessibleName(self.tr("Find in the history"))
        self.search.setToolTip(
            text.tooltip(self.tr("What was done, by whom, why, and what was changed"))
        )
        self.search.setClearButtonEnabled(True)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._typing.timeout.connect(self.changed)
        self._kind = self._choice(self.tr("Kind of change"), _kinds())
        self._author = self._choice(self.tr("Author"), [(self.tr("Everybody"), None)])
        self._since = self._choice(self.tr("Time"), _times())
        row = QHBoxLayout(self)
        row.setContentsMargins(*(4 * [theme.SPACE]))
        row.setSpacing(theme.SPACE)
        row.addWidget(self.search, 1)
        for field in (self._kind, self._author, self._since):
            row.addWidget(field)
        self.search.textChanged.connect(self._typing.start)

    def asked(self) -> Asked:
        """What is looked for now."""
        author = self._author.currentData()
        return Asked(
            " ".join(self.search.text().split()),
            Kind(self._kind.currentData()),
            author,
            Since(self._since.currentData()),
        )

    def show_authors(self, authors: list[str]) -> None:
        """Offer these authors; the one that is chosen stays while it is among them."""
        field, chosen = self._author, self._author.currentData()
        field.blockSignals(True)
        while field.count() > 1:
            field.removeItem(1)
        for author in authors:
            field.addItem(text.one_line(author, 40) or self.tr("No name"), author)
        at = authors.index(chosen) + 1 if chosen in authors else 0
        field.setCurrentIndex(at)
        field.blockSignals(False)

    def _choice(self, name: str, lines: list[tuple[str, object]]) -> QComboBox:
        field = QComboBox(self)
        field.setAccessibleName(name)
        field.setToolTip(text.tooltip(name))
        field.setMinimumContentsLength(8)
        field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for words, value in lines:
            field.addItem(words, value)
        field.currentIndexChanged.connect(self.changed)
        return field


def _kinds() -> list[tuple[str, object]]:
    return [
        (_tr("All kinds"), Kind.ALL.value),
        (_tr("Edits"), Kind.EDITS.value),
        (_tr("Undone"), Kind.UNDONE.value),
        (_tr("Imports"), Kind.IMPORTS.value),
        (_tr("Deletions"), Kind.DELETIONS.value),
        (_tr("Merges"), Kind.MERGES.value),
    ]


def _times() -> list[tuple[str, object]]:
    return [
        (_tr("All the time"), Since.EVER.value),
        (_tr("Today"), Since.TODAY.value),
        (_tr("This week"), Since.WEEK.value),
    ]


def _tr(words: str) -> str:
    return QCoreApplication.translate("HistoryPanel", words)
