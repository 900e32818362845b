"""What each step of the import shows and says: bad files, missing roles, repairs, and nothing lost by going back."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel

from engine.session.messages.checking import CheckImport
from gui.data.wizard import Wizard
from gui.language import Language
from gui.main_window import MainWindow
from gui.style import Choice, look
from tests.gui import walk
from tests.gui.conftest import App, press, settle, wait_until
from tests.gui.data.shop import ambiguous_shop, shop, write_table
from tests.gui.data.test_wizard import data_screen, ready, wizard_of

LOOKS: tuple[tuple[Language, Choice, int, int], ...] = (("en", "light", 1280, 800), ("zh_CN", "dark", 1920, 1080))


def begin(window: MainWindow, *files: Path) -> Wizard:
    """The wizard with these files, once they have been looked at."""
    window.import_files(files)
    wizard = wizard_of(window)
    wait_until(lambda: bool(wizard.state.files))
    return wizard


def go_to(wizard: Wizard, step: int) -> None:
    """Goes on to a step and waits for what it shows."""
    while wizard.now < step:
        ready(wizard)
        wizard.next()
    ready(wizard)


def test_every_step_can_be_read_at_every_size_and_language(app: App, tmp_path: Path) -> None:
    purchases, goods = ambiguous_shop(tmp_path)

    def steps(window: MainWindow) -> None:
        wizard = begin(window, purchases, goods)
        go_to(wizard, 4)
        wait_until(lambda: wizard.split.answer is not None)
        for language, theme, width, height in LOOKS:
            window.use_language(language)
            look().choose(theme)
            window.resize(width, height)
            for step in range(5):
                wizard.go(step)
                settle()
                where = f"step {step} {language} {width} × {height}"
                with suppress(AssertionError):
                    wait_until(lambda: not walk.clipped(wizard.view), 3.0)
                assert walk.clipped(wizard.view) == [], where
                assert walk.nameless(window) == [], where
                assert walk.faint(window) == [], where

    assert app(steps, "--workspace", str(tmp_path / "workspace")) == 0


def test_files_that_cannot_be_read_say_so_on_their_card_and_stand_in_the_way(app: App, tmp_path: Path) -> None:
    empty, odd = tmp_path / "empty.csv", tmp_path / "picture.png"
    empty.touch()
    odd.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)

    def steps(window: MainWindow) -> None:
        wizard = begin(window, empty, odd)
        problems = [card.guess.problem for card in wizard.files.page.cards]
        assert [problem.code for problem in problems if problem][:1] == ["file-empty"]
        assert all(problem is not None and problem.sentence for problem in problems)
        assert "interactions" in wizard.steps[0].blocker()
        wizard.next()
        assert wizard.now == 0

    assert app(steps, "--workspace", str(tmp_path / "workspace")) == 0


def test_a_file_put_into_the_other_table_gives_its_place_up(app: App, tmp_path: Path) -> None:
    purchases, goods = shop(tmp_path)

    def steps(window: MainWindow) -> None:
        wizard = begin(window, purchases, goods)
        wizard.files.page.table_chosen.emit(goods, "interactions")
        assert wizard.files.tables == {purchases: "", goods: "interactions"}
        wizard.files.page.table_chosen.emit(purchases, "interactions")
        wizard.files.page.table_chosen.emit(goods, "items")
        go_to(wizard, 2)
        assert wizard.draft["interactions"]["user"] == "customer_id"
        assert wizard.draft["items"]["category"] == ["department", "aisle"]

    assert app(steps, "--workspace", str(tmp_path / "workspace")) == 0


def test_a_missing_role_is_a_sentence_beside_next_which_leads_to_it(app: App, tmp_path: Path) -> None:
    purchases, goods = shop(tmp_path)

    def steps(window: MainWindow) -> None:
        wizard = begin(window, purchases, goods)
        go_to(wizard, 2)
        shopper = wizard.roles.page.cards["interactions"][0]
        shopper.role_chosen.emit("customer_id", "")
        wait_until(lambda: "shopper" in wizard.roles.blocker())
        assert wizard.page.blocker.isVisible()
        wizard.next()
        assert wizard.now == 2
        assert shopper.role.hasFocus()
        shopper.role_chosen.emit("customer_id", "user")
        wait_until(lambda: not wizard.roles.blocker())

    assert app(steps, "--workspace", str(tmp_path / "workspace")) == 0


def test_a_wheel_turned_over_a_role_scrolls_and_changes_nothing(app: App, tmp_path: Path) -> None:
    purchases, goods = shop(tmp_path)

    def steps(window: MainWindow) -> None:
        wizard = begin(window, purchases, goods)
        go_to(wizard, 2)
        role = wizard.roles.page.cards["interactions"][0].role
        at, down = QPointF(role.rect().center()), QPoint(0, -120)
        turned = QWheelEvent(
            at,
            role.mapToGlobal(at),
            QPoint(),
            down,
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(role, turned)
        assert role.currentData() == "user"

    assert app(steps, "--workspace", str(tmp_path / "workspace")) == 0


def test_a_setting_that_was_changed_is_kept_on_the_way_back_and_can_be_found_again(app: App, tmp_path: Path) -> None:
    purchases, goods = shop(tmp_path)

    def steps(window: MainWindow) -> None:
        wizard = begin(window, purchases, goods)
        go_to(wizard, 1)
        settings = wizard.format.page.settings
        assert settings.value("delimiter") == ";"
        settings.chosen.emit("decimal", ".")
        ready(wizard)
        wait_until(lambda: settings.value("decimal") == ".")
        wizard.back()
        go_to(wizard, 1)
        assert wizard.draft["interactions"]["format"]["decimal"] == "."
        settings.sniff.click()
        wait_until(lambda: settings.value("decimal") == ",")

    assert app(steps, "--workspace", str(tmp_path / "workspace")) == 0


def test_a_repair_is_told_without_another_check_and_marks_what_it_changed(app: App, tmp_path: Path) -> None:
    purchases, _ = shop(tmp_path)
    rows = [(number, "COUPON" if number < 5 else f"kind {number % 9}") for number in range(60)]
    goods = write_table(tmp_path / "goods.csv", ("product_id", "department"), rows)

    def steps(window: MainWindow) -> None:
        wizard = begin(window, purchases, goods)
        go_to(wizard, 3)
        check, before = wizard.check, wizard.check.answer
        assert before is not None
        place = next(i for i, finding in enumerate(before.findings) if finding.code == "not-products")
        codes = [repair.code for repair in before.findings[place].repairs]
        check.page.findings.repair_chosen.emit(place, codes.index("leave-out"))
        wait_until(lambda: check.answer is not before and not check.blocker())
        assert check.answer is not None
        assert check.answer.rows_out < before.rows_out
        assert "interactions" in check.page.sight.counts.changed()
        assert [type(entry.job) for entry in window.jobs.entries.values()] == [CheckImport]
        go_to(wizard, 4)
        wait_until(lambda: wizard.split.answer is not None)
        assert wizard.split.answer is not None
        assert int(wizard.split.answer.weeks.sum()) == check.answer.rows_out

    assert app(steps, "--workspace", str(tmp_path / "workspace")) == 0


def test_counts_of_the_draft_before_are_muted_while_a_repair_reads_the_files_anew(app: App, tmp_path: Path) -> None:
    _, goods = shop(tmp_path)
    rows = [
        (number % 6, number % 30, f"{1 + number % 28:02}/{1 + number // 28 % 12:02}/2023", "many" if number == 7 else 2)
        for number in range(300)
    ]
    purchases = write_table(tmp_path / "bought.csv", ("customer_id", "product_id", "date", "quantity"), rows)

    def steps(window: MainWindow) -> None:
        wizard = begin(window, purchases, goods)
        go_to(wizard, 3)
        check, before, said = wizard.check, wizard.check.answer, set[str]()
        assert before is not None
        check.changed.connect(lambda: said.add(check.page.strip.said_out()))
        place = next(i for i, finding in enumerate(before.findings) if finding.code == "number-unreadable")
        codes = [repair.code for repair in before.findings[place].repairs]
        check.page.findings.repair_chosen.emit(place, codes.index("as-missing"))
        wait_until(lambda: check.answer is not before and not check.blocker())
        assert check.answer is not None
        assert check.answer.rows_out == before.rows_out + 1
        assert "counting…" in said
        assert check.page.strip.said_out() != "counting…"

    assert app(steps, "--workspace", str(tmp_path / "workspace")) == 0


def test_the_rows_left_out_are_saved_as_they_stand(app: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    purchases, goods = shop(tmp_path)
    out = tmp_path / "left-out.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_: (str(out), "")))

    def steps(window: MainWindow) -> None:
        wizard = begin(window, purchases, goods)
        go_to(wizard, 3)
        wizard.check.page.save.click()
        wait_until(lambda: out.exists() and not window.jobs.live())

    assert app(steps, "--workspace", str(tmp_path / "workspace")) == 0
    checked = out.read_text("utf-8-sig").splitlines()
    assert len(checked) > 1
    assert any(line.startswith("interactions,") for line in checked)


def test_an_import_called_off_leaves_the_datasets_as_they_were(app: App, tmp_path: Path) -> None:
    purchases, goods = shop(tmp_path)

    def steps(window: MainWindow) -> None:
        wizard = begin(window, purchases, goods)
        go_to(wizard, 2)
        wizard.page.cancel.click()
        screen = data_screen(window)
        assert screen.wizard is None
        assert screen.pages.currentWidget() is screen.first_run
        assert not window.jobs.entries

    assert app(steps, "--workspace", str(tmp_path / "workspace")) == 0


def test_a_file_that_is_gone_at_the_import_is_a_sentence_and_the_import_can_be_gone_back_to(
    app: App, tmp_path: Path
) -> None:
    purchases, goods = shop(tmp_path)

    def steps(window: MainWindow) -> None:
        wizard = begin(window, purchases, goods)
        go_to(wizard, 4)
        wait_until(lambda: wizard.split.answer is not None)
        goods.unlink()
        wizard.next()
        wait_until(lambda: not window.jobs.live())
        banner = data_screen(window).page.banner
        wait_until(lambda: banner.again.isVisible())
        assert "goods.csv" in banner.step.text()
        banner.again.click()
        assert wizard_of(window) is wizard
        assert wizard.page.isVisible()

    assert app(steps, "--workspace", str(tmp_path / "workspace")) == 0


def test_the_card_names_what_it_sees_while_files_are_held_over_the_window(app: App, tmp_path: Path) -> None:
    purchases, goods = shop(tmp_path)

    def steps(window: MainWindow) -> None:
        screen = data_screen(window)
        screen.hover((purchases, goods))
        text = screen.first_run.zone.text
        assert "2 files" in text.text()
        wait_until(lambda: text.text() == "2 files: interactions and items?")
        screen.hover(())
        assert text.text() == "Drop files or a folder here"

    assert app(steps, "--workspace", str(tmp_path / "workspace")) == 0


def test_a_dataset_tells_why_rows_of_its_files_are_not_in_it(app: App, small_workspace: Path) -> None:
    def steps(window: MainWindow) -> None:
        screen = data_screen(window)
        groups = screen.page.facts
        wait_until(lambda: any("Left out" in label.text() for label in groups.findChildren(QLabel)[10:]))

    assert app(steps, "--workspace", str(small_workspace)) == 0


def test_the_list_shows_each_dataset_and_the_study_that_can_follow(app: App, small_workspace: Path) -> None:
    def steps(window: MainWindow) -> None:
        screen = data_screen(window)
        wait_until(lambda: screen.datasets.rowCount() == 1)
        assert screen.datasets.index(0, 0).data() == "small"
        assert screen.page.study.isVisible()
        screen.page.table.setFocus()
        press(screen.page.table, Qt.Key.Key_F6)
        assert screen.page.new.hasFocus()

    assert app(steps, "--workspace", str(small_workspace)) == 0
