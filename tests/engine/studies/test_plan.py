"""Which runs a study comes to."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.data import Dataset
from engine.errors import UserError
from engine.studies import Plan, parse_study, plan
from engine.studies.plan import resolved
from tests.engine.shop import import_shop

pytestmark = pytest.mark.usefixtures("more_models")


@pytest.fixture(scope="module")
def data(shop_folder: Path) -> Dataset:
    return Dataset.open(shop_folder)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """The shop without categories."""
    folder = tmp_path_factory.mktemp("plain")
    return Dataset.open(import_shop(folder, folder / "datasets", "plain", categories=False))


def planned(text: str, data: Dataset) -> Plan:
    return plan(resolved(parse_study(text), data), data)


def names(text: str, data: Dataset) -> list[str]:
    return [run.name for run in planned(text, data).runs]


def test_the_baselines_are_added_cheap_ones_first(data: Dataset) -> None:
    assert names("", data) == ["MostPop", "Category-pop", "ItemKNN", "EASE"]


def test_a_baseline_that_is_there_is_not_added(data: Dataset) -> None:
    text = "[[models]]\nmodel = 'ease'\nname = 'EASE 500'\nl2 = 500"
    assert names(text, data) == ["MostPop", "Category-pop", "ItemKNN", "EASE 500"]


def test_without_baselines_only_what_is_named_runs(data: Dataset) -> None:
    assert names("baselines = false\n[[models]]\nmodel = 'tiny'", data) == ["tiny"]


def test_learners_run_once_a_seed_and_closed_forms_once(data: Dataset) -> None:
    text = "seeds = [1, 2]\nbaselines = false\n[[models]]\nmodel = 'tiny'\n[[models]]\nmodel = 'ease'"
    runs = planned(text, data).runs
    assert [(run.name, run.seed) for run in runs] == [("EASE", 1), ("tiny (seed 1)", 1), ("tiny (seed 2)", 2)]


def test_known_models_keep_their_series_and_others_take_the_free_ones(data: Dataset) -> None:
    text = "seeds = [1, 2]\n[[models]]\nmodel = 'tiny'\n[[models]]\nmodel = 'ease'\n"
    text += "[[models]]\nmodel = 'ease'\nname = 'EASE 500'\nl2 = 500"
    series = {run.name: run.series for run in planned(text, data).runs}
    assert {name: series[name] for name in ("MostPop", "Category-pop", "ItemKNN", "EASE")} == {
        "MostPop": 6,
        "Category-pop": 4,
        "ItemKNN": 2,
        "EASE": 1,
    }
    assert sorted(series[name] for name in ("EASE 500", "tiny (seed 1)", "tiny (seed 2)")) == [3, 5, 7]


def test_two_runs_of_one_name_are_refused(data: Dataset) -> None:
    text = "[[models]]\nmodel = 'ease'\n[[models]]\nmodel = 'ease'\nl2 = 5"
    with pytest.raises(UserError, match='both called "EASE"'):
        planned(text, data)


def test_a_study_without_a_model_is_refused(data: Dataset) -> None:
    with pytest.raises(UserError, match="no recommender left"):
        planned("baselines = false", data)


def test_a_model_is_ranked_in_its_own_scopes_in_the_protocols_order(data: Dataset) -> None:
    text = "baselines = false\n[[models]]\nmodel = 'tiny'\nscopes = ['all', 'cross']"
    assert planned(text, data).runs[0].scopes == ("cross", "all")


def test_a_model_whose_scopes_nobody_asks_is_refused(data: Dataset) -> None:
    text = "protocol.scopes = ['cross']\n[[models]]\nmodel = 'tiny'\nscopes = ['any']"
    with pytest.raises(UserError, match=r"tiny scopes = any .*asks only cross"):
        planned(text, data)


def test_without_categories_what_needs_them_is_left_out_and_told(plain: Dataset) -> None:
    found = planned("", plain)
    assert [run.name for run in found.runs] == ["MostPop", "ItemKNN", "EASE"]
    assert found.messages == ("Category-pop is left out: it needs categories, and plain has none.",)


def test_without_categories_the_default_scopes_are_those_that_need_none(plain: Dataset) -> None:
    study = resolved(parse_study(""), plain)
    assert study.protocol.scopes == ("repeat", "all")
    assert study.protocol.category_level is None
    assert study.primary.scope == "repeat"
    assert study.output.lists == ("repeat",)


def test_without_categories_named_scopes_that_need_them_are_refused(plain: Dataset) -> None:
    with pytest.raises(UserError, match="The scopes cross need categories"):
        resolved(parse_study("protocol.scopes = ['cross', 'all']"), plain)


def test_the_level_is_the_recipes_where_none_is_named(data: Dataset) -> None:
    assert resolved(parse_study(""), data).protocol.category_level == "shelf"
    text = "protocol.category_level = 'department'"
    assert resolved(parse_study(text), data).protocol.category_level == "department"


def test_an_unknown_level_is_refused_with_those_that_exist(data: Dataset) -> None:
    with pytest.raises(UserError, match='no category level "aisle"; it has department, shelf'):
        resolved(parse_study("protocol.category_level = 'aisle'"), data)


def test_a_primary_scope_outside_the_protocol_is_refused_where_it_is_named(data: Dataset) -> None:
    with pytest.raises(UserError, match=r"primary.scope = in .*asks only all"):
        resolved(parse_study("protocol.scopes = ['all']\nprimary.scope = 'in'"), data)
    assert resolved(parse_study("protocol.scopes = ['all']"), data).primary.scope == "all"


def test_a_primary_k_beyond_the_lists_is_refused_where_it_is_named(data: Dataset) -> None:
    with pytest.raises(UserError, match=r"primary.k = 20 .*deeper than max_k = 5"):
        resolved(parse_study("protocol.max_k = 5\nprimary.k = 20"), data)
    assert resolved(parse_study("protocol.max_k = 5"), data).primary.k == 5


def test_lists_of_a_scope_outside_the_protocol_are_refused(data: Dataset) -> None:
    with pytest.raises(UserError, match=r"output.lists = any .*asks only"):
        resolved(parse_study("output.lists = ['any']"), data)
