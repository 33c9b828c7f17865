"""What a crash has left unsaved: recover it, discard it, or leave it for later."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QListWidget, QListWidgetItem, QMessageBox, QWidget

from flowviz.dossier import Dossier, Recovery
from flowviz.flows.words import count_words
from flowviz.ui import text
from flowviz.ui.dialogs.base import Dialog
from flowviz.ui.documents import Documents


class RecoveryDialog(Dialog):
    """Lists the unsaved edits of dossiers that no flowviz has open."""

    def __init__(self, found: tuple[Recovery, ...], documents: Documents, parent: QWidget) -> None:
        super().__init__(parent, self.tr("Unsaved changes were found"))
        self._documents = documents
        words = self.tr("flowviz ended without saving these changes. Nothing of them is lost.")
        self.body.addWidget(text.label(words, wraps=True))
        self._list = QListWidget(self)
        self._list.setAccessibleName(self.tr("Unsaved changes"))
        for recovery in found:
            item = QListWidgetItem(self._words(recovery))
            item.setToolTip(text.tooltip(self._words(recovery)))
            item.setData(Qt.ItemDataRole.UserRole, recovery)
            self._list.addItem(item)
        self._list.setWordWrap(True)
        self._list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setCurrentRow(0)
        self._list.itemActivated.connect(self.accept)
        self.body.addWidget(self._list)
        self._add_buttons()
        self.resize(520, 280)

    def accept(self) -> None:
        """Go on with the edits that are marked."""
        found = self._marked()
        super().accept()
        if found is not None:
            self._documents.recover(found)

    def discard(self) -> None:
        """Throw the marked edits away, once the user has said so twice."""
        item, found = self._list.currentItem(), self._marked()
        if found is None:
            return
        box = text.message(
            self,
            QMessageBox.Icon.Warning,
            self.tr("Discard unsaved changes?"),
            self.tr("These changes will be gone for good."),
            self._words(found),
        )
        discard = box.addButton(self.tr("Discard"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        if text.answer(box) is discard:
            Dossier.recover(found).close()
            self._list.takeItem(self._list.row(item))
        if not self._list.count():
            self.reject()

    def _marked(self) -> Recovery | None:
        item = self._list.currentItem()
        found: Recovery | None = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        return found

    def _words(self, found: Recovery) -> str:
        name = found.path.name if found.path else found.title or self.tr("Untitled")
        at = found.at.astimezone().strftime("%Y-%m-%d %H:%M")
        words = self.tr("{name}: {edits} until {at}, the last one “{last}”")
        return text.one_line(
            words.format(
                name=name, edits=count_words(found.edits, "edit"), at=at, last=found.last_edit
            )
        )

    def _add_buttons(self) -> None:
        role = QDialogButtonBox.ButtonRole
        recover = self.buttons.addButton(self.tr("Recover"), role.AcceptRole)
        recover.setDefault(True)
        discard = self.buttons.addButton(self.tr("Discard…"), role.DestructiveRole)
        discard.clicked.connect(self.discard)
        self.buttons.addButton(self.tr("Later"), role.RejectRole)
