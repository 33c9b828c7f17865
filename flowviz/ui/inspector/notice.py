"""What stands above the evidence when filters leave out what is selected, and the way out."""

import dataclasses
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from flowviz.flows.flow import Flows
from flowviz.flows.query import Query
from flowviz.flows.words import filters, listed
from flowviz.ui import text, theme
from flowviz.ui.selected import Selected, is_in
from flowviz.ui.session import Session

if TYPE_CHECKING:
    from flowviz.flows.hiding import Hiding

Choice = tuple[str, Query]
"""What a button says, and what it asks for."""


class Notice(QFrame):
    """A sentence and buttons; ``asked`` tells the query of the button pressed."""

    asked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._words = text.label(wraps=True)
        self._buttons: list[QPushButton] = []
        self._queries: list[Query] = []
        self._row = QHBoxLayout()
        self._row.setSpacing(theme.SPACE)
        self._row.addStretch()
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * theme.SPACE, theme.SPACE, 2 * theme.SPACE, theme.SPACE)
        box.addWidget(self._words)
        box.addLayout(self._row)
        self.hide()

    def words(self) -> str:
        """Give what it says, "" where it says nothing."""
        return "" if self.isHidden() else self._words.text()

    def buttons(self) -> tuple[QPushButton, ...]:
        """Give the buttons, the first the one that helps most."""
        return tuple(self._buttons)

    def refresh(self, session: Session) -> None:
        """Say why what is selected is not shown, or vanish: in an empty dossier that is plain."""
        if not session.is_filtered_out or not session.contents.columns.transfers.ids:
            self.hide()
            return
        why, choices = _left_out(session)
        flow = dataclasses.replace(session.selected, transfers=())
        if is_in(flow, session.flows):
            said = self.tr("The record you selected is not counted in this flow")
        elif why:
            said = self.tr("What you selected is not among the flows shown")
        else:
            said = self.tr("What you selected is in no flow")
        self._show(f"{said}: {why}." if why else f"{said}.", choices)

    def _show(self, words: str, choices: Sequence[Choice]) -> None:
        self._words.setText(text.plain(words))
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = []
        self._queries = [query for _words, query in choices]
        for number, (said, _query) in enumerate(choices):
            button = QPushButton(text.menu_text(said), self)
            button.setToolTip(text.tooltip(said))
            button.clicked.connect(self._ask)
            self._row.insertWidget(number, button)
            self._buttons.append(button)
        self.show()

    def _ask(self) -> None:
        pressed = self.sender()
        for button, query in zip(self._buttons, self._queries, strict=True):
            if button is pressed:
                self.asked.emit(query)
                return


class _Finds:
    """Whether some flows hold what is selected."""

    def __init__(self, selected: Selected) -> None:
        self._selected = selected

    def __call__(self, flows: Flows) -> bool:
        return is_in(self._selected, flows)


def _left_out(session: Session) -> tuple[str, tuple[Choice, ...]]:
    """Why the selection is not among the flows shown, "" where it is in none; what shows it."""
    from flowviz.flows.hiding import hiding

    query = session.query
    names = {code: session.name(code) for code in query.actors}
    finds, mode = _Finds(session.selected), session.view.mode
    found = hiding(session.contents.columns, query, finds, names, mode)
    if found.filters:
        return _tr("filtered out by {filters}").format(
            filters=listed([_quoted(one.text) for one in found.filters], "and")
        ), tuple(_removals(query, found))
    if found.stage is not None:
        words = _tr("no record of it says that anything was {stage}").format(stage=query.stage)
        other = _tr("Show What Was {stage}").format(stage=str(found.stage).capitalize())
        return words, ((other, Query(stage=found.stage)),)
    return "", ()


def _removals(query: Query, found: "Hiding") -> Iterator[Choice]:
    """Let go of what is at fault, or of everything where that is more."""
    rest = query
    for one in found.filters:
        rest = one.removed_from(rest)
    words = _tr("Remove {filter}").format(filter=_quoted(found.filters[0].text))
    yield (words if len(found.filters) == 1 else _tr("Remove These Filters")), rest
    if filters(rest, {}):
        yield _tr("Reset Filters"), Query(unit=query.unit, stage=query.stage)


def _quoted(words: str) -> str:
    return f"\N{LEFT DOUBLE QUOTATION MARK}{words}\N{RIGHT DOUBLE QUOTATION MARK}"


def _tr(words: str) -> str:
    return QCoreApplication.translate("Notice", words)
