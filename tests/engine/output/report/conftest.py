"""The report of the finished study, written once in each language and read with the standard library's parser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import pytest

from engine.monitor import Monitor
from engine.output.report import Language, write_report
from engine.workspace import Workspace
from tests.engine.shop import Finished

VOID = ("meta", "br", "hr", "col")


@dataclass
class Read(HTMLParser):
    """What a page holds.

    Attributes:
        faults: elements that were not closed in order.
        tables: by id, rows of cells.
        sections: by id, all text inside.
    """

    html: str = ""
    faults: list[str] = field(default_factory=list)
    attributes: list[tuple[str, str, str]] = field(default_factory=list)
    tables: dict[str, list[list[str]]] = field(default_factory=dict)
    sections: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[tuple[str, str]] = []
        self.feed(self.html)
        self.close()
        self.faults += [name for name, _ in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        name = dict(attrs).get("id") or ""
        if tag == "table":
            self.tables[name] = []
        if tag == "tr":
            self._rows().append([])
        if tag in ("td", "th"):
            self._rows()[-1].append("")
        if tag == "small":
            self._rows()[-1][-1] += " | "
        if tag not in VOID:
            self._open.append((tag, name))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1][0] != tag:
            self.faults.append(tag)
        else:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        for tag, name in self._open:
            if tag == "section":
                self.sections[name] = self.sections.get(name, "") + data
        if any(tag in ("td", "th") for tag, _ in self._open):
            self._rows()[-1][-1] += data

    def values(self, attribute: str) -> list[str]:
        """All values of an attribute."""
        return [value for _, name, value in self.attributes if name == attribute]

    def _rows(self) -> list[list[str]]:
        name = next(name for tag, name in reversed(self._open) if tag == "table")
        return self.tables[name]


def read_report(workspace: Workspace, study: str, file: Path, language: Language = "en") -> Read:
    """Writes a report and reads it."""
    write_report(workspace.find_study(study), workspace, file, language, Monitor())
    return Read(file.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def english(finished: Finished, tmp_path_factory: pytest.TempPathFactory) -> Read:
    return read_report(finished.workspace, finished.entry.id, tmp_path_factory.mktemp("report") / "en.html")


@pytest.fixture(scope="session")
def chinese(finished: Finished, tmp_path_factory: pytest.TempPathFactory) -> Read:
    file = tmp_path_factory.mktemp("report") / "zh.html"
    return read_report(finished.workspace, finished.entry.id, file, "zh_CN")


@pytest.fixture
def copied(finished: Finished, tmp_path: Path) -> Iterator[Workspace]:
    """The finished study in a workspace of the test's own."""
    folder = tmp_path / "copied"
    shutil.copytree(finished.workspace.folder, folder, ignore=shutil.ignore_patterns("lock"))
    with Workspace.open(folder) as workspace:
        yield workspace
