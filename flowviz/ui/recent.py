"""The menu of recent files."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from flowviz.ui import text
from flowviz.ui.documents import Documents
from flowviz.ui.settings import Settings


class RecentFiles(QObject):
    """Fills its menu when it is about to be opened; a file that is gone is not offered."""

    def __init__(self, settings: Settings, documents: Documents, menu: QMenu) -> None:
        super().__init__(menu)
        self._settings = settings
        self._documents = documents
        self._menu = menu
        menu.triggered.connect(self._open)
        menu.aboutToShow.connect(self.fill)
        documents.recent_changed.connect(self.fill)
        self.fill()

    def fill(self) -> None:
        """List the files that are still there."""
        self._menu.clear()
        files = [path for path in self._settings.recent_files() if path.exists()]
        for number, path in enumerate(files, start=1):
            mark = f"&{number} " if number < 10 else ""
            action = self._menu.addAction(mark + text.menu_text(path.name))
            action.setData(str(path))
            action.setToolTip(text.tooltip(str(path)))
        self._menu.setToolTipsVisible(True)
        if files:
            self._menu.addSeparator()
            self._menu.addAction(self.tr("&Clear List"))
        self._menu.menuAction().setEnabled(bool(files))

    def _open(self, action: QAction) -> None:
        if action.data() is None:
            self._settings.clear_recent_files()
            self.fill()
        else:
            self._documents.open(Path(action.data()))
