"""The language of names: that of the system, or another one that the user has chosen."""

from PySide6.QtCore import QLocale, QObject
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from flowviz import languages
from flowviz.ui import text
from flowviz.ui.session import Session
from flowviz.ui.settings import Settings


class Tongue(QObject):
    """Keeps the session in the chosen language; fills its menu when it is about to be opened."""

    def __init__(self, settings: Settings, session: Session, menu: QMenu) -> None:
        super().__init__(menu)
        self._settings = settings
        self._session = session
        self._menu = menu
        self._group = QActionGroup(self)
        self._group.triggered.connect(self._choose)
        menu.aboutToShow.connect(self.fill)
        self._speak()

    def fill(self) -> None:
        """List the languages, the first time, and tick the one chosen."""
        if not self._group.actions():
            own = self._add(self.tr("As the &System"), "")
            own.setToolTip(text.tooltip(self.tr("English, where we have no names in it")))
            self._menu.addSeparator()
            for known in languages.languages():
                self._add(text.menu_text(known.name), known.code)
        for action in self._group.actions():
            action.setChecked(action.data() == self._settings.language())

    def _add(self, words: str, code: str) -> QAction:
        action = self._menu.addAction(words)
        action.setData(code)
        action.setCheckable(True)
        self._group.addAction(action)
        return action

    def _choose(self, action: QAction) -> None:
        self._settings.set_language(action.data())
        self._speak()

    def _speak(self) -> None:
        wanted = self._settings.language() or next(iter(QLocale.system().uiLanguages()), "")
        self._session.speak(languages.nearest(wanted))
