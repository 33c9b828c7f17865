"""Whatever is typed, left, taken back, closed and opened: nothing invalid kept, nothing lost."""

import dataclasses
from collections.abc import Iterator
from contextlib import suppress
from random import Random
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from flowviz.dossier import Dossier
from flowviz.editing import check, text_of
from flowviz.errors import UndoError
from flowviz.records import Transfer
from flowviz.ui.forms.carrying import carried, held_back
from flowviz.ui.forms.fields import Field, TermField, TextField
from flowviz.ui.forms.opening import edit_record, forms_of
from flowviz.ui.forms.record import RecordForm
from flowviz.ui.forms.sheet import PartList, Sheet
from flowviz.ui.window import Window
from tests.dossier_of_everything import records
from tests.ui.conftest import Open

ID = "together"
TEXTS = (
    *("", "?", "0", "250", "<= 80", "1,500", "1.500", "many", "240 = some", "1-2 million"),
    *("2015", "2020-21", "2015?", "1979; 1981", "01/02/2015", "the spring after"),
    *("Belarus", "x-front", "Atlantis", "SUN", "Total", "NATO"),
    *("pieces", "EUR", "broker", "Konkurs", "\u202ehidden", "<b>bold</b>", "9" * 40, "x" * 6_000),
)


class Typist:
    """Does one thing after another to the form of a record, as a hurried person would."""

    def __init__(self, window: Window, random: Random) -> None:
        self._window = window
        self._random = random
        self.form = self._opened()

    def step(self) -> str:
        """Do something; gives what it was."""
        deeds = (self.write, self.write, self.write, self.choose, self.add, self.remove)
        deeds += (self.undo, self.redo, self.reopen, self.edit_elsewhere)
        deed = self._random.choice(deeds)
        deed()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return deed.__name__

    def write(self) -> None:
        fields = [field for field in _fields(self.form.sheet) if isinstance(field, TextField)]
        field, words = self._random.choice(fields), self._random.choice(TEXTS)
        field.line.setText(words)
        field.line.textEdited.emit(words)
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.hide()
        self._go_on(field)

    def choose(self) -> None:
        fields = [field for field in _fields(self.form.sheet) if isinstance(field, TermField)]
        field = self._random.choice(fields)
        at = self._random.randrange(field.choice.count())
        field.choice.setCurrentIndex(at)
        field.choice.activated.emit(at)

    def add(self) -> None:
        self._random.choice(list(_lists(self.form.sheet))).add()

    def remove(self) -> None:
        sheets = [sheet for parts in _lists(self.form.sheet) for sheet in parts.sheets]
        if sheets:
            sheet = self._random.choice(sheets)
            sheet.unwanted.emit(sheet)

    def undo(self) -> None:
        with suppress(UndoError):
            self._window.session.undo()

    def redo(self) -> None:
        with suppress(UndoError):
            self._window.session.redo()

    def reopen(self) -> None:
        self.form.close()
        self.form = self._opened()

    def edit_elsewhere(self) -> None:
        transfer = self._window.session.dossier.transfer(ID)
        changed = dataclasses.replace(transfer, comment=f"elsewhere {self._random.random()}")
        with self._window.session.edit("Edit elsewhere") as edit:
            edit.put(changed)

    def see(self) -> None:
        """Nothing invalid is kept, and what a crash would leave is what stands in the form."""
        known = forms_of(self._window).knowledge.known
        record = self._window.session.dossier.transfer(ID)
        base, typed = text_of(record, known), self.form.sheet.texts()
        faults = check(typed, known, record).faults
        paths = [fault.path for fault in faults if fault.is_grave]
        valid = check(held_back(base, typed, paths), known, record).record
        assert valid == record, "what is valid is kept, and nothing else"
        draft = forms_of(self._window).drafts.of(self.form.name, type(typed))
        if draft is None:
            assert typed == base, "what is not kept is a draft"
        else:
            assert carried(draft.base, draft.typed, base) == typed

    def _go_on(self, field: Field) -> None:
        if self._random.random() < 0.5:
            field.left.emit()
        else:
            self.form.rest()
        self.form.keep()

    def _opened(self) -> RecordForm:
        form = edit_record(self._window, Transfer, ID)
        assert isinstance(form, RecordForm)
        return form


def _lists(sheet: Sheet) -> Iterator[PartList]:
    for parts in sheet.lists.values():
        yield parts
        for below in parts.sheets:
            yield from _lists(below)


def _fields(sheet: Sheet) -> Iterator[Field]:
    yield from sheet.fields.values()
    for parts in sheet.lists.values():
        for below in parts.sheets:
            yield from _fields(below)


@pytest.mark.parametrize(
    "seed", [*range(3), *(pytest.param(seed, marks=pytest.mark.long) for seed in range(3, 30))]
)
def test_nothing_invalid_is_kept_and_nothing_typed_is_lost(open_window: Open, seed: int) -> None:
    window = open_window(Dossier.new("", records()))
    typist, done = Typist(window, Random(seed)), list[str]()
    before: Any = window.session.dossier.transfer(ID)
    first = max((row.seq for row in window.session.dossier.history()), default=0)
    for _ in range(25):
        done.append(typist.step())
        try:
            typist.see()
        except AssertionError as error:
            raise AssertionError(f"seed {seed}, after {done}: {error}") from error
    typist.form.close()
    while (row := window.session.dossier.undo_row) is not None and row.seq > first:
        window.session.undo()
    assert window.session.dossier.transfer(ID) == before
