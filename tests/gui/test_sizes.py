"""Windows smaller than the look is made for: panels scroll, nothing overlaps, nothing is cut."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from PySide6.QtWidgets import QScrollArea, QWidget

from gui.export.dialog import ExportDialog
from gui.main_window import MainWindow
from gui.studies.controller import StudiesScreen, templates
from tests.gui import walk
from tests.gui.conftest import App, settle, wait_until
from tests.gui.data.shop import ambiguous_shop
from tests.gui.data.test_steps import begin, go_to
from tests.gui.test_screens import open_filled

SMALL, LEAST, FULL = (1000, 650), (800, 600), (1280, 800)
SCREENS = ("data", "studies", "compare", "shoppers", "associations")


def troubles(window: QWidget) -> list[str]:
    """What overlaps, is clipped or is cut."""
    return [*walk.overlapping(window), *walk.clipped(window), *walk.cut(window)]


def in_both_languages(window: MainWindow, seen: QWidget, where: str) -> None:
    """Nothing is wrong in small windows of either language."""
    for language in ("en", "zh_CN"):
        window.use_language(language)
        for size in (SMALL, LEAST):
            window.resize(*size)
            settle()
            assert (window.width(), window.height()) == size, where
            with suppress(AssertionError):  # every layout in another tells the next of its size in an event of its own
                wait_until(lambda: not troubles(seen), 3.0)
            assert troubles(seen) == [], f"{where} {language} {size}"


def scrolls(window: MainWindow) -> bool:
    """Whether the page of the screen in front is larger than its room."""
    area = window.shown_screen(window.current).view.parentWidget().parentWidget()  # type: ignore[union-attr]
    assert isinstance(area, QScrollArea)
    return area.horizontalScrollBar().isVisible() or area.verticalScrollBar().isVisible()


@pytest.mark.parametrize("name", SCREENS)
def test_nothing_overlaps_on_a_screen_in_a_small_window(name: str, app: App, workspace: Path) -> None:
    def steps(window: MainWindow) -> None:
        open_filled(window, name)
        in_both_languages(window, window, name)

    assert app(steps, "--workspace", str(workspace)) == 0


@pytest.mark.parametrize("name", ["shoppers", "associations"])
def test_a_screen_needs_no_more_room_than_the_look_gives_it(name: str, app: App, workspace: Path) -> None:
    def steps(window: MainWindow) -> None:
        open_filled(window, name)
        window.resize(*LEAST)
        wait_until(lambda: scrolls(window))
        window.resize(*FULL)
        wait_until(lambda: not scrolls(window))

    assert app(steps, "--workspace", str(workspace)) == 0


def test_nothing_overlaps_in_the_form_of_a_study_and_beside_a_running_one(app: App, workspace: Path) -> None:
    def steps(window: MainWindow) -> None:
        open_filled(window, "studies")
        screen = window.shown_screen("studies")
        assert isinstance(screen, StudiesScreen)
        screen.new_study()
        screen.form.open_template(templates()[0])
        wait_until(lambda: bool(screen.form.draft and screen.form.draft.models and screen.form.check))
        in_both_languages(window, window, "form")
        screen.page.setCurrentWidget(screen.page.live)
        in_both_languages(window, window, "live")

    assert app(steps, "--workspace", str(workspace)) == 0


def test_nothing_overlaps_in_the_import(app: App, tmp_path: Path) -> None:
    def steps(window: MainWindow) -> None:
        wizard = begin(window, *ambiguous_shop(tmp_path))
        go_to(wizard, 4)
        wait_until(lambda: wizard.split.answer is not None)
        for step in range(5):
            wizard.go(step)
            settle()
            in_both_languages(window, window, f"step {step}")

    assert app(steps, "--workspace", str(tmp_path / "workspace")) == 0


def test_the_export_is_no_larger_than_a_small_window_and_nothing_in_it_overlaps(app: App, workspace: Path) -> None:
    def steps(window: MainWindow) -> None:
        open_filled(window, "shoppers")
        window.resize(*LEAST)
        window.export_lists()
        (dialog,) = window.findChildren(ExportDialog)
        wait_until(lambda: dialog.states.state == "filled")
        settle()
        assert dialog.width() <= LEAST[0]
        assert dialog.height() <= LEAST[1]
        assert troubles(dialog) == []
        dialog.reject()

    assert app(steps, "--workspace", str(workspace)) == 0
