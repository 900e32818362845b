"""A finished run, opened: its manifest, lists and hits."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.errors import UserError
from engine.workspace.entries import RunEntry, read_facts
from engine.workspace.lists import Lists, StoredLists, read_lists

__all__ = ["Run", "window_folder"]


@dataclass(frozen=True)
class Run:
    """A run folder whose manifest.json exists.

    Attributes:
        entry: what listings show of it.
        manifest: everything that manifest.json holds.
    """

    entry: RunEntry
    manifest: dict[str, Any]

    @classmethod
    def open(cls, folder: Path) -> Run:
        """Opens a run folder.

        Raises:
            UserError: it holds no finished run, or one of a newer version.
        """
        return cls(RunEntry.read(folder), read_facts(folder / RunEntry.marker))

    @property
    def id(self) -> str:
        return self.entry.id

    @property
    def name(self) -> str:
        """Its shown name, unique in its study."""
        return self.entry.name

    @property
    def folder(self) -> Path:
        return self.entry.folder

    @property
    def scopes(self) -> tuple[str, ...]:
        return self.entry.scopes

    @property
    def max_k(self) -> int:
        return self.entry.max_k

    @property
    def model_folder(self) -> Path:
        return self.folder / "model"

    @property
    def dataset_hash(self) -> str:
        return str(self.manifest["dataset_hash"])

    @property
    def active(self) -> int:
        """Users with history who did anything at all in the test window."""
        return int(self.manifest["users"]["active"])

    @property
    def windows(self) -> tuple[str, ...]:
        """The cuts of its tests in the order of time; where none is named, the newest is meant."""
        told = self.manifest.get("windows") or [self.manifest["window"]]
        return tuple(str(each["cut"]) for each in told)

    def users(self, window: str | None = None) -> dict[str, Any]:
        """What the manifest says of the users of a window: with_history, active, scopes."""
        told = self.manifest.get("windows")
        found: dict[str, Any] = told[self._place(window)]["users"] if told else self.manifest["users"]
        return found

    def evaluated(self, scope: str, window: str | None = None) -> int:
        """Users with a relevant item in a scope."""
        return int(self.users(window)["scopes"][scope]["evaluated"])

    def hits_file(self, scope: str, window: str | None = None) -> Path:
        """The stored hits of a scope.

        Raises:
            UserError: the run was not ranked in it, or has no such window.
        """
        return self._ranked(scope, "hits", ".npz", window)

    def intervals_file(self, scope: str, window: str | None = None) -> Path | None:
        """Bands and intervals of a scope's curves; None in a run of a version that made none.

        Raises:
            UserError: the run was not ranked in it.
        """
        file = self._ranked(scope, "intervals", ".npz", window)
        return file if file.exists() else None

    def pairs_file(self, scope: str, window: str | None = None) -> Path | None:
        """All candidate pairs of a scope by probability; None where they were not counted.

        Raises:
            UserError: the run was not ranked in the scope, or has no such window.
        """
        file = self._ranked(scope, "pairs", ".npz", window)
        return file if file.exists() else None

    def lists(self, scope: str, begin: int = 0, end: int | None = None, window: str | None = None) -> Lists:
        """The ranked lists of the users in rows begin:end; a row is what `Hits.users` counts.

        Raises:
            UserError: the run was not ranked in the scope.
        """
        return read_lists(self._ranked(scope, "lists", ".parquet", window), begin, end)

    def stored_lists(self, scope: str, window: str | None = None) -> StoredLists:
        """The file behind `lists`, opened, to be read a block of users at a time.

        Raises:
            UserError: the run was not ranked in the scope.
        """
        return StoredLists(self._ranked(scope, "lists", ".parquet", window))

    def _ranked(self, scope: str, part: str, suffix: str, window: str | None) -> Path:
        if scope not in self.scopes:
            raise UserError("run-without-scope", run=self.name, scope=scope, found=self.scopes)
        place = self._place(window)
        folder = self.folder if place == len(self.windows) - 1 else window_folder(self.folder, self.windows[place])
        return folder / part / f"{scope}{suffix}"

    def _place(self, window: str | None) -> int:
        if window is None:
            return len(self.windows) - 1
        if window not in self.windows:
            raise UserError("run-without-window", run=self.name, window=window, found=self.windows)
        return self.windows.index(window)


def window_folder(run: Path, cut: str) -> Path:
    """Where a run keeps hits, intervals and lists of a window before its newest."""
    return run / "windows" / cut.replace(":", "-")
