"""Deciding the existence of a flow by hand: what it is held to be, and why."""

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtWidgets import QDialogButtonBox, QRadioButton

from flowviz.errors import FlowvizError
from flowviz.evidence import EXISTENCES, existence_of_flow
from flowviz.records import Verdict, flow_id
from flowviz.terms import Existence
from flowviz.ui import text
from flowviz.ui.dialogs.base import Dialog
from flowviz.ui.forms.fields import LongTextField

if TYPE_CHECKING:
    from flowviz.ui.window import Window

_WIDTH_PX = 460


class VerdictDialog(Dialog):
    """Leaves a flow to the rule, or says how sure it is and why; the reason is needed."""

    def __init__(self, window: "Window", supplier: str, recipient: str) -> None:
        session = window.session
        ends = (text.one_line(session.name(code), 60) for code in (supplier, recipient))
        self._flow = " to ".join(ends)
        super().__init__(window, self.tr("Decide Existence of {flow}").format(flow=self._flow))
        self._window, self._id = window, flow_id(supplier, recipient)
        self._before = session.dossier.verdicts().get(self._id)
        self.ways = {
            "": QRadioButton(
                self.tr("&Leave it to the rule: as sure as the surest of its records")
            ),
            **{term.value: QRadioButton(words) for term, words in self._words().items()},
        }
        self.reason = LongTextField(self.tr("Why"), lines=3)
        head = self.tr("Whatever its records say, {flow} is held to be:")
        self.body.addWidget(text.label(head.format(flow=self._flow), "strong", wraps=True))
        for button in self.ways.values():
            self.body.addWidget(button)
        said = self._by_rule(supplier, recipient)
        self.body.addWidget(text.label(said, "hint", wraps=True))
        for button in self.ways.values():
            button.toggled.connect(self._follow)
        self.body.addWidget(text.label(self.tr("Why (kept and shown with it)"), "muted"))
        self.body.addWidget(self.reason)
        self.decide = self.buttons.addButton(
            self.tr("&Decide"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.decide.setDefault(True)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.reason.typed.connect(self._follow)
        self.ways[self._before.existence.value if self._before else ""].setChecked(True)
        self.reason.show_value(self._before.reason if self._before else "")
        self._follow()
        self.fit(_WIDTH_PX)

    def accept(self) -> None:
        """Keep what is decided in one edit, and close."""
        session = self._window.session
        if session.is_busy:
            return
        chosen, reason = self._chosen(), self._reason()
        try:
            if chosen:
                made = Verdict(self._id, Existence(chosen), reason)
                what = self.tr("Decide that {flow} is {existence}")
                with session.edit(what.format(flow=self._flow, existence=chosen)) as edit:
                    edit.put(made)
            elif self._before is not None:
                what = self.tr("Leave the existence of {flow} to the rule")
                with session.edit(what.format(flow=self._flow)) as edit:
                    edit.delete(Verdict, self._id)
        except FlowvizError as error:
            self._window.show_error(error)
            return
        super().accept()

    def _by_rule(self, supplier: str, recipient: str) -> str:
        """What the rule makes of the flow, and why; "" for one without a record that counts."""
        columns = self._window.session.contents.columns
        transfers = columns.transfers
        ends = zip(columns.pair_supplier, columns.pair_recipient, strict=True)
        codes = columns.actor_codes
        pairs = [
            at for at, (a, b) in enumerate(ends) if (codes[a], codes[b]) == (supplier, recipient)
        ]
        rows = np.flatnonzero(np.isin(transfers.pair, pairs) & transfers.is_counted)
        if not rows.size:
            return self.tr("No record of it counts.")
        existence, why = existence_of_flow([EXISTENCES[at] for at in transfers.existence[rows]])
        return self.tr("By the rule it is {existence}: {why}.").format(existence=existence, why=why)

    def _words(self) -> dict[Existence, str]:
        return {
            Existence.CONFIRMED: self.tr("&Confirmed"),
            Existence.UNCONFIRMED: self.tr("&Unconfirmed"),
            Existence.TENTATIVE: self.tr("&Tentative"),
        }

    def _chosen(self) -> str:
        return next((value for value, button in self.ways.items() if button.isChecked()), "")

    def _reason(self) -> str:
        return str(self.reason.value()).strip()

    def _follow(self) -> None:
        """A decision needs its reason; the rule has its own."""
        is_by_hand = bool(self._chosen())
        self.reason.setEnabled(is_by_hand)
        is_new = self._before is None or (
            (self._chosen(), self._reason()) != (self._before.existence.value, self._before.reason)
        )
        is_ready = bool(self._reason()) if is_by_hand else self._before is not None
        self.decide.setEnabled(is_ready and is_new)
        is_missing = is_by_hand and not self._reason()
        self.reason.show_hint(self.tr("Say why: it is what others will ask.") if is_missing else "")
