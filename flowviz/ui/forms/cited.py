"""The citations of a record beneath its form: what each is for, opened and added from here."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidgetItem, QVBoxLayout, QWidget

from flowviz.evidence import grade
from flowviz.records import Citation, Source, Transfer
from flowviz.terms import CitationStatus, Stance, Subject
from flowviz.ui import text, theme
from flowviz.ui.forms.links import link_button
from flowviz.ui.forms.rows import ID, Rows
from flowviz.ui.forms.targets import owner_of, targets, targets_of

if TYPE_CHECKING:
    from flowviz.ui.forms.forms import Forms


class CitedList(QWidget):
    """Lists what is cited for a record and its parts; Enter opens one."""

    def __init__(self, forms: "Forms", subject: Subject, id_: str) -> None:
        super().__init__()
        self._forms = forms
        self._subject, self._id = subject, id_
        self.list = Rows(self.tr("Citations"))
        self.list.itemActivated.connect(self._open)
        self.missing = text.label(self.tr("No source says so yet."), "alarmline")
        self.adder = link_button(
            self.tr("+ Add a &citation…"), self.tr("Say which source says so, and of which field")
        )
        self.adder.clicked.connect(self.add)
        self.still = link_button(
            self.tr("The marked one still says so"),
            self.tr("Somebody has looked: the citation is live again"),
        )
        self.still.clicked.connect(self.confirm)
        self.list.currentRowChanged.connect(self._follow)
        self._to_check: dict[str, Citation] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(0, theme.SPACE, 0, 0)
        box.setSpacing(theme.SPACE // 2)
        box.addWidget(text.label(self.tr("SOURCES"), "caption"))
        box.addWidget(self.list)
        box.addWidget(self.missing)
        box.addWidget(self.still, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(self.adder, 0, Qt.AlignmentFlag.AlignLeft)
        self.refresh()

    def refresh(self) -> None:
        """List the citations that there are now."""
        dossier = self._forms.session.dossier
        known, name_of = self._forms.knowledge.known, self._forms.session.name
        found = owner_of(dossier, self._subject, self._id)
        if found is None:
            return
        if isinstance(found, Transfer):
            offered = targets(found, name_of)
        else:
            offered = targets_of(dossier, found, name_of)
        names = {(each.subject, each.subject_id, each.field): each.words for each in offered}
        subjects = {each.subject_id for each in offered}
        lines = []
        self._to_check = {}
        for citation in dossier.citations(sorted(subjects)):
            if citation.status is CitationStatus.TO_CHECK:
                self._to_check[citation.id] = citation
            named = Source(citation.source, citation.source)
            source = known.sources.get(citation.source, named)
            about = (citation.subject, citation.subject_id, citation.field)
            lines.append((citation.id, _words(citation, source, names.get(about, citation.field))))
        self.list.show_lines(lines)
        self.list.setVisible(bool(lines))
        self.missing.setVisible(not lines)
        self.still.setVisible(bool(self._to_check))
        self._follow()

    def confirm(self) -> None:
        """Have the marked citation live again."""
        from flowviz.ui.forms.opening import still_says_so

        item = self.list.currentItem()
        citation = self._to_check.get(item.data(ID)) if item is not None else None
        if citation is not None:
            still_says_so(self._forms.window, citation)

    def _follow(self) -> None:
        item = self.list.currentItem()
        self.still.setEnabled(item is not None and item.data(ID) in self._to_check)

    def add(self) -> None:
        """Open the form of a new citation for the record."""
        from flowviz.ui.forms.opening import new_citation

        new_citation(self._forms.window, self._subject, self._id)

    def _open(self, item: QListWidgetItem) -> None:
        self._forms.edit(Citation, item.data(ID))


def _words(citation: Citation, source: Source, about: str) -> str:
    place = f", {citation.locator}" if citation.locator else ""
    said = {Stance.SUPPORTS: "", Stance.CONTRADICTS: "contradicted by ", Stance.MENTIONS: "in "}
    title = text.one_line(source.title, 60)
    parts = [about, f"{said[citation.stance]}{title}{text.one_line(place, 40)}"]
    graded = grade(citation, source)
    parts += [graded] if graded else []
    parts += [str(citation.status)] if citation.status is not CitationStatus.LIVE else []
    return text.one_line(" \N{MIDDLE DOT} ".join(parts), 240)
