"""The figures of both sides in columns beside one another, with what counts and why."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from flowviz.flows.words import count_words, quantity, total_words
from flowviz.terms import Reporter
from flowviz.ui import text, theme

if TYPE_CHECKING:
    from flowviz.flows.sides import Side, Sides

_PRINCIPALS = (Reporter.EXPORTER, Reporter.IMPORTER)


class SidesView(QWidget):
    """Exporter, importer and their difference; nothing where one side alone tells."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._cells: list[tuple[QLabel, QLabel, QLabel]] = []
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.SPACE)
        grid.setVerticalSpacing(0)
        for column in range(3):
            cells = (text.label(name="caption"), text.label(name="strong"), text.label(name="hint"))
            for row, cell in enumerate(cells):
                cell.setWordWrap(True)
                cell.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
                grid.addWidget(cell, row, column)
            grid.setColumnStretch(column, 1)
            self._cells.append(cells)
        self._why = text.label(name="hint", wraps=True)
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * theme.SPACE, theme.SPACE, 2 * theme.SPACE, theme.SPACE)
        box.setSpacing(theme.SPACE // 2)
        box.addLayout(grid)
        box.addWidget(self._why)
        self.hide()

    def labels(self) -> tuple[str, ...]:
        """Give everything it says, in reading order."""
        cells = (cell for column in self._cells for cell in column)
        return tuple(cell.text() for cell in (*cells, self._why) if cell.text())

    def show_sides(self, found: "Sides | None", unit: str) -> None:
        """Show the sides of another flow, or nothing."""
        by_reporter = {side.reporter: side for side in found.sides} if found else {}
        is_two_sided = any(not side.is_counted for side in by_reporter.values())
        self.setVisible(is_two_sided)
        if found is None or not is_two_sided:
            return
        for column, reporter in enumerate(_PRINCIPALS):
            self._fill(column, *self._column(reporter, by_reporter.get(reporter), unit))
        self._fill(2, *self._difference(found, unit))
        others = (side for side in found.sides if side.reporter not in _PRINCIPALS)
        self._why.setText(" ".join((found.why, *(self._other(side, unit) for side in others))))

    def _fill(self, column: int, *words: str) -> None:
        for cell, said in zip(self._cells[column], words, strict=True):
            cell.setText(text.one_line(said, 200))

    def _column(self, reporter: Reporter, side: "Side | None", unit: str) -> tuple[str, str, str]:
        title = {
            Reporter.EXPORTER: self.tr("Exporter tells"),
            Reporter.IMPORTER: self.tr("Importer tells"),
        }[reporter]
        if side is None:
            return title, "\N{EN DASH}", self.tr("nothing")
        standing = self.tr("counted") if side.is_counted else self.tr("not counted")
        records = count_words(side.records, "record")
        return title, total_words(side.total, unit), f"{standing} · {records}"

    def _difference(self, found: "Sides", unit: str) -> tuple[str, str, str]:
        title, difference = self.tr("Difference"), found.difference
        if difference is None:
            return title, "\N{EN DASH}", self.tr("not both are one number")
        if not difference:
            return title, self.tr("none"), self.tr("both tell the same")
        amount = quantity(abs(difference), unit)
        is_more = difference > 0
        words = self.tr("{amount} more") if is_more else self.tr("{amount} less")
        where = self.tr("at the importer")
        if found.share is not None:
            sign = "+" if is_more else "\N{MINUS SIGN}"
            where += f", {sign}{abs(found.share):.0%}"
        return title, words.format(amount=amount), where

    def _other(self, side: "Side", unit: str) -> str:
        records = count_words(side.records, "record")
        amount = total_words(side.total, unit)
        if side.reporter is None:
            said = self.tr("{amount} of the total are of {records} that do not say who tells.")
        else:
            said = self.tr("{amount} of the total are third parties' ({records}).")
        return said.format(amount=amount, records=records)
