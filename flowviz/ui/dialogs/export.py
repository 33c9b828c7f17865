"""Exporting the picture: size, resolution and background, with the page itself as preview."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QSpinBox,
    QWidget,
)

from flowviz.errors import ExportError, FlowvizError
from flowviz.exporters.image import check_size, write_png
from flowviz.exporters.subject import Plan, Subject, page_of, style_of
from flowviz.page import Page
from flowviz.page.paint import paint_page
from flowviz.painting import painter_on
from flowviz.ui import text, theme
from flowviz.ui.dialogs.writing import WritingDialog
from flowviz.ui.jobs import Jobs, Token
from flowviz.ui.saving import ask_where
from flowviz.ui.settings import Settings

_PRESETS = (
    ("Article, 3200 \N{MULTIPLICATION SIGN} 1800 at 300 DPI", (3200, 1800), 300),
    ("Slide, 1920 \N{MULTIPLICATION SIGN} 1080 at 96 DPI", (1920, 1080), 96),
    ("A4 landscape at 300 DPI", (3508, 2480), 300),
    ("Letter landscape at 300 DPI", (3300, 2550), 300),
    ("Social post, 1600 \N{MULTIPLICATION SIGN} 900 at 144 DPI", (1600, 900), 144),
)
_INCH_CM = 2.54
_TIMES = "\N{MULTIPLICATION SIGN}"
_PREVIEW_PX = QSize(560, 400)
_PATIENCE_MS = 150
_CHECKER_PX = 8
_LONGEST_SHAPE = 6
"""Beyond that title, sources and legend leave the picture no room."""


class ExportDialog(WritingDialog):
    """Asks how; the preview is the very page that is written."""

    def __init__(
        self, subject: Subject, suggested: str, jobs: Jobs, settings: Settings, parent: QWidget
    ) -> None:
        super().__init__(parent, self.tr("Export PNG"), jobs)
        self._subject = subject
        self._suggested = suggested
        self._settings = settings
        self._page: Page | None = None
        self._later = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._later.timeout.connect(self._show_preview)
        self._make_fields()
        self._lay_out()
        self._connect()
        self._take_preset(0)

    def plan(self) -> Plan:
        """How it is to be exported, as the fields say."""
        return Plan(
            (self.wide.value(), self.high.value()),
            float(self.dpi.value()),
            self.title_line.text().strip() or None,
            is_transparent=self.transparent.isChecked(),
            is_current_view=self.current.isChecked(),
            has_legend=self.legend.isChecked(),
        )

    def page(self) -> Page:
        """The page that would be written."""
        return page_of(self._subject, self.plan())

    def accept(self) -> None:
        """Ask for the file and write it."""
        start = self._settings.last_folder() / f"{self._suggested}.png"
        kinds, title = self.tr("PNG images (*.png)"), self.tr("Export PNG")
        path = ask_where(self, self._settings, title, start, kinds, ".png")
        if path is not None:
            self.write(path)

    def write(self, path: Path) -> None:
        """Write the picture to ``path``, off the window's thread."""
        plan = self.plan()
        try:
            check_size(plan.size, plan.dpi)
            page = self.page()
        except FlowvizError as error:
            self.fail(error)
            return
        work = _Write(page, path, plan, self._subject)
        self.start_writing("export", work, path, may_cancel=False)

    def _make_fields(self) -> None:
        self.whole = QRadioButton(self.tr("Everything drawn"))
        self.current = QRadioButton(self.tr("Current view"))
        self.white = QRadioButton(self.tr("White"))
        self.transparent = QRadioButton(self.tr("Transparent"))
        self.legend = QCheckBox(self.tr("Legend in the picture"))
        self.legend.setChecked(True)
        self.whole.setChecked(True)
        self.white.setChecked(True)
        self.presets = QComboBox()
        for words, _size, _dpi in _PRESETS:
            self.presets.addItem(self.tr(words))
        self.presets.addItem(self.tr("Own size"))
        self.presets.setAccessibleName(self.tr("Size"))
        self.wide = _spin(200, 32_000, self.tr("Width in pixels"))
        self.high = _spin(200, 32_000, self.tr("Height in pixels"))
        self.dpi = _spin(10, 2_400, self.tr("Dots per inch"))
        self.on_paper = text.label(name="muted")
        self.title_line = QLineEdit()
        self.title_line.setAccessibleName(self.tr("Title"))
        self.title_line.setPlaceholderText(self.tr("The dossier's title"))
        self.preview = Preview(self)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(theme.SPACE)
        form.setHorizontalSpacing(2 * theme.SPACE)
        form.addRow(self.tr("What"), self._row(self.whole, self.current))
        form.addRow(self.tr("Size"), self.presets)
        times, at = text.label(_TIMES, "muted"), text.label(self.tr("px at"), "muted")
        dpi = text.label(self.tr("DPI"), "muted")
        form.addRow("", self._row(self.wide, times, self.high, at, self.dpi, dpi))
        form.addRow("", self.on_paper)
        form.addRow(self.tr("Background"), self._row(self.white, self.transparent))
        form.addRow("", self.legend)
        form.addRow(self.tr("Title"), self.title_line)
        row = QHBoxLayout()
        row.setSpacing(3 * theme.SPACE)
        row.addLayout(form)
        row.addWidget(self.preview, 1)
        self.body.addLayout(row)
        standard = QDialogButtonBox.StandardButton
        role = QDialogButtonBox.ButtonRole.AcceptRole
        self.export = self.buttons.addButton(self.tr("Export…"), role)
        self.buttons.addButton(standard.Cancel)

    def _row(self, *parts: QWidget) -> QWidget:
        whole = QWidget(self)
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE)
        buttons = [part for part in parts if isinstance(part, QRadioButton)]
        if buttons:
            group = QButtonGroup(whole)
            for button in buttons:
                group.addButton(button)
        for part in parts:
            row.addWidget(part)
        row.addStretch()
        return whole

    def _connect(self) -> None:
        self.presets.activated.connect(self._take_preset)
        for field in (self.wide, self.high, self.dpi):
            field.valueChanged.connect(self._own_size)
        self.title_line.textChanged.connect(self._later.start)
        for button in (self.whole, self.white, self.legend):
            button.toggled.connect(self._refresh)

    def _take_preset(self, number: int) -> None:
        if number < len(_PRESETS):
            _words, (wide, high), dpi = _PRESETS[number]
            for field, value in ((self.wide, wide), (self.high, high), (self.dpi, dpi)):
                field.blockSignals(True)
                field.setValue(value)
                field.blockSignals(False)
        self._refresh()

    def _own_size(self) -> None:
        self.presets.setCurrentIndex(len(_PRESETS))
        self._refresh()

    def _refresh(self) -> None:
        self.export.setEnabled(not self._objection())
        plan = self.plan()
        wide, high = (side / plan.dpi for side in plan.size)
        words = self.tr("{wide:.1f} by {high:.1f} in, {cm_wide:.1f} by {cm_high:.1f} cm on paper")
        self.on_paper.setText(
            words.format(wide=wide, high=high, cm_wide=wide * _INCH_CM, cm_high=high * _INCH_CM)
        )
        self._later.start()

    def _show_preview(self) -> None:
        words = self._objection()
        if words:
            self.preview.show_words(words)
        else:
            self.preview.show_page(self.page(), replace(self.plan(), title=None), self._subject)

    def _objection(self) -> str:
        """Why the picture cannot be written as the fields say, "" where it can."""
        plan = self.plan()
        if max(plan.size) > _LONGEST_SHAPE * min(plan.size):
            words = self.tr("Too long: one side may be at most {times} times the other.")
            return words.format(times=_LONGEST_SHAPE)
        try:
            check_size(plan.size, plan.dpi)
        except ExportError as error:
            return str(error)
        return ""


class Preview(QWidget):
    """The page, as large as there is room; a checkerboard shines through a transparent one."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._pixmap = QPixmap()
        self._words = ""
        self.setMinimumSize(_PREVIEW_PX)
        self.setAccessibleName(self.tr("Preview of the picture"))

    def show_page(self, page: Page, plan: Plan, subject: Subject) -> None:
        """Paint ``page`` small."""
        ratio = self.devicePixelRatioF()
        room = QSize(self.width(), self.height()) * ratio
        scale = min(room.width() / page.width_px, room.height() / page.height_px)
        size = QSize(round(page.width_px * scale), round(page.height_px * scale))
        image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(0)
        with painter_on(image) as painter:
            paint_page(painter, page, style_of(subject.view, plan), scale)
        self._pixmap = QPixmap.fromImage(image)
        self._pixmap.setDevicePixelRatio(ratio)
        self._words = ""
        self.update()

    def words(self) -> str:
        """Why there is no picture, "" while there is one."""
        return self._words

    def show_words(self, words: str) -> None:
        """Say why there is no picture."""
        self._pixmap, self._words = QPixmap(), text.plain(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with painter_on(self) as painter:
            if self._pixmap.isNull():
                painter.drawText(
                    self.rect(),
                    int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap),
                    self._words,
                )
                return
            size = self._pixmap.deviceIndependentSize()
            left = int((self.width() - size.width()) / 2)
            area = QRectF(QPointF(left, int((self.height() - size.height()) / 2)), size)
            _paint_checkers(painter, area)
            painter.drawPixmap(area.topLeft(), self._pixmap)
            painter.setPen(QColor(theme.colours().line))
            painter.drawRect(area.adjusted(0, 0, -1, -1))


class _Write:
    """Paints and writes; all text was measured and outlined for the page before."""

    def __init__(self, page: Page, path: Path, plan: Plan, subject: Subject) -> None:
        self._page = page
        self._path = path
        self._plan = plan
        self._style = style_of(subject.view, plan)

    def __call__(self, _token: Token) -> Path:
        write_png(self._page, self._path, self._plan.size, self._plan.dpi, self._style)
        return self._path


def _spin(least: int, most: int, name: str) -> QSpinBox:
    made = QSpinBox()
    made.lineEdit().setTextMargins(5, 0, 0, 0)
    made.setRange(least, most)
    made.setAccessibleName(name)
    made.setKeyboardTracking(False)
    made.setGroupSeparatorShown(True)
    return made


def _paint_checkers(painter: QPainter, area: QRectF) -> None:
    painter.fillRect(area, QColor("#ffffff"))
    steps = int(area.width() / _CHECKER_PX) + 1, int(area.height() / _CHECKER_PX) + 1
    painter.save()
    painter.setClipRect(area)
    for column in range(steps[0]):
        for row in range(column % 2, steps[1], 2):
            x, y = area.left() + column * _CHECKER_PX, area.top() + row * _CHECKER_PX
            painter.fillRect(QRectF(x, y, _CHECKER_PX, _CHECKER_PX), QColor("#e4e4e4"))
    painter.restore()
