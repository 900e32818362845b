"""Which column is what."""

from __future__ import annotations

import math
from typing import Any

import pytest

from engine.session.messages.importing import RolesQuery, RolesView
from tests.engine.session.importing.shop import ITEMS, LOG, Desk


def ask(desk: Desk, draft: dict[str, Any]) -> RolesView:
    view = desk.ask(RolesQuery(draft))
    assert isinstance(view, RolesView)
    return view


def test_columns_bear_the_role_of_the_draft_and_the_guess(desk: Desk) -> None:
    draft = desk.draft(sales_csv=LOG, goods_csv=ITEMS)
    draft["interactions"] = {"source": draft["interactions"]["source"], "user": "basket_id", "keep": ["price"]}
    view = ask(desk, draft)
    assert {each.name: (each.role, each.guess) for each in view.interactions} == {
        "household": ("", "user"),
        "product_id": ("", "item"),
        "bought": ("", "time"),
        "basket_id": ("user", "basket"),
        "quantity": ("", "quantity"),
        "price": ("keep", "value"),
    }
    assert {each.name: each.role for each in view.items} == {
        "product_id": "item",
        "department": "category",
        "category": "category",
        "name": "title",
    }


def test_columns_show_samples_and_count_distinct_values(desk: Desk) -> None:
    household = ask(desk, desk.draft(sales_csv=LOG)).interactions[0]
    assert household.distinct == 8
    assert household.samples[0] == "h0"
    assert household.type == "text"


def test_the_first_rows_of_both_files_stand_as_they_are_in_their_lines(desk: Desk) -> None:
    view = ask(desk, desk.draft(sales_csv=LOG, goods_csv=ITEMS))
    assert [row.line for row in view.interactions_rows[:2]] == [2, 3]
    assert view.interactions_rows[1].cells == ("h1", "p7", "02/01/2023 11:00:00", "b0", "1", "1.50")
    assert view.items_rows[1].cells == ("p1", "FRESH", "C1", "Thing 1")


def test_the_share_of_matched_ids_counts_rows(desk: Desk) -> None:
    view = ask(desk, desk.draft(sales_csv=LOG, goods_csv=ITEMS))
    unknown = sum(line.split(";")[1] == "p19" for line in LOG.splitlines())
    assert view.matched == pytest.approx(1 - unknown / 336)


def test_without_items_nothing_is_matched(desk: Desk) -> None:
    view = ask(desk, desk.draft(sales_csv=LOG))
    assert math.isnan(view.matched)
    assert view.items == ()
    assert view.advice == ("category", "title")


def test_ids_are_matched_in_the_encoding_of_each_file(desk: Desk) -> None:
    log = "用户ID,商品编号,下单时间\n" + "".join(f"客{n % 5},货{n % 9},2024-01-{n % 28 + 1:02}\n" for n in range(60))
    goods = "商品编号,商品类目\n" + "".join(f"货{n},{'蔬菜水果'[n % 4]}\n" for n in range(9))
    view = ask(desk, desk.draft(log_csv=log.encode("gb18030"), goods_csv=goods.encode("utf-8")))
    assert view.matched == 1.0


def test_a_needed_role_without_a_column_is_missing(desk: Desk) -> None:
    draft = desk.draft(sales_csv=LOG, goods_csv=ITEMS)
    draft["interactions"] = {"source": draft["interactions"]["source"], "item": "product_id"}
    draft["items"] = {"source": draft["items"]["source"], "category": ["department"]}
    view = ask(desk, draft)
    assert view.missing == ("user", "items-item")
    assert view.advice == ("time", "title")


def test_a_role_of_a_column_that_is_not_there_is_missing(desk: Desk) -> None:
    draft = desk.draft(sales_csv=LOG)
    draft["interactions"] = {**draft["interactions"], "user": "houshold"}
    assert ask(desk, draft).missing == ("user",)


def test_gaps_have_the_role_of_time(desk: Desk) -> None:
    log = "user_id,product_id,order_number,days_since_prior_order\n" + "".join(
        f"{n % 5},{n % 9},{n // 5 + 1},{n % 4}\n" for n in range(60)
    )
    view = ask(desk, desk.draft(log_csv=log))
    assert {each.name: (each.role, each.guess) for each in view.interactions[2:]} == {
        "order_number": ("time", ""),
        "days_since_prior_order": ("time", ""),
    }
