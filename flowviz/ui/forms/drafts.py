"""Drafts of the dossier: what was typed into a form and is no record yet, kept until it is one."""

import dataclasses
import json
import typing
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from flowviz.editing import (
    AccountText,
    FigureText,
    GradingText,
    LineText,
    MemberText,
    NameText,
    PartyText,
)
from flowviz.errors import DossierError
from flowviz.ui.session import Session

_PARTS = {
    "lines": LineText,
    "figures": FigureText,
    "parties": PartyText,
    "names": NameText,
    "members": MemberText,
    "gradings": GradingText,
    "accounts": AccountText,
}


@dataclass(frozen=True, slots=True)
class Draft:
    """What is typed, and what the record was when it was typed over (None for a new record)."""

    typed: Any
    base: Any = None


class Drafts(QObject):
    """Keeps drafts in the dossier; what comes while a job has it is kept when it is back."""

    failed = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._waiting: dict[str, str | None] = {}
        session.state_changed.connect(self._catch_up)
        session.dossier_replaced.connect(self._forget)

    def keep(self, name: str, draft: Draft) -> None:
        """Keep what is typed under ``name``."""
        self._set(name, json.dumps(dataclasses.asdict(draft)))

    def drop(self, name: str) -> None:
        """Keep nothing under ``name`` any longer."""
        self._set(name, None)

    def of(self, name: str, kind: type[Any]) -> Draft | None:
        """The draft of texts of ``kind`` that is kept under ``name``, None where there is none."""
        if name in self._waiting:
            kept = self._waiting[name]
        else:
            kept = self._session.dossier.drafts().get(name)
        return None if kept is None else read_draft(kept, kind)

    def _forget(self) -> None:
        self._waiting = {}

    def _set(self, name: str, kept: str | None) -> None:
        self._waiting[name] = kept
        self._catch_up()

    def _catch_up(self) -> None:
        if self._session.is_busy or not self._waiting:
            return
        dossier, waiting = self._session.dossier, self._waiting
        self._waiting = {}
        try:
            for name, kept in waiting.items():
                if kept is None:
                    dossier.drop_draft(name)
                else:
                    dossier.keep_draft(name, kept)
        except DossierError as error:
            self.failed.emit(error)


def read_draft(kept: str, kind: type[Any]) -> Draft | None:
    """The draft that a text holds, None where it is none that flowviz has kept."""
    try:
        held = json.loads(kept)
        base = held.get("base")
        return Draft(_read(held["typed"], kind), None if base is None else _read(base, kind))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _read(held: Any, kind: type[Any]) -> Any:
    given: dict[str, Any] = {}
    for name, value in dict(held).items():
        part = _PARTS.get(name)
        if not isinstance(value, list):
            given[name] = value
        elif part is None:
            given[name] = tuple(_expect(one, str) for one in value)
        else:
            given[name] = tuple(_read(one, part) for one in value)
    made = kind(**given)
    for field in dataclasses.fields(kind):
        _expect(getattr(made, field.name), typing.get_origin(field.type) or field.type)
    return made


def _expect(value: Any, kind: Any) -> Any:
    """Give ``value`` back; raise TypeError unless it is what its field is for."""
    if type(value) is not kind:
        raise TypeError(f"{value!r} is no {kind}")
    return value
