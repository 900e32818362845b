"""The settings in which a study's runs differ, read from what the runs wrote about themselves."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from engine.session.control import Control
from engine.session.listing import run_row
from engine.session.messages.comparing import SettingRow, SettingsQuery, SettingsView
from engine.session.shelf import Shelf

__all__ = ["differing", "settings"]

Group = Literal["model", "question", "made"]
Manifest = Mapping[str, Any]

HASH = 12  # characters that tell two states apart and can be read


def settings(query: SettingsQuery, shelf: Shelf, control: Control) -> SettingsView:
    """What sets the runs of a study apart.

    Raises:
        UserError: there is no such study, or a run's folder is gone.
        Cancelled: a newer query took this one's place.
    """
    shelf.workspace.refresh()
    entry = shelf.workspace.find_study(query.study)
    runs = []
    for each in shelf.workspace.runs(entry):
        control.check()
        runs.append(shelf.run(each.id))
    rows = differing([run.manifest for run in runs])
    return SettingsView(tuple(run_row(run.entry) for run in runs), tuple(rows))


def differing(manifests: Sequence[Manifest]) -> list[SettingRow]:
    """The settings that are not alike in all manifests, those that differ in value before those that some lack."""
    found = [dict(_facts(manifest)) for manifest in manifests]
    keys = dict.fromkeys(key for facts in found for key in facts)
    rows = []
    for group, name in keys:
        values = tuple(facts.get((group, name)) for facts in found)
        held = {value for value in values if value is not None}
        if len(held) > 1 or None in values:
            rows.append(SettingRow(group, name, values, len(held) > 1))
    return sorted(rows, key=lambda row: not row.differs)


def _facts(manifest: Manifest) -> Iterator[tuple[tuple[Group, str], str]]:
    """(group, name) → text of everything that may set a run apart, results left out."""
    for name, value in _flat(manifest.get("config", {})):
        if name not in ("name", "scopes"):
            yield ("model", name), value
    for name, value in _flat(manifest.get("protocol", {})):
        yield ("question", name), value
    for name in ("seed", "device"):
        if name in manifest:
            yield ("made", name), _text(manifest[name])
    for name in ("dataset_hash", "code_hash"):
        if name in manifest:
            yield ("made", name), _text(manifest[name])[:HASH]
    for name, value in _flat(manifest.get("versions", {})):
        yield ("made", name), value


def _flat(values: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    for name, value in values.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{above}{name}.")
        else:
            yield f"{above}{name}", _text(value)


def _text(value: object) -> str:
    """A value as a study file would write it; "none" where it is left out."""
    if value is None:
        return "none"
    if isinstance(value, float):
        return f"{value:g}"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
