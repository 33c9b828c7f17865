"""What a source is cited for, beneath its form: flows first; Enter shows one on the picture."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QListWidgetItem, QVBoxLayout, QWidget

from flowviz.flows.cited_by import CitedFlow, flows_citing, others_citing
from flowviz.flows.words import count_words
from flowviz.terms import Stance
from flowviz.ui import text, theme
from flowviz.ui.forms.rows import ID, Rows
from flowviz.ui.selected import Selected

if TYPE_CHECKING:
    from flowviz.ui.forms.forms import Forms

_MOST = 200
"""Flows that are listed; the panel of sources has them all."""


class CitedForList(QWidget):
    """Lists the flows that a source is cited for, and counts what else."""

    def __init__(self, forms: "Forms", source: str) -> None:
        super().__init__()
        self._forms, self._source = forms, source
        self.list = Rows(self.tr("What it is cited for"))
        self.list.itemActivated.connect(self._show)
        self.more = text.label("", "muted", wraps=True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, theme.SPACE, 0, 0)
        box.setSpacing(theme.SPACE // 2)
        box.addWidget(text.label(self.tr("CITED FOR"), "caption"))
        box.addWidget(self.list)
        box.addWidget(self.more)
        self._seen: object = None
        self.refresh()

    def refresh(self) -> None:
        """List what it is cited for now."""
        session = self._forms.session
        if self._seen is session.contents:
            return
        self._seen = session.contents
        flows = flows_citing(session.dossier, self._source)
        others = len(others_citing(session.dossier, self._source))
        lines = [(f"{f.supplier}>{f.recipient}", self._words(f)) for f in flows[:_MOST]]
        self.list.show_lines(lines)
        self.list.setVisible(bool(lines))
        said = [count_words(len(flows) - _MOST, "more flow")] if len(flows) > _MOST else []
        said += (
            [count_words(others, "note, link, actor or other", "notes, links, actors or others")]
            if others
            else []
        )
        self.more.setText(f"And {' and '.join(said)}." if said and lines else "".join(said))
        if not lines and not said:
            self.more.setText(self.tr("Nothing yet."))
        self.more.setVisible(bool(self.more.text()))

    def _words(self, flow: CitedFlow) -> str:
        names = (self._forms.session.name(code) for code in (flow.supplier, flow.recipient))
        ends = " to ".join(text.one_line(name, 60) for name in names)
        against = dict(flow.stances).get(Stance.CONTRADICTS, 0)
        said = f" \N{MIDDLE DOT} contradicts {against}" if against else ""
        return f"{ends} \N{MIDDLE DOT} {count_words(flow.records, 'record')}{said}"

    def _show(self, item: QListWidgetItem) -> None:
        supplier, _, recipient = str(item.data(ID)).partition(">")
        self._forms.session.select(Selected.flow(supplier, recipient))
