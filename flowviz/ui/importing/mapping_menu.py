"""Mappings that are kept: what was said of such a table before, and files to open and save."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QMenu, QToolButton, QWidget

from flowviz.dossier.publish import write_whole
from flowviz.errors import FlowvizError, ImportFileError
from flowviz.importers import mapping_store, mapping_toml
from flowviz.importers.mapping import Mapping
from flowviz.importers.mapping_store import Kept
from flowviz.ui import app, text, theme
from flowviz.ui.forms.fields import TermField
from flowviz.ui.forms.links import link_button
from flowviz.ui.saving import ask_where
from flowviz.ui.settings import Settings, purge_visited_paths

_SUFFIX = ".toml"


class MappingMenu(QWidget):
    """A button with a menu, and a notice where tables of this shape were told before.

    ``chosen`` tells of the mapping that is to be taken, ``told`` gives what is said now.
    """

    chosen = Signal(object)

    def __init__(self, settings: Settings, told: Callable[[], Mapping], dialog: QWidget) -> None:
        super().__init__(dialog)
        self.hide()
        self._settings, self._told, self._dialog = settings, told, dialog
        self._names: tuple[str, ...] = ()
        self._offers: tuple[Kept, ...] = ()
        self.button = QToolButton(dialog)
        self.button.setObjectName("field")
        self.button.setText(self.tr("Mapping"))
        self.button.setToolTip(
            text.tooltip(self.tr("What the columns mean, as a file to keep and to pass on"))
        )
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.button)
        menu.addAction(self.tr("Open Mapping…")).triggered.connect(self._open)
        menu.addAction(self.tr("Save Mapping…")).triggered.connect(self._save)
        self.button.setMenu(menu)
        self.notice = QFrame(dialog)
        self.notice.setObjectName("card")
        self.kept = TermField(self.tr("Mappings of such tables"), [])
        self.kept.typed.connect(self._show_forget)
        self.use = link_button(self.tr("Use It"))
        self.forget = link_button(self.tr("Forget It"))
        self.use.clicked.connect(self._use)
        self.forget.clicked.connect(self._forget)
        row = QHBoxLayout(self.notice)
        row.setSpacing(theme.SPACE)
        words = self.tr("Tables of this shape were read before:")
        row.addWidget(text.label(words))
        row.addWidget(self.kept, 1)
        row.addWidget(self.use)
        row.addWidget(self.forget)
        self.notice.hide()

    def show_offers(self, offers: tuple[Kept, ...], names: tuple[str, ...]) -> None:
        """Offer what was said before of tables with columns of these names."""
        self._names, self._offers = names, offers
        self.kept.offer([(str(at), _words(each)) for at, each in enumerate(offers)])
        self._show_forget()
        self.show_notice(is_shown=True)

    def show_notice(self, *, is_shown: bool) -> None:
        """Show the notice where there is anything to offer, or hide it."""
        self.notice.setVisible(is_shown and bool(self._offers))

    def keep(self, mapping: Mapping) -> None:
        """Keep a mapping for the next table of this shape."""
        try:
            mapping_store.keep(mapping, self._names)
        except FlowvizError as error:
            app.show_fault(self._dialog, error)

    def _use(self) -> None:
        if self._offers:
            self.chosen.emit(self._offers[int(self.kept.value())].mapping)

    def _show_forget(self) -> None:
        """Let what is chosen be forgotten, or say why it cannot be."""
        is_own = bool(self._offers) and self._offers[int(self.kept.value())].path is None
        self.forget.setEnabled(not is_own)
        words = (
            self.tr("It stands in this dossier with the import that it was used for")
            if is_own
            else self.tr("Offer it no longer for such tables")
        )
        self.forget.setToolTip(text.tooltip(words))

    def _forget(self) -> None:
        at = int(self.kept.value())
        mapping_store.forget(self._offers[at])
        self.show_offers((*self._offers[:at], *self._offers[at + 1 :]), self._names)

    def _open(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self._dialog,
            self.tr("Open Mapping"),
            str(self._settings.last_folder()),
            self.tr("Mappings (*.toml)"),
        )
        purge_visited_paths()
        if chosen:
            self.open_file(Path(chosen))

    def open_file(self, path: Path) -> None:
        """Take the mapping in a file."""
        try:
            mapping = mapping_toml.read(path)
        except FlowvizError as error:
            app.show_fault(self._dialog, error)
            return
        self.chosen.emit(mapping)

    def _save(self) -> None:
        mapping = self._told()
        name = f"{mapping.title or self.tr('mapping')}{_SUFFIX}".replace("/", "-")
        start, kinds = self._settings.last_folder() / name, self.tr("Mappings (*.toml)")
        title = self.tr("Save Mapping")
        path = ask_where(self._dialog, self._settings, title, start, kinds, _SUFFIX)
        if path is not None:
            self.save_file(path)

    def save_file(self, path: Path) -> None:
        """Write what is said of the columns into a file."""
        try:
            write_whole(path, mapping_toml.dumps(self._told()).encode())
        except OSError as error:
            words = self.tr("{name} cannot be written: {why}.")
            why = error.strerror or str(error)
            fault = ImportFileError(words.format(name=path.name, why=why))
            app.show_fault(self._dialog, fault)


def _words(kept: Kept) -> str:
    at = f"{kept.at.day} {kept.at:%B %Y}"
    where = "in this dossier" if kept.path is None else "on this computer"
    return f"“{kept.mapping.title}”, {at}, {where}"
