"""SIPRI's register as an RTF document, one weapon category a file.

A bold paragraph is a supplier; the paragraphs below are its deals, eight texts between tabs:
recipient, number ordered, designation, description, year of order, years of delivery, number
delivered, comments. An empty recipient is the one above (and then stands before a tab of its own).
Brackets are doubts: ``(1995)``. ``1981-1983`` is some time within. The category is in the file's
name only ("artillery.rtf"), and taken where it is one of SIPRI's; TIV there are none.

Every paragraph is of one sort (:class:`Sort`); what is none of the known ones is skipped and told.
"""

import enum
import re
from collections.abc import Iterator
from pathlib import PurePath

from flowviz.importers import celltext, sipri, vocabulary
from flowviz.importers.entries import EntryRow, Header, entry_row, figure_row, original_of
from flowviz.importers.findings import Findings
from flowviz.importers.limits import NAME_CHARACTERS
from flowviz.importers.material import Material, Probe
from flowviz.importers.rtf import Paragraph, paragraphs
from flowviz.terms import Existence, Stage, TransferKind

NAME = "sipri-rtf"

COLUMNS = (
    *("Recipient", "No. ordered", "Weapon designation", "Weapon description"),
    *("Year of order", "Year(s) of delivery", "No. delivered", "Comments"),
)
_NO_DATA = frozenset(("..", ". ."))
_RECIPIENT_MARK = re.compile(r"(?<!\s)\s*R:\s*")
_LINES_BETWEEN_SIGNS = 200


class Sort(enum.Enum):
    """What a paragraph of the register is."""

    DEAL = "deal"
    SUPPLIER = "supplier"
    BLANK = "blank, or a rule between two suppliers"
    NOTE = "note or column heads above the first supplier"
    OTHER = "none of these"


def knows(probe: Probe) -> bool:
    """Tell whether a file is an RTF document; whether it is a register is seen when it is read."""
    return probe.begin.lstrip().startswith(b"{\\rtf")


def read(material: Material, findings: Findings) -> Iterator[Header | EntryRow | int]:
    """Give the deals of a register in its order.

    Raises
    ------
    ImportFileError
        When it is no RTF.
    """
    told = list(sorted_paragraphs(paragraphs(material.data)))
    notes = "\n".join(each.text for sort, each in told if sort is Sort.NOTE)
    category = category_of(material.name)
    yield Header(
        NAME,
        f"SIPRI trade register: {category}" if category else "SIPRI trade register, RTF",
        f"{NAME}/{category.casefold() or PurePath(material.name).stem.casefold()}",
        source=sipri.DATABASE,
        kind=TransferKind.DEAL,
        existence=Existence.CONFIRMED,
        columns=("Supplier", *COLUMNS),
        encoding="rtf",
        lines=material.data.count(b"\n") + 1,
        made=sipri.day_made(notes),
        publisher="SIPRI",
    )
    yield from _deals(told, category, findings)


def sorted_paragraphs(document: Iterator[Paragraph]) -> Iterator[tuple[Sort, Paragraph]]:
    """Give each paragraph with what it is."""
    is_begun = False
    for paragraph in document:
        text = paragraph.text.strip()
        if not text:
            yield Sort.BLANK, paragraph
        elif len(_cells(paragraph)) == len(COLUMNS) and is_begun:
            yield Sort.DEAL, paragraph
        elif text == paragraph.bold.strip() and "\t" not in text:
            is_begun = True
            yield Sort.SUPPLIER, paragraph
        else:
            yield (Sort.OTHER if is_begun else Sort.NOTE), paragraph


def category_of(name: str) -> str:
    """Give the category of SIPRI that a file is named after, "" for none."""
    stem = re.sub(r"[^a-z]+", " ", PurePath(name).stem.casefold()).strip()
    names = vocabulary.sipri_categories()
    known = {re.sub(r"[^a-z]+", " ", each.casefold()): each for each in names}
    return next((known[key] for key in (stem, f"{stem}s") if key in known), "")


def _cells(paragraph: Paragraph) -> list[str]:
    """Give the texts between the tabs, without the place of an empty recipient's own tab."""
    cells = paragraph.text.split("\t")
    is_filled_down = len(cells) == len(COLUMNS) + 1 and not cells[0].strip()
    return cells[1:] if is_filled_down else cells


def _deals(
    told: list[tuple[Sort, Paragraph]], category: str, findings: Findings
) -> Iterator[EntryRow | int]:
    supplier = recipient = ""
    for number, (sort, paragraph) in enumerate(told, start=1):
        if sort is Sort.SUPPLIER:
            supplier, recipient = _Cell(paragraph, findings).clean(paragraph.text), ""
        elif sort is Sort.OTHER:
            findings.skipped(
                paragraph.line, "the paragraph is no deal of the register", paragraph.text
            )
        elif sort is Sort.DEAL:
            cells = _cells(paragraph)
            cell = _Cell(paragraph, findings)
            recipient = cell.clean(_RECIPIENT_MARK.sub("", cells[0])) or recipient
            if recipient:
                findings.rows += 1
                yield _entry(supplier, recipient, category, cell, findings)
            else:
                findings.skipped(paragraph.line, "the deal names no recipient", paragraph.text)
        if number % _LINES_BETWEEN_SIGNS == 0:
            yield paragraph.line


def _entry(
    supplier: str, recipient: str, category: str, cell: "_Cell", findings: Findings
) -> EntryRow:
    findings.self_flow(cell.paragraph.line, supplier, recipient, cell.paragraph.text)
    _, ordered, designation, description, order_year, years, delivered, comment = cell.texts
    year, ordered_in = cell.year(order_year)
    figures = [figure_row("o", Stage.ORDERED, "pieces", cell.amount(ordered, 1), ordered_in)]
    if delivered or years:
        told = cell.amount(delivered, 6)
        figures.append(figure_row("d", Stage.DELIVERED, "pieces", told, cell.years(years)))
    return entry_row(
        cell.paragraph.line,
        supplier[:NAME_CHARACTERS],
        recipient[:NAME_CHARACTERS],
        figures,
        year=year,
        designation=designation[:NAME_CHARACTERS],
        description=description,
        category=category,
        comment=comment,
        original=original_of([(cell.paragraph.line, (supplier, *_cells(cell.paragraph)))]),
    )


class _Cell:
    """The cells of one deal as values of the notation; doubts are noted."""

    def __init__(self, paragraph: Paragraph, findings: Findings) -> None:
        self.paragraph = paragraph
        self._findings = findings

    @property
    def texts(self) -> list[str]:
        """The eight texts, cleaned."""
        return [self.clean(cell) for cell in _cells(self.paragraph)]

    def clean(self, text: str) -> str:
        """Give a text with hidden characters spelled out, cut to what a cell may hold."""
        return self._findings.cleaned(text, self.paragraph.line)

    def amount(self, text: str, column: int) -> str:
        """Give a number of pieces; SIPRI writes ". ." where it has none."""
        bare, mark = _unbracketed(text)
        if not text or bare in _NO_DATA:
            return f"={text}" if text else ""
        number = celltext.strict_number(bare)
        if number is None:
            self._doubt("it is no plain number; the amount is taken as unknown", text, column)
            return f"={text}"
        return number + (f"{mark}={text}" if mark else "")

    def year(self, text: str) -> tuple[int, str]:
        """Give the year of an order (0: none that can be read) and its date."""
        bare, mark = _unbracketed(text)
        year = celltext.year_of(bare)
        if year is None:
            self._doubt("it is no year from 1800 to 2099; the date is taken as unknown", text, 4)
            return 0, f"={text}" if text else ""
        return year, f"{year}{mark}={text}" if mark else str(year)

    def years(self, text: str) -> str:
        """Give the years of deliveries."""
        bare, mark = _unbracketed(text)
        years = celltext.years_of(bare) if bare else ""
        if years is None:
            self._doubt("it is no list of years; the date is taken as unknown", text, 5)
            return f"={text}"
        return f"{years}{mark}" + ("" if years == text else f"={text}")

    def _doubt(self, message: str, text: str, column: int) -> None:
        self._findings.doubtful(self.paragraph.line, message, text, COLUMNS[column])


def _unbracketed(text: str) -> tuple[str, str]:
    """Take off the brackets, which are SIPRI's mark of doubt."""
    is_marked = text.startswith("(") and text.endswith(")")
    return (text[1:-1].strip(), "?") if is_marked else (text, "")
