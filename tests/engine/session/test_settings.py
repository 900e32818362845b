"""The settings in which runs differ, from manifests made in sight and from a real study."""

from __future__ import annotations

from typing import Any

from engine.session import CompareQuery
from engine.session.messages.comparing import SettingRow, SettingsQuery, SettingsView
from engine.session.settings import differing


def manifest(seed: int, **config: Any) -> dict[str, Any]:
    return {"config": config, "protocol": {"split": {"kind": "time"}}, "seed": seed, "versions": {"numpy": "2"}}


def test_settings_that_are_alike_are_left_out() -> None:
    assert differing([manifest(0, model="ease", l2=1000.0), manifest(0, model="ease", l2=1000.0)]) == []


def test_values_are_written_as_a_study_file_has_them() -> None:
    rows = differing([manifest(0, l2=1000.0, days=None, on=True), manifest(0, l2=0.5, days=7, on=False)])
    assert [(row.name, row.values) for row in rows] == [
        ("l2", ("1000", "0.5")),
        ("days", ("none", "7")),
        ("on", ("true", "false")),
    ]


def test_what_only_some_runs_have_comes_after_what_differs() -> None:
    rows = differing([manifest(0, shrink=10), manifest(1, l2=5)])
    assert rows[0] == SettingRow("made", "seed", ("0", "1"), differs=True)
    assert {(row.name, row.values, row.differs) for row in rows[1:]} == {
        ("shrink", ("10", None), False),
        ("l2", (None, "5"), False),
    }


def test_tables_are_named_with_dots() -> None:
    other = manifest(0) | {"protocol": {"split": {"kind": "rolling"}}}
    assert [(row.group, row.name) for row in differing([manifest(0), other])] == [("question", "split.kind")]


def test_a_run_made_before_a_setting_existed_can_be_read() -> None:
    rows = differing([{"config": {"l2": 1}}, manifest(0, l2=1)])
    assert all(not row.differs and row.values[0] is None for row in rows)


def test_the_runs_of_a_study_stand_in_its_order_with_their_models(main_job: Any) -> None:
    compared = main_job.driver.ask(CompareQuery(main_job.study))
    view = main_job.driver.ask(SettingsQuery(main_job.study))
    assert isinstance(view, SettingsView)
    models = next(row for row in view.rows if row.name == "model")
    assert models.values == tuple(run.model for run in view.runs)
    assert models.differs
    assert [run.id for run in view.runs] == [run.id for run in compared.runs]
    assert compared.reference == main_job.run("EASE")
