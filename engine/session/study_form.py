"""What a form of a study needs: every model's settings out of its JSON schema, and the devices of this machine."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from typing import Any

from engine.monitor import Monitor
from engine.session.libraries import STUDY, load
from engine.session.messages.studies import ModelForm, Setting, SettingKind, StudyForm

__all__ = ["settings_of", "study_form"]

FIRST = ("name", "scopes")


def study_form() -> StudyForm:
    """All registered models, the fields of a study, and the devices. Loads torch."""
    load(STUDY, Monitor(), keep=True)
    from engine.models.registry import BASELINES, MODELS, TITLES, model_class
    from engine.studies.facts import devices
    from engine.studies.study import Study

    models = []
    for name in MODELS:
        config = model_class(name).config_class
        settings = settings_of(config.model_json_schema())
        found = sorted(settings.values(), key=lambda each: each.name not in FIRST)
        help_text = inspect.getdoc(config) or ""
        models.append(
            ModelForm(name, TITLES.get(name, name), help_text.partition("\n")[0], name in BASELINES, tuple(found))
        )
    return StudyForm(tuple(models), settings_of(Study.model_json_schema()), devices())


def settings_of(schema: Mapping[str, Any]) -> dict[str, Setting]:
    """The fields that a form can show, by place: "max_k", or "split.horizon" for one in a table of its own."""
    found: dict[str, Setting] = {}
    _gather(schema, schema.get("$defs", {}), "", found)
    return found


def _gather(schema: Mapping[str, Any], known: Mapping[str, Any], place: str, found: dict[str, Setting]) -> None:
    for name, field in schema.get("properties", {}).items():
        inner = _resolved(field, known)
        if "properties" in inner:
            _gather(inner, known, f"{place}{name}.", found)
        elif "discriminator" in inner:
            _gather_kinds(inner, known, f"{place}{name}.", found)
        elif "const" not in inner and (made := _setting(name, field, known)) is not None:
            found[f"{place}{name}"] = made


def _gather_kinds(union: Mapping[str, Any], known: Mapping[str, Any], place: str, found: dict[str, Setting]) -> None:
    """The fields of all kinds that a table may be of, and which kind it is; the first kind is the default."""
    tag, kinds = union["discriminator"]["propertyName"], [_resolved(kind, known) for kind in union["oneOf"]]
    names = tuple(str(kind["properties"][tag]["const"]) for kind in kinds)
    found[f"{place}{tag}"] = Setting(tag, "choice", names[0], "", choices=names)
    for kind in kinds:
        mine: dict[str, Setting] = {}
        _gather(kind, known, place, mine)
        found |= {at: setting for at, setting in mine.items() if at not in found}


def _resolved(field: Mapping[str, Any], known: Mapping[str, Any]) -> Mapping[str, Any]:
    reference = str(field.get("$ref", "")).removeprefix("#/$defs/")
    return known.get(reference, field)


def _setting(name: str, field: Mapping[str, Any], known: Mapping[str, Any]) -> Setting | None:
    branches = [_resolved(branch, known) for branch in field.get("anyOf", [field])]
    optional = any(branch.get("type") == "null" for branch in branches)
    kinds = [branch for branch in branches if branch.get("type") != "null"]
    if not kinds:
        return None
    one = kinds[0] if len(kinds) == 1 else {"type": "string"}  # a date, a number of days or a text: all are written
    kind, choices = _kind(one, known)
    if kind is None:
        return None
    low, above = _bound(one, "minimum", "exclusiveMinimum")
    high, below = _bound(one, "maximum", "exclusiveMaximum")
    return Setting(
        name,
        kind,
        field.get("default"),
        str(field.get("description", "")),
        optional,
        low,
        high,
        above,
        below,
        float(one["multipleOf"]) if "multipleOf" in one else None,
        choices,
    )


def _kind(one: Mapping[str, Any], known: Mapping[str, Any]) -> tuple[SettingKind | None, tuple[str, ...]]:
    if "enum" in one:
        return "choice", tuple(map(str, one["enum"]))
    match one.get("type"):
        case "integer":
            return "integer", ()
        case "number":
            return "number", ()
        case "boolean":
            return "boolean", ()
        case "string":
            return "text", ()
        case "array":
            items = _resolved(one.get("items", {}), known)
            if "enum" in items:
                return "choices", tuple(map(str, items["enum"]))
            rows: dict[str, SettingKind] = {"integer": "integers", "number": "numbers", "string": "texts"}
            return rows.get(str(items.get("type"))), ()  # tables, as the models are, have a place of their own
    return None, ()


def _bound(one: Mapping[str, Any], inclusive: str, exclusive: str) -> tuple[float | None, bool]:
    if exclusive in one:
        return float(one[exclusive]), True
    return (float(one[inclusive]), False) if inclusive in one else (None, False)
