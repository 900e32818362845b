"""The import at work or just ended, followed in the banner over the list of datasets."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from engine.session import ImportDataset, JobId
from engine.session.messages.checking import CheckView
from engine.session.messages.importing import Draft, ImportDraft
from gui import words
from gui.data.view import ImportBanner
from gui.engine_bridge import EngineBridge
from gui.jobs import JobEntry, Jobs
from gui.problems import sentence

__all__ = ["Imports"]


class Imports(QObject):
    """Progress, rate, time left, cancel; then the dataset and the act that follows."""

    imported = Signal(str)
    changed = Signal()

    def __init__(self, jobs: Jobs, bridge: EngineBridge, banner: ImportBanner, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs, self._bridge, self._banner = jobs, bridge, banner
        self._job: JobId | None = None
        self._rows, self._seconds = 0, 0.0
        self.name = ""
        self.of_draft = False
        jobs.changed.connect(self._on_job_changed)
        jobs.progressed.connect(self._on_progressed)
        banner.cancel.clicked.connect(self._on_cancel)
        banner.dismiss.clicked.connect(self.dismiss)

    @property
    def shown(self) -> bool:
        """Whether there is an import to look at."""
        return self._job is not None

    @property
    def fresh(self) -> str:
        """The dataset whose import has just ended and is still spoken of."""
        entry = self._entry()
        return self.name if entry is not None and entry.state == "finished" else ""

    def begin(self, draft: Draft, checked: CheckView | None) -> None:
        """Imports a draft in the background."""
        name = str(draft.get("name", ""))
        self._rows = checked.rows_in if checked is not None else 0
        self._seconds = checked.seconds if checked is not None else 0.0
        self._jobs.submit(ImportDraft(draft), lambda: self.tr("Import of {0}").format(name))

    def dismiss(self) -> None:
        """Closes the banner of an import that has ended."""
        entry = self._entry()
        if entry is None or not entry.live:
            self._job = None
            self._banner.hide()
            self.changed.emit()

    def show_entry(self) -> None:
        """Says how far the import is, or what came of it."""
        entry = self._entry()
        self._banner.setVisible(entry is not None)
        if entry is None:
            return
        if entry.live:
            stopping = entry.state == "cancelling"
            self._banner.show_progress(self._head(entry), self._step(entry), entry.fraction, stopping)
        elif entry.state == "finished":
            took = self.tr("Imported in {0}. Its first study trains four baselines and the Pipeline.")
            text = took.format(words.duration(entry.elapsed))
            self._banner.show_ended(self.tr("{0} is here").format(self.name), text, good=True, study=True)
        elif entry.problem is not None:
            head = self.tr("{0} could not be imported").format(self._called(entry))
            self._banner.show_ended(head, sentence(entry.problem), good=False, again=self.of_draft)
        else:
            head = self.tr("The import was cancelled")
            text = self.tr("Nothing half-written was kept.")
            self._banner.show_ended(head, text, good=False, again=self.of_draft)

    def _entry(self) -> JobEntry | None:
        return self._jobs.entries.get(self._job) if self._job is not None else None

    def _on_job_changed(self, number: JobId) -> None:
        entry = self._jobs.entries[number]
        if not isinstance(entry.job, ImportDataset | ImportDraft):
            return
        if self._job is None or entry.live:
            self._job = number
        if number != self._job:
            return
        self.of_draft = isinstance(entry.job, ImportDraft)
        if entry.state == "finished":
            self.name = str(entry.result)
        self.show_entry()
        self.changed.emit()
        if entry.state == "finished":
            self.imported.emit(self.name)

    def _on_progressed(self, number: JobId) -> None:
        if number == self._job:
            self.show_entry()

    def _on_cancel(self) -> None:
        if self._job is not None:
            self._bridge.cancel(self._job)

    def _head(self, entry: JobEntry) -> str:
        match entry.state:
            case "queued":
                return self.tr("{0} waits for the job before it").format(self._called(entry))
            case "cancelling":
                return self.tr("Cancelling the import of {0}").format(self._called(entry))
            case _:
                if entry.left is None and self.of_draft and self._seconds:
                    about = words.duration(self._seconds)
                    return self.tr("Importing {0}, about {1} as the check took").format(self._called(entry), about)
                if entry.left is None:
                    return self.tr("Importing {0}, measuring the time left").format(self._called(entry))
                left = words.duration(entry.left)
                return self.tr("Importing {0}, {1} left").format(self._called(entry), left)

    def _step(self, entry: JobEntry) -> str:
        """What is done now, how fast, and for how long already."""
        said = [words.step(entry.step)] if entry.step else []
        if self.of_draft and self._rows and entry.elapsed > 0.3 and 0.0 < entry.fraction < 1.0:
            rate = round(self._rows * entry.fraction / entry.elapsed)
            rough = round(rate, 2 - len(str(rate)))  # two digits: it is a share of the work, not a count of rows
            said.append(self.tr("about {0} rows a second").format(words.count(rough)))
        if entry.elapsed:
            said.append(self.tr("{0} so far").format(words.duration(entry.elapsed)))
        line = words.beside(*said)
        return line[:1].upper() + line[1:]

    def _called(self, entry: JobEntry) -> str:
        match entry.job:
            case ImportDraft(draft=draft):
                return str(draft.get("name", ""))
            case ImportDataset(recipe=recipe):
                return recipe.stem
            case _:
                return entry.title
