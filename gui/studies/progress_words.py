"""How far a study is, in words: the headline of its progress, the line under it, and the act that stops a part."""

from __future__ import annotations

import re
import time

from PySide6.QtCore import QCoreApplication

from gui import words
from gui.jobs import JobEntry
from gui.problems import sentence
from gui.studies.live import Live

__all__ = ["headline", "step_line", "stop_text"]

translate = QCoreApplication.translate


def headline(entry: JobEntry, done: int, planned: int, expected: float | None = None) -> str:
    """Time left first, or the state that a study is in.

    Args:
        done: finished recommenders.
        planned: all of them; 0 where that is not known yet.
        expected: seconds that were estimated before the start.
    """
    match entry.state:
        case "queued":
            return translate("StudyProgress", "Waiting")
        case "paused":
            epoch = _epoch(entry)
            return (
                translate("StudyProgress", "Paused at epoch {0}").format(epoch[0])
                if epoch
                else translate("StudyProgress", "Paused")
            )
        case "cancelling":
            return translate("StudyProgress", "Cancelling")
        case "cancelled" | "failed":
            if not entry.is_study or not entry.elapsed:
                return translate("StudyProgress", "Not run")
            if planned:
                text = translate("StudyProgress", "This study stopped at {0} of {1} recommenders")
                return text.format(done, planned)
            return translate("StudyProgress", "This study stopped after {0}").format(words.duration(entry.elapsed))
        case "finished":
            return translate("StudyProgress", "Finished in {0}").format(words.duration(entry.elapsed))
        case _:
            expected = expected if entry.left is None else entry.left
            if not entry.measured and expected is not None:
                return translate("StudyProgress", "Measuring; about {0} expected").format(words.duration(expected))
            if entry.left is None:
                return translate("StudyProgress", "Measuring the time left")
            return translate("StudyProgress", "{0} left").format(words.duration(entry.left))


def step_line(entry: JobEntry) -> str:
    """What is being done, for how long, and when it will end; or why it ended."""
    if entry.problem is not None:
        return sentence(entry.problem)
    if entry.state == "cancelled":
        kept = translate("StudyProgress", "Finished runs are kept.")
        return translate("StudyProgress", "{0}. {1}").format(words.step(entry.step), kept) if entry.step else kept
    if not entry.live:
        return entry.title
    said = words.step(entry.step) or entry.title
    so_far = words.duration(entry.elapsed)
    if entry.left is None or entry.state != "running":
        return translate("StudyProgress", "{0}. {1} so far.").format(said, so_far)
    ends = time.strftime("%H:%M", time.localtime(time.time() + entry.left))
    return translate("StudyProgress", "{0}. {1} so far, ends about {2}.").format(said, so_far, ends)


def stop_text(entry: JobEntry, live: Live) -> str:
    """What stopping now would keep."""
    best = live.best()
    if best is not None and ", tuning" in entry.step and best[0] > 0:
        return translate("StudyProgress", "Stop and keep epoch {0}").format(f"{best[0]:g}")
    return translate("StudyProgress", "Stop and keep")


def _epoch(entry: JobEntry) -> tuple[str, str] | None:
    found = re.search(r"epoch (\d+) of (\d+)", entry.step)
    return (found[1], found[2]) if found else None
