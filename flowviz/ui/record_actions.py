"""What is done with records by hand, wherever they are picked: the one place the actions meet."""

import dataclasses
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from flowviz.actor import Actor
from flowviz.errors import FlowvizError
from flowviz.flows.words import count_words
from flowviz.records import Citation, Group, Link, Note, Source, Transfer
from flowviz.terms import Subject
from flowviz.ui import text
from flowviz.ui.actions import words
from flowviz.ui.menus import all_entries
from flowviz.ui.picked import Picked, why_not
from flowviz.ui.record_menu import OF_A_PANE, RECORD
from flowviz.ui.record_work import (
    MOST_COPIED,
    Copy,
    CopyAside,
    Delete,
    DeletePart,
    Duplicate,
    Edited,
    Work,
)
from flowviz.ui.session import Contents, Selected
from flowviz.ui.source_menu import SOURCE

if TYPE_CHECKING:
    from flowviz.ui.window import Window

_AT_ONCE = 200
"""Records that are deleted or copied within a tenth of a second."""
_SOON_MS = 20
_NOUNS = {
    Transfer: ("record", "records"),
    Actor: ("actor", "actors"),
    Source: ("source", "sources"),
    Citation: ("citation", "citations"),
    Note: ("note", "notes"),
    Link: ("link", "links"),
    Group: ("group", "groups"),
}


class Pane(Protocol):
    """A part of the window in which records are picked."""

    def picked(self) -> Picked:
        """What is picked in it."""


class RecordActions(QObject):
    """Knows which pane had the keyboard last, and acts on what is picked there."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session
        self._pane: QWidget = window.canvas
        self._panes: list[QWidget] = []
        self._copied = 0
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self.refresh)
        self._tips = {entry.name: entry.tip or words(entry) for entry in all_entries()}
        for signal in (self._session.selection_changed, self._session.state_changed):
            signal.connect(self._soon.start)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow_focus)
        for name in OF_A_PANE:
            window.actions_[name].setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        draw = window.actions_["draw_flow"]
        draw.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        window.canvas.addAction(draw)
        self.watch(window.canvas)
        self.watch(window.evidence)
        self._connect()
        self.refresh()

    def _connect(self) -> None:
        canvas, evidence = self._window.canvas, self._window.evidence
        evidence.foot.show_actions(evidence.actions())
        evidence.picked_changed.connect(self.note_pick)
        evidence.edit_wanted.connect(self.edit)
        evidence.row_menu.edit_wanted.connect(self.edit_one)
        evidence.row_menu.citing_wanted.connect(self.cite)
        canvas.flow_drawing.drawn.connect(self.write_transfer)
        canvas.menu.transfer_wanted.connect(self.write_transfer)
        canvas.menu.actor_wanted.connect(self.edit_actor)
        canvas.menu.merge_wanted.connect(self.merge_actor)

    def watch(self, pane: QWidget) -> None:
        """Act on what is picked in ``pane`` too, as soon as it has the keyboard."""
        self._panes.append(pane)
        pane.addActions([self._window.actions_[name] for name in OF_A_PANE])

    def note_pick(self) -> None:
        """Other things are picked in a pane: what can be done is looked at soon."""
        self._soon.start()

    def picked(self) -> Picked:
        """What is picked in the pane that had the keyboard last."""
        return cast("Pane", self._pane).picked()

    def refresh(self) -> None:
        """Enable what can be done; what cannot says why."""
        picked, is_busy = self.picked(), self._session.is_busy
        for entry in (*RECORD, *SOURCE):
            if entry is None or isinstance(entry, str):
                continue
            action = self._window.actions_[entry.name]
            reason = why_not(entry.name, picked, is_busy=is_busy)
            action.setEnabled(not reason)
            shown = action.shortcut().toString()
            tip = f"{self._tips[entry.name]} ({shown})" if shown else self._tips[entry.name]
            action.setToolTip(text.tooltip(reason or tip))

    def _follow_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        for pane in self._panes:
            if now is not None and (pane is now or pane.isAncestorOf(now)):
                self._pane = pane
                self._soon.start()

    # What is done

    def new_transfer(self) -> None:
        """Write a record, of the flow or from the actor that is picked."""
        self.write_transfer(*self.picked().pair)

    def write_transfer(self, supplier: str, recipient: str) -> None:
        """Open the form of a new record between two actors; "" for one that is not known yet."""
        from flowviz.ui.forms import opening

        opening.new_transfer(self._window, supplier, recipient)

    def new_source(self) -> None:
        """Write down a source."""
        from flowviz.ui.forms import opening

        opening.new_source(self._window)

    def new_actor(self) -> None:
        """Write down an actor."""
        from flowviz.ui.forms import opening

        opening.new_actor(self._window)

    def edit(self) -> None:
        """Open the form of the one record that is picked."""
        picked = self.picked()
        if picked.kind is not None and not why_not("edit_record", picked, is_busy=self._is_busy):
            self.edit_one(picked.kind, picked.ids[0])

    def edit_one(self, kind: type, id_: str) -> None:
        """Open the form of a record."""
        from flowviz.ui.forms import opening

        opening.edit_record(self._window, kind, id_)

    def edit_actor(self, code: str) -> None:
        """Open the form of an actor."""
        self.edit_one(Actor, code)

    def add_citation(self) -> None:
        """Cite a source for what is picked."""
        picked = self.picked()
        if picked.subject is not None:
            self.cite(picked.subject, picked.subject_id)

    def cite(self, subject: Subject, id_: str) -> None:
        """Cite a source for something."""
        from flowviz.ui.forms import opening

        opening.new_citation(self._window, subject, id_)

    def add_note(self) -> None:
        """Write a note on what is picked."""
        from flowviz.ui.forms import opening

        picked = self.picked()
        if picked.subject is not None:
            opening.new_note(self._window, picked.subject, picked.subject_id)

    def duplicate(self, *, with_citations: bool) -> None:
        """Make copies of the records that are picked; the form of a single one is opened."""
        from flowviz.ui.forms import opening

        picked = self.picked()
        if why_not("duplicate", picked, is_busy=self._is_busy):
            return
        what = self.tr("Duplicate {what}").format(what=self._words(picked))
        copies: list[str] = []
        work = Duplicate(picked.ids, copies, with_citations=with_citations)
        self.do(len(picked.ids), what, "", work)
        self._window.tell(
            self.tr("Duplicated: a copy counts beside the first until it is changed.")
        )
        if len(copies) == 1 and not self._is_busy:
            transfer = self._session.dossier.transfer(copies[0])
            pair = transfer.supplier, transfer.recipient
            self._session.select(Selected.record(*pair, copies[0]))
            opening.edit_record(self._window, Transfer, copies[0])

    def delete(self) -> None:
        """Take out what is picked, after asking why."""
        from flowviz.ui.dialogs.reason import ask_reason

        picked = self.picked()
        if why_not("delete_record", picked, is_busy=self._is_busy) or picked.kind is None:
            return
        from flowviz.ui.forms.needed import leads_to_group

        is_whole = picked.kind is Transfer and not picked.part
        if is_whole and leads_to_group(self._window, picked.ids):
            return
        what = self.tr("Delete {what}").format(what=self._words(picked))
        reason = ask_reason(self._window, what, self._along(picked))
        if reason is None or self._is_busy:
            return
        work = DeletePart(picked) if picked.part else Delete(picked.kind, picked.ids)
        selected = self._session.selected
        if picked.kind is Transfer and set(selected.transfers) & set(picked.ids):
            self._session.select(dataclasses.replace(selected, transfers=()))
        self.do(len(picked.ids), what, reason, work)

    def _along(self, picked: Picked) -> str:
        """What goes with what is deleted, and whether a file would bring it back."""
        from flowviz.editing.dependents import words_along, words_of_files

        dossier = self._session.dossier
        ids = (picked.part,) if picked.part else picked.ids
        return f"{words_along(dossier, ids)} {words_of_files(dossier, ids)}".strip()

    def batch(self) -> None:
        """Change a field of all records that are picked."""
        from flowviz.ui.dialogs import batch

        picked = self.picked()
        if not why_not("batch_edit", picked, is_busy=self._is_busy):
            batch.batch(self._window, picked.ids)

    def copy(self) -> None:
        """Copy the rows of the table that are picked, for a spreadsheet."""
        picked = self.picked()
        if why_not("copy_rows", picked, is_busy=self._is_busy):
            return
        contents, dossier = self._session.contents, self._session.dossier
        self._copied = len(picked.ids)
        copy = Copy(picked.ids, contents.columns, contents.actors)
        if len(picked.ids) <= _AT_ONCE:
            self._take_copy(copy.text(dossier))
        else:
            self._window.tell(self.tr("Copying…"))
            work = CopyAside(copy, dossier.beside())
            self._window.jobs.start("copy", work, self._take_copy, self._window.show_error)

    def _take_copy(self, rows: str) -> None:
        QGuiApplication.clipboard().setText(rows)
        words = self.tr("Copied {records}").format(records=count_words(self._copied, "record"))
        if self._copied > MOST_COPIED:
            words = self.tr("Copied the first {count} of {records}").format(
                count=f"{MOST_COPIED:,}", records=count_words(self._copied, "record")
            )
        self._window.tell(words)

    def paste(self) -> None:
        """Make records of the rows of a spreadsheet."""
        from flowviz.ui.dialogs import paste

        paste.paste(self._window, QGuiApplication.clipboard().text())

    def merge(self) -> None:
        """Make one actor of several."""
        picked = self.picked()
        self._merge(picked.ids if picked.kind is Actor else ())

    def merge_actor(self, code: str) -> None:
        """Make one actor of this one and others."""
        self._merge((code,))

    def where_from(self) -> None:
        """Show the file that told of the record that is picked, and what stands in it."""
        from flowviz.ui.dialogs import where_from

        picked = self.picked()
        if not why_not("where_from", picked, is_busy=self._is_busy):
            where_from.show(self._window, picked.ids[0])

    def same_item(self) -> None:
        """Let several designations be one item; those of picked records are chosen."""
        from flowviz.ui.dialogs import same_item

        picked = self.picked()
        same_item.same_item(self._window, picked.ids if picked.kind is Transfer else ())

    def _merge(self, codes: tuple[str, ...]) -> None:
        from flowviz.ui.dialogs import merge_actors

        merge_actors.merge(self._window, codes)

    @property
    def _is_busy(self) -> bool:
        return self._session.is_busy

    def do(self, count: int, what: str, reason: str, work: Work) -> None:
        """Do ``work`` in one edit: at once, or as a job where it would hold up the window."""
        session = self._session
        if count <= _AT_ONCE:
            try:
                with session.edit(what, reason=reason) as edit:
                    work(session.dossier, edit)
            except FlowvizError as error:
                self._window.show_error(error)
            return
        edited = Edited(what, session.author, reason, work)
        self._window.documents.run(f"{what}…", edited, self._show_edited)

    def _show_edited(self, contents: Contents) -> None:
        self._window.documents.end_waiting()
        self._session.take_back(contents)

    def _words(self, picked: Picked) -> str:
        """What is picked in a few words, for the menu, the question and the history."""
        assert picked.kind is not None
        one, many = _NOUNS[picked.kind]
        if len(picked.ids) != 1:
            return count_words(len(picked.ids), one, many)
        named = self._name(picked.kind, picked.ids[0])
        words = f"{one} {named}" if named else f"the {one}"
        if picked.part:
            part = self._part(picked)
            return self.tr("{part} from {record}").format(part=part, record=words)
        return words

    def _name(self, kind: type, id_: str) -> str:
        session = self._session
        if kind is Actor:
            return session.name(id_)
        if kind is Source:
            source = session.dossier.sources((id_,)).get(id_)
            return f"“{source.title}”" if source else ""
        if kind is not Transfer:
            return ""
        transfer = session.dossier.transfer(id_)
        return f"{session.name(transfer.supplier)} → {session.name(transfer.recipient)}"

    def _part(self, picked: Picked) -> str:
        """A line by its designation, another part by what it is."""
        lines = self._session.dossier.transfer(picked.ids[0]).lines
        named = next((line.designation for line in lines if line.id == picked.part), "")
        return named or self.tr("a {part}").format(part=picked.subject or self.tr("part"))
