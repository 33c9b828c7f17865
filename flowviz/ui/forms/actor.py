"""The sheet of an actor: what it is, when it existed, where it is, and what else it is called."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from flowviz.actor import ActorKind
from flowviz.editing import ActorText, MemberText, NameText
from flowviz.ui import text, theme
from flowviz.ui.forms.fields import Field, TermField, TextField
from flowviz.ui.forms.grid import FieldGrid, Section
from flowviz.ui.forms.sheet import ListSection, PartList, RemoveButton, Sheet

if TYPE_CHECKING:
    from flowviz.ui.forms.forms import Forms

_YEAR_PX, _LANGUAGE_PX, _REMOVE_PX = 76, 96, 28


class ActorSheet(Sheet):
    """An actor; its code is fixed once it is made."""

    def __init__(self, texts: ActorText, forms: "Forms") -> None:
        super().__init__(texts)
        self._forms = forms
        is_new = texts.code not in forms.knowledge.known.actors
        name = TextField(self.tr("Name"), self.tr("The name that is shown"))
        kind = TermField(self.tr("Kind"), self._kinds(), self.tr("What sort of actor it is"))
        code = TextField(
            self.tr("Code"),
            self.tr("Three capital letters, or x- and small letters; made from the name if empty")
            if is_new
            else self.tr("The code is fixed: records name the actor by it"),
            example=self.tr("made from the name"),
        )
        code.line.setReadOnly(not is_new)
        first, last = (
            TextField(self.tr("First year"), example="1991"),
            TextField(self.tr("Last year"), example=self.tr("still there")),
        )
        lon = TextField(
            self.tr("Degrees east"), example="27.56", hint=self.tr("West is negative: -0.13")
        )
        lat = TextField(
            self.tr("Degrees north"), example="53.90", hint=self.tr("South is negative: -33.92")
        )
        self.bind(
            name=name, kind=kind, code=code, first_year=first, last_year=last, lon=lon, lat=lat
        )
        self._add_lists()
        self._lay_out()

    def _add_lists(self) -> None:
        names = PartList(
            self._name,
            NameText,
            self.tr("+ Add another na&me"),
            self.tr("What sources call it: other languages, older names, spellings"),
        )
        names.set_head(
            _head(
                (self.tr("Name"), 0),
                (self.tr("Language"), _LANGUAGE_PX),
                (self.tr("From"), _YEAR_PX),
                (self.tr("To"), _YEAR_PX),
            )
        )
        members = PartList(
            self._member,
            MemberText,
            self.tr("+ Add a m&ember"),
            self.tr("Of a bloc, with the years; of several actors together, each of them"),
        )
        members.set_head(
            _head((self.tr("Actor"), 0), (self.tr("From"), _YEAR_PX), (self.tr("To"), _YEAR_PX))
        )
        self.bind_parts(names=names, members=members)

    def _lay_out(self) -> None:
        fields, lists = self.fields, self.lists
        head, place = FieldGrid(columns=2), FieldGrid(columns=2)
        head.add((self.tr("&Name"), fields["name"]))
        head.add((self.tr("&Kind"), fields["kind"]), (self.tr("C&ode"), fields["code"]))
        head.add(
            (self.tr("&First year"), fields["first_year"]),
            (self.tr("&Last year"), fields["last_year"]),
        )
        place.add(
            (self.tr("De&grees east"), fields["lon"]), (self.tr("Degrees nort&h"), fields["lat"])
        )
        where = text.label(
            self.tr("The capital or seat. Without a place it stands in the tray beside the map."),
            "hint",
            wraps=True,
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.SPACE)
        for part in (
            head,
            Section(self.tr("PLACE"), where, place),
            ListSection(self.tr("OTHER NAMES"), lists["names"]),
            ListSection(self.tr("MEMBERS"), lists["members"]),
        ):
            box.addWidget(part)

    def _kinds(self) -> list[tuple[str, str]]:
        words = {
            ActorKind.STATE: self.tr("state"),
            ActorKind.NON_STATE: self.tr("non-state group"),
            ActorKind.ORGANISATION: self.tr("organisation or company"),
            ActorKind.BLOC: self.tr("bloc or region"),
            ActorKind.JOINT: self.tr("several actors together"),
            ActorKind.UNKNOWN: self.tr("unknown"),
            ActorKind.UNRESOLVED: self.tr("not matched yet"),
        }
        return [(kind.value, name) for kind, name in words.items()]

    def _name(self, texts: NameText) -> Sheet:
        return NameSheet(texts)

    def _member(self, texts: MemberText) -> Sheet:
        return MemberSheet(texts, self._forms)


class _YearsSheet(Sheet):
    """A row that ends with two years."""

    def _row(self, remove: str, *fields: tuple[Field, int]) -> None:
        self.shared = text.label("", "fault", wraps=True)
        self.shared.hide()
        row = _columns(*fields, (RemoveButton(self, remove), _REMOVE_PX))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addLayout(row)
        box.addWidget(self.shared)


class NameSheet(_YearsSheet):
    """Another name, its language and years."""

    def __init__(self, texts: NameText) -> None:
        super().__init__(texts)
        name = TextField(self.tr("Name"))
        language = TextField(
            self.tr("Language"), self.tr("A code such as ru or sr-Latn"), example="ru"
        )
        first, last = TextField(self.tr("From")), TextField(self.tr("To"))
        self.bind(name=name, language=language, first_year=first, last_year=last)
        self._row(
            self.tr("Remove this name"),
            (name, 0),
            (language, _LANGUAGE_PX),
            (first, _YEAR_PX),
            (last, _YEAR_PX),
        )


class MemberSheet(_YearsSheet):
    """A member and its years."""

    def __init__(self, texts: MemberText, forms: "Forms") -> None:
        super().__init__(texts)
        actor = forms.actor_field(self.tr("Actor"), self.tr("Who belongs to it"))
        first, last = TextField(self.tr("From")), TextField(self.tr("To"))
        self.bind(actor=actor, first_year=first, last_year=last)
        self._row(self.tr("Remove this member"), (actor, 0), (first, _YEAR_PX), (last, _YEAR_PX))


def _head(*names: tuple[str, int]) -> QWidget:
    head = QWidget()
    parts = [(text.label(name, "hint"), width_px) for name, width_px in names]
    row = _columns(*parts, (QWidget(), _REMOVE_PX))
    row.setContentsMargins(2, 0, 0, 0)
    head.setLayout(row)
    return head


def _columns(*parts: tuple[QWidget, int]) -> QHBoxLayout:
    """Widgets side by side, each of its width, one of 0 taking what is left."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.SPACE // 2)
    for part, width_px in parts:
        if width_px:
            part.setFixedWidth(width_px)
        row.addWidget(part, 0 if width_px else 1, Qt.AlignmentFlag.AlignTop)
    return row
