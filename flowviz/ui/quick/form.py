"""The quick form as a window: what was pasted, what it comes to, one edit that adds it all."""

import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QGuiApplication

from flowviz.editing import Checked
from flowviz.editing.quick import Quick, QuickText, quick, read_paste
from flowviz.records import Transfer
from flowviz.ui.entry import QT_TRANSLATE_NOOP
from flowviz.ui.forms.kinds import KINDS, Kind
from flowviz.ui.forms.new import NewForm
from flowviz.ui.forms.opening import PASTED, forms_of
from flowviz.ui.quick.sheet import QuickSheet
from flowviz.ui.session import Selected

if TYPE_CHECKING:
    from flowviz.ui.forms.forms import Forms
    from flowviz.ui.window import Window

QUICK = Kind(
    Transfer,
    QuickText,
    QT_TRANSLATE_NOOP("Forms", "Transfer"),
    QT_TRANSLATE_NOOP("Forms", "New from Pasted Text"),
    QuickSheet,
    KINDS[Transfer].find,
)


class QuickForm(NewForm):
    """Adds a record with its quotation, and its source where that is a new one."""

    def __init__(self, forms: "Forms", texts: QuickText) -> None:
        self._made: Quick | None = None
        super().__init__(forms, QUICK, texts, PASTED)

    def checked(self, typed: Any, before: Any = None) -> Checked[Any]:
        """The record that is typed, with what is wrong with it or with the source."""
        self._made = quick(typed, self.forms.knowledge.known, datetime.date.today())
        return self._made.checked

    def records(self, checked: Checked[Any]) -> tuple[Any, ...]:
        """Everything that is put in the one edit."""
        assert self._made is not None
        along = (self._made.source, checked.record, self._made.citation)
        return (*checked.actors, *(record for record in along if record is not None))

    def _finish(self, record: Any, words: str) -> None:
        super()._finish(record, words)
        selected = Selected.record(record.supplier, record.recipient, record.id)
        self.forms.session.select(selected)


def paste_text(window: "Window") -> NewForm | None:
    """Open the form on what the clipboard holds; a draft from before is shown instead."""
    forms = forms_of(window)
    texts = read_paste(QGuiApplication.clipboard().text())
    return forms.open_new(PASTED, lambda: QuickForm(forms, texts))
