"""What is looked for: the words, and filters for kind, years, an actor, a source's status."""

import re

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QGridLayout, QLineEdit, QWidget

from flowviz.finding import Filter, Kind, Wanted
from flowviz.flows.search import folded
from flowviz.terms import SourceStatus
from flowviz.ui import text, theme

_TYPING_MS = 120
_YEARS = re.compile(r"(\d{4})(?:\s*[-\u2013\u2014/]\s*(\d{4}))?")


class Words(QLineEdit):
    """The field of the words; Down and Enter lead into what was found."""

    down = Signal()
    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.down.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class Head(QWidget):
    """Gives what is wanted; ``changed`` when it is another thing."""

    changed = Signal()

    def __init__(self, kinds: list[tuple[str, Kind]], parent: QWidget) -> None:
        super().__init__(parent)
        self._codes: dict[str, str] = {}
        self.words = Words(self)
        self.words.setPlaceholderText(self.tr("Search everything"))
        self.words.setAccessibleName(self.tr("Search everything in the dossier"))
        self.words.setClearButtonEnabled(True)
        self.words.setMaxLength(400)
        rules = self.tr(
            "All words must be there, in any field.\n“two words” stand together.\n"
            "-word must not be there."
        )
        self.words.setToolTip(text.tooltip(rules))
        self.kind = self._choice(self.tr("Kind"), self.tr("All kinds"))
        for words, kind in kinds:
            self.kind.addItem(words, kind.value)
        self.status = self._choice(self.tr("Status of the source"), self.tr("Any source"))
        for words, status in _statuses():
            self.status.addItem(words, status.value)
        self.years = self._field(self.tr("Years"), self.tr("Years: 2014-2016"))
        self.actor = self._field(self.tr("Actor"), self.tr("Any actor"))
        grid = QGridLayout(self)
        grid.setContentsMargins(*(4 * [theme.SPACE]))
        grid.setSpacing(theme.SPACE)
        grid.addWidget(self.words, 0, 0, 1, 2)
        for at, field in enumerate((self.kind, self.status, self.years, self.actor)):
            grid.addWidget(field, 1 + at // 2, at % 2)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._typing.timeout.connect(self.changed)
        for field in (self.words, self.years, self.actor):
            field.textChanged.connect(self._typing.start)
        for choice in (self.kind, self.status):
            choice.currentIndexChanged.connect(self.changed)

    def offer_actors(self, codes: dict[str, str]) -> None:
        """Offer actors: their codes by name."""
        if codes != self._codes:
            self._codes = codes
            completer = QCompleter(sorted(codes, key=folded), self.actor)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            self.actor.setCompleter(completer)

    def wanted(self) -> Wanted:
        """What is looked for now."""
        kind, status = self.kind.currentData(), self.status.currentData()
        code = self._code()
        return Wanted(
            self.words.text(),
            Filter(
                frozenset({Kind(kind)} if kind else ()),
                frozenset({code} if code else ()),
                self._span(),
                frozenset({status} if status else ()),
            ),
        )

    def fault(self) -> str:
        """What cannot be read of the filters, "" for nothing."""
        years, actor = self.years.text().strip(), self.actor.text().strip()
        if years and self._span() is None:
            return self.tr("Years are written 2015 or 2014-2016.")
        if actor and not self._code():
            return self.tr("No actor of the dossier is called “{name}”.").format(
                name=text.one_line(actor, 60)
            )
        return ""

    @property
    def is_filtered(self) -> bool:
        """Whether any filter is set."""
        return self.wanted().filter != Filter() or bool(self.fault())

    def narrow_to(self, kind: Kind) -> None:
        """Look at one kind alone."""
        self.kind.setCurrentIndex(self.kind.findData(kind.value))

    def clear_filters(self) -> None:
        """Look at everything again."""
        for choice in (self.kind, self.status):
            choice.setCurrentIndex(0)
        self.years.clear()
        self.actor.clear()

    def _span(self) -> tuple[int, int] | None:
        found = _YEARS.fullmatch(self.years.text().strip())
        if found is None:
            return None
        first, last = int(found[1]), int(found[2] or found[1])
        return (first, last) if first <= last else (last, first)

    def _code(self) -> str:
        given = self.actor.text().strip()
        if given in self._codes:
            return self._codes[given]
        same = {code for name, code in self._codes.items() if folded(name) == folded(given)}
        return next(iter(same)) if given and len(same) == 1 else ""

    def _choice(self, name: str, every: str) -> QComboBox:
        field = QComboBox(self)
        field.setAccessibleName(name)
        field.setToolTip(text.tooltip(name))
        field.setMinimumContentsLength(8)
        field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        field.addItem(every, "")
        return field

    def _field(self, name: str, hint: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setAccessibleName(name)
        field.setToolTip(text.tooltip(name))
        field.setPlaceholderText(hint)
        field.setClearButtonEnabled(True)
        return field


def _tr(words: str) -> str:
    return QCoreApplication.translate("Head", words)


def _statuses() -> list[tuple[str, SourceStatus]]:
    return [
        (_tr("Live sources"), SourceStatus.LIVE),
        (_tr("Corrected sources"), SourceStatus.CORRECTED),
        (_tr("Retracted sources"), SourceStatus.RETRACTED),
    ]
