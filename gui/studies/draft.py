"""A study while it is written: plain nested values, what a control's text means, and what differs from the default."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from engine.session.messages.studies import ModelForm, Setting

__all__ = ["Draft", "Misread", "is_changed", "read", "written"]

translate = QCoreApplication.translate
ROWS: dict[str, Callable[[str], Any]] = {"integers": int, "numbers": float, "texts": str}


class Misread(ValueError):
    """A text that a setting cannot take; its words are one sentence for the person."""


class Draft:
    """The values of a study by place, such as "protocol.split.test_start"; models by number.

    Args:
        values: shaped like STUDY.toml; copied.
    """

    def __init__(self, values: Mapping[str, Any] | None = None) -> None:
        self.values: dict[str, Any] = copy.deepcopy(dict(values or {}))

    @property
    def models(self) -> list[dict[str, Any]]:
        """The models, to be changed in place."""
        found: list[dict[str, Any]] = self.values.setdefault("models", [])
        return found

    def get(self, place: str) -> Any:
        """The value of a place; None where it is left out."""
        at: Any = self.values
        for part in place.split("."):
            if not isinstance(at, Mapping):
                return None
            at = at.get(part)
        return at

    def set(self, place: str, value: Any) -> None:
        """Writes a value; None leaves it out, and a table that has become empty with it."""
        *tables, name = place.split(".")
        path = [self.values]
        for part in tables:
            if not isinstance(path[-1].get(part), dict):
                path[-1][part] = {}
            path.append(path[-1][part])
        if value is not None:
            path[-1][name] = value
            return
        path[-1].pop(name, None)
        for above, part in zip(reversed(path[:-1]), reversed(tables), strict=True):
            if not above[part]:
                del above[part]

    def set_model(self, number: int, name: str, value: Any) -> None:
        """Writes a model's setting; None leaves it out."""
        if value is None:
            self.models[number].pop(name, None)
        else:
            self.models[number][name] = value

    def add_model(self, form: ModelForm) -> int:
        """Puts a model at the end, with a name of its own where another of its kind is there; returns its number."""
        entry: dict[str, Any] = {"model": form.model}
        taken = {str(model.get("name") or "") for model in self.models}
        if any(model.get("model") == form.model for model in self.models):
            entry["name"] = _free(form.title, taken)
        self.models.append(entry)
        return len(self.models) - 1

    def double_model(self, number: int, title: str) -> int:
        """Puts a copy of a model behind it, under another name; returns its number."""
        entry = copy.deepcopy(self.models[number])
        taken = {str(model.get("name") or "") for model in self.models}
        entry["name"] = _free(str(entry.get("name") or title), taken)
        self.models.insert(number + 1, entry)
        return number + 1

    def remove_model(self, number: int) -> None:
        del self.models[number]

    def fit_to(self, dataset: str) -> None:
        """Takes a dataset; dates and level of another one are left to this one."""
        if self.get("dataset") not in (None, dataset):
            for place in ("protocol.split.test_start", "protocol.split.validation_start", "protocol.category_level"):
                if self.get(place) is not None:
                    self.set(place, None)
        self.set("dataset", dataset)


def is_changed(setting: Setting, value: Any) -> bool:
    """Whether a value is there and another than the default."""
    if value is None:
        return False
    if setting.kind in ("integer", "number") and isinstance(value, int | float):
        return bool(value != setting.default)
    if isinstance(value, list | tuple):
        return list(value) != list(setting.default or [])
    return bool(value != setting.default)


def written(value: Any) -> str:
    """A value as it stands in a line edit."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float():
            return f"{value:g}" if float(f"{value:g}") == value else repr(value)
        case list() | tuple():
            return ", ".join(map(written, value))
        case _:
            return value.isoformat() if hasattr(value, "isoformat") else str(value)


def read(setting: Setting, text: str) -> Any:
    """The value that a text stands for; None where it is empty, which is the default.

    Raises:
        Misread: it is no number, or out of bounds.
    """
    text = text.strip()
    if not text:
        return None
    if setting.kind in ROWS:
        return _row(setting, text)
    if setting.kind not in ("integer", "number"):
        return text
    try:
        value = int(text) if setting.kind == "integer" else float(text.replace("−", "-"))
    except ValueError:
        value = None
    if value is None or value != value or abs(value) == float("inf") or not _inside(setting, value):
        raise Misread(expected(setting))
    return value


def _row(setting: Setting, text: str) -> list[Any]:
    """Values parted by commas."""
    parts = [part.strip() for part in text.replace("，", ",").split(",") if part.strip()]
    try:
        return [ROWS[setting.kind](part) for part in parts]
    except ValueError:
        whole = setting.kind == "integers"
        raise Misread(
            translate("Draft", "Whole numbers are expected, parted by commas.")
            if whole
            else translate("Draft", "Numbers are expected, parted by commas.")
        ) from None


def expected(setting: Setting) -> str:
    """What a number must be, in a sentence."""
    whole = setting.kind == "integer"
    low, high = written(setting.low), written(setting.high)
    if setting.low is not None and setting.high is not None:
        frame = (
            translate("Draft", "A whole number from {0} to {1} is expected.")
            if whole
            else translate("Draft", "A number from {0} to {1} is expected.")
        )
    elif setting.low is not None:
        frame = (
            translate("Draft", "A whole number of at least {0} is expected.")
            if whole
            else translate("Draft", "A number of at least {0} is expected.")
        )
    else:
        frame = (
            translate("Draft", "A whole number is expected.") if whole else translate("Draft", "A number is expected.")
        )
    sentences = [frame.format(low, high)]
    if setting.above and setting.low is not None:
        sentences.append(translate("Draft", "It must be larger than {0}.").format(low))
    if setting.below and setting.high is not None:
        sentences.append(translate("Draft", "It must be smaller than {0}.").format(high))
    if setting.step is not None:
        sentences.append(translate("Draft", "It must be a multiple of {0}.").format(written(setting.step)))
    return " ".join(sentences)


def _inside(setting: Setting, value: float) -> bool:
    if setting.low is not None and (value < setting.low or (setting.above and value == setting.low)):
        return False
    if setting.high is not None and (value > setting.high or (setting.below and value == setting.high)):
        return False
    return setting.step is None or value % setting.step == 0


def _free(title: str, taken: set[str]) -> str:
    number = 2
    while f"{title} {number}" in taken:
        number += 1
    return f"{title} {number}"
