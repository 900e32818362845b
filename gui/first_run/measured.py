"""How long the steps of the sample took on this computer, kept with the window's settings; nothing before the first."""

from __future__ import annotations

import os
import platform
from typing import Literal

from PySide6.QtCore import QSettings

__all__ = ["Step", "keep", "seconds"]

Step = Literal["import", "study"]


def keep(step: Step, taken: float) -> None:
    """Remembers the seconds that a step took, in the place of an earlier time."""
    settings = QSettings()
    if settings.value("sample/machine") != _machine():
        settings.remove("sample")
        settings.setValue("sample/machine", _machine())
    settings.setValue(f"sample/{step}", f"{taken:.1f}")


def seconds(step: Step) -> float | None:
    """What a step took when it was last done on this computer; None where it has not been done."""
    settings = QSettings()
    kept = settings.value(f"sample/{step}")
    return float(str(kept)) if kept is not None and settings.value("sample/machine") == _machine() else None


def _machine() -> str:
    """Settings may be shared among computers, and a processor may be given more or fewer cores."""
    return f"{platform.node()}, {platform.machine()}, {os.cpu_count()} cores"
