"""The sheet of a link: the goods of one record go on in another, or are delivered under it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from flowviz.editing import LinkText
from flowviz.terms import Existence, LinkKind
from flowviz.ui import text, theme
from flowviz.ui.forms.fields import TermField, TextField
from flowviz.ui.forms.grid import FieldGrid
from flowviz.ui.forms.record_field import RecordField
from flowviz.ui.forms.sheet import Sheet

if TYPE_CHECKING:
    from flowviz.ui.forms.forms import Forms


class LinkSheet(Sheet):
    """A link of two records."""

    def __init__(self, texts: LinkText, forms: "Forms") -> None:
        super().__init__(texts)
        self._meanings = {
            LinkKind.CONTINUES.value: self.tr("The same goods go on, such as a re-export."),
            LinkKind.FULFILS.value: self.tr("A delivery under a licence, an order or a deal."),
        }
        kind = TermField(self.tr("Kind"), [(term.value, term.value) for term in LinkKind])
        later = RecordField(
            self.tr("Later record"), forms, self.tr("Type who, to whom, or what: belarus konkurs")
        )
        earlier = RecordField(
            self.tr("Earlier record"),
            forms,
            self.tr("Where the goods, or the right to them, are from"),
        )
        amount = TextField(
            self.tr("Amount"),
            self.tr("How many of them go on; may stay empty"),
            example="80, ~80, ?",
        )
        self.bind(
            later=later,
            kind=kind,
            earlier=earlier,
            item=forms.word_field("designation", self.tr("Item"), self.tr("Of which item")),
            amount=amount,
            unit=forms.word_field("unit", self.tr("Unit")),
            existence=TermField(
                self.tr("Existence"), [(term.value, term.value) for term in Existence]
            ),
        )
        fields = self.fields
        grid, below = FieldGrid(), FieldGrid(columns=2)
        grid.add((self.tr("&Later record"), later))
        grid.add((self.tr("&Kind"), kind))
        grid.add((self.tr("&Earlier record"), earlier))
        below.add((self.tr("&Item"), fields["item"]), (self.tr("E&xistence"), fields["existence"]))
        below.add((self.tr("A&mount"), amount), (self.tr("&Unit"), fields["unit"]))
        head = self.tr("Two records hang together; their amounts are never added for it.")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.SPACE)
        for part in (text.label(head, "hint", wraps=True), grid, below):
            box.addWidget(part)
        kind.typed.connect(self._explain)
        self._explain()

    def show_texts(self, texts: LinkText, *, but: object = None) -> None:
        super().show_texts(texts, but=but)  # type: ignore[arg-type]
        self._explain()

    def take_focus(self) -> None:
        """Go to the record that is still to be chosen."""
        for name in ("later", "earlier", "item"):
            if not self.fields[name].value():
                break
        self.fields[name].editor.setFocus(Qt.FocusReason.TabFocusReason)

    def _explain(self) -> None:
        kind = self.fields["kind"]
        kind.show_hint(self._meanings.get(str(kind.value()), ""))
