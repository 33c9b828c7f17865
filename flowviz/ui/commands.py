"""What the user can do in the window: each method is a slot of the table in ``actions.py``."""

import dataclasses
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from flowviz.flows.query import Query
from flowviz.painting import fonts
from flowviz.scene import lock_of
from flowviz.ui import theme
from flowviz.ui.meridian import middle_of_selection
from flowviz.ui.panels import take_keys

if TYPE_CHECKING:
    from flowviz.ui.actions import Actions
    from flowviz.ui.canvas import Canvas
    from flowviz.ui.chips import Chips
    from flowviz.ui.comparing.comparing import Comparing
    from flowviz.ui.documents import Documents
    from flowviz.ui.importing.importing import Importing
    from flowviz.ui.inspector.panel import EvidencePanel
    from flowviz.ui.jobs import Jobs
    from flowviz.ui.library.source_actions import SourceActions
    from flowviz.ui.panels import Panels
    from flowviz.ui.record_actions import RecordActions
    from flowviz.ui.saved_views import SavedViews
    from flowviz.ui.search import SearchField
    from flowviz.ui.session import Session
    from flowviz.ui.settings import Settings
    from flowviz.ui.status import StatusLine
    from flowviz.ui.timeline.place import TimelinePlace
    from flowviz.ui.toolrow import ToolRow
    from flowviz.ui.trail import Trail
    from flowviz.ui.window import Window


class Commands(QMainWindow):
    """The window as its menus know it: short steps that hand on to the part that does the work."""

    session: "Session"
    settings: "Settings"
    trail: "Trail"
    jobs: "Jobs"
    actions_: "Actions"
    documents: "Documents"
    canvas: "Canvas"
    evidence: "EvidencePanel"
    chips: "Chips"
    search: "SearchField"
    toolrow: "ToolRow"
    status: "StatusLine"
    panels: "Panels"
    timeline: "TimelinePlace"
    saved: "SavedViews"
    records: "RecordActions"

    def new_dossier(self) -> None:
        """Begin an empty dossier."""
        self.documents.new()

    def close_dossier(self) -> None:
        """Leave the dossier for an empty one."""
        self.documents.new()

    def choose_dossier(self) -> None:
        """Ask for a dossier and open it."""
        self.documents.choose_and_open()

    def save(self) -> None:
        """Save the dossier."""
        self.documents.save()

    def save_as(self) -> None:
        """Save the dossier into another file."""
        self.documents.save_as()

    def change_title(self) -> None:
        """Ask what the dossier is called."""
        from flowviz.ui.dialogs.title import TitleDialog

        dialog = TitleDialog(self.session, self)
        dialog.failed.connect(self.documents.failed)
        dialog.open()

    def show_backups(self) -> None:
        """List the saves that are kept."""
        from flowviz.ui.dialogs.backups import BackupsDialog

        BackupsDialog(self.documents, self.jobs, self).open()

    def choose_author(self) -> None:
        """Ask for the name that stands beside new changes."""
        from flowviz.ui.dialogs.author import AuthorDialog

        AuthorDialog(self.session, self.settings, self).open()

    def choose_import(self) -> None:
        """Ask for a file and import it."""
        self.importing().choose()

    def export(self) -> None:
        """Ask how, and write the picture."""
        from flowviz.ui.dialogs.export import ExportDialog
        from flowviz.ui.picture_plan import subject_on

        subject = subject_on(self.canvas)
        if subject is not None:
            name = self.documents.file_name()
            dialog = ExportDialog(subject, name, self.jobs, self.settings, self)
            dialog.written.connect(self.tell)
            dialog.open()

    def export_sources(self) -> None:
        """Ask how, and write the list of sources."""
        from flowviz.ui.dialogs.export_sources import ExportSourcesDialog

        if not self.session.is_busy:
            look, name = self.session.dossier.beside, self.documents.file_name()
            dialog = ExportSourcesDialog(look, name, self.jobs, self.settings, self)
            dialog.written.connect(self.tell)
            dialog.open()

    def publish_copy(self) -> None:
        """Say what a copy for everybody withholds, and write it."""
        from flowviz.ui.publishing import Publishing

        Publishing(self).ask()

    def forget(self) -> None:
        """Ask what is to be forgotten for good."""
        from flowviz.ui.forgetting import forget

        forget(self)

    def undo(self) -> None:
        """Take back the last edit."""
        self.documents.undo()

    def redo(self) -> None:
        """Do the edit last undone again."""
        self.documents.redo()

    def new_transfer(self) -> None:
        """Write a record."""
        self.records.new_transfer()

    def draw_flow(self, is_drawn: bool) -> None:
        """Draw flows from actor to actor, or no longer."""
        self.canvas.flow_drawing.turn(is_drawn)

    def new_source(self) -> None:
        """Write down a source."""
        self.records.new_source()

    def new_actor(self) -> None:
        """Write down an actor."""
        self.records.new_actor()

    def edit_record(self) -> None:
        """Open the form of what is picked."""
        self.records.edit()

    def add_citation(self) -> None:
        """Cite a source for what is picked."""
        self.records.add_citation()

    def group_records(self) -> None:
        """Group what is picked as tellings of the same goods."""
        from flowviz.ui.tying import group

        group(cast("Window", self))

    def link_record(self) -> None:
        """Link the record that is picked to another one."""
        from flowviz.ui.tying import link

        link(cast("Window", self))

    def decide_existence(self) -> None:
        """Decide by hand whether the flow that is picked took place."""
        from flowviz.ui.tying import decide

        decide(cast("Window", self))

    def add_note(self) -> None:
        """Write a note on what is picked."""
        self.records.add_note()

    def duplicate_record(self) -> None:
        """Make a copy of what is picked, without its citations."""
        self.records.duplicate(with_citations=False)

    def duplicate_cited(self) -> None:
        """Make a copy of what is picked, with its citations."""
        self.records.duplicate(with_citations=True)

    def delete_record(self) -> None:
        """Take out what is picked."""
        self.records.delete()

    def batch_edit(self) -> None:
        """Change all records that are picked."""
        self.records.batch()

    def copy_rows(self) -> None:
        """Copy the rows that are picked."""
        self.records.copy()

    def paste_rows(self) -> None:
        """Make records of the rows of a spreadsheet."""
        self.records.paste()

    def merge_actors(self) -> None:
        """Make one actor of several."""
        self.records.merge()

    def where_from(self) -> None:
        """Show the file that told of a record, and what stands in it."""
        self.records.where_from()

    def same_item(self) -> None:
        """Let several designations be one item."""
        self.records.same_item()

    def paste_text(self) -> None:
        """Make a source, a citation and a record of a link and a text."""
        from flowviz.ui.quick.form import paste_text

        paste_text(cast("Window", self))

    def cite_many(self) -> None:
        """Cite one source for all that is picked."""
        self._sources().cite_many()

    def copy_source_citation(self) -> None:
        """Copy how the source is cited."""
        self._sources().copy_citation()

    def change_source_status(self) -> None:
        """Retract or correct the source that is picked."""
        self._sources().change_status()

    def grade_source(self) -> None:
        """Grade the source that is picked."""
        self._sources().grade()

    def establish_origin(self) -> None:
        """Say where the source that is picked has its knowledge from."""
        self._sources().establish_origin()

    def _sources(self) -> "SourceActions":
        from flowviz.ui.library.source_actions import source_actions_of

        return source_actions_of(cast("Window", self))

    def save_view(self) -> None:
        """Ask for a name, and keep what is shown under it."""
        from flowviz.ui.dialogs.saved_views import ViewNameDialog

        self.timeline.pause()
        dialog = ViewNameDialog(self.saved, "", self.tr("Save View"), self, may_replace=True)
        dialog.named.connect(self.saved.save)
        dialog.open()

    def manage_views(self) -> None:
        """List the views that are kept."""
        from flowviz.ui.dialogs.saved_views import SavedViewsDialog

        self.timeline.pause()
        SavedViewsDialog(self.saved, self).open()

    def search_all(self) -> None:
        """Put the keyboard into the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def search_everything(self, words: str) -> None:
        """Look for words in every field of the dossier."""
        from flowviz.ui.finding.panel import SearchPanel

        self.actions_["search"].setChecked(True)
        panel = self.panels.widget("search")
        assert isinstance(panel, SearchPanel)
        panel.search_for(words)

    def clear_selection(self) -> None:
        """Select nothing."""
        self.canvas.clear()

    def look_so(self, action: QAction) -> None:
        """Look another way: the group of the action names a field of ``View``."""
        group = action.actionGroup()
        assert group is not None
        chosen: dict[str, Any] = {group.objectName(): self.actions_.value(action)}
        self.session.look(dataclasses.replace(self.session.view, **chosen))

    def centre_on_selection(self) -> None:
        """Put the middle meridian of what is selected into the middle of the map."""
        centre = middle_of_selection(self.session)
        self.session.look(dataclasses.replace(self.session.view, centre=centre))

    def keep_widths(self, is_kept: bool) -> None:
        """Keep the widths of now, or let them follow the largest flow again."""
        scene = self.canvas.scene_shown
        lock = lock_of(scene) if is_kept and scene is not None else None
        self.session.look(dataclasses.replace(self.session.view, lock=lock))

    def reset_filters(self) -> None:
        """Remove every filter; unit and stage stay."""
        query = self.session.query
        self.session.ask(Query(unit=query.unit, stage=query.stage))

    def go_back(self) -> None:
        """Show what was asked and how it was looked at before."""
        self.trail.back()

    def fit(self) -> None:
        """Frame everything that is drawn."""
        self.canvas.fit()

    def zoom_in(self) -> None:
        """Go nearer."""
        self.canvas.zoom(1)

    def zoom_out(self) -> None:
        """Go farther away."""
        self.canvas.zoom(-1)

    def appear(self, action: QAction) -> None:
        """Be light, dark, or as the system is."""
        self.settings.set_appearance(action.data())
        theme.choose(action.data())
        self.dress()

    def focus_next_pane(self) -> None:
        """Go on to the next part of the window."""
        self._focus_pane(1)

    def focus_previous_pane(self) -> None:
        """Go back to the part before."""
        self._focus_pane(-1)

    def show_shortcuts(self) -> None:
        """List the keys."""
        from flowviz.ui.dialogs.shortcuts import ShortcutsDialog

        ShortcutsDialog(self).open()

    def show_about(self) -> None:
        """Say what this is, and what it is not."""
        from flowviz.ui.dialogs.about import AboutDialog

        AboutDialog(self).open()

    def tell(self, words: str) -> None:
        """Say something in passing, in the status line."""
        self.status.tell(words)

    def choose_comparison(self) -> None:
        """Ask for another dossier, and show what differs."""
        self.comparing().choose()

    def comparing(self) -> "Comparing":
        """Make what compares the dossier with a file."""
        from flowviz.ui.comparing.comparing import Comparing

        return Comparing(self)

    def importing(self) -> "Importing":
        """Make what imports files."""
        from flowviz.ui.importing.importing import Importing

        return Importing(cast("Window", self))

    def dress(self) -> None:
        """Draw everything in the colours in force."""
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        theme.apply(application, fonts.load())
        for part in (self.actions_, self.toolrow, self.chips):
            part.dress()
        self.canvas.draw()
        self.evidence.refresh()

    def panes(self) -> tuple[QWidget, ...]:
        """Give the parts that F6 goes round, shown or not."""
        return (self.chips, self.canvas, self.timeline, *self.panels.in_sight(), self.toolrow.unit)

    def _focus_pane(self, by: int) -> None:
        shown = [pane for pane in self.panes() if pane.isVisible()]
        focus = QApplication.focusWidget()
        now = next((at for at, pane in enumerate(shown) if _holds(pane, focus)), len(shown) - 1)
        take_keys(shown[(now + by) % len(shown)])


def _holds(pane: QWidget, focus: QWidget | None) -> bool:
    return focus is not None and (pane is focus or pane.isAncestorOf(focus))
