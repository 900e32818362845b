"""Gaps between panels: moved by keys, put back by a double click, remembered."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QSplitterHandle, QWidget

from gui.widgets.splitter import Splitter


def made(name: str = "test", width: int = 812) -> Splitter:
    """Three panels: 200 px, and shares of what is left."""
    panels = [QWidget() for _ in range(3)]
    for panel in panels:
        panel.setMinimumWidth(50)
    splitter = Splitter(name, True, panels, [200, 3.0, 1.0])
    splitter.resize(width, 100)
    splitter.show()
    QTest.qWaitForWindowExposed(splitter)
    return splitter


@pytest.fixture
def splitter(settings: None, qapp: QApplication) -> Iterator[Splitter]:
    splitter = made()
    yield splitter
    splitter.close()
    splitter.deleteLater()


def double_click(gap: QSplitterHandle) -> None:
    spot, none = QPointF(3, 40), Qt.KeyboardModifier.NoModifier
    button = Qt.MouseButton.LeftButton
    place = QPointF(gap.mapToGlobal(spot.toPoint()))
    QApplication.sendEvent(gap, QMouseEvent(QEvent.Type.MouseButtonDblClick, spot, place, button, button, none))


def test_a_panel_has_its_px_and_the_others_share_what_is_left(splitter: Splitter) -> None:
    gap = splitter.handleWidth()
    left = 812 - 2 * gap - 200
    assert splitter.sizes() == [200, left * 3 // 4, left // 4]


def test_a_larger_window_gives_its_room_to_those_that_share(splitter: Splitter) -> None:
    splitter.resize(1012, 100)
    assert splitter.sizes()[0] == 200
    assert sum(splitter.sizes()) == 1012 - 2 * splitter.handleWidth()


@pytest.mark.parametrize(
    ("key", "modifier", "moved"),
    [
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, 12),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier, -12),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier, 60),
    ],
)
def test_arrow_keys_move_a_gap(splitter: Splitter, key: Qt.Key, modifier: Qt.KeyboardModifier, moved: int) -> None:
    QTest.keyClick(splitter.handle(1), key, modifier)
    assert splitter.sizes()[0] == 200 + moved


def test_a_gap_has_a_name_and_takes_the_focus(splitter: Splitter) -> None:
    gap = splitter.handle(1)
    assert gap.accessibleName()
    assert gap.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_a_gap_in_focus_is_drawn_otherwise(splitter: Splitter) -> None:
    gap = splitter.handle(1)
    splitter.activateWindow()
    QTest.qWaitForWindowActive(splitter)
    splitter.handle(2).setFocus()
    before = gap.grab().toImage()
    gap.setFocus()
    assert gap.hasFocus()
    assert gap.grab().toImage() != before


def test_what_the_person_has_chosen_stands_when_the_screen_is_made_again(splitter: Splitter) -> None:
    QTest.keyClick(splitter.handle(1), Qt.Key.Key_Right)
    QTest.keyClick(splitter.handle(2), Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    again = made()
    assert again.sizes() == splitter.sizes()
    again.close()
    again.deleteLater()


def test_rooms_that_the_screen_gives_later_do_not_undo_a_choice(splitter: Splitter) -> None:
    QTest.keyClick(splitter.handle(1), Qt.Key.Key_Right)
    splitter.give([300, 3.0, 1.0])
    assert splitter.sizes()[0] == 212


def test_a_double_click_puts_all_gaps_back_for_good(splitter: Splitter) -> None:
    first = splitter.sizes()
    QTest.keyClick(splitter.handle(1), Qt.Key.Key_Right)
    double_click(splitter.handle(1))
    assert splitter.sizes() == first
    again = made()
    assert again.sizes() == first
    again.close()
    again.deleteLater()


def test_home_puts_all_gaps_back(splitter: Splitter) -> None:
    first = splitter.sizes()
    QTest.keyClick(splitter.handle(1), Qt.Key.Key_Right)
    QTest.keyClick(splitter.handle(1), Qt.Key.Key_Home)
    assert splitter.sizes() == first


def test_a_panel_that_is_folded_keeps_the_room_it_had(splitter: Splitter) -> None:
    QTest.keyClick(splitter.handle(1), Qt.Key.Key_Right)
    panel = splitter.widget(0)
    panel.setFixedWidth(40)
    splitter.share()
    QTest.keyClick(splitter.handle(2), Qt.Key.Key_Right)
    panel.setMinimumWidth(50)
    panel.setMaximumWidth(1000)
    splitter.share()
    assert splitter.sizes()[0] == 212


def test_settings_of_another_kind_are_not_taken(settings: None, qapp: QApplication) -> None:
    from PySide6.QtCore import QSettings

    for kept in (["1", "2"], ["a", "b", "c"], ["-4", "1", "1"], "5"):
        QSettings().setValue("panels/test", kept)
        splitter = made()
        assert splitter.sizes()[0] == 200
        splitter.close()
        splitter.deleteLater()
