"""What a check remembers of its rows tells every other choice as a check of its own would."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.data.kept import Choice, Kept
from engine.errors import UserError
from engine.monitor import Monitor
from engine.protocol import ProtocolConfig, split
from engine.session.importing import CheckFolder
from engine.session.importing.checking import check_import, recheck_view
from engine.session.importing.choosing import choice_of, open_rows
from engine.session.importing.evaluated import kept_dataset
from engine.session.messages.checking import CheckImport, CheckView, RecheckQuery
from engine.workspace import Workspace
from tests.engine.session.importing.shop import write

LABELS = ("", "FUEL", "Fresh", "Dairy", "coupons")
SEVERAL = ("", "a", "b", "a|b", "b|c", "postage", "c|d")

rows = st.lists(
    st.tuples(
        st.sampled_from(("u1", "u2", "u3", "u4", "")),
        st.integers(0, 7),
        st.integers(0, 130),
        st.sampled_from(("b1", "b2", "")),
        st.sampled_from(("1", "0", "-1", "")),
        st.sampled_from(("5", "1", "")),
    ),
    min_size=12,
    max_size=40,
)
goods = st.lists(
    st.tuples(st.integers(0, 6), st.sampled_from(LABELS), st.sampled_from(SEVERAL), st.booleans()),
    min_size=4,
    max_size=12,
)
choices = st.fixed_dictionaries(
    {},
    optional={
        "drop": st.dictionaries(
            st.sampled_from(("department", "kind")), st.lists(st.sampled_from((*LABELS[1:], "a|b", "c")), max_size=2)
        ),
        "require": st.lists(st.sampled_from(("department", "kind")), unique=True),
        "level": st.sampled_from(("department", "kind")),
    },
)


def files(folder: Path, log: Any, items: Any) -> dict[str, Any]:
    """Writes both tables and gives the draft over them."""
    told = "user,item,day,basket,units,stars\n" + "".join(
        f"{user},i{item},2024-{1 + day // 28:02}-{1 + day % 28:02},{basket},{units},{stars}\n"
        for user, item, day, basket, units, stars in log
    )
    kinds = "item,department,kind\n" + "".join(
        f"{f'i{item}' if named else ''},{department},{kind}\n" for item, department, kind, named in items
    )
    paths = write(folder, log_csv=told, goods_csv=kinds)
    return {
        "name": "shop",
        "interactions": {
            "source": str(paths[0]),
            "user": "user",
            "item": "item",
            "time": "day",
            "basket": "basket",
            "quantity": "units",
            "rating": "stars",
            "min_rating": 2,
            "format": {"delimiter": ","},
        },
        "items": {
            "source": str(paths[1]),
            "item": "item",
            "category": ["department", "kind"],
            "format": {"list_separator": "|", "delimiter": ","},
        },
    }


def checked(draft: dict[str, Any], checks: CheckFolder, workspace: Workspace) -> CheckView | None:
    """The check of a draft; None where nothing is left."""
    try:
        return check_import(CheckImport(draft), checks, workspace, Monitor())
    except UserError as error:
        if error.code not in ("rows-all-left", "items-none"):
            raise
        return None


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows, goods, choices, choices, st.booleans())
def test_a_choice_is_told_as_a_check_of_it_would(
    log: Any, items: Any, before: dict[str, Any], after: dict[str, Any], rated: bool
) -> None:
    with tempfile.TemporaryDirectory() as place, Workspace.open(Path(place) / "workspace") as workspace:
        checks, draft = CheckFolder(workspace), files(Path(place), log, items)
        first = {**draft, "items": {**draft["items"], **before}}
        second = {**draft, "items": {**draft["items"], **after}}
        if not rated:
            second["interactions"] = {**second["interactions"], "min_rating": None}
        base = checked(first, checks, workspace)
        if base is None:
            return
        remembered = open_rows(base.folder)
        if choice_of(remembered, second) is None:  # a dropped column of no level
            return
        told = recheck_view(RecheckQuery(base.folder, second), remembered)
        whole = checked(second, checks, workspace)
        assert (told is None) == (whole is None)
        if told is not None and whole is not None:
            assert told == replace(whole, folder=told.folder, bytes=told.bytes, seconds=told.seconds)
        checks.close()


@pytest.fixture
def shop(tmp_path: Path) -> Any:
    """A check of a few rows, with its draft."""
    log = [(f"u{n % 5}", n % 7, (n * 11) % 130, f"b{n}", "1", "5") for n in range(60)]
    items = [(n, LABELS[1 + n % 4], SEVERAL[1 + n % 6], True) for n in range(7)]
    with Workspace.open(tmp_path / "workspace") as workspace:
        draft = files(tmp_path, log, items)
        yield draft, checked(draft, CheckFolder(workspace), workspace)


def test_remembered_rows_are_split_as_the_dataset_that_they_stand_for(shop: Any) -> None:
    draft, view = shop
    chosen = {**draft, "items": {**draft["items"], "drop": {"department": ["FUEL"]}, "level": "kind"}}
    remembered = open_rows(view.folder)
    told = recheck_view(RecheckQuery(view.folder, chosen), remembered)
    choice = choice_of(remembered, chosen)
    assert told is not None
    assert choice is not None
    data = kept_dataset(Kept(remembered, choice))
    window = split(data, ProtocolConfig(category_level="kind")).windows[0]
    assert told.novel == int(window.test.targets["cross"].counts.sum()) > 0
    assert told.shoppers == len(window.training.histories)
    assert len(data.log) == told.rows_out


def test_what_changes_how_the_files_are_read_is_not_told_from_remembered_rows(shop: Any) -> None:
    draft, view = shop
    remembered = open_rows(view.folder)
    assert (
        choice_of(remembered, {**draft, "name": "another"})
        == choice_of(remembered, draft)
        == Choice({}, (), "kind", True)
    )
    missing = {**draft["interactions"], "format": {"na": ["x"]}}
    assert choice_of(remembered, {**draft, "interactions": missing}) is None
    stricter = {**draft["interactions"], "min_rating": 4}
    assert choice_of(remembered, {**draft, "interactions": stricter}) is None


def test_a_choice_that_leaves_nothing_is_not_told(shop: Any) -> None:
    draft, view = shop
    nothing = {**draft, "items": {**draft["items"], "drop": {"department": list(LABELS[1:])}}}
    assert recheck_view(RecheckQuery(view.folder, nothing), open_rows(view.folder)) is None
