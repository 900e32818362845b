"""The import's own words: roles, settings, evidence, findings and sizes as a person reads them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from gui import words

__all__ = [
    "advice",
    "column_type",
    "evidence",
    "fault",
    "file_size",
    "missing_role",
    "role",
    "role_series",
    "rows_read",
    "setting",
    "setting_value",
    "table_name",
]

translate = QCoreApplication.translate
UNITS = ("B", "kB", "MB", "GB", "TB")
# The series that lend their colours to roles while there is no run yet.
SERIES = {"user": 0, "item": 2, "time": 4, "category": 3}


def fault(code: str, column: str) -> str:
    """Why a cell of the preview cannot be read."""
    found = {
        "bad-line": translate("Import", "The line is not of the file's form."),
        "user-missing": translate("Import", "The row names no shopper in {0}."),
        "item-missing": translate("Import", "The row names no item in {0}."),
        "key-missing": translate("Import", "The row has no key in {0}."),
        "time-missing": translate("Import", "The row has no time in {0}."),
        "time-unreadable": translate("Import", "{0} is no time of the form that the others have."),
        "number-unreadable": translate("Import", "{0} is no number."),
    }.get(code, code)
    return found.format(column)


def file_size(size: int) -> str:
    """41200000 → 41.2 MB."""
    value, unit = float(size), 0
    while value >= 999.5 and unit < len(UNITS) - 1:
        value, unit = value / 1000, unit + 1
    return f"{value:.0f} {UNITS[unit]}" if unit == 0 or value >= 100 else f"{value:.1f} {UNITS[unit]}"


def table_name(table: str) -> str:
    """What a table is called."""
    return {
        "interactions": translate("Import", "Interactions"),
        "items": translate("Import", "Items"),
        "": translate("Import", "Not used"),
    }.get(table, table)


def role(name: str) -> str:
    """What a column's role is called."""
    return {
        "": translate("Import", "Not used"),
        "user": translate("Import", "Shopper"),
        "item": translate("Import", "Item"),
        "time": translate("Import", "Time"),
        "basket": translate("Import", "Basket"),
        "event": translate("Import", "Event"),
        "quantity": translate("Import", "Quantity"),
        "value": translate("Import", "Value"),
        "rating": translate("Import", "Rating"),
        "fold": translate("Import", "Fold"),
        "keep": translate("Import", "Kept"),
        "category": translate("Import", "Category"),
        "title": translate("Import", "Title"),
    }.get(name, name)


def role_series(name: str) -> int | None:
    """The series whose colour tints a column of this role; None for the muted rest."""
    return SERIES.get(name)


def missing_role(name: str) -> str:
    """A role that is needed and has no column."""
    return {
        "user": translate("Import", "No column says which shopper a row is of. Choose one."),
        "item": translate("Import", "No column of the interactions says which item a row is of. Choose one."),
        "items-item": translate("Import", "No column of the items bears their id. Choose one."),
    }.get(name, translate("Import", "The role {0} has no column. Choose one.").format(role(name)))


def advice(code: str) -> str:
    """What an import lacks without a role that is not needed."""
    return {
        "time": translate("Import", "Without a time there is no cut, so no study that asks what comes next."),
        "category": translate("Import", "Without categories the cross question cannot be asked."),
        "title": translate("Import", "Without a title lists show ids alone."),
    }.get(code, "")


def column_type(name: str) -> str:
    """The type of a column as it is read."""
    return {
        "integer": translate("Import", "integer"),
        "decimal": translate("Import", "decimal"),
        "text": translate("Import", "text"),
        "date": translate("Import", "date"),
        "date and time": translate("Import", "date and time"),
    }.get(name, name)


def setting(name: str) -> str:
    """What a setting of the format is called."""
    return {
        "encoding": translate("Import", "Encoding"),
        "delimiter": translate("Import", "Delimiter"),
        "quote": translate("Import", "Quote"),
        "header": translate("Import", "Header"),
        "decimal": translate("Import", "Decimal mark"),
        "thousands": translate("Import", "Thousands"),
        "na": translate("Import", "Missing"),
    }.get(name, name)


def setting_value(name: str, value: str) -> str:
    """A value of a setting, as a person calls it."""
    marks: Mapping[str, str] = {
        ",": translate("Import", "Comma"),
        ";": translate("Import", "Semicolon"),
        "\t": translate("Import", "Tab"),
        "|": translate("Import", "Bar"),
        " ": translate("Import", "Space"),
        ".": translate("Import", "Point"),
        "'": translate("Import", "Apostrophe"),
    }
    match name:
        case "quote":
            names = {'"': translate("Import", 'Double, "'), "'": translate("Import", "Single, '")}
            return names.get(value, value or translate("Import", "None"))
        case "header":
            first, none = translate("Import", "First line"), translate("Import", "None")
            return first if value == "true" else none
        case "encoding":
            return value.upper()
        case "na":
            parts = [part.strip() for part in value.split(",") if part.strip()]
            shown = [translate("Import", "Empty"), *parts[:1], *(("…",) if len(parts) > 1 else ())]
            return words.listed(shown)
        case _:
            return marks.get(value, value or translate("Import", "None"))


def rows_read(rows: int, exact: bool) -> str:
    """How many rows a file holds."""
    if rows == 1:
        return translate("Import", "one row") if exact else translate("Import", "about one row")
    text = words.count(rows)
    return translate("Import", "{0} rows").format(text) if exact else translate("Import", "about {0} rows").format(text)


def evidence(code: str, count: int) -> str:
    """What speaks for a setting, or against it."""
    number = words.count(count)
    text = {
        "valid": translate("Import", "valid throughout"),
        "marked": translate("Import", "by its mark"),
        "invalid": translate("Import", "one line is not") if count == 1 else translate("Import", "{0} lines are not"),
        "fields": translate("Import", "{0} fields a line"),
        "one-field": translate("Import", "one field a line"),
        "none-used": translate("Import", "none used"),
        "used": translate("Import", "in one line") if count == 1 else translate("Import", "in {0} lines"),
        "names": translate("Import", "names are text"),
        "numbered": translate("Import", "columns are numbered"),
        "looks-like-data": translate("Import", "looks like data"),
        "in-columns": translate("Import", "in one column") if count == 1 else translate("Import", "in {0} columns"),
        "none-seen": translate("Import", "none seen"),
        "ambiguous": translate("Import", "columns in doubt: {0}"),
        "seen": translate("Import", "one cell") if count == 1 else translate("Import", "{0} cells"),
    }.get(code, "")
    return text.format(number)
