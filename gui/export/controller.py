"""Export: asks for a preview after each change, hands the export to the engine, and follows it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, QObject, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog

from engine.session import Exported, JobId, Problem
from engine.session.messages.exporting import (
    ExportEstimate,
    ExportEstimateQuery,
    ExportFile,
    ExportPreview,
    ExportPreviewQuery,
    ExportSource,
    ExportSourceQuery,
)
from gui import words
from gui.export import memory, wording
from gui.export.command import ENDINGS, command_text, command_words
from gui.export.dialog import ExportDialog
from gui.export.form import Form
from gui.problems import sentence

if TYPE_CHECKING:
    from gui.main_window import MainWindow

__all__ = ["ExportController"]

ESTIMATE_MS = 120  # after the last change; the preview goes first
COMMAND = 4000  # characters of a command that are shown; copied it is whole


class ExportController(QObject):
    """One dialog, from its opening to its end. A job that it began goes on without it."""

    def __init__(self, window: MainWindow, users: Sequence[str] = (), chosen: bool = False) -> None:
        dialog = ExportDialog(window)
        super().__init__(dialog)
        self.dialog = dialog
        self._window, self._over = window, False
        self.form = Form(self.dialog)
        self.form.propose(users, chosen)
        self._problem: Problem | None = None
        self._preview: ExportPreview | None = None
        self._estimate: ExportEstimate | None = None
        self._asked: ExportFile | None = None  # answers to anything else come too late
        self._job: JobId | None = None
        self._saved: Path | None = None
        self._later = QTimer(self, singleShot=True, interval=ESTIMATE_MS)
        self._later.timeout.connect(self._ask_estimate)
        self._connect()

    def open(self) -> None:
        """Shows the dialog and asks what can be exported."""
        study = self._window.selection.study
        assert study is not None
        self.dialog.states.show_loading(self.tr("Reading the runs of {0}…").format(words.study_title(study)))
        self.dialog.foot.export.setEnabled(False)
        self._say_size()
        self.dialog.open()
        query = ExportSourceQuery(study.id)
        self._window.bridge.ask(query, "export: source", self._on_source, self._on_source_refused)

    # what happens

    def _on_source(self, source: ExportSource) -> None:
        if self._over:
            return
        chosen = self._window.selection
        self.form.fill(source, chosen.run, chosen.scope, memory.layout(), memory.folder())
        self.dialog.states.show_filled()
        self.dialog.foot.export.setEnabled(True)
        self.dialog.set_primary("form")
        self.dialog.choices.run.setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_changed()

    def _on_source_refused(self, problem: Problem) -> None:
        if not self._over:
            self.dialog.states.show_error(problem)
            self._window.jobs.report(problem, self.tr("Export"))

    def _on_changed(self) -> None:
        """Any choice: command and foot at once, the preview as soon as the engine answers."""
        if not self.form.filled:
            return
        self._estimate = self._problem = None
        self._on_placed()
        self.form.mark_ids(False)
        what = self.form.what()
        if not what.layout.columns:
            self._show_none(self.tr("No column is included"), self.tr("Check at least one column on the left."))
            return
        if what.users == ():
            self._show_none(
                self.tr("No shopper is named"), self.tr("Write the ids of shoppers on the left, separated by commas.")
            )
            return
        self._asked = what
        self._window.bridge.ask(
            ExportPreviewQuery(what),
            "export: preview",
            lambda view: self._on_preview(what, view),
            lambda problem: self._on_refused(what, problem),
        )
        self._later.start()

    def _on_placed(self) -> None:
        """Another place: nothing is asked anew."""
        if self.form.filled:
            self.dialog.foot.show_face("form")
            self.dialog.set_primary("form")
            self.dialog.foot.mark_path(False)
            self._show_command(self.form.what())
            self._say_size()

    def _on_preview(self, what: ExportFile, view: ExportPreview) -> None:
        if self._over or what is not self._asked:
            return
        self._preview = view
        file = self.dialog.file
        file.table.show_rows(what.layout.columns, view.cells)
        self.form.show_counts(view.segments)
        if view.rows:
            file.preview.show_filled()
        else:
            file.preview.show_empty(
                self.tr("No list to export"), self.tr("None of these shoppers has a list here; choose others.")
            )
        self._say_size()

    def _on_refused(self, what: ExportFile, problem: Problem) -> None:
        if self._over or what is not self._asked:
            return
        self._problem, self._preview = problem, None
        self._later.stop()
        self.dialog.file.preview.show_error(problem)
        self.form.mark_ids(problem.code == "user-unknown")
        self._say_size()

    def _ask_estimate(self) -> None:
        what = self._asked
        if not self._over and self._problem is None and what is not None:
            ask = self._window.bridge.ask
            query, told = ExportEstimateQuery(what), lambda found: self._on_estimate(what, found)
            ask(query, "export: estimate", told, lambda _problem: None)  # the preview says what is wrong

    def _on_estimate(self, what: ExportFile, found: ExportEstimate) -> None:
        if not self._over and what is self._asked:
            self._estimate = found
            self._say_size()

    def _on_export(self) -> None:
        """Begins, or leads to what stands in the way."""
        what = self.form.what()
        if self._stands_in_the_way(what):
            return
        memory.keep(self.form.kept(), self.form.path().parent)
        self._job = self._window.jobs.submit(what)
        self.form.set_enabled(False)
        self.dialog.foot.show_face("running")
        self.dialog.set_primary("running")
        self.dialog.foot.stop.setEnabled(True)
        self.dialog.foot.leave.setFocus()
        self._show_progress()

    def _on_job_changed(self, number: JobId) -> None:
        if number != self._job or self._over:
            return
        entry = self._window.jobs.entries[number]
        if entry.live:
            self._show_progress()
            return
        self._job = None
        self.form.set_enabled(True)
        if entry.state == "finished" and isinstance(entry.result, Exported):
            self._show_saved(entry.result)
            return
        self.dialog.foot.show_face("form")
        self.dialog.set_primary("form")
        self.dialog.foot.export.setFocus()
        if entry.problem is not None:
            self._problem = entry.problem
            self.dialog.foot.mark_path(entry.problem.code == "out-unwritable")
            self.dialog.foot.say("", sentence(entry.problem), wrong=True)
        else:
            kept = self.tr("Files that were whole are kept.")
            self.dialog.foot.say(
                self.tr("Cancelled"), kept if self.form.is_apart() else self.tr("No file was written or changed.")
            )

    def _on_progressed(self, number: JobId) -> None:
        if number == self._job and not self._over:
            self._show_progress()

    def _on_browse(self) -> None:
        form = self.form.format()
        kinds = f"{dict(wording.formats())[form]} (*{ENDINGS[form]})"
        title, start = self.tr("Export ranked lists"), str(self.form.path())
        chosen, _ = QFileDialog.getSaveFileName(self.dialog, title, start, kinds)
        if chosen:
            self.dialog.foot.path.setText(QDir.toNativeSeparators(chosen))

    def _on_stop(self) -> None:
        if self._job is not None:
            self._window.bridge.cancel(self._job)
            self.dialog.foot.stop.setEnabled(False)

    def _on_copy(self) -> None:
        QApplication.clipboard().setText(self._command(self.form.what()))
        self._window.note(self.tr("Copied the command"))
        self.dialog.foot.say(self.dialog.foot.amount.text(), self.tr("Copied the command"))

    def _on_folder(self) -> None:
        if self._saved is not None:
            folder = self._saved if self._saved.is_dir() else self._saved.parent
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _on_retranslated(self) -> None:
        self.form.retranslate()
        if self.dialog.foot.face() == "form":
            self._say_size()
        elif self._job is not None:
            self._show_progress()

    def _on_finished(self) -> None:
        self._over = True
        self._later.stop()

    # what is shown

    def _show_none(self, title: str, text: str) -> None:
        """Nothing can be shown before something is chosen."""
        self._preview = self._asked = None
        self.dialog.file.preview.show_empty(title, text)
        self._say_size()

    def _show_command(self, what: ExportFile) -> None:
        text = self._command(what)
        self.dialog.file.command.setPlainText(text if len(text) <= COMMAND else f"{text[:COMMAND]}…")

    def _command(self, what: ExportFile) -> str:
        from gui.app import default_workspace

        folder = self._window.bridge.workspace
        own = folder.absolute() == default_workspace().absolute() and not os.environ.get("CROSSAISLE_WORKSPACE")
        parts = [replace(what, scope=scope, out=out, scopes=()) for scope, out in what.files().items()]
        return " && ".join(command_text(command_words(part, None if own else folder.absolute())) for part in parts)

    def _say_size(self) -> None:
        """The foot's words and the primary's, from what is known so far."""
        foot, view = self.dialog.foot, self._preview
        file = self.dialog.file
        if view is None:
            file.caption.setText("")
            foot.export.setText(self.tr("Export"))
            foot.say("")
            return
        file.caption.setText(self.tr("first rows of {0}").format(words.count(view.rows)))
        foot.export.setText(self.tr("Export %Ln rows", "", view.rows))
        rows = self.tr("%Ln rows", "", view.rows)
        if self._estimate is not None and view.rows:
            size, time = wording.weight(self._estimate.bytes), words.duration(self._estimate.seconds)
            rows = self.tr("{0}, about {1}, {2}").format(rows, size, time)
        foot.say(rows, self._remark())

    def _remark(self) -> str:
        """What the files will be called, where there are several, or that they take the place of others."""
        files = list(self.form.what().files().values()) if self.form.path().name else []
        there = sum(file.is_file() for file in files)
        if there == len(files) == 1:
            return self.tr("Takes the place of the file that is there")
        if there:
            return self.tr("Takes the place of %Ln files that are there", "", there)
        return words.listed([file.name for file in files]) if len(files) > 1 else ""

    def _show_progress(self) -> None:
        assert self._job is not None
        entry, foot = self._window.jobs.entries[self._job], self.dialog.foot
        running = self._window.jobs.running()
        foot.bar.set_fraction(entry.fraction, entry.state == "cancelling")
        step = ""
        if entry.state == "cancelling":
            text = self.tr("Cancelling")
        elif entry.state == "queued" and running is not None and running.id != entry.id:
            text, step = self.tr("Waiting"), self.tr("{0} runs first").format(running.title)
        elif entry.left is None:
            text = self.tr("measuring")
        else:
            text = self.tr("{0} left").format(words.duration(entry.left))
            step = words.percent(entry.fraction)
        foot.left.setText(text)
        foot.step.setText(step)

    def _show_saved(self, done: Exported) -> None:
        foot = self.dialog.foot
        self._saved = done.out
        saved = self.tr("Saved %Ln rows", "", done.rows)
        foot.saved.setText(saved if done.files == 1 else words.beside(saved, self.tr("%Ln files", "", done.files)))
        where = f"{QDir.toNativeSeparators(str(done.out))}, {wording.weight(done.bytes)}"
        if done.replaced:
            where += ", " + self.tr("%Ln characters written as ?", "", done.replaced)
        foot.where.setText(where)
        foot.show_face("done")
        self.dialog.set_primary("done")
        foot.done.setFocus()

    def _stands_in_the_way(self, what: ExportFile) -> bool:
        """Whether something must be mended first; the foot says what, and the focus goes there."""
        lacking = "" if self._problem is None else sentence(self._problem)
        if not what.layout.columns:
            lacking = self.tr("Check at least one column on the left.")
            self.dialog.choices.columns.setFocus()
        elif what.users == ():
            lacking = self.tr("Write the ids of shoppers on the left, separated by commas.")
            self.form.mark_ids(True)
            self.dialog.choices.ids.setFocus()
        elif self._problem is not None and self._problem.code == "user-unknown":
            self.dialog.choices.ids.setFocus()
        elif not self.form.path().name or self.form.path().is_dir():
            self.dialog.foot.mark_path(True)
            lacking = self.tr("Name the file to save to.")
            self.dialog.foot.path.setFocus()
        elif self._problem is not None and self._problem.code != "out-unwritable":
            self.dialog.choices.run.setFocus()
        else:
            return False
        self.dialog.foot.say("", lacking, wrong=True)
        return True

    def _connect(self) -> None:
        foot = self.dialog.foot
        self.dialog.retranslated.connect(self._on_retranslated)
        self.form.changed.connect(self._on_changed)
        self.form.placed.connect(self._on_placed)
        foot.export.clicked.connect(self._on_export)
        foot.browse.clicked.connect(self._on_browse)
        foot.cancel.clicked.connect(self.dialog.reject)
        foot.leave.clicked.connect(self.dialog.reject)
        foot.done.clicked.connect(self.dialog.accept)
        foot.stop.clicked.connect(self._on_stop)
        foot.folder.clicked.connect(self._on_folder)
        self.dialog.file.copy.clicked.connect(self._on_copy)
        self.dialog.finished.connect(self._on_finished)
        self._window.jobs.changed.connect(self._on_job_changed)
        self._window.jobs.progressed.connect(self._on_progressed)
