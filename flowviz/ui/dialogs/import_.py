"""What an import did: counts in words, and every problem by line in a table."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QFrame, QHBoxLayout, QPushButton, QWidget

from flowviz.editing.unseen import Unseen
from flowviz.importers import Outcome
from flowviz.importers.problems import write_csv
from flowviz.ui import text
from flowviz.ui.dialogs.base import Dialog
from flowviz.ui.importing.problems import ProblemList
from flowviz.ui.saving import ask_where
from flowviz.ui.settings import Settings


class ImportSummaryDialog(Dialog):
    """Counts above, problems below, a way to keep the list, and one to take it all back.

    Where the picture shows nothing of the file, that is said, and ``shown`` tells of the query
    that would show it.
    """

    undo_wanted = Signal()
    shown = Signal(object)

    def __init__(
        self,
        summary: Outcome,
        settings: Settings,
        parent: QWidget,
        *,
        can_undo: bool = False,
        unseen: Unseen | None = None,
    ) -> None:
        super().__init__(parent, self.tr("Import"))
        self._summary = summary
        self._settings = settings
        head, _, rest = summary.text().partition("\n")
        self.body.addWidget(text.label(head, "strong", wraps=True))
        self.body.addWidget(text.label(rest, wraps=True))
        self._unseen = unseen
        self.why = text.label("" if unseen is None else unseen.words, wraps=True)
        self.show_them = QPushButton("" if unseen is None else unseen.button)
        self.body.addWidget(self._notice())
        self.problems = ProblemList(self)
        self.problems.show_problems(summary.problems)
        self.problems.setVisible(bool(summary.problems))
        self.body.addWidget(self.problems, 1)
        close = self.buttons.addButton(QDialogButtonBox.StandardButton.Close)
        close.setDefault(True)
        role = QDialogButtonBox.ButtonRole.ActionRole
        self.undo = self.buttons.addButton(self.tr("&Undo the Import"), role)
        self.undo.clicked.connect(self._take_back)
        self.undo.setVisible(can_undo)
        if summary.problems:
            save = self.buttons.addButton(self.tr("Save List as CSV…"), role)
            save.clicked.connect(self.choose_and_save)
        self.resize(900, 560 if summary.problems else 200)

    def _notice(self) -> QFrame:
        """What is said of a file that the picture does not show, with the button that does."""
        notice = QFrame(self)
        notice.setObjectName("notice")
        row = QHBoxLayout(notice)
        row.addWidget(self.why, 1)
        row.addWidget(self.show_them)
        self.show_them.setAutoDefault(False)
        tip = self.tr("Ask the picture for these records; Back (Alt+Left) asks as before")
        self.show_them.setToolTip(text.tooltip(tip))
        self.show_them.clicked.connect(self._show_them)
        notice.setVisible(self._unseen is not None)
        return notice

    def _show_them(self) -> None:
        assert self._unseen is not None
        self.show_them.hide()
        self.why.setText(self.tr("The picture shows them now. Back (Alt+Left) asks as before."))
        self.shown.emit(self._unseen.query)

    def choose_and_save(self) -> None:
        """Ask where, and write the list."""
        name = f"{Path(self._summary.file_name).stem}-problems.csv"
        start, title = self._settings.last_folder() / name, self.tr("Save List as CSV")
        path = ask_where(self, self._settings, title, start, self.tr("Tables (*.csv)"), ".csv")
        if path is not None:
            self.save_list(path)

    def save_list(self, path: Path) -> None:
        """Write every problem to ``path``."""
        write_csv(self._summary.problems, path)

    def _take_back(self) -> None:
        self.accept()
        self.undo_wanted.emit()
