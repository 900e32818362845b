"""The question as a person writes it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from engine.data import DAY
from engine.protocol import ProtocolConfig, TimeSplit
from engine.protocol.config import duration


@given(st.integers(1, 10_000), st.sampled_from(["h", "d", "w"]), st.sampled_from(["", " ", "  "]))
def test_a_duration_is_a_number_and_a_unit(number: int, unit: str, space: str) -> None:
    assert duration(f"{space}{number}{space}{unit}") == number * {"h": DAY // 24, "d": DAY, "w": 7 * DAY}[unit]


@pytest.mark.parametrize("text", ["", "56", "d", "-3d", "0d", "0.0w", "5 days", "1e3d", "5m", "٣٣"])
def test_other_texts_are_no_duration(text: str) -> None:
    with pytest.raises(ValueError, match="duration"):
        duration(text)


@given(st.text(max_size=8))
def test_any_text_is_a_duration_or_a_value_error(text: str) -> None:
    try:
        assert duration(text) > 0
    except ValueError:
        with pytest.raises(ValidationError):
            TimeSplit(horizon=text)


def test_the_defaults_are_those_of_the_design() -> None:
    protocol = ProtocolConfig()
    assert protocol.split == TimeSplit(kind="time", horizon="56d", refit=True)
    assert protocol.scopes == ("cross", "in", "repeat", "all")
    assert (protocol.min_item_users, protocol.max_k, protocol.category_level) == (1, 50, None)


@pytest.mark.parametrize(
    "field", [{"max_k": 0}, {"max_k": 1001}, {"min_item_users": -1}, {"scopes": ()}, {"scopes": ("new",)}, {"kk": 1}]
)
def test_a_field_out_of_its_bounds_is_refused(field: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        ProtocolConfig.model_validate(field)
