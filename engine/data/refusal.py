"""What pydantic refuses, as one sentence for the person who wrote the file."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from engine.errors import UserError

__all__ = ["refusal"]


def refusal(
    error: ValidationError,
    values: Any,
    model: type[BaseModel],
    file: Path | str,
    within: tuple[str | int, ...] = (),
) -> UserError:
    """The first thing that is wrong in a file.

    Args:
        error: what pydantic found.
        values: what it was given.
        model: what it was to become; tells which fields there are.
        file: how the sentence calls the file.
        within: place of `values` in the file.
    """
    # a union reports every branch it tried: the deepest place is the branch that was meant; and a misspelt field is
    # unknown and missing at once: the unknown one is what the person wrote
    problem = max(
        error.errors(), key=lambda each: (len(_place(each["loc"], values)), each["type"] == "extra_forbidden")
    )
    place = _place(problem["loc"], values)
    field = ".".join(str(part + 1) if isinstance(part, int) else part for part in (*within, *place)) or "the whole"
    if problem["type"] == "missing":
        return UserError("config-missing", file=file, field=field)
    if problem["type"] == "extra_forbidden":
        known = sorted({name for each in _meant(model, place[:-1], problem["loc"]) for name in each.model_fields})
        reason = f"there is no such field; there are {', '.join(known)}" if known else "there is no such field"
        return UserError("config-field", file=file, field=field, value=_short(problem["input"]), reason=reason)
    if problem["type"] == "union_tag_invalid":
        kind, tag, expected = (str(problem["ctx"][name]) for name in ("discriminator", "tag", "expected_tags"))
        field = f"{field}.{kind.strip(chr(39))}"
        return UserError("config-field", file=file, field=field, value=_short(tag), reason=f"it is one of {expected}")
    reason = problem["msg"].removeprefix("Value error, ").removeprefix("Input ")
    if problem["type"] == "too_short":
        reason = f"at least {problem['ctx']['min_length']} is expected"
    return UserError("config-field", file=file, field=field, value=_short(problem["input"]), reason=reason)


def _place(location: tuple[str | int, ...], values: Any) -> tuple[str | int, ...]:
    """The part of a pydantic location that exists in the file; the rest are names of union branches."""
    place: list[str | int] = []
    for part in location:
        if isinstance(values, dict) and isinstance(part, str) and (part in values or part == location[-1]):
            values = values.get(part)  # a missing field is a place too
        elif isinstance(values, list | tuple) and isinstance(part, int) and part < len(values):
            values = values[part]
        else:
            continue
        place.append(part)
    return tuple(place)


def _models(model: type[BaseModel], place: tuple[str | int, ...]) -> list[type[BaseModel]]:
    """The models that a place of the file may hold."""
    found = [model]
    for part in place:
        if isinstance(part, str):
            kinds = [each.model_fields[part].annotation for each in found if part in each.model_fields]
            found = [inner for kind in kinds for inner in _inside(kind)]
    return found


def _meant(
    model: type[BaseModel], place: tuple[str | int, ...], location: tuple[str | int, ...]
) -> list[type[BaseModel]]:
    """The models of a place, or, where the location names kinds among them, the one that was meant."""
    found = _models(model, place)
    kinds = [each for each in found if any(field.default in location for field in each.model_fields.values())]
    return kinds or found


def _inside(kind: Any) -> Iterator[type[BaseModel]]:
    """The models in an annotation such as Gap | str | None or list[Join]."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        yield kind
    for part in typing.get_args(kind):
        yield from _inside(part)


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 80 else text[:77] + "…"
