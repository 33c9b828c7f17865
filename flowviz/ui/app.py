"""The start of the window: application, last resort for errors, first paint."""

import gc
import os
import sys
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from flowviz.errors import FlowvizError
from flowviz.painting import fonts
from flowviz.ui import icons, text, theme
from flowviz.ui.settings import Settings

if TYPE_CHECKING:
    from flowviz.ui.window import Window


def main(path: Path | None) -> int:
    """Open the window on ``path``, on the bundled case for None; give the exit code."""
    app = QApplication.instance() or QApplication(["flowviz"])
    assert isinstance(app, QApplication)
    app.setApplicationName("flowviz")
    app.setDesktopFileName("flowviz")
    app.setWindowIcon(icons.program_icon())
    # Tens of thousands of objects are made from here to the first paint, and none of them goes.
    gc.disable()
    settings = Settings()
    theme.choose(os.environ.get("FLOWVIZ_APPEARANCE") or settings.appearance())
    theme.apply(app, fonts.load())
    faults = Faults(app)
    sys.excepthook = faults.show
    window = make_window(settings, is_empty=path is not None)
    window.canvas.painted_first.connect(_note_first_paint)
    window.show()
    window.begin(path)
    code: int = app.exec()
    sys.excepthook = sys.__excepthook__
    gc.freeze()  # all of it goes with the process; looking through it would take 0.15 s
    return code


def make_window(settings: Settings, *, is_empty: bool = False) -> "Window":
    """Make the window, not shown yet, on the bundled case or on an empty dossier."""
    from flowviz.dossier import Dossier
    from flowviz.ui.session import Contents, Session
    from flowviz.ui.window import Window

    dossier = Dossier.new() if is_empty else Dossier.sample()
    return Window(Session(dossier, Contents.read(dossier)), settings)


class Faults(QObject):
    """Shows what no other part has caught: one dialog at a time, in plain words."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._is_shown = False

    def show(
        self,
        kind: type[BaseException],
        error: BaseException,
        traceback: TracebackType | None,
    ) -> None:
        """Tell the user of ``error``; what is no word of ours goes to standard error as well."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        if not isinstance(error, FlowvizError):
            sys.__excepthook__(kind, error, traceback)
        if self._is_shown or QApplication.instance() is None:
            return
        self._is_shown = True
        try:
            text.answer(fault_box(QApplication.activeWindow(), error))
        finally:
            self._is_shown = False


def fault_box(parent: QWidget | None, error: BaseException) -> QMessageBox:
    """Make the dialog for ``error``."""
    if isinstance(error, FlowvizError):
        words, more = str(error), ""
    else:
        words = QCoreApplication.translate("Faults", "Something went wrong inside flowviz.")
        more = f"{type(error).__name__}: {error}"
    box = text.message(parent, QMessageBox.Icon.Warning, "flowviz", words, more)
    box.addButton(QMessageBox.StandardButton.Ok)
    return box


def show_fault(parent: QWidget, error: BaseException) -> None:
    """Show the dialog for ``error`` and go on; a fault of ours goes to standard error as well."""
    if not isinstance(error, FlowvizError):
        sys.__excepthook__(type(error), error, error.__traceback__)
    box = fault_box(parent, error)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()


def _note_first_paint() -> None:
    """Begin to collect garbage again; say and do what the benchmark of the start asks for."""
    gc.enable()
    if os.environ.get("FLOWVIZ_PRINT_FIRST_PAINT") == "1":
        print("flowviz: first paint", flush=True)
    if os.environ.get("FLOWVIZ_QUIT_AFTER_FIRST_PAINT") == "1":
        QTimer.singleShot(0, QApplication.quit)
