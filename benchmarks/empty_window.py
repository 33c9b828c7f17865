"""The yardstick of the cold start: a script that opens an empty pyqtgraph window and ends."""

import sys

import pyqtgraph as pg
from PySide6 import QtCore, QtWidgets


class _Canvas(pg.GraphicsView):
    """A view that ends the program once it has been painted."""

    def paintEvent(self, event: object) -> None:
        super().paintEvent(event)
        QtCore.QTimer.singleShot(0, QtWidgets.QApplication.quit)


def main() -> int:
    """Open the window, wait for its first paint, end."""
    app = QtWidgets.QApplication(sys.argv)
    window = QtWidgets.QMainWindow()
    canvas = _Canvas()
    canvas.setCentralItem(pg.ViewBox())
    window.setCentralWidget(canvas)
    window.resize(1280, 800)
    window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
