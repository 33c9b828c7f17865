"""The panel of the timeline: its plot, its buttons, its words; it asks for other windows."""

import dataclasses

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from flowviz.flows.histogram import Histogram, histogram
from flowviz.flows.query import Query
from flowviz.flows.tables import STAGES, Columns
from flowviz.terms import Stage
from flowviz.ui import icons, text, theme
from flowviz.ui.line import Line
from flowviz.ui.session import Session
from flowviz.ui.timeline import words
from flowviz.ui.timeline.bars import NO_BARS, bars_of
from flowviz.ui.timeline.player import SPEEDS, Player
from flowviz.ui.timeline.plot import MONTHS_SEEN, TimelinePlot
from flowviz.ui.timeline.window import (
    YEAR,
    Span,
    asking,
    moved,
    resized,
    snapped,
    whole_time,
    window_of,
    within,
)

_REST_MS = 250
_AROUND = 2 * YEAR
_LEAST_PX = 80
"""What the words for the window keep in a window of 700 px."""


def time_of(columns: Columns, stage: Stage) -> Span | None:
    """The years in which anything is dated at a stage, in whatever unit; None for none."""
    figures, number = columns.figures, STAGES.index(stage)
    ends = []
    for unit in range(len(columns.units)):
        first, undated, _ = columns.block(number, unit)
        if undated > first:  # rows stand in the order of their first months
            last = int(figures.last_month[first:undated].max())
            ends.append((int(figures.first_month[first]) // YEAR, last // YEAR))
    if not ends:
        return None
    return whole_time(max(min(first for first, _ in ends), 1), max(last for _, last in ends))


class Timeline(QWidget):
    """Follows the session; asks it for another window."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._whole: Span | None = None
        self._bars = NO_BARS
        self._counted: tuple[Columns, Query, int] | None = None
        self._histogram: Histogram | None = None
        self.plot = TimelinePlot(self)
        self.player = Player(session, self)
        self.back = self._button("step-back", self.tr("One step back (Left)"))
        self.play = self._button("play", self.tr("Play through time (Space)"))
        self.forward = self._button("step-forward", self.tr("One step on (Right)"))
        self.speed = self._speed()
        self._where = Line(self, is_strong=True)
        self._where.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._where.setMinimumWidth(_LEAST_PX)
        self._total, self._beside = Line(self), Line(self)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._lay_out()
        self._connect()
        self.refresh()

    # What is shown

    @property
    def window_shown(self) -> Span | None:
        """The window asked for, None for the whole time."""
        return window_of(self._session.query, self._limits())

    @property
    def step(self) -> int:
        """How many months a bar has: 12, or 1 where little time is in sight."""
        return self._bars.step

    def take_focus(self) -> None:
        """Take the keyboard."""
        self.plot.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def dress(self) -> None:
        """Draw everything in the colours in force."""
        self.plot.dress()
        self._show_play()
        for button, name in ((self.back, "step-back"), (self.forward, "step-forward")):
            button.setIcon(icons.icon(name))

    def refresh(self) -> None:
        """Show the flows of now; who asks for others while time plays has stopped it."""
        self.player.stop()
        whole = time_of(self._session.contents.columns, self._session.query.stage)
        if whole != self._whole:
            self._whole = whole
            self.plot.show_whole(whole)
        self._see_window()
        self._count()
        self._show_window()

    def _see_window(self) -> None:
        """Go near to a window of months, and come back from where a window cannot be seen."""
        window, whole = self.window_shown, self._whole
        if whole is None or window is None or self.plot.is_held:
            return
        low, high = self.plot.in_sight()
        window = within(window, whole)
        is_seen = low <= window.first and window.last < high
        if not window.is_of_years and (not is_seen or high - low > MONTHS_SEEN):
            near = Span(window.first - _AROUND, window.last + _AROUND)
            self.plot.see(within(near, whole))
        elif not is_seen:
            self.plot.see(whole)

    def _count(self) -> None:
        """Count again what stands in each bar, where that has changed."""
        columns, query = self._session.contents.columns, self._session.query
        whole = self._whole.months if self._whole is not None else MONTHS_SEEN
        step = 1 if min(self.plot.months_in_sight, whole) <= MONTHS_SEEN else YEAR
        asked = columns, dataclasses.replace(asking(query, None), least=None), step
        known = self._counted
        if known is not None and known[0] is columns and known[1:] == asked[1:]:
            return
        self._counted = asked
        found = histogram(columns, query, "year" if step == YEAR else "month")
        if step == 1 and not found.amounts.any():  # nothing is dated by month
            found = histogram(columns, query, "year")
        self._histogram = found
        bars = bars_of(found)
        self._bars = bars
        self.plot.show_bars(self._bars, words.caption(query.unit or "", str(query.stage), found))

    def _show_window(self) -> None:
        window, flows = self.window_shown, self._session.flows
        self.plot.show_window(window)
        where = words.window_words(window, self._whole)
        total = words.total_of(flows)
        self._where.show_words(where)
        self._total.show_words(*self._with_onward(total, len(flows)))
        self._show_beside()
        for part in (self.back, self.play, self.forward):
            part.setEnabled(self._whole is not None)
        said = f"{where}: {total}"
        self.plot.setAccessibleDescription(text.one_line(said))
        if self.plot.hasFocus() and QAccessible.isActive() and not self.player.is_playing:
            event = QAccessibleAnnouncementEvent(self.plot, text.one_line(said))
            QAccessible.updateAccessibility(event)

    def _with_onward(self, total: str, flows: int) -> tuple[str, str]:
        """What is said of the flows and its tooltip: that it is no total of goods."""
        if flows < 2:
            return total, ""
        short = self.tr("{total} \N{MIDDLE DOT} goods passed on count in each")
        whole = self.tr(
            "This adds up flows. It is no total of goods: goods that were passed on count in each "
            "of their flows."
        )
        words = short.format(total=total)
        return words, f"{words}\n{whole}"

    def _show_beside(self) -> None:
        parts = []
        if self.player.is_playing and self._session.view.lock is not None:
            parts.append(self.tr("width scale locked while playing"))
        if self._histogram is not None:
            unit = self._session.query.unit or ""
            parts.append(words.undated_words(self._histogram, unit))
        said = " · ".join(part for part in parts if part)
        self._beside.show_words(said)
        self._beside.setVisible(bool(said))  # the line before it has need of the room

    def _show_play(self) -> None:
        is_playing = self.player.is_playing
        self.play.setIcon(icons.icon("pause" if is_playing else "play"))
        says = self.tr("Pause (Space)") if is_playing else self.tr("Play through time (Space)")
        self.play.setToolTip(says)
        self.play.setAccessibleName(says)
        self._show_beside()

    # What is asked for

    def show_whole(self) -> None:
        """Ask for the whole time."""
        self.player.stop()
        if self._whole is not None:
            self.plot.see(self._whole)
        self._ask(None)

    def step_by(self, steps: int) -> None:
        """Move the window, and stay there."""
        self.player.stop()
        self._brush(moved(self._window(), steps, self.step, self._limits()))

    def toggle_play(self) -> None:
        """Play, or pause."""
        if self.player.is_playing:
            self.player.stop()
        elif self._whole is not None:
            window = self._window()
            if window.last == self._whole.last:
                window = moved(window, -self._whole.months, 1, self._whole)
            self._session.ask(asking(self._session.query, window))
            self.player.start(self._bars, window, self._whole)

    def _tick(self) -> None:
        window = self._window()
        after = moved(window, 1, self.step, self._limits())
        if after == window:
            self.player.stop()
        else:
            self._session.brush(asking(self._session.query, after))

    def _window(self) -> Span:
        """The window of now; a first step of the whole time where there is none."""
        limits = self._limits()
        window = self.window_shown or Span(limits.first, limits.first + self.step - 1)
        if limits.holds(window):
            return window
        return snapped(window.first, window.last + 1, self.step, limits)

    def _limits(self) -> Span:
        return self._whole or Span(YEAR, 2 * YEAR - 1)

    def _drag(self, window: Span) -> None:
        self.player.stop()
        self._session.brush(asking(self._session.query, self._or_whole(window)))

    def _brush(self, window: Span) -> None:
        """Show a window that a key asks for; more keys may follow."""
        if self._whole is not None:
            self._session.brush(asking(self._session.query, window))
            self._rest.start()

    def _ask(self, window: Span | None) -> None:
        self._rest.stop()
        window = None if window is None else self._or_whole(window)
        self._session.ask(asking(self._session.query, window))
        self._show_window()

    def _or_whole(self, window: Span) -> Span | None:
        return None if window == self._whole else window

    def _ask_at_rest(self) -> None:
        self._session.ask(self._session.query)

    def _follow_play(self) -> None:
        self._show_play()
        if not self.player.is_playing:
            self._ask_at_rest()

    def _press(self, event: QKeyEvent) -> None:
        """Move the window by keys; Shift moves its end."""
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(key)
        window, limits = self._window(), self._limits()
        width = max(window.months // self.step, 1)
        by = {Qt.Key.Key_PageUp: -width, Qt.Key.Key_PageDown: width}.get(key, by)
        if key == Qt.Key.Key_Space:
            self.toggle_play()
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.show_whole()
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            far = limits.months if key == Qt.Key.Key_End else -limits.months
            self._step_to(moved(window, far, 1, limits))
        elif by is not None and modifiers & Qt.KeyboardModifier.ShiftModifier:
            self._step_to(resized(window, by, self.step, limits))
        elif by is not None and self.window_shown is None:
            self._step_to(window)  # the first key shows where the window is
        elif by is not None:
            self._step_to(moved(window, by, self.step, limits))
        else:
            return
        event.accept()

    def _step_to(self, window: Span) -> None:
        self.player.stop()
        self._brush(window)

    # Its parts

    def _button(self, name: str, tip: str) -> QToolButton:
        made = QToolButton(self)
        made.setIcon(icons.icon(name))
        made.setToolTip(tip)
        made.setAccessibleName(tip)
        return made

    def _speed(self) -> QComboBox:
        made = QComboBox(self)
        made.setAccessibleName(self.tr("Speed"))
        made.setToolTip(self.tr("How fast the window moves while playing"))
        for steps in SPEEDS:
            made.addItem(self.tr("{steps} a second").format(steps=steps), steps)
        made.setCurrentIndex(1)
        return made

    def _lay_out(self) -> None:
        self.plot.setAccessibleName(self.tr("Timeline: the window of time that is shown"))
        row = QHBoxLayout()
        row.setContentsMargins(theme.SPACE, theme.SPACE // 2, theme.SPACE, 0)
        row.setSpacing(theme.SPACE // 2)
        for part in (self.back, self.play, self.forward, self.speed):
            row.addWidget(part)
        row.addSpacing(theme.SPACE)
        row.addWidget(self._where)
        row.addSpacing(theme.SPACE)
        row.addWidget(self._total, 3)
        row.addWidget(self._beside, 2)
        self._beside.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(row)
        box.addWidget(self.plot)

    def _connect(self) -> None:
        session, plot = self._session, self.plot
        session.flows_changed.connect(self.refresh)
        session.flows_brushed.connect(self._show_window)
        session.contents_changed.connect(self.refresh)
        session.view_changed.connect(self._show_beside)
        plot.dragged.connect(self._drag)
        plot.rested.connect(self._ask)
        plot.whole_wanted.connect(self.show_whole)
        plot.range_changed.connect(self._count)
        plot.key_pressed.connect(self._press)
        self._rest.timeout.connect(self._ask_at_rest)
        self.player.ticked.connect(self._tick)
        self.player.changed.connect(self._follow_play)
        self.back.clicked.connect(self._step_back)
        self.forward.clicked.connect(self._step_on)
        self.play.clicked.connect(self.toggle_play)
        self.speed.activated.connect(self._set_speed)

    def _step_back(self) -> None:
        self.step_by(-1)

    def _step_on(self) -> None:
        self.step_by(1)

    def _set_speed(self) -> None:
        self.player.set_speed(self.speed.currentData())
