"""Where a hit leads: to its flow on every view, its source, its saved view."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from flowviz.finding import Hit, Kind
from flowviz.finding.kinds import TABLES
from flowviz.ui.finding.panel import SearchPanel
from flowviz.ui.whereabouts import whereabouts

if TYPE_CHECKING:
    from flowviz.ui.window import Window

_IN_EVIDENCE = frozenset({Kind.ACTOR, Kind.RECORD, Kind.CITATION, Kind.NOTE, Kind.LINK, Kind.GROUP})


class Going(QObject):
    """Acts for the search panel on the window it is in."""

    def __init__(self, window: "Window", panel: SearchPanel) -> None:
        super().__init__(window)
        self._window, self._session = window, window.session
        panel.chosen.connect(self.go)
        panel.failed.connect(window.show_error)

    def go(self, hit: Hit) -> None:
        """Show a hit where it belongs; say so where it can be shown nowhere."""
        if self._session.is_busy:
            return
        if hit.kind is Kind.TITLE:
            self._window.change_title()
        elif hit.kind is Kind.SAVED_VIEW:
            self._recall(hit.id)
        else:
            self._select(hit)

    def _recall(self, id_: str) -> None:
        for saved in self._session.dossier.saved_views():
            if saved.id == id_:
                self._window.saved.recall(saved)

    def _select(self, hit: Hit) -> None:
        table, _ = TABLES[hit.kind]
        dossier, columns = self._session.dossier, self._session.contents.columns
        selected = whereabouts(dossier, columns, table, hit.id)
        if hit.kind is Kind.SOURCE and selected is not None:
            self._show_source(hit.id)
        if selected is None:
            self._window.tell(self.tr("It stands in no record, so there is nothing to show."))
            return
        self._session.select(selected)
        if hit.kind in _IN_EVIDENCE and not self._window.actions_["records"].isChecked():
            self._window.actions_["evidence"].setChecked(True)

    def _show_source(self, id_: str) -> None:
        from flowviz.ui.library.panel import LibraryPanel

        self._window.actions_["sources"].setChecked(True)
        library = self._window.panels.widget("sources")
        assert isinstance(library, LibraryPanel)
        library.choose(id_)
