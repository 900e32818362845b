"""The export dialog through the real window: its choices, its preview, its command, and the file that comes of it."""

from __future__ import annotations

import csv
import json
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QPushButton, QWidget

import main
from engine.session import ExportLists
from engine.session.messages.exporting import COLUMNS, ExportRun, ExportSource, FileLayout
from gui.export.dialog import ExportDialog
from gui.export.form import Form
from gui.main_window import MainWindow
from gui.shoppers.controller import ShoppersScreen
from gui.style import look
from tests.gui import walk
from tests.gui.conftest import App, press, settle, wait_until

Steps = Callable[[ExportDialog, MainWindow], None]
Run = Callable[[Steps], None]


def opened(window: MainWindow) -> ExportDialog:
    """The dialog, filled, with the preview of the moment."""
    (dialog,) = (each for each in window.findChildren(ExportDialog) if each.isVisible())
    wait_until(lambda: dialog.states.state == "filled")
    answered(window)
    return dialog


def answered(window: MainWindow) -> None:
    """Waits for preview and estimate."""
    settle()
    wait_until(lambda: not window.bridge.waiting)


def click(dialog: ExportDialog, key: str) -> None:
    """One of the segments by its key."""
    (made,) = (b for b in dialog.findChildren(QPushButton) if b.property("key") == key)
    made.click()


def command(dialog: ExportDialog) -> list[str]:
    """The words of the command behind the program's name."""
    dialog.file.copy.click()
    words = shlex.split(QApplication.clipboard().text())
    assert words[:3] == ["python", "main.py", "export"]
    return words[2:]


@pytest.fixture
def export(app: App, workspace: Path) -> Run:
    """Runs steps on the filled dialog, opened from Compare."""

    def run(steps: Steps) -> None:
        def inside(window: MainWindow) -> None:
            window.open_screen("compare")
            screen = window.shown_screen("compare")
            wait_until(lambda: screen.view.state == "filled")  # type: ignore[union-attr]
            window.export_lists()
            dialog = opened(window)
            try:
                steps(dialog, window)
            finally:
                if any(each is dialog for each in window.findChildren(ExportDialog)):
                    dialog.reject()
                    settle()

        assert app(inside, "--workspace", str(workspace)) == 0

    return run


def test_the_first_export_goes_through_and_is_what_the_command_writes(
    export: Run, workspace: Path, tmp_path: Path
) -> None:
    out, again = tmp_path / "mine.csv", tmp_path / "again.csv"
    words: list[str] = []

    def steps(dialog: ExportDialog, window: MainWindow) -> None:
        dialog.foot.path.setText(str(out))
        words.extend(command(dialog))
        assert dialog.foot.export.text().startswith("Export ")
        dialog.foot.export.click()
        assert dialog.foot.face() == "running"
        wait_until(lambda: dialog.foot.face() == "done")
        rows = len(list(csv.reader(out.read_text(encoding="utf-8-sig").splitlines()))) - 1
        assert dialog.foot.saved.text() == f"Saved {rows:,} rows"
        assert window.status_text() == f"Saved {rows:,} rows to {out}"

    export(steps)
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")  # for Excel unless another encoding is chosen
    assert json.loads(Path(f"{out}.manifest.json").read_text(encoding="utf-8"))["file"] == "mine.csv"
    words[words.index("--out") + 1] = str(again)
    assert main.main(words) == 0
    assert again.read_bytes() == out.read_bytes()


CHOICES = {
    "parquet": ("parquet", {}),
    "excel": ("xlsx", {}),
    "json lines": ("jsonl", {}),
    "a German spreadsheet": ("csv", {"delimiter": "semicolon", "decimal": "comma", "encoding": "cp1252"}),
    "a Chinese one": ("csv", {"delimiter": "tab", "encoding": "gb18030"}),
    "a program": ("csv", {"encoding": "utf-8"}),
}


@pytest.mark.parametrize("choice", CHOICES)
def test_every_choice_stands_in_the_command_which_gives_the_same_bytes(
    export: Run, tmp_path: Path, choice: str
) -> None:
    form, options = CHOICES[choice]
    out = tmp_path / "a folder" / "lists é's.csv"
    words: list[str] = []
    places: list[Path] = []

    def steps(dialog: ExportDialog, window: MainWindow) -> None:
        dialog.foot.path.setText(str(out))
        click(dialog, form)
        for name, value in options.items():
            combo = getattr(dialog.file, name)
            combo.setCurrentIndex(combo.findData(value))
            combo.activated.emit(combo.currentIndex())
        dialog.file.missing.setCurrentIndex(1)
        dialog.file.missing.activated.emit(1)
        if form == "csv":
            dialog.file.neutralise.click()
        columns = dialog.choices.columns
        columns.toggle(0)
        columns.setCurrentRow(4)
        columns.shift(-2)
        click(dialog, "segment")
        dialog.choices.segment.setCurrentIndex(1)
        dialog.choices.segment.activated.emit(1)
        dialog.choices.k.setValue(7)
        answered(window)
        words.extend(command(dialog))
        dialog.foot.export.click()
        wait_until(lambda: dialog.foot.face() == "done")
        places.append(Path(words[words.index("--out") + 1]))

    export(steps)
    (place,) = places
    written = place.read_bytes()
    about = json.loads(Path(f"{place}.manifest.json").read_text(encoding="utf-8"))
    assert about["layout"]["columns"][:3] == ["scope", "item", "user"]
    assert (about["k"], about["segment"]) == (7, "hit")
    place.unlink()
    assert main.main(words) == 0
    assert place.read_bytes() == written


def test_the_preview_follows_columns_and_marks(export: Run) -> None:
    def steps(dialog: ExportDialog, window: MainWindow) -> None:
        rows = dialog.file.table.rows
        assert rows.titles() == list(dialog.choices.columns.chosen())
        dialog.choices.columns.toggle(0)
        answered(window)
        assert rows.titles() == list(dialog.choices.columns.chosen())
        assert "run" not in rows.titles()
        score = rows.titles().index("score")
        assert "." in rows.index(0, score).data()
        dialog.file.decimal.setCurrentIndex(1)
        dialog.file.decimal.activated.emit(1)
        answered(window)
        assert "," in rows.index(0, score).data()
        click(dialog, "jsonl")
        answered(window)
        assert rows.index(0, rows.titles().index("category")).data().startswith('["')

    export(steps)


def test_the_foot_says_rows_size_and_time_and_what_it_would_replace(export: Run, tmp_path: Path) -> None:
    def steps(dialog: ExportDialog, window: MainWindow) -> None:
        dialog.choices.k.setValue(3)
        answered(window)
        text = dialog.foot.amount.text()
        assert text.startswith(f"{200 * 3:,} rows, about ")
        assert text.endswith(" s")
        (tmp_path / "there.csv").write_text("old")
        dialog.foot.path.setText(str(tmp_path / "there.csv"))
        assert dialog.foot.remark.text() == "Takes the place of the file that is there"
        assert dialog.foot.amount.text() == text

    export(steps)


def test_unknown_shoppers_are_named_and_the_primary_leads_to_them(export: Run) -> None:
    def steps(dialog: ExportDialog, window: MainWindow) -> None:
        click(dialog, "chosen")
        dialog.choices.ids.setText("nobody")
        answered(window)
        assert dialog.file.preview.state == "error"
        assert dialog.choices.ids.property("invalid") is True
        dialog.foot.export.click()
        assert dialog.focusWidget() is dialog.choices.ids
        assert "nobody" in dialog.foot.remark.text()
        assert not window.jobs.entries
        dialog.choices.ids.setText("")
        answered(window)
        assert dialog.file.preview.state == "empty"
        dialog.foot.export.click()
        assert dialog.foot.remark.text() == "Write the ids of shoppers on the left, separated by commas."
        assert not window.jobs.entries

    export(steps)


def test_ids_copied_from_a_spreadsheet_are_taken_one_a_line(export: Run) -> None:
    def steps(dialog: ExportDialog, window: MainWindow) -> None:
        ids = sorted({dialog.file.table.rows.index(row, 2).data() for row in range(50)})
        click(dialog, "chosen")
        QApplication.clipboard().setText("\r\n".join(ids))
        dialog.choices.ids.selectAll()
        dialog.choices.ids.paste()
        answered(window)
        assert len(ids) > 1
        assert dialog.foot.export.text() == f"Export {20 * len(ids)} rows"

    export(steps)


def test_without_a_column_nothing_is_written(export: Run) -> None:
    def steps(dialog: ExportDialog, window: MainWindow) -> None:
        columns = dialog.choices.columns
        for name in columns.chosen():
            columns.toggle(columns.order().index(name))
        answered(window)
        assert dialog.file.preview.state == "empty"
        assert dialog.choices.count.text() == "0 of 11"
        dialog.foot.export.click()
        assert dialog.foot.remark.text() == "Check at least one column on the left."
        assert not window.jobs.entries

    export(steps)


def test_a_place_that_cannot_be_written_is_a_sentence_and_another_is_taken(export: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")

    def steps(dialog: ExportDialog, _window: MainWindow) -> None:
        dialog.foot.path.setText(str(tmp_path / "file" / "lists.csv"))
        dialog.foot.export.click()
        wait_until(lambda: dialog.foot.face() == "form")
        assert str(tmp_path / "file" / "lists.csv") in dialog.foot.remark.text()
        assert dialog.foot.path.property("invalid") is True
        dialog.foot.path.setText(str(tmp_path / "lists.csv"))
        dialog.foot.export.click()
        wait_until(lambda: dialog.foot.face() == "done")

    export(steps)
    assert (tmp_path / "lists.csv").is_file()


def test_a_folder_is_no_file_to_save_to(export: Run, tmp_path: Path) -> None:
    def steps(dialog: ExportDialog, window: MainWindow) -> None:
        dialog.foot.path.setText(str(tmp_path))
        dialog.foot.export.click()
        assert dialog.foot.remark.text() == "Name the file to save to."
        assert not window.jobs.entries

    export(steps)


def test_a_run_deleted_under_the_dialog_is_told_and_nothing_is_lost(
    export: Run, workspace: Path, tmp_path: Path
) -> None:
    (tmp_path / "lists.csv").write_text("old")

    def steps(dialog: ExportDialog, window: MainWindow) -> None:
        shutil.rmtree(workspace / "runs" / str(dialog.choices.run.currentData()))
        dialog.choices.k.setValue(3)
        answered(window)
        assert dialog.file.preview.state == "error"
        dialog.foot.path.setText(str(tmp_path / "lists.csv"))
        dialog.foot.export.click()
        wait_until(lambda: not window.jobs.live())

    export(steps)
    assert (tmp_path / "lists.csv").read_text() == "old"


def test_cancel_ends_the_export_and_leaves_the_old_file(
    export: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import engine.output.lists as lists

    (tmp_path / "lists.csv").write_text("old")
    whole = lists._sha256

    def patient(file: Path, monitor: object) -> str:
        while True:  # the last step, until somebody cancels
            whole(file, monitor)  # type: ignore[arg-type]

    monkeypatch.setattr(lists, "_sha256", patient)

    def steps(dialog: ExportDialog, window: MainWindow) -> None:
        dialog.foot.path.setText(str(tmp_path / "lists.csv"))
        dialog.foot.export.click()
        assert not dialog.choices.isEnabled()
        wait_until(lambda: window.jobs.running() is not None and window.jobs.running().fraction > 0.9)  # type: ignore[union-attr]
        dialog.foot.stop.click()
        wait_until(lambda: dialog.foot.face() == "form")
        assert dialog.foot.amount.text() == "Cancelled"
        assert dialog.choices.isEnabled()

    export(steps)
    assert [(f.name, f.read_text()) for f in tmp_path.glob("lists*")] == [("lists.csv", "old")]


def test_the_dialog_may_be_closed_while_the_job_goes_on(export: Run, tmp_path: Path) -> None:
    out = tmp_path / "lists.csv"

    def steps(dialog: ExportDialog, window: MainWindow) -> None:
        dialog.foot.path.setText(str(out))
        dialog.foot.export.click()
        dialog.foot.leave.click()
        wait_until(lambda: not window.jobs.live())
        assert out.is_file()
        assert "Saved" in window.status_text()

    export(steps)


def test_with_the_keyboard_alone_from_ctrl_e_to_the_file(app: App, workspace: Path, tmp_path: Path) -> None:
    out = tmp_path / "typed.csv"

    def steps(window: MainWindow) -> None:
        window.activateWindow()
        settle()
        press(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
        dialog = opened(window)
        dialog.activateWindow()
        settle()

        def tab_to(wanted: object) -> None:
            for _ in range(60):
                if QApplication.focusWidget() is wanted:
                    return
                press(QApplication.focusWidget(), Qt.Key.Key_Tab)
            raise AssertionError(f"Tab does not reach {wanted}")

        assert QApplication.focusWidget() is dialog.choices.run
        tab_to(dialog.choices.columns)
        press(dialog.choices.columns, Qt.Key.Key_Space)
        press(dialog.choices.columns, Qt.Key.Key_Down)
        press(dialog.choices.columns, Qt.Key.Key_Down)
        press(dialog.choices.columns, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
        tab_to(dialog.file.encoding)
        press(dialog.file.encoding, Qt.Key.Key_Down)
        tab_to(dialog.foot.path)
        dialog.foot.path.selectAll()
        for letter in str(out):
            from PySide6.QtTest import QTest

            QTest.keyClicks(dialog.foot.path, letter)
        answered(window)
        press(dialog.foot.path, Qt.Key.Key_Return)
        wait_until(lambda: dialog.foot.face() == "done")
        press(QApplication.focusWidget(), Qt.Key.Key_Return)
        settle()
        assert not any(each.isVisible() for each in window.findChildren(ExportDialog))

    assert app(steps, "--workspace", str(workspace)) == 0
    with out.open(newline="", encoding="utf-8") as file:
        assert next(csv.reader(file))[:3] == ["user", "scope", "rank"]


def test_f6_steps_from_choices_to_file_to_foot(export: Run) -> None:
    def steps(dialog: ExportDialog, _window: MainWindow) -> None:
        dialog.activateWindow()
        settle()
        met = []
        for _ in range(4):
            met.append(QApplication.focusWidget())
            press(dialog, Qt.Key.Key_F6)
        assert met == [dialog.choices.run, dialog.file.table, dialog.foot.path, dialog.choices.run]
        press(dialog, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
        assert QApplication.focusWidget() is dialog.choices.run

    export(steps)


def test_escape_closes_without_a_file(export: Run) -> None:
    def steps(dialog: ExportDialog, window: MainWindow) -> None:
        press(dialog, Qt.Key.Key_Escape)
        settle()
        assert not window.findChildren(ExportDialog)
        assert not window.jobs.entries

    export(steps)


def test_the_next_export_begins_where_the_last_one_ended(export: Run, tmp_path: Path) -> None:
    def steps(dialog: ExportDialog, window: MainWindow) -> None:
        dialog.foot.path.setText(str(tmp_path / "lists.csv"))
        click(dialog, "parquet")
        dialog.choices.columns.toggle(0)
        chosen = dialog.choices.columns.chosen()
        assert dialog.foot.path.text().endswith("lists.parquet")
        dialog.foot.export.click()
        wait_until(lambda: dialog.foot.face() == "done")
        dialog.foot.done.click()
        settle()
        window.export_lists()
        again = opened(window)
        assert again.file.format.current() == "parquet"
        assert again.choices.columns.chosen() == chosen
        assert again.choices.columns.order()[-1] == "run"
        assert Path(again.foot.path.text()).parent == tmp_path
        again.reject()
        settle()

    export(steps)


def test_the_proposed_name_follows_run_scope_and_format_until_the_person_names_the_file(export: Run) -> None:
    def steps(dialog: ExportDialog, _window: MainWindow) -> None:
        run, scope, path = dialog.choices.run, dialog.choices.scope, dialog.foot.path

        def choose(combo: QComboBox, place: int) -> None:
            combo.setCurrentIndex(place)
            combo.activated.emit(place)

        for place in range(run.count()):
            choose(run, place)
            choose(scope, scope.count() - 1)
            assert Path(path.text()).name == f"{run.currentText()}-{scope.currentData()}.csv".lower()
        click(dialog, "jsonl")
        assert Path(path.text()).suffix == ".jsonl"
        choose(run, 0)
        assert Path(path.text()).name == f"{run.currentText()}-{scope.currentData()}.jsonl".lower()
        path.setText(str(Path(path.text()).with_name("mine.jsonl")))
        choose(run, 1)
        choose(scope, 0)
        assert Path(path.text()).name == "mine.jsonl"
        click(dialog, "csv")
        assert Path(path.text()).name == "mine.csv"

    export(steps)


def test_every_scope_can_have_a_file_of_its_own(export: Run, tmp_path: Path) -> None:
    def steps(dialog: ExportDialog, window: MainWindow) -> None:
        one = dialog.file.caption.text()
        dialog.file.files.setCurrentIndex(1)
        dialog.file.files.activated.emit(1)
        answered(window)
        assert not dialog.choices.scope.isEnabled()
        assert dialog.foot.path.text().endswith("ease.csv")
        assert dialog.file.caption.text() != one
        dialog.foot.path.setText(str(tmp_path / "lists.csv"))
        assert "lists-cross.csv" in dialog.foot.remark.text()
        dialog.file.copy.click()
        assert QApplication.clipboard().text().count(" && python main.py export ") == 3
        dialog.foot.export.click()
        wait_until(lambda: dialog.foot.face() == "done")
        written = {file.name for file in tmp_path.glob("lists-*.csv")}
        assert written == {f"lists-{scope}.csv" for scope in ("cross", "in", "repeat", "all")}
        assert "4 files" in dialog.foot.saved.text()

    export(steps)


def test_an_export_to_excel_leaves_the_options_of_csv_alone(export: Run, tmp_path: Path) -> None:
    def steps(dialog: ExportDialog, window: MainWindow) -> None:
        click(dialog, "xlsx")
        dialog.foot.path.setText(str(tmp_path / "lists.xlsx"))
        dialog.foot.export.click()
        wait_until(lambda: dialog.foot.face() == "done")
        dialog.foot.done.click()
        settle()
        window.export_lists()
        again = opened(window)
        click(again, "csv")
        assert again.file.encoding.currentData() == "utf-8-sig"
        assert again.file.neutralise.isChecked()
        again.reject()
        settle()

    export(steps)


def test_utf_8_for_excel_brings_the_guard_against_formulas_back(export: Run) -> None:
    def steps(dialog: ExportDialog, window: MainWindow) -> None:
        encoding = dialog.file.encoding
        for wanted in ("utf-8", "utf-8-sig"):
            if wanted == "utf-8":
                dialog.file.neutralise.click()
            encoding.setCurrentIndex(encoding.findData(wanted))
            encoding.activated.emit(encoding.currentIndex())
            assert dialog.file.neutralise.isChecked() == (wanted == "utf-8-sig")
        answered(window)
        assert "--keep-formulas" not in command(dialog)

    export(steps)


def test_columns_without_values_are_left_out_and_come_back_with_a_run_that_has_them(qapp: QApplication) -> None:
    window = QWidget()
    dialog = ExportDialog(window)
    form = Form(dialog)
    plain = ExportRun("a" * 8, "EASE", 0, 0, ("cross",), 20, ("probability", "reason"))
    rich = ExportRun("b" * 8, "Pipeline", 0, 1, ("cross",), 20, ())
    form.fill(ExportSource((plain, rich), {}), plain.id, "cross", FileLayout(), Path("/tmp"))
    assert form.what().layout.columns == tuple(name for name in COLUMNS if name not in plain.empty)
    assert form.kept().columns == COLUMNS
    dialog.choices.run.setCurrentIndex(1)
    dialog.choices.run.activated.emit(1)
    assert form.what().layout.columns == COLUMNS


def test_settings_that_no_longer_fit_are_not_taken(settings: None) -> None:
    from gui.export import memory

    QSettings().setValue("export/columns", "price,user")
    QSettings().setValue("export/folder", "/no/such/folder")
    assert memory.layout().columns == ("user",)
    assert memory.folder() != Path("/no/such/folder")
    QSettings().setValue("export/columns", "price")
    assert memory.layout().columns == COLUMNS


def test_the_shopper_shown_is_proposed_where_single_shoppers_are_chosen(app: App, workspace: Path) -> None:
    def steps(window: MainWindow) -> None:
        window.open_screen("shoppers")
        screen = window.shown_screen("shoppers")
        wait_until(lambda: screen.page.shopper.state == "filled")  # type: ignore[union-attr]
        screen.page.head.export.click()  # type: ignore[union-attr]
        dialog = opened(window)
        click(dialog, "chosen")
        answered(window)
        assert dialog.foot.export.text() == "Export 20 rows"
        dialog.reject()
        settle()

    assert app(steps, "--workspace", str(workspace)) == 0


def test_a_filter_of_the_shoppers_is_whom_the_export_begins_with(app: App, workspace: Path) -> None:
    def steps(window: MainWindow) -> None:
        window.open_screen("shoppers")
        screen = window.shown_screen("shoppers")
        assert isinstance(screen, ShoppersScreen)
        wait_until(lambda: screen.page.shopper.state == "filled")
        screen.page.list.search.setText(str(screen.shoppers.shown_ids()[0]))
        settle()
        number = screen.shoppers.shown()
        assert 0 < number < 200
        screen.page.head.export.click()
        dialog = opened(window)
        assert dialog.choices.shoppers.current() == "chosen"
        assert dialog.foot.export.text() == f"Export {20 * number} rows"
        dialog.reject()
        settle()

    assert app(steps, "--workspace", str(workspace)) == 0


def test_without_a_study_there_is_nothing_to_export(app: App, tmp_path: Path) -> None:
    def steps(window: MainWindow) -> None:
        window.export_lists()
        assert not window.findChildren(ExportDialog)
        assert "no finished run" in window.status_text()

    assert app(steps, "--workspace", str(tmp_path / "workspace")) == 0


def test_browsing_takes_the_chosen_file(export: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_: (str(tmp_path / "there.csv"), "")))

    def steps(dialog: ExportDialog, _window: MainWindow) -> None:
        dialog.foot.browse.click()
        assert dialog.foot.path.text() == str(tmp_path / "there.csv")

    export(steps)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_dialog_can_be_read_in_every_theme_and_language(export: Run, form: str) -> None:
    def steps(dialog: ExportDialog, window: MainWindow) -> None:
        click(dialog, form)
        click(dialog, "segment")
        dialog.file.encoding.setCurrentIndex(dialog.file.encoding.findData("cp1252"))
        dialog.file.encoding.activated.emit(dialog.file.encoding.currentIndex())
        answered(window)
        for language in ("zh_CN", "en"):
            window.use_language(language)  # type: ignore[arg-type]
            for theme in ("dark", "light"):
                look().choose(theme)  # type: ignore[arg-type]
                settle()
                assert walk.clipped(dialog) == [], (language, theme)
                assert walk.nameless(dialog) == [], (language, theme)
                assert walk.faint(dialog) == [], (language, theme)

    export(steps)


def test_an_older_job_kind_still_exports(app: App, workspace: Path, tmp_path: Path) -> None:
    out = tmp_path / "plain.csv"

    def steps(window: MainWindow) -> None:
        study = window.selection.study
        assert study is not None
        window.jobs.submit(ExportLists(study.runs[0], out, k=2))
        wait_until(lambda: not window.jobs.live())

    assert app(steps, "--workspace", str(workspace)) == 0
    assert out.is_file()
