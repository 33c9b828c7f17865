"""The page where a table is told: left what each term is taken from, right what comes of it."""

import dataclasses
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QVBoxLayout, QWidget

from flowviz.editing.entry_words import EntryWords
from flowviz.editing.mapping_faults import faults_of, uses_of, why_not
from flowviz.editing.mapping_text import (
    MappingText,
    column_at,
    direction_texts,
    mapping_of,
    text_of,
)
from flowviz.editing.survey_words import columns_told
from flowviz.importers.mapping import Mapping, column_names
from flowviz.importers.survey import Survey
from flowviz.ui import text, theme
from flowviz.ui.forms.completing import Complete
from flowviz.ui.forms.reading_order import order_tabs
from flowviz.ui.importing.file_row import FileRow
from flowviz.ui.importing.mapping_sheet import MappingSheet
from flowviz.ui.importing.places_model import ColumnOffer
from flowviz.ui.importing.table_models import EntryModel, RawModel
from flowviz.ui.importing.tables import calm_table, give_widths

BETWEEN_STEPS_MS = 1
"""Between two steps of making a page; at 0 Qt may take two of them in one turn of its loop."""
_SHEET_PX = 430
_MOST_DOUBTS = 3
_WIDTHS_PX = (56, 140, 140, 170, 220, 90, 150, 160)
_RAW_FIRST_PX = 56
_MEASURED = 16
"""Columns that are as wide as what stands in them; those behind have the usual width."""
_MEASURED_ROWS = 8
_RAW_MOST_PX, _RAW_LEAST_PX = 240, 90


class ColumnsPage(QWidget):
    """Takes what a person says of the columns; ``changed`` tells of every turn of it.

    ``reopened`` tells that the file is to be opened another way, ``built`` that a table is shown.
    """

    built = Signal()
    changed = Signal()
    reopened = Signal()

    def __init__(self, file_row: FileRow, units: Sequence[str], complete: Complete) -> None:
        super().__init__()
        self._units, self._complete = units, complete
        self._survey = Survey()
        self.sheet: MappingSheet | None = None
        self._begun = self._untold = Mapping()
        self._was_told = False
        self._direction = ""
        self._steps: Iterator[None] = iter(())
        self._turn = QTimer(self, singleShot=True, interval=BETWEEN_STEPS_MS)
        self._turn.timeout.connect(self._take_step)
        self.file_row = file_row
        self.file_row.typed.connect(self._follow)
        self.file_row.reopened.connect(self.reopened)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.entries = EntryModel(self.tr("Row"), self)
        self.raw = RawModel(self.tr("Row"), self)
        self.entry_table = calm_table(self.entries, self.tr("The first records"), self)
        self.raw_table = calm_table(self.raw, self.tr("The first rows as they stand"), self)
        self.doubts = text.label("", "doubt", wraps=True)
        self.said = text.label("", "muted", wraps=True)
        self.doubt = text.label("", "doubt", wraps=True)
        self._lay_out()

    def show_survey(self, survey: Survey, mapping: Mapping) -> None:
        """Show a table, and what its columns are taken as, over some turns of the event loop."""
        self._was_told = self.is_told
        self.sheet = None
        self._steps = self._building(survey, mapping)
        self._turn.start()

    def stop_building(self) -> None:
        """Leave the table that is being shown."""
        self._turn.stop()

    def _take_step(self) -> None:
        if next(self._steps, self) is self:
            self.built.emit()
        else:
            self._turn.start()

    def _building(self, survey: Survey, mapping: Mapping) -> Iterator[None]:
        """Build the page; a step is some hundredths of a second for a thousand columns too."""
        self._survey = survey
        texts = text_of(mapping, self._words_of(mapping.direction.column))
        offers = tuple(ColumnOffer(*told) for told in columns_told(survey))
        sheet = MappingSheet(texts, offers, self._units, self._complete)
        self._scroll.setWidget(sheet)
        yield from sheet.build()
        if not texts.figures:
            sheet.lists["figures"].add_blank()
        self.file_row.show_survey(survey, texts, self._cells_of(column_at(texts.dates)))
        yield
        self.raw.show_rows(column_names(survey.names), survey.labels, survey.rows, survey.row_lines)
        self.raw.show_uses(uses_of(mapping))
        yield
        self._size_raw()
        self.doubts.setText(text.plain(" ".join(survey.doubts[:_MOST_DOUBTS]), 500))
        yield
        self._direction = texts.direction
        self.sheet = sheet
        for changed in (sheet.typed, sheet.arranged):
            changed.connect(self._follow)
        sheet.arranged.connect(self._order_tabs)
        self._order_tabs()
        self._begun = self._untold = self.mapping()
        self._follow()

    def show_mapping(self, mapping: Mapping) -> None:
        """Take the columns as another mapping says."""
        if self.sheet is None:
            return
        texts = text_of(mapping, self._words_of(mapping.direction.column))
        with QSignalBlocker(self):
            self.sheet.show_texts(texts)
            self._direction = texts.direction
            self.file_row.show_survey(self._survey, texts, self._cells_of(column_at(texts.dates)))
        self._untold, self._was_told = self.mapping(), False
        self._follow()

    @property
    def is_told(self) -> bool:
        """Whether a person has said anything that was neither guessed nor kept before."""
        return self._was_told or (self.sheet is not None and self.mapping() != self._untold)

    def texts(self) -> MappingText:
        """All that is said, as texts."""
        assert self.sheet is not None
        texts: MappingText = self.sheet.texts()
        return dataclasses.replace(texts, **self.file_row.values())

    def mapping(self) -> Mapping:
        """All that is said, as a mapping."""
        return mapping_of(self.texts())

    def why_not(self) -> str:
        """Why nothing can be read by it yet, "" where it can."""
        return why_not(self.texts(), self._survey.names)

    def show_preview(self, entries: Sequence[EntryWords], said: str, doubt: str) -> None:
        """Show the records that the first rows become, and what of them was left out."""
        at = self.entry_table.horizontalScrollBar().value()
        self.entries.show_entries(entries)
        for column in self.entries.RARE:
            self.entry_table.setColumnHidden(column, not self.entries.has_words(column))
        self.entry_table.horizontalScrollBar().setValue(at)
        self.said.setText(text.plain(said, 300))
        self.doubt.setText(text.plain(doubt, 600))
        self.doubt.setVisible(bool(doubt))

    def show_waiting(self) -> None:
        """Say that the first rows are being read; what they became before stays in sight."""
        self.said.setText(self.tr("Reading the first rows…"))

    def scroll_to(self, field: QWidget) -> None:
        """Bring a term into sight."""
        self._scroll.ensureWidgetVisible(field)

    def take_focus(self) -> None:
        """Put the keyboard into the first term."""
        if self.sheet is not None:
            self.sheet.fields["supplier"].editor.setFocus(Qt.FocusReason.TabFocusReason)

    def _follow(self) -> None:
        """Mark what is missing and what is used, and tell of the change."""
        if self.sheet is None:
            return
        self._follow_direction()
        texts = self.texts()
        self.sheet.show_faults(faults_of(texts), everywhere=True)
        mapping = mapping_of(texts)
        self.raw.show_uses(uses_of(mapping))
        # What was doubtful at first sight is told until somebody has said otherwise.
        self.doubts.setVisible(bool(self._survey.doubts) and mapping == self._begun)
        self.file_row.show_orders(texts.date_order, self._cells_of(column_at(texts.dates)))
        self.changed.emit()

    def _order_tabs(self) -> None:
        order_tabs(self.layout())

    def _follow_direction(self) -> None:
        """Ask for the words of another column of directions once it is chosen."""
        assert self.sheet is not None
        place = str(self.sheet.fields["direction"].value())
        if place != self._direction:
            self._direction = place
            words = self._words_of(column_at(place))
            self.sheet.lists["directions"].show_texts(direction_texts(words))

    def _words_of(self, column: str) -> tuple[str, ...]:
        """The words in a column of the rows that are shown."""
        return tuple(dict.fromkeys(cell.strip() for cell in self._cells_of(column) if cell.strip()))

    def _cells_of(self, column: str) -> tuple[str, ...]:
        names = column_names(self._survey.names)
        if column not in names:
            return ()
        at = names.index(column)
        return tuple(row[at] for row in self._survey.rows if at < len(row))

    def _size_raw(self) -> None:
        header = self.raw_table.horizontalHeader()
        header.setResizeContentsPrecision(_MEASURED_ROWS)
        header.resizeSection(0, _RAW_FIRST_PX)
        for column in range(1, min(header.count(), _MEASURED)):
            hint = max(header.sectionSizeHint(column), self.raw_table.sizeHintForColumn(column))
            header.resizeSection(column, max(_RAW_LEAST_PX, min(hint, _RAW_MOST_PX)))

    def _lay_out(self) -> None:
        right = QSplitter(Qt.Orientation.Vertical, self)
        right.addWidget(_part(self.tr("AS RECORDS"), self.said, self.doubt, self.entry_table))
        right.addWidget(_part(self.tr("AS IT STANDS IN THE FILE"), self.raw_table))
        right.setSizes([340, 220])
        right.setChildrenCollapsible(False)
        self._scroll.setMinimumWidth(360)
        both = QSplitter(Qt.Orientation.Horizontal, self)
        both.addWidget(self._scroll)
        both.addWidget(right)
        both.setSizes([_SHEET_PX, 800])
        both.setStretchFactor(0, 0)
        both.setStretchFactor(1, 1)
        both.setChildrenCollapsible(False)
        give_widths(self.entry_table, *_WIDTHS_PX)
        self.entry_table.horizontalHeader().setStretchLastSection(True)
        self.doubt.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.SPACE)
        box.addWidget(self.file_row)
        box.addWidget(self.doubts)
        box.addWidget(both, 1)


def _part(caption: str, *parts: QWidget) -> QWidget:
    whole = QWidget()
    box = QVBoxLayout(whole)
    box.setContentsMargins(theme.SPACE, 0, 0, 0)
    box.setSpacing(theme.SPACE // 2)
    box.addWidget(text.label(caption, "caption"))
    for part in parts[:-1]:
        box.addWidget(part)
    box.addWidget(parts[-1], 1)
    return whole
