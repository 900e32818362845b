"""Check: everything is read as the draft says, without importing; what would be left out, and what is left to ask.

A repair is answered at once from the rows that the check remembered. Only one that changes how the files are read, such
as a text that shall mean a missing value, takes another check; the old counts stay, muted, until it is there.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from engine.session import JobId, Problem
from engine.session.messages.checking import CheckImport, CheckView, RecheckQuery, SaveDropped
from engine.session.messages.importing import Draft
from gui import words
from gui.data import sentences
from gui.data.check_view import CheckPage
from gui.data.draft import source_of, with_level, with_name
from gui.data.step import ImportState, Step
from gui.jobs import JobEntry
from gui.problems import sentence
from gui.widgets.states import StatesWidget

__all__ = ["CheckStep"]


KEY = "import check"


class CheckStep(Step):
    """Runs a check as a job; what was found before stays until the new is there."""

    def __init__(self, state: ImportState) -> None:
        super().__init__(state)
        self.page = CheckPage()
        self.states = StatesWidget(self.page)
        self.view = self.states
        self.answer: CheckView | None = None
        self._checked: Draft | None = None  # asked for last
        self._taken: Draft | None = None  # that of the answer
        self._sources: tuple[str, str] = ("", "")
        self._job: JobId | None = None
        self._asking = False
        self._failed: Problem | None = None
        state.jobs.changed.connect(self._on_job_changed)
        state.jobs.progressed.connect(self._on_progressed)
        self.page.repair_chosen.connect(self._on_repair_chosen)
        self.page.sight.level_chosen.connect(self._on_level_chosen)
        self.page.save.clicked.connect(self._on_save)

    def name(self) -> str:
        return self.tr("Check")

    def entered(self) -> None:
        sources = (source_of(self.state.draft, "interactions"), source_of(self.state.draft, "items"))
        if sources != self._sources:
            self.answer, self._sources = None, sources
        if self._checked != with_name(self.state.draft, "") or (self.answer is None and self._job is None):
            self._count()

    def blocker(self) -> str:
        if self._failed is not None:
            return sentence(self._failed)
        if self._asking:
            return self.tr("The counts are being told anew.")
        if self._job is not None or self.answer is None:
            return self._progress_words() if self._job is not None else self.tr("The files have not been checked yet.")
        return ""

    def go_to_blocker(self) -> None:
        if self._failed is not None:
            self._check()

    def total(self) -> str:
        answer = self.answer
        if answer is None:
            return ""
        size, seconds = sentences.file_size(answer.bytes), words.duration(answer.seconds)
        rows = self.tr("%Ln rows", "", answer.rows_out)
        return self.tr("{0}, about {1} on disk, {2} to import.").format(rows, size, seconds)

    def panels(self) -> list[QWidget]:
        return [*self.page.findings.panels(), self.page.save, self.page.sight.levels]

    def retranslate(self) -> None:
        self.page.retranslate()
        if self.answer is not None:
            self.page.show_check(self.answer)

    def stop(self) -> None:
        """Calls off a check that runs."""
        if self._job is not None:
            self.state.bridge.cancel(self._job)

    # what happens

    def _count(self) -> None:
        """Tells the counts of the draft from what the check before remembered, if there is one."""
        if self.answer is None or self._job is not None:
            self._check()
            return
        self._checked, self._failed, self._asking = with_name(self.state.draft, ""), None, True
        query = RecheckQuery(self.answer.folder, self.state.draft)
        self.state.bridge.ask(query, KEY, lambda view: self._on_counted(query, view), self._on_count_failed)
        self.changed.emit()

    def _prepare(self, answer: CheckView) -> None:
        """Has what the check remembered opened before the first repair: that takes longer than any count after it."""
        query = RecheckQuery(answer.folder, self.state.draft)
        self.state.bridge.ask(query, KEY, lambda _view: None, lambda _problem: None)

    def _on_counted(self, query: RecheckQuery, view: CheckView | None) -> None:
        if self._checked != with_name(query.draft, ""):
            return  # all is read anew for another draft
        self._asking = False
        if view is None:
            self._check()
        else:
            self._take(view)
        self.changed.emit()

    def _on_count_failed(self, problem: Problem) -> None:
        self._asking = False
        if problem.code == "folder-gone":  # the system has cleared its temporary files
            self._check()
            return
        self._on_check_failed(problem)
        self.changed.emit()

    def _check(self) -> None:
        if self._job is not None:
            self.state.bridge.cancel(self._job)
        self._asking = False
        self._checked, self._failed = with_name(self.state.draft, ""), None
        if self.answer is None:
            self.states.show_loading(self.tr("Reading everything once, without importing…"))
        self._job = self.state.jobs.submit(CheckImport(self.state.draft), self._check_title)
        self.page.set_busy(True)
        self.page.set_counting(self.answer is not None)
        self.changed.emit()

    def _on_job_changed(self, number: JobId) -> None:
        if number != self._job:
            return
        entry = self.state.jobs.entries[number]
        if entry.live:
            self.changed.emit()
            return
        self._job = None
        self.page.set_busy(False)
        self.page.set_counting(False)
        if isinstance(entry.result, CheckView):
            self._take(entry.result)
            self._prepare(entry.result)
        elif entry.problem is not None:
            self._on_check_failed(entry.problem)
        else:
            self._checked = None
            if self.answer is None:
                self.states.show_empty(
                    self.tr("The check was cancelled"),
                    self.tr("It reads the files once and says what an import would keep."),
                    self.tr("Check again"),
                    self._check,
                )
        self.changed.emit()

    def _on_check_failed(self, problem: Problem) -> None:
        """A repair that cannot be is taken back; without a check before, the problem stands in its place."""
        if self.answer is not None and self._taken is not None:
            name = self.state.name
            self.state.set_draft(with_name(self._taken, name))
            self._checked = with_name(self._taken, "")
            self.page.show_check(self.answer)
            self.page.say(sentence(problem))
        else:
            self._failed = problem
            self.states.show_error(problem, self.tr("Check again"), self._check)

    def _take(self, answer: CheckView) -> None:
        before, self.answer, self._taken = self.answer, answer, self._checked
        self.page.show_check(answer, before)
        self.states.show_filled()

    def _on_progressed(self, number: JobId) -> None:
        if number == self._job:
            entry = self.state.jobs.entries[number]
            if self.answer is None:
                self.states.show_loading(self._loading_words(entry))
            self.page.set_progress(entry.fraction)
            self.changed.emit()

    def _on_repair_chosen(self, finding: int, repair: int) -> None:
        if self.answer is not None:
            self.state.set_draft(self.answer.findings[finding].repairs[repair].draft)
            self._count()

    def _on_level_chosen(self, level: str) -> None:
        if self.answer is not None and level != self.answer.level:
            self.state.set_draft(with_level(self.state.draft, level))
            self._count()

    def _on_save(self) -> None:
        if self.answer is None:
            return
        name = f"{self.state.name or 'import'}-left-out.csv"
        chosen, _ = QFileDialog.getSaveFileName(
            self.page, self.tr("Save bad rows as CSV"), name, self.tr("CSV (*.csv)")
        )
        if chosen:
            out = Path(chosen)
            job = SaveDropped(self.answer.folder, out, self.state.draft)
            self.state.jobs.submit(job, lambda: self._save_title(out))

    # what is said

    def _check_title(self) -> str:
        return self.tr("Check of {0}").format(self.state.name)

    def _save_title(self, out: Path) -> str:
        return self.tr("Bad rows to {0}").format(out.name)

    def _progress_words(self) -> str:
        entry = self.state.jobs.entries.get(self._job) if self._job is not None else None
        if entry is None or entry.state == "queued":
            running = self.state.jobs.running()
            if running is not None and running.id != self._job:
                return self.tr("The check waits for: {0}.").format(running.title)
            return self.tr("The check begins.")
        if entry.left is None:
            return self.tr("Checking.")
        return self.tr("Checking, {0} left.").format(words.duration(entry.left))

    def _loading_words(self, entry: JobEntry) -> str:
        reading = self.tr("Reading everything once, without importing…")
        if entry.left is None:
            return reading
        return reading + " " + self.tr("{0} left").format(words.duration(entry.left))
