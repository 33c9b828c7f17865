"""The sheet of a transfer: who to whom, its items with their figures, and who else had a hand."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from flowviz.editing import BY_RULE, FigureText, LineText, PartyText, TransferText
from flowviz.terms import Basis, Existence, Reporter, Role, Stage, TransferKind
from flowviz.ui import text, theme
from flowviz.ui.forms.fields import Field, LongTextField, TermField, TextField
from flowviz.ui.forms.grid import NAME_PX, FieldGrid, Fold
from flowviz.ui.forms.judged import by_rule_words
from flowviz.ui.forms.sheet import ListSection, PartList, RemoveButton, Sheet

if TYPE_CHECKING:
    from flowviz.ui.forms.forms import Forms

_STAGE_PX, _UNIT_PX, _BASIS_PX, _REMOVE_PX = 108, 108, 96, 28
_CHOOSE = ("", "\N{EN DASH}")


class TransferSheet(Sheet):
    """A transfer."""

    def __init__(self, texts: TransferText, forms: "Forms") -> None:
        super().__init__(texts)
        self._forms = forms
        supplier = forms.actor_field(self.tr("Supplier"), self.tr("Whom the goods came from"))
        recipient = forms.actor_field(self.tr("Recipient"), self.tr("Whom the goods went to"))
        kind = TermField(self.tr("Kind"), _terms(TransferKind), self.tr("What the record tells of"))
        existence = TermField(
            self.tr("Existence"),
            [(BY_RULE, self.tr("by the rule")), *self._stated()],
            self.tr("How sure it is that it took place at all"),
        )
        reason = LongTextField(
            self.tr("Why"), self.tr("Why you hold it to be so, whatever the rule says"), lines=2
        )
        reporter = TermField(
            self.tr("Reported by"),
            [("", self.tr("not stated")), *_terms(Reporter)],
            self.tr("Which side the record comes from"),
        )
        comment = LongTextField(self.tr("Comment"))
        self.bind(
            supplier=supplier,
            recipient=recipient,
            kind=kind,
            existence=existence,
            existence_reason=reason,
            reporter=reporter,
            comment=comment,
        )
        self._stating = FieldGrid()
        self._stating.add((self.tr("Wh&y"), reason))
        self._lay_out(supplier, recipient, kind, existence, reporter, comment)
        existence.typed.connect(self._show_reason)
        self._show_reason()
        self.refresh()

    def _lay_out(
        self,
        supplier: Field,
        recipient: Field,
        kind: Field,
        existence: Field,
        reporter: Field,
        comment: Field,
    ) -> None:
        head = FieldGrid(columns=2)
        head.add((self.tr("&Supplier"), supplier), (self.tr("&Recipient"), recipient))
        head.add((self.tr("&Kind"), kind), (self.tr("Reported &by"), reporter))
        head.add((self.tr("E&xistence"), existence))
        below = FieldGrid()
        below.add((self.tr("Co&mment"), comment))
        fold = Fold(self.tr("+ Add a co&mment"), below, comment)
        self.folds.append(fold)
        lines = PartList(self._line, LineText, self.tr("+ Add an &item"), self.tr("Alt+I"))
        together = PartList(
            self._figure,
            self._next_figure,
            self.tr("+ Add a &value for several items together"),
            self.tr("A sum that the source gives for the whole; it is never split among the items"),
        )
        together.set_head(FigureHead())
        parties = PartList(
            self._party,
            PartyText,
            self.tr("+ Add a &party"),
            self.tr("Who else had a hand in it: manufacturer, broker, carrier, end user, ..."),
        )
        self.bind_parts(lines=lines, figures=together, parties=parties)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.SPACE)
        for part in (
            head,
            self._stating,
            fold,
            ListSection(self.tr("ITEMS"), lines),
            ListSection(self.tr("FOR SEVERAL ITEMS TOGETHER"), together),
            ListSection(self.tr("OTHER PARTIES"), parties),
        ):
            box.addWidget(part)

    def show_texts(self, texts: TransferText, *, but: QWidget | None = None) -> None:
        super().show_texts(texts, but=but)
        self._show_reason()

    def refresh(self) -> None:
        """Say what the rule makes of the record now."""
        self.fields["existence"].show_hint(by_rule_words(self._forms, self._texts.id))

    def take_focus(self) -> None:
        """Go to the first field that is still empty, the items once both actors stand."""
        for name in ("supplier", "recipient"):
            if not self.fields[name].value():
                self.fields[name].editor.setFocus(Qt.FocusReason.TabFocusReason)
                return
        lines = self.lists["lines"].sheets
        if lines:
            lines[0].take_focus()
        else:
            super().take_focus()

    def offer_blanks(self) -> None:
        """Have an item to fill in, and a figure for each item."""
        lines = self.lists["lines"]
        if not lines.sheets:
            lines.add_blank()
        for line in lines.sheets:
            line.offer_blanks()

    def _show_reason(self) -> None:
        """The rule needs no reason; a person does."""
        self._stating.setVisible(self.fields["existence"].value() != BY_RULE)

    def _stated(self) -> list[tuple[str, str]]:
        words = self.tr("{existence}, as stated")
        return [(term.value, words.format(existence=term)) for term in Existence]

    def _line(self, texts: LineText) -> Sheet:
        return LineSheet(texts, self._forms)

    def _figure(self, texts: FigureText) -> Sheet:
        return FigureSheet(texts, self._forms)

    def _party(self, texts: PartyText) -> Sheet:
        return PartySheet(texts, self._forms)

    def _next_figure(self) -> FigureText:
        return FigureText(Stage.DELIVERED.value)


class LineSheet(Sheet):
    """An item: what it is called, what it is, and its figures."""

    def __init__(self, texts: LineText, forms: "Forms") -> None:
        super().__init__(texts)
        self._forms = forms
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        designation = forms.word_field(
            "designation", self.tr("Item"), self.tr("The designation, as the source has it")
        )
        category = forms.word_field(
            "category",
            self.tr("Category"),
            self.tr("What sort of item it is, for colours and sums"),
        )
        description = TextField(self.tr("Description"))
        condition = forms.word_field(
            "condition", self.tr("Condition"), self.tr("The source's word: new, second hand, ...")
        )
        self.bind(
            designation=designation,
            category=category,
            description=description,
            condition=condition,
        )
        figures = PartList(self._figure, self._next_figure, self.tr("+ Add a figure"))
        figures.set_head(FigureHead())
        self.bind_parts(figures=figures)
        name_px = NAME_PX - theme.SPACE - 1  # the card is so much narrower
        head = FieldGrid(columns=2, name_px=name_px)
        head.add((self.tr("Item"), designation), (self.tr("Category"), category))
        more = FieldGrid(columns=2, name_px=name_px)
        more.add((self.tr("Description"), description), (self.tr("Condition"), condition))
        fold = Fold(self.tr("+ Description, condition"), more, description, condition)
        self.folds.append(fold)
        names = QVBoxLayout()
        names.setSpacing(theme.SPACE // 2)
        names.addWidget(head)
        names.addWidget(fold)
        top = QHBoxLayout()
        top.setSpacing(theme.SPACE // 2)
        top.addLayout(names, 1)
        remove = RemoveButton(self, self.tr("Remove this item"))
        top.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
        inner = QVBoxLayout(self)
        inner.setContentsMargins(theme.SPACE, theme.SPACE, theme.SPACE, theme.SPACE // 2)
        inner.setSpacing(theme.SPACE // 2)
        inner.addLayout(top)
        inner.addWidget(figures)

    def offer_blanks(self) -> None:
        """Have a figure to fill in."""
        figures = self.lists["figures"]
        if not figures.sheets:
            figures.add_blank()

    def _figure(self, texts: FigureText) -> Sheet:
        return FigureSheet(texts, self._forms)

    def _next_figure(self) -> FigureText:
        """A figure at the stage and in the unit of the one before it."""
        sheets = self.lists["figures"].sheets
        if not sheets:
            return FigureText(Stage.DELIVERED.value, "pieces")
        before: FigureText = sheets[-1].texts()
        return FigureText(before.stage, before.unit, before.basis)


class FigureSheet(Sheet):
    """A figure in one row."""

    def __init__(self, texts: FigureText, forms: "Forms") -> None:
        super().__init__(texts)
        stage = TermField(self.tr("Stage"), _terms(Stage), self.tr("How far the goods had come"))
        amount = TextField(
            self.tr("Amount"),
            self.tr(
                "240 \N{MIDDLE DOT} ~140 \N{MIDDLE DOT} 100-200 \N{MIDDLE DOT} >= 80 "
                "\N{MIDDLE DOT} 240? when uncertain \N{MIDDLE DOT} ? when unknown"
            ),
            example="240, ~140, 100-200, ?",
        )
        unit = forms.word_field("unit", self.tr("Unit"), self.tr("pieces, tonnes, EUR, ..."))
        basis = TermField(
            self.tr("Counts"),
            _terms(Basis),
            self.tr("The whole amount, or what one piece costs: that is shown and never summed"),
        )
        dates = TextField(
            self.tr("Dates"),
            self.tr(
                "2015 \N{MIDDLE DOT} 2015-06-30 \N{MIDDLE DOT} June 2015 \N{MIDDLE DOT} 2015/2017 "
                "\N{MIDDLE DOT} 1979; 1981 \N{MIDDLE DOT} ca. 2015"
            ),
            example="2015, June 2015, 2015/2017",
        )
        self.bind(amount=amount, unit=unit, stage=stage, dates=dates, basis=basis)
        self.shared = text.label("", "fault", wraps=True)
        self.shared.hide()
        remove = RemoveButton(self, self.tr("Remove this figure"))
        row = _figure_row(amount, unit, stage, dates, basis, remove)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addLayout(row)
        box.addWidget(self.shared)


class FigureHead(QWidget):
    """The headings above figures."""

    def __init__(self) -> None:
        super().__init__()
        row = _figure_row(
            text.label(self.tr("Amount"), "hint"),
            text.label(self.tr("Unit"), "hint"),
            text.label(self.tr("Stage"), "hint"),
            text.label(self.tr("Dates"), "hint"),
            text.label(self.tr("Counts"), "hint"),
            QWidget(),
        )
        row.setContentsMargins(2, 0, 0, 0)
        self.setLayout(row)


class PartySheet(Sheet):
    """Another actor and its role, in one row."""

    def __init__(self, texts: PartyText, forms: "Forms") -> None:
        super().__init__(texts)
        role = TermField(self.tr("Role"), [_CHOOSE, *_terms(Role)], self.tr("What it did"))
        actor = forms.actor_field(self.tr("Actor"), self.tr("Who had a hand in it"))
        self.bind(role=role, actor=actor)
        role.setFixedWidth(160)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE)
        row.addWidget(role, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(actor, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(
            RemoveButton(self, self.tr("Remove this party")), 0, Qt.AlignmentFlag.AlignTop
        )


def _figure_row(
    amount: QWidget, unit: QWidget, stage: QWidget, dates: QWidget, basis: QWidget, end: QWidget
) -> QHBoxLayout:
    """The columns of a figure, the same for its fields and their headings."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.SPACE // 2)
    for part, width_px in ((unit, _UNIT_PX), (stage, _STAGE_PX), (basis, _BASIS_PX)):
        part.setFixedWidth(width_px)
    end.setFixedWidth(_REMOVE_PX)
    for part, stretch in ((amount, 5), (unit, 0), (stage, 0), (dates, 6), (basis, 0), (end, 0)):
        row.addWidget(part, stretch, Qt.AlignmentFlag.AlignTop)
    return row


def _terms(
    words: type[TransferKind] | type[Reporter] | type[Stage] | type[Basis] | type[Role],
) -> list[tuple[str, str]]:
    return [(term.value, term.value) for term in words]
