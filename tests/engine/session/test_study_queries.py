"""What the studies screen asks: the list, the form, a checked draft, a kept file, and an interrupted study resumed."""

from __future__ import annotations

import json
import pickle
import shutil
from pathlib import Path

import pytest

from engine.session import Problem, RunStudy, Session
from engine.session.messages.studies import (
    KeepStudy,
    StudiesQuery,
    StudyCheckQuery,
    StudyFacts,
    StudyFileQuery,
    StudyForm,
    StudyFormQuery,
)
from engine.session.study_form import settings_of
from engine.workspace import Run
from tests.engine.session.conftest import Driver, MainJob, result_of

DRAFT = {"dataset": "small", "protocol": {"split": {"test_start": "2017-11-06"}, "min_item_users": 2, "max_k": 20}}


def changed(**protocol: object) -> dict[str, object]:
    return {**DRAFT, "protocol": {**DRAFT["protocol"], **protocol}}  # type: ignore[dict-item]


@pytest.fixture(scope="session")
def form(main_job: MainJob) -> StudyForm:
    found = main_job.driver.ask(StudyFormQuery())
    assert isinstance(found, StudyForm)
    return found


def test_a_setting_has_the_bounds_and_the_words_of_its_field(form: StudyForm) -> None:
    pipeline = next(model for model in form.models if model.model == "pipeline")
    width = next(setting for setting in pipeline.settings if setting.name == "width")
    assert (width.kind, width.default, width.low, width.high, width.step) == ("integer", 64, 4, 1024, 4)
    rate = next(setting for setting in pipeline.settings if setting.name == "learning_rate")
    assert (rate.above, rate.below, rate.high) == (True, False, 1)
    assert width.help


def test_every_field_of_every_model_is_in_the_form(form: StudyForm) -> None:
    from engine.models.registry import MODELS, model_class

    for model in form.models:
        fields = set(model_class(model.model).config_class.model_fields) - {"model"}
        assert {setting.name for setting in model.settings} == fields
    assert {model.model for model in form.models} == set(MODELS)


def test_the_devices_are_named_and_automatic_comes_first(form: StudyForm) -> None:
    keys = [key for key, _ in form.devices]
    assert keys[0] == "auto"
    assert "cpu" in keys
    assert all(text for _, text in form.devices)


def test_the_form_can_be_pickled(form: StudyForm) -> None:
    assert pickle.loads(pickle.dumps(form)) == form


def test_a_date_of_several_types_is_written_as_text() -> None:
    schema = {"properties": {"at": {"anyOf": [{"type": "number"}, {"type": "string"}, {"type": "null"}]}}}
    assert settings_of(schema)["at"].kind == "text"
    assert settings_of(schema)["at"].optional


def test_a_checked_draft_says_what_it_comes_to(main_job: MainJob) -> None:
    check = main_job.driver.ask(StudyCheckQuery(values=DRAFT))
    assert check.problem is None
    assert check.facts.test_start == "2017-11-06"
    assert [run.name for run in check.facts.runs] == ["MostPop", "Category-pop", "ItemKNN", "EASE"]
    assert dict(check.facts.evaluated)["cross"] > 0
    assert 0 < check.facts.users <= 200


def test_recorded_runs_of_this_machine_give_an_estimate(main_job: MainJob) -> None:
    facts = main_job.driver.ask(StudyCheckQuery(values=DRAFT)).facts
    recorded = [run.manifest["timings"] for run in runs_of(main_job)]
    assert facts.seconds == pytest.approx(sum(sum(timings.values()) for timings in recorded))
    assert facts.recorded == 4
    assert facts.memory > 0


def test_a_recommender_without_a_recorded_like_has_no_estimate(main_job: MainJob) -> None:
    draft = {**DRAFT, "models": [{"model": "pipeline"}]}
    facts = main_job.driver.ask(StudyCheckQuery(values=draft)).facts
    assert facts.seconds is None
    assert [run.name for run in facts.runs if run.seconds is None] == ["Pipeline"]


def retold(main_job: MainJob, folder: Path, **facts: object) -> StudyFacts:
    """What a draft comes to where the recorded runs say something else of themselves."""
    shutil.copytree(main_job.folder, folder)
    for file in (folder / "runs").glob("*/manifest.json"):
        manifest = json.loads(file.read_text(encoding="utf-8"))
        file.write_text(json.dumps({**manifest, **facts}), encoding="utf-8")
    with Session(folder) as session:
        found = Driver(session).ask(StudyCheckQuery(values=DRAFT)).facts
        assert isinstance(found, StudyFacts)
        return found


def test_runs_of_another_machine_give_no_estimate(main_job: MainJob, tmp_path: Path) -> None:
    facts = retold(main_job, tmp_path / "workspace", device="cpu (Another Processor, 64 threads)")
    assert (facts.seconds, facts.memory, facts.recorded) == (None, None, 0)


def test_times_of_twice_as_many_shoppers_are_halved(main_job: MainJob, tmp_path: Path) -> None:
    here = main_job.driver.ask(StudyCheckQuery(values=DRAFT)).facts
    others = {"dataset_hash": "another", "users": {"with_history": 2 * here.users}}
    facts = retold(main_job, tmp_path / "workspace", **others)
    assert facts.seconds == pytest.approx(here.seconds / 2)


def test_times_of_another_order_of_size_are_no_estimate(main_job: MainJob, tmp_path: Path) -> None:
    others = {"dataset_hash": "another", "users": {"with_history": 100_000}}
    assert retold(main_job, tmp_path / "workspace", **others).seconds is None


@pytest.mark.parametrize(
    ("values", "code", "field"),
    [
        ({**DRAFT, "dataset": "gone"}, "nothing-named", "dataset"),
        (changed(category_level="colour"), "level-unknown", "protocol.category_level"),
        (changed(scopes=[]), "config-field", "protocol.scopes"),
        (changed(split={"test_start": "2030-01-01"}), "cut-outside", "protocol.split.test_start"),
        (changed(split={"test_start": "soon"}), "date-wrong", "protocol.split.test_start"),
        (
            changed(split={"test_start": "2017-11-06", "validation_start": "2017-12-01"}),
            "cuts-order",
            "protocol.split.validation_start",
        ),
        (changed(min_item_users=10**6), "users-none", "protocol.min_item_users"),
        ({**DRAFT, "models": [{"model": "ease"}, {"model": "ease"}]}, "runs-alike", "models"),
        ({**DRAFT, "models": [{"model": "ease", "l2": -1}]}, "config-field", "models.1.l2"),
        ({**DRAFT, "models": [{"model": "oracle"}]}, "model-unknown", "models"),
        ({**DRAFT, "baselines": False}, "runs-none", "models"),
    ],
)
def test_what_keeps_a_draft_from_running_is_named_with_its_field(
    main_job: MainJob, values: dict[str, object], code: str, field: str
) -> None:
    check = main_job.driver.ask(StudyCheckQuery(values=values))
    assert check.problem is not None
    assert (check.problem.code, check.field) == (code, field)
    assert check.facts is None


def test_text_that_is_no_toml_has_no_values_and_a_line(main_job: MainJob) -> None:
    check = main_job.driver.ask(StudyCheckQuery(text='dataset = "small"\n[protocol\n', whole=False))
    assert check.values is None
    assert check.line == 2


def test_a_wrong_value_of_a_text_has_its_line(main_job: MainJob) -> None:
    check = main_job.driver.ask(StudyCheckQuery(text='dataset = "small"\n[[models]]\nmodel = "ease"\nl2 = 0\n'))
    assert (check.field, check.line) == ("models.1.l2", 4)


def test_the_list_holds_a_finished_study_with_its_planned_runs(main_job: MainJob) -> None:
    lines = main_job.driver.ask(StudiesQuery()).lines
    assert [(line.name, line.state) for line in lines] == [("baselines", "finished")]
    assert lines[0].planned == ("MostPop", "Category-pop", "ItemKNN", "EASE")
    assert main_job.driver.ask(StudyFileQuery(lines[0].file)).name == "baselines"


def test_a_study_file_that_is_gone_is_a_sentence(main_job: MainJob, tmp_path: Path) -> None:
    found = main_job.driver.ask(StudyFileQuery(tmp_path / "x.toml"))
    assert isinstance(found, Problem)
    assert found.code == "file-missing"


def test_a_kept_study_stands_in_the_list_until_it_was_run(small_workspace: Path) -> None:
    with Session(small_workspace) as session:
        driver = Driver(session)
        text = driver.ask(StudyCheckQuery(values={**DRAFT, "models": [{"model": "mostpop"}], "baselines": False})).text
        file = driver.ask(KeepStudy("Mine", text))
        assert [(line.name, line.state) for line in driver.ask(StudiesQuery()).lines] == [("Mine", "kept")]
        driver.result(RunStudy(file, device="cpu"))
        assert [(line.name, line.state) for line in driver.ask(StudiesQuery()).lines] == [("Mine", "finished")]


def test_nothing_is_kept_in_a_workspace_that_another_program_holds(small_workspace: Path) -> None:
    with Session(small_workspace) as first:
        Driver(first).ask(StudiesQuery())
        with Session(small_workspace) as second:
            refused = Driver(second).ask(KeepStudy("Mine", ""))
    assert isinstance(refused, Problem)
    assert refused.code == "workspace-read-only"
    assert not (small_workspace / "drafts").exists()


def test_an_interrupted_study_is_resumed_from_its_own_folder(main_job: MainJob, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(main_job.folder, tmp_path / "workspace"))
    study = folder / "studies" / main_job.study
    facts = json.loads((study / "study.json").read_text(encoding="utf-8"))
    for run in facts["runs"][2:]:
        shutil.rmtree(folder / "runs" / run)
    begun = {**facts, "runs": facts["runs"][:2], "finished": ""}
    (study / "study.json").write_text(json.dumps(begun), encoding="utf-8")
    with Session(folder) as session:
        driver = Driver(session)
        line = driver.ask(StudiesQuery()).lines[0]
        assert (line.state, len(line.study.runs), len(line.planned)) == ("interrupted", 2, 4)
        events = driver.run(RunStudy(line.file, device="cpu", resume=True))
        assert result_of(events) == main_job.study
        line = driver.ask(StudiesQuery()).lines[0]
        assert (line.state, line.study.runs) == ("finished", tuple(facts["runs"]))


def runs_of(main_job: MainJob) -> list[Run]:
    return [Run.open(folder) for folder in (main_job.folder / "runs").iterdir()]
