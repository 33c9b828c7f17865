"""The last saves of every dossier: to be opened as a copy, deleted, or no longer kept."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialogButtonBox,
    QHeaderView,
    QMessageBox,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from flowviz.dossier import backups
from flowviz.dossier.backups import Backup
from flowviz.errors import FlowvizError
from flowviz.flows.words import count_words
from flowviz.ui import app, text
from flowviz.ui.dialogs.base import Dialog
from flowviz.ui.documents import Documents
from flowviz.ui.jobs import Jobs, Token

_BACKUPS = Qt.ItemDataRole.UserRole
_KIND = "backups"
_WHEN, _SIZE = 0, 1


class BackupsDialog(Dialog):
    """A file opens to the list of its saves; what is marked is opened or deleted."""

    def __init__(self, documents: Documents, jobs: Jobs, parent: QWidget) -> None:
        super().__init__(parent, self.tr("Backups"))
        self._documents = documents
        self._jobs = jobs
        self.keep = QCheckBox(self.tr("&Keep the last saves"), self)
        self.keep.setChecked(backups.is_on())
        self.keep.toggled.connect(self._switch)
        self.body.addWidget(self.keep)
        self._hint = text.label("", "muted", wraps=True)
        self.body.addWidget(self._hint)
        self.list = self._make_list()
        self.body.addWidget(self.list, 1)
        self._total = text.label("", wraps=True)
        self.body.addWidget(self._total)
        role = QDialogButtonBox.ButtonRole
        self.open_copy = self.buttons.addButton(self.tr("Open as Copy"), role.AcceptRole)
        self.open_copy.setDefault(True)
        self.delete = self._button(self.tr("Delete…"), self._delete)
        self.delete.setToolTip(self.tr("Del"))
        self.delete_all = self._button(self.tr("Delete All…"), self._delete_all)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Close)
        self.resize(580, 460)
        self._fill()
        self.list.setFocus()

    def accept(self) -> None:
        """Open the save that is marked, as a copy without a file."""
        marked = self._marked()
        if len(marked) == 1 and not self._is_busy():
            super().accept()
            self._documents.open_backup(marked[0])

    def reject(self) -> None:
        """Close, once nothing is being deleted."""
        if not self._is_busy():
            super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.delete.isEnabled():
            self._delete()
        else:
            super().keyPressEvent(event)

    def _make_list(self) -> QTreeWidget:
        made = QTreeWidget(self)
        made.setObjectName("saves")
        made.setAccessibleName(self.tr("Saves that are kept"))
        made.setHeaderLabels([self.tr("File and time of the save"), self.tr("Size")])
        made.header().setStretchLastSection(False)
        made.header().setSectionResizeMode(_WHEN, QHeaderView.ResizeMode.Stretch)
        made.header().setSectionResizeMode(_SIZE, QHeaderView.ResizeMode.ResizeToContents)
        made.setUniformRowHeights(True)
        made.itemActivated.connect(self.accept)
        made.currentItemChanged.connect(self._show_state)
        return made

    def _button(self, words: str, slot: object) -> QPushButton:
        made = self.buttons.addButton(words, QDialogButtonBox.ButtonRole.ActionRole)
        made.clicked.connect(slot)
        return made

    def _fill(self) -> None:
        self.list.clear()
        of_file: dict[str, list[Backup]] = {}
        for backup in backups.listed():
            of_file.setdefault(str(backup.path), []).append(backup)
        for path, held in of_file.items():
            item = QTreeWidgetItem([text.one_line(held[0].path.name, 200), _size(held)])
            item.setToolTip(_WHEN, text.tooltip(path))
            self._dress(item, held)
            for backup in held:
                words = backup.at.astimezone().strftime("%Y-%m-%d %H:%M:%S")
                child = QTreeWidgetItem([words, _size([backup])])
                self._dress(child, [backup])
                item.addChild(child)
            self.list.addTopLevelItem(item)
        first = self.list.topLevelItem(0)
        if first is not None:
            first.setExpanded(True)
            self.list.setCurrentItem(first.child(0) or first)
        self._show_state()

    def _dress(self, item: QTreeWidgetItem, held: list[Backup]) -> None:
        item.setData(_WHEN, _BACKUPS, held)
        item.setTextAlignment(_SIZE, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def _show_state(self, *_of: object) -> None:
        marked, every = self._marked(), self._all()
        is_free = not self._is_busy()
        self.open_copy.setEnabled(is_free and len(marked) == 1)
        self.delete.setEnabled(is_free and bool(marked))
        self.delete_all.setEnabled(is_free and bool(every))
        self._hint.setText(self._words_on_keeping(bool(every)))
        self._total.setText(
            self.tr("{count}, {size} in all, in flowviz's private folder.").format(
                count=count_words(len(every), "save"), size=_size(every)
            )
            if every
            else self.tr("No save is kept yet.")
        )

    def _words_on_keeping(self, has_any: bool) -> str:
        if self.keep.isChecked():
            return self.tr(
                "Of each file: the last 5 saves, then one an hour for a day, one a day for a month "
                "and one a month for a year. They hold what was in the file, deleted records "
                "included."
            )
        if has_any:
            return self.tr("New saves are not kept. Those below stay until you delete them.")
        return self.tr("New saves are not kept.")

    def _marked(self) -> list[Backup]:
        item = self.list.currentItem()
        held: list[Backup] = [] if item is None else item.data(_WHEN, _BACKUPS)
        return held

    def _all(self) -> list[Backup]:
        items = map(self.list.topLevelItem, range(self.list.topLevelItemCount()))
        return [backup for item in items if item for backup in item.data(_WHEN, _BACKUPS)]

    def _switch(self, is_on: bool) -> None:
        try:
            backups.switch(is_on)
        except FlowvizError as error:
            app.show_fault(self, error)
        self._show_state()

    def _delete(self) -> None:
        marked = self._marked()
        name = text.one_line(marked[0].path.name, 120)
        if len(marked) == 1:
            at = marked[0].at.astimezone().strftime("%Y-%m-%d %H:%M:%S")
            words = self.tr("Delete the save of {name} from {at}?").format(name=name, at=at)
        else:
            count = count_words(len(marked), "save")
            words = self.tr("Delete all {count} of {name}?").format(count=count, name=name)
        self._ask_and_delete(words, marked)

    def _delete_all(self) -> None:
        every = self._all()
        count = count_words(len(every), "save")
        self._ask_and_delete(self.tr("Delete all {count}?").format(count=count), every)

    def _ask_and_delete(self, words: str, held: list[Backup]) -> None:
        more = self.tr("They are gone for good. The dossiers themselves stay as they are.")
        box = text.message(self, QMessageBox.Icon.Warning, self.tr("Backups"), words, more)
        delete = box.addButton(self.tr("Delete"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        if text.answer(box) is delete:
            self._jobs.start(_KIND, _Delete(held), self._show_deleted, self._show_fault)
            self._show_state()

    def _show_deleted(self, _nothing: object) -> None:
        self._fill()

    def _show_fault(self, error: Exception) -> None:
        self._fill()
        app.show_fault(self, error)

    def _is_busy(self) -> bool:
        return self._jobs.is_running(_KIND)


class _Delete:
    def __init__(self, held: list[Backup]) -> None:
        self._held = held

    def __call__(self, _token: Token) -> None:
        backups.remove_all(self._held)


def _size(held: Iterable[Backup]) -> str:
    return text.data_size(sum(backup.bytes for backup in held))
