"""Naming a view, and the list of those that are kept."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from flowviz.records import SavedView
from flowviz.ui import text
from flowviz.ui.dialogs.base import Dialog
from flowviz.ui.saved_views import LONGEST_NAME, SavedViews

_ID = Qt.ItemDataRole.UserRole


class ViewNameDialog(Dialog):
    """Asks what a view is called; ``may_replace`` lets it take the name of another."""

    named = Signal(str)

    def __init__(
        self, views: SavedViews, name: str, title: str, parent: QWidget, *, may_replace: bool
    ) -> None:
        super().__init__(parent, title)
        self._views = views
        self._before = name
        self._may_replace = may_replace
        self.body.addWidget(text.label(self.tr("Name of the view")))
        self.name = QLineEdit(self)
        self.name.setAccessibleName(self.tr("Name of the view"))
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setText(name)
        self.name.selectAll()
        self.body.addWidget(self.name)
        keeps = self.tr("Kept in the dossier: filters, view and where actors were put.")
        self._hint = text.label(keeps, "muted", wraps=True)
        self._keeps = keeps
        self.body.addWidget(self._hint)
        standard = QDialogButtonBox.StandardButton
        self.buttons.setStandardButtons(standard.Ok | standard.Cancel)
        self.name.textChanged.connect(self._check)
        self.resize(420, 150)
        self._check()

    def accept(self) -> None:
        """Take the name."""
        name = self._typed()
        super().accept()
        self.named.emit(name)

    def _typed(self) -> str:
        return text.one_line(self.name.text(), LONGEST_NAME)

    def _check(self) -> None:
        name = self._typed()
        is_taken = name != self._before and self._views.named(name) is not None
        button = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        button.setEnabled(bool(name) and (self._may_replace or not is_taken))
        words = self._keeps
        if is_taken and self._may_replace:
            words = self.tr("A view of this name is kept already; it will be replaced.")
        elif is_taken:
            words = self.tr("Another view has this name.")
        self._hint.setText(words)


class SavedViewsDialog(Dialog):
    """The views of the dossier, to be recalled, renamed, replaced or deleted."""

    def __init__(self, views: SavedViews, parent: QWidget) -> None:
        super().__init__(parent, self.tr("Saved Views"))
        self._views = views
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Saved views"))
        self.list.itemActivated.connect(self.accept)
        self.list.currentRowChanged.connect(self._show_state)
        self.body.addWidget(self.list)
        self._empty = text.label(self.tr("No view is kept in this dossier yet."), "muted")
        self.body.addWidget(self._empty)
        role = QDialogButtonBox.ButtonRole
        self.recall = self.buttons.addButton(self.tr("Recall"), role.AcceptRole)
        self.recall.setDefault(True)
        self.rename = self._button(self.tr("Rename…"), self._ask_name)
        self.rename.setToolTip(self.tr("F2"))
        self.replace = self._button(self.tr("Replace"), self._replace)
        self.replace.setToolTip(self.tr("Let this view be what is shown now"))
        self.delete = self._button(self.tr("Delete"), self._delete)
        self.delete.setToolTip(self.tr("Undo brings it back (Del)"))
        self.buttons.addButton(QDialogButtonBox.StandardButton.Close)
        views.changed.connect(self._fill)
        self.resize(480, 320)
        self._fill()

    def accept(self) -> None:
        """Show the view that is marked."""
        saved = self._marked()
        super().accept()
        if saved is not None:
            self._views.recall(saved)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        buttons = {Qt.Key.Key_F2: self.rename, Qt.Key.Key_Delete: self.delete}
        button = buttons.get(Qt.Key(event.key()))
        if button is None:
            super().keyPressEvent(event)
        else:
            button.click()

    def _button(self, words: str, slot: object) -> QPushButton:
        made = self.buttons.addButton(words, QDialogButtonBox.ButtonRole.ActionRole)
        made.clicked.connect(slot)
        return made

    def _fill(self) -> None:
        row = max(self.list.currentRow(), 0)
        self.list.clear()
        for number, saved in enumerate(self._views.views, start=1):
            item = QListWidgetItem(text.one_line(saved.name))
            key = self.tr(" (Alt+{number})").format(number=number) if number < 10 else ""
            item.setToolTip(text.tooltip(saved.name + key))
            item.setData(_ID, saved.id)
            self.list.addItem(item)
        self.list.setCurrentRow(min(row, self.list.count() - 1))
        self._empty.setVisible(not self._views.views)
        self._show_state()

    def _show_state(self, *_of: object) -> None:
        for button in (self.recall, self.rename, self.replace, self.delete):
            button.setEnabled(self._marked() is not None)

    def _marked(self) -> SavedView | None:
        item = self.list.currentItem()
        id_ = None if item is None else item.data(_ID)
        return next((saved for saved in self._views.views if saved.id == id_), None)

    def _ask_name(self) -> None:
        saved = self._marked()
        if saved is not None:
            title = self.tr("Rename View")
            dialog = ViewNameDialog(self._views, saved.name, title, self, may_replace=False)
            dialog.named.connect(self._rename)
            dialog.open()

    def _rename(self, name: str) -> None:
        saved = self._marked()
        if saved is not None and name != saved.name:
            self._views.rename(saved, name)

    def _replace(self) -> None:
        saved = self._marked()
        if saved is not None:
            self._views.replace(saved)

    def _delete(self) -> None:
        saved = self._marked()
        if saved is not None:
            self._views.delete(saved)
