"""The sheet on which a typed text is checked field by field: what was found is gathered here."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

from flowviz.actor import Actor
from flowviz.editing.amount_texts import short
from flowviz.editing.cleaning import LONGEST_LINE, LONGEST_TEXT, one_line, paragraphs
from flowviz.editing.faults import Fault
from flowviz.editing.known import Known
from flowviz.errors import RecordError
from flowviz.records import Source

_Value = TypeVar("_Value")
_Term = TypeVar("_Term", bound=StrEnum)
Reader = Callable[[str], str]
"""Makes the value of a text, or raises RecordError with what is wrong with it."""


@dataclass(slots=True)
class Sheet:
    """Faults and new actors, in the order in which they are met."""

    known: Known
    faults: list[Fault] = field(default_factory=list)
    actors: dict[str, Actor] = field(default_factory=dict)

    def warn(self, path: str, words: str) -> None:
        """Warn of what the record can be kept with."""
        self.faults.append(Fault(path, words, is_grave=False))

    @property
    def is_grave(self) -> bool:
        """Whether what is typed is no record."""
        return any(fault.is_grave for fault in self.faults)


@dataclass(frozen=True, slots=True)
class Part:
    """The texts of one record or part, what was shown of it, and the value it was shown of.

    A field whose text is still the one shown keeps its value to the letter, right or wrong: who
    looks at a record changes nothing.
    """

    sheet: Sheet
    typed: Any
    shown: Any = None
    before: Any = None
    path: str = ""

    def is_as_shown(self, *names: str) -> bool:
        """Whether nobody has changed the text of a field, or of any of several."""
        return self.shown is not None and all(
            getattr(self.typed, name) == getattr(self.shown, name) for name in names
        )

    def read(self, name: str, read: Callable[[str], _Value]) -> _Value:
        """The value of a field; a fault, and None in its place, where ``read`` finds none."""
        if self.is_as_shown(name):
            return getattr(self.before, name)  # type: ignore[no-any-return]
        try:
            return read(getattr(self.typed, name))
        except RecordError as error:
            self.fault(name, str(error))
            return None  # type: ignore[return-value] # no record is made with a grave fault

    def fault(self, name: str, words: str) -> None:
        """Say what is wrong with a field."""
        self.sheet.faults.append(Fault(self.path + name, words))

    def warn(self, name: str, words: str) -> None:
        """Warn of the value of a field: the record can be kept with it."""
        self.sheet.warn(self.path + name, words)


def line(text: str) -> str:
    """A text of one line.

    Raises
    ------
    RecordError
        It is too long.
    """
    return _capped(one_line(text), LONGEST_LINE)


def needed_line(words: str) -> Reader:
    """A reader of a text that must not be empty; ``words`` ask for it."""

    def read(text: str) -> str:
        found = line(text)
        if not found:
            raise RecordError(words)
        return found

    return read


def long_text(text: str) -> str:
    """A text with line breaks.

    Raises
    ------
    RecordError
        It is too long.
    """
    return _capped(paragraphs(text), LONGEST_TEXT)


def part_of_id(id_: str, shown: Any, before: Any, name: str) -> tuple[Any, Any]:
    """What was shown of a part of this identifier, and the part itself; None for a new one.

    ``name`` is that of the list of parts in what was ``shown`` and in what stood ``before``.
    """
    if shown is None:
        return None, None
    for text, value in zip(getattr(shown, name), getattr(before, name), strict=True):
        if text.id == id_:
            return text, value
    return None, None


def term(terms: type[_Term], words: str) -> Callable[[str], _Term]:
    """A reader of one of some terms, whatever the case; ``words`` name the field."""

    def read(text: str) -> _Term:
        wanted = one_line(text).casefold()
        for each in terms:
            if each.value.casefold() == wanted:
                return each
        offered = ", ".join(each.value for each in terms)
        said = f"{short(one_line(text))} is no {words}. " if wanted else ""
        raise RecordError(f"{said}Choose one of {offered}.")

    return read


def optional_term(terms: type[_Term], words: str) -> Callable[[str], _Term | None]:
    """A reader of one of some terms or of none."""
    read = term(terms, words)
    return lambda text: read(text) if text.strip() else None


def needed_text(words: str) -> Reader:
    """A reader of a text with line breaks that must not be empty; ``words`` ask for it."""

    def read(text: str) -> str:
        found = long_text(text)
        if not found:
            raise RecordError(words)
        return found

    return read


def grade(text: str) -> str:
    """The letter that a reliability is, in capitals, "" for none.

    Raises
    ------
    RecordError
        It is no letter from A to F.
    """
    letter = text.strip().upper()
    if (letter and letter not in "ABCDEF") or len(letter) > 1:
        raise RecordError(f"{short(text.strip())} is no grade of a source. Choose A to F, or none.")
    return letter


def year(text: str) -> int | None:
    """A year from 1 to 9999, None for no text.

    Raises
    ------
    RecordError
        It is no year.
    """
    typed = text.strip()
    if not typed:
        return None
    if not (typed.isascii() and typed.isdigit() and len(typed) <= 4 and int(typed)):
        raise RecordError(f"{short(typed)} is no year. Write it like 1991.")
    return int(typed)


def source_reader(known: Known) -> Callable[[str], str]:
    """A reader of the identifier of the source that a title or an identifier means."""

    def read(text: str) -> str:
        found: tuple[Source, ...] = known.source(text) or known.source(one_line(text))
        if len(found) == 1:
            return found[0].id
        if not text.strip():
            raise RecordError("Choose the source.")
        if found:
            raise RecordError(f"{len(found)} sources are called {short(text)}. Choose one.")
        raise RecordError(f"No source is called {short(text)}. Choose one, or make a new one.")

    return read


def _capped(text: str, most: int) -> str:
    if len(text) > most:
        raise RecordError(f"The text has {len(text):,} characters; {most:,} is the most.")
    return text
