"""What is done with sources: their dialogs, and citing one for what is selected or dropped on."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from flowviz.records import Source, Transfer
from flowviz.terms import Subject
from flowviz.ui.library.dropping import SourceDrop
from flowviz.ui.library.panel import LibraryPanel
from flowviz.ui.picked import Picked
from flowviz.ui.session import Selected, Session
from flowviz.ui.source_menu import OF_SOURCE

if TYPE_CHECKING:
    from flowviz.ui.library.cite_dialog import CiteDialog
    from flowviz.ui.window import Window

_OFFERED = ("edit_record", "cite_many", *OF_SOURCE, "delete_record")


class SourceActions(QObject):
    """Acts on the source that is picked in the part of the window that has the keyboard."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session

    def change_status(self) -> None:
        """Say what became of the document, and beforehand what falls with it."""
        from flowviz.ui.library.source_dialogs import StatusDialog

        if (source := self._source()) is not None:
            StatusDialog(self._window, source).open()

    def grade(self) -> None:
        """Say how reliable it is since when."""
        from flowviz.ui.library.source_dialogs import GradeDialog

        if (source := self._source()) is not None:
            GradeDialog(self._window, source).open()

    def establish_origin(self) -> None:
        """Say where it has its knowledge from."""
        from flowviz.ui.library.source_dialogs import OriginDialog

        if (source := self._source()) is not None:
            OriginDialog(self._window, source).open()

    def copy_citation(self) -> None:
        """Copy how the source is cited in the style that lists of sources are made in."""
        from flowviz.references import style

        source = self._source()
        if source is not None:
            name = style.known(self._window.settings.citation_style())
            QGuiApplication.clipboard().setText(style.cited(source, name))
            self._window.tell(self.tr("Copied the citation"))

    def cite_many(self) -> None:
        """Cite a source for all records that are picked, or selected while a source is picked."""
        if self._session.is_busy:
            return
        picked = self._window.records.picked()
        source = picked.ids[0] if picked.kind is Source else ""
        ids, about = self._meant(picked)
        if not ids:
            self._window.tell(self.tr("Select the records or flows that the source speaks of."))
        else:
            self.cite(source, ids, about)

    def cite_dropped(self, source: str, selected: Selected) -> None:
        """Cite a source for the records of a flow that it was dropped on."""
        ids = records_of(self._session, selected)
        if ids and not self._session.is_busy:
            self._session.select(selected)
            self.cite(source, ids, self._name(selected))

    def cite(self, source: str, ids: tuple[str, ...], about: str) -> "CiteDialog":
        """Open the dialog that cites a source, "" for one still to be chosen, for some records."""
        from flowviz.ui.library.cite_dialog import CiteDialog

        dialog = CiteDialog(self._window, ids, about, source)
        dialog.open()
        return dialog

    def _source(self) -> Source | None:
        """The source that is picked, None (and words) where none is."""
        picked = self._window.records.picked()
        if self._session.is_busy or picked.kind is not Source or not picked.ids:
            return None
        return self._session.dossier.sources(picked.ids).get(picked.ids[0])

    def _meant(self, picked: Picked) -> tuple[tuple[str, ...], str]:
        """The records that are meant, and what they are called."""
        selected = self._session.selected
        if picked.kind is Transfer:
            return picked.ids, self._name(selected) if picked.ids == selected.transfers else ""
        if picked.subject is Subject.FLOW:
            selected = Selected(pairs=(picked.pair,))
        return records_of(self._session, selected), self._name(selected)

    def _name(self, selected: Selected) -> str:
        if selected.pair is not None:
            return " → ".join(self._session.name(code) for code in selected.pair)
        return selected.words


def records_of(session: Session, selected: Selected) -> tuple[str, ...]:
    """The records that a selection means: those picked, else all that count in its flows."""
    if selected.transfers:
        return selected.transfers
    flows = session.flows
    ids = flows.columns.transfers.ids
    numbers = (flows.index(*pair) for pair in selected.pairs)
    return tuple(
        ids[int(record)] for n in numbers if n is not None for record in flows.transfers(n)
    )


def source_actions_of(window: "Window") -> SourceActions:
    """What is done with sources in a window, made when it is first wanted."""
    made = window.findChild(SourceActions)
    return made if made is not None else SourceActions(window)


def library_panel(window: "Window") -> LibraryPanel:
    """The panel of sources with all that can be done there, a drop on the picture included."""
    panel = LibraryPanel(window.session, window.jobs, window.settings, window)
    actions = window.actions_
    panel.offer(tuple(actions[name] for name in _OFFERED))
    doing = source_actions_of(window)
    panel.picked_changed.connect(window.records.note_pick)
    panel.edit_wanted.connect(window.records.edit)
    panel.copy_wanted.connect(doing.copy_citation)
    panel.failed.connect(window.show_error)
    window.records.watch(panel)
    drop = SourceDrop(window.canvas)
    drop.dropped.connect(doing.cite_dropped)
    return panel
