"""What a check remembers of every row, so that what is left out can be chosen anew without a second reading.

Beside the checked dataset lies a folder: arrays.npz, one entry a row that no fault of its own keeps out, in order of
user, time and place in the files; facts.json, what does not depend on the choice; rows.arrow and items.arrow, the
cells as texts for the examples.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Self

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from engine.data.left_out import SHOWN
from engine.data.sight import Row

__all__ = ["OF_ITEMS", "OF_RATINGS", "CheckRows", "Choosable", "Labels"]

Ints = npt.NDArray[np.int64]

OF_RATINGS = ("rating-missing", "rating-low")  # hold only while the recipe names a least rating
OF_ITEMS = ("item-dropped", "item-incomplete")


@dataclass(frozen=True)
class Choosable:
    """A column by whose values rows of the catalogue can be left out.

    Attributes:
        codes: int32[catalogue rows], -1 where the cell is empty.
        shown: text of each code.
        members: what a recipe may name to leave it out: the value itself, or every element of a list.
    """

    codes: npt.NDArray[np.int32]
    shown: tuple[str, ...]
    members: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Labels:
    """A level: which rows of the catalogue bear which labels, and every user's purchases by label.

    Attributes:
        names: the labels, by code point.
        odd: bool[labels], whether one names no goods.
        single: whether the level is one column.
        rows, codes, pairs: int32[borne], catalogue row, label, and place of its (item, label) pair.
        pair_items, pair_codes: int32[pairs].
        entry_rows, entry_pairs: int32[entries], one for each label of each row's item, by user and label.
        starts: where another user or label begins among the entries.
    """

    name: str
    names: tuple[str, ...]
    odd: npt.NDArray[np.bool_]
    single: bool
    rows: npt.NDArray[np.int32]
    codes: npt.NDArray[np.int32]
    pairs: npt.NDArray[np.int32]
    pair_items: npt.NDArray[np.int32]
    pair_codes: npt.NDArray[np.int32]
    entry_rows: npt.NDArray[np.int32]
    entry_pairs: npt.NDArray[np.int32]
    starts: Ints


class CheckRows:
    """The remembered rows of a check, opened.

    Attributes:
        facts: plain values that do not depend on the choice.
        rows, users, items, times, ratings, signs, odd_times, baskets: arrays over the rows, int64 place in the files,
            int32 codes, microseconds, 0 passes 1 missing 2 low, sign of the quantity, bool, int64 (-1 none).
        twin_rows, twins: places of rows that have an equal one, and a number each set of equals shares.
        item_rows: int32[catalogue rows] item codes, -1 without an id.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.facts: dict[str, Any] = json.loads((folder / "facts.json").read_text(encoding="utf-8"))
        with np.load(folder / "arrays.npz") as found:
            self._arrays = {name: found[name] for name in found.files}
        self.rows, self.users, self.items = (self._arrays[name] for name in ("rows", "users", "items"))
        self.times, self.ratings, self.signs = (self._arrays[name] for name in ("times", "ratings", "signs"))
        self.odd_times, self.baskets = self._arrays["odd_times"], self._arrays["baskets"]
        self.twin_rows, self.twins, self.item_rows = (self._arrays[n] for n in ("twin_rows", "twins", "item_rows"))
        self._shown: dict[tuple[str, int], tuple[list[str], str, int]] = {}
        self.item_count, self.user_count = int(self.facts["item_count"]), int(self.facts["user_count"])

    @classmethod
    def of(cls, folder: Path, facts: Mapping[str, Any], report: object) -> Self:
        """Those that `remember` wrote, with the facts of the check and the report of its import."""
        whole = {**facts, "report": asdict(report)}  # type: ignore[call-overload]
        (folder / "facts.json").write_text(json.dumps(whole, ensure_ascii=False), encoding="utf-8")
        return cls(folder)

    @staticmethod
    def beside(dataset: Path) -> Path:
        """Where the rows of a checked dataset lie."""
        return dataset.with_name("rows")

    @cached_property
    def choosable(self) -> dict[str, Choosable]:
        """Column → its values; of the levels and of what the checked recipe drops or requires."""
        told = self.facts["choosable"]
        return {
            each["name"]: Choosable(
                self._arrays[f"column {place}"], tuple(each["shown"]), tuple(map(tuple, each["members"]))
            )
            for place, each in enumerate(told)
        }

    @cached_property
    def levels(self) -> dict[str, Labels]:
        """Coarse to fine."""
        names = ("rows", "codes", "pairs", "pair_items", "pair_codes", "entry_rows", "entry_pairs", "starts")
        return {
            each["name"]: Labels(
                each["name"],
                tuple(each["names"]),
                np.array(each["odd"], bool),
                each["single"],
                *(self._arrays[f"level {place} {name}"] for name in names),
            )
            for place, each in enumerate(self.facts["levels"])
        }

    @property
    def report(self) -> Mapping[str, Any]:
        """What the import reported, as plain values."""
        told = self.facts["report"]
        assert isinstance(told, dict)
        return told

    def log_examples(self, rows: Sequence[int], at_fault: str, values: Sequence[str | None] = ()) -> tuple[Row, ...]:
        """Rows of the interactions as examples; `values` are of a column that is not the log's own."""
        by_row = dict(zip(rows, values, strict=False))
        made = []
        for row in sorted(rows):
            cells, file, line = self._cells("rows.arrow", row)
            shown = dict(zip(self.facts["columns"], cells, strict=True))
            if at_fault and at_fault not in shown:
                shown = {at_fault: (by_row.get(row) or "")[:SHOWN], **shown}
            made.append(Row(file, line, tuple(shown.items()), at_fault))
        return tuple(made)

    def item_examples(self, rows: Sequence[int], at_fault: str) -> tuple[Row, ...]:
        """Rows of the catalogue as examples."""
        made = []
        for row in rows:
            cells, file, line = self._cells("items.arrow", row)
            made.append(Row(file, line, tuple(zip(self.facts["item_columns"], cells, strict=True)), at_fault))
        return tuple(made)

    def _cells(self, file: str, row: int) -> tuple[list[str], str, int]:
        """The cells of a row as texts, its file and its line; kept, for most choices show the same examples."""
        if (file, row) not in self._shown:
            pieces = self.facts["pieces"][file]
            piece = bisect_right(pieces, row) - 1
            with pa.OSFile(str(self.folder / file)) as stored:
                found = pa.ipc.open_file(stored).get_batch(piece).slice(row - pieces[piece], 1).to_pylist()[0]
            *cells, name, line = found.values()
            self._shown[file, row] = [cell or "" for cell in cells], name, line
        return self._shown[file, row]
