"""A small shop's files for the import wizard, and the desk that answers about them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from engine.session import Query
from engine.session.control import Control
from engine.session.importing import ImportDesk
from engine.session.messages.importing import FilesQuery
from engine.workspace import Workspace

__all__ = ["ITEMS", "LOG", "Desk", "desk_on", "write"]

LOG = "household;product_id;bought;basket_id;quantity;price\n" + "".join(
    f"h{number % 8};p{(number * 7 + number // 50) % 20};"
    f"{1 + number % 28:02}/{1 + number // 28 % 12:02}/2023 1{number % 10}:00:00;"
    f"b{number // 2};{number % 4};{number % 9},50\n"
    for number in range(336)
)
ITEMS = "product_id;department;category;name\n" + "".join(
    f"p{number};{('GROCERY', 'FRESH', 'FUEL')[number % 3] if number != 19 else 'FRESH'};"
    f"{f'C{number % 6}' if number != 5 else ''};Thing {number}\n"
    for number in range(19)
)


class Desk:
    """Asks without a session."""

    def __init__(self, desk: ImportDesk, folder: Path) -> None:
        self.desk, self.folder = desk, folder

    def ask(self, query: Query[Any]) -> Any:
        return self.desk.answer(query, Control())

    def draft(self, **files: str | bytes) -> dict[str, Any]:
        """Writes files and gives the first draft of them."""
        return dict(self.ask(FilesQuery(write(self.folder, **files))).draft)


@contextmanager
def desk_on(folder: Path) -> Iterator[Desk]:
    """A desk on an empty workspace beside the files."""
    with Workspace.open(folder / "workspace") as workspace:
        desk = ImportDesk(workspace)
        try:
            yield Desk(desk, folder)
        finally:
            desk.close()


def write(folder: Path, **files: str | bytes) -> tuple[Path, ...]:
    """Writes files; the last underscore of a name stands for the dot."""
    paths = []
    for name, content in files.items():
        paths.append(folder / ".".join(name.rsplit("_", 1)))
        paths[-1].write_bytes(content.encode() if isinstance(content, str) else content)
    return tuple(paths)
