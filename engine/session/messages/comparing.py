"""What Compare asks besides the curves: the settings in which a study's runs differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from engine.session.messages.core import Query, RunRow, StudyId

__all__ = ["SettingRow", "SettingsQuery", "SettingsView"]


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One setting that is not alike in all runs.

    Attributes:
        group: "model" for settings of the recommender, "question" for those of the protocol, "made" for what the run
            was made with: seed, device, libraries.
        name: as the study file writes it; parts of tables are joined by dots.
        values: one text a run; None where the run has no such setting.
        differs: two runs that have the setting have other values; else only some have it at all.
    """

    group: Literal["model", "question", "made"]
    name: str
    values: tuple[str | None, ...]
    differs: bool


@dataclass(frozen=True, slots=True)
class SettingsView:
    """The runs in the order of the comparison, and what sets them apart; settings that differ come first."""

    runs: tuple[RunRow, ...]
    rows: tuple[SettingRow, ...]


@dataclass(frozen=True, slots=True)
class SettingsQuery(Query[SettingsView]):
    """Reads the manifests of a study's finished runs."""

    study: StudyId
