"""The way of one file into the dossier: columns, names, changes, and then one edit."""

import dataclasses
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from flowviz.editing.mapping_text import to_begin_with
from flowviz.editing.plan_words import button_words, whole_words, why_nothing
from flowviz.editing.survey_words import table_words
from flowviz.errors import CancelledError, FlowvizError
from flowviz.importers.mapping import Mapping
from flowviz.importers.planning import Plan
from flowviz.importers.settling import Choices, Ignore
from flowviz.importers.survey import Survey
from flowviz.ui import app, text
from flowviz.ui.forms.opening import forms_of
from flowviz.ui.importing.busy_page import BusyPage
from flowviz.ui.importing.changes_page import ChangesPage
from flowviz.ui.importing.columns_page import BETWEEN_STEPS_MS, ColumnsPage
from flowviz.ui.importing.file_row import FileRow
from flowviz.ui.importing.frame import PagedDialog
from flowviz.ui.importing.mapping_menu import MappingMenu
from flowviz.ui.importing.names_page import NamesPage
from flowviz.ui.importing.problems import ProblemList
from flowviz.ui.importing.steps import Steps
from flowviz.ui.importing.trying import Trying
from flowviz.ui.importing.work import Look, Looked, PlanAgain, Planned, Read, Write
from flowviz.ui.jobs import Token, Work

if TYPE_CHECKING:
    from flowviz.ui.window import Window

_KIND = "import"


class ImportDialog(PagedDialog):
    """Leads through the pages; nothing is written before Import is pressed.

    ``imported`` tells what an import did, ``whole_wanted`` that nothing is to be asked of the file.
    """

    imported = Signal(object)
    whole_wanted = Signal(object)

    columns: ColumnsPage
    names: NamesPage
    changes: ChangesPage

    def __init__(self, window: "Window", path: Path, which: str = "") -> None:
        super().__init__(window)
        name = text.one_line(path.name, 80)
        self.setWindowTitle(self.tr("Import {name}").format(name=name) + which)
        self._window, self._path = window, path
        self._survey = Survey()
        self._plan: Plan | None = None
        self._brought: dict[str, str] = {}
        self._has_names = self._is_mapped = False
        self._token: Token | None = None
        self._trying: Trying | None = None
        self._knowledge = forms_of(window).knowledge
        self.menu = MappingMenu(window.settings, self._told, self)
        tr = self.tr
        self._steps = Steps(
            {ColumnsPage: tr("Columns"), NamesPage: tr("Names"), ChangesPage: tr("Changes")}
        )
        self.lay_out(self.menu.notice, self.menu.button, self._steps)
        self.busy = BusyPage()
        self.pages.addWidget(self.busy)
        self._before: QWidget = self.busy
        self._connect()
        self._making = self._make_pages()
        self._turn = QTimer(self, singleShot=True, interval=BETWEEN_STEPS_MS)
        self._turn.timeout.connect(self._make_page)
        self._turn.start()
        self._look(None)

    def _make_pages(self) -> Iterator[None]:
        """Make the pages part by part, while the reader looks at the file: 10 to 20 ms each."""
        units = self._knowledge.known.units
        yield
        file_row = FileRow()
        yield
        self.columns = ColumnsPage(file_row, units, self._complete)
        self.pages.addWidget(self.columns)
        self.columns.built.connect(self._show_built)
        self.columns.changed.connect(self._show_button)
        self.columns.reopened.connect(self._look_again)
        self._trying = Trying(self._path, self.columns, self._window.jobs, self)
        self.columns.changed.connect(self._trying.try_soon)
        yield
        self.names = NamesPage()
        self.pages.addWidget(self.names)
        yield
        problems = ProblemList(self)
        yield
        self.changes = ChangesPage(problems, self._name_of)
        self.pages.addWidget(self.changes)
        self.changes.chosen.connect(self._plan_again)
        self.changes.columns_wanted.connect(self._by_columns)

    def _make_page(self) -> None:
        """Make the next page; the event loop turns between two."""
        if next(self._making, self) is not self:
            self._turn.start()

    def _make_rest(self) -> None:
        """Make what is not made yet: the reader was quicker."""
        self._turn.stop()
        for _ in self._making:
            pass

    def reject(self) -> None:
        """Give the import up; ask first where a person has told anything of the file."""
        if self._trying is None or not (self.columns.is_told or self.names.chosen()):
            self.leave()
        else:
            self.ask_to_leave()

    def done(self, result: int) -> None:
        self._turn.stop()
        if self._trying is not None:
            self._trying.stop()
            self.columns.stop_building()
        if self._token is not None:
            self._token.cancel()
        self._drop_plan(None)
        super().done(result)

    def accept(self) -> None:
        """Go on to the next page, or import at the last."""
        if not self.next.isEnabled():
            return
        page = self.pages.currentWidget()
        if isinstance(page, ColumnsPage):
            self._read(page.mapping())
        elif isinstance(page, NamesPage):
            self._plan_again()
        elif isinstance(page, ChangesPage):
            self._write()

    @property
    def is_trying(self) -> bool:
        """Whether the records that are shown may be those of before."""
        return self._trying is not None and self._trying.is_under_way

    def go_back(self) -> None:
        """Go to the page before."""
        is_last = isinstance(self.pages.currentWidget(), ChangesPage)
        self._show(self.names if is_last and self._has_names else self.columns)

    def _look(self, mapping: Mapping | None) -> None:
        words = self.tr("Looking at {name}…").format(name=self._path.name)
        work = Look(self._path, mapping, self._window.session.dossier.beside())
        self._work(words, work, self._show_survey)

    def _look_again(self) -> None:
        """Open the file another way."""
        told = self.columns.mapping()
        self._look(Mapping(title=told.title, file=told.file))

    def _show_survey(self, looked: Looked) -> None:
        if self.is_over:
            return
        self._token = None
        self._make_rest()
        before, (self._survey, offers) = self._survey, looked
        survey = self._survey
        is_table = bool(survey.names)
        self.menu.show_offers(offers, survey.names)
        if survey.is_references:
            self.whole_wanted.emit(self._path)
            self.leave()
        elif survey.format and not self._is_mapped:
            self._read(None)
        elif is_table:
            is_same = before.names == survey.names and self.columns.sheet is not None
            self._show_columns(self.columns.mapping() if is_same else self._guess())
        else:
            self._fail(FlowvizError(self.tr("No table is found in this file.")))

    def _guess(self) -> Mapping:
        return to_begin_with(self._survey.mapping or Mapping(), self._path.stem)

    def _show_columns(self, mapping: Mapping) -> None:
        """Have the page of columns built while the busy page stands."""
        if self.pages.currentWidget() is not self.busy:
            self._stand_by(self.tr("Looking at {name}…").format(name=self._path.name))
        self.columns.show_survey(self._survey, mapping)

    def _show_built(self) -> None:
        self._is_mapped = True
        self._show(self.columns)

    def _by_columns(self) -> None:
        """Read a file of a known format by its columns."""
        self._show_columns(self._guess())

    def _take_mapping(self, mapping: Mapping) -> None:
        """Take the columns as a mapping says that was kept or opened."""
        if mapping.file == self.columns.mapping().file:
            self.columns.show_mapping(mapping)
        else:
            self._look(mapping)

    def _read(self, mapping: Mapping | None) -> None:
        words = self.tr("Reading {name}…").format(name=self._path.name)
        beside = self._window.session.dossier.beside()
        self._work(words, Read(self._path, mapping, self._choices(), beside), self._show_planned)

    def _plan_again(self) -> None:
        assert self._plan is not None
        words = self.tr("Comparing with the dossier…")
        beside = self._window.session.dossier.beside()
        work = PlanAgain(self._plan, self._choices(), beside)
        self._work(words, work, self._show_settled)

    def _show_planned(self, planned: Planned | None) -> None:
        """Ask for the names of a file that was read, or show what it would change."""
        if planned is None:
            self.whole_wanted.emit(self._path)
            self.leave()
            return
        plan, unsettled = planned.plan, planned.unsettled
        self._drop_plan(plan)
        self._brought = planned.brought
        if self.is_over:
            return
        self._token = None
        self._has_names = bool(unsettled)
        if unsettled:
            self.names.show_names(unsettled, self._knowledge.known, whole_words(plan))
            self._show(self.names)
        else:
            self._show_plan(plan)

    def _show_settled(self, planned: Planned) -> None:
        if not self.is_over:
            self._token = None
            self._brought = planned.brought
            self._show_plan(planned.plan)

    def _show_plan(self, plan: Plan) -> None:
        self._plan = plan
        can_map = bool(self._survey.names) and not self._is_mapped
        self.changes.show_plan(plan, can_map=can_map)
        self._show(self.changes)

    def _write(self) -> None:
        assert self._plan is not None
        self._keep_mapping()
        words = self.tr("Importing {name}…").format(name=text.one_line(self._path.name, 60))
        work = Write(self._plan)
        documents = self._window.documents
        documents.run(words, work, self._show_imported, can_cancel=True, over=self)

    def _show_imported(self, done: Any) -> None:
        summary, contents = done
        self._window.documents.end_waiting()
        self._window.session.take_back(contents)
        super().accept()
        self.imported.emit(summary)

    def _keep_mapping(self) -> None:
        """Have the mapping, with the names that are left out, offered for the next such file."""
        if self._is_mapped:
            chosen = self.names.chosen().items()
            left_out = {name.casefold() for name, each in chosen if isinstance(each, Ignore)}
            told = self.columns.mapping()
            self.menu.keep(dataclasses.replace(told, ignored=told.ignored | left_out))

    def _choices(self) -> Choices:
        return Choices(self.names.chosen(), self.changes.count(), self.changes.marks_gone())

    def _work(self, words: str, work: Work, done: Callable[[Any], None]) -> None:
        """Do something aside while the page says so."""
        self._stand_by(words)
        jobs = self._window.jobs
        self._token = jobs.start(_KIND, work, done, self._fail, self._show_progress)

    def _stand_by(self, words: str) -> None:
        """Show that something is being done; where it fails, the page of now comes back."""
        page = self.pages.currentWidget()
        if page is not None and page is not self.busy:
            self._before = page
        self.busy.begin(words)
        self._show(self.busy)

    def _show_progress(self, done: int, total: int) -> None:
        if not self.is_over:
            self.busy.show_progress(done, total)

    def _stop(self) -> None:
        if self._token is not None:
            self._token.cancel()
        else:
            self.columns.stop_building()
            self._fail(CancelledError(self.tr("The page of columns was not built.")))

    def _fail(self, error: Exception) -> None:
        """Go back to the page before; without one there is nothing to show."""
        if self.is_over:
            return
        self._token = None
        is_told = not isinstance(error, CancelledError)
        if self._before is self.busy:
            self.leave()
            if is_told:
                self._window.show_error(error)
            return
        self._show(self._before)
        if is_told:
            app.show_fault(self, error)

    def _drop_plan(self, plan: Plan | None) -> None:
        """Let go of what was read before, and hold another plan."""
        if self._plan is not None and (plan is None or plan.reading is not self._plan.reading):
            self._plan.reading.close()
        self._plan = plan
        if plan is not None and self.is_over:
            plan.reading.close()

    def _show(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(page)
        self._steps.show_steps(self._needed(page), page)
        is_busy, is_columns = page is self.busy, isinstance(page, ColumnsPage)
        is_first = is_columns or (isinstance(page, NamesPage) and not self._is_mapped)
        has_before = self._is_mapped or self._has_names
        self.back.setVisible(not is_busy and not is_first and has_before)
        self.menu.button.setVisible(is_columns)
        self.menu.show_notice(is_shown=is_columns)
        self.next.setVisible(not is_busy)
        self.what.setText(text.plain(self._what(page), 300))
        self._show_button()
        if isinstance(page, ColumnsPage | NamesPage):
            page.take_focus()
        elif isinstance(page, ChangesPage):
            self.next.setFocus()

    def _needed(self, page: QWidget) -> set[type[QWidget]]:
        """The pages that this import has, none of them while it is busy."""
        told = {ColumnsPage: self._is_mapped, NamesPage: self._has_names, ChangesPage: True}
        return {step for step, is_needed in told.items() if is_needed and page is not self.busy}

    def _what(self, page: QWidget) -> str:
        if isinstance(page, ColumnsPage):
            words = self.tr(
                "{table}. Say what each column is; the right side shows what comes of it."
            )
            return words.format(table=table_words(self._survey))
        if isinstance(page, NamesPage):
            return self.tr(
                "Some names are of no known actor. Say who they are, or leave it for later."
            )
        if isinstance(page, ChangesPage) and self._plan is not None:
            return self._plan.data_set.title
        return ""

    def _show_button(self) -> None:
        """Say what the button does, and beside it why it does nothing."""
        page, words, why = self.pages.currentWidget(), self.tr("Continue"), ""
        if isinstance(page, ColumnsPage):
            why = page.why_not() if page.sheet is not None else ""
        elif isinstance(page, ChangesPage) and self._plan is not None:
            words, why = button_words(self._plan), why_nothing(self._plan)
        self.next.setText(words)
        self.next.setEnabled(page is not self.busy and not why)
        self.reason.setText(text.plain(why, 240))

    def _told(self) -> Mapping:
        return self.columns.mapping()

    def _complete(self, typed: str) -> Any:
        return self._knowledge.complete("actor", typed)

    def _name_of(self, code: str) -> str:
        """The name of an actor, of one that the import would bring too."""
        known = self._window.session.contents.actors.get(code)
        return self._brought.get(code, code) if known is None else known.name

    def _connect(self) -> None:
        self.back.clicked.connect(self.go_back)
        self.busy.stopped.connect(self._stop)
        self.menu.chosen.connect(self._take_mapping)
        self._window.documents.stopped.connect(self._show_button)
