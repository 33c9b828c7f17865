"""The fields of the tool row: a menu behind an icon, a toggle, and how many are drawn."""

from PySide6.QtCore import QEvent, QLocale, QSignalBlocker, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QMenu,
    QSizePolicy,
    QSpinBox,
    QStyle,
    QStyleOptionComboBox,
    QToolButton,
    QWidget,
)

from flowviz.ui import icons, text
from flowviz.view import DEFAULT_TOP

_DOT = " \N{MIDDLE DOT}"


class MenuField(QToolButton):
    """An icon that opens a menu of which one line is ticked, and says which one in its tooltip.

    A ticked line with an icon of its own lends it to the field.
    """

    def __init__(self, name: str, icon: str, menu: QMenu, parent: QWidget) -> None:
        super().__init__(parent)
        self._name = name
        self._icon = icon
        self._entry_icon = ""
        self.setObjectName("field")
        self.setText(name)
        self.setAccessibleName(name)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setMenu(menu)

    def show_ticked(self, icon: str = "") -> None:
        """Show which line of the menu is ticked, with ``icon`` where there is one for it."""
        ticked = next((action for action in self.menu().actions() if action.isChecked()), None)
        words = ticked.text().replace("&", "") if ticked is not None else ""
        self.setToolTip(text.tooltip(f"{self._name}: {words}"))
        self.setAccessibleDescription(words)
        self._entry_icon = icon
        self.dress()

    def dress(self) -> None:
        """Draw the icon in the colours in force."""
        self.setIcon(icons.icon(self._entry_icon or self._icon))


class ToggleField(QToolButton):
    """A button that is in or out together with an action; it stands for the action in the row."""

    def __init__(self, action: QAction, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setObjectName("toggle")
        self.setCheckable(True)
        self.setText(action.text().replace("&", ""))
        self.setToolTip(action.toolTip())
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self.setChecked(action.isChecked())
        self.clicked.connect(action.trigger)
        self._action = action
        action.changed.connect(self._follow)

    def dress(self, icon: str = "") -> None:
        """Draw the icon, or another one from now on, in the colours in force."""
        self._icon = icon or self._icon
        self.setIcon(icons.icon(self._icon))

    def _follow(self) -> None:
        self.setChecked(self._action.isChecked())
        self.setEnabled(self._action.isEnabled())


class ChoiceField(QComboBox):
    """A choice that leaves out its count, and then ends with an ellipsis, where room is short."""

    def __init__(self, name: str, tip: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setToolTip(tip)
        self.setMaxVisibleItems(20)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._spare_px: int | None = None
        choices = self.model()
        for changed in (choices.rowsInserted, choices.rowsRemoved, choices.modelReset):
            changed.connect(self._measure_anew)

    def minimumSizeHint(self) -> QSize:
        """As wide as the longest choice without its count, which stands behind a middle dot."""
        # Qt keeps a least size of its own that it found before there was anything to choose, and
        # asks for this one at every turn: thousands of years are measured once.
        if self._spare_px is None:
            metrics = self.fontMetrics()
            lines = [self.itemText(at) for at in range(self.count())]
            bare = [line.partition(_DOT)[0] for line in lines]
            wide, least = (
                max(map(metrics.horizontalAdvance, words), default=0) for words in (lines, bare)
            )
            self._spare_px = wide - least
        hint = self.sizeHint()
        return QSize(hint.width() - self._spare_px + 4, hint.height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._measure_anew()

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        super().initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        kind = QStyle.ComplexControl.CC_ComboBox
        room = self.style().subControlRect(kind, option, part, self).width() - 2
        words, metrics = option.currentText, self.fontMetrics()
        if metrics.horizontalAdvance(words) > room:
            words = words.partition(_DOT)[0]
        option.currentText = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)

    def _measure_anew(self) -> None:
        self._spare_px = None


class TopField(QSpinBox):
    """How many ribbons are drawn, the largest first."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lineEdit().setTextMargins(5, 0, 0, 0)
        self.setLocale(QLocale(QLocale.Language.English))  # numbers as everywhere in the window
        self.setGroupSeparatorShown(True)
        self.setPrefix(self.tr("largest "))
        self.setToolTip(self.tr("How many flows are drawn, the largest first"))
        self.setAccessibleName(self.tr("How many flows are drawn"))
        self.setStepType(QAbstractSpinBox.StepType.AdaptiveDecimalStepType)
        self.setKeyboardTracking(False)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_top(self, top: int, count: int) -> None:
        """Show ``top`` of ``count`` flows without telling anybody."""
        with QSignalBlocker(self):
            self.setRange(min(count, 1), count)
            self.setValue(min(top, count))
            self.setSuffix(self.tr(" of {count}").format(count=f"{count:,}"))
            self.setEnabled(count > 1)

    def top(self) -> int:
        """Give how many are wanted; all of them also means all of a larger number later."""
        return max(self.value(), DEFAULT_TOP) if self.value() == self.maximum() else self.value()
