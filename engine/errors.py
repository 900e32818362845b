"""Errors that a person can mend: one sentence each, worded here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

__all__ = ["SENTENCES", "UserError"]

# Which place, what was found, what was expected, what to do. The window translates by code.
SENTENCES: dict[str, str] = {
    "file-missing": "{file} does not exist. Correct the path.",
    "file-unreadable": "{file} cannot be read: {reason}.",
    "dataset-missing": "{folder} holds no dataset. Import one first.",
    "level-unknown": 'This dataset has no category level "{level}"; it has {found}.',
    "level-missing": "The scopes {scopes} need categories, and this dataset has none; "
    "use repeat, all or any, or name category columns in the recipe.",
    "time-missing": "This dataset has no times, so it cannot be split by time; name a time column in the recipe.",
    "date-wrong": "{field} = {value} is not a moment of this dataset; it expects {expected}.",
    "cut-outside": "{field} = {value} lies outside the data, which runs from {first} to {last}. Choose a date between.",
    "cuts-order": "validation_start = {validation} must lie before test_start = {test}.",
    "users-none": "No shopper is left: nobody bought an item with at least {min_item_users} buyers before {cut}. "
    "Lower min_item_users or choose a later test_start.",
    "config-field": "{file}: {field} = {value} is not accepted: {reason}.",
    "model-unknown": 'There is no model "{model}"; there are {found}.',
    "model-dataset": "This model was fitted on another dataset ({found}, not {expected}); fit it again.",
    "history-unknown": "{model} scores only shoppers it was trained on; this history was never seen.",
}


class UserError(Exception):
    """One plain sentence for the person who can mend it.

    Args:
        code: a key of `SENTENCES`.
        values: what the sentence names; file, line, column, value where they apply.
    """

    def __init__(self, code: str, /, **values: object) -> None:
        self.code, self.values = code, values
        super().__init__(SENTENCES[code].format(**{name: _worded(value) for name, value in values.items()}))

    @property
    def sentence(self) -> str:
        return str(self)

    def __reduce__(self) -> tuple[object, ...]:
        return _again, (self.code, self.values)


def _again(code: str, values: dict[str, object]) -> UserError:
    return UserError(code, **values)


def _worded(value: object) -> str:
    if isinstance(value, str | Path):
        return str(value)
    if isinstance(value, Iterable):
        return ", ".join(str(part) for part in value)
    return str(value)
