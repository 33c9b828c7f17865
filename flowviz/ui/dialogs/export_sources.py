"""The sources as a list in a file: format, style and which; the beginning is shown as it comes."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QFormLayout,
    QPlainTextEdit,
    QWidget,
)

from flowviz.dossier import Onlooker
from flowviz.exporters.sources import SUFFIXES, TEXT, Plan, chosen, list_text, losses, write_list
from flowviz.references import formats, style
from flowviz.ui import app, text, theme
from flowviz.ui.dialogs.writing import WritingDialog
from flowviz.ui.jobs import Jobs, Token
from flowviz.ui.saving import ask_where
from flowviz.ui.settings import Settings

_PREVIEWED = 8
_KIND, _PREVIEW_KIND = "export sources", "preview sources"
_LOSSES_KIND = "losses of sources"

Look = Callable[[], Onlooker]
"""Gives an onlooker on the dossier as it stands."""


class _Preview(NamedTuple):
    text: str
    listed: int
    withheld: int


class ExportSourcesDialog(WritingDialog):
    """Asks how; ``written`` tells where the list went."""

    def __init__(
        self, look: Look, suggested: str, jobs: Jobs, settings: Settings, parent: QWidget
    ) -> None:
        super().__init__(parent, self.tr("Export Sources"), jobs)
        self._look = look
        self._suggested = suggested
        self._settings = settings
        self._finding: Token | None = None
        self._make_fields()
        self._lay_out()
        for box in (self.format, self.style_):
            box.currentIndexChanged.connect(self._refresh)
        for check in (self.cited, self.all):
            check.toggled.connect(self._refresh)
        self._refresh()

    def plan(self) -> Plan:
        """How the sources are to be listed, as the fields say."""
        return Plan(
            self.format.currentData(),
            self.style_.currentData(),
            is_cited=self.cited.isChecked(),
            is_all=self.all.isChecked(),
        )

    def accept(self) -> None:
        """Ask for the file and write it."""
        suffix = SUFFIXES[self.plan().format]
        name = self.tr("{name} sources").format(name=self._suggested)
        start = self._settings.last_folder() / f"{name}{suffix}"
        kinds = f"{self.format.currentText()} (*{suffix})"
        title = self.tr("Export Sources")
        path = ask_where(self, self._settings, title, start, kinds, suffix)
        if path is not None:
            self.write(path)

    def done(self, result: int) -> None:
        if self._finding is not None:
            self._finding.cancel()
        super().done(result)

    def write(self, path: Path) -> None:
        """Write the list to ``path``, off the window's thread."""
        self._settings.set_citation_style(self.plan().style)
        work = _Write(self._look(), self.plan(), path)
        self.start_writing(_KIND, work, path, may_cancel=True)

    def _refresh(self) -> None:
        plan = self.plan()
        self.style_.setEnabled(plan.format == TEXT)
        work = _Beginning(self._look(), plan)
        self._jobs.start(_PREVIEW_KIND, work, self._show_preview, self._fail_preview)
        self.losses.hide()
        found = _Losses(self._look(), plan)
        self._finding = self._jobs.start(_LOSSES_KIND, found, self._show_losses, self._fail_preview)

    def _show_preview(self, found: _Preview) -> None:
        if self.is_over:
            return
        self.preview.setPlainText(text.plain(found.text))
        listed = self.tr("Sources listed: {count}.").format(count=f"{found.listed:,}")
        words = [listed]
        if found.withheld:
            left = self.tr("Not public, and left out: {count}.")
            words.append(left.format(count=f"{found.withheld:,}"))
        self.count.setText(" ".join(words))
        self.export.setEnabled(found.listed > 0)

    def _show_losses(self, lines: list[str]) -> None:
        if not self.is_over:
            self.losses.setText(text.plain("\n".join(lines)))
            self.losses.setVisible(bool(lines))

    def _fail_preview(self, error: Exception) -> None:
        if not self.is_over:
            app.show_fault(self, error)

    def _make_fields(self) -> None:
        self.format = QComboBox()
        self.format.setAccessibleName(self.tr("Format"))
        self.format.addItem(self.tr("Text, in a citation style"), TEXT)
        for format_ in formats.FORMATS:
            self.format.addItem(format_.title, format_.name)
        self.style_ = QComboBox()
        self.style_.setAccessibleName(self.tr("Citation style"))
        for each in style.STYLES:
            self.style_.addItem(each.title, each.name)
        kept = style.known(self._settings.citation_style())
        self.style_.setCurrentIndex(self.style_.findData(kept))
        self.cited = QCheckBox(self.tr("Only sources that are &cited"))
        self.all = QCheckBox(self.tr("Also sources that are &not public, and notes on sources"))
        self.count = text.label(name="muted")
        self.losses = text.label(name="muted", wraps=True)
        self.preview = QPlainTextEdit(self)
        self.preview.setReadOnly(True)
        self.preview.setAccessibleName(self.tr("How the list begins"))
        self.preview.setTabChangesFocus(True)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(theme.SPACE)
        form.setHorizontalSpacing(2 * theme.SPACE)
        form.addRow(self.tr("Format"), self.format)
        form.addRow(self.tr("Style"), self.style_)
        form.addRow("", self.cited)
        form.addRow("", self.all)
        self.body.addLayout(form)
        self.body.addWidget(self.preview, 1)
        self.body.addWidget(self.count)
        self.body.addWidget(self.losses)
        role = QDialogButtonBox.ButtonRole.AcceptRole
        self.export = self.buttons.addButton(self.tr("Export…"), role)
        self.export.setDefault(True)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.resize(720, 600)


class _Beginning:
    """Makes the beginning of the list, and counts all of it."""

    def __init__(self, look: Onlooker, plan: Plan) -> None:
        self._look, self._plan = look, plan

    def __call__(self, token: Token) -> _Preview:
        with self._look as reading:
            listed = chosen(reading, self._plan)
        shown = list_text(listed.sources[:_PREVIEWED], self._plan, token.go_on)
        # Apart, so that one sees where an entry ends; lines of RIS end in CR and LF.
        shown = shown.replace("\n", "\n\n") if self._plan.format == TEXT else shown
        shown = shown.replace("\r\n", "\n")
        if len(listed.sources) > _PREVIEWED:
            shown += "…\n"
        return _Preview(shown, len(listed.sources), listed.withheld)


class _Losses:
    """Finds what the format does not hold: all of the list is written and read back."""

    def __init__(self, look: Onlooker, plan: Plan) -> None:
        self._look, self._plan = look, plan

    def __call__(self, token: Token) -> list[str]:
        with self._look as reading:
            listed = chosen(reading, self._plan)
        return losses(listed.sources, self._plan, token.go_on)


class _Write:
    """Chooses, makes the list and writes it."""

    def __init__(self, look: Onlooker, plan: Plan, path: Path) -> None:
        self._look, self._plan, self._path = look, plan, path

    def __call__(self, token: Token) -> Path:
        with self._look as reading:
            listed = chosen(reading, self._plan)
        write_list(self._path, list_text(listed.sources, self._plan, token.go_on))
        return self._path
