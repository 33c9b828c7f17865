"""What a crash has left unsaved: recover it, discard it, or leave it for later."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHeaderView,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from flowviz.dossier import Dossier, Recovery, log
from flowviz.errors import FlowvizError
from flowviz.flows.words import count_words
from flowviz.ui import app, text
from flowviz.ui.dialogs.base import Dialog
from flowviz.ui.documents import Documents

_MOST_SHOWN = 500


class RecoveryDialog(Dialog):
    """Lists the dossiers with unsaved edits that no flowviz has open, and what was not saved."""

    def __init__(self, found: tuple[Recovery, ...], documents: Documents, parent: QWidget) -> None:
        super().__init__(parent, self.tr("Unsaved changes were found"))
        self._documents = documents
        words = self.tr("flowviz ended without saving these changes. Nothing of them is lost.")
        self.body.addWidget(text.label(words, wraps=True))
        self._list = QListWidget(self)
        self._list.setAccessibleName(self.tr("Dossiers with unsaved changes"))
        self._list.setWordWrap(True)
        self._list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.itemActivated.connect(self.accept)
        self._list.currentRowChanged.connect(self._show_unsaved)
        self.body.addWidget(self._list, 2)
        self.body.addWidget(text.label(self.tr("What was not saved, the latest first"), "muted"))
        self.unsaved = self._make_unsaved()
        self.body.addWidget(self.unsaved, 3)
        self._add_buttons()
        for recovery in found:
            item = QListWidgetItem(self._words(recovery))
            item.setToolTip(text.tooltip(str(recovery.path or recovery.title)))
            item.setData(Qt.ItemDataRole.UserRole, recovery)
            self._list.addItem(item)
        self._list.setCurrentRow(0)
        self.resize(600, 440)

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
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        if text.answer(box) is not discard:
            return
        try:
            Dossier.discard(found.id)
        except FlowvizError as error:
            app.show_fault(self, error)
            return
        self._list.takeItem(self._list.row(item))
        if not self._list.count():
            self.reject()

    def _make_unsaved(self) -> QTreeWidget:
        made = QTreeWidget(self)
        made.setObjectName("saves")
        made.setAccessibleName(self.tr("What was not saved"))
        made.setHeaderLabels([self.tr("What"), self.tr("When")])
        made.setRootIsDecorated(False)
        made.setUniformRowHeights(True)
        made.header().setStretchLastSection(False)
        made.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        made.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        return made

    def _show_unsaved(self, *_of: object) -> None:
        found = self._marked()
        self.unsaved.clear()
        if found is None:
            return
        if found.drafts:
            words = self.tr("Typed into forms and not added yet: {texts}")
            self._add_line(words.format(texts=count_words(found.drafts, "text")))
        names = {log.UNDO: self.tr("Undo: {what}"), log.REDO: self.tr("Redo: {what}")}
        for row in found.unsaved[: -_MOST_SHOWN - 1 : -1]:
            what = names.get(row.kind, "{what}").format(what=row.what)
            self._add_line(what, row.at.astimezone().strftime("%Y-%m-%d %H:%M:%S"), row.reason)
        left_out = len(found.unsaved) - _MOST_SHOWN
        if left_out > 0:
            self._add_line(self.tr("… and {count} before that").format(count=f"{left_out:,}"))

    def _add_line(self, what: str, at: str = "", reason: str = "") -> None:
        item = QTreeWidgetItem([text.one_line(what), at])
        item.setToolTip(0, text.tooltip(f"{what}\n{reason}" if reason else what))
        self.unsaved.addTopLevelItem(item)

    def _marked(self) -> Recovery | None:
        item = self._list.currentItem()
        found: Recovery | None = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        return found

    def _words(self, found: Recovery) -> str:
        name = found.path.name if found.path else found.title or self.tr("Untitled")
        at = found.at.astimezone().strftime("%Y-%m-%d %H:%M")
        held = [count_words(len(found.unsaved), "edit")] if found.unsaved else []
        held += [self.tr("text not yet added")] if found.drafts else []
        words = self.tr("{name}: {held}, last at {at}")
        return text.one_line(words.format(name=name, held=self.tr(" and ").join(held), at=at))

    def _add_buttons(self) -> None:
        role = QDialogButtonBox.ButtonRole
        recover = self.buttons.addButton(self.tr("Recover"), role.AcceptRole)
        recover.setDefault(True)
        discard = self.buttons.addButton(self.tr("Discard…"), role.DestructiveRole)
        discard.clicked.connect(self.discard)
        self.buttons.addButton(self.tr("Later"), role.RejectRole)
