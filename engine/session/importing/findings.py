"""What a check saw as findings: how bad it is, where, and what a recipe can do about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Literal

from engine.session.importing.drafts import plain
from engine.session.messages.checking import Example, Finding, Repair
from engine.session.messages.importing import Draft

if TYPE_CHECKING:
    from engine.data.importer import ImportReport
    from engine.data.left_out import Reason
    from engine.data.sight import Row, Seen, Sight

__all__ = ["findings"]

Severity = Literal["error", "warning", "info", "passed"]

ERRORS = ("bad-line", "time-unreadable", "number-unreadable", "gap-unreadable", "fold-unknown")
INFOS = ("single-basket", "duplicates")


def findings(report: ImportReport, sight: Sight, draft: Draft) -> tuple[Finding, ...]:
    """Errors first, then by rows; what was looked for and is not there last.

    Args:
        draft: as the person has it, to which the repairs lead from.
    """
    values: dict[str, Any] = plain(draft)
    told = {_key(reason) for reason in report.dropped}
    found = [_left(reason, "interactions", sight, values) for reason in report.dropped]
    found += [_left(reason, "items", sight, values) for reason in report.tables if _key(reason) not in told]
    found += [_own(seen, values) for seen in sight.seen]
    return tuple(sorted(found, key=lambda each: (each.severity == "passed", each.severity != "error", -each.rows)))


def _key(reason: Reason) -> tuple[str, str | None]:
    return reason.code, reason.examples[0].column


def _left(reason: Reason, table: str, sight: Sight, draft: dict[str, Any]) -> Finding:
    """Rows that the import leaves out."""
    code, column = _key(reason)
    examples = sight.examples.get((table, code, column), ())
    common = sight.values.get((code, column), ())
    value = ", ".join(common) or next((str(each.value) for each in reason.examples if each.value is not None), "")
    repairs = [Repair("leave-out", draft), *_instead(code, column or "", common, draft)]
    return Finding(
        code,
        "error" if code in ERRORS else "warning",
        {"column": column or "", "value": value, "number": str(reason.rows), "table": table},
        reason.rows,
        True,
        tuple(repairs),
        0,
        _shown(examples),
    )


def _instead(code: str, column: str, common: Sequence[str], draft: dict[str, Any]) -> list[Repair]:
    """What else a recipe can do with rows that are left out."""
    match code:
        case "item-dropped":
            return [Repair("keep", _without_drop(draft, column))]
        case "item-incomplete":
            kept = _without_require(draft, column)
            return [Repair("keep", kept), *_other_levels(kept, column)]
        case "rating-low":
            return [Repair("keep", _changed(draft, "interactions", min_rating=None))]
        case "number-unreadable" if common:
            form = dict(draft["interactions"].get("format") or {})
            missing = form["na"] if "na" in form else _usual()
            form["na"] = [*missing, *(text for text in common if text not in missing)]
            return [Repair("as-missing", _changed(draft, "interactions", format=form))]
        case _:
            return []


def _own(seen: Seen, draft: dict[str, Any]) -> Finding:
    """Something that the import has no reason for; as the draft stands the rows are kept."""
    severity: Severity = "info" if seen.code in INFOS else "warning"
    repairs, chosen = _choices(seen, draft)
    return Finding(
        seen.code,
        severity if seen.rows else "passed",
        {"column": seen.column, "value": seen.value, "number": seen.number or str(seen.rows), "table": "interactions"},
        seen.rows,
        False,
        tuple(repairs) if seen.rows else (),
        chosen if seen.rows else 0,
        _shown(seen.examples),
    )


def _choices(seen: Seen, draft: dict[str, Any]) -> tuple[list[Repair], int]:
    keep = Repair("keep", draft)
    match seen.code:
        case "not-products" if seen.rows:
            dropped = dict(draft["items"].get("drop") or {})
            dropped[seen.column] = [*dropped.get(seen.column, []), *seen.values]
            return [Repair("leave-out", _changed(draft, "items", drop=dropped)), keep], 1
        case "item-unlabelled" if seen.rows:
            required = [*draft["items"].get("require", []), seen.column]
            left = Repair("leave-out", _changed(draft, "items", require=required))
            return [left, keep, *_other_levels(draft, seen.column)], 1
        case "labels-like-items" | "label-everywhere" if seen.rows:
            return [keep, *_other_levels(draft, seen.column, finer=seen.code == "label-everywhere")], 0
        case _:
            return [keep], 0


def _other_levels(draft: dict[str, Any], level: str, finer: bool = False) -> list[Repair]:
    """The next coarser or finer level instead of one."""
    listed = draft.get("items", {}).get("category") or []
    names = [each if isinstance(each, str) else each[0] for each in ([listed] if isinstance(listed, str) else listed)]
    if level not in names:
        return []
    place = names.index(level) + (1 if finer else -1)
    if not 0 <= place < len(names):
        return []
    return [Repair(f"use-{names[place]}", _changed(draft, "items", level=names[place]))]


def _without_drop(draft: dict[str, Any], column: str) -> dict[str, Any]:
    dropped = {name: values for name, values in draft["items"].get("drop", {}).items() if name != column}
    return _changed(draft, "items", drop=dropped or None)


def _without_require(draft: dict[str, Any], column: str) -> dict[str, Any]:
    required = draft["items"].get("require", [])
    left = [name for name in ([required] if isinstance(required, str) else required) if name != column]
    return _changed(draft, "items", require=left or None)


def _changed(draft: dict[str, Any], table: str, **values: Any) -> dict[str, Any]:
    """The draft with other values in a table; None takes one away."""
    inner = {**draft[table], **values}
    return {**draft, table: {name: value for name, value in inner.items() if value is not None}}


def _usual() -> list[str]:
    from engine.data.loading import NOTHING

    return [text for text in NOTHING if text]


def _shown(rows: Iterable[Row]) -> tuple[Example, ...]:
    return tuple(Example(each.file, each.line, each.cells, each.at_fault) for each in rows)
