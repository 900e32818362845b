"""The main job as a newcomer does it: one command, live progress, curves, a shopper, a CSV."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from gui.closing import CloseDialog
from gui.compare.controller import CompareScreen
from gui.export.dialog import ExportDialog
from gui.main_window import MainWindow
from gui.shoppers.controller import ShoppersScreen
from gui.studies.controller import StudiesScreen
from tests.gui.conftest import App, press, settle, wait_until


@pytest.mark.usefixtures("small_sample")
def test_the_sample_is_imported_studied_compared_opened_and_exported(app: App, tmp_path: Path) -> None:
    out = tmp_path / "lists.csv"

    def steps(window: MainWindow) -> None:
        studies = window.shown_screen("studies")
        assert isinstance(studies, StudiesScreen)
        wait_until(lambda: any(live.validation for live in studies.lives.values()), 120)
        wait_until(lambda: window.current == "compare", 240)
        live = next(iter(studies.lives.values()))
        assert live.trained() == "Pipeline"
        assert {name for name, _, _ in live.levels()} == {"MostPop", "Category-pop", "ItemKNN", "EASE"}
        assert live.losses[("ranking", "loss")].values
        compare = window.shown_screen("compare")
        assert isinstance(compare, CompareScreen)
        wait_until(lambda: compare.states.state == "filled")
        names = {compare.model.index(row, 1).data() for row in range(compare.model.rowCount())}
        assert names == {"Pipeline", "EASE", "ItemKNN", "Category-pop", "MostPop"}
        row = next(row for row in range(5) if compare.model.index(row, 1).data() == "Pipeline")
        compare.page.table.setCurrentIndex(compare.model.index(row, 1))
        press(compare.page.table, Qt.Key.Key_Return)
        shoppers = window.shown_screen("shoppers")
        assert isinstance(shoppers, ShoppersScreen)
        wait_until(lambda: shoppers.page.shopper.state == "filled")
        assert shoppers.page.lists.runs[0].currentText() == "Pipeline"
        assert shoppers.page.lists.table.ranked.rowCount() == 12
        assert any(item.probability is not None for item in shoppers.page.lists.table.ranked.left)
        window.export_lists()
        (export,) = window.findChildren(ExportDialog)
        wait_until(lambda: export.states.state == "filled")
        export.foot.path.setText(str(out))
        export.foot.export.click()
        wait_until(lambda: export.foot.face() == "done")
        assert "Saved" in window.status_text()
        export.foot.done.click()
        settle()

    assert app(steps, "--sample", "--workspace", str(tmp_path / "workspace")) == 0
    with out.open(newline="", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert {row["run"] for row in rows} == {"Pipeline"}
    assert max(int(row["rank"]) for row in rows) == 12


@pytest.mark.usefixtures("small_sample")
def test_closing_with_a_job_asks_and_staying_goes_on(app: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[CloseDialog] = []
    answers = [CloseDialog.DialogCode.Rejected, CloseDialog.DialogCode.Accepted]

    def answer(dialog: CloseDialog) -> CloseDialog.DialogCode:
        asked.append(dialog)
        return answers[len(asked) - 1]

    monkeypatch.setattr(CloseDialog, "exec", answer)

    def steps(window: MainWindow) -> None:
        wait_until(lambda: window.jobs.running() is not None)
        window.close()
        settle()
        assert window.isVisible()
        assert window.jobs.live()

    assert app(steps, "--sample", "--workspace", str(tmp_path / "workspace")) == 0
    assert len(asked) == 2


def test_a_finished_sample_is_shown_and_not_run_again(
    app: App, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gui.sample.DATASET", "small")
    monkeypatch.setattr("gui.sample.STUDY", "baselines")

    def steps(window: MainWindow) -> None:
        wait_until(lambda: window.current == "compare")
        assert not window.jobs.entries

    assert app(steps, "--sample", "--workspace", str(workspace)) == 0
