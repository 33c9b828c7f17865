"""The citations of a record beneath its form: what each is for, opened and added from here."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from flowviz.evidence import grade
from flowviz.records import Citation, Source
from flowviz.terms import CitationStatus, Stance, Subject
from flowviz.ui import text, theme
from flowviz.ui.forms.links import link_button
from flowviz.ui.forms.targets import targets

if TYPE_CHECKING:
    from flowviz.ui.forms.forms import Forms

_ROWS = 6
_ROW_PX = 26
_ID = Qt.ItemDataRole.UserRole


class CitedList(QWidget):
    """Lists what is cited for a transfer and its parts; Enter opens one."""

    def __init__(self, forms: "Forms", transfer: str) -> None:
        super().__init__()
        self._forms = forms
        self._transfer = transfer
        self.list = CitationRows()
        self.list.itemActivated.connect(self._open)
        self.missing = text.label(self.tr("No source says so yet."), "alarmline")
        self.adder = link_button(
            self.tr("+ Add a &citation…"), self.tr("Say which source says so, and of which field")
        )
        self.adder.clicked.connect(self.add)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, theme.SPACE, 0, 0)
        box.setSpacing(theme.SPACE // 2)
        box.addWidget(text.label(self.tr("SOURCES"), "caption"))
        box.addWidget(self.list)
        box.addWidget(self.missing)
        box.addWidget(self.adder, 0, Qt.AlignmentFlag.AlignLeft)
        self.refresh()

    def refresh(self) -> None:
        """List the citations that there are now."""
        dossier = self._forms.session.dossier
        known = self._forms.knowledge.known
        found = dossier.transfers((self._transfer,))
        if not found:
            return
        offered = targets(found[0], known.actors)
        names = {(each.subject, each.subject_id, each.field): each.words for each in offered}
        subjects = {each.subject_id for each in offered}
        lines = []
        for citation in dossier.citations(sorted(subjects)):
            named = Source(citation.source, citation.source)
            source = known.sources.get(citation.source, named)
            about = (citation.subject, citation.subject_id, citation.field)
            lines.append((citation.id, _words(citation, source, names.get(about, citation.field))))
        self.list.show_lines(lines)
        self.list.setVisible(bool(lines))
        self.missing.setVisible(not lines)

    def add(self) -> None:
        """Open the form of a new citation for the record."""
        from flowviz.ui.forms.opening import new_citation

        new_citation(self._forms.window, Subject.TRANSFER, self._transfer)

    def _open(self, item: QListWidgetItem) -> None:
        self._forms.edit(Citation, item.data(_ID))


class CitationRows(QListWidget):
    """A row a citation, as many in sight as there is room for."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rows")
        self.setAccessibleName(self.tr("Citations"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setUniformItemSizes(True)
        self._lines: list[tuple[str, str]] = []

    def show_lines(self, lines: list[tuple[str, str]]) -> None:
        """Show lines of identifier and words."""
        if lines == self._lines:
            return
        self._lines = lines
        self.clear()
        for id_, words in lines:
            item = QListWidgetItem(words)
            item.setToolTip(text.tooltip(words))
            item.setData(_ID, id_)
            self.addItem(item)
        self.setFixedHeight(min(len(lines), _ROWS) * _ROW_PX + 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and item is not None:
            event.accept()
            self.itemActivated.emit(item)
        else:
            super().keyPressEvent(event)


def _words(citation: Citation, source: Source, about: str) -> str:
    place = f", {citation.locator}" if citation.locator else ""
    said = {Stance.SUPPORTS: "", Stance.CONTRADICTS: "contradicted by ", Stance.MENTIONS: "in "}
    title = text.one_line(source.title, 60)
    parts = [about, f"{said[citation.stance]}{title}{text.one_line(place, 40)}"]
    graded = grade(citation, source)
    parts += [graded] if graded else []
    parts += [str(citation.status)] if citation.status is not CitationStatus.LIVE else []
    return text.one_line(" \N{MIDDLE DOT} ".join(parts), 240)
