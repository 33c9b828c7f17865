"""What dialogs over many records share: the records are read, and what would be made is planned."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeAlias

from PySide6.QtCore import QTimer

from flowviz.dossier import Onlooker, Reading
from flowviz.editing import Known
from flowviz.records import Citation, Transfer
from flowviz.ui import app
from flowviz.ui.dialogs.base import Dialog
from flowviz.ui.forms.opening import forms_of
from flowviz.ui.jobs import Token

if TYPE_CHECKING:
    from flowviz.ui.window import Window

_PATIENCE_MS = 120
_AT_ONCE = 500
"""Records that are read and planned for within a tenth of a second."""

Material: TypeAlias = tuple[tuple[Transfer, ...], tuple[Citation, ...]]
"""Records, and the citations that they and their parts have."""
Planner: TypeAlias = Callable[[], Any]
"""Works out what would be made; it may be called on another thread."""


class ManyDialog(Dialog):
    """Reads records when it begins and after each edit, and plans again when something is typed.

    ``later`` is started by what is typed. A few records are read and planned for at once, many
    aside; ``kind`` is that of the jobs.
    """

    def __init__(self, window: "Window", title: str, ids: tuple[str, ...], kind: str) -> None:
        super().__init__(window, title)
        self._window = window
        self._ids = ids
        self._kind = kind
        self._forms = forms_of(window)
        self._material: Material | None = None
        self._is_reading = False
        self.later = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self.later.timeout.connect(self._look)

    def planner(self, material: Material) -> Planner:
        """Give what plans, with what is typed now."""
        raise NotImplementedError

    def show_plan(self, made: Any) -> None:
        """Show what would be made; None while that is not known yet."""
        raise NotImplementedError

    def begin(self) -> None:
        """Read the records, now and whenever the dossier is edited."""
        self._window.session.edited.connect(self._read_again)
        self._read_again()

    def cease(self) -> None:
        """Read them no longer: the edit that comes is this dialog's own."""
        self._window.session.edited.disconnect(self._read_again)

    @property
    def known(self) -> Known:
        """What the forms know by name."""
        return self._forms.knowledge.known

    def patience(self) -> str:
        """What is being done while no plan is there."""
        reading, working = self.tr("Reading the records…"), self.tr("Working out what changes…")
        return reading if self._is_reading else working

    def _read_again(self) -> None:
        session = self._window.session
        self._material = None
        if session.is_busy:
            return
        if len(self._ids) <= _AT_ONCE:
            self._take(material_of(session.dossier, self._ids))
            return
        self._is_reading = True
        self._show(None)
        work = _Read(session.dossier.beside(), self._ids)
        self._window.jobs.start(self._kind, work, self._take, self._fail)

    def _take(self, material: Material) -> None:
        if not self.is_over:
            self._is_reading = False
            self._material = material
            self._look()

    def _look(self) -> None:
        """Work out what would be made."""
        if self._material is None:
            return
        plan = self.planner(self._material)
        if len(self._ids) <= _AT_ONCE:
            self._show(plan())
            return
        self._show(None)
        self._window.jobs.start(self._kind, _Planning(plan), self._show, self._fail)

    def _show(self, made: Any) -> None:
        if not self.is_over:
            self.show_plan(made)

    def _fail(self, error: Exception) -> None:
        if not self.is_over:
            app.show_fault(self, error)


def material_of(reading: Reading, ids: tuple[str, ...]) -> Material:
    """Give records with the citations that they and their parts have."""
    transfers = reading.transfers(ids)
    parts = [id_ for transfer in transfers for id_ in transfer.part_ids()]
    return transfers, reading.citations(parts)


class _Read:
    def __init__(self, onlooker: Onlooker, ids: tuple[str, ...]) -> None:
        self._onlooker, self._ids = onlooker, ids

    def __call__(self, _token: Token) -> Material:
        with self._onlooker as reading:
            return material_of(reading, self._ids)


class _Planning:
    def __init__(self, plan: Planner) -> None:
        self._plan = plan

    def __call__(self, _token: Token) -> Any:
        return self._plan()
