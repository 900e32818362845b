"""A small shop on disk: a file of purchases and one of goods, as a person might have them."""

from __future__ import annotations

import csv
import datetime as dt
import random
from collections.abc import Iterable, Sequence
from pathlib import Path

__all__ = ["ambiguous_shop", "shop", "write_table"]

SHOPPERS, GOODS, DAYS = 40, 60, 300


def write_table(file: Path, head: Sequence[str], rows: Iterable[Sequence[object]], delimiter: str = ",") -> Path:
    """Writes a text file of columns."""
    with file.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out, delimiter=delimiter)
        writer.writerow(head)
        writer.writerows(rows)
    return file


def shop(folder: Path) -> tuple[Path, Path]:
    """Purchases of a year with ISO dates, and goods in two levels; two goods are missing from the second file."""
    return _purchases(folder, "%Y-%m-%d", lambda _day: True), _goods(folder)


def ambiguous_shop(folder: Path) -> tuple[Path, Path]:
    """The same, but its dates say neither which part is the day nor whether one is: all are twelve at most."""
    return _purchases(folder, "%d/%m/%Y", lambda day: day.day <= 12), _goods(folder)


def _purchases(folder: Path, form: str, fits: object) -> Path:
    chance = random.Random(7)
    days = [dt.date(2023, 1, 1) + dt.timedelta(days=number) for number in range(DAYS)]
    rows = [
        (
            f"s{chance.randrange(SHOPPERS)}",
            chance.randrange(GOODS),
            day.strftime(form),
            chance.randrange(1, 4),
            f"{chance.random() * 9:.2f}".replace(".", ","),
        )
        for day in days
        if fits(day)  # type: ignore[operator]
        for _ in range(9)
    ]
    head = ("customer_id", "product_id", "date", "quantity", "price")
    return write_table(folder / "purchases.csv", head, rows, ";")


def _goods(folder: Path) -> Path:
    rows = [
        (number, f"department {number % 4}", f"aisle {number % 15}", f"good {number}") for number in range(GOODS - 2)
    ]
    return write_table(folder / "goods.csv", ("product_id", "department", "aisle", "product_name"), rows)
