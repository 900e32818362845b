"""Where cells lie, how they zoom, and what is seen of them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF

from gui.associations.grid import Grid


def grid(n: int, room: tuple[int, int] = (420, 430)) -> Grid:
    made = Grid()
    made.set_cells(n)
    made.place(150, 100, room, 440)
    return made


@pytest.mark.parametrize(("n", "cell"), [(30, 14), (5, 28), (100, 4), (1000, 3)])
def test_cells_fill_the_room_between_three_and_twenty_eight_pixels(n: int, cell: int) -> None:
    made = grid(n)
    assert made.cell == cell
    assert made.wide <= 420
    assert made.high <= 430


def test_both_views_hold_the_same_cell_under_the_same_place() -> None:
    made = grid(30)
    first, second = (made.cell_at(QPointF(left + 100, 200)) for left in made.lefts)
    assert first == second == (7, 7)


def test_between_and_beside_the_views_is_no_cell() -> None:
    made = grid(30)
    assert made.cell_at(QPointF(149, 200)) is None
    assert made.cell_at(QPointF(580, 200)) is None
    assert made.cell_at(QPointF(200, 99)) is None


def zoomed(made: Grid, steps: int, point: QPointF) -> bool:
    cells = made.under(point)
    changed = made.zoom(steps)
    made.place(150, 100, (420, 430), 440)
    made.hold(cells, point)
    return changed


def test_zooming_keeps_the_cell_under_the_pointer() -> None:
    made = grid(200)
    point = QPointF(150 + 210, 100 + 150)
    before = made.cell_at(point)
    for _ in range(6):
        assert zoomed(made, 1, point)
        assert made.cell_at(point) == before


def test_zooming_ends_where_all_is_seen_and_where_cells_are_largest() -> None:
    made, point = grid(50), QPointF(200, 200)
    assert not zoomed(made, -1, point)
    while zoomed(made, 1, point):
        pass
    assert made.cell == 28
    while zoomed(made, -1, point):
        pass
    assert made.wide == made.whole


def test_what_is_scrolled_to_is_seen_whole_and_never_beyond_the_edge() -> None:
    made = grid(500)
    made.show_cell(499, 0)
    assert made.rows.stop == 500
    assert made.columns.start == 0
    assert made.rect(0, 499, 0).bottom() <= made.frame(0).bottom()
    made.scroll(QPointF(-1e6, 1e6))
    assert made.at.x() == 0
    assert made.at.y() == made.whole - made.high


def test_a_cell_can_be_brought_into_the_middle() -> None:
    made = grid(500)
    made.show_cell(250, 100, centred=True)
    assert made.rect(0, 250, 100).center().y() == pytest.approx(made.frame(0).center().y(), abs=4)
