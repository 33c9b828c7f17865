"""Every flow as a table: sortable, walked by keys and screen readers, in step with the canvas."""

from typing import Any, ClassVar

from PySide6.QtCore import (
    QItemSelection,
    QModelIndex,
    QObject,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from flowviz.flows.flow import Flow, Flows
from flowviz.terms import Mark
from flowviz.ui import text, words
from flowviz.ui.headed_model import NUMBER, HeadedModel
from flowviz.ui.session import Selected, Session

_Index = QModelIndex | Any
_SUPPLIER, _RECIPIENT, _AMOUNT, _RECORDS, _SOURCES, _YEARS, _EXISTENCE, _EVIDENCE = range(8)
_NUMBERS = (_AMOUNT, _RECORDS, _SOURCES)
_NAMES = (_SUPPLIER, _RECIPIENT)
_WIDTHS_PX = (118, 80, 80, 80, 90, 80)
_NAME_PX = (96, 170)


class FlowModel(HeadedModel):
    """Serves the flows of a query; rows are made when they are looked at."""

    SORT: ClassVar = Qt.ItemDataRole.UserRole

    def __init__(self, flows: Flows, parent: QObject | None = None) -> None:
        super().__init__(_NUMBERS, parent)
        self.flows = flows
        self._made: dict[int, Flow] = {}
        self._heads = (
            self.tr("Supplier"),
            self.tr("Recipient"),
            self.tr("Amount"),
            self.tr("Records"),
            self.tr("Sources"),
            self.tr("Years"),
            self.tr("Existence"),
            self.tr("Evidence"),
        )

    def show_flows(self, flows: Flows) -> None:
        """Show other flows."""
        self.beginResetModel()
        self.flows, self._made = flows, {}
        self.endResetModel()

    def flow(self, row: int) -> Flow:
        """Give the flow of a row in exact numbers."""
        if row not in self._made:
            self._made[row] = self.flows.flow(row)
        return self._made[row]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's signature
        return 0 if parent.isValid() else len(self.flows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role == self.SORT:
            return self._raw(row, column)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(self.flow(row), column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column in _NUMBERS:
            return NUMBER
        if role == Qt.ItemDataRole.ToolTipRole and column == _EVIDENCE:
            return text.tooltip(self._shown(self.flow(row), column))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return text.one_line(words.spoken(self.flows, row)) if column == _SUPPLIER else None
        return None

    def _raw(self, row: int, column: int) -> Any:
        flows = self.flows
        return (
            flows.actor_names[flows.supplier[row]],
            flows.actor_names[flows.recipient[row]],
            -row,  # the flows come largest first
            int(flows.records[row]),
            self.flow(row).sources if column == _SOURCES else 0,
            int(flows.first_year[row]),
            int(flows.existence[row]),
            f"{int(flows.marks[row]):016b}"[::-1],  # what is amiss most stands first
        )[column]

    def _shown(self, flow: Flow, column: int) -> str:
        flows = self.flows
        if flow.is_beside:
            ends = (text.one_line(flow.supplier_name), text.one_line(flow.recipient_name))
            amount = words.short_amount(flow, flows.unit, flows.query.stage)
            return (*ends, amount, "", "", "", "", words.facts(flow))[column]
        has_none = not flow.sources or Mark.NO_SOURCE in flow.marks
        return (
            text.one_line(flow.supplier_name),
            text.one_line(flow.recipient_name),
            words.short_amount(flow, flows.unit, flows.query.stage),
            f"{flow.records:,}",
            self.tr("no source") if has_none else f"{flow.sources:,}",
            flow.years_text,
            str(flow.existence) + (self.tr(", disputed") if flow.is_disputed else ""),
            words.evidence(flow),
        )[column]


class FlowList(QTableView):
    """The table beside the picture; each shows what is selected in the other."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._flows = FlowModel(session.flows, self)
        self._sorted = QSortFilterProxyModel(self)
        self._sorted.setSourceModel(self._flows)
        self._sorted.setSortRole(FlowModel.SORT)
        self._sorted.setSortCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._is_following = False
        self._is_sharing = self._has_own_widths = False
        self.setModel(self._sorted)
        self._set_up()
        session.flows_changed.connect(self._follow)
        session.selection_changed.connect(self._follow)
        self.selectionModel().selectionChanged.connect(self._select)

    def model_of_flows(self) -> FlowModel:
        """The flows in their own order."""
        return self._flows

    def _set_up(self) -> None:
        self.setAccessibleName(self.tr("List of flows with their amounts"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setAlternatingRowColors(True)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(26)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        for column, width in enumerate(_WIDTHS_PX, start=_AMOUNT):
            header.resizeSection(column, width)
        header.sectionResized.connect(self._note_hand)
        self.sortByColumn(_AMOUNT, Qt.SortOrder.DescendingOrder)
        self.setSortingEnabled(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the names what room the figures leave, until the user sets their widths."""
        super().resizeEvent(event)
        if not self._has_own_widths:
            share = (self.viewport().width() - sum(_WIDTHS_PX)) // len(_NAMES)
            self._is_sharing = True
            for column in _NAMES:
                self.setColumnWidth(column, min(max(share, _NAME_PX[0]), _NAME_PX[1]))
            self._is_sharing = False

    def _note_hand(self, column: int, _before: int, _now: int) -> None:
        if column in _NAMES and not self._is_sharing:
            self._has_own_widths = True

    def refresh(self) -> None:
        """Show the flows and the selection of now."""
        if self._flows.flows is not self._session.flows:
            self._show_flows()
        self._show_selection()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def _follow(self) -> None:
        if self.isVisible():
            self.refresh()

    def _show_flows(self) -> None:
        self._is_following = True
        self._flows.show_flows(self._session.flows)
        self._is_following = False

    def _show_selection(self) -> None:
        pair = self._session.selected.pair
        number = self._session.flows.index(*pair) if pair else None
        self._is_following = True
        if number is None:
            self.clearSelection()
        else:
            index = self._sorted.mapFromSource(self._flows.index(number, _SUPPLIER))
            if index.row() != self.currentIndex().row() or not self.selectedIndexes():
                self.setCurrentIndex(index)
        self._is_following = False

    def _select(self, selected: QItemSelection, _before: QItemSelection) -> None:
        if self._is_following or not selected.indexes():
            return
        flow = self._flows.flow(self._sorted.mapToSource(selected.indexes()[0]).row())
        self._session.select(Selected.flow(flow.supplier, flow.recipient))
