"""The workspace folder: where things lie, who may write, and what a name stands for."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from filelock import FileLock, Timeout

from engine.data.dataset import Dataset
from engine.errors import UserError
from engine.workspace.catalogue import Catalogue, Note
from engine.workspace.entries import DatasetEntry, Entry, RunEntry, StudyEntry
from engine.workspace.run import Run

__all__ = ["Workspace", "default_folder"]

FOLDERS = ("datasets", "studies", "runs", "cache", "trash")
SHOWN = 6  # names that a sentence lists
Kind = TypeVar("Kind", bound=Entry)


def default_folder() -> Path:
    """The folder that CROSSAISLE_WORKSPACE names, else one in the user's data folder."""
    if named := os.environ.get("CROSSAISLE_WORKSPACE"):
        return Path(named).expanduser()
    import platformdirs

    return Path(platformdirs.user_data_path("crossaisle", appauthor=False)) / "workspace"


class Workspace:
    """An open workspace; made by `Workspace.open`. Close it, or use it in a `with` block.

    Attributes:
        folder: where it is.
        problems: folders that cannot be understood, each with its sentence.
    """

    def __init__(self, folder: Path, catalogue: Catalogue, lock: FileLock | None, refusal: UserError | None) -> None:
        self.folder = folder
        self.problems: dict[Path, UserError] = {}
        self._catalogue, self._lock, self._refusal = catalogue, lock, refusal
        self.refresh()

    @classmethod
    def open(cls, folder: Path | None = None, read_only: bool = False) -> Workspace:
        """Opens a workspace and makes its folders where they are missing.

        A second program finds it locked and gets it read-only; `notice` then says so.

        Args:
            folder: where it is; None is `default_folder()`.
            read_only: nothing is created, locked or written.

        Raises:
            UserError: the folder cannot be made or written, or a newer version of the program indexed it.
        """
        place = (folder or default_folder()).expanduser().absolute()
        if read_only:
            return cls(place, Catalogue(place / "catalogue.sqlite", True), None, _only_read(place, "it was opened so"))
        lock = FileLock(place / "lock")
        try:
            for name in FOLDERS:
                (place / name).mkdir(parents=True, exist_ok=True)
            lock.acquire(timeout=0)
        except Timeout:
            busy = UserError("workspace-busy", folder=place)
            return cls(place, Catalogue(place / "catalogue.sqlite", True), None, busy)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            if (place / "datasets").is_dir():
                refusal = _only_read(place, reason)
                return cls(place, Catalogue(place / "catalogue.sqlite", True), None, refusal)
            raise UserError("workspace-unwritable", folder=place, reason=reason) from None
        try:
            return cls(place, Catalogue(place / "catalogue.sqlite", False), lock, None)
        except BaseException:
            lock.release()
            raise

    def close(self) -> None:
        """Closes the index and lets other programs write."""
        self._catalogue.close()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def read_only(self) -> bool:
        return self._refusal is not None

    @property
    def notice(self) -> UserError | None:
        """Why nothing can be written here; None where it can."""
        return self._refusal

    def require_writable(self) -> None:
        """Refuses work that writes.

        Raises:
            UserError: the workspace is open read-only.
        """
        if self._refusal is not None:
            raise self._refusal

    def refresh(self) -> None:
        """Makes the index agree with the folders; call it after writing one."""
        problems = self._catalogue.refresh(DatasetEntry, _folders(self.datasets_folder))
        problems |= self._catalogue.refresh(StudyEntry, _folders(self.studies_folder))
        self.problems = problems | self._catalogue.refresh(RunEntry, _folders(self.runs_folder))

    @property
    def datasets_folder(self) -> Path:
        return self.folder / "datasets"

    @property
    def studies_folder(self) -> Path:
        return self.folder / "studies"

    @property
    def runs_folder(self) -> Path:
        return self.folder / "runs"

    @property
    def cache(self) -> Path:
        """For what runs share by content hash."""
        return self.folder / "cache"

    def datasets(self) -> list[DatasetEntry]:
        """All datasets by name."""
        return self._catalogue.entries(DatasetEntry, self.datasets_folder)

    def studies(self) -> list[StudyEntry]:
        """All studies, newest first."""
        studies = self._catalogue.entries(StudyEntry, self.studies_folder)
        return sorted(studies, key=lambda study: (study.created, study.id), reverse=True)

    def runs(self, study: StudyEntry | None = None) -> list[RunEntry]:
        """All finished runs, newest first; or those of a study, in its order."""
        runs = self._catalogue.entries(RunEntry, self.runs_folder)
        if study is None:
            return sorted(runs, key=lambda run: (run.finished, run.id), reverse=True)
        by_id = {run.id: run for run in runs}
        return [by_id[name] for name in study.runs if name in by_id]

    def dataset(self, name: str | None = None) -> Dataset:
        """Opens a dataset.

        Args:
            name: its name; None is the only one there is.

        Raises:
            UserError: there is none of that name, or none or several to choose from.
        """
        entries = {entry.name: entry for entry in self.datasets()}
        if name is None:
            if not entries:
                raise UserError("dataset-none", folder=self.folder)
            if len(entries) > 1:
                raise UserError("dataset-choose", found=list(entries))
            name = next(iter(entries))
        if name not in entries:
            if not entries:
                raise UserError("dataset-none", folder=self.folder)
            raise self._nothing("dataset", name, list(entries))
        return Dataset.open(entries[name].folder)

    def find_study(self, name: str) -> StudyEntry:
        """A study by id, by an unambiguous beginning of its id, or by its folder.

        Raises:
            UserError: none or several are meant, or it is of a newer version.
        """
        return self._find(name, StudyEntry, self.studies(), StudyEntry.read)

    def find_run(self, name: str) -> Run:
        """A run by id, by an unambiguous beginning of its id, or by its folder.

        Raises:
            UserError: none or several are meant, or it is of a newer version.
        """
        return Run.open(self._find(name, RunEntry, self.runs(), RunEntry.read).folder)

    def interrupted(self) -> list[Path]:
        """Folders of runs that were begun and never finished."""
        return [folder for folder in _folders(self.runs_folder) if not (folder / RunEntry.marker).exists()]

    def note(self, kind: str, name: str) -> Note:
        """The note to a "dataset", "study" or "run"."""
        return self._catalogue.note(kind, name)

    def set_note(self, kind: str, name: str, note: Note) -> None:
        """Keeps a note.

        Raises:
            UserError: the workspace is open read-only.
        """
        self.require_writable()
        self._catalogue.set_note(kind, name, note)

    def _find(self, name: str, kind: type[Kind], entries: Sequence[Kind], read: Callable[[Path], Kind]) -> Kind:
        for problem, error in self.problems.items():
            if problem.name == name:
                raise error
        exact = [entry for entry in entries if entry.id == name]
        alike = exact or [entry for entry in entries if name and entry.id.startswith(name)]
        if len(alike) == 1:
            return alike[0]
        if (Path(name) / kind.marker).is_file():
            return read(Path(name).absolute())
        if alike:
            raise UserError("name-ambiguous", kind=kind.kind, name=name, found=_some([entry.id for entry in alike]))
        raise self._nothing(kind.kind, name, [entry.id for entry in entries])

    def _nothing(self, kind: str, name: str, found: list[str]) -> UserError:
        return UserError("nothing-named", folder=self.folder, kind=kind, name=name, found=_some(found) or "none")


def _folders(root: Path) -> Iterator[Path]:
    if root.is_dir():
        # names with a dot are being written
        yield from sorted(folder for folder in root.iterdir() if folder.is_dir() and not folder.name.startswith("."))


def _some(names: list[str]) -> list[str]:
    return names if len(names) <= SHOWN else [*names[:SHOWN], f"and {len(names) - SHOWN} more"]


def _only_read(folder: Path, reason: str) -> UserError:
    return UserError("workspace-read-only", folder=folder, reason=reason)
