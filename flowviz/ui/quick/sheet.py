"""The sheet of the quick form: the link, the text with its quoted words, and the record."""

import dataclasses
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from flowviz.editing.links import link_warning
from flowviz.editing.quick import QuickText, hints, quotation, source_with, title_of
from flowviz.flows.words import sentence
from flowviz.memento import archived_words, memento
from flowviz.terms import Stage, TransferKind
from flowviz.ui import text, theme
from flowviz.ui.forms.completing import KnownField
from flowviz.ui.forms.fields import Field, LongTextField, TermField, TextField, TickField
from flowviz.ui.forms.grid import NAME_PX, FieldGrid, Section
from flowviz.ui.forms.sheet import Sheet
from flowviz.ui.quick.hint_row import HintRow

if TYPE_CHECKING:
    from flowviz.ui.forms.forms import Forms

_SOON_MS = 300
_LINES = 7
_LONGEST_PASTE = 500_000
"""Letters of a pasted text from which words are picked, far more than a quotation may have."""
_SHOWN = 60


class QuickSheet(Sheet):
    """Holds a ``QuickText``; what the text names is offered beneath the fields, never taken."""

    def __init__(self, texts: QuickText, forms: "Forms") -> None:
        super().__init__(texts)
        self._forms = forms
        self.link = TextField(self.tr("Link"), example="https://")
        self.page = QuoteField(self.tr("Text"), lines=_LINES)
        self.is_known = TickField(self.tr("&Cite the source that has this link already"))
        self.title = TextField(self.tr("Title"), self.tr("As it stands on the document"))
        self.is_known.setContentsMargins(NAME_PX + theme.SPACE, 0, 0, 0)
        self._was_guessed = ""
        self.record = self._record_fields(forms)
        published = TextField(self.tr("Published"), example=self.tr("2016-05-04, May 2016, 2016"))
        publisher = forms.word_field("publisher", self.tr("Publisher"))
        self.bind(
            link=self.link,
            text=self.page,
            is_known_source=self.is_known,
            title=self.title,
            publisher=publisher,
            published=published,
            **self.record,
        )
        self._of_source = (self.title, publisher, published)
        self.actors = HintRow(self.tr("Actors in the text:"))
        self.items = HintRow(self.tr("Items in the text:"))
        self.amounts = HintRow(self.tr("Numbers before an item:"))
        self.actors.offer_to(self._known("supplier"), self._known("recipient"))
        self.items.offer_to(self.record["item"])
        self.amounts.offer_to(self.record["amount"])
        self._lay_out(publisher, published)
        self._later = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._later.timeout.connect(self.look)
        self.link.typed.connect(self._later.start)
        self.is_known.typed.connect(self._show_source)
        self.page.typed.connect(self._guess_title)
        self.page.typed.connect(self._later.start)
        self.page.page.selectionChanged.connect(self._show_quotation)
        self._was_guessed = title_of(texts.text)
        self.look()

    def texts(self) -> QuickText:
        start, end = self.page.picked()
        texts: QuickText = super().texts()
        return dataclasses.replace(texts, start=start, end=end)

    def show_texts(self, texts: Any, *, but: QWidget | None = None) -> None:
        super().show_texts(texts, but=but)
        self.page.pick(texts.start, texts.end)
        self._was_guessed = title_of(texts.text)
        self.look()

    def look(self) -> None:
        """Offer what the text names, and the source that has the link."""
        found = hints(self.page.value(), self._forms.knowledge.known)
        self.actors.show_words(found.actors)
        self.items.show_words(found.items)
        self.amounts.show_words(found.amounts)
        self._show_source()
        self._show_quotation()

    def _show_source(self) -> None:
        """Say what the link is, and leave the source alone where there is one."""
        link = self.link.value()
        page = memento(link)
        said = [link_warning(link), sentence(archived_words(link))]
        if page is not None and page.original:
            said.append(self.tr("The page is {link}").format(link=page.original))
        self.link.show_hint(". ".join(part for part in said if part))
        found = source_with(link, self._forms.knowledge.known)
        self.is_known.setVisible(found is not None)
        named = self.tr("It is “{title}”.").format(title=found.title) if found is not None else ""
        self.is_known.show_hint(named)
        is_taken = found is not None and bool(self.is_known.value())
        for field in self._of_source:
            field.setEnabled(not is_taken)

    def _show_quotation(self) -> None:
        """Say which words are quoted."""
        start, end = self.page.picked()
        words = quotation(self.page.value(), start, end)
        short = text.one_line(words.exact, _SHOWN)
        if not short:
            self.page.show_hint(self.tr("It becomes the quotation. Nothing is fetched."))
        elif words.prefix or words.suffix:
            self.page.show_hint(self.tr("Quoted: “{words}”").format(words=short))
        else:
            self.page.show_hint(self.tr("All of it is quoted; select words to quote only these."))

    def _guess_title(self) -> None:
        """Follow the first line of the text until somebody has typed a title."""
        if self.title.value() in ("", self._was_guessed):
            self._was_guessed = title_of(self.page.value())
            self.title.show_value(self._was_guessed)

    def _known(self, name: str) -> KnownField:
        field = self.record[name]
        assert isinstance(field, KnownField)
        return field

    def _record_fields(self, forms: "Forms") -> dict[str, Field]:
        tr = self.tr
        return {
            "supplier": forms.actor_field(tr("Supplier"), tr("Whom the goods came from")),
            "recipient": forms.actor_field(tr("Recipient"), tr("Whom the goods went to")),
            "kind": TermField(tr("Kind"), [(term.value, term.value) for term in TransferKind]),
            "item": forms.word_field("designation", tr("Item")),
            "stage": TermField(tr("Stage"), [(term.value, term.value) for term in Stage]),
            "amount": TextField(tr("Amount"), example=tr("240, ~140, 100-200, ? when unknown")),
            "unit": forms.word_field("unit", tr("Unit")),
            "dates": TextField(tr("Dates"), example=tr("2015, 2015-06, 2015/2017")),
        }

    def _lay_out(self, publisher: Field, published: Field) -> None:
        record, tr = self.record, self.tr
        source, says = FieldGrid(columns=2), FieldGrid()
        source.add((tr("&Link"), self.link))
        named = FieldGrid(columns=2)
        named.add((tr("&Title"), self.title))
        named.add((tr("&Publisher"), publisher), (tr("Publis&hed"), published))
        says.add((tr("Te&xt"), self.page))
        ends, goods = FieldGrid(columns=2), FieldGrid(columns=2)
        ends.add((tr("&Supplier"), record["supplier"]), (tr("&Recipient"), record["recipient"]))
        goods.add((tr("&Item"), record["item"]), (tr("&Kind"), record["kind"]))
        goods.add((tr("A&mount"), record["amount"]), (tr("&Unit"), record["unit"]))
        goods.add((tr("&Dates"), record["dates"]), (tr("Sta&ge"), record["stage"]))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.SPACE)
        for part in (
            Section(tr("THE SOURCE"), source, self.is_known, named),
            Section(tr("WHAT IT SAYS"), says),
            Section(tr("THE RECORD"), ends, self.actors, goods, self.items, self.amounts),
        ):
            box.addWidget(part)


class QuoteField(LongTextField):
    """Some lines of text of which the words that are picked are quoted."""

    longest = _LONGEST_PASTE

    def picked(self) -> tuple[int, int]:
        """Where the picked words begin and end, in characters; equal where none are."""
        cursor = self.page.textCursor()
        return self._at(cursor.selectionStart()), self._at(cursor.selectionEnd())

    def pick(self, start: int, end: int) -> None:
        """Pick words of the text that is shown."""
        cursor = self.page.textCursor()
        cursor.setPosition(self._units(start))
        cursor.setPosition(self._units(end), QTextCursor.MoveMode.KeepAnchor)
        self.page.setTextCursor(cursor)

    def value(self) -> str:
        """What is shown: the quotation is found in it by its place; all of what is too long."""
        return super().value() if self.page.isReadOnly() else self.page.toPlainText()

    def _at(self, units: int) -> int:
        """The character at a place that Qt counts in units of UTF-16."""
        shown = self.page.toPlainText().encode("utf-16-le", "surrogatepass")
        return len(shown[: 2 * units].decode("utf-16-le", "replace"))

    def _units(self, at: int) -> int:
        """The place of a character in units of UTF-16, at most the end."""
        return len(self.page.toPlainText()[:at].encode("utf-16-le", "surrogatepass")) // 2
