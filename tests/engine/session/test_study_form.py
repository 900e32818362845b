"""Settings of a study out of its schema: a table of one of several kinds shows the fields of all of them."""

from __future__ import annotations

from typing import get_args

import pytest

from engine.protocol.config import ProtocolConfig
from engine.session.messages.studies import Setting
from engine.session.study_form import settings_of


@pytest.fixture(scope="module")
def fields() -> dict[str, Setting]:
    return settings_of(ProtocolConfig.model_json_schema())


def test_the_kinds_of_a_split_are_a_choice_and_the_first_is_the_default(fields: dict[str, Setting]) -> None:
    union = ProtocolConfig.model_fields["split"].annotation
    kinds = [kind.model_fields["kind"].default for kind in get_args(union)]
    assert fields["split.kind"].choices == tuple(kinds)
    assert (fields["split.kind"].kind, fields["split.kind"].default) == ("choice", "time")


def test_a_field_of_any_kind_has_a_place(fields: dict[str, Setting]) -> None:
    assert fields["split.share"].default == 0.2
    assert fields["split.horizon"].default == "56d"
    assert fields["split.test_start"].optional


def test_rules_left_out_are_optional(fields: dict[str, Setting]) -> None:
    optional = {name for name, field in fields.items() if field.optional}
    assert {"seen_window", "history_window", "available_within", "target_events", "candidates"} <= optional
    assert fields["relevant"].choices == ("any", "entry")
