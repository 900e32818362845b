"""The dock's jobs: a line each, with what can be asked of it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout

from gui import words
from gui.engine_bridge import EngineBridge
from gui.icons import icon
from gui.jobs import JobEntry, Jobs
from gui.problems import sentence
from gui.shell.lines import Lines
from gui.style import look
from gui.widgets.bars import ProgressBar
from gui.widgets.parts import Elided, button, label, row, rule, set_tone

__all__ = ["JobsPage"]


class _JobLine(QFrame):
    """Name, step, bar, rate, time left, and what can be asked of the job."""

    def __init__(self, entry: JobEntry, bridge: EngineBridge) -> None:
        super().__init__()
        self._entry, self._bridge = entry, bridge
        self._name = Elided("", "strong")
        self._step = Elided("", "table", "muted")
        self._bar = ProgressBar(6)
        self._bar.setFixedWidth(look().px(160))
        self._rate = label("", "table", "muted")
        self._rate.setMinimumWidth(look().px(76))
        self._time = label("", "table")
        self._time.setMinimumWidth(look().px(108))
        self._pause = button("", icon_name="pause", small=True, clicked=self._on_pause)
        self._cancel = button("", "danger", "close", small=True, clicked=lambda: bridge.cancel(entry.id))
        for act in (self._pause, self._cancel):  # so that the columns of all rows stand below each other
            policy = act.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            act.setSizePolicy(policy)
            act.setMinimumWidth(look().px(100))
        line = row(
            self._name,
            self._step,
            self._bar,
            self._rate,
            self._time,
            self._pause,
            self._cancel,
            spacing=12,
            margins=(16, 7, 12, 7),
        )
        line.setStretch(0, 2)
        line.setStretch(1, 3)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(line)
        whole.addWidget(rule())
        self.show_entry()

    def show_entry(self) -> None:
        entry = self._entry
        paused = entry.state == "paused"
        self._name.setText(entry.title)
        self._step.setText(words.step(entry.step) if entry.live else self._outcome())
        self._bar.set_fraction(entry.fraction, entry.state in ("cancelling", "cancelled", "failed"))
        self._bar.setAccessibleName(self.tr("{0}: {1}").format(entry.title, words.percent(entry.fraction)))
        self._rate.setText(self._rate_words())
        self._time.setText(self._time_words())
        set_tone(self._time, "negative" if entry.state == "failed" else "text")
        self._pause.setVisible(entry.state in ("running", "paused"))
        self._pause.setText(self.tr("Resume") if paused else self.tr("Pause"))
        self._pause.setIcon(icon("play" if paused else "pause"))
        self._pause.setAccessibleName(f"{self._pause.text()}: {entry.title}")
        self._cancel.setVisible(entry.state in ("queued", "running", "paused"))
        self._cancel.setText(self.tr("Cancel"))
        self._cancel.setAccessibleName(f"{self._cancel.text()}: {entry.title}")

    def _rate_words(self) -> str:
        """How much of the whole a minute does; nothing before there is a rate, and after the end."""
        entry = self._entry
        if entry.state != "running" or not entry.measured or entry.elapsed <= 0:
            return ""
        return self.tr("{0} a minute").format(words.percent(entry.fraction / entry.elapsed * 60))

    def _time_words(self) -> str:
        entry = self._entry
        match entry.state:
            case "queued":
                return self.tr("waits")
            case "running":
                left = "" if entry.left is None else words.duration(entry.left)
                return self.tr("{0} left").format(left) if left else self.tr("measuring")
            case "paused":
                return self.tr("paused")
            case "cancelling":
                return self.tr("cancelling")
            case "finished":
                return self.tr("finished")
            case "cancelled":
                return self.tr("cancelled")
            case _:
                return self.tr("failed")

    def _outcome(self) -> str:
        if self._entry.problem is not None:
            return sentence(self._entry.problem)
        return self.tr("took {0}").format(words.duration(self._entry.elapsed)) if self._entry.elapsed else ""

    def _on_pause(self) -> None:
        act = self._bridge.resume if self._entry.state == "paused" else self._bridge.pause
        act(self._entry.id)


class JobsPage(Lines):
    """One row a job, the newest on top."""

    def __init__(self, jobs: Jobs, bridge: EngineBridge) -> None:
        super().__init__()
        self._jobs, self._bridge = jobs, bridge
        self._rows: dict[int, _JobLine] = {}
        jobs.changed.connect(self._on_changed)
        jobs.progressed.connect(self._on_changed)

    def retranslate(self) -> None:
        self.say_empty(self.tr("No job has run since the window was opened."))
        for line in self._rows.values():
            line.show_entry()

    def _on_changed(self, number: int) -> None:
        if number not in self._rows:
            self._rows[number] = _JobLine(self._jobs.entries[number], self._bridge)
            self.put(self._rows[number])
        self._rows[number].show_entry()
