"""What a recipe's [users] say of the users of the log, written as users.parquet."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from engine.data.duck import Duck
from engine.data.left_out import Check, mark
from engine.data.loading import Column, Loaded, header, load
from engine.data.recipe import Users
from engine.data.sources import SourceFile

__all__ = ["read_users", "user_checks", "write_users"]


def read_users(duck: Duck, users: Users, files: Sequence[SourceFile]) -> tuple[Loaded, list[str]]:
    """Reads the table user_rows (key, c0, c1, …) and gives the names of its columns.

    Raises:
        UserError: a column is missing or a file cannot be read.
    """
    named = {users.user: "[users] user"} | dict.fromkeys(users.columns or (), "[users] columns")
    headers = [header(duck, file, users.format, list(named)) for file in files]
    names = users.columns or [
        name for name in headers[0].types if name != users.user and all(name in each.types for each in headers)
    ]
    columns = [Column("key", users.user, "[users] user", "id")]
    columns += [Column(f"c{place}", name, "[users] columns") for place, name in enumerate(names)]
    loaded = load(duck, "user_rows", headers, columns, users.format)
    mark(duck, "user_left", "user_rows r", user_checks(users), "r.key", "NULL")
    return loaded, names


def user_checks(users: Users) -> list[Check]:
    """Why rows of the table are left out."""
    return [Check("key-missing", users.user, "r.key IS NULL")]


def write_users(duck: Duck, names: Sequence[str], folder: Path) -> None:
    """Writes users.parquet: id and columns, null for users that the table does not know.

    A user of several rows takes the first value that is there of each column.
    """
    firsts = "".join(f", arg_min(c{place}, rowid) AS c{place}" for place in range(len(names)))
    picked = "".join(f", d.c{place}" for place in range(len(names)))
    known = f" LEFT JOIN (SELECT key{firsts} FROM user_rows GROUP BY key) d ON d.key = u.key" if names else ""
    table = duck.table(f"SELECT u.id{picked} FROM users u{known} ORDER BY u.code")
    stored = {"id": table["id"].cast(pa.string())}
    for place, name in enumerate(names):
        stored["id (source)" if name == "id" else name] = table[f"c{place}"]
    pq.write_table(pa.table(stored), folder / "users.parquet", compression="zstd")
