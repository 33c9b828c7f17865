"""What is picked in the part of the window that has the keyboard, and what can be done with it."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from flowviz.actor import Actor
from flowviz.records import Citation, Group, Link, Note, Source, Transfer, flow_id
from flowviz.terms import Subject
from flowviz.ui.session import Session

_EDITABLE = (Transfer, Actor, Source, Citation, Note, Link, Group)


@dataclass(frozen=True, slots=True)
class Picked:
    """Records of one kind by their identifiers (actors by their codes).

    ``part`` is the line, figure or party of the one transfer that is meant. ``subject`` and
    ``subject_id`` are what a citation or a note added now would be about, ``pair`` the flow that a
    record added now would be of (its recipient may be ""). ``are_rows``: picked in the table.
    """

    kind: type | None = None
    ids: tuple[str, ...] = ()
    part: str = ""
    subject: Subject | None = None
    subject_id: str = ""
    pair: tuple[str, str] = ("", "")
    are_rows: bool = False

    @classmethod
    def record(cls, id_: str, pair: tuple[str, str] = ("", "")) -> "Picked":
        """One record."""
        return cls(Transfer, (id_,), subject=Subject.TRANSFER, subject_id=id_, pair=pair)

    @classmethod
    def actor(cls, code: str) -> "Picked":
        """One actor."""
        return cls(Actor, (code,), subject=Subject.ACTOR, subject_id=code, pair=(code, ""))

    @classmethod
    def flow(cls, supplier: str, recipient: str) -> "Picked":
        """A flow as a whole: nothing to edit, but notes and records can be added to it."""
        about = flow_id(supplier, recipient)
        return cls(subject=Subject.FLOW, subject_id=about, pair=(supplier, recipient))

    @classmethod
    def selected(cls, session: Session) -> "Picked":
        """What is selected on the picture."""
        selected = session.selected
        if selected.actor:
            return cls.actor(selected.actor)
        pair = selected.pair
        if len(selected.transfers) == 1:
            return cls.record(selected.transfers[0], pair or ("", ""))
        if selected.transfers:
            return cls(Transfer, selected.transfers, pair=pair or ("", ""))
        return cls.flow(*pair) if pair is not None else cls()


NO_PICK = Picked()


def why_not(name: str, picked: Picked, *, is_busy: bool) -> str:
    """Why the action ``name`` of the menu cannot be done now, "" where it can."""
    if is_busy:
        return _tr("Wait until the work under way is done")
    rule = _RULES.get(name)
    return rule(picked) if rule is not None else ""


def _one(picked: Picked) -> str:
    if picked.kind not in _EDITABLE or not picked.ids:
        return _tr("Pick a record, an actor or a source first")
    if len(picked.ids) > 1:
        return _tr("Pick just one; Batch Edit changes several")
    return ""


def _records(picked: Picked) -> str:
    is_any = picked.kind is Transfer and bool(picked.ids)
    return "" if is_any else _tr("Pick a record first")


def _anything(picked: Picked) -> str:
    return "" if picked.ids else _tr("Pick what is to be deleted first")


def _rows(picked: Picked) -> str:
    return "" if picked.are_rows and picked.ids else _tr("Pick rows of the records table first")


def _one_record(picked: Picked) -> str:
    is_one = picked.kind is Transfer and len(picked.ids) == 1
    return "" if is_one else _tr("Pick one record first")


def _flow(picked: Picked) -> str:
    return "" if all(picked.pair) else _tr("Pick a flow, or a record of it, first")


def _citable(picked: Picked) -> str:
    if picked.subject in (None, Subject.FLOW):
        return _tr("Pick one record, item, figure, actor or note first")
    return ""


def _notable(picked: Picked) -> str:
    if picked.subject in (Subject.ACTOR, Subject.TRANSFER, Subject.FLOW):
        return ""
    return _tr("Pick one record, flow or actor first")


def _source(picked: Picked) -> str:
    is_one = picked.kind is Source and len(picked.ids) == 1
    return "" if is_one else _tr("Pick a source in the Sources panel first")


_RULES = {
    "edit_record": _one,
    "duplicate": _records,
    "duplicate_cited": _records,
    "delete_record": _anything,
    "batch_edit": _records,
    "group_records": _records,
    "link_record": _one_record,
    "where_from": _one_record,
    "decide_existence": _flow,
    "copy_rows": _rows,
    "add_citation": _citable,
    "add_note": _notable,
    "copy_citation": _source,
    "source_status": _source,
    "grade_source": _source,
    "source_origin": _source,
}
"""The actions that need something picked; the others can be done whenever nothing is under way."""


def _tr(words: str) -> str:
    return QCoreApplication.translate("Picked", words)
