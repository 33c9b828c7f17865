"""A typed transfer, checked with its lines, figures and parties."""

import re
from collections.abc import Iterable
from decimal import Decimal

from flowviz.editing import sheet as reading
from flowviz.editing.actor_names import read_actor, read_end
from flowviz.editing.amount_texts import digits_of, read_amount, short
from flowviz.editing.cleaning import one_line
from flowviz.editing.date_texts import read_dates
from flowviz.editing.known import Known
from flowviz.editing.sheet import Part, Sheet, part_of_id
from flowviz.editing.typed import BY_RULE, FigureText, LineText, PartyText, TransferText
from flowviz.errors import RecordError
from flowviz.records import Figure, Line, Party, Transfer
from flowviz.terms import Basis, Existence, Reporter, Role, Stage, TransferKind

WHOLE_UNITS = frozenset({"pieces", "rounds"})
"""What comes in whole numbers."""
_MONTH = re.compile(r"(\d{4})-(0\d|1[0-2]|2[1-4])", re.ASCII)
_MAYBE_THOUSANDS = re.compile(r"(?<![\d.,])[1-9]\d{0,2}\.\d{3}(?![\d.,])", re.ASCII)
_EARLIEST, _LATEST = 1800, 2100
"""Years that nobody mistypes; others are asked about."""


def check_transfer(
    sheet: Sheet, typed: TransferText, shown: TransferText | None, before: Transfer | None
) -> Transfer:
    """The transfer that the texts stand for; what is wrong is noted on the sheet."""
    part = Part(sheet, typed, shown, before)
    kind = part.read("kind", reading.term(TransferKind, "kind of record"))
    lines = tuple(
        _line(Part(sheet, text, *part_of_id(text.id, shown, before, "lines"), f"lines/{at}/"))
        for at, text in enumerate(typed.lines)
    )
    figures = _figures(part, typed.figures)
    year = first_year((*figures, *(figure for line in lines for figure in line.figures)))
    supplier = read_end(part, "supplier", year)
    recipient = read_end(part, "recipient", year)
    if supplier and supplier == recipient:
        part.warn("recipient", "Supplier and recipient are the same actor.")
    parties = tuple(
        _party(
            Part(sheet, text, *part_of_id(text.id, shown, before, "parties"), f"parties/{at}/"),
            year,
        )
        for at, text in enumerate(typed.parties)
    )
    existence, existence_reason = _existence(part)
    return Transfer(
        typed.id,
        kind,
        supplier,
        recipient,
        part.read("reporter", reading.optional_term(Reporter, "reporter")),
        existence,
        part.read("comment", reading.long_text),
        lines,
        figures,
        parties,
        before.data_set if before is not None else "",
        existence_reason,
    )


def read_existence(text: str) -> Existence | None:
    """The existence that somebody states, None where it is left to the rule.

    Raises
    ------
    RecordError
        It is no such term.
    """
    wanted = one_line(text).casefold()
    if wanted == BY_RULE:
        return None
    for each in Existence:
        if each.value == wanted:
            return each
    offered = ", ".join((*(each.value for each in Existence), BY_RULE))
    said = f"{short(one_line(text))} is no existence. " if wanted else ""
    raise RecordError(f"{said}Choose one of {offered}.")


def _existence(part: Part) -> tuple[Existence | None, str]:
    """Whether somebody says that it took place, and why; the rule needs no reason."""
    existence = part.read("existence", read_existence)
    reason = part.read("existence_reason", reading.long_text)
    is_from_file = part.before is not None and bool(part.before.data_set)
    is_by_hand = not (is_from_file and part.is_as_shown("existence", "existence_reason"))
    if existence is None and not part.is_as_shown("existence"):
        reason = ""
    if existence is not None and not reason and is_by_hand:
        part.warn("existence_reason", f"Say why it is held to be {existence}.")
    return existence, reason


def _line(part: Part) -> Line:
    typed: LineText = part.typed
    designation = part.read(
        "designation", reading.needed_line("Say what the item is, or write “unspecified”.")
    )
    return Line(
        typed.id,
        designation,
        part.read("description", reading.line),
        part.read("category", reading.line),
        part.read("condition", reading.line),
        _figures(part, typed.figures),
    )


def _figures(whole: Part, typed: tuple[FigureText, ...]) -> tuple[Figure, ...]:
    return tuple(
        _figure(
            Part(
                whole.sheet,
                text,
                *part_of_id(text.id, whole.shown, whole.before, "figures"),
                f"{whole.path}figures/{at}/",
            )
        )
        for at, text in enumerate(typed)
    )


def _figure(part: Part) -> Figure:
    typed: FigureText = part.typed
    known = part.sheet.known
    stage = part.read("stage", reading.term(Stage, "stage"))
    unit = part.read("unit", reading.needed_line("Say what is counted, such as pieces or EUR."))
    amount = part.read("amount", read_amount)
    dates = part.read("dates", read_dates)
    figure = Figure(
        typed.id, stage, unit, amount, dates, part.read("basis", reading.term(Basis, "basis"))
    )
    if unit and unit not in known.units:
        part.warn("unit", _strange_unit(known, unit))
    if amount is not None:
        numbers = [n for n in (amount.value, amount.low, amount.high) if n is not None]
        odd = next((n for n in numbers if n != n.to_integral_value()), None)
        if odd is not None and unit in WHOLE_UNITS and figure.basis is not Basis.PER_UNIT:
            part.warn("amount", f"{short(typed.amount)} is read as {digits_of(odd)} {unit}.")
        elif not part.is_as_shown("amount"):
            _warn_of_thousands(part, typed.amount)
        if any(n < 0 for n in numbers):
            part.warn("amount", "An amount below zero is taken off its sum.")
    month = _MONTH.fullmatch(typed.dates.strip())
    if month is not None and int(month[2]) > int(month[1][2:]) and not part.is_as_shown("dates"):
        span = f"{month[1]}/{month[1][:2]}{month[2]}"
        word = "month" if int(month[2]) <= 12 else "season"
        part.warn("dates", f"{short(typed.dates)} is read as a {word}. For a span write {span}.")
    years = (dates.first_year, dates.last_year) if dates is not None else ()
    if any(year is not None and not _EARLIEST <= year <= _LATEST for year in years):
        part.warn("dates", f"Is {short(typed.dates)} the right year?")
    return figure


def _party(part: Part, year: int | None) -> Party:
    typed: PartyText = part.typed
    return Party(
        typed.id, read_actor(part, "actor", year), part.read("role", reading.term(Role, "role"))
    )


def _warn_of_thousands(part: Part, typed: str) -> None:
    """Warn of "1.500", which many write for 1500; who spells it out before "=" knows."""
    found = None if "=" in typed.lstrip("<>=") else _MAYBE_THOUSANDS.search(typed)
    if found is not None:
        whole, point = found[0].replace(".", ""), digits_of(Decimal(found[0]))
        part.warn(
            "amount", f"{short(found[0])} is read as {point}. Write {whole} if that is meant."
        )


def _strange_unit(known: Known, unit: str) -> str:
    twin = next((each for each in known.units if each.casefold() == unit.casefold()), None)
    if twin is not None:
        return f"Other figures say {twin}: figures of {twin} and {unit} are never added."
    return f"No other figure is in {short(unit)}; figures of different units are never added."


def first_year(figures: Iterable[Figure]) -> int | None:
    """The earliest year that any figure is dated by, None where none is."""
    dates = (figure.dates for figure in figures)
    years = [each.first_year for each in dates if each is not None and each.first_year is not None]
    return min(years, default=None)
