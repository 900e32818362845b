"""Numbers, dates and times as a reader of the report's language reads them; the window writes them alike."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal

__all__ = [
    "Language",
    "beside",
    "bytes_text",
    "count",
    "day",
    "duration",
    "listed",
    "metric",
    "moment",
    "p_value",
    "percent",
    "signed",
]

Language = Literal["en", "zh_CN"]
MINUS, NO_BREAK = "−", "\N{NO-BREAK SPACE}"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def count(number: int) -> str:
    """1998 → 1,998."""
    return f"{number:,}".replace("-", MINUS)


def metric(value: float, decimals: int = 4) -> str:
    """A mean with equal decimals; nothing where there is none."""
    return "" if math.isnan(value) else f"{value:.{decimals}f}".replace("-", MINUS)


def percent(share: float, signs: bool = False) -> str:
    """0.279 → 27.9 %, with a no-break space and, on differences, a sign; never 100.0 for less than all."""
    if math.isnan(share):
        return ""
    text = f"{100 * share:+.1f}" if signs else f"{100 * share:.1f}"
    if not signs and share < 1 and text == "100.0":
        text = "99.9"
    if not signs and share > 0 and text == "0.0":
        text = "< 0.1"
    return f"{text.replace('-', MINUS)}{NO_BREAK}%"


def signed(value: float, decimals: int = 4) -> str:
    """A difference with its sign; zero has none."""
    if math.isnan(value):
        return ""
    text = f"{value:+.{decimals}f}"
    return text[1:] if float(text) == 0 else text.replace("-", MINUS)


def p_value(p: float) -> str:
    """0.0412 → "0.04", 0.0004 → "< 0.001"; nothing where no test was made."""
    if math.isnan(p):
        return ""
    return "< 0.001" if p < 0.001 else f"{p:.3f}" if p < 0.01 else f"{p:.2f}"


def day(iso: str, language: Language) -> str:
    """An ISO date as the language writes it; other texts ("day 12") as they are."""
    try:
        found = date.fromisoformat(iso[:10])
    except ValueError:
        return iso
    return found.isoformat() if language == "zh_CN" else f"{found.day} {MONTHS[found.month - 1]} {found.year}"


def moment(iso: str, language: Language) -> str:
    """An ISO moment, UTC, to the minute."""
    try:
        found = datetime.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{day(iso, language)} {found:%H:%M} UTC"


def duration(seconds: float, language: Language) -> str:
    """760 → 12 min 40 s; from an hour on without seconds."""
    hour, minute, second = (" 小时", " 分", " 秒") if language == "zh_CN" else (" h", " min", " s")
    if 0 < seconds < 0.5:
        return f"< 1{second}"
    minutes, rest = divmod(max(0, round(seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours}{hour} {minutes}{minute}"
    if minutes:
        return f"{minutes}{minute} {rest}{second}" if rest else f"{minutes}{minute}"
    return f"{rest}{second}"


def bytes_text(size: int) -> str:
    """2681032704 → 2.7 GB."""
    for unit, power in (("GB", 1e9), ("MB", 1e6)):
        if size >= power:
            return f"{size / power:.1f}{NO_BREAK}{unit}"
    return f"{size / 1e3:.1f}{NO_BREAK}kB"


def listed(names: Sequence[str], language: Language) -> str:
    """Things of one kind in a row."""
    return ("、" if language == "zh_CN" else ", ").join(names)


def beside(names: Sequence[str], language: Language) -> str:
    """Short remarks on one thing, parted by commas."""
    return ("，" if language == "zh_CN" else ", ").join(names)
