"""The check is the import: the same rows, the same reasons, the same hash."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.data.dataset import Dataset
from engine.protocol import ProtocolConfig, split
from engine.session import ImportDataset, JobChanged, Problem, Session
from engine.session.importing.cuts import Cuts
from engine.session.messages.checking import CheckImport, CheckView, Finding, SaveDropped
from engine.session.messages.importing import FilesQuery, ImportDraft, SplitQuery
from tests.engine.session.conftest import Driver
from tests.engine.session.importing.shop import ITEMS, LOG, write

LINES = LOG.splitlines()
BROKEN = "\n".join(
    [
        *LINES[:10],
        LINES[10] + ";one;more",
        ";".join(["h1", "p1", "31/02/2023 10:00:00", "b900", "1", "2,50"]),
        ";".join(["h1", "p1", "", "b900", "1", "2,50"]),
        ";".join(["h1", "p1", "03/02/2023 10:00:00", "b900", "many", "2,50"]),
        *LINES[11:],
        LINES[-1],
    ]
)


@pytest.fixture
def draft(driver: Driver, tmp_path: Path) -> dict[str, Any]:
    """Of files of its own."""
    return dict(driver.ask(FilesQuery(write(tmp_path, sales_csv=BROKEN, goods_csv=ITEMS))).draft)


@dataclass
class Shop:
    """A session, a draft, and the check of it."""

    driver: Driver
    folder: Path
    draft: dict[str, Any]
    view: CheckView


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """One check for all tests that only look at it."""
    folder = tmp_path_factory.mktemp("shop")
    with Session(folder / "workspace") as session:
        driver = Driver(session)
        draft = dict(driver.ask(FilesQuery(write(folder, sales_csv=BROKEN, goods_csv=ITEMS))).draft)
        yield Shop(driver, folder, draft, check(driver, draft))


def check(driver: Driver, draft: dict[str, Any]) -> CheckView:
    view = driver.result(CheckImport(draft))
    assert isinstance(view, CheckView)
    return view


def finding(view: CheckView, code: str) -> Finding:
    return next(each for each in view.findings if each.code == code)


def facts(folder: Path) -> dict[str, Any]:
    return dict(json.loads((folder / "dataset.json").read_text(encoding="utf-8")))


def test_the_import_gives_what_the_check_said_and_its_recipe_the_same_hash(
    driver: Driver, draft: dict[str, Any], tmp_path: Path
) -> None:
    view = check(driver, draft)
    name = driver.result(ImportDraft(draft))
    datasets = tmp_path / "workspace" / "datasets"
    imported = facts(datasets / name)
    assert (view.rows_in, view.rows_out) == (imported["rows_in"], imported["rows_out"])
    left = {each.code: each.rows for each in view.findings if each.left_out and each.values["table"] == "interactions"}
    assert left == {reason["code"]: reason["rows"] for reason in imported["dropped"]}
    driver.result(ImportDataset(tmp_path / "sales.toml"))
    assert facts(datasets / "sales")["hash"] == imported["hash"] == facts(view.folder)["hash"]


def test_findings_are_errors_first_then_by_rows_and_what_passed_last(shop: Shop) -> None:
    view = shop.view
    read = [line.split(";")[1] for line in (*LINES[1:10], *LINES[11:], LINES[-1])]
    fuel = sum(int(item[1:]) % 3 == 2 and item != "p19" for item in read)
    unknown, bare = read.count("p19"), read.count("p5")
    zero = finding(view, "quantity-zero").rows
    told = [(each.code, each.severity, each.rows) for each in view.findings if each.severity != "passed"]
    errors, rest = told[:3], told[3:]
    assert sorted(errors) == [
        ("bad-line", "error", 1),
        ("number-unreadable", "error", 1),
        ("time-unreadable", "error", 1),
    ]
    assert sorted(rest) == sorted(
        [
            ("not-products", "warning", fuel),
            ("quantity-zero", "warning", zero),
            ("item-unknown", "warning", unknown),
            ("item-unlabelled", "warning", bare),
            ("time-missing", "warning", 1),
            ("duplicates", "info", 1),
        ]
    )
    assert [rows for _, _, rows in rest] == sorted((rows for _, _, rows in rest), reverse=True)
    assert {each.code for each in view.findings if each.severity == "passed"} >= {"quantity-negative", "times-odd"}


def test_examples_show_the_row_in_its_line_with_the_cell_at_fault(shop: Shop) -> None:
    view = shop.view
    (wrong,) = finding(view, "time-unreadable").examples
    assert (wrong.file, wrong.line, wrong.at_fault) == ("sales.csv", 12, "bought")
    assert dict(wrong.cells) == {
        "household": "h1",
        "product_id": "p1",
        "bought": "31/02/2023 10:00:00",
        "basket_id": "b900",
        "quantity": "1",
        "price": "2,50",
    }
    (bad,) = finding(view, "bad-line").examples
    assert (bad.line, bad.cells) == (11, (("", LINES[10] + ";one;more"),))
    (twice,) = finding(view, "duplicates").examples
    assert twice.line == len(BROKEN.splitlines())
    fuel = finding(view, "not-products").examples[0]
    assert fuel.cells[0] == ("department", "FUEL")


def test_counts_tell_the_files_and_what_is_kept(shop: Shop) -> None:
    view = shop.view
    counts = {what: (found, kept) for what, found, kept in view.counts}
    assert counts["shoppers"] == (8, 8)
    assert counts["items"] == (19, 19)
    assert counts["categories"] == (6, 6)
    assert counts["interactions"] == (view.rows_in, view.rows_out)
    assert counts["days"] == (362, 362)
    assert view.bytes > 0


def test_leaving_labels_out_and_keeping_them_again_leads_back(shop: Shop, driver: Driver) -> None:
    first = shop.view
    choice = finding(first, "not-products")
    assert [each.code for each in choice.repairs] == ["leave-out", "keep"]
    assert (choice.chosen, choice.left_out, choice.values["value"]) == (1, False, "FUEL")
    second = check(driver, dict(choice.repairs[0].draft))
    dropped = finding(second, "item-dropped")
    assert (dropped.rows, dropped.left_out, dropped.chosen) == (choice.rows, True, 0)
    assert second.rows_out == first.rows_out - choice.rows
    assert [each.code for each in dropped.repairs] == ["leave-out", "keep"]
    assert dropped.repairs[1].draft == choice.repairs[1].draft


def test_items_without_a_label_can_be_left_out_or_seen_a_level_higher(shop: Shop, driver: Driver) -> None:
    first = shop.view
    choice = finding(first, "item-unlabelled")
    assert [each.code for each in choice.repairs] == ["leave-out", "keep", "use-department"]
    left = check(driver, dict(choice.repairs[0].draft))
    assert finding(left, "item-incomplete").rows == choice.rows
    coarse = check(driver, dict(choice.repairs[2].draft))
    assert coarse.level == "department"
    assert finding(coarse, "item-unlabelled").severity == "passed"


def test_a_text_among_numbers_can_be_said_to_mean_nothing(shop: Shop, driver: Driver) -> None:
    first = shop.view
    choice = finding(first, "number-unreadable")
    assert [each.code for each in choice.repairs] == ["leave-out", "as-missing"]
    second = check(driver, dict(choice.repairs[1].draft))
    assert second.rows_out == first.rows_out + 1
    assert not [each for each in second.findings if each.code == "number-unreadable"]


def test_what_a_recipe_cannot_change_is_no_choice(shop: Shop) -> None:
    view = shop.view
    for code, repair in {"bad-line": "leave-out", "item-unknown": "leave-out", "quantity-zero": "keep"}.items():
        assert [each.code for each in finding(view, code).repairs] == [repair]


def test_levels_count_whom_the_protocol_evaluates(shop: Shop) -> None:
    view = shop.view
    data = Dataset.open(view.folder)
    for level in view.levels:
        window = split(data, ProtocolConfig(category_level=level.name)).windows[0]
        assert level.labels == len(data.taxonomy[level.name].names)
        assert level.evaluated == int((window.test.targets["cross"].counts > 0).sum())
        if level.name == view.level:
            assert view.novel == int(window.test.targets["cross"].counts.sum())
            assert view.shoppers == len(window.training.histories)
    assert view.cut == "2023-11-03"


def test_left_out_rows_are_saved_each_with_its_reason(shop: Shop, tmp_path: Path) -> None:
    view = shop.view
    done = shop.driver.result(SaveDropped(view.folder, tmp_path / "bad.csv", shop.draft))
    with (tmp_path / "bad.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert done.rows == len(rows) == view.rows_in - view.rows_out
    assert {row["reason"] for row in rows} == {each.code for each in view.findings if each.left_out}
    assert next(row["line"] for row in rows if row["reason"] == "time-unreadable") == "12"
    lines = BROKEN.splitlines()
    unknown = [row for row in rows if row["reason"] == "item-unknown"]
    assert [lines[int(row["line"]) - 1].split(";")[1] for row in unknown] == ["p19"] * len(unknown)


def test_a_place_that_cannot_be_written_is_a_sentence(shop: Shop, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert (
        failed(shop.driver, SaveDropped(shop.view.folder, tmp_path / "file" / "bad.csv", shop.draft)).code
        == "out-unwritable"
    )


def failed(driver: Driver, job: Any) -> Problem:
    event = driver.run(job).met
    assert isinstance(event, JobChanged)
    assert event.problem is not None
    return event.problem


def test_a_draft_that_is_no_recipe_yet_says_what_is_missing(driver: Driver, draft: dict[str, Any]) -> None:
    draft["interactions"] = {"source": draft["interactions"]["source"], "user": "household"}
    assert "interactions.item is missing" in failed(driver, CheckImport(draft)).sentence


def test_a_file_that_vanished_before_the_check_is_a_sentence(
    driver: Driver, draft: dict[str, Any], tmp_path: Path
) -> None:
    (tmp_path / "goods.csv").unlink()
    assert failed(driver, CheckImport(draft)).code == "file-missing"


def test_a_check_changes_nothing_in_the_workspace_and_goes_with_the_session(
    driver: Driver, draft: dict[str, Any], tmp_path: Path
) -> None:
    view = check(driver, draft)
    assert not list((tmp_path / "workspace" / "datasets").iterdir())
    assert not (tmp_path / "sales.toml").exists()
    driver.session.close()
    assert not view.folder.exists()


def test_a_recipe_that_is_there_already_is_not_written_over(
    driver: Driver, draft: dict[str, Any], tmp_path: Path
) -> None:
    (tmp_path / "sales.toml").write_text("# mine")
    driver.result(ImportDraft(draft))
    assert (tmp_path / "sales.toml").read_text() == "# mine"
    assert (tmp_path / "sales-2.toml").read_text().startswith('name = "sales"')
    driver.result(ImportDraft(draft))
    assert not (tmp_path / "sales-3.toml").exists()


def test_a_recipe_goes_where_the_person_says(driver: Driver, draft: dict[str, Any], tmp_path: Path) -> None:
    driver.result(ImportDraft(draft, tmp_path / "kept" / "shop.toml"))
    assert str(tmp_path / "sales.csv") in (tmp_path / "kept" / "shop.toml").read_text()


def test_a_cut_is_seen_with_whom_it_evaluates_by_level_and_date(shop: Shop) -> None:
    driver, folder = shop.driver, shop.view.folder
    view = driver.ask(SplitQuery(folder, shop.draft))
    assert (view.validation_start, view.test_start, view.test_end) == ("2023-09-08", "2023-11-03", "2023-12-29")
    assert (view.first, view.last) == ("2023-01-01", "2023-12-28")
    assert int(view.weeks.sum()) == len(Dataset.open(folder).log)
    moved = driver.ask(SplitQuery(folder, shop.draft, test_start="2023-06-01", validation_start="2023-05-01"))
    assert (moved.validation_start, moved.test_start) == ("2023-05-01", "2023-06-01")
    data = Dataset.open(folder)
    for level, evaluated in moved.evaluated:
        config = ProtocolConfig.model_validate({"category_level": level, "split": {"test_start": "2023-06-01"}})
        counts = split(data, config).windows[0].test.targets["cross"].counts
        assert evaluated == int((counts > 0).sum())


def test_the_count_by_date_is_that_of_the_protocol(shop: Shop) -> None:
    data = Dataset.open(shop.view.folder)
    dates = Cuts(data).by_date("category")
    assert len(dates) > 10
    for date, evaluated in dates[::6]:
        window = split(data, ProtocolConfig.model_validate({"split": {"test_start": date}})).windows[0]
        assert evaluated == int((window.test.targets["cross"].counts > 0).sum())


def test_several_labels_are_all_new_or_the_purchase_is_not(driver: Driver, tmp_path: Path) -> None:
    random = np.random.default_rng(5)
    log = "user,item,time\n" + "".join(
        f"u{user},i{item},2024-{month:02}-{day:02}\n"
        for user, item, month, day in random.integers((0, 0, 1, 1), (30, 40, 7, 28), (600, 4)).tolist()
    )
    goods = "item,genres\n" + "".join(f"i{n},{'|'.join(f'g{(n * k) % 11}' for k in (1, 3))}\n" for n in range(40))
    draft = dict(driver.ask(FilesQuery(write(tmp_path, log_csv=log, goods_csv=goods))).draft)
    draft["items"] = {**draft["items"], "category": ["genres"], "format": {"list_separator": "|"}}
    folder = check(driver, draft).folder
    data = Dataset.open(folder)
    assert data.taxonomy["genres"].padded().shape[1] == 2
    for date, evaluated in Cuts(data).by_date("genres")[::5]:
        window = split(data, ProtocolConfig.model_validate({"split": {"test_start": date}})).windows[0]
        assert evaluated == int((window.test.targets["cross"].counts > 0).sum())


def test_a_date_outside_the_data_is_a_sentence(shop: Shop) -> None:
    problem = shop.driver.ask(SplitQuery(shop.view.folder, shop.draft, test_start="2031-01-01"))
    assert isinstance(problem, Problem)
    assert problem.code == "cut-outside"


def test_a_dataset_without_times_has_no_cut(driver: Driver, draft: dict[str, Any]) -> None:
    draft["interactions"] = {name: value for name, value in draft["interactions"].items() if name != "time"}
    view = check(driver, draft)
    assert (view.cut, view.shoppers, view.novel) == ("", 0, 0)
    assert "days" not in [what for what, _, _ in view.counts]
    answer = driver.ask(SplitQuery(view.folder, draft))
    assert (answer.test_start, answer.by_date, answer.shoppers) == ("", (), 0)


def test_a_dataset_without_items_is_checked(driver: Driver, draft: dict[str, Any]) -> None:
    del draft["items"]
    view = check(driver, draft)
    assert (view.levels, view.level) == ((), None)
    assert view.shoppers > 0
    assert driver.ask(SplitQuery(view.folder, draft)).test_start == view.cut


def test_a_check_that_is_gone_is_a_sentence(driver: Driver, tmp_path: Path) -> None:
    assert driver.ask(SplitQuery(tmp_path / "nothing", {})).code == "folder-gone"
