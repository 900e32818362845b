"""The sample: its import and its quick study, in this order, and the comparison once they are done."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from engine.session import ImportDataset, JobId, RunStudy, StudyRow, WorkspaceView
from gui.first_run import measured
from gui.jobs import Jobs
from gui.selection import Selection

__all__ = ["DATASET", "Sample", "quick_study", "sample_recipe"]

DATASET = "complete-journey"
STUDY = "quick"


def sample_recipe() -> Path:
    """The recipe of the Complete Journey."""
    return Path(str(resources.files("resources").joinpath("recipes", f"{DATASET}.toml")))


def quick_study() -> Path:
    """The study that fits any dataset."""
    return Path(str(resources.files("resources").joinpath("studies", "quick.toml")))


class Sample(QObject):
    """Runs the quick study, on the sample or on another dataset, and tells when a study started here is done."""

    study_done = Signal(str)

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._studies: set[JobId] = set()
        self._steps: dict[JobId, measured.Step] = {}
        jobs.changed.connect(self._on_job_changed)

    def is_done(self, view: WorkspaceView) -> bool:
        """Whether the workspace holds the finished quick study of the sample."""
        return self._finished(view) is not None

    def choose(self, view: WorkspaceView, selection: Selection) -> None:
        """Puts the sample's study into focus."""
        row = self._finished(view)
        if row is not None:
            selection.choose_study(row.id)

    def start(self, view: WorkspaceView | None) -> None:
        """Queues the import, unless the dataset is there, and the quick study."""
        if any(entry.live and entry.is_study for entry in self._jobs.entries.values()):
            return
        imported = self._jobs.submit(ImportDataset(sample_recipe(), unless_present=True))
        if view is not None and DATASET not in [row.name for row in view.datasets]:
            self._steps[imported] = "import"
        self.run_quick(DATASET)

    def run_quick(self, dataset: str) -> None:
        """Queues the quick study of a dataset."""
        number = self._jobs.submit(RunStudy(quick_study(), dataset=dataset))
        self._studies.add(number)
        if dataset == DATASET:
            self._steps[number] = "study"

    @staticmethod
    def _finished(view: WorkspaceView) -> StudyRow | None:
        quick = [s for s in view.studies if s.dataset == DATASET and s.id.startswith(STUDY) and s.finished]
        return quick[0] if quick else None

    def _on_job_changed(self, number: JobId) -> None:
        entry = self._jobs.entries[number]
        if number in self._steps and not entry.live:
            step = self._steps.pop(number)
            if entry.state == "finished":
                measured.keep(step, entry.elapsed)
        if number in self._studies and entry.state == "finished":
            self._studies.discard(number)
            self.study_done.emit(str(entry.result))
