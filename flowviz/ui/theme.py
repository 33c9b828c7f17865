"""How the window looks: Fusion with a calm palette of its own, light and dark, on a 4 px grid."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from flowviz import paths

SPACE = 8
"""The step of the spacing grid in px; half of it is the smallest step."""

_TEXT_PX = 13
_CHOSEN = "flowviz-appearance"


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of the window's own parts; the picture has its own palette (``style``)."""

    window: str
    panel: str
    raised: str
    line: str
    text: str
    muted: str
    faint: str
    accent: str
    on_accent: str
    selected: str
    hover: str
    alarm: str
    alarm_ground: str
    caution: str
    caution_ground: str
    good: str
    good_ground: str


LIGHT = Colours(
    window="#f1f0ec",
    panel="#fbfaf7",
    raised="#ffffff",
    line="#d8d6cd",
    text="#18222d",
    muted="#4a5763",
    faint="#6d7882",
    accent="#2b6ca8",
    on_accent="#ffffff",
    selected="#d9e7f3",
    hover="#e8e6df",
    alarm="#a3231b",
    alarm_ground="#fbe2de",
    caution="#744700",
    caution_ground="#faebc8",
    good="#1d5f40",
    good_ground="#ddefe4",
)

DARK = Colours(
    window="#171d23",
    panel="#1a2128",
    raised="#222b34",
    line="#35414c",
    text="#eef2f5",
    muted="#b3bec8",
    faint="#8a97a3",
    accent="#5b9fdb",
    on_accent="#0c151e",
    selected="#24425e",
    hover="#28323c",
    alarm="#ff9c93",
    alarm_ground="#4d211f",
    caution="#f0c06a",
    caution_ground="#41331b",
    good="#8cd3a8",
    good_ground="#1b392a",
)


def is_dark() -> bool:
    """Whether the system, or the user's choice in its stead, is dark now."""
    app = QGuiApplication.instance()
    chosen = app.property(_CHOSEN) if app is not None else None
    if chosen in ("light", "dark"):
        return bool(chosen == "dark")
    return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark


def colours() -> Colours:
    """Give the colours in force."""
    return DARK if is_dark() else LIGHT


def choose(appearance: str) -> None:
    """Follow the ``system``, or be ``light`` or ``dark`` whatever it says."""
    # Not every platform lets a program have a scheme of its own (X11 without a desktop does not),
    # so the choice is kept here too; where it can be had, it dresses the window's frame as well.
    app = QGuiApplication.instance()
    if app is not None:
        app.setProperty(_CHOSEN, appearance)
    scheme = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
    QGuiApplication.styleHints().setColorScheme(scheme.get(appearance, Qt.ColorScheme.Unknown))


def apply(app: QApplication, family: str) -> None:
    """Dress the whole program in the colours in force and the bundled font."""
    now = colours()
    app.setStyle("Fusion")
    font = QFont(family)
    font.setPixelSize(_TEXT_PX)
    app.setFont(font)
    app.setPalette(_palette(now))
    app.setStyleSheet(_sheet(now))


def _palette(now: Colours) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for which, colour in (
        (role.Window, now.window),
        (role.WindowText, now.text),
        (role.Base, now.panel),
        (role.AlternateBase, now.window),
        (role.Text, now.text),
        (role.Button, now.raised),
        (role.ButtonText, now.text),
        (role.BrightText, now.alarm),
        (role.ToolTipBase, now.raised),
        (role.ToolTipText, now.text),
        (role.PlaceholderText, now.faint),
        (role.Highlight, now.accent),
        (role.HighlightedText, now.on_accent),
        (role.Accent, now.accent),
        (role.Link, now.accent),
        (role.LinkVisited, now.accent),
        (role.Mid, now.line),
        (role.Midlight, now.line),
    ):
        palette.setColor(which, QColor(colour))
    for which in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(now.faint))
    return palette


def _sheet(now: Colours) -> str:
    values = {name: getattr(now, name) for name in Colours.__slots__}
    return _SHEET.format_map(values | {"icons": paths.resource("icons").as_posix()})


_SHEET = """
QToolTip {{ background: {raised}; color: {text}; border: 1px solid {line}; padding: 4px 6px; }}
QMainWindow::separator {{ background: {line}; width: 1px; height: 1px; }}
QMainWindow::separator:hover {{ background: {accent}; }}
QMenuBar {{ background: {window}; padding: 2px 4px; }}
QMenuBar::item {{ padding: 4px 8px; border-radius: 4px; }}
QMenuBar::item:selected {{ background: {hover}; }}
QMenu {{ background: {raised}; border: 1px solid {line}; padding: 4px; }}
QMenu::item {{ padding: 5px 24px 5px 8px; border-radius: 4px; }}
QMenu::item:selected {{ background: {selected}; color: {text}; }}
QMenu::item:disabled {{ color: {faint}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 4px 8px; }}
QMenu::icon {{ padding-left: 6px; }}
QMenu::icon:checked {{ background: {selected}; border-radius: 4px; }}
QMenu::indicator {{ width: 12px; height: 12px; left: 6px; }}
QMenu::indicator:checked {{ image: url({icons}/check.svg); }}
QToolBar {{
    background: {window}; border: 0; border-bottom: 1px solid {line}; padding: 6px 8px;
    spacing: 6px;
}}
QStatusBar {{ background: {window}; border-top: 1px solid {line}; color: {muted}; }}
QStatusBar::item {{ border: 0; }}
QLineEdit, QComboBox, QSpinBox, QToolButton#field {{
    background: {raised}; border: 1px solid {line}; border-radius: 5px; padding: 4px 7px;
    min-height: 18px; color: {text}; selection-background-color: {accent};
    selection-color: {on_accent};
}}
QLineEdit:hover, QComboBox:hover, QSpinBox:hover, QToolButton#field:hover {{
    border-color: {faint};
}}
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QToolButton#field:focus {{
    border: 1px solid {accent};
}}
QLineEdit:disabled, QComboBox:disabled, QSpinBox:disabled, QToolButton#field:disabled {{
    color: {faint}; background: {window};
}}
QComboBox {{ padding-right: 2px; }}
QComboBox::drop-down {{ border: 0; width: 20px; }}
QComboBox::down-arrow {{ image: url({icons}/chevron-down.svg); width: 12px; height: 12px; }}
QSpinBox {{ padding-right: 20px; }}
QSpinBox QLineEdit {{
    border: 0; padding: 0 0 0 5px; min-height: 0; background: transparent;
}}
QSpinBox::up-button, QSpinBox::down-button {{ border: 0; width: 18px; background: transparent; }}
QSpinBox::up-button {{ subcontrol-position: top right; margin-top: 2px; }}
QSpinBox::down-button {{ subcontrol-position: bottom right; margin-bottom: 2px; }}
QSpinBox::up-arrow {{ image: url({icons}/chevron-up.svg); width: 10px; height: 10px; }}
QSpinBox::down-arrow {{ image: url({icons}/chevron-down.svg); width: 10px; height: 10px; }}
QTableView::item {{ padding: 0 5px; border: 0; }}
QTableView::item:selected, QListView::item:selected {{ background: {selected}; color: {text}; }}
QListView::item {{ padding: 5px; border: 0; }}
QTreeView#saves::item {{ padding: 4px 8px; border: 0; }}
QTreeView#saves::item:selected, QTreeView#differences::item:selected {{
    background: {selected}; color: {text};
}}
QTreeView::branch:closed:has-children {{ image: url({icons}/branch-closed.svg); }}
QTreeView::branch:has-children:open {{ image: url({icons}/branch-open.svg); }}
QComboBox QAbstractItemView {{
    background: {raised}; border: 1px solid {line}; padding: 3px;
    selection-background-color: {selected}; selection-color: {text}; outline: 0;
}}
QToolButton#field {{ padding-right: 20px; }}
QToolButton#field::menu-indicator {{
    image: url({icons}/chevron-down.svg); width: 12px; height: 12px;
    subcontrol-origin: padding; subcontrol-position: right center; right: 6px;
}}
QToolButton#field:disabled::menu-indicator {{ image: none; }}
QToolButton {{ border: 1px solid transparent; border-radius: 5px; padding: 4px; }}
QToolButton:hover {{ background: {hover}; }}
QToolButton#toggle {{
    background: {raised}; border: 1px solid {line}; padding: 4px 7px; min-height: 18px;
    color: {text};
}}
QToolButton#toggle:hover {{ border-color: {faint}; }}
QToolButton#toggle:checked {{ background: {selected}; }}
QToolButton#toggle:focus {{ border-color: {accent}; }}
QToolButton#toggle:disabled {{ color: {faint}; background: {window}; }}
QWidget#chips {{ background: {window}; border-bottom: 1px solid {line}; }}
QToolButton#filterchip {{
    background: {selected}; color: {text}; border: 1px solid transparent; border-radius: 12px;
    padding: 0 10px;
}}
QToolButton#filterchip:hover {{ border-color: {accent}; }}
QToolButton#filterchip:focus {{ border: 2px solid {accent}; padding: 0 9px; }}
QToolButton#link {{ background: transparent; color: {accent}; padding: 0 6px; }}
QToolButton#link:disabled {{ color: {faint}; }}
QToolButton#link:hover {{ background: {hover}; }}
QToolButton#qt_toolbar_ext_button {{
    qproperty-icon: url({icons}/branch-closed.svg); min-width: 16px; padding: 6px 0;
}}
QToolButton:focus {{ border-color: {accent}; }}
QPushButton {{
    background: {raised}; border: 1px solid {line}; border-radius: 5px; padding: 5px 14px;
    min-height: 18px; color: {text};
}}
QPushButton:hover {{ background: {hover}; }}
QPushButton:focus {{ border-color: {accent}; }}
QPushButton:default {{ background: {accent}; color: {on_accent}; border-color: {accent}; }}
QPushButton:default:focus {{ border: 2px solid {text}; padding: 4px 13px; }}
QPushButton:disabled {{ color: {faint}; background: {window}; border-color: {line}; }}
QPushButton#segment {{ border-radius: 0; padding: 4px 12px; }}
QPushButton#segment[edge="left"] {{
    border-top-left-radius: 5px; border-bottom-left-radius: 5px; border-right: 0;
}}
QPushButton#segment[edge="right"] {{
    border-top-right-radius: 5px; border-bottom-right-radius: 5px;
}}
QPushButton#segment:checked {{ background: {selected}; color: {text}; font-weight: 600; }}
QPushButton#segment:focus {{ border: 1px solid {accent}; }}
QTreeView, QTableView, QListView {{
    background: {panel}; border: 0; outline: 0; alternate-background-color: {window};
    selection-background-color: {selected}; selection-color: {text};
}}
QHeaderView {{ background: {window}; border: 0; }}
QHeaderView::section {{
    background: {window}; color: {muted}; border: 0; border-bottom: 1px solid {line};
    padding: 5px 8px; font-weight: 500;
}}
QTableView#ledger::item:first, QTableView#ledger::item:only-one {{ padding-left: 13px; }}
QTableView#ledger QHeaderView::section:first {{ padding-left: 16px; }}
QHeaderView::up-arrow {{
    image: url({icons}/chevron-up.svg); width: 10px; height: 10px;
    subcontrol-position: center right;
}}
QHeaderView::down-arrow {{
    image: url({icons}/chevron-down.svg); width: 10px; height: 10px;
    subcontrol-position: center right;
}}
QDialogButtonBox, QMessageBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QScrollBar:vertical {{ background: transparent; width: 11px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 11px; margin: 0; }}
QScrollBar::handle {{
    background: {line}; border-radius: 4px; margin: 2px; min-height: 28px; min-width: 28px;
}}
QScrollBar::handle:hover {{ background: {faint}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QRadioButton::indicator {{
    width: 14px; height: 14px; border-radius: 8px; border: 1px solid {faint}; background: {raised};
}}
QRadioButton::indicator:checked {{
    width: 6px; height: 6px; border: 5px solid {accent}; background: {on_accent};
}}
QCheckBox::indicator, QListView#rows::indicator {{
    width: 14px; height: 14px; border-radius: 3px; border: 1px solid {faint}; background: {raised};
}}
QCheckBox::indicator:checked, QListView#rows::indicator:checked {{
    border-color: {accent}; image: url({icons}/check.svg);
}}
QCheckBox::indicator:hover, QCheckBox::indicator:focus {{ border-color: {accent}; }}
QProgressBar {{
    background: {hover}; border: 0; border-radius: 4px; min-height: 8px; max-height: 8px;
}}
QProgressBar::chunk {{ background: {accent}; border-radius: 4px; }}
QLabel#muted {{ color: {muted}; }}
QLabel#caption {{ color: {muted}; font-size: 11px; font-weight: 600; }}
QLabel#title {{ font-size: 18px; font-weight: 600; }}
QLabel#amount {{ font-size: 22px; font-weight: 700; }}
QLabel#strong {{ font-weight: 600; }}
QLabel#hint {{ color: {faint}; font-size: 11px; }}
QLabel#alarmline {{ color: {alarm}; font-weight: 600; }}
QLabel#chip {{ background: {hover}; color: {muted}; border-radius: 9px; padding: 2px 8px; }}
QLabel#good {{ background: {good_ground}; color: {good}; border-radius: 9px; padding: 2px 8px; }}
QLabel#caution {{
    background: {caution_ground}; color: {caution}; border-radius: 9px; padding: 2px 8px;
}}
QLabel#alarm {{
    background: {alarm_ground}; color: {alarm}; border-radius: 9px; padding: 2px 8px;
    font-weight: 600;
}}
QPlainTextEdit#page {{
    background: {raised}; border: 1px solid {line}; border-radius: 5px; padding: 2px 4px;
    color: {text}; selection-background-color: {accent}; selection-color: {on_accent};
}}
QPlainTextEdit#page:hover {{ border-color: {faint}; }}
QPlainTextEdit#page:focus {{ border-color: {accent}; }}
QLineEdit:read-only {{ background: {window}; color: {muted}; }}
QLineEdit[mark="fault"], QComboBox[mark="fault"], QPlainTextEdit[mark="fault"] {{
    border-color: {alarm};
}}
QLineEdit[mark="doubt"], QComboBox[mark="doubt"], QPlainTextEdit[mark="doubt"] {{
    border-color: {caution};
}}
QLabel#fieldname {{ color: {muted}; padding-top: 3px; }}
QPushButton#adder {{
    background: transparent; color: {accent}; border-color: transparent; padding: 2px 1px;
}}
QPushButton#adder:hover {{ background: {hover}; }}
QPushButton#adder:focus {{ border-color: {accent}; }}
QLabel#fault {{ color: {alarm}; font-size: 12px; }}
QLabel#doubt {{ color: {caution}; font-size: 12px; }}
QWidget#card {{ background: {window}; border: 1px solid {line}; border-radius: 6px; }}
QListView#rows {{ border: 1px solid {line}; border-radius: 5px; background: {raised}; }}
QListView#offers {{ border: 1px solid {line}; background: {raised}; }}
QPushButton#main:enabled {{ background: {accent}; color: {on_accent}; border-color: {accent}; }}
QPushButton#main:focus {{ border: 2px solid {text}; padding: 4px 13px; }}
QWidget#panel {{ background: {panel}; }}
QFrame#notice {{ background: {caution_ground}; border: 0; border-bottom: 1px solid {line}; }}
QFrame#notice QLabel {{ color: {text}; }}
QFrame#rule {{ background: {line}; border: 0; }}
QFrame#popup {{ background: {raised}; border: 1px solid {line}; }}
"""
