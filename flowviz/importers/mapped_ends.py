"""Who supplied whom on a row of a mapped table: both by name, or a reporter and a partner."""

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from flowviz.importers import totals
from flowviz.importers.limits import CODE_CHARACTERS, NAME_CHARACTERS
from flowviz.importers.mapped_cells import Columns, TextReader, Together
from flowviz.importers.mapping import Direction, Field, Mapping
from flowviz.terms import Reporter

_INCLUDED = frozenset({Direction.RE_EXPORT, Direction.RE_IMPORT, Direction.DOMESTIC_EXPORT})
_IMPORTS = frozenset({Direction.IMPORT, Direction.RE_IMPORT})


class Ends(NamedTuple):
    """The two ends of a transfer as a row names them, who told, and whether it is a part only."""

    supplier: str
    recipient: str
    codes: tuple[str, str]
    reporter: Reporter | None = None
    is_included: bool = False


class LeftOut(NamedTuple):
    """Why no transfer can be made of a row, and whether that is because it names nobody."""

    why: str
    names_nobody: bool = False

    def on(self, cells: Sequence[str]) -> str:
        """Give the reason on a row of these cells: one that names nobody may be a totals row."""
        if self.names_nobody and any(totals.is_total(cell.strip()) for cell in cells):
            return "a totals row: it names nobody, and a cell says that it is one"
        return self.why


_Named: TypeAlias = tuple[str, str]


def ends_reader(columns: Columns, mapping: Mapping) -> Together[Ends | LeftOut]:
    """Give the reader of a mapping's ends: it tells of a row both, or why there are none."""
    if mapping.is_reported:
        names = mapping.reporter, mapping.partner, mapping.direction
        codes = mapping.reporter_code, mapping.partner_code
        return columns.together((*names, *codes), _Reported(columns, mapping).of)
    told = mapping.supplier, mapping.supplier_code, mapping.recipient, mapping.recipient_code
    return columns.together(told, _Direct(columns, mapping).of)


class _Direct:
    """The ends of rows that name supplier and recipient."""

    __slots__ = ("_recipient", "_supplier")

    def __init__(self, columns: Columns, mapping: Mapping) -> None:
        self._supplier = _name_reader(
            columns, "supplier", mapping.supplier, mapping.supplier_code, mapping.ignored
        )
        self._recipient = _name_reader(
            columns, "recipient", mapping.recipient, mapping.recipient_code, mapping.ignored
        )

    def of(self, cells: Sequence[str]) -> Ends | LeftOut:
        supplier = self._supplier.of(cells)
        recipient = self._recipient.of(cells)
        if isinstance(supplier, LeftOut):
            return supplier
        if isinstance(recipient, LeftOut):
            return recipient
        return Ends(supplier[0], recipient[0], (supplier[1], recipient[1]))


class _Reported:
    """The ends of rows that name a reporter, a partner and a direction."""

    __slots__ = ("_direction", "_directions", "_partner", "_reporter")

    def __init__(self, columns: Columns, mapping: Mapping) -> None:
        self._reporter = _name_reader(
            columns, "reporter", mapping.reporter, mapping.reporter_code, mapping.ignored
        )
        self._partner = _name_reader(
            columns, "partner", mapping.partner, mapping.partner_code, mapping.ignored
        )
        self._direction = columns.text(mapping.direction)
        self._directions = dict(mapping.directions)

    def of(self, cells: Sequence[str]) -> Ends | LeftOut:
        told = self._direction.of(cells)
        direction = self._directions.get(told.casefold())
        if direction is None:
            way = f"nothing says which way '{told[:60]}' is" if told else "it says no direction"
            return LeftOut(way)
        if direction is Direction.LEFT_OUT:
            return LeftOut(f"rows of '{told[:60]}' are left out by the mapping")
        reporter, partner = self._reporter.of(cells), self._partner.of(cells)
        if isinstance(reporter, LeftOut):
            return reporter
        if isinstance(partner, LeftOut):
            return partner
        is_included = direction in _INCLUDED
        if direction in _IMPORTS:
            codes = (partner[1], reporter[1])
            return Ends(partner[0], reporter[0], codes, Reporter.IMPORTER, is_included)
        codes = (reporter[1], partner[1])
        return Ends(reporter[0], partner[0], codes, Reporter.EXPORTER, is_included)


def _name_reader(
    columns: Columns, role: str, name: Field, code: Field, ignored: frozenset[str]
) -> Together[_Named | LeftOut]:
    return columns.together((name, code), _NameReader(columns, role, name, code, ignored).of)


class _NameReader:
    """Gives the name and code of one end on each row, or why it names nobody."""

    __slots__ = ("_code", "_ignored", "_name", "_role")

    def __init__(
        self, columns: Columns, role: str, name: Field, code: Field, ignored: frozenset[str]
    ) -> None:
        self._role, self._ignored = role, ignored
        self._name: TextReader = columns.text(name, NAME_CHARACTERS)
        self._code: TextReader | None = columns.text(code, CODE_CHARACTERS) if code else None

    def of(self, cells: Sequence[str]) -> _Named | LeftOut:
        """Give name and code, the code for a name where there is none."""
        name = self._name.of(cells)
        code = "" if self._code is None else self._code.of(cells)
        if not name and not code:
            return LeftOut(f"the row names no {self._role}", names_nobody=True)
        if totals.is_total(name) or totals.is_total_code(code):
            return LeftOut(f"a totals row: the {self._role} is '{name or code}'")
        if {name.casefold(), code.casefold()} & self._ignored:
            return LeftOut(f"'{name or code}' is left out by the mapping")
        if not code and not any(map(str.isalnum, name)):
            return LeftOut(f"'{name[:40]}' cannot be the name of a {self._role}")
        return name or code, code
