"""What the person looks at, shared by all screens: dataset, study, scope, K, and the two runs held side by side."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from engine.session import DatasetRow, RunId, StudyId, StudyRow, WorkspaceView

__all__ = ["Selection"]


class Selection(QObject):
    """One choice for the whole window; a screen that changes it changes the others too."""

    workspace_changed = Signal()
    study_changed = Signal()
    scope_changed = Signal()
    k_changed = Signal()
    runs_changed = Signal()
    reference_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace: WorkspaceView | None = None
        self.dataset = ""
        self.study_id: StudyId = ""
        self.scope = "cross"
        self.k = 10
        self.run: RunId = ""
        self.against: RunId = ""
        self.reference: RunId = ""  # pinned by the person; else the study's own

    @property
    def study(self) -> StudyRow | None:
        """The study in focus."""
        studies = self.workspace.studies if self.workspace else ()
        return next((study for study in studies if study.id == self.study_id), None)

    @property
    def dataset_row(self) -> DatasetRow | None:
        datasets = self.workspace.datasets if self.workspace else ()
        return next((dataset for dataset in datasets if dataset.name == self.dataset), None)

    def datasets(self) -> list[str]:
        """Names of the datasets, and of those that studies were made from and that are gone by now."""
        if self.workspace is None:
            return []
        there = [dataset.name for dataset in self.workspace.datasets]
        gone = {study.dataset for study in self.workspace.studies} - {*there}
        return [*there, *sorted(gone)]

    def studies(self) -> list[StudyRow]:
        """Studies of the dataset in focus, newest first."""
        studies = self.workspace.studies if self.workspace else ()
        return [study for study in studies if study.dataset == self.dataset]

    def set_workspace(self, view: WorkspaceView) -> None:
        """Takes what the workspace holds now; keeps the choice where it still exists."""
        self.workspace = view
        names = self.datasets()
        if self.dataset not in names:
            newest = [study.dataset for study in view.studies if study.dataset in names]
            self.dataset = newest[0] if newest else names[0] if names else ""
        self.workspace_changed.emit()
        held = [study.id for study in self.studies()]
        if self.study_id not in held:
            self.choose_study(held[0] if held else "")

    def choose_dataset(self, name: str) -> None:
        if name != self.dataset:
            self.dataset = name
            held = self.studies()
            self.choose_study(held[0].id if held else "")

    def choose_study(self, study: StudyId) -> None:
        """Takes a study; scope and K stay where it has them."""
        if study == self.study_id:
            return
        self.study_id, self.run, self.against, self.reference = study, "", "", ""
        row = self.study
        if row is not None:
            self.dataset = row.dataset
            self.scope = self.scope if self.scope in row.scopes else row.scopes[0]
            self.k = min(self.k, row.max_k)
        self.study_changed.emit()

    def choose_scope(self, scope: str) -> None:
        if scope != self.scope:
            self.scope = scope
            self.scope_changed.emit()

    def choose_k(self, k: int) -> None:
        row = self.study
        bounded = min(max(1, k), row.max_k if row else 50)
        if bounded != self.k:
            self.k = bounded
            self.k_changed.emit()

    def choose_runs(self, run: RunId, against: RunId) -> None:
        """The run looked at, and the one it is held against."""
        if (run, against) != (self.run, self.against):
            self.run, self.against = run, against
            self.runs_changed.emit()

    def choose_reference(self, run: RunId) -> None:
        """Pins the run that the others are held against."""
        if run != self.reference:
            self.reference = run
            self.reference_changed.emit()
