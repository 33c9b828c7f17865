"""The parts of a mapping of which there can be several: figures, parties, words of direction."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from flowviz.editing import Completion
from flowviz.editing.mapping_text import (
    WIDE,
    DirectionText,
    MappedFigureText,
    MappedPartyText,
)
from flowviz.importers.mapping import Direction
from flowviz.terms import Basis, Role, Stage
from flowviz.ui import text, theme
from flowviz.ui.forms.completing import MOST, Complete
from flowviz.ui.forms.fields import TermField
from flowviz.ui.forms.grid import FieldGrid, Fold
from flowviz.ui.forms.sheet import RemoveButton, Sheet
from flowviz.ui.importing.column_field import ColumnField
from flowviz.ui.importing.places_model import ColumnOffer

NAME_PX = 76
_ROLE_PX = 128
RARE = ("scale", "scale_column", "basis", "dates", "uncertain")
"""The terms of a figure that few tables need."""


class FigureSheet(Sheet):
    """A figure of each row: its amount, what stage and unit it is of, and what else is told."""

    def __init__(
        self, texts: MappedFigureText, columns: Sequence[ColumnOffer], units: Sequence[str]
    ) -> None:
        super().__init__(texts)
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        tr = self.tr
        amount = ColumnField(
            tr("Amount"),
            columns,
            others=[(WIDE, _wide_words(texts.wide))] if texts.wide else (),
            none_words=tr("choose a column…"),
        )
        stage = TermField(tr("Stage"), [(each.value, each.value) for each in Stage])
        unit = ColumnField(
            tr("Unit"),
            columns,
            tr("What is counted. Figures of two units or stages are never added."),
            constants=[(each, each) for each in units],
            complete=UnitCompletion(units),
            always_words=tr("another unit…"),
            none_words=tr("as the amount says it"),
        )
        scale = TermField(
            tr("Numbers are"),
            [
                ("1", tr("as they stand")),
                ("1000", tr("in thousands")),
                ("1000000", tr("in millions")),
                ("1000000000", tr("in billions (1,000 millions)")),
            ],
        )
        factor = ColumnField(tr("Factor"), columns, tr("A column that says “1000” or “million”"))
        basis = TermField(
            tr("It is"),
            [
                (Basis.TOTAL.value, tr("a total, which is counted")),
                (Basis.PER_UNIT.value, tr("per unit: shown, not counted")),
                (Basis.INCLUDED.value, tr("part of another figure: shown, not counted")),
            ],
        )
        dates = ColumnField(tr("Date"), columns, none_words=tr("the date of the row"))
        uncertain = ColumnField(
            tr("Mark of doubt"), columns, tr("A column with “?”, “yes” or “estimate” beside it")
        )
        self.bind(
            amount=amount,
            stage=stage,
            unit=unit,
            scale=scale,
            scale_column=factor,
            basis=basis,
            dates=dates,
            uncertain=uncertain,
        )
        self._lay_out()

    def _lay_out(self) -> None:
        fields = self.fields
        grid, more = FieldGrid(name_px=NAME_PX), FieldGrid(name_px=NAME_PX)
        grid.add((self.tr("Amount"), fields["amount"]))
        grid.add((self.tr("Stage"), fields["stage"]))
        grid.add((self.tr("Unit"), fields["unit"]))
        for name, words in (
            ("scale", self.tr("Numbers")),
            ("scale_column", self.tr("Factor")),
            ("basis", self.tr("It is")),
            ("dates", self.tr("Date")),
            ("uncertain", self.tr("In doubt")),
        ):
            more.add((words, fields[name]))
        fold = PlainFold(self.tr("+ In thousands, per unit, another date…"), more, self)
        box = QVBoxLayout()
        box.setSpacing(theme.SPACE // 2)
        box.addWidget(grid)
        box.addWidget(fold)
        self.folds.append(fold)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE, theme.SPACE, theme.SPACE // 2, theme.SPACE // 2)
        row.setSpacing(theme.SPACE // 2)
        row.addLayout(box, 1)
        remove = RemoveButton(self, self.tr("Remove this figure"))
        row.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)


class PlainFold(Fold):
    """The rarer terms of a figure, shown from the first where one of them is not as usual."""

    def __init__(self, words: str, inner: FieldGrid, sheet: FigureSheet) -> None:
        self._sheet = sheet
        super().__init__(words, inner, *(sheet.fields[name] for name in RARE))

    def reveal(self) -> None:
        usual, fields = MappedFigureText(), self._sheet.fields
        if any(fields[name].value() != getattr(usual, name) for name in RARE):
            self._show(is_open=True)


class PartySheet(Sheet):
    """Another party of each row, by its role."""

    def __init__(
        self, texts: MappedPartyText, columns: Sequence[ColumnOffer], complete: Complete
    ) -> None:
        super().__init__(texts)
        role = TermField(self.tr("Role"), [(each.value, each.value) for each in Role])
        name = ColumnField(
            self.tr("Party"),
            columns,
            complete=complete,
            none_words=self.tr("choose a column…"),
        )
        self.bind(name=name, role=role)
        role.setFixedWidth(_ROLE_PX)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE // 2)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(role, 0, top)
        row.addWidget(name, 1, top)
        row.addWidget(RemoveButton(self, self.tr("Remove this party")), 0, top)


class DirectionSheet(Sheet):
    """What one word of the column of directions means."""

    def __init__(self, texts: DirectionText) -> None:
        super().__init__(texts)
        words = {
            Direction.EXPORT: self.tr("export: the reporter supplied"),
            Direction.IMPORT: self.tr("import: the reporter received"),
            Direction.RE_EXPORT: self.tr("re-export, part of the exports"),
            Direction.RE_IMPORT: self.tr("re-import, part of the imports"),
            Direction.DOMESTIC_EXPORT: self.tr("domestic export, part of the exports"),
            Direction.LEFT_OUT: self.tr("leave such rows out"),
        }
        name = self.tr("“{word}” means").format(word=text.one_line(texts.word, 40))
        meaning = TermField(
            name, [("", self.tr("choose…")), *((each.value, words[each]) for each in Direction)]
        )
        self.bind(direction=meaning)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE)
        label = text.label(text.one_line(name, 60), "fieldname", wraps=True)
        label.setFixedWidth(_ROLE_PX)
        row.addWidget(label)
        row.addWidget(meaning, 1)


class UnitCompletion:
    """Completes a unit that is typed from those that are known."""

    def __init__(self, units: Sequence[str]) -> None:
        self._units = units

    def __call__(self, typed: str) -> tuple[Completion, ...]:
        wanted = typed.casefold()
        found = [unit for unit in self._units if unit.casefold().startswith(wanted)]
        return tuple(Completion(unit, unit) for unit in found[:MOST] if wanted)


def _wide_words(wide: Sequence[tuple[str, str]]) -> str:
    first, last = wide[0][0], wide[-1][0]
    return f"{first} … {last} ({len(wide)} columns, one a year)"
