"""The preview of an import: how cells read, and why one cannot be read."""

from __future__ import annotations

from engine.session.messages.importing import PreviewRow
from gui.data.preview import PreviewModel

COLUMNS = (("item", "integer"), ("price", "decimal"), ("day", "date"))


def preview(*rows: PreviewRow) -> PreviewModel:
    model = PreviewModel()
    model.show_rows(COLUMNS, rows)
    return model


def test_numbers_of_a_column_have_equal_decimals() -> None:
    model = preview(PreviewRow(2, ("7", "0.5", ""), {}), PreviewRow(3, ("8", "12", ""), {}))
    model.show_rows(COLUMNS, (*model.rows, PreviewRow(4, ("9", "2.19", ""), {})))
    assert [model.text(row, 1) for row in range(3)] == ["0.50", "12.00", "2.19"]
    assert model.text(0, 0) == "7"


def test_numbers_with_many_decimals_stay_as_they_are() -> None:
    model = preview(PreviewRow(2, ("7", "0.333333", ""), {}), PreviewRow(3, ("8", "0.5", ""), {}))
    assert [model.text(row, 1) for row in range(2)] == ["0.333333", "0.5"]


def test_a_cell_at_fault_stays_as_it_stands_and_says_why() -> None:
    model = preview(PreviewRow(2, ("7", "1.25", ""), {}), PreviewRow(3, ("8", "dear", ""), {1: "number-unreadable"}))
    assert model.text(1, 1) == "dear"
    assert model.fault(1, 2) == "price is no number."
    assert model.fault(0, 2) == ""


def test_text_right_of_numbers_begins_apart_from_them() -> None:
    model = preview()
    assert [column for column in range(4) if model.turns(column)] == [0, 3]
