"""Vocabularies: distinct ids or texts in the order that their positions have everywhere."""

from __future__ import annotations

from engine.data.duck import Duck, ident

__all__ = ["make_vocabulary"]


def make_vocabulary(duck: Duck, table: str, distinct: str) -> int:
    """Makes a table (key, id, code) of the distinct keys of a query, and gives their number.

    The id is the key as text. Codes ascend with the ids: as numbers if every id is an integer without leading
    zeros (of any length, so no cast that could overflow), else by code point.

    Args:
        distinct: SQL of one column named `key`, distinct and without nulls.
    """
    keys = ident(f"{table} keys")
    duck.run(f"CREATE TABLE {keys} AS SELECT key, CAST(key AS VARCHAR) AS id FROM ({distinct})")
    whole = "coalesce(bool_and(regexp_full_match(id, '0|-?[1-9][0-9]*')), false)"
    order = "id"
    if duck.row(f"SELECT {whole} FROM {keys}")[0]:
        negative = "starts_with(id, '-')"
        size = f"CASE WHEN {negative} THEN -length(id) ELSE length(id) END"
        order = f"{size}, CASE WHEN {negative} THEN id END DESC, id"
    number = f"CAST(row_number() OVER (ORDER BY {order}) - 1 AS INTEGER)"
    duck.run(f"CREATE TABLE {ident(table)} AS SELECT key, id, {number} AS code FROM {keys}")
    duck.run(f"DROP TABLE {keys}")
    return int(duck.row(f"SELECT count(*) FROM {ident(table)}")[0])
