"""Forgetting from the question to the end; the job has the dossier meanwhile."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from flowviz.actor import Actor
from flowviz.dossier import Dossier
from flowviz.dossier.wishes import ForgetRecord, ForgetText, Wish
from flowviz.errors import DossierError
from flowviz.records import Citation, Note, Source, Transfer
from flowviz.ui.dialogs.forget import ForgetDialog
from flowviz.ui.jobs import Token
from flowviz.ui.session import Contents

if TYPE_CHECKING:
    from flowviz.ui.commands import Commands

_KINDS = (Transfer, Actor, Source, Citation, Note)


def forget(window: "Commands", kind: type | None = None, id_: str = "") -> None:
    """Ask what to forget: the record that is given, else the one that is picked, or a text."""
    picked = window.records.picked()
    if kind is None and picked.kind in _KINDS and len(picked.ids) == 1:
        kind, id_ = picked.kind, picked.ids[0]
    Forgetting(window).ask(ForgetRecord(kind, id_) if kind is not None else None)


class Forgetting(QObject):
    """Asks, forgets, and shows what is left."""

    def __init__(self, window: "Commands") -> None:
        super().__init__(window)
        self._window = window
        self._wish: Wish | None = None

    def ask(self, picked: ForgetRecord | None) -> None:
        """Open the dialog."""
        window = self._window
        if window.session.is_busy:
            return
        name = "" if picked is None else self._name(picked)
        dialog = ForgetDialog(window.session.dossier, window.jobs, picked, name, window)
        dialog.wanted.connect(self.start)
        dialog.rejected.connect(self.deleteLater)
        dialog.open()

    def start(self, wish: Wish) -> None:
        """Forget."""
        self._wish = wish
        work = _Forget(wish, self._window.session.author)
        self._window.documents.run(self.tr("Forgetting…"), work, self._show, can_cancel=True)

    def _show(self, done: tuple[Contents, DossierError | None]) -> None:
        contents, fault = done
        window = self._window
        window.documents.end_waiting()
        window.session.take_back()
        if isinstance(self._wish, ForgetText):
            scrub = self._wish.scrub()
            window.settings.forget(scrub.is_in)
            if scrub.is_in(window.session.author):
                window.session.author = ""
        # From its beginning: filters, the way back and the selection may name what is forgotten.
        window.session.adopt(window.session.dossier, contents)
        if fault is None:
            window.tell(self.tr("Forgotten. The history says when, and no more."))
        else:
            window.documents.failed.emit(fault)
        self.deleteLater()

    def _name(self, picked: ForgetRecord) -> str:
        dossier = self._window.session.dossier
        if picked.kind is Actor:
            return self.tr("the actor {name}").format(name=self._window.session.name(picked.id))
        if picked.kind is Source:
            source = dossier.sources((picked.id,)).get(picked.id)
            return self.tr("the source “{name}”").format(name=source.title if source else "")
        if picked.kind is Transfer:
            transfer = dossier.transfer(picked.id)
            ends = (transfer.supplier, transfer.recipient)
            names = " → ".join(map(self._window.session.name, ends))
            return self.tr("the record {name}").format(name=names)
        table = "citation" if picked.kind is Citation else "note"
        found = next(dossier.rows(f"SELECT text FROM {table} WHERE id = ?", (picked.id,)), ("",))
        return self.tr("the {kind} “{name}”").format(kind=table, name=found[0])


class _Forget:
    """Forgets and reads the dossier anew; what could not be done beside it is handed on."""

    def __init__(self, wish: Wish, author: str) -> None:
        self._wish = wish
        self._author = author

    def __call__(self, dossier: Dossier, token: Token) -> tuple[Contents, DossierError | None]:
        before, fault = dossier.head, None
        try:
            dossier.forget(self._wish, self._author, progress=token.go_on)
        except DossierError as error:
            if dossier.head == before:
                raise  # nothing was done
            fault = error
        return Contents.read(dossier), fault
