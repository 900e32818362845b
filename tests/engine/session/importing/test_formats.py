"""A file as it stands and as it is read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from engine.errors import UserError
from engine.monitor import Cancelled
from engine.session.control import Control
from engine.session.importing import formats
from engine.session.messages.importing import FormatQuery, FormatSetting, FormatView, RowsFrom
from tests.engine.session.importing.shop import ITEMS, LOG, Desk


def formatted(draft: dict[str, Any], **form: Any) -> dict[str, Any]:
    return {**draft, "interactions": {**draft["interactions"], "format": form}}


def ask(desk: Desk, draft: dict[str, Any], rows_from: RowsFrom = "across") -> FormatView:
    view = desk.ask(FormatQuery(draft, "interactions", rows_from))
    assert isinstance(view, FormatView)
    return view


def setting(view: FormatView, name: str) -> FormatSetting:
    return next(each for each in view.settings if each.name == name)


def test_every_setting_is_found_with_its_evidence(desk: Desk) -> None:
    view = ask(desk, desk.draft(sales_csv=LOG))
    assert [(each.name, each.value, each.evidence, each.count, each.good) for each in view.settings[:6]] == [
        ("encoding", "utf-8", "valid", -1, True),
        ("delimiter", ";", "fields", 6, True),
        ("quote", '"', "none-used", -1, True),
        ("header", "true", "names", -1, True),
        ("decimal", ",", "in-columns", 1, True),
        ("thousands", "", "none-seen", -1, True),
    ]
    assert not any(each.chosen for each in view.settings)
    assert all(each.value in each.choices for each in view.settings)


def test_the_raw_lines_stand_as_in_the_file(desk: Desk) -> None:
    view = ask(desk, desk.draft(sales_csv=LOG))
    lines = LOG.splitlines()
    assert view.raw[0] == (1, lines[0])
    assert all(text == lines[line - 1] for line, text in view.raw)
    assert view.lines == len(lines)


def test_rows_are_shown_as_they_are_read(desk: Desk) -> None:
    view = ask(desk, desk.draft(sales_csv=LOG), "start")
    assert dict(view.columns) == {
        "household": "text",
        "product_id": "text",
        "bought": "date and time",
        "basket_id": "text",
        "quantity": "integer",
        "price": "decimal",
    }
    assert view.rows[0].line == 2
    assert view.rows[0].cells == ("h0", "p0", "2023-01-01 10:00:00", "b0", "0", "0.50")
    assert len(view.rows) == 200


@pytest.mark.parametrize(("rows_from", "first", "last"), [("start", 2, 201), ("end", 138, 337), ("across", 2, 337)])
def test_rows_come_from_where_they_are_asked_for(desk: Desk, rows_from: RowsFrom, first: int, last: int) -> None:
    view = ask(desk, desk.draft(sales_csv=LOG), rows_from)
    assert (view.rows[0].line, view.rows[-1].line) == (first, last)


def test_failing_rows_name_the_cell(desk: Desk) -> None:
    lines = LOG.splitlines()
    lines[10] = lines[10].replace("/01/2023", "/13/2023").replace(lines[10].split(";")[2][:2], "31", 1)
    lines[20] += ";too;many"
    lines[30] = lines[30][: lines[30].rindex(";")] + ";dear"
    view = ask(desk, desk.draft(sales_csv="\n".join(lines)), "failing")
    assert [(row.line, tuple(row.faults)) for row in view.rows] == [(11, (2,)), (21, (5,)), (31, (5,))]
    assert view.rows[2].faults[5] == "number-unreadable"
    assert view.rows[2].cells[5] == "dear"


def test_days_after_the_twelfth_leave_no_question(desk: Desk) -> None:
    view = ask(desk, desk.draft(sales_csv=LOG))
    assert view.times is not None
    (reading,) = view.times.readings
    assert (reading.format, reading.order, reading.share) == ("%d/%m/%Y %H:%M:%S", "day-first", 1.0)
    assert (view.times.first, view.times.last, view.times.longest_gap) == ("2023-01-01", "2023-12-28", 3)
    assert int(view.times.weeks.sum()) == 336


DAILY = "user,item,t\n" + "".join(
    f"u{number % 5},i{number % 7},{number % 12 + 1:02}/{number // 12 + 1:02}/2023\n" for number in range(144)
)


def test_a_date_that_can_be_read_twice_is_a_question_with_its_evidence(desk: Desk) -> None:
    view = ask(desk, desk.draft(log_csv=DAILY))
    assert view.times is not None
    assert [(each.order, each.share, each.breaks) for each in view.times.readings] == [
        ("day-first", 1.0, 0),
        ("month-first", 1.0, 11),
    ]
    assert view.times.chosen == 0
    day, month = (each.example for each in view.times.readings)
    assert day != month


def test_the_chosen_reading_is_in_force(desk: Desk) -> None:
    view = ask(desk, formatted(desk.draft(log_csv=DAILY), time_format="%m/%d/%Y"))
    assert view.times is not None
    assert view.times.readings[view.times.chosen].order == "month-first"
    assert len(view.times.readings) == 2


def test_impossible_dates_of_the_better_reading_keep_the_question_open(desk: Desk) -> None:
    view = ask(desk, desk.draft(sales_csv=LOG.replace("28/02/2023", "31/02/2023")))
    assert view.times is not None
    assert [each.order for each in view.times.readings] == ["day-first", "month-first"]
    assert 0.9 < view.times.readings[0].share < 1.0
    assert view.times.readings[1].share < 0.5


def test_times_that_are_none_leave_the_column_as_it_stands(desk: Desk) -> None:
    draft = desk.draft(log_csv="user,item,t\nu1,i1,soon\nu2,i2,later\n")
    draft["interactions"] = {**draft["interactions"], "time": "t"}
    assert ask(desk, draft).times is None


def test_a_chosen_delimiter_that_does_not_fit_is_shown_as_such(desk: Desk) -> None:
    view = ask(desk, formatted(desk.draft(sales_csv=LOG), delimiter=","))
    found = setting(view, "delimiter")
    assert (found.value, found.chosen, found.evidence, found.good) == (",", True, "one-field", False)
    assert len(view.columns) == 1


def test_a_wrong_encoding_counts_its_lines(desk: Desk) -> None:
    text = "用户ID,商品编号\n" + "张三,牛奶\n" * 9
    draft = formatted(desk.draft(log_csv=text.encode("gb18030")), encoding="utf-8")
    found = setting(ask(desk, draft), "encoding")
    assert (found.evidence, found.count, found.good) == ("invalid", 10, False)


def test_a_setting_that_is_none_is_a_sentence(desk: Desk) -> None:
    draft = formatted(desk.draft(sales_csv=LOG), decimal=",", thousands=",")
    with pytest.raises(UserError, match="the same mark"):
        ask(desk, draft)


def test_a_time_format_that_is_none_is_a_sentence(desk: Desk) -> None:
    with pytest.raises(UserError, match="is no form of times"):
        ask(desk, formatted(desk.draft(sales_csv=LOG), time_format="%Q"))


def test_a_query_that_a_newer_one_replaced_ends_at_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = desk.draft(sales_csv=LOG)
    control = Control()
    monkeypatch.setattr(formats, "preview", lambda *_: control.cancel())
    with pytest.raises(Cancelled):
        desk.desk.answer(FormatQuery(draft, "interactions"), control)


def test_a_file_that_changed_is_read_again(desk: Desk, tmp_path: Path) -> None:
    draft = desk.draft(sales_csv=LOG)
    assert ask(desk, draft).lines == 337
    (tmp_path / "sales.csv").write_text("\n".join(LOG.splitlines()[:100]))
    assert ask(desk, draft).lines == 100


def test_a_file_that_vanished_between_two_queries_is_a_sentence(desk: Desk, tmp_path: Path) -> None:
    draft = desk.draft(sales_csv=LOG)
    (tmp_path / "sales.csv").unlink()
    with pytest.raises(UserError, match="does not exist"):
        ask(desk, draft)


def test_parquet_has_no_settings_and_counts_rows(desk: Desk, tmp_path: Path) -> None:
    times = pa.array(np.arange(30) * 86_400_000_000, pa.timestamp("us"))
    table = pa.table({"user": [f"u{n % 3}" for n in range(30)], "item": list(range(30)), "time": times})
    pq.write_table(table, tmp_path / "log.parquet")
    draft = {"interactions": {"source": str(tmp_path / "log.parquet"), "user": "user", "item": "item", "time": "time"}}
    view = ask(desk, draft)
    assert (view.settings, view.raw, view.lines) == ((), (), 30)
    assert view.rows[29].line == 30
    assert view.rows[29].cells[2] == "1970-01-30"
    assert view.times is not None
    assert (view.times.first, view.times.last) == ("1970-01-01", "1970-01-30")


def test_the_items_have_no_times(desk: Desk) -> None:
    view = desk.ask(FormatQuery(desk.draft(sales_csv=LOG, goods_csv=ITEMS), "items"))
    assert view.times is None
    assert dict(view.columns)["department"] == "text"
