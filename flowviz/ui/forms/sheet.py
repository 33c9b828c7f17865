"""A sheet of fields that holds one frozen text of ``editing``, and lists of such sheets."""

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QToolButton, QVBoxLayout, QWidget

from flowviz.editing import Fault
from flowviz.ui import icons, text, theme
from flowviz.ui.forms.fields import Field, dress
from flowviz.ui.forms.grid import Fold, Section
from flowviz.ui.forms.links import link_button

_MOST = 40
"""Parts of one list that are shown at first; each is a dozen widgets."""


class Sheet(QWidget):
    """Fields and lists of parts, each bound to an attribute of the texts it holds.

    ``typed`` and ``left`` are told of every field below, ``arranged`` when a part comes or goes,
    ``unwanted`` when the sheet itself should go. Where its
    fields are narrow, ``shared`` says beneath them all what is wrong.
    """

    typed = Signal()
    left = Signal()
    arranged = Signal()
    unwanted = Signal(object)

    def __init__(self, texts: Any) -> None:
        super().__init__()
        self._first = self._texts = texts
        self.fields: dict[str, Field] = {}
        self._bound: dict[str, Field] = {}
        self.lists: dict[str, PartList] = {}
        self.folds: list[Fold] = []
        self.shared: QLabel | None = None
        self._visited: set[str] = set()

    def bind(self, **fields: Field) -> None:
        """Let each field hold the attribute of its name."""
        for name, field in fields.items():
            field.show_value(getattr(self._texts, name))
            self._bound[name] = field
            self.join(name, field)

    def join(self, name: str, field: Field) -> None:
        """Count a field among those of the sheet, the one that faults of ``name`` are about."""
        self.fields[name] = field
        field.typed.connect(self.typed)
        field.left.connect(self._note_left)
        field.spare_delete.connect(self._go_if_empty)

    def bind_parts(self, **lists: "PartList") -> None:
        """Let each list hold the attribute of its name; ``fill`` makes its sheets."""
        for name, parts in lists.items():
            self.lists[name] = parts
            parts.hold(getattr(self._texts, name))
            parts.typed.connect(self.typed)
            parts.left.connect(self.left)
            parts.arranged.connect(self.arranged)

    def fill(self) -> None:
        """Make the sheets of the lists, once this sheet stands in its form.

        Qt styles all that is within a widget anew each time the widget is put into another one.
        """
        for parts in self.lists.values():
            parts.show_texts(parts.texts())

    def texts(self) -> Any:
        """What the fields hold."""
        values: dict[str, Any] = {name: field.value() for name, field in self._bound.items()}
        values |= {name: parts.texts() for name, parts in self.lists.items()}
        return dataclasses.replace(self._texts, **values)

    def show_texts(self, texts: Any, *, but: QWidget | None = None) -> None:
        """Hold other texts, without telling anybody; the field with the editor ``but`` stays."""
        self._texts = texts
        for name, field in self._bound.items():
            if but is None or field.editor is not but:
                field.show_value(getattr(texts, name))
        for name, parts in self.lists.items():
            parts.show_texts(getattr(texts, name), but=but)
        for fold in self.folds:
            fold.reveal()

    def show_faults(
        self, faults: Iterable[Fault], *, everywhere: bool, calm: QWidget | None = None
    ) -> None:
        """Mark what is wrong: ``everywhere``, or only where somebody has been.

        The field with the editor ``calm`` is being typed into: it gets no mark it has not yet.
        """
        below = _below(faults)
        said: list[Fault] = []
        for name, field in self.fields.items():
            is_told = everywhere or name in self._visited
            if field.editor is calm and not field.mark:
                is_told = False
            found = sorted(below.get(name, ()), key=_is_mild) if is_told else []
            said += found[:1]
            words, is_grave = (found[0].words, found[0].is_grave) if found else ("", True)
            field.show_fault(words, is_grave=is_grave, beneath=self.shared is None)
        for name, parts in self.lists.items():
            parts.show_faults(below.get(name, ()), everywhere=everywhere, calm=calm)
        if self.shared is not None:
            self.shared.setText(text.plain("\n".join(fault.words for fault in said), 600))
            dress(self.shared, "fault" if any(fault.is_grave for fault in said) else "doubt")
            self.shared.setVisible(bool(said))

    def field_at(self, path: str) -> Field | None:
        """The field that a fault is about, None where it has none of its own."""
        head, _slash, rest = path.partition("/")
        if head in self.fields:
            return self.fields[head]
        return self.lists[head].field_at(rest) if head in self.lists else None

    def refresh(self) -> None:
        """Say anew what the dossier holds beside the record; nothing by itself."""

    def offer_blanks(self) -> None:
        """Have a blank part ready where a new record will have one; nothing by itself."""

    def is_untouched(self) -> bool:
        """Whether it holds what it was made with."""
        return bool(self.texts() == self._first)

    def is_empty(self) -> bool:
        """Whether no field for text holds any."""
        values = (field.value() for field in self.fields.values() if field.takes_text)
        return not any(values) and all(parts.is_empty() for parts in self.lists.values())

    def take_focus(self) -> None:
        """Put the keyboard into the first field."""
        first = next(iter(self.fields.values()))
        first.editor.setFocus(Qt.FocusReason.TabFocusReason)

    def _note_left(self) -> None:
        sender = self.sender()
        self._visited.update(name for name, field in self.fields.items() if field is sender)
        self.left.emit()

    def _go_if_empty(self) -> None:
        if self.is_empty():
            self.unwanted.emit(self)


class PartList(QWidget):
    """Sheets beneath one another, and a button that adds one; a list of none is one line.

    ``blank`` makes what a new sheet holds; one that nobody has typed into is no part yet.
    """

    typed = Signal()
    left = Signal()
    arranged = Signal()

    def __init__(
        self, make: Callable[[Any], Sheet], blank: Callable[[], Any], add_words: str, tip: str = ""
    ) -> None:
        super().__init__()
        self._make = make
        self._blank = blank
        self._rest: tuple[Any, ...] = ()
        self._fresh: set[Sheet] = set()
        self._head: QWidget | None = None
        self.sheets: list[Sheet] = []
        self._arranged: list[Sheet] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.SPACE // 2)
        self.more = link_button("")
        self.more.clicked.connect(self._show_more)
        self.more.hide()
        self.adder = link_button(add_words, tip)
        self.adder.clicked.connect(self.add)
        for button in (self.more, self.adder):
            self._box.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def set_head(self, head: QWidget) -> None:
        """Have a line of headings above the first sheet, hidden while there is none."""
        self._head = head
        self._box.insertWidget(0, head)
        head.setVisible(bool(self.sheets))

    def hold(self, texts: tuple[Any, ...]) -> None:
        """Hold the first texts, without any sheet yet."""
        self._rest = texts

    def texts(self) -> tuple[Any, ...]:
        """What the sheets hold, those not shown included."""
        return (*(sheet.texts() for sheet in self._filled()), *self._rest)

    def show_texts(self, texts: tuple[Any, ...], *, but: QWidget | None = None) -> None:
        """Hold other texts: a sheet stays with the part of its identifier, or with its place."""
        most = max(_MOST, len(self.sheets))
        self._rest = texts[most:]
        filled = self._filled()
        by_id = {_id_of(sheet.texts(), at): sheet for at, sheet in enumerate(filled)}
        blanks = [sheet for sheet in self.sheets if sheet not in filled]
        shown = []
        for at, part in enumerate(texts[:most]):
            sheet = by_id.pop(_id_of(part, at), None)
            if sheet is None:
                sheet = self._made(part)
            else:
                sheet.show_texts(part, but=but)
            shown.append(sheet)
        for sheet in by_id.values():
            self._drop(sheet)
        self.sheets = shown + blanks
        self._order()

    def fill_slowly(self) -> Iterator[None]:
        """Make the sheets of what is held, one a step, so that the event loop can turn between."""
        held = self.texts()
        for count in range(1, min(len(held), _MOST)):
            self.show_texts(held[:count])
            yield
        self.show_texts(held)
        yield

    def add(self) -> None:
        """Add a blank part and put the keyboard into it."""
        self.add_blank().take_focus()

    def add_blank(self) -> Sheet:
        """Add a blank part."""
        self._show_more()
        sheet = self._made(self._blank())
        self._fresh.add(sheet)
        self.sheets.append(sheet)
        sheet.offer_blanks()
        self._order()
        return sheet

    def remove(self, sheet: Sheet) -> None:
        """Take a part away; the keyboard goes to the one before it."""
        at = self.sheets.index(sheet)
        self.sheets.remove(sheet)
        if self.sheets:
            self.sheets[max(at - 1, 0)].take_focus()
        else:
            self.adder.setFocus(Qt.FocusReason.TabFocusReason)
        self._drop(sheet)
        self._order()
        self.typed.emit()
        self.left.emit()

    def show_faults(
        self, faults: Iterable[Fault], *, everywhere: bool, calm: QWidget | None = None
    ) -> None:
        """Mark what is wrong with which part."""
        below = _below(faults)
        filled = self._filled()
        for sheet in self.sheets:
            found = below.get(str(filled.index(sheet)), ()) if sheet in filled else ()
            sheet.show_faults(found, everywhere=everywhere, calm=calm)

    def field_at(self, path: str) -> Field | None:
        """The field that a fault of a part is about."""
        at, _slash, rest = path.partition("/")
        filled = self._filled()
        is_shown = at.isdecimal() and int(at) < len(filled)
        return filled[int(at)].field_at(rest) if is_shown else None

    def is_empty(self) -> bool:
        """Whether no part holds any text; one nobody has typed into does not count."""
        return not self._rest and all(sheet.is_empty() for sheet in self._filled())

    def _filled(self) -> list[Sheet]:
        """The sheets that are parts: all but new ones that nobody has typed into."""
        return [
            sheet for sheet in self.sheets if sheet not in self._fresh or not sheet.is_untouched()
        ]

    def _made(self, part: Any) -> Sheet:
        sheet = self._make(part)
        sheet.setParent(self)
        sheet.fill()
        sheet.typed.connect(self.typed)
        sheet.left.connect(self.left)
        sheet.arranged.connect(self.arranged)
        sheet.unwanted.connect(self.remove)
        return sheet

    def _drop(self, sheet: Sheet) -> None:
        self._fresh.discard(sheet)
        self._box.removeWidget(sheet)
        sheet.hide()
        sheet.deleteLater()

    def _order(self) -> None:
        """Let the sheets stand in their order, also for Tab."""
        first = 0 if self._head is None else 1
        for at, sheet in enumerate(self.sheets, start=first):
            if self._box.indexOf(sheet) != at:
                self._box.insertWidget(at, sheet)
            sheet.show()
        if self._head is not None:
            self._head.setVisible(bool(self.sheets))
        self.more.setText(self.tr("Show {count} more").format(count=len(self._rest)))
        self.more.setVisible(bool(self._rest))
        if self.sheets != self._arranged:
            self._arranged = list(self.sheets)
            self.arranged.emit()

    def _show_more(self) -> None:
        rest, self._rest = self._rest, ()
        self.sheets += [self._made(part) for part in rest]
        self._order()


class ListSection(Section):
    """A list of parts with its caption, which is shown once there is a part."""

    def __init__(self, caption: str, parts: PartList) -> None:
        super().__init__(caption, parts)
        self._parts = parts
        parts.arranged.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self.show_caption(bool(self._parts.sheets))


class RemoveButton(QToolButton):
    """Takes a part of a list away."""

    def __init__(self, sheet: Sheet, name: str) -> None:
        super().__init__(sheet)
        self._sheet = sheet
        self.setFixedWidth(28)
        self.setIcon(icons.icon("close"))
        self.setAccessibleName(name)
        self.setToolTip(text.tooltip(name))
        self.clicked.connect(self._tell)

    def _tell(self) -> None:
        self._sheet.unwanted.emit(self._sheet)


def parts_around(widget: QWidget | None) -> Iterator[PartList]:
    """The lists that a widget stands in, the nearest first."""
    while widget is not None:
        if isinstance(widget, PartList):
            yield widget
        widget = widget.parentWidget()


def _id_of(part: Any, at: int) -> str:
    """What a part is known by: its identifier, or its place where it has none."""
    return str(getattr(part, "id", at))


def _below(faults: Iterable[Fault]) -> dict[str, list[Fault]]:
    """The faults by the first step of their paths, which is taken off."""
    below: dict[str, list[Fault]] = {}
    for fault in faults:
        head, _slash, rest = fault.path.partition("/")
        below.setdefault(head, []).append(dataclasses.replace(fault, path=rest))
    return below


def _is_mild(fault: Fault) -> bool:
    return not fault.is_grave
