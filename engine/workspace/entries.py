"""What the workspace lists: one plain value a dataset, study or run, made from its folder alone."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from dataclasses import MISSING, asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, ClassVar, Self, TypeVar

from engine.data.dataset import DAY
from engine.errors import UserError
from engine.protocol.training import moment_text
from engine.workspace.dropped import dropped_rows

__all__ = ["FORMAT", "DatasetEntry", "Entry", "RunEntry", "StudyEntry", "read_facts"]

FORMAT = 1  # of study.json and manifest.json
Kind = TypeVar("Kind", bound="Entry")


def read_facts(file: Path) -> dict[str, Any]:
    """Reads study.json or manifest.json.

    Raises:
        UserError: it is missing, damaged, or of a newer version of the program.
    """
    facts = _parsed(file)
    if not isinstance(facts.get("version"), int):
        raise UserError("file-damaged", file=file, reason="it bears no version")
    if facts["version"] > FORMAT:
        raise UserError("format-newer", file=file, found=facts["version"], known=FORMAT)
    return facts


@dataclass(frozen=True)
class Entry(ABC):
    """One line of a listing; `folder` is where it came from."""

    kind: ClassVar[str]
    marker: ClassVar[str]  # the file whose presence makes the folder an entry

    id: str
    folder: Path = field(kw_only=True)

    @classmethod
    @abstractmethod
    def read(cls, folder: Path) -> Self:
        """Makes the entry from its folder.

        Raises:
            UserError: the folder holds none, or one that is damaged or newer.
        """

    def facts(self) -> str:
        """All fields but the folder as JSON."""
        values = asdict(self)
        values.pop("folder")
        return json.dumps(values, ensure_ascii=False)

    @classmethod
    def again(cls, facts: str, folder: Path) -> Self:
        """The entry whose `facts` were kept."""
        values: dict[str, Any] = json.loads(facts)
        for name, value in values.items():
            values[name] = tuple(value) if isinstance(value, list) else value
        return cls(**values, folder=folder)


@dataclass(frozen=True)
class DatasetEntry(Entry):
    """An imported dataset; `first` and `last` are ISO dates, or "day 0" where times are relative."""

    kind: ClassVar[str] = "dataset"
    marker: ClassVar[str] = "dataset.json"

    rows: int
    users: int
    items: int
    first: str
    last: str
    levels: tuple[str, ...]
    level: str | None
    dropped: int
    hash: str

    @property
    def name(self) -> str:
        return self.id

    @classmethod
    def read(cls, folder: Path) -> Self:
        file = folder / cls.marker
        facts = _parsed(file)
        try:
            relative, span = facts["relative"], facts["span"] if facts["has_time"] else []
            days = [moment_text(moment // DAY * DAY, relative) for moment in span] or ["", ""]
            return cls(
                facts["name"],
                facts["rows_out"],
                facts["users"],
                facts["items"],
                days[0],
                days[1],
                tuple(facts["levels"]),
                facts["level"],
                sum(dropped_rows(folder)["interactions"].values()),
                facts["hash"],
                folder=folder,
            )
        except (KeyError, TypeError) as error:
            raise UserError("file-damaged", file=file, reason=f"it lacks {error}") from None


@dataclass(frozen=True)
class StudyEntry(Entry):
    """A study that was run.

    Attributes:
        title: its name for people.
        runs: ids of its finished runs.
        missing_baselines: baselines that none of them is.
    """

    kind: ClassVar[str] = "study"
    marker: ClassVar[str] = "study.json"

    title: str
    dataset: str
    level: str | None
    test_start: str
    scopes: tuple[str, ...]
    max_k: int
    runs: tuple[str, ...]
    created: str
    finished: str
    key: str
    missing_baselines: tuple[str, ...] = ()  # older study.json have none

    @classmethod
    def read(cls, folder: Path) -> Self:
        return _entry(cls, folder)


@dataclass(frozen=True)
class RunEntry(Entry):
    """A finished run. `series` is its number for life (0-based): colour and dash. `seconds` is its fit time."""

    kind: ClassVar[str] = "run"
    marker: ClassVar[str] = "manifest.json"

    study: str
    name: str
    model: str
    seed: int
    series: int
    dataset: str
    scopes: tuple[str, ...]
    max_k: int
    seconds: float
    has_probability: bool
    finished: str
    key: str

    @classmethod
    def read(cls, folder: Path) -> Self:
        return _entry(cls, folder)


def _entry(cls: type[Kind], folder: Path) -> Kind:
    file = folder / cls.marker
    facts = read_facts(file)
    known = [each for each in fields(cls) if each.name != "folder"]
    if missing := [each.name for each in known if each.name not in facts and each.default is MISSING]:
        raise UserError("file-damaged", file=file, reason=f"it lacks {', '.join(missing)}")
    return cls.again(json.dumps({each.name: facts[each.name] for each in known if each.name in facts}), folder)


def _parsed(file: Path) -> dict[str, Any]:
    try:
        facts = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise UserError("file-missing", file=file) from None
    except OSError as error:
        raise UserError("file-unreadable", file=file, reason=error.strerror or error) from None
    except ValueError as error:
        raise UserError("file-damaged", file=file, reason=f"it is no JSON, {error}") from None
    if not isinstance(facts, dict):
        raise UserError("file-damaged", file=file, reason="it holds no table")
    return facts
