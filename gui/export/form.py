"""The dialog's controls as one value: fills them, hears of every change, and reads them as an export."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QDir, QObject, Signal

from engine.session.messages.exporting import (
    COLUMNS,
    ExportFile,
    ExportRun,
    ExportSource,
    FileFormat,
    FileLayout,
)
from gui import words
from gui.export import memory, wording
from gui.export.command import ENDINGS
from gui.export.dialog import ExportDialog
from gui.style import repolish

__all__ = ["Form"]

K = 20


class Form(QObject):
    """Between the widgets and the messages; asks nothing of the engine."""

    changed = Signal()
    placed = Signal()  # the file's place alone

    def __init__(self, dialog: ExportDialog) -> None:
        super().__init__(dialog)
        self._left, self._right, self._foot = dialog.choices, dialog.file, dialog.foot
        self._dialog = dialog
        self._source = ExportSource((), {})
        self._folder = Path()
        self._shoppers = "all"
        self._counts: Mapping[str, int] = {}
        self.filled = False
        self._proposed = self._named = ""  # ids, and the name of the file
        self._wanted: frozenset[str] = frozenset()  # columns, whether or not this run has values in them
        self._connect()

    def propose(self, users: Sequence[str], chosen: bool) -> None:
        """Whose ids stand where single shoppers are chosen, and whether that is where the form begins."""
        if not any("," in user for user in users):  # such an id cannot be written there
            self._proposed, self._shoppers = ", ".join(users), "chosen" if chosen else "all"

    def fill(self, source: ExportSource, run: str, scope: str, layout: FileLayout, folder: Path) -> None:
        """Shows what can be exported, this run and scope first, in the layout used last."""
        self._source, self._folder = source, folder
        left, right = self._left, self._right
        names = [each.name for each in source.runs]
        seed = self.tr("seed {0}")
        runs = [
            (each.id, each.name if names.count(each.name) == 1 else f"{each.name}, {seed.format(each.seed)}")
            for each in source.runs
        ]
        right.fill(left.run, runs, run)
        rest = (name for name in COLUMNS if name not in layout.columns)
        left.columns.set_columns((*layout.columns, *rest), layout.columns)
        self._wanted = frozenset(layout.columns)
        self._fill_run(scope)
        left.k.blockSignals(True)
        left.k.setValue(min(K, self.run().max_k))
        left.k.blockSignals(False)
        left.ids.setText(self._proposed)
        right.fill(right.delimiter, wording.delimiters(), layout.delimiter)
        right.fill(right.decimal, wording.decimals(), layout.decimal)
        right.fill(right.encoding, wording.encodings(), layout.encoding)
        right.fill(right.missing, wording.missing(), "replace" if layout.replace else "refuse")
        for check, on in ((right.neutralise, layout.neutralise), (right.manifest, layout.manifest)):
            check.blockSignals(True)
            check.setChecked(on)
            check.blockSignals(False)
        right.fill(right.files, wording.files(len(self.run().scopes)), "one")
        right.format.set_choices(wording.formats(), layout.format)
        left.shoppers.set_choices(self._shopper_choices(), self._shoppers)
        left.show_which(self._shoppers)
        right.fill(left.segment, wording.segments(self._counts), "evaluated")
        self._name_file()
        self._show_options()
        self._say_columns()
        self.filled = True

    def retranslate(self) -> None:
        """Words of the choices in the window's language."""
        if not self.filled:
            return
        left, right = self._left, self._right
        for combo, choices in (
            (right.delimiter, wording.delimiters()),
            (right.decimal, wording.decimals()),
            (right.encoding, wording.encodings()),
            (right.missing, wording.missing()),
            (right.files, wording.files(len(self.run().scopes))),
            (left.segment, wording.segments(self._counts)),
            (left.scope, [(name, words.scope(name)) for name in self.run().scopes]),
        ):
            right.fill(combo, choices, str(combo.currentData()))
        right.format.set_choices(wording.formats(), self.format())
        left.shoppers.set_choices(self._shopper_choices(), self._shoppers)
        self._show_options()
        self._show_run()
        self._say_columns()

    def run(self) -> ExportRun:
        """The chosen run."""
        return self._source.runs[max(0, self._left.run.currentIndex())]

    def format(self) -> FileFormat:
        """The chosen format."""
        return self._right.format.current() or "csv"  # type: ignore[return-value]

    def is_apart(self) -> bool:
        """Whether every scope gets a file of its own."""
        return self._right.files.currentData() == "scope" and len(self.run().scopes) > 1

    def path(self) -> Path:
        """Where the file goes, absolute."""
        return wording.absolute(self._foot.path.text(), self._folder)

    def what(self) -> ExportFile:
        """All of it, as the engine takes it. `users` is empty where ids are wanted and none is written."""
        left = self._left
        chosen = self._shoppers == "chosen"
        ids = re.split("[,\n\r\t]", left.ids.text())  # a column copied from a spreadsheet has line breaks
        return ExportFile(
            self.run().id,
            self.path(),
            str(left.scope.currentData() or ""),
            left.k.value(),
            tuple(filter(None, (part.strip() for part in ids))) if chosen else None,
            segment=left.segment.currentData() if self._shoppers == "segment" else "all",
            layout=self._layout(),
            scopes=self.run().scopes if self.is_apart() else (),
        )

    def kept(self) -> FileLayout:
        """The layout for the next export: a column left out because this run has no values in it is still wanted."""
        left_out = self._wanted & set(self.run().empty)
        layout, order = self._layout(), self._left.columns.order()
        return replace(layout, columns=tuple(name for name in order if name in layout.columns or name in left_out))

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """How many shoppers each segment has at this depth."""
        self._counts = counts
        segment = self._left.segment
        self._right.fill(segment, wording.segments(counts), str(segment.currentData()))

    def mark_ids(self, wrong: bool) -> None:
        """Outlines the ids in the colour of errors."""
        ids = self._left.ids
        if bool(ids.property("invalid")) != wrong:
            ids.setProperty("invalid", wrong)
            repolish(ids)

    def set_enabled(self, enabled: bool) -> None:
        """Locks every choice while the engine writes."""
        for part in (self._left, self._right):
            part.setEnabled(enabled)

    def _layout(self) -> FileLayout:
        right, columns = self._right, self._left.columns.chosen()
        form = self.format()
        if form != "csv":
            return FileLayout(form, columns, manifest=right.manifest.isChecked())
        encoding = str(right.encoding.currentData())
        return FileLayout(
            form,
            columns,
            right.delimiter.currentData(),
            right.decimal.currentData(),
            encoding,
            encoding not in wording.UNICODE and right.missing.currentData() == "replace",
            right.neutralise.isChecked(),
            right.manifest.isChecked(),
        )

    # what happens

    def _on_run_chosen(self) -> None:
        self._fill_run(str(self._left.scope.currentData()))
        self._say_columns()
        self._follow()
        self.changed.emit()

    def _on_shoppers_chosen(self, which: str) -> None:
        self._shoppers = which
        self._left.show_which(which)
        self.changed.emit()

    def _on_format_chosen(self, name: str) -> None:
        path = self.path()
        if self._is_proposed():
            self._name_file()
        elif path.suffix.lower() in ENDINGS.values():
            self._foot.path.blockSignals(True)
            self._foot.path.setText(QDir.toNativeSeparators(str(path.with_suffix(ENDINGS[self.format()]))))
            self._foot.path.blockSignals(False)
        self._show_options()
        self.changed.emit()

    def _on_scope_chosen(self) -> None:
        self._follow()
        self.changed.emit()

    def _on_files_chosen(self) -> None:
        self._show_apart()
        self._follow()
        self.changed.emit()

    def _on_columns_changed(self) -> None:
        self._wanted = frozenset(self._left.columns.chosen()) | (self._wanted & set(self.run().empty))
        self._say_columns()
        self.changed.emit()

    def _on_encoding_chosen(self) -> None:
        guard = self._right.neutralise
        if self._right.encoding.currentData() == memory.FIRST.encoding and not guard.isChecked():
            guard.blockSignals(True)
            guard.setChecked(memory.FIRST.neutralise)
            guard.blockSignals(False)
        self._show_options()
        self.changed.emit()

    # what is shown

    def _fill_run(self, scope: str) -> None:
        run, left = self.run(), self._left
        self._right.fill(left.scope, [(name, words.scope(name)) for name in run.scopes], scope)
        left.k.blockSignals(True)
        left.k.setRange(1, run.max_k)
        left.k.blockSignals(False)
        files = self._right.files
        self._right.fill(files, wording.files(len(run.scopes)), str(files.currentData() or "one"))
        self._show_apart()
        left.columns.set_chosen(self._wanted.difference(run.empty))
        self._show_run()

    def _show_run(self) -> None:
        run, left = self.run(), self._left
        left.swatch.set_series(run.series)
        left.deepest.setText(self.tr("at most {0}").format(run.max_k))
        left.columns.set_remarks(wording.remarks(run, self._source.columns))

    def _show_apart(self) -> None:
        """No scope is chosen where every one has its file; where there is only one, there is nothing to part."""
        self._right.files.setVisible(len(self.run().scopes) > 1)
        self._left.scope.setEnabled(not self.is_apart())

    def _show_options(self) -> None:
        form = self.format()
        self._right.show_options(form == "csv", wording.format_note(form))
        self._right.missing_field.setVisible(str(self._right.encoding.currentData()) not in wording.UNICODE)

    def _say_columns(self) -> None:
        left = self._left
        count = self.tr("{0} of {1}").format(len(left.columns.chosen()), len(left.columns.order()))
        left.count.setText(count)

    def _shopper_choices(self) -> list[tuple[str, str]]:
        return [("all", self.tr("All")), ("segment", self.tr("Segment")), ("chosen", self.tr("Chosen"))]

    def _is_proposed(self) -> bool:
        return self._foot.path.text() == self._named

    def _follow(self) -> None:
        """The file is named after run and scope until the person names it."""
        if self._is_proposed():
            self._name_file()

    def _name_file(self) -> None:
        scope = "" if self.is_apart() else str(self._left.scope.currentData())
        stem = wording.file_stem(self.run().name, scope)
        self._named = QDir.toNativeSeparators(str(self._folder / f"{stem}{ENDINGS[self.format()]}"))
        self._foot.path.blockSignals(True)
        self._foot.path.setText(self._named)
        self._foot.path.blockSignals(False)

    def _connect(self) -> None:
        left, right = self._left, self._right
        left.run.activated.connect(self._on_run_chosen)
        left.shoppers.chosen.connect(self._on_shoppers_chosen)
        left.columns.changed.connect(self._on_columns_changed)
        right.format.chosen.connect(self._on_format_chosen)
        right.encoding.activated.connect(self._on_encoding_chosen)
        right.files.activated.connect(self._on_files_chosen)
        tell = self._on_plain_change
        left.scope.activated.connect(self._on_scope_chosen)
        for combo in (left.segment, right.delimiter, right.decimal, right.missing):
            combo.activated.connect(tell)
        for check in (right.neutralise, right.manifest):
            check.toggled.connect(tell)
        left.k.valueChanged.connect(tell)
        left.ids.textChanged.connect(tell)
        self._foot.path.textChanged.connect(self.placed)

    def _on_plain_change(self, _value: Any = None) -> None:
        self.changed.emit()
