"""STUDY.toml: what is understood, and what is refused in one sentence."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import UserError
from engine.models.baselines.ease import EaseConfig
from engine.protocol import ProtocolConfig, TimeSplit
from engine.studies import Study, parse_study, read_study, study_toml

AGREED = """
dataset = "complete-journey"
seeds = [0]
baselines = true
[protocol]
split = { kind = "time", test_start = "2017-11-06", validation_start = "2017-09-11" }
category_level = "product_category"
scopes = ["cross", "in", "repeat", "all"]
min_item_users = 10
max_k = 50
[primary]
metric = "f1"
k = 10
scope = "cross"
reference = "ease"
[[models]]
model = "ease"
name = "EASE 500"
l2 = 500
"""


def test_an_empty_study_has_all_defaults() -> None:
    study = parse_study("")
    assert (study.dataset, study.seeds, study.baselines, study.models) == (None, (0,), True, ())
    assert study.protocol == ProtocolConfig()
    assert (study.primary.title, study.primary.scope, study.primary.reference) == ("f1@10", "cross", "ease")
    assert study.output.lists == ("cross",)


def test_the_agreed_example_is_understood() -> None:
    study = parse_study(AGREED)
    assert study.models == (EaseConfig(name="EASE 500", l2=500),)
    assert study.protocol.min_item_users == 10
    assert study.protocol.split.test_start == "2017-11-06"


def test_a_study_is_named_by_its_file(tmp_path: Path) -> None:
    (tmp_path / "my study.toml").write_text(AGREED)
    assert read_study(tmp_path / "my study.toml").name == "my study"


def test_a_date_may_be_written_as_a_toml_date() -> None:
    study = parse_study("protocol.split.test_start = 2017-11-06")
    assert study.protocol.split.test_start == dt.date(2017, 11, 6)


NAMES = st.one_of(st.none(), st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=20))


@given(
    st.lists(st.integers(0, 2**32 - 1), min_size=1, max_size=4, unique=True),
    st.one_of(st.none(), st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1)), st.floats(1, 1000)),
    st.lists(st.tuples(NAMES, st.floats(0.01, 1e6)), max_size=3),
)
def test_what_is_written_out_is_read_back(
    seeds: list[int], start: dt.date | float | None, models: list[tuple[str | None, float]]
) -> None:
    split = TimeSplit(test_start=start)
    configs = tuple(EaseConfig(name=name, l2=l2) for name, l2 in models)
    study = Study(seeds=tuple(seeds), protocol=ProtocolConfig(split=split), models=configs)
    assert parse_study(study_toml(study)) == study


REFUSED = {
    "bases = true": "bases = True .*no such field; there are baselines, dataset",
    "seeds = []": "seeds = .*at least 1",
    "seeds = [1, 1]": "seeds.*a seed is named twice",
    "seeds = [-1]": "seeds.*between 0 and",
    "protocol.max_k = 0": "protocol.max_k = 0 .*greater than or equal to 1",
    "protocol.split.kind = 'rolled'": "protocol.split.kind = rolled .*'time'",
    "protocol.split.horizon = '56'": 'protocol.split.horizon = 56 .*"56d"',
    "protocol.scopes = ['crossed']": "protocol.scopes.1 = crossed .*'cross', 'in'",
    "primary.metric = 'auc'": "primary.metric = auc .*'precision', 'recall'",
    "models = 3": r"models = 3 .*\[\[models\]\]",
    "[[models]]\nmodel = 'ease'\nl2 = -5": "models.1.l2 = -5 .*greater than",
    "[[models]]\nmodel = 'ease'\n[[models]]\nmodel = 'ease'\nl3 = 5": "models.2.l3 = 5 .*no such field; there are",
    "[[models]]\nmodel = 'easy'": 'no model "easy"; there are mostpop',
    "[[models]]\nl2 = 5": "models.1.model is missing",
    "version = 2": "newer version .*format 2; this one reads up to 1",
    "seeds = [": "it is no TOML",
}


@pytest.mark.parametrize(("text", "sentence"), REFUSED.items(), ids=list(REFUSED))
def test_a_wrong_field_is_refused_by_its_name_and_value(text: str, sentence: str) -> None:
    with pytest.raises(UserError, match=f"(?s){sentence}"):
        parse_study(text, "STUDY.toml")


def test_the_sentence_names_the_file(tmp_path: Path) -> None:
    file = tmp_path / "STUDY.toml"
    file.write_text("[[models]]\nmodel = 'ease'\nl2 = 0")
    with pytest.raises(UserError) as caught:
        read_study(file)
    assert caught.value.sentence.startswith(f"{file}: models.1.l2 = 0 is not accepted:")


def test_a_newer_study_is_refused_before_its_new_fields_are() -> None:
    with pytest.raises(UserError, match="newer version"):
        parse_study("version = 9\nnovelty = 1")


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="does not exist"):
        read_study(tmp_path / "absent.toml")


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "study.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UserError, match="not UTF-8"):
        read_study(tmp_path / "study.toml")


@pytest.mark.parametrize("name", ["quick", "full"])
def test_the_shipped_studies_are_understood(name: str) -> None:
    study = read_study(Path(__file__).parents[3] / "resources" / "studies" / f"{name}.toml")
    assert study.baselines
    assert (study.primary.title, study.primary.scope) == ("f1@10", "cross")


def test_the_quick_study_leaves_the_question_to_the_defaults() -> None:
    study = read_study(Path(__file__).parents[3] / "resources" / "studies" / "quick.toml")
    assert study.dataset is None
    assert study.protocol == ProtocolConfig()
    assert [config.model for config in study.models] == ["pipeline"]
    assert study.models[0].scopes == ("cross", "all")
