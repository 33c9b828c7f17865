"""The docks beside the canvas: without title bars, remembered, found by their names."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget


def dock(
    window: QMainWindow,
    name: str,
    title: str,
    area: Qt.DockWidgetArea,
    inner: QWidget,
    action: QAction,
) -> QDockWidget:
    """Put ``inner`` into a dock of ``window`` that ``action`` shows and hides."""
    made = QDockWidget(title, window)
    made.setObjectName(name)
    made.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
    made.setTitleBarWidget(QWidget(made))
    made.setWidget(inner)
    window.addDockWidget(area, made)
    action.setChecked(True)
    action.toggled.connect(made.setVisible)
    made.visibilityChanged.connect(action.setChecked)
    return made
