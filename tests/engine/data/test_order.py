"""Logs without times: an order of numbers, each user's own or one for all."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.data import DAY
from engine.errors import UserError
from engine.protocol import ProtocolConfig, split
from tests.engine.data.making import RECIPE, make

LOG = "user,item,place\nann,c,3\nbob,z,1\nann,a,1\nann,b,2\nbob,y,10\nann,d,2\n"
OWN = RECIPE + 'order = "place"\n'
GLOBAL = OWN + 'order_scope = "global"\n'


def test_rows_lie_in_the_order_of_user_number_and_file(tmp_path: Path) -> None:
    made = make(tmp_path, OWN, log_csv=LOG)
    assert [row[:2] for row in made.rows()] == [
        ("ann", "a"),
        ("ann", "b"),
        ("ann", "d"),
        ("ann", "c"),
        ("bob", "z"),
        ("bob", "y"),
    ]


def test_an_order_of_each_user_is_no_time(tmp_path: Path) -> None:
    data = make(tmp_path, OWN, log_csv=LOG).data
    assert (data.has_time, data.has_order, data.relative) == (False, True, True)


def test_an_order_for_all_cuts_like_a_time(tmp_path: Path) -> None:
    data = make(tmp_path, GLOBAL, log_csv=LOG).data
    assert (data.has_time, data.has_order) == (True, False)
    protocol = ProtocolConfig.model_validate({"split": {"test_start": 2, "horizon": "1d"}, "scopes": ["any"]})
    found = split(data, protocol).windows[0]
    assert len(found.training.histories.items) == 2
    assert found.test.cut == 2 * DAY


def test_the_two_orders_are_two_datasets(tmp_path: Path) -> None:
    one = make(tmp_path, OWN, log_csv=LOG).data.hash
    assert make(tmp_path, GLOBAL, log_csv=LOG).data.hash != one


def test_rows_without_a_number_are_left_out_and_told(tmp_path: Path) -> None:
    made = make(tmp_path, OWN, log_csv=LOG + "ann,e,\nann,f,last\n" + "".join(f"eve,g,{n}\n" for n in range(30)))
    assert made.reasons == {"order-missing": 1, "number-unreadable": 1}


def test_a_time_that_poses_as_an_order_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="name it as time"):
        make(tmp_path, OWN, log_csv="user,item,place\nann,a,1510000000\n")
