"""The question as a person writes it: split, level, scopes, item filter, cutoffs."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from engine.data.dataset import DAY

__all__ = ["SCOPES", "Config", "Moment", "ProtocolConfig", "Scope", "TimeSplit", "duration"]

Scope = Literal["cross", "in", "repeat", "all", "any"]
SCOPES: tuple[Scope, ...] = ("cross", "in", "repeat", "all", "any")
_UNITS = {"h": DAY // 24, "d": DAY, "w": 7 * DAY}

Moment = dt.datetime | dt.date | float | str


def duration(text: str) -> int:
    """Microseconds of a duration such as "56d", "8w" or "12h".

    Raises:
        ValueError: the text is no positive duration.
    """
    found = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*([hdw])\s*", text)
    if not found or float(found[1]) <= 0:
        raise ValueError('a duration such as "56d", "8w" or "12h" is expected')
    return round(float(found[1]) * _UNITS[found[2]])


def _is_duration(text: str) -> str:
    duration(text)
    return text


Duration = Annotated[str, AfterValidator(_is_duration)]


class Config(BaseModel):
    """A part of a configuration file; unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class TimeSplit(Config):
    """A global cut: what lies before trains, what follows within the horizon is held out."""

    kind: Literal["time"] = "time"
    horizon: Duration = Field(
        "56d", description="length of the test and the validation window where no dates are given"
    )
    test_start: Moment | None = Field(None, description="date, or number of days where times are relative")
    validation_start: Moment | None = Field(None, description="default: one horizon before test_start")
    refit: bool = Field(True, description="fit again on everything before test_start once tuning is done")


class ProtocolConfig(Config):
    """What is asked of every recommender of a study."""

    split: TimeSplit = Field(default_factory=lambda: TimeSplit())
    category_level: str | None = Field(None, description="default: the level that the recipe names")
    scopes: tuple[Scope, ...] = Field(("cross", "in", "repeat", "all"), min_length=1)
    min_item_users: int = Field(1, ge=0, description="distinct training users an item needs; 0 admits unsold items")
    max_k: int = Field(50, ge=1, le=1000, description="deepest cutoff; lists are stored this deep")
