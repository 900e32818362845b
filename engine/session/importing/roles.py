"""Which column of a draft's files is what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from engine.data.probe import Facts, Probe
from engine.data.role_guess import guess_catalogue, guess_log
from engine.session.importing.drafts import section, source_of
from engine.session.importing.preview import preview
from engine.session.messages.importing import ColumnRole, Draft, PreviewRow, RolesQuery, RolesView, TableName

if TYPE_CHECKING:
    from engine.session.importing.desk import Looking

__all__ = ["roles_view"]

ROWS = 12  # of each table that are shown
ROLES: Mapping[TableName, tuple[str, ...]] = {
    "interactions": ("user", "item", "time", "basket", "event", "quantity", "value", "rating", "fold", "keep"),
    "items": ("item", "category", "title"),
}


def roles_view(query: RolesQuery, looking: Looking) -> RolesView:
    """The columns of both tables with their roles.

    Raises:
        UserError: a file cannot be read.
    """
    draft = query.draft
    with looking.probe(draft, "interactions") as log:
        guess = guess_log(log.columns).roles
        interactions = _columns(log.columns, log.distinct(), section(draft, "interactions"), guess, "interactions")
        log_rows = preview(log, {}, "", None, "start").rows[:ROWS]
        wanted = _held(interactions, "item") or guess.get("item")
        bought = _bought(log, wanted)
    items: tuple[ColumnRole, ...] = ()
    item_rows: tuple[PreviewRow, ...] = ()
    matched = float("nan")
    if source_of(draft, "items") is not None:
        looking.check()
        with looking.probe(draft, "items") as catalogue:
            distinct = catalogue.distinct()
            guess = guess_catalogue(catalogue.columns, distinct, wanted).roles
            items = _columns(catalogue.columns, distinct, section(draft, "items"), guess, "items")
            item_rows = preview(catalogue, {}, "", None, "start").rows[:ROWS]
            item = _held(items, "item") or guess.get("item")
        matched = _matched(draft, item, bought, looking)
    missing, advice = _missing(interactions, items), _advice(interactions, items)
    return RolesView(interactions, items, log_rows, item_rows, matched, missing, advice)


def _columns(
    columns: Sequence[Facts],
    distinct: Mapping[str, int],
    values: Mapping[str, Any],
    guess: Mapping[str, Any],
    table: TableName,
) -> tuple[ColumnRole, ...]:
    # gaps are two columns of one role, which no single column can be given
    single = {role: value for role, value in guess.items() if not isinstance(value, Mapping)}
    held, guessed = _by_column(values, table), _by_column(single, table)
    return tuple(
        ColumnRole(
            each.name, each.type, each.samples, distinct[each.name], held.get(each.name, ""), guessed.get(each.name, "")
        )
        for each in columns
    )


def _by_column(values: Mapping[str, Any], table: TableName) -> dict[str, str]:
    """Column → its role; the first where it has several."""
    found: dict[str, str] = {}
    for role in ROLES[table]:
        value = values.get(role)
        named = value if isinstance(value, list) else [value]
        if isinstance(value, Mapping):
            named = [value.get("gap"), value.get("by")]
        for inner in named:
            for name in inner if isinstance(inner, list) else [inner]:
                if isinstance(name, str):
                    found.setdefault(name, role)
    return found


def _held(columns: Sequence[ColumnRole], role: str) -> str | None:
    return next((each.name for each in columns if each.role == role), None)


def _bought(probe: Probe, column: str | None) -> pa.Table | None:
    """Values of a column in the sample, x, with their rows, n."""
    facts = probe.column(column) if column else None
    if facts is None:
        return None
    return probe.duck.table(f"SELECT {facts.cell} AS x, count(*) AS n FROM log r WHERE x IS NOT NULL GROUP BY 1")


def _matched(draft: Draft, item: str | None, bought: pa.Table | None, looking: Looking) -> float:
    """Share of the rows whose item the items have; NaN where that cannot be told."""
    ids = looking.column(draft, "items", item) if item is not None and bought is not None else None
    if ids is None or bought is None or not len(bought):
        return float("nan")
    rows = bought["n"].to_numpy()
    return float(rows[pc.is_in(bought["x"], value_set=ids).to_numpy()].sum() / rows.sum())


def _missing(interactions: Sequence[ColumnRole], items: Sequence[ColumnRole]) -> tuple[str, ...]:
    missing = [role for role in ("user", "item") if _held(interactions, role) is None]
    if items and _held(items, "item") is None:
        missing.append("items-item")
    return tuple(missing)


def _advice(interactions: Sequence[ColumnRole], items: Sequence[ColumnRole]) -> tuple[str, ...]:
    absent = [] if _held(interactions, "time") else ["time"]
    return (*absent, *(role for role in ("category", "title") if _held(items, role) is None))
