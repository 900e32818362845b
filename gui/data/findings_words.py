"""The sentences of a finding: what it is, what it means, and what its repairs are called."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from engine.session.messages.importing import Finding

__all__ = ["counted", "effect", "part", "passed", "reason", "repair", "title", "unit"]

translate = QCoreApplication.translate


def title(finding: Finding) -> str:
    """What was found."""
    return _title(finding.code, finding.values.get("column", ""))


def _title(code: str, column: str) -> str:
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


def effect(finding: Finding) -> str:
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


def passed(finding: Finding) -> str:
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
    }.get(finding.code, title(finding))


def reason(code: str, column: str, rows: int = 2) -> str:
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
    return found.format(column) if found else _title(code, column)


def part(finding: Finding) -> str:
    """What was found, as a part of the rows left out."""
    return reason(finding.code, finding.values.get("column", ""), finding.rows)


def unit(finding: Finding) -> str:
    """What is counted."""
    if finding.code == "single-basket":
        return ""
    return translate("Findings", "row") if finding.rows == 1 else translate("Findings", "rows")


def repair(code: str) -> str:
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
