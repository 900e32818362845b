"""Long work in a terminal: a bar with the time left on stderr, plain lines where there is no terminal, and Ctrl+C."""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn

from engine.monitor import Cancelled, Level, Monitor

__all__ = ["Terminal", "complain", "duration_words", "working"]

KNOWN = 0.02  # share of the work after which a rate is worth telling
QUIET = 10.0  # seconds between two plain lines of the same step


class Terminal(Monitor):
    """Shows progress, messages and validation points; obeys Ctrl+C at the next checkpoint."""

    def __init__(self) -> None:
        self.console = Console(stderr=True, highlight=False)
        self._cancelled = threading.Event()
        self._began = time.monotonic()
        self._bar = _Bar(self.console) if self.console.is_terminal else None
        self._said, self._said_at = "", 0.0

    def start(self) -> None:
        if self._bar:
            self._bar.start()

    def close(self) -> None:
        if self._bar:
            self._bar.stop()

    def cancel(self) -> None:
        """The next checkpoint ends the work."""
        self._cancelled.set()
        self.message("Cancelling; what is finished is kept.")

    def progress(self, fraction: float, step: str = "") -> None:
        if self._bar:
            self._bar.show(fraction, step, self._left(fraction))
            return
        part, now = step.partition(":")[0], time.monotonic()
        if not part:
            return
        if part != self._said or now - self._said_at > QUIET:
            self._said, self._said_at = part, now
            self._line(f"{fraction:4.0%}  {step}{self._left(fraction)}")

    def metric(self, part: str, name: str, step: float, value: float) -> None:
        if name.startswith("validation") and "@" in name:
            self._line(f"{part}: {name} {value:.4f} (step {step:g})")

    def message(self, text: str, level: Level = "info") -> None:
        self._line(f"warning: {text}" if level == "warning" else text)

    def checkpoint(self) -> None:
        if self._cancelled.is_set():
            raise Cancelled

    def _left(self, fraction: float) -> str:
        if not KNOWN < fraction < 1.0:
            return ""
        return f", {duration_words((time.monotonic() - self._began) * (1.0 - fraction) / fraction)} left"

    def _line(self, text: str) -> None:
        self.console.print(text, markup=False, soft_wrap=True)


class _Bar:
    """One bar over the whole work."""

    def __init__(self, console: Console) -> None:
        columns = (
            BarColumn(28),
            TextColumn("{task.percentage:>3.0f} %{task.fields[left]}"),
            TextColumn("{task.fields[step]}"),
        )
        self._progress = Progress(*columns, console=console, transient=True, refresh_per_second=8)
        self._task: TaskID = self._progress.add_task("", total=1.0, left="", step="")

    def start(self) -> None:
        self._progress.start()

    def stop(self) -> None:
        self._progress.stop()

    def show(self, fraction: float, step: str, left: str) -> None:
        self._progress.update(self._task, completed=fraction, step=step.replace("[", "\\["), left=left)


@contextmanager
def working() -> Iterator[Terminal]:
    """A terminal to work before; Ctrl+C asks the work to end, a second one ends it at once."""
    terminal = Terminal()
    owner = threading.current_thread() is threading.main_thread()
    earlier = signal.getsignal(signal.SIGINT)

    def asked(number: int, frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        terminal.cancel()

    if owner:
        signal.signal(signal.SIGINT, asked)
    terminal.start()
    try:
        yield terminal
    finally:
        terminal.close()
        if owner:
            signal.signal(signal.SIGINT, earlier)


def duration_words(seconds: float) -> str:
    """Such as "12 min 40 s" or "2 h 5 min"."""
    whole = max(1, round(seconds))
    hours, minutes = whole // 3600, whole // 60 % 60
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {whole % 60} s" if minutes else f"{whole} s"


def complain(text: str) -> None:
    """One sentence on stderr."""
    sys.stderr.write(text + "\n")
