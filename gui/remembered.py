"""What stands again when a workspace is opened next: screen, study, runs, K and scope."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings

from engine.session import WorkspaceView
from gui.selection import Selection

__all__ = ["Remembered", "last_workspace", "recent_workspaces"]

RECENT, MOST = "workspaces", 8


def recent_workspaces() -> list[Path]:
    """The workspaces opened last that are still there, the newest first."""
    return [path for path in _kept() if path.is_dir()]


def last_workspace() -> Path | None:
    """The workspace opened last, if it is still there."""
    return next((path for path in _kept()[:1] if path.is_dir()), None)


def _kept() -> list[Path]:
    names: Any = QSettings().value(RECENT)
    names = [names] if isinstance(names, str) else names or []  # a list of one comes back as a text
    return [Path(str(name)) for name in names]


class Remembered:
    """What was looked at in one workspace."""

    def __init__(self, workspace: Path) -> None:
        self._workspace = workspace.expanduser().absolute()
        self._group = "workspace-" + hashlib.sha256(str(self._workspace).encode()).hexdigest()[:16]

    def note_opened(self) -> None:
        """Puts the workspace on top of those opened last."""
        others = [str(path) for path in recent_workspaces() if path != self._workspace]
        QSettings().setValue(RECENT, [str(self._workspace), *others][:MOST])

    def keep(self, selection: Selection, screen: str) -> None:
        """Remembers what the person looks at."""
        settings = QSettings()
        settings.beginGroup(self._group)
        for name in ("dataset", "study_id", "scope", "k", "run", "against"):
            settings.setValue(name, getattr(selection, name))
        settings.setValue("screen", screen)
        settings.endGroup()

    def put_back(self, view: WorkspaceView, selection: Selection) -> str:
        """Chooses what was chosen, as far as it still exists.

        Returns:
            the screen that was open; "" where none is known.
        """
        settings = QSettings()
        settings.beginGroup(self._group)
        kept = {name: str(settings.value(name, "")) for name in settings.allKeys()}
        settings.endGroup()
        study = next((study for study in view.studies if study.id == kept.get("study_id")), None)
        if study is not None:
            selection.choose_study(study.id)
            if kept["scope"] in study.scopes:
                selection.choose_scope(kept["scope"])
            if kept["k"].isdigit():
                selection.choose_k(int(kept["k"]))
            if kept["run"] in study.runs and kept["against"] in (*study.runs, ""):
                selection.choose_runs(kept["run"], kept["against"])
        elif kept.get("dataset") in [dataset.name for dataset in view.datasets]:
            selection.choose_dataset(kept["dataset"])
        return kept.get("screen", "")
