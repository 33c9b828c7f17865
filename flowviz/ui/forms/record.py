"""The form of a record that stands in the dossier: what is typed is kept as one goes on."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QWidget

from flowviz.editing import text_of
from flowviz.editing.cited_fields import Cited
from flowviz.errors import FlowvizError
from flowviz.records import Citation, Source, Transfer, new_id
from flowviz.terms import Subject
from flowviz.ui.forms.carrying import carried, held_back
from flowviz.ui.forms.cited import CitedList
from flowviz.ui.forms.cited_for import CitedForList
from flowviz.ui.forms.drafts import Draft
from flowviz.ui.forms.form import Form, translated
from flowviz.ui.forms.kinds import Kind, id_of
from flowviz.ui.forms.needed import leads_to_group
from flowviz.ui.forms.noted import NotedList
from flowviz.ui.forms.words import change_words

if TYPE_CHECKING:
    from flowviz.ui.forms.forms import Forms


class RecordForm(Form):
    """Edits a record live: each valid value is an edit, those of one sitting are one undo.

    What is wrong stays in its field, marked, and is kept as a draft. What others change of the
    record meanwhile is shown, but for what is being typed over it.
    """

    def __init__(self, forms: "Forms", kind: Kind, record: Any) -> None:
        self._record = record
        self._base = text_of(record, forms.knowledge.known)
        super().__init__(forms, kind, self._base, f"{kind.word} {id_of(record)}")
        self._step = self._lost = ""
        self._is_keeping = self._is_closing = False
        self._waits = False
        self.cited: CitedList | None = None
        self.noted: NotedList | None = None
        self._beneath: list[CitedList | NotedList | CitedForList] = []
        if kind.subject is not None:
            self.cited = CitedList(forms, kind.subject, id_of(record))
            self._beneath.append(self.cited)
        if kind.subject is not None and kind.subject is not Subject.NOTE:
            self.noted = NotedList(forms, kind.subject, id_of(record))
            self._beneath.append(self.noted)
        if kind.record is Source:
            self._beneath.append(CitedForList(forms, id_of(record)))
        for part in self._beneath:
            self.body.addWidget(part)
        delete = self.button(self.tr("&Delete…"))
        delete.clicked.connect(self.delete)
        done = self.button(self.tr("Close"))
        done.clicked.connect(self.close)
        self.foot.addWidget(delete)
        self.foot.addWidget(self.told, 1)
        self.foot.addWidget(done)
        forms.session.state_changed.connect(self._follow)
        self._show_title()
        draft = forms.drafts.of(self.name, kind.texts)
        self._has_draft = draft is not None
        if draft is not None and draft.base is not None:
            self.sheet.show_texts(carried(draft.base, draft.typed, self._base))
            self.notice.show()
        self._say_how()
        self._mark()

    def look(self) -> None:
        self._mark(calm=QApplication.focusWidget())

    def leave(self) -> None:
        self.keep()

    def rest(self) -> None:
        self.keep(but=QApplication.focusWidget())

    def settle(self) -> None:
        self.keep()

    def clear(self) -> None:
        """Show the record as it is kept."""
        self.sheet.show_texts(self._base)
        self._keep_draft()
        self._mark()

    def keep(self, but: QWidget | None = None) -> None:
        """Keep what is valid of what is typed; the field with the editor ``but`` is not touched."""
        self._pause.stop()
        if self._is_keeping:
            return
        if self.sheet.texts() == self._base:
            self._keep_draft()
            return
        self._waits = self.forms.session.is_busy
        if self._waits:
            self.say(self.tr("It is kept as soon as the dossier is free."))
            return
        self._is_keeping = True
        try:
            self._keep_valid(but)
            self._say_how()
        except FlowvizError as error:
            self.say(str(error), "fault")
        finally:
            self._is_keeping = False
        self._keep_draft()
        self._mark()

    def delete(self) -> None:
        """Ask why, and delete the record."""
        from flowviz.editing.dependents import words_along, words_of_files
        from flowviz.ui.dialogs.reason import ask_reason

        session = self.forms.session
        if session.is_busy or leads_to_group(self.forms.window, self._gone()):
            return
        what = self.tr("Delete {what}").format(what=self.forms.words(self._record))
        ids = (id_of(self._record),)
        told = (words_along(session.dossier, ids), words_of_files(session.dossier, ids))
        reason = ask_reason(self, what, " ".join(told).strip())
        if reason is None or session.is_busy:
            return
        try:
            with session.edit(what, reason=reason) as edit:
                edit.delete(self.kind.record, id_of(self._record))
        except FlowvizError as error:
            self.say(str(error), "fault")

    def _gone(self) -> tuple[str, ...]:
        """The transfers that go when the record is deleted."""
        return (self._record.id,) if isinstance(self._record, Transfer) else ()

    def done(self, result: int) -> None:
        """Keep what is valid and close, once the dossier is free."""
        self.keep()
        if self._waits:
            self._is_closing = True
            self.hide()
            return
        if self.sheet.texts() != self._base:
            self.forms.window.tell(
                self.tr("What was typed and could not be kept is shown when the form is opened.")
            )
        self._close_for_good()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.done(0)

    def _keep_valid(self, but: QWidget | None) -> None:
        typed = self.sheet.texts()
        kept, checked = typed, self.checked(typed, self._record)
        if checked.record is None:
            kept = held_back(self._base, typed, [fault.path for fault in checked.grave])
            checked = self.checked(kept, self._record)
        if checked.record is None:
            return
        if checked.record != self._record:
            self._put(checked.record, checked.actors, kept)
        self.sheet.show_texts(carried(kept, typed, self._base), but=but)

    def _put(self, record: Any, actors: tuple[Any, ...], kept: Any) -> None:
        session = self.forms.session
        whole = self.forms.words(self._record)
        row = session.dossier.undo_row
        if not self._step or row is None or row.step != self._step:
            self._step = new_id()
        lost, doubted = self._lost_with(record), self._doubted_with(record)
        with session.edit(change_words(self._base, kept, whole), step=self._step) as edit:
            edit.put(*actors, record, *doubted)
        self._lost = lost or self._lost
        self._take(self.kind.find(session.dossier, id_of(record)))
        self._refresh_beside()

    def _refresh_beside(self) -> None:
        """Show what the dossier says of the record beside its fields."""
        self.sheet.refresh()
        for part in self._beneath:
            part.refresh()

    def _doubted_with(self, record: Any) -> tuple[Citation, ...]:
        """The citations that are to be checked again once the record says something else."""
        if not isinstance(record, Cited):
            return ()
        from flowviz.editing.rechecks import rechecks

        session = self.forms.session
        ids = record.part_ids() if isinstance(record, Transfer) else (id_of(record),)
        pairs = ((self._record, record),)
        return rechecks(pairs, session.dossier.citations(ids), session.name)

    def _lost_with(self, record: Any) -> str:
        """What is said of the parts that the record is about to lose, and goes with them."""
        if not isinstance(record, Transfer):
            return ""
        from flowviz.editing.dependents import words_along

        gone = set(self._record.part_ids()) - set(record.part_ids())
        return words_along(self.forms.session.dossier, gone) if gone else ""

    def _take(self, record: Any) -> None:
        """Have a record as the one that stands."""
        self._record = record
        self._base = text_of(record, self.forms.knowledge.known)
        self._show_title()

    def _follow(self) -> None:
        """Show what has become of the record, and keep what had to wait."""
        session = self.forms.session
        if session.is_busy or self._is_keeping:
            return
        record = self.kind.find(session.dossier, id_of(self._record))
        if record is None:
            self._keep_draft()
            self._close_for_good()
            return
        base = text_of(record, self.forms.knowledge.known)
        if (record, base) != (self._record, self._base):
            typed, before = self.sheet.texts(), self._base
            self._take(record)
            self.sheet.show_texts(carried(before, typed, base))
            self._mark()
        self._refresh_beside()
        if self._waits:
            QTimer.singleShot(0, self._keep_at_last)

    def _keep_at_last(self) -> None:
        """Keep what had to wait, after all others have seen that the dossier is back."""
        if self.forms.session.is_busy:
            return
        self.keep()
        if self._is_closing and not self._waits:
            self.done(0)

    def _keep_draft(self) -> None:
        typed = self.sheet.texts()
        if typed != self._base:
            self.forms.drafts.keep(self.name, Draft(typed, self._base))
        elif self._has_draft:
            self.notice.hide()
            self.forms.drafts.drop(self.name)
        self._has_draft = typed != self._base

    def _mark(self, calm: QWidget | None = None) -> None:
        checked = self.checked(self.sheet.texts(), self._record)
        self.sheet.show_faults(checked.faults, everywhere=True, calm=calm)

    def _say_how(self) -> None:
        words = self.tr("Kept as you go on; Undo takes it back.")
        self.say(f"{self._lost} {words}" if self._lost else words)

    def _show_title(self) -> None:
        words = self.forms.words(self._record)
        self.setWindowTitle(f"{words} \N{EN DASH} {translated(self.kind.title)}")
