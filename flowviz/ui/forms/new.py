"""The form of a record that is still to be: it is added as a whole, and a draft until then."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

from flowviz.editing import Checked
from flowviz.errors import FlowvizError
from flowviz.ui.forms.drafts import Draft
from flowviz.ui.forms.form import Form, translated
from flowviz.ui.forms.kinds import Kind, id_of

if TYPE_CHECKING:
    from flowviz.ui.forms.forms import Forms


class NewForm(Form):
    """Adds a record; ``added`` gives its identifier."""

    added = Signal(str)

    def __init__(self, forms: "Forms", kind: Kind, texts: Any, name: str) -> None:
        super().__init__(forms, kind, texts, name)
        self._blank = texts
        self._waits = self._wants_to_cite = False
        self.setWindowTitle(translated(kind.new_title))
        self.add_button = self.button(self.tr("&Add"), is_main=True)
        self.add_button.setToolTip(self.tr("Ctrl+Return"))
        self.add_button.clicked.connect(self.add)
        self.cite_button = self.button(self.tr("Add and Ci&te…"))
        self.cite_button.setToolTip(self.tr("Add it, then say which source says so"))
        self.cite_button.clicked.connect(self.add_and_cite)
        self.cite_button.setVisible(kind.subject is not None)
        self.foot.addWidget(self.told, 1)
        self.foot.addWidget(self.cite_button)
        self.foot.addWidget(self.add_button)
        for keys, slot in (
            ("Ctrl+Return", self.add),
            ("Ctrl+Enter", self.add),
            ("Ctrl+Shift+Return", self.add_and_cite),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)
        forms.session.state_changed.connect(self._follow)
        draft = forms.drafts.of(name, kind.texts)
        if draft is not None:
            self.sheet.show_texts(draft.typed)
            self.notice.show()
        self.sheet.offer_blanks()
        self.look()

    def look(self) -> None:
        """Mark what is wrong where somebody has been, and say beside the button what is missing."""
        checked = self.checked(self.sheet.texts())
        self.sheet.show_faults(checked.faults, everywhere=False, calm=QApplication.focusWidget())
        self.add_button.setEnabled(checked.record is not None)
        self.cite_button.setEnabled(checked.record is not None)
        if checked.grave:
            fault = checked.grave[0]
            field = self.sheet.field_at(fault.path)
            self.say(f"{field.name}: {fault.words}" if field is not None else fault.words)
        else:
            self.say(self.tr("Ctrl+Return adds it."))

    def leave(self) -> None:
        self.look()

    def rest(self) -> None:
        self.settle()

    def settle(self) -> None:
        """Keep what is typed as a draft."""
        self._pause.stop()
        if self._is_typed():
            self.forms.drafts.keep(self.name, Draft(self.sheet.texts()))
        else:
            self.forms.drafts.drop(self.name)

    def clear(self) -> None:
        """Begin again."""
        self.notice.hide()
        self.sheet.show_texts(self._blank)
        self.sheet.offer_blanks()
        self.forms.drafts.drop(self.name)
        self.look()
        self.sheet.take_focus()

    def add_and_cite(self) -> None:
        """Add the record, and open the form of a citation for it."""
        self._wants_to_cite = True
        self.add()
        self._wants_to_cite = self._waits

    def add(self) -> None:
        """Add the record and close; where something is wrong, go to it."""
        checked = self.checked(self.sheet.texts())
        if checked.record is None:
            self.sheet.show_faults(checked.faults, everywhere=True)
            field = self.sheet.field_at(checked.grave[0].path)
            if field is not None:
                field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        session = self.forms.session
        self._waits = session.is_busy
        if self._waits:
            self.say(self.tr("It is added as soon as the dossier is free."))
            return
        words = self.forms.words(checked.record, checked.actors)
        try:
            with session.edit(self.tr("Add {what}").format(what=words)) as edit:
                edit.put(*self.records(checked))
        except FlowvizError as error:
            self.say(str(error), "fault")
            return
        self._finish(checked.record, words)

    def records(self, checked: Checked[Any]) -> tuple[Any, ...]:
        """What is put in the edit: the record, after the actors that are new with it."""
        return (*checked.actors, checked.record)

    def done(self, result: int) -> None:
        """Close; what is typed stays as a draft."""
        self._pause.stop()
        self.settle()
        if self._is_typed():
            what = translated(self.kind.new_title)
            words = self.tr("What was typed is not added yet; {form} shows it again.")
            self.forms.window.tell(words.format(form=what))
        self._close_for_good()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.done(0)

    def _finish(self, record: Any, words: str) -> None:
        self.forms.drafts.drop(self.name)
        self.forms.window.tell(self.tr("Added: {what}").format(what=words))
        wants_to_cite = self._wants_to_cite
        self.added.emit(id_of(record))
        self._close_for_good()
        if wants_to_cite and self.kind.subject is not None:
            from flowviz.ui.forms.opening import new_citation

            new_citation(self.forms.window, self.kind.subject, id_of(record))

    def _is_typed(self) -> bool:
        return bool(self.sheet.texts() != self._blank)

    def _follow(self) -> None:
        if self._waits and not self.forms.session.is_busy:
            QTimer.singleShot(0, self._add_at_last)

    def _add_at_last(self) -> None:
        if self._waits and not self.forms.session.is_busy:
            self.add()
