"""Publishing a copy: what it withholds is shown first, then where it goes is asked."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialogButtonBox, QTreeWidget, QTreeWidgetItem, QWidget

from flowviz.dossier import Dossier
from flowviz.dossier.withheld import Choices, Withheld
from flowviz.ui import text
from flowviz.ui.dialogs.base import Dialog

_LONGEST = 200


class PublishDialog(Dialog):
    """Lists what stays behind; ``chosen`` tells what goes along beside the records."""

    chosen = Signal(object)

    def __init__(self, dossier: Dossier, parent: QWidget) -> None:
        super().__init__(parent, self.tr("Publish a Copy"))
        self._dossier = dossier
        words = self.tr(
            "A new file for everybody, without history. This dossier stays as it is. "
            "This stays behind:"
        )
        self.body.addWidget(text.label(words, wraps=True))
        self.list = QTreeWidget(self)
        self.list.setHeaderHidden(True)
        self.list.setUniformRowHeights(True)
        self.list.setAccessibleName(self.tr("What is withheld"))
        self.body.addWidget(self.list, 1)
        self._stand_ins = text.label("", wraps=True)
        self.body.addWidget(self._stand_ins)
        self.views = QCheckBox(self.tr("With saved &views, which may name what you looked for"))
        self.snapshots = QCheckBox(self.tr("With &kept copies of public sources"))
        self.snapshots.setChecked(Choices().snapshots)
        for box in (self.views, self.snapshots):
            box.toggled.connect(self._fill)
            self.body.addWidget(box)
        more = self.tr(
            "Comments, notes that are not private and texts of citations go along as they are: "
            "read them before you publish."
        )
        self.body.addWidget(text.label(more, "muted", wraps=True))
        role = QDialogButtonBox.ButtonRole
        publish = self.buttons.addButton(self.tr("Publish…"), role.AcceptRole)
        publish.setDefault(True)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.resize(560, 560)
        self._fill()

    def accept(self) -> None:
        """Go on to where it is written."""
        choices = self._choices()
        super().accept()
        self.chosen.emit(choices)

    def _choices(self) -> Choices:
        return Choices(self.views.isChecked(), self.snapshots.isChecked())

    def _fill(self, *_of: object) -> None:
        left = self._dossier.withheld(self._choices())
        self.list.clear()
        self.list.addTopLevelItems(list(_items(left)))
        if not left.kinds:
            self.list.addTopLevelItem(QTreeWidgetItem([self.tr("Nothing")]))
        words = self.tr("Claims that rest on withheld sources alone: {count}. “Withheld source” ")
        words += self.tr("stands beside them, so that none looks unsourced.")
        self._stand_ins.setText(words.format(count=f"{left.stand_ins:,}"))
        self._stand_ins.setVisible(left.stand_ins > 0)


def _items(left: Withheld) -> Iterator[QTreeWidgetItem]:
    for kind in left.kinds:
        item = QTreeWidgetItem([f"{kind.kind[:1].upper()}{kind.kind[1:]}: {kind.count:,}"])
        for named in kind.items:
            child = QTreeWidgetItem([text.one_line(named, _LONGEST)])
            child.setToolTip(0, text.tooltip(named))
            item.addChild(child)
        yield item
