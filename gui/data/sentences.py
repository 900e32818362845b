"""The import's own words: roles, settings, evidence, findings and sizes as a person reads them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from engine.session.messages.checking import Finding
from gui import words

__all__ = [
    "advice",
    "column_type",
    "counted",
    "evidence",
    "fault",
    "file_size",
    "finding_effect",
    "finding_part",
    "finding_passed",
    "finding_title",
    "finding_unit",
    "left_out_reason",
    "missing_role",
    "repair_name",
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


def finding_title(finding: Finding) -> str:
    """What was found."""
    return _titled(finding.code, finding.values.get("column", ""))


def _titled(code: str, column: str) -> str:
    found = {
        "bad-line": translate("Findings", "Lines that are not of the file's form"),
        "user-missing": translate("Findings", "Rows without a shopper in {0}"),
        "item-missing": translate("Findings", "Rows without an item in {0}"),
        "time-missing": translate("Findings", "Rows without a time in {0}"),
        "time-unreadable": translate("Findings", "Times in {0} that do not exist"),
        "number-unreadable": translate("Findings", "Values in {0} that are no number"),
        "gap-unreadable": translate("Findings", "Gaps in {0} that are no number of at least 0"),
        "order-missing": translate("Findings", "Rows without an order number in {0}"),
        "rating-missing": translate("Findings", "Rows without a rating in {0}"),
        "rating-low": translate("Findings", "Ratings in {0} below the least"),
        "fold-unknown": translate("Findings", "Folds in {0} that are none of train, validation, test"),
        "item-unknown": translate("Findings", "Items that the item table lacks"),
        "item-dropped": translate("Findings", "Items with a {0} that is left out"),
        "item-incomplete": translate("Findings", "Items without {0}"),
        "key-missing": translate("Findings", "Rows of the item table without a key in {0}"),
        "single-basket": translate("Findings", "Shoppers with a single basket"),
        "quantity-zero": translate("Findings", "Quantities in {0} that are 0"),
        "quantity-negative": translate("Findings", "Quantities in {0} below 0"),
        "duplicates": translate("Findings", "Rows that stand in the file twice"),
        "times-odd": translate("Findings", "Times before 1990 or ahead of today"),
        "not-products": translate("Findings", "Labels of {0} that name no goods"),
        "item-unlabelled": translate("Findings", "Rows of items without {0}"),
        "label-everywhere": translate("Findings", "A label of {0} on more than half of the rows"),
        "labels-like-items": translate("Findings", "Nearly as many labels of {0} as items"),
    }.get(code, code)
    return found.format(column)


def finding_effect(finding: Finding) -> str:
    """What it means for the import and the study."""
    found = {
        "bad-line": translate("Findings", "They have more or fewer fields than the header, or an open quotation mark."),
        "user-missing": translate("Findings", "A row of nobody says nothing of a shopper."),
        "item-missing": translate("Findings", "A row of no item can be neither learned nor counted."),
        "time-missing": translate("Findings", "A row without a time has no place in the split."),
        "time-unreadable": translate("Findings", "A row without a time has no place in the split."),
        "number-unreadable": translate("Findings", "The other rows of this column are numbers."),
        "item-unknown": translate("Findings", "Without a category they can neither be recommended nor counted."),
        "item-incomplete": translate("Findings", "They can neither be seen nor new at the level that a study takes."),
        "item-dropped": translate("Findings", "The draft names them as no goods that a shopper is led to."),
        "single-basket": translate("Findings", "They stay in training; nobody is evaluated on both sides of a cut."),
        "quantity-zero": translate("Findings", "Returns or weighed goods. They still say that the shopper knows them."),
        "quantity-negative": translate("Findings", "Returns. They still say that the shopper knows the item."),
        "duplicates": translate("Findings", "All columns are alike. They count as further purchases."),
        "times-odd": translate("Findings", "A clock that was not set, most likely. They stretch the time line."),
        "not-products": translate("Findings", "{0}: not what a shopper is led to."),
        "item-unlabelled": translate("Findings", "They can be neither seen nor new at this level."),
        "label-everywhere": translate("Findings", "{0} is on {1} % of the rows, so it is hardly new to anybody."),
        "labels-like-items": translate("Findings", "{1} labels: nearly every item is a category of its own."),
    }.get(finding.code, "")
    return found.format(finding.values.get("value", ""), finding.values.get("number", ""))


def finding_passed(finding: Finding) -> str:
    """A check that found nothing, in a word or two."""
    return {
        "quantity-zero": translate("Findings", "no quantity of 0"),
        "quantity-negative": translate("Findings", "no quantity below 0"),
        "duplicates": translate("Findings", "no row twice"),
        "times-odd": translate("Findings", "no time out of range"),
        "single-basket": translate("Findings", "nobody with a single basket"),
        "not-products": translate("Findings", "no label that names no goods"),
        "item-unlabelled": translate("Findings", "no item without a label"),
        "label-everywhere": translate("Findings", "no label on nearly everything"),
        "labels-like-items": translate("Findings", "labels fewer than items"),
    }.get(finding.code, finding_title(finding))


def left_out_reason(code: str, column: str, rows: int = 2) -> str:
    """Why rows were left out, as a part of all that were; said of `rows` of them."""
    one = rows == 1
    found = {
        "bad-line": translate("Findings", "unreadable line") if one else translate("Findings", "unreadable lines"),
        "user-missing": translate("Findings", "without a shopper"),
        "item-missing": translate("Findings", "without an item"),
        "time-missing": translate("Findings", "without a time"),
        "time-unreadable": translate("Findings", "time that does not exist")
        if one
        else translate("Findings", "times that do not exist"),
        "number-unreadable": translate("Findings", "{0} no number"),
        "rating-low": translate("Findings", "{0} too low"),
        "item-unknown": translate("Findings", "item not in the item table"),
        "item-incomplete": translate("Findings", "no {0}"),
        "item-dropped": translate("Findings", "{0} left out"),
    }.get(code)
    return found.format(column) if found else _titled(code, column)


def finding_part(finding: Finding) -> str:
    """What was found, as a part of the rows left out."""
    return left_out_reason(finding.code, finding.values.get("column", ""), finding.rows)


def finding_unit(finding: Finding) -> str:
    """What is counted."""
    if finding.code == "single-basket":
        return ""
    return translate("Findings", "row") if finding.rows == 1 else translate("Findings", "rows")


def repair_name(code: str) -> str:
    """What a repair is called on its segment."""
    if code.startswith("use-"):
        return translate("Findings", "Use {0}").format(code.removeprefix("use-"))
    return {
        "leave-out": translate("Findings", "Leave out"),
        "keep": translate("Findings", "Keep"),
        "as-missing": translate("Findings", "Read as missing"),
    }.get(code, code)


def counted(what: str) -> str:
    """What a line of the counts counts."""
    return {
        "shoppers": translate("Findings", "Shoppers"),
        "items": translate("Findings", "Items"),
        "categories": translate("Findings", "Categories"),
        "interactions": translate("Findings", "Interactions"),
        "days": translate("Findings", "Days"),
    }.get(what, what)
