"""The left side of the columns page: what each term of a record is taken from."""

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from flowviz.editing.mapping_text import (
    ENDS,
    REPORTED,
    DirectionText,
    MappedFigureText,
    MappedPartyText,
    MappingText,
)
from flowviz.terms import Existence, Reporter, TransferKind
from flowviz.ui import theme
from flowviz.ui.forms.completing import Complete
from flowviz.ui.forms.fields import Field, TermField, TextField
from flowviz.ui.forms.grid import FieldGrid, Fold, Section
from flowviz.ui.forms.sheet import PartList, Sheet
from flowviz.ui.importing.column_field import ColumnField
from flowviz.ui.importing.part_sheets import DirectionSheet, FigureSheet, PartySheet
from flowviz.ui.importing.places_model import ColumnOffer


class MappingSheet(Sheet):
    """Everything a person can say of a table; ``texts`` gives it as one frozen value.

    It is made empty; ``build`` fills it.
    """

    def __init__(
        self,
        texts: MappingText,
        columns: Sequence[ColumnOffer],
        units: Sequence[str],
        complete: Complete,
    ) -> None:
        super().__init__(texts)
        self._columns, self._units, self._complete = columns, units, complete
        self._make_lists()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, theme.SPACE, theme.SPACE)
        self._box.setSpacing(theme.SPACE)

    def build(self) -> Iterator[None]:
        """Make the sections and the parts in them, step by step: together they take 0.3 s.

        The event loop turns between two steps. It is to stand where it will stay.
        """
        self._reported = self._reported_part()
        yield
        self._make_ends()
        yield
        for make in (
            self._who,
            self._what,
            self._how_much,
            self._when,
            self._where_written,
            self._each_record,
            self._the_file,
        ):
            self._box.addWidget(make())
            yield
        self._box.addStretch(1)
        for parts in self.lists.values():
            yield from parts.fill_slowly()
        self.fields["ends"].typed.connect(self._show_ends)
        self.fields["category"].typed.connect(self._show_vocabulary)
        self._show_ends()
        self._show_vocabulary()

    def show_texts(self, texts: MappingText, *, but: QWidget | None = None) -> None:
        super().show_texts(texts, but=but)
        self._show_ends()
        self._show_vocabulary()

    def _make_lists(self) -> None:
        tr = self.tr
        self.bind_parts(
            figures=PartList(
                self._figure,
                MappedFigureText,
                tr("+ Add a &figure"),
                tr("Another amount of the same row: its value in money, what was ordered, ..."),
            ),
            parties=PartList(
                self._party,
                MappedPartyText,
                tr("+ Add another &party"),
                tr("Who else had a hand in it: manufacturer, broker, carrier, end user, ..."),
            ),
            directions=PartList(DirectionSheet, _no_word, ""),
        )
        self.lists["directions"].adder.hide()

    def _make_ends(self) -> None:
        tr = self.tr
        ends = TermField(
            tr("Each row names"),
            [
                (ENDS, tr("who supplied and who received")),
                (REPORTED, tr("who reports, the partner, and export or import")),
            ],
        )
        always = tr("the same actor on every row…")
        supplier = self._column(tr("Supplier"), tr("Whom the goods came from"), always)
        recipient = self._column(tr("Recipient"), tr("Whom the goods went to"), always)
        supplier_code = self._column(tr("Supplier's code"), tr("Such as DEU or 276"))
        recipient_code = self._column(tr("Recipient's code"), tr("Such as DEU or 276"))
        reported_by = TermField(tr("Reported by"), [(each.value, each.value) for each in Reporter])
        self.bind(
            ends=ends,
            supplier=supplier,
            recipient=recipient,
            supplier_code=supplier_code,
            recipient_code=recipient_code,
            reported_by=reported_by,
        )

    def _who(self) -> Section:
        tr, fields = self.tr, self.fields
        first = FieldGrid()
        first.add((tr("Rows name"), fields["ends"]))
        first.setContentsMargins(0, 0, 0, theme.SPACE // 2)  # as far as two rows of a grid
        self._ends = self._grid(
            (tr("Supplier"), fields["supplier"]),
            (tr("Recipient"), fields["recipient"]),
            (tr("Reported by"), fields["reported_by"]),
        )
        codes = (fields["supplier_code"], fields["recipient_code"])
        grid = self._grid((tr("Supplier code"), codes[0]), (tr("Recipient code"), codes[1]))
        self._ends_codes = self._fold(tr("+ Columns with codes of both"), grid, *codes)
        parties = self.lists["parties"]
        return Section(tr("WHO"), first, self._ends, self._ends_codes, self._reported, parties)

    def _reported_part(self) -> QWidget:
        tr = self.tr
        reporter = self._column(tr("Reporter"), tr("The state whose statistics the row is of"))
        partner = self._column(tr("Partner"), tr("The state on the other side"))
        direction = self._column(tr("Direction"), tr("Export or import, as the reporter sees it"))
        codes = [self._column(tr("Reporter's code")), self._column(tr("Partner's code"))]
        self.bind(
            reporter=reporter,
            partner=partner,
            direction=direction,
            reporter_code=codes[0],
            partner_code=codes[1],
        )
        whole = QWidget()
        box = QVBoxLayout(whole)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.SPACE // 2)
        terms = ((tr("Reporter"), reporter), (tr("Partner"), partner), (tr("Direction"), direction))
        box.addWidget(self._grid(*terms))
        box.addWidget(self.lists["directions"])
        grid = self._grid((tr("Reporter code"), codes[0]), (tr("Partner code"), codes[1]))
        box.addWidget(self._fold(tr("+ Columns with codes of both"), grid, *codes))
        return whole

    def _what(self) -> Section:
        tr = self.tr
        item = self._column(tr("Item"), tr("The goods by name, such as “9P135M Konkurs”"))
        category = self._column(tr("Category"), tr("What sort of goods they are"))
        vocabulary = TermField(
            tr("Its words"),
            [
                ("", tr("words of its own")),
                ("sipri", tr("SIPRI's categories")),
                ("unroca", tr("UN Register: I to VII, small arms")),
                ("ml", tr("munitions list: ML1 to ML22")),
                ("hs", tr("customs codes: HS 9301 to 9307")),
            ],
            tr("Which list the words of the category column are from"),
        )
        description = self._column(tr("Description"), tr("What the item is, in words"))
        condition = self._column(tr("Condition"), tr("New, second hand, ..."))
        self.bind(
            designation=item,
            category=category,
            vocabulary=vocabulary,
            description=description,
            condition=condition,
        )
        self._vocabulary = self._grid((tr("Its words"), vocabulary))
        more = self._grid((tr("Description"), description), (tr("Condition"), condition))
        return Section(
            tr("WHAT"),
            self._grid((tr("Item"), item), (tr("Category"), category)),
            self._vocabulary,
            self._fold(tr("+ Description, condition"), more, description, condition),
        )

    def _how_much(self) -> Section:
        return Section(self.tr("HOW MUCH"), self.lists["figures"])

    def _when(self) -> Section:
        dates = self._column(
            self.tr("Date"),
            self.tr("A year, a day, or several years"),
            self.tr("the same on every row…"),
        )
        self.bind(dates=dates)
        return Section(self.tr("WHEN"), self._grid((self.tr("Date"), dates)))

    def _where_written(self) -> Section:
        tr = self.tr
        source = self._column(tr("Source"), tr("The document that the row is from"))
        url = self._column(tr("Link"), tr("Its address on the web"))
        comment = self._column(tr("Note"), tr("Remarks, kept beside the record"))
        rest = {
            "source_publisher": self._column(tr("Publisher")),
            "source_author": self._column(tr("Author")),
            "source_published": self._column(tr("Published")),
            "locator": self._column(tr("Place in it"), tr("Page, table, paragraph")),
            "key": self._column(
                tr("Its number"), tr("A number of its own, by which a row is known again later")
            ),
        }
        self.bind(source=source, source_url=url, comment=comment, **rest)
        more = self._grid(*((field.name, field) for field in rest.values()))
        return Section(
            tr("WHERE IT IS WRITTEN"),
            self._grid((tr("Source"), source), (tr("Link"), url), (tr("Note"), comment)),
            self._fold(tr("+ Publisher, author, place, number"), more, *rest.values()),
        )

    def _each_record(self) -> Section:
        tr = self.tr
        kind = TermField(tr("Kind"), [(each.value, each.value) for each in TransferKind])
        existence = TermField(
            tr("Existence"),
            [("", tr("by the rule")), *((each.value, each.value) for each in Existence)],
            tr("How sure it is that it took place at all"),
        )
        self.bind(kind=kind, existence=existence)
        return Section(
            tr("EACH RECORD"), self._grid((tr("Kind"), kind), (tr("Existence"), existence))
        )

    def _the_file(self) -> Section:
        tr = self.tr
        title = TextField(tr("Title"), tr("Each record cites the file by this title"))
        publisher = TextField(tr("Publisher of the file"))
        url = TextField(tr("Link of the file"), example="https://")
        self.bind(title=title, publisher=publisher, url=url)
        return Section(
            tr("THE FILE AS A SOURCE"),
            self._grid((tr("Title"), title), (tr("Publisher"), publisher), (tr("Link"), url)),
        )

    def _column(self, name: str, tip: str = "", always_words: str = "") -> ColumnField:
        return ColumnField(
            name,
            self._columns,
            tip,
            complete=self._complete if always_words else None,
            always_words=always_words,
        )

    def _grid(self, *fields: tuple[str, Field]) -> FieldGrid:
        grid = FieldGrid()
        for field in fields:
            grid.add(field)
        return grid

    def _fold(self, words: str, inner: QWidget, *fields: Field) -> Fold:
        fold = Fold(words, inner, *fields)
        self.folds.append(fold)
        return fold

    def _figure(self, texts: MappedFigureText) -> Sheet:
        return FigureSheet(texts, self._columns, self._units)

    def _party(self, texts: MappedPartyText) -> Sheet:
        return PartySheet(texts, self._columns, self._complete)

    def _show_ends(self) -> None:
        is_reported = self.fields["ends"].value() == REPORTED
        self._ends.setVisible(not is_reported)
        self._ends_codes.setVisible(not is_reported)
        self._reported.setVisible(is_reported)

    def _show_vocabulary(self) -> None:
        self._vocabulary.setVisible(bool(self.fields["category"].value()))


def _no_word() -> DirectionText:
    return DirectionText("")
