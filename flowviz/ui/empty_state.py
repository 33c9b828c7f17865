"""What stands on the canvas where there is nothing to draw: why, and how to go on."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from flowviz.flows.words import filters
from flowviz.ui import text, theme
from flowviz.ui.actions import Actions
from flowviz.ui.session import Session

_WORDS_PX = 400
_ROW_PX = 480
"""In a frame narrower than this the buttons stand one below the other."""


class EmptyState(QFrame):
    """A heading, a sentence and the actions that help, in the middle of its parent."""

    _BUTTONS = ("new_transfer", "import", "open")

    def __init__(self, session: Session, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("popup")
        self._session = session
        self._room = parent
        self._heading = text.label(name="title")
        self._words = text.label(name="muted", wraps=True)
        self._buttons = QWidget(self)
        self._reset = QPushButton(actions["reset"].text().replace("&", ""), self)
        self._reset.clicked.connect(actions["reset"].trigger)
        self._lay_out(actions)
        parent.installEventFilter(self)
        session.flows_changed.connect(self.refresh)
        session.state_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show why there is nothing, or hide."""
        session = self._session
        is_empty = not session.contents.columns.transfers.ids
        self.setVisible(len(session.flows) == 0 and not session.is_busy)
        self._buttons.setVisible(is_empty)
        self._reset.setVisible(not is_empty and bool(filters(session.query, {})))
        if is_empty:
            self._heading.setText(self.tr("This dossier is empty"))
            self._words.setText(
                self.tr(
                    "Write a record, import files or drop them here (a trade register, "
                    "statistics, any table of your own), or open a dossier."
                )
            )
        else:
            self._heading.setText(self.tr("Nothing to show"))
            self._words.setText(text.plain(self._reason(), 400))
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _reason(self) -> str:
        query, session = self._session.query, self._session
        names = {code: session.name(code) for code in query.actors}
        found = filters(query, names)
        if not found:
            return self.tr("No record tells of anything {stage}.").format(stage=query.stage)
        words = self.tr("No record of anything {stage} passes these filters: {filters}.")
        return words.format(stage=query.stage, filters="; ".join(one.text for one in found))

    def _place(self) -> None:
        room = self._room.rect()
        self._words.setFixedWidth(max(min(_WORDS_PX, room.width() - 8 * theme.SPACE), 0))
        is_wide = room.width() > _ROW_PX
        self._row.setDirection(
            QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        )
        self._row.setSpacing(theme.SPACE if is_wide else theme.SPACE // 2)
        margin = 3 * theme.SPACE if is_wide else 2 * theme.SPACE
        self._box.setContentsMargins(*(4 * [margin]))
        self.adjustSize()
        self.move(room.center() - self.rect().center())

    def _lay_out(self, actions: Actions) -> None:
        for label in (self._heading, self._words):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row = self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch()
        for name in self._BUTTONS:
            action = actions[name]
            button = QPushButton(action.icon(), action.text().rstrip("…"), self._buttons)
            button.clicked.connect(action.trigger)
            row.addWidget(button)
        row.addStretch()
        again = QHBoxLayout()
        again.addStretch()
        again.addWidget(self._reset)
        again.addStretch()
        box = self._box = QVBoxLayout(self)
        box.setSpacing(theme.SPACE)
        for part in (self._heading, self._words, self._buttons):
            box.addWidget(part)
        box.addLayout(again)
