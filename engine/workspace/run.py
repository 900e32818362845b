"""A finished run, opened: its manifest, lists and hits."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.errors import UserError
from engine.workspace.entries import RunEntry, read_facts
from engine.workspace.lists import Lists, StoredLists, read_lists

__all__ = ["Run"]


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

    def evaluated(self, scope: str) -> int:
        """Users with a relevant item in a scope."""
        return int(self.manifest["users"]["scopes"][scope]["evaluated"])

    def hits_file(self, scope: str) -> Path:
        """The stored hits of a scope.

        Raises:
            UserError: the run was not ranked in it.
        """
        return self._ranked(scope, "hits", ".npz")

    def lists(self, scope: str, begin: int = 0, end: int | None = None) -> Lists:
        """The ranked lists of the users in rows begin:end; a row is what `Hits.users` counts.

        Raises:
            UserError: the run was not ranked in the scope.
        """
        return read_lists(self._ranked(scope, "lists", ".parquet"), begin, end)

    def stored_lists(self, scope: str) -> StoredLists:
        """The file behind `lists`, opened, to be read a block of users at a time.

        Raises:
            UserError: the run was not ranked in the scope.
        """
        return StoredLists(self._ranked(scope, "lists", ".parquet"))

    def _ranked(self, scope: str, part: str, suffix: str) -> Path:
        if scope not in self.scopes:
            raise UserError("run-without-scope", run=self.name, scope=scope, found=self.scopes)
        return self.folder / part / f"{scope}{suffix}"
