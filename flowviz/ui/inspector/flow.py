"""The panel of a flow: its total on top, every record with its citations below."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from flowviz.flows.words import count_words, more_words, sentence
from flowviz.terms import Existence
from flowviz.ui.inspector.header import Chip, Header
from flowviz.ui.inspector.mix import MixLine, MixView
from flowviz.ui.inspector.rows import Later, Row
from flowviz.ui.inspector.sides import SidesView
from flowviz.ui.inspector.sorting import Sorting
from flowviz.ui.inspector.tree import EvidenceTree

if TYPE_CHECKING:
    from flowviz.flows.docket import Docket
    from flowviz.flows.record_list import Order
    from flowviz.flows.sides import Sides

_EXISTENCE_CHIP = {
    Existence.CONFIRMED: "good",
    Existence.UNCONFIRMED: "caution",
    Existence.TENTATIVE: "caution",
}


class FlowPanel(QWidget):
    """Shows one docket."""

    pair_wanted = Signal(str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.header = Header(self)
        self.sides = SidesView(self)
        self.mix = MixView(self)
        self.tree = EvidenceTree(self)
        self.sorting = Sorting(self)
        self._shown: tuple[str, str, tuple[str, ...]] | None = None
        self._docket: Docket | None = None
        self._can_read: Callable[[], bool] = bool
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for part in (self.header, self.sides, self.mix, self.sorting):
            box.addWidget(part)
        box.addWidget(self.tree, 1)
        self.setFocusProxy(self.tree)
        self.tree.pair_wanted.connect(self.pair_wanted)
        self.sorting.chosen.connect(self.sort)

    def show_docket(
        self, docket: "Docket", can_read: Callable[[], bool], records: tuple[str, ...] = ()
    ) -> None:
        """Show another flow, opened at the first of some of its ``records``.

        The flow that is shown already is shown anew where one is in it.
        """
        from flowviz.ui.inspector.docket_rows import docket_rows

        shown = docket.supplier, docket.recipient, records
        self.header.show_texts(
            self._caption(len(records)),
            docket.heading,
            docket.total_text,
            tuple(self._chips(docket)),
            tuple(self._lines(docket)),
            tuple(self._alarms(docket)),
        )
        is_same, self._shown = shown == self._shown, shown
        self._docket, self._can_read = docket, can_read
        docket.records.sort(self.sorting.order)
        self.sorting.setVisible(len(docket.records) > 1)
        self.tree.show_rows(docket_rows(docket, can_read), keeps_place=is_same)
        if records and not is_same:
            self.tree.go_to_record(records[0])

    def sort(self, order: "Order") -> None:
        """Show the records in another order, from the top."""
        from flowviz.ui.inspector.docket_rows import docket_rows

        if self._docket is not None:
            self._docket.records.sort(order)
            self.tree.show_rows(docket_rows(self._docket, self._can_read))

    def show_figures(self, found: "Sides | None", unit: str, lines: Sequence[MixLine] = ()) -> None:
        """Show what each side tells and what the flow is made of, or nothing of it."""
        self.sides.show_sides(found, unit)
        self.mix.show_lines(lines)

    def show_texts(
        self,
        caption: str,
        title: str,
        lines: Sequence[str],
        rows: Sequence[Row | Later],
        amount: str = "",
    ) -> None:
        """Show something that is no single flow: texts on top, rows below."""
        self.header.show_texts(caption, title, amount, lines=lines)
        self.show_figures(None, "")
        self.sorting.hide()
        self._shown = self._docket = None
        self.tree.show_rows(rows)

    def _caption(self, records: int) -> str:
        if records > 1:
            return self.tr("Records of a flow")
        return self.tr("Record of a flow") if records else self.tr("Flow")

    def _chips(self, docket: "Docket") -> Iterator[Chip]:
        flow = docket.flow
        if flow is None:
            return
        if docket.years_text:
            yield "chip", docket.years_text
        yield "chip", count_words(flow.records, "record")
        if not flow.records:
            return
        if docket.existence is not None:
            yield _EXISTENCE_CHIP[docket.existence], str(docket.existence)
        if flow.is_disputed:
            yield "alarm", self.tr("disputed")
        if flow.total.is_approximate:
            yield "caution", self.tr("approximate")
        if flow.is_uncertain:
            yield "caution", self.tr("uncertain figures (?)")
        if docket.established:
            yield "chip", count_words(docket.established, self.tr("origin"))
        else:
            yield "caution", self.tr("origin not established")

    def _lines(self, docket: "Docket") -> Iterator[str]:
        flow = docket.flow
        judged = "" if docket.is_judged_by_record else docket.existence_text  # its row says it
        yield from (words for words in (judged, docket.origins_text) if words)
        if flow is None:
            return
        if flow.undated_more:
            more = more_words(flow.undated_more, docket.unit, is_open=flow.is_more_open)
            words = sentence(more)
            yield self.tr("{more}, not dated within the years shown.").format(more=words)
        if flow.unknown_records and flow.total.low is not None:
            records = count_words(flow.unknown_records, "record")
            yield self.tr("{records} without a stated amount in {unit}.").format(
                records=records, unit=docket.unit
            )

        if flow.included_records:
            records = count_words(flow.included_records, "record")
            yield self.tr("{records} included in other figures, not counted again.").format(
                records=records
            )

    def _alarms(self, docket: "Docket") -> Iterator[str]:
        if docket.unsupported:
            records = count_words(docket.unsupported, "record")
            words = self.tr("Unsupported: {records}. All support was withdrawn or retracted.")
            yield words.format(records=records)
        if docket.unsourced:
            records = count_words(docket.unsourced, "record")
            yield self.tr("No source: {records}").format(records=records)
