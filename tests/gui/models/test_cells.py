"""Rows are ordered in NumPy, stably, and what has no value comes last."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPersistentModelIndex, Qt

from gui.models import CELL_ROLE, Cell, CellModel, order_of


class Numbers(CellModel):
    def __init__(self, values: list[float]) -> None:
        super().__init__()
        self.values = np.array(values)
        self.reset_rows(np.arange(len(values)))

    def titles(self) -> list[str]:
        return ["value"]

    def cell(self, position: int, column: int) -> Cell:
        return Cell(f"{self.values[position]:g}", tip="a tip", spoken="said")

    def sort_key(self, column: int) -> npt.NDArray[Any]:
        return self.values


def texts(model: CellModel) -> list[str]:
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_missing_values_come_last_both_ways() -> None:
    key = np.array([2.0, np.nan, 1.0])
    assert order_of(key, descending=False).tolist() == [2, 0, 1]
    assert order_of(key, descending=True).tolist() == [0, 2, 1]


def test_equal_values_keep_their_order_both_ways() -> None:
    key = np.array([1, 1, 0, 1])
    assert order_of(key, descending=False).tolist() == [2, 0, 1, 3]
    assert order_of(key, descending=True).tolist() == [0, 1, 3, 2]


def test_a_sorted_model_shows_its_rows_in_order() -> None:
    model = Numbers([3, 1, 2])
    model.sort(0, Qt.SortOrder.DescendingOrder)
    assert texts(model) == ["3", "2", "1"]
    assert model.sorted_by == (0, True)


def test_an_index_follows_its_row_when_the_model_is_sorted() -> None:
    model = Numbers([3, 1, 2])
    kept = QPersistentModelIndex(model.index(0, 0))
    model.sort(0, Qt.SortOrder.AscendingOrder)
    assert (kept.row(), kept.data()) == (2, "3")


def test_new_rows_keep_the_order_sorted_by() -> None:
    model = Numbers([3, 1, 2])
    model.sort(0, Qt.SortOrder.AscendingOrder)
    model.reset_rows(np.array([0, 2]))
    assert texts(model) == ["2", "3"]
    assert model.row_of(0) == 1
    assert model.row_of(1) == -1


def test_a_cell_answers_every_role_a_table_asks_for() -> None:
    model = Numbers([1])
    index = model.index(0, 0)
    assert index.data(CELL_ROLE).text == "1"
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "a tip"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "said"


def test_a_million_rows_are_sorted_without_a_loop_over_them() -> None:
    model = Numbers(np.random.default_rng(0).random(1_000_000).tolist())
    model.sort(0, Qt.SortOrder.DescendingOrder)
    assert np.all(np.diff(model.values[model.order]) <= 0)
