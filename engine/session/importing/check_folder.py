"""Where checked datasets lie while a session lasts."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from engine.workspace import Workspace

__all__ = ["CheckFolder"]

KEPT = 2  # the newest, and the one before it, which a query may still read


class CheckFolder:
    """Gives every check a folder; close it, which removes them all.

    They lie in the workspace's cache, beside what they would become, or, where that can only be read, among the
    system's temporary files. What a session that broke off has left in the workspace is removed first.

    Args:
        workspace: open.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._root: Path | None = None
        self._made: list[Path] = []
        if not workspace.read_only:
            shutil.rmtree(workspace.cache / "checks", ignore_errors=True)

    def fresh(self) -> Path:
        """The place of the next check, empty; all but the newest of those before are removed."""
        if self._root is None:
            self._root = self._make_root()
        while len(self._made) >= KEPT:
            shutil.rmtree(self._made.pop(0), ignore_errors=True)
        place = Path(tempfile.mkdtemp(dir=self._root)) / "dataset"
        self._made.append(place.parent)
        return place

    def close(self) -> None:
        """Removes everything."""
        if self._root is not None:
            shutil.rmtree(self._root, ignore_errors=True)
            self._root = None

    def _make_root(self) -> Path:
        if self._workspace.read_only:
            return Path(tempfile.mkdtemp(prefix="crossaisle-checks-"))
        root = self._workspace.cache / "checks"
        root.mkdir(parents=True, exist_ok=True)
        return root
