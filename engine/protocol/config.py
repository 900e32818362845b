"""The question as a person writes it: split, level, scopes, item filter, cutoffs."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from engine.data.dataset import DAY

__all__ = [
    "SCOPES",
    "AnySplit",
    "Config",
    "FractionSplit",
    "GivenSplit",
    "LeaveLast",
    "Moment",
    "NextBasket",
    "PerUserFraction",
    "ProtocolConfig",
    "RollingSplit",
    "Scope",
    "TimeSplit",
    "duration",
]

Scope = Literal["cross", "in", "repeat", "all", "any", "list"]
SCOPES: tuple[Scope, ...] = ("cross", "in", "repeat", "all", "any", "list")
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


Refit = Annotated[bool, Field(description="fit again on everything before test_start once tuning is done")]
Share = Annotated[float, Field(gt=0, lt=1)]
PAST = "56d"  # length of the past windows that networks learn from, where a split has no horizon of its own


class TimeSplit(Config):
    """A global cut: what lies before trains, what follows within the horizon is held out."""

    kind: Literal["time"] = "time"
    horizon: Duration = Field(
        "56d", description="length of the test and the validation window where no dates are given"
    )
    test_start: Moment | None = Field(None, description="date, or number of days where times are relative")
    validation_start: Moment | None = Field(None, description="default: one horizon before test_start")
    refit: Refit = True


class RollingSplit(Config):
    """Several global cuts, each with a test of one horizon; tuned once, before the first of them."""

    kind: Literal["rolling"] = "rolling"
    horizon: Duration = Field(
        "56d", description="length of the test and the validation window where no dates are given"
    )
    test_starts: tuple[Moment, ...] = Field(min_length=1, description="the cuts, ascending")
    validation_starts: tuple[Moment, ...] = Field(
        (), description="cuts of the tuning; default: one horizon before the first test"
    )
    refit: Refit = True


class FractionSplit(Config):
    """A global cut at a share of the rows in time; rows of one instant stay together on the later side."""

    kind: Literal["fraction"] = "fraction"
    horizon: ClassVar[str] = PAST
    share: Share = Field(0.2, description="share of the rows that tests; the same of the rest validates")
    refit: Refit = True


class LeaveLast(Config):
    """The last row of every user tests, the one before validates."""

    kind: Literal["leave-last"] = "leave-last"
    horizon: ClassVar[str] = PAST
    refit: Refit = True


class NextBasket(Config):
    """The last basket of every user tests, the one before validates."""

    kind: Literal["next-basket"] = "next-basket"
    horizon: ClassVar[str] = PAST
    refit: Refit = True


class PerUserFraction(Config):
    """The last share of every user's rows tests, the same share of the rest validates."""

    kind: Literal["per-user-fraction"] = "per-user-fraction"
    horizon: ClassVar[str] = PAST
    share: Share = Field(0.2, description="share of the rows that tests; the same of the rest validates")
    refit: Refit = True


class GivenSplit(Config):
    """The fold column of the recipe says what trains, validates and tests."""

    kind: Literal["given"] = "given"
    horizon: ClassVar[str] = PAST
    refit: Refit = True


def _by_time_unless_said(value: object) -> object:
    return {"kind": "time"} | value if isinstance(value, dict) else value


AnySplit = Annotated[
    TimeSplit | RollingSplit | FractionSplit | LeaveLast | NextBasket | PerUserFraction | GivenSplit,
    Field(discriminator="kind"),
]
Events = Annotated[tuple[str, ...], Field(min_length=1)]


class ProtocolConfig(Config):
    """What is asked of every recommender of a study."""

    split: Annotated[AnySplit, BeforeValidator(_by_time_unless_said)] = Field(default_factory=lambda: TimeSplit())
    category_level: str | None = Field(None, description="default: the level that the recipe names")
    scopes: tuple[Scope, ...] = Field(("cross", "in", "repeat", "all"), min_length=1)
    min_item_users: int = Field(1, ge=0, description="distinct training users an item needs; 0 admits unsold items")
    max_k: int = Field(50, ge=1, le=1000, description="deepest cutoff; lists are stored this deep")
    seen_window: Duration | None = Field(
        None, description="how far back a purchase counts as bought and its categories as seen; none: all the past"
    )
    history_window: Duration | None = Field(None, description="how far back recommenders read; none: all the past")
    relevant: Literal["any", "entry"] = Field(
        "any", description="entry: in cross, only items bought on the day their category is entered"
    )
    ignore_labels_above: float | None = Field(
        None,
        gt=0,
        lt=1,
        description="labels that more than this share of the kept items bear are left out; none: no label",
    )
    available_within: Duration | None = Field(
        None, description="an item must have been sold so shortly before the cut to compete; none: any time before"
    )
    target_events: Events | None = Field(None, description="events that are right answers; none: every event")
    seen_events: Events | None = Field(None, description="events that count as bought and seen; none: every event")
    candidates: str | None = Field(
        None, min_length=1, description="file with the columns user and item that the scope list ranks"
    )
