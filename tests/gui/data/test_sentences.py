"""What the import says of its files, in words."""

from __future__ import annotations

from gui.data import sentences


def test_one_row_and_one_line_are_said_in_the_singular() -> None:
    assert [sentences.rows_read(rows, exact=True) for rows in (1, 1200)] == ["one row", "1,200 rows"]
    assert [sentences.evidence("invalid", lines) for lines in (1, 2)] == ["one line is not", "2 lines are not"]
    told = [sentences.left_out_reason("bad-line", "", rows) for rows in (1, 2)]
    assert told == ["unreadable line", "unreadable lines"]
