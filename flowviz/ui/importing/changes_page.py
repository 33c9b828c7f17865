"""The page that says what an import would do, before anything is written."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from flowviz.editing.plan_words import (
    SampleWords,
    beside_words,
    read_words,
    sample_words,
    whole_words,
)
from flowviz.flows.words import count_words
from flowviz.importers.overlap import Overlap
from flowviz.importers.planning import Plan
from flowviz.importers.samples import Sample
from flowviz.importers.settling import Count
from flowviz.ui import text, theme
from flowviz.ui.forms.fields import TermField
from flowviz.ui.forms.links import link_button
from flowviz.ui.importing.problems import ProblemList
from flowviz.ui.importing.sample_models import CellsModel, change_cells, record_cells
from flowviz.ui.importing.tables import calm_table, give_widths

ADDED, CHANGED, GONE, PROBLEMS = range(4)
_RECORD_PX = (64, 180, 180, 240)
_CHANGE_PX = (64, 320, 190, 220)


class ChangesPage(QWidget):
    """Counts and examples of each sort; what a person decides of them is told by ``chosen``."""

    chosen = Signal()
    columns_wanted = Signal()

    def __init__(self, problems: ProblemList, name_of: Callable[[str], str]) -> None:
        super().__init__()
        self._name_of = name_of
        tr = self.tr
        self.read = text.label("", wraps=True)
        self.whole = text.label("", "doubt", wraps=True)
        self.by_columns = link_button(tr("Read it by its columns instead…"))
        self.by_columns.clicked.connect(self.columns_wanted)
        self.overlap = text.label("", wraps=True)
        self.counted = TermField(
            tr("Which one is counted"),
            [
                ("first", tr("count what the dossier had first")),
                ("new", tr("count this file")),
            ],
        )
        self.counted.typed.connect(self.chosen)
        self.mark_gone = QCheckBox()
        self.mark_gone.clicked.connect(self.chosen)
        heads = (tr("Row"), tr("Supplier"), tr("Recipient"), tr("Item"), tr("Figures"))
        self.added = CellsModel(heads, (), self)
        self.changed = CellsModel(
            (tr("Row"), tr("Record"), tr("What"), tr("In the dossier"), tr("In this file")),
            (2, 3),
            self,
        )
        self.gone = CellsModel(heads, (), self)
        self.problems = problems
        self._stack = QStackedWidget(self)
        self._tabs = self._make_tabs()
        self._lay_out()

    def show_plan(self, plan: Plan, *, can_map: bool) -> None:
        """Show what a plan would do; ``can_map``: the file could be read by its columns too."""
        said = " ".join(filter(None, (read_words(plan), beside_words(plan))))
        self.read.setText(text.plain(said, 500))
        self.whole.setText(text.plain(whole_words(plan), 600))
        self.whole.setVisible(bool(self.whole.text()))
        self.by_columns.setVisible(can_map)
        self._show_overlap(plan.overlaps, plan)
        self.added.show_rows([record_cells(self._words(each)) for each in plan.added_samples])
        changed = [change_cells(self._words(each)) for each in plan.updated_samples]
        self.changed.show_rows([row for rows in changed for row in rows])
        self.gone.show_rows([record_cells(self._words(each)) for each in plan.gone_samples])
        self.problems.show_problems(plan.findings.kept)
        counts = (
            len(plan.new),
            len(plan.updates),
            plan.missing,
            sum(plan.findings.counts.values()),
        )
        for tab, words, count in zip(self._tabs.buttons(), self._names(), counts, strict=True):
            tab.setText(f"{words}  {count:,}")
            tab.setEnabled(bool(count))
        self._show_gone(plan)
        now = self._tabs.checkedId()
        if now < 0 or not counts[now]:
            now = next((at for at, count in enumerate(counts) if count), ADDED)
        self._tabs.button(now).setChecked(True)
        self._stack.setCurrentIndex(now)

    def count(self) -> Count:
        """Which data set is counted: the ``first`` or the ``new`` one."""
        return "new" if self.counted.value() == "new" else "first"

    def marks_gone(self) -> bool | None:
        """Whether what the file no longer has is marked, None where nobody was asked."""
        return self.mark_gone.isChecked() if self.mark_gone.isEnabled() else None

    def _words(self, sample: Sample) -> SampleWords:
        return sample_words(sample, self._name_of)

    def _show_overlap(self, overlaps: tuple[Overlap, ...], plan: Plan) -> None:
        self._notice.setVisible(bool(overlaps))
        if not overlaps:
            return
        first = overlaps[0]
        words = self.tr(
            "{records} are told by “{title}” in this dossier too ({share:.0%}). Both are shown; "
            "only one is counted, so that nothing is counted twice."
        )
        records = count_words(first.shared, self.tr("record"))
        told = words.format(
            records=records, title=text.one_line(first.title, 80), share=first.share
        )
        self.overlap.setText(text.plain(told, 400))

    def _show_gone(self, plan: Plan) -> None:
        self.mark_gone.setEnabled(bool(plan.missing))
        self.mark_gone.setChecked(bool(plan.gone))
        records = count_words(plan.missing, self.tr("record"))
        words = self.tr("Mark {records} as gone from the data set; they stay, and are counted on")
        self.mark_gone.setText(words.format(records=records))

    def _names(self) -> tuple[str, ...]:
        tr = self.tr
        return tr("Added"), tr("Changed"), tr("No longer there"), tr("Problems")

    def _make_tabs(self) -> QButtonGroup:
        group = QButtonGroup(self)
        names = self._names()
        for at, words in enumerate(names):
            tab = QPushButton(words, self)
            tab.setObjectName("segment")
            edge = "left" if at == 0 else "right" if at == len(names) - 1 else "middle"
            tab.setProperty("edge", edge)
            tab.setCheckable(True)
            tab.setAutoDefault(False)
            group.addButton(tab, at)
        group.idClicked.connect(self._stack.setCurrentIndex)
        return group

    def _lay_out(self) -> None:
        tr = self.tr
        self._notice = QFrame(self)
        self._notice.setObjectName("notice")
        notice = QHBoxLayout(self._notice)
        notice.addWidget(self.overlap, 1)
        notice.addWidget(self.counted)
        top = QHBoxLayout()
        top.addWidget(self.read, 1)
        top.addWidget(self.by_columns)
        tabs = QHBoxLayout()
        tabs.setSpacing(0)
        for tab in self._tabs.buttons():
            tabs.addWidget(tab)
        tabs.addStretch(1)
        gone = QWidget(self)
        inner = QVBoxLayout(gone)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.mark_gone)
        for model, name, widths in (
            (self.added, tr("Records that are added"), _RECORD_PX),
            (self.changed, tr("Records that change"), _CHANGE_PX),
            (self.gone, tr("Records that the file no longer has"), _RECORD_PX),
        ):
            table = calm_table(model, name, self)
            table.horizontalHeader().setStretchLastSection(True)
            give_widths(table, *widths)
            if model is self.gone:
                inner.addWidget(table, 1)
            self._stack.addWidget(gone if model is self.gone else table)
        self._stack.addWidget(self.problems)
        hint = tr(
            "Up to 200 examples of each sort are shown. Nothing is written before you import."
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.SPACE)
        box.addLayout(top)
        box.addWidget(self.whole)
        box.addWidget(self._notice)
        box.addLayout(tabs)
        box.addWidget(self._stack, 1)
        box.addWidget(text.label(hint, "hint", wraps=True))
