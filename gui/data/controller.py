"""Data: the datasets, the import wizard, and the first-run page while there is nothing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from engine.session import DatasetRow
from engine.session.messages.importing import FilesQuery, FilesView, LeftOutQuery, LeftOutView
from gui import words
from gui.data import sentences
from gui.data.files_step import files_in
from gui.data.imports import Imports
from gui.data.model import DatasetsModel
from gui.data.view import DatasetsPage
from gui.engine_bridge import EngineBridge
from gui.first_run.view import FirstRunView
from gui.jobs import Jobs
from gui.selection import Selection
from gui.widgets.scrolled import Pages
from gui.widgets.states import StatesWidget

if TYPE_CHECKING:
    from gui.data.wizard import Wizard
    from gui.main_window import MainWindow

__all__ = ["DataScreen"]

REASONS = 6


class DataScreen(QObject):
    """Shows the wizard while an import is prepared, else the datasets, else the two ways in."""

    def __init__(self, bridge: EngineBridge, jobs: Jobs, selection: Selection, window: MainWindow) -> None:
        super().__init__(window)
        self._bridge, self._jobs, self._selection, self._window = bridge, jobs, selection, window
        self.page, self.first_run = DatasetsPage(), FirstRunView()
        self.pages = Pages()
        self.pages.addWidget(self.page)
        self.pages.addWidget(self.first_run)
        self.states = StatesWidget(self.pages)
        self.datasets = DatasetsModel()
        self.page.table.setModel(self.datasets)
        self.wizard: Wizard | None = None
        self._importing = False
        self._left_out: dict[str, LeftOutView] = {}
        self.imports = Imports(jobs, bridge, self.page.banner, self)
        self._connect()

    @property
    def view(self) -> QWidget:
        return self.states

    def aside(self) -> QWidget | None:
        return None

    def panels(self) -> list[QWidget]:
        shown = self.pages.currentWidget()
        if self.wizard is not None and shown is self.wizard.view:
            return self.wizard.panels()
        if shown is self.first_run:
            return self.first_run.panels()
        return [self.page.table, self.page.new, self.page.study]

    def trail(self) -> tuple[str, ...]:
        """The breadcrumb while an import is prepared: "Import", and its name."""
        if not self._importing or self.wizard is None:
            return ()
        return tuple(filter(None, (self.tr("Import"), self.wizard.title())))

    def shown(self) -> None:
        self._show()
        if self.pages.currentWidget() is self.first_run:
            self.first_run.sample.setFocus()
        elif self.pages.currentWidget() is self.page:
            self.page.table.setFocus()

    def retranslate(self) -> None:
        self.page.retranslate()
        self.first_run.retranslate()
        self.datasets.repaint_rows()
        self.imports.show_entry()
        if self.wizard is not None:
            self.wizard.retranslate()
        self._show()

    # what the window asks for

    def import_files(self, paths: Sequence[Path]) -> None:
        """Opens the wizard with these files, in addition to those that it has."""
        if self._read_only():
            self._window.note(self.tr("This workspace can only be read: nothing can be imported into it"))
            return
        wizard = self._wizard()
        self._importing = True
        self._show()
        wizard.begin(paths)
        self._window.refresh_head()

    def hover(self, paths: Sequence[Path]) -> None:
        """Files are held over the window; none once they have left it."""
        self.first_run.hover(paths)
        if paths and self._bridge.opened:
            held = tuple(paths)
            query = FilesQuery(tuple(files_in(held)))
            self._bridge.ask(query, "files held", lambda view: self._on_held(held, view), lambda _problem: None)

    def _on_held(self, paths: Sequence[Path], view: FilesView) -> None:
        """What the files seem to be, if they are still held over the window."""
        tables = [guess.table for guess in view.files if guess.problem is None]
        names = [sentences.table_name(table).lower() for table in ("interactions", "items") if table in tables]
        what = self.tr("{0} and {1}?").format(*names) if len(names) == 2 else f"{names[0]}?" if names else ""
        self.first_run.name_held(paths, what)

    # what happens

    def _on_choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(
            self.states,
            self.tr("Choose files"),
            "",
            self.tr("Tables (*.csv *.tsv *.txt *.parquet *.gz *.zip *.zst);;All files (*)"),
        )
        if chosen:
            self.import_files([Path(name) for name in chosen])

    def _on_new(self) -> None:
        self.import_files(())

    def _on_called_off(self) -> None:
        """The wizard is left; its checks end, and the next import begins anew."""
        if self.wizard is not None:
            self.wizard.check.stop()
            self.pages.removeWidget(self.wizard.view)
            self.wizard.view.deleteLater()
            self.wizard.deleteLater()
            self.wizard = None
        self._importing = False
        self.shown()
        self._window.refresh_head()

    def _on_finished(self) -> None:
        """Imports the draft; the wizard is kept until the import has come to its end."""
        assert self.wizard is not None
        self.imports.begin(self.wizard.draft, self.wizard.checked)
        self._importing = False
        self.shown()
        self._window.refresh_head()

    def _on_imported(self, name: str) -> None:
        if self.wizard is not None and not self._importing and self.imports.of_draft:
            self._on_called_off()
        self._left_out.pop(name, None)
        self._selection.choose_dataset(name)
        self._show()
        self.page.banner.study.setFocus()

    def _on_again(self) -> None:
        if self.wizard is not None:
            self._importing = True
            self.imports.dismiss()
            self._show()
            self._window.refresh_head()

    def _on_quick(self, dataset: str) -> None:
        self.imports.dismiss()
        self._window.sample.run_quick(dataset)
        self._window.open_screen("studies")

    def _on_study(self) -> None:
        dataset = self._current()
        if dataset is not None:
            self._on_quick(dataset.name)

    def _on_row_changed(self, _now: QModelIndex, _before: QModelIndex) -> None:
        dataset = self._current()
        if dataset is not None:
            self._selection.choose_dataset(dataset.name)
            self._show_details()

    # what is shown

    def _show(self) -> None:
        view = self._selection.workspace
        if view is None:
            self.states.show_loading(self.tr("Reading the workspace…"))
            return
        if self._importing and self.wizard is not None:
            self.pages.setCurrentWidget(self.wizard.view)
        elif view.datasets or self.imports.shown:
            self.pages.setCurrentWidget(self.page)
            self._show_datasets()
        else:
            self.pages.setCurrentWidget(self.first_run)
        self.first_run.set_read_only(self._read_only())
        for made in (self.page.new, self.page.recipe, self.page.study):
            made.setEnabled(not self._read_only())
            made.setToolTip(self.tr("This workspace can only be read.") if self._read_only() else "")
        self.states.show_filled()

    def _show_datasets(self) -> None:
        view = self._selection.workspace
        assert view is not None
        if self.datasets.datasets != view.datasets:
            self.datasets.show(view.datasets, view.studies)
        row = self.datasets.row_named(self._selection.dataset)
        if row >= 0 and row != self.page.table.currentIndex().row():
            self.page.table.setCurrentIndex(self.datasets.index(row, 0))
        self.page.set_rows(len(view.datasets))
        self._show_details()

    def _show_details(self) -> None:
        dataset = self._current()
        fresh = self.imports.fresh
        self.page.offer_study(in_banner=bool(fresh), in_details=dataset is not None and dataset.name != fresh)
        self.page.details.setVisible(dataset is not None)
        if dataset is None:
            return
        self.page.name.setText(dataset.name)
        span = f"{words.day(dataset.first)} – {words.day(dataset.last)}"
        data = [
            (self.tr("Rows"), words.count(dataset.rows)),
            (self.tr("Left out"), words.count(dataset.dropped)),
            (self.tr("Shoppers"), words.count(dataset.users)),
            (self.tr("Items"), words.count(dataset.items)),
        ]
        if dataset.first:
            data.append((self.tr("Time"), span))
        groups = [(self.tr("Data"), data)]
        if dataset.levels:
            marked = [
                (self.tr("Level {0}").format(place), self._level(name, dataset))
                for place, name in enumerate(dataset.levels, start=1)
            ]
            groups.append((self.tr("Taxonomy, coarse to fine"), marked))
        groups += self._left_out_groups(dataset.name)
        view = self._selection.workspace
        studies = [study for study in (view.studies if view else ()) if study.dataset == dataset.name]
        if studies:
            groups.append(
                (self.tr("Studies"), [(words.clock(s.finished, hour=False), words.study_title(s)) for s in studies[:5]])
            )
        self.page.facts.show_groups(groups)

    def _left_out_groups(self, name: str) -> list[tuple[str, list[tuple[str, str]]]]:
        """Reasons by table; asked once for each dataset that is looked at."""
        known = self._left_out.get(name)
        if known is None:
            self._bridge.ask(
                LeftOutQuery(name), "left out", lambda view: self._on_left_out(name, view), lambda _problem: None
            )
            return []
        titles = {"interactions": self.tr("Left out of the interactions"), "items": self.tr("Left out of the items")}
        groups = []
        for table, title in titles.items():
            reasons = [(code, column, rows) for of, code, column, rows in known.reasons if of == table]
            if reasons:
                lines = [(sentences.left_out_reason(code, column), words.count(rows)) for code, column, rows in reasons]
                groups.append((title, lines[:REASONS]))
        return groups

    def _on_left_out(self, name: str, view: LeftOutView) -> None:
        self._left_out[name] = view
        self._show_details()

    def _level(self, name: str, dataset: DatasetRow) -> str:
        return self.tr("{0} (default)").format(name) if name == dataset.level else name

    def _current(self) -> DatasetRow | None:
        return self.datasets.dataset(self.page.table.currentIndex().row())

    def _read_only(self) -> bool:
        view = self._selection.workspace
        return self._bridge.read_only or (view is not None and view.read_only)

    def _wizard(self) -> Wizard:
        if self.wizard is None:
            from gui.data.wizard import Wizard

            self.wizard = Wizard(self._bridge, self._jobs, self)
            self.pages.addWidget(self.wizard.view)
            self.wizard.called_off.connect(self._on_called_off)
            self.wizard.finished.connect(self._on_finished)
            self.wizard.renamed.connect(self._window.refresh_head)
        return self.wizard

    def _connect(self) -> None:
        page, first = self.page, self.first_run
        page.new.clicked.connect(self._on_new)
        page.recipe.clicked.connect(self._window.choose_recipe)
        page.study.clicked.connect(self._on_study)
        page.table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        page.banner.again.clicked.connect(self._on_again)
        page.banner.study.clicked.connect(lambda: self._on_quick(self.imports.name))
        first.sample_clicked.connect(self._window.run_sample)
        first.recipe_clicked.connect(self._window.choose_recipe)
        first.workspace_clicked.connect(self._window.choose_workspace)
        first.choose_clicked.connect(self._on_choose)
        first.dropped.connect(self.import_files)
        self.imports.imported.connect(self._on_imported)
        self.imports.changed.connect(self._show)
        self._selection.workspace_changed.connect(self._show)
        self._window.acts.attach(
            page.table, lambda: ("dataset", row.name, row.name) if (row := self._current()) is not None else None
        )
