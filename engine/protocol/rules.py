"""What a protocol's rules come to on one dataset: codes of events, labels of rows, listed candidates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from engine.data.dataset import Dataset, RowLevel
from engine.errors import UserError
from engine.protocol.config import ProtocolConfig
from engine.protocol.histories import Rows
from engine.protocol.keys import distinct

__all__ = ["Candidates", "Rules", "among"]


@dataclass(frozen=True)
class Candidates:
    """The pairs of a file of candidates, by the dataset's positions.

    Attributes:
        users: int32[pairs], ascending; no pair twice.
        items: int32[pairs], ascending inside a user.
        unknown_users, unknown_items: ids of the file that the dataset does not have.
    """

    users: npt.NDArray[np.int32]
    items: npt.NDArray[np.int32]
    unknown_users: int
    unknown_items: int


@dataclass(frozen=True)
class Rules:
    """What the protocol says in words, as a window applies it.

    Attributes:
        target_events: int32, codes of the events that are right answers; None: all are.
        seen_events: int32, codes of those that count as bought and seen; None: all do.
        labels: where the level's categories sit in the interactions; None where they sit in the items.
        candidates: None where no file lists any.
    """

    target_events: npt.NDArray[np.int32] | None = None
    seen_events: npt.NDArray[np.int32] | None = None
    labels: RowLevel | None = field(default=None)
    candidates: Candidates | None = None

    @classmethod
    def of(cls, data: Dataset, protocol: ProtocolConfig) -> Rules:
        """Looks names up; the protocol's level is resolved.

        Raises:
            UserError: an event that the data does not have, or a file of candidates that cannot serve.
        """
        return cls(
            _codes(data, "target_events", protocol.target_events),
            _codes(data, "seen_events", protocol.seen_events),
            data.row_levels.get(protocol.category_level or ""),
            _candidates(data, protocol.candidates) if "list" in protocol.scopes else None,
        )


def among(rows: Rows, codes: npt.NDArray[np.int32]) -> npt.NDArray[np.bool_]:
    """bool[rows], whether a row's event is one of these."""
    return np.isin(rows.columns["event"], codes)


def _codes(data: Dataset, name: str, events: Sequence[str] | None) -> npt.NDArray[np.int32] | None:
    if events is None:
        return None
    if "event" not in data.log.columns:
        raise UserError("event-missing", field=name)
    known = data.log.vocabularies["event"]
    codes = pc.index_in(pa.array(events, pa.string()), value_set=known)
    if codes.null_count:
        strange = [event for event, code in zip(events, codes.to_pylist(), strict=True) if code is None]
        raise UserError("event-unknown", field=name, value=strange, found=known.to_pylist())
    return codes.to_numpy().astype(np.int32)


def _candidates(data: Dataset, named: str | None) -> Candidates:
    if named is None:
        raise UserError("candidates-missing")
    file = Path(named)
    table = _read(file)
    users, items = (
        each.positions(table[name].combine_chunks()) for each, name in ((data.users, "user"), (data.items, "item"))
    )
    known = (users >= 0) & (items >= 0)
    if not known.any():
        raise UserError("candidates-none", file=file, rows=len(table))
    width = np.int64(len(data.items))
    pairs = distinct(users[known] * width + items[known])
    unknown = [
        len(pc.unique(table[name].filter(pa.array(found < 0)))) for name, found in (("user", users), ("item", items))
    ]
    rows, columns = np.divmod(pairs, width)
    return Candidates(rows.astype(np.int32), columns.astype(np.int32), unknown[0], unknown[1])


def _read(file: Path) -> pa.Table:
    """The columns user and item of a text file, as text; whatever else it has is left."""
    import pyarrow.csv

    if not file.is_file():
        raise UserError("file-missing", file=file)
    try:
        with file.open(encoding="utf-8-sig") as stream:
            head = stream.readline()
        delimiter = next((mark for mark in (",", "\t", ";", "|") if mark in head), ",")
        names = [name.strip().strip('"') for name in head.rstrip("\r\n").split(delimiter)]
        if lacking := [name for name in ("user", "item") if name not in names]:
            raise UserError("candidates-column", file=file, column=lacking[0], found=names)
        table = pyarrow.csv.read_csv(
            file,
            read_options=pyarrow.csv.ReadOptions(column_names=names, skip_rows=1),
            parse_options=pyarrow.csv.ParseOptions(delimiter=delimiter),
            convert_options=pyarrow.csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), include_columns=["user", "item"]
            ),
        )
    except (OSError, UnicodeDecodeError, pa.ArrowInvalid) as error:
        raise UserError("file-unreadable", file=file, reason=str(error).partition("\n")[0].rstrip(".")) from None
    return pa.table({name: pc.utf8_trim_whitespace(table[name].combine_chunks()) for name in ("user", "item")})
