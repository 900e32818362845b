"""A study while it is written: values by place, texts of controls, what differs from the default."""

from __future__ import annotations

import pytest

from engine.session.messages.studies import ModelForm, Setting
from gui.studies.draft import Draft, Misread, is_changed, read, written

EASE = ModelForm("ease", "EASE", "", True, ())
WIDTH = Setting("width", "integer", 64, low=4, high=1024, step=4)
RATE = Setting("rate", "number", 3e-4, low=0, above=True, high=1)


def test_a_value_that_is_taken_away_takes_its_empty_tables_with_it() -> None:
    draft = Draft({"protocol": {"split": {"test_start": "2017-11-06"}}})
    draft.set("protocol.split.test_start", None)
    assert draft.values == {}


def test_a_draft_changes_nothing_of_what_it_was_made_from() -> None:
    values = {"protocol": {"max_k": 5}}
    Draft(values).set("protocol.max_k", 7)
    assert values == {"protocol": {"max_k": 5}}


def test_a_second_model_of_a_kind_gets_a_name_of_its_own() -> None:
    draft = Draft()
    for _ in range(3):
        draft.add_model(EASE)
    assert [model.get("name") for model in draft.models] == [None, "EASE 2", "EASE 3"]


def test_a_copy_of_a_model_keeps_its_settings() -> None:
    draft = Draft({"models": [{"model": "ease", "l2": 5}]})
    draft.double_model(0, "EASE")
    assert draft.models[1] == {"model": "ease", "l2": 5, "name": "EASE 2"}


def test_another_dataset_leaves_the_dates_and_the_level_to_itself() -> None:
    draft = Draft({"dataset": "a", "protocol": {"category_level": "x", "split": {"test_start": "2017"}, "max_k": 9}})
    draft.fit_to("b")
    assert draft.values == {"dataset": "b", "protocol": {"max_k": 9}}


@pytest.mark.parametrize(("text", "value"), [("8", 8), (" 1024 ", 1024), ("", None)])
def test_a_text_is_read_as_its_setting_says(text: str, value: int | None) -> None:
    assert read(WIDTH, text) == value


@pytest.mark.parametrize("text", ["6", "0", "2048", "4.5", "many", "1e3", "nan"])
def test_what_is_out_of_bounds_is_a_sentence(text: str) -> None:
    with pytest.raises(Misread, match=r"from 4 to 1024.*multiple of 4"):
        read(WIDTH, text)


def test_a_bound_that_is_not_allowed_itself_is_refused() -> None:
    assert read(RATE, "1") == 1
    with pytest.raises(Misread, match="larger than 0"):
        read(RATE, "0")


@pytest.mark.parametrize(("value", "text"), [(3e-4, "0.0003"), (1000.0, "1000"), ([0, 1], "0, 1"), (None, "")])
def test_a_value_is_written_as_a_person_would(value: object, text: str) -> None:
    assert written(value) == text


def test_seeds_are_numbers_parted_by_commas() -> None:
    seeds = Setting("seeds", "integers", [0])
    assert read(seeds, "0, 1，2,") == [0, 1, 2]
    with pytest.raises(Misread, match="Whole numbers are expected"):
        read(seeds, "0; 1")


def test_a_whole_number_of_a_default_is_no_change() -> None:
    assert not is_changed(Setting("l2", "number", 1000.0), 1000)
    assert is_changed(Setting("l2", "number", 1000.0), 500)


def test_every_description_of_a_setting_is_marked_for_translation() -> None:
    import inspect

    from engine.models.registry import MODELS, model_class
    from engine.session.study_form import settings_of
    from engine.studies.study import Study
    from gui.studies.settings import DESCRIPTIONS

    configs = [model_class(name).config_class for name in MODELS]
    said = {(inspect.getdoc(config) or "").partition("\n")[0] for config in configs}
    schemas = [config.model_json_schema() for config in configs]
    for schema in (*schemas, Study.model_json_schema()):
        said |= {setting.help for setting in settings_of(schema).values()}
    assert said - {""} <= set(DESCRIPTIONS)
