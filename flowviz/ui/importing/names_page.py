"""The page of names that no rule places: each is an actor's, a new actor's, left out, or waits."""

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from flowviz.actor import ActorKind
from flowviz.editing import Completion, Known
from flowviz.editing.settling_words import LATER, open_words
from flowviz.flows.words import count_words
from flowviz.importers.settling import Create, Ignore, MapTo, Settled, Unsettled
from flowviz.ui import text, theme
from flowviz.ui.forms.completing import MOST, KnownField
from flowviz.ui.forms.fields import TermField
from flowviz.ui.importing.names_model import BECOMES, NAME, NamesModel
from flowviz.ui.importing.tables import calm_table, give_widths

_WIDTHS_PX = (230, 96, 104, 400)
_MANY = 8
"""From so many names on there is something to search."""


class NamesPage(QWidget):
    """Takes what a person says of names; whoever is not spoken of waits as “to be resolved”."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._known: Known | None = None
        self.model = NamesModel(self)
        self._selected: frozenset[int] = frozenset()
        self.table = calm_table(self.model, self.tr("Names to settle"), self)
        self.table.installEventFilter(self)
        self.table.setSortingEnabled(True)
        self.table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.head = text.label("", wraps=True)
        self.whole = text.label("", "doubt", wraps=True)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Search the names"))
        self.search.setAccessibleName(self.tr("Search the names"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self.model.narrow)
        self.about = text.label("", "strong", wraps=True)
        self.actor = KnownField(
            self.tr("Same as"),
            self._complete,
            self.tr("The actor that the name means; it is known by this name from then on"),
            example=self.tr("a suggestion, or type any actor"),
        )
        self.kind = TermField(self.tr("New actor"), self._kinds())
        self._make_buttons()
        self._lay_out()
        self.table.selectionModel().selectionChanged.connect(self._show_selected)
        self.model.modelAboutToBeReset.connect(self._note_selected)
        self.model.modelReset.connect(self._select_again)
        self.actor.typed.connect(self._show_buttons)
        self.actor.known.returnPressed.connect(self._map)

    def show_names(self, names: tuple[Unsettled, ...], known: Known, whole: str) -> None:
        """Show the names to settle; ``known`` are the actors that they can mean.

        ``whole`` says what is doubtful about the file as a whole: a list of names may be missing.
        """
        self.whole.setText(text.plain(whole, 600))
        self.whole.setVisible(bool(whole))
        self._known = known
        actors = {code: actor.name for code, actor in known.actors.items()}
        for each in names:
            for found in each.suggestions:
                actors[found.code] = found.name
        self.table.clearSelection()
        self.model.show_names(names, actors)
        self.search.setVisible(len(names) > _MANY)
        give_widths(self.table, *_WIDTHS_PX)
        self.table.selectRow(0)
        self._tell()

    def chosen(self) -> dict[str, Settled]:
        """What was chosen, by name."""
        return dict(self.model.chosen)

    def take_focus(self) -> None:
        """Put the keyboard into the table."""
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the letters that settle a name before the table looks for rows by them."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        return self._take_key(event)

    def _take_key(self, event: QKeyEvent) -> bool:
        """Do what a key in the table means: 1 to 5, N, X, Backspace, Enter."""
        number = event.key() - Qt.Key.Key_1
        rows = self._rows()
        if 0 <= number < len(self._suggestions()):
            self._settle(MapTo(self._suggestions()[number].value))
        elif event.key() == Qt.Key.Key_N and rows:
            self._create()
        elif event.key() == Qt.Key.Key_X and rows:
            self._settle(Ignore())
        elif event.key() == Qt.Key.Key_Backspace and rows:
            self._settle(LATER)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and rows:
            self.actor.editor.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            return False
        return True

    def _rows(self) -> list[int]:
        """The names that are selected, by number."""
        parts = self.table.selectionModel().selection().toList()
        rows = (row for part in parts for row in range(part.top(), part.bottom() + 1))
        return sorted(self.model.number(row) for row in rows)

    def _note_selected(self) -> None:
        self._selected = frozenset(self._rows())

    def _select_again(self) -> None:
        """Have the same names selected in another order, those that are still shown."""
        if not self._selected:
            return
        is_selected = [number in self._selected for number in self.model.numbers()]
        chosen, last = QItemSelection(), len(is_selected) - 1
        first = -1
        for row, is_in in enumerate(is_selected):
            if is_in and first < 0:
                first = row
            if is_in and (row == last or not is_selected[row + 1]):
                chosen.select(self.model.index(first, NAME), self.model.index(row, BECOMES))
                first = -1
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.table.selectionModel().select(chosen, flag)
        if not chosen.isEmpty():
            self.table.selectionModel().setCurrentIndex(
                chosen.first().topLeft(), QItemSelectionModel.SelectionFlag.NoUpdate
            )
            self.table.scrollTo(chosen.first().topLeft())
        self._show_selected()

    def _suggestions(self) -> tuple[Completion, ...]:
        rows = self._rows()
        found = self.model.names[rows[0]].suggestions if len(rows) == 1 else ()
        return tuple(Completion(each.name, each.code, each.why) for each in found)

    def _complete(self, typed: str) -> tuple[Completion, ...]:
        if not typed:
            return self._suggestions()
        assert self._known is not None
        return self._known.complete("actor", typed, MOST)

    def _code(self) -> str:
        """The actor that is typed, "" for none."""
        typed = str(self.actor.value()).strip()
        for each in self._suggestions():
            if typed in (each.text, each.value):
                return each.value
        assert self._known is not None
        return (self._known.match(typed).code or "") if typed else ""

    def _map(self) -> None:
        code = self._code()
        if code:
            self._settle(MapTo(code))

    def _take_first(self) -> None:
        """Take each its likeliest suggestion."""
        for row in self._rows():
            suggestions = self.model.names[row].suggestions
            if suggestions:
                self.model.choose((row,), MapTo(suggestions[0].code))
        self._tell()

    def _create(self) -> None:
        self._settle(Create(ActorKind(str(self.kind.value()))))

    def _ignore(self) -> None:
        self._settle(Ignore())

    def _wait(self) -> None:
        self._settle(LATER)

    def _settle(self, choice: Settled) -> None:
        """Settle what is selected, and go on to the next name that waits."""
        rows = self._rows()
        self.model.choose(rows, choice)
        if len(rows) == 1 and choice != LATER:
            self._go_on()
        self._tell()
        self._show_selected()

    def _go_on(self) -> None:
        at = self.table.currentIndex().row()
        for row in (*range(at + 1, self.model.rowCount()), *range(at)):
            if self.model.names[self.model.number(row)].name not in self.model.chosen:
                self.table.selectRow(row)
                return

    def _tell(self) -> None:
        names = self.model.names
        counted = count_words(len(names), self.tr("name"))
        verb = self.tr("is") if len(names) == 1 else self.tr("are")
        words = self.tr("{names} {verb} not known yet. {open}.")
        said = open_words(names, self.model.chosen)
        self.head.setText(words.format(names=counted, verb=verb, open=said))
        self.changed.emit()

    def _show_selected(self) -> None:
        rows = self._rows()
        self.actor.show_value("")
        if len(rows) == 1:
            name = self.model.names[rows[0]]
            self.about.setText(text.one_line(f"“{name.name}”: {name.why}", 240))
            nobody = self.tr("No actor is like it; type to search among all")
            told = [f"{at} {each.name} ({each.why})" for at, each in enumerate(name.suggestions, 1)]
            self.actor.show_hint(text.one_line(" · ".join(told), 240) or nobody)
        else:
            chosen = self.tr("{count} chosen").format(count=count_words(len(rows), "name"))
            self.about.setText(chosen if rows else self.tr("Choose a name above"))
            self.actor.show_hint("")
        self._show_buttons()

    def _show_buttons(self) -> None:
        rows = self._rows()
        self.map.setEnabled(bool(rows) and bool(self._code()))
        for button in (self.make, self.ignore, self.wait):
            button.setEnabled(bool(rows))
        self.first.setVisible(len(rows) > 1)

    def _kinds(self) -> list[tuple[str, str]]:
        return [
            (ActorKind.STATE.value, self.tr("state")),
            (ActorKind.NON_STATE.value, self.tr("non-state group")),
            (ActorKind.ORGANISATION.value, self.tr("organisation or company")),
            (ActorKind.BLOC.value, self.tr("bloc or region")),
            (ActorKind.JOINT.value, self.tr("several actors together")),
            (ActorKind.UNKNOWN.value, self.tr("unknown")),
        ]

    def _make_buttons(self) -> None:
        tr = self.tr
        self.map = _button(tr("Same Actor"), tr("Rows of this name are of that actor (1 to 5)"))
        self.first = _button(tr("Likeliest of Each"), tr("Take each its first suggestion"))
        self.make = _button(tr("New Actor"), tr("Make an actor of the name (N)"))
        self.ignore = _button(tr("Leave Out"), tr("Its rows are left out, and listed (X)"))
        self.wait = _button(tr("Later"), tr("Leave it to be resolved later (Backspace)"))
        self.map.clicked.connect(self._map)
        self.first.clicked.connect(self._take_first)
        self.make.clicked.connect(self._create)
        self.ignore.clicked.connect(self._ignore)
        self.wait.clicked.connect(self._wait)

    def _lay_out(self) -> None:
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(BECOMES, QHeaderView.ResizeMode.Stretch)
        self.table.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        top = QHBoxLayout()
        top.addWidget(self.head, 1)
        top.addWidget(self.search)
        card = QWidget(self)
        card.setObjectName("card")
        card.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inner = QVBoxLayout(card)
        inner.setContentsMargins(*(4 * [theme.SPACE + 4]))
        inner.setSpacing(theme.SPACE)
        inner.addWidget(self.about)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE)
        above = Qt.AlignmentFlag.AlignTop
        row.addWidget(text.label(self.tr("It is"), "fieldname"), 0, above)
        row.addWidget(self.actor, 1)
        for button in (self.map, self.first):
            row.addWidget(button, 0, above)
        row.addSpacing(2 * theme.SPACE)
        row.addWidget(text.label(self.tr("or a"), "fieldname"), 0, above)
        row.addWidget(self.kind, 0, above)
        row.addWidget(self.make, 0, above)
        row.addSpacing(2 * theme.SPACE)
        for button in (self.ignore, self.wait):
            row.addWidget(button, 0, above)
        inner.addLayout(row)
        hint = self.tr(
            "In the table: 1 to 5 takes a suggestion, Enter goes to the field, N makes a new "
            "actor, X leaves out, Backspace leaves it for later. Several names can be chosen."
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.SPACE)
        box.addLayout(top)
        box.addWidget(self.whole)
        box.addWidget(self.table, 1)
        box.addWidget(card)
        box.addWidget(text.label(hint, "hint", wraps=True))


def _button(words: str, tip: str) -> QPushButton:
    made = QPushButton(words)
    made.setAutoDefault(False)
    made.setToolTip(text.tooltip(tip))
    return made
