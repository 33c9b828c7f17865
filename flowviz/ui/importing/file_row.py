"""How the file is opened: sheet, encoding, separator, decimal sign, header row, order of dates."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from flowviz.editing.mapping_text import MappingText
from flowviz.editing.survey_words import (
    decimal_words,
    encoding_words,
    order_offers,
    separator_words,
)
from flowviz.importers.candidates import Candidate
from flowviz.importers.survey import Survey
from flowviz.ui import text, theme
from flowviz.ui.forms.completing import OfferDelegate
from flowviz.ui.forms.fields import Field, TermField, Value

_Index = QModelIndex | Any
_Offers = Sequence[tuple[str, str, str]]
_HIGHEST_LINE = 9_999
_POPUP_PX = 460


class CandidateField(TermField):
    """A few ways to read the file; what speaks for each stands beside it in the open list."""

    def __init__(self, name: str, tip: str) -> None:
        super().__init__(name, (), tip)
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        view = self.choice.view()
        view.setItemDelegate(OfferDelegate(view))
        view.setMinimumWidth(_POPUP_PX)

    def offer_candidates(self, offers: _Offers, chosen: str) -> None:
        """Offer values with their words and reasons."""
        self.offer([(value, words) for value, words, _ in offers])
        for at, (_, words, reason) in enumerate(offers):
            said = text.one_line(reason, 120)
            self.choice.setItemData(at, said, Qt.ItemDataRole.StatusTipRole)
            told = f"{words}, {said}" if said else words
            self.choice.setItemData(at, told, Qt.ItemDataRole.AccessibleTextRole)
        self.show_value(chosen)


class LineField(Field):
    """The row of a sheet, or line of a text, that names the columns."""

    def __init__(self, name: str, tip: str) -> None:
        self.number = QSpinBox()
        super().__init__(name, self.number, tip)
        self.number.setRange(0, _HIGHEST_LINE)
        self.number.setSpecialValueText(self.tr("none"))
        self.number.setKeyboardTracking(False)
        self.number.lineEdit().setTextMargins(5, 0, 0, 0)
        self.number.valueChanged.connect(self._tell)

    def value(self) -> str:
        return str(self.number.value())

    def show_value(self, value: Value) -> None:
        with QSignalBlocker(self.number):
            self.number.setValue(int(str(value)))

    def _tell(self) -> None:
        self.typed.emit()
        self.left.emit()


class FileRow(QWidget):
    """The choices in a row, those alone that the file leaves open or that can be otherwise.

    ``reopened`` tells that the file is to be looked at again, ``typed`` that its table stays and is
    read another way.
    """

    reopened = Signal()
    typed = Signal()

    def __init__(self) -> None:
        super().__init__()
        tr = self.tr
        self.sheet = CandidateField(tr("Sheet"), tr("Which sheet of the workbook is read"))
        self.encoding = CandidateField(tr("Letters"), tr("How the letters are encoded"))
        self.separator = CandidateField(tr("Between cells"), tr("What parts the cells of a row"))
        self.decimal = CandidateField(tr("Decimals after"), tr("What stands before decimals"))
        self.header = LineField(tr("Names in row"), tr("Which row has the names of the columns"))
        self.order = CandidateField(tr("Dates are"), tr("What 3/4/2015 is"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * theme.SPACE)
        self._shown: dict[str, Value] = {}
        self._said: set[str] = set()
        self._named: dict[Field, QWidget] = {}
        for field in (*self._openers(), self.decimal, self.order):
            self._named[field] = _named(field)
            row.addWidget(self._named[field], 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        for field in self._openers():
            field.typed.connect(self.reopened)
        for field in (self.decimal, self.order):
            field.typed.connect(self.typed)

    def show_survey(self, survey: Survey, texts: MappingText, date_cells: Sequence[str]) -> None:
        """Offer what a file leaves open, and show what is chosen."""
        sheets = [(name, name, "") for name in survey.sheets]
        self._offer(self.sheet, sheets, texts.sheet or survey.sheet)
        self._offer(self.encoding, _told(survey.encodings, encoding_words), texts.encoding)
        self._offer(self.separator, _told(survey.separators, separator_words), texts.separator)
        self._offer(self.decimal, _told(survey.decimals, decimal_words), texts.decimal)
        self.header.show_value(str(texts.header_line or survey.header_line))
        self.show_orders(texts.date_order, date_cells)
        self._shown = {name: field.value() for name, field in self._by_name().items()}
        self._said = {name for name in self._by_name() if getattr(texts, name)}

    def show_orders(self, order: str, date_cells: Sequence[str]) -> None:
        """Say what the orders of dates make of the cells of the column of dates."""
        offers = order_offers(date_cells)
        self.order.offer_candidates(offers, order)
        is_open = bool(order) or any(said for _, _, said in offers)
        self._named[self.order].setVisible(is_open)

    def values(self) -> dict[str, Any]:
        """What a person has chosen, by the names of ``MappingText``; what was found is left so."""
        fields = self._by_name()
        said = {name for name in fields if fields[name].value() != self._shown.get(name)}
        if "sheet" in said and "header_line" not in said:
            told = said | self._said - {"header_line"}  # another sheet has its own header
        else:
            told = said | self._said
        values: dict[str, Any] = {name: fields[name].value() for name in told}
        values = dict.fromkeys(fields, "") | values
        values["decimal"] = self.decimal.value()  # what is shown holds for the whole table
        values["header_line"] = int(values["header_line"] or 0)
        return values | {"date_order": self.order.value()}

    def _by_name(self) -> dict[str, Field]:
        return {
            "sheet": self.sheet,
            "encoding": self.encoding,
            "separator": self.separator,
            "decimal": self.decimal,
            "header_line": self.header,
        }

    def _openers(self) -> tuple[Field, ...]:
        return self.sheet, self.encoding, self.separator, self.header

    def _offer(self, field: CandidateField, offers: _Offers, chosen: str) -> None:
        field.offer_candidates(offers, chosen or (offers[0][0] if offers else ""))
        self._named[field].setVisible(len(offers) > 1)


def _told(candidates: Sequence[Candidate], words: Any) -> _Offers:
    return [(each.value, words(each.value), each.reason) for each in candidates]


def _named(field: Field) -> QWidget:
    """A field under its name."""
    whole = QWidget()
    box = QVBoxLayout(whole)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(2)
    box.addWidget(text.label(field.name, "caption"))
    box.addWidget(field)
    return whole
