"""The parts of the form of a source: its origins, its gradings, and what a manager kept of it."""

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from flowviz.editing import GradingText
from flowviz.references.csl import item_in
from flowviz.ui import text, theme
from flowviz.ui.forms.fields import TermField, TextField
from flowviz.ui.forms.grid import FieldGrid
from flowviz.ui.forms.sheet import RemoveButton, Sheet
from flowviz.ui.forms.words import RELIABILITIES

if TYPE_CHECKING:
    from flowviz.ui.forms.forms import Forms

_SINCE_PX, _GRADER_PX, _REMOVE_PX = 104, 120, 28
_MOST_KEPT = 40
_LONGEST_KEPT = 200


class OriginSheet(Sheet):
    """A source that another one has its knowledge from: one title."""

    def __init__(self, title: str, forms: "Forms") -> None:
        super().__init__(title)
        self.field = forms.source_field(
            self.tr("Derives from"), self.tr("The document this one has its knowledge from")
        )
        self.field.show_value(title)
        self.join("", self.field)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE)
        named = FieldGrid()
        named.add((self.tr("Derives from"), self.field))
        row.addWidget(named, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(RemoveButton(self, self.tr("Remove it")), 0, Qt.AlignmentFlag.AlignTop)

    def texts(self) -> str:
        return self.field.value()

    def show_texts(self, texts: str, *, but: QWidget | None = None) -> None:
        if but is not self.field.editor:
            self.field.show_value(texts)


class GradingSheet(Sheet):
    """How reliable the source is held to be since a day, in one row."""

    def __init__(self, texts: GradingText) -> None:
        super().__init__(texts)
        reliability = TermField(
            self.tr("Reliability"), RELIABILITIES, self.tr("How reliable the source is in general")
        )
        since = TextField(self.tr("Since"), example="2024-05-31")
        reason = TextField(self.tr("Why"))
        grader = TextField(self.tr("By"), self.tr("Who graded it"))
        self.bind(reliability=reliability, since=since, reason=reason, grader=grader)
        self.shared = text.label("", "fault", wraps=True)
        self.shared.hide()
        remove = RemoveButton(self, self.tr("Remove this grading"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addLayout(_grading_row(reliability, since, reason, grader, remove))
        box.addWidget(self.shared)


class GradingHead(QWidget):
    """The headings above gradings."""

    def __init__(self) -> None:
        super().__init__()
        row = _grading_row(
            text.label(self.tr("Reliability"), "hint"),
            text.label(self.tr("Since"), "hint"),
            text.label(self.tr("Why"), "hint"),
            text.label(self.tr("By"), "hint"),
            QWidget(),
        )
        row.setContentsMargins(2, 0, 0, 0)
        self.setLayout(row)


def kept_words(reference: str) -> str:
    """What a reference manager keeps of a source, a line each; "" for nothing."""
    held = sorted(item_in(reference).items())
    lines = [f"{name.replace('-', ' ')}: {_kept(value)}" for name, value in held]
    more = len(lines) - _MOST_KEPT
    return "\n".join(lines[:_MOST_KEPT] + ([f"and {more} more"] if more > 0 else []))


def _kept(value: object) -> str:
    words = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text.one_line(words, _LONGEST_KEPT)


def _grading_row(
    reliability: QWidget, since: QWidget, reason: QWidget, grader: QWidget, end: QWidget
) -> QHBoxLayout:
    """The columns of a grading, the same for its fields and their headings."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.SPACE // 2)
    for part, width_px in ((since, _SINCE_PX), (grader, _GRADER_PX), (end, _REMOVE_PX)):
        part.setFixedWidth(width_px)
    for part, stretch in ((reliability, 4), (since, 0), (reason, 5), (grader, 0), (end, 0)):
        row.addWidget(part, stretch, Qt.AlignmentFlag.AlignTop)
    return row
