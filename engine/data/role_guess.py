"""Which column of a file is what: told from names in twelve languages, and from values where names say nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.data.probe import Facts
from engine.data.role_names import name_score, words_of

__all__ = ["Guess", "guess_catalogue", "guess_log", "log_likeness"]

FOLD_WORDS = {"train", "validation", "test"}
EPOCH_DIGITS = (9, 10, 13, 16, 19)  # of a count of s, ms, us or ns since 1970
SINGLE = ("time", "basket", "event", "quantity", "value", "rating", "fold")
LABELS = 1_000  # beyond which a level is too fine to be what a study asks about by itself
LEVELS = 4  # categories that are guessed at most


@dataclass(frozen=True)
class Guess:
    """Roles as a recipe's section writes them, and how sure they are in all."""

    roles: Mapping[str, Any]
    score: float


def guess_log(columns: Sequence[Facts]) -> Guess:
    """Roles of a table of interactions."""
    found: dict[str, str] = {}
    total = 0.0
    taken: set[str] = set()

    def take(role: str, name: str, score: float) -> None:
        nonlocal total
        found[role] = name
        taken.add(name)
        total += score

    gap = None if any(each.type.startswith("date") for each in columns) else _gap(columns)
    taken.update((gap["gap"], gap["by"]) if gap else ())
    for role in ("user", "item", *SINGLE):
        scored = [(_fit(each, role), -place, each.name) for place, each in enumerate(columns) if each.name not in taken]
        best = max(scored, default=(0.0, 0, ""))
        if best[0] >= 2.0:
            take(role, best[2], best[0])
    roles: dict[str, Any] = dict(found)
    if "time" not in found:
        if gap is not None:
            roles["time"] = gap
            total += 2.0
        elif date := next(
            (each.name for each in columns if each.type.startswith("date") and each.name not in taken), None
        ):
            roles["time"] = date
            taken.add(date)
            total += 1.0
    for role in ("user", "item"):
        if role not in roles and (name := _id_like(columns, taken)):
            roles[role] = name
            taken.add(name)
    if "time" not in roles and (
        counted := next((each for each in columns if each.name not in taken and _counts(each)), None)
    ):
        roles["time"] = counted.name
    return Guess(roles, total)


def guess_catalogue(columns: Sequence[Facts], distinct: Mapping[str, int], item: str | None = None) -> Guess:
    """Roles of a table of items.

    Args:
        distinct: values of each column.
        item: what the interactions call an item.
    """
    roles: dict[str, Any] = {}
    scored = [
        (_fit(each, "item") + 4.0 * (each.name == item), distinct[each.name], each.name)
        for each in columns
        if each.type != "decimal" and not each.type.startswith("date")
    ]
    best = max(scored, default=(0.0, 0, ""))
    total = best[0]
    if best[0] < 1.0 and scored:  # nothing is named so: an id has the most values
        best = max(scored, key=lambda each: each[1])
    if best[2]:
        roles["item"] = best[2]
    rest = [each for each in columns if each.name != best[2] and not each.type.startswith("date")]
    titles = [each.name for each in rest if each.type == "text" and name_score(each.name, "title") >= 3.0]
    titles = _best_titles(titles, distinct)
    categories = [
        each
        for each in rest
        if each.name not in titles and distinct[each.name] > 1 and name_score(each.name, "category") >= 3.0
    ]
    named = {each.name for each in categories if each.type == "text"}
    if named:  # an id beside the name of the same category says nothing more
        categories = [each for each in categories if each.type == "text"]
    if not titles:
        unique = [each for each in rest if each.type == "text" and each not in categories]
        longest = max(unique, key=lambda each: distinct[each.name], default=None)
        if longest is not None and 2 * distinct[longest.name] > distinct.get(best[2], 0):
            titles = [longest.name]
    levels = sorted((each.name for each in categories), key=lambda name: distinct[name])[:LEVELS]
    if levels:
        roles["category"] = levels
        telling = [name for name in levels if distinct[name] <= LABELS]
        if telling and telling[-1] != levels[-1]:
            roles["level"] = telling[-1]
        total += 2.0
    if titles:
        roles["title"] = titles
        total += 1.0
    return Guess(roles, total)


def log_likeness(log: Guess, catalogue: Guess) -> float:
    """Above 0 where a table seems to be one of interactions rather than of items."""
    both = sum(role in log.roles for role in ("user", "item", "time")) - 1.5
    named = log.score - catalogue.score
    return both + 0.25 * named - 1.5 * ("category" in catalogue.roles) - ("title" in catalogue.roles)


def _fit(column: Facts, role: str) -> float:
    """How well a column fits a role, by its name and by whether its values can be that."""
    score = name_score(column.name, role)
    if not score:
        return 0.0
    if column.type.startswith("date"):
        return score + 1.0 if role == "time" else 0.0
    if role == "time":
        return score if _counts(column) else 0.0
    if role in ("quantity", "value", "rating"):
        return score if column.type in ("integer", "decimal") and column.numbers >= 0.5 else 0.0
    if role == "fold":
        return score if {value.lower() for value in column.samples} <= FOLD_WORDS else 0.0
    if role in ("user", "item", "basket"):
        bonus = 0.5 if words_of(column.name)[-1:] in (["id"], ["no"], ["code"]) or "id" in column.name.lower() else 0.0
        return score + bonus if column.type in ("integer", "text") else 0.0
    return score if column.type in ("integer", "text") else 0.0


def _counts(column: Facts) -> bool:
    """Whether whole numbers may be seconds, milliseconds, … since 1970, or dates such as 20170131."""
    if column.type != "integer" or not column.samples:
        return False
    lengths = {len(value) for value in column.samples}
    return lengths <= set(EPOCH_DIGITS) or (
        lengths <= {8, 12, 14} and all(v[:2] in ("19", "20") for v in column.samples)
    )


def _gap(columns: Sequence[Facts]) -> dict[str, str] | None:
    """Days since the order before, with the order's number, where a table has no times."""
    gap = next((each for each in columns if {"days", "since"} <= set(words_of(each.name))), None)
    by = next(
        (each for each in columns if words_of(each.name)[-2:] in (["order", "number"], ["visit", "number"])), None
    )
    return {"gap": gap.name, "by": by.name, "unit": "d"} if gap and by else None


def _id_like(columns: Sequence[Facts], taken: set[str]) -> str | None:
    """The first column that may hold ids and that nothing else claims."""
    return next(
        (
            each.name
            for each in columns
            if each.name not in taken
            and each.type in ("integer", "text")
            and each.filled > 0.5
            and not _counts(each)
            and not any(name_score(each.name, role) >= 3.0 for role in (*SINGLE, "category", "title"))
        ),
        None,
    )


def _best_titles(titles: list[str], distinct: Mapping[str, int]) -> list[str]:
    """The most telling of several, and a brand before it."""
    if len(titles) < 2:
        return titles
    main = max(titles, key=lambda name: (distinct[name], -titles.index(name)))
    brands = [name for name in titles if "brand" in name.lower() or "品牌" in name]
    return [name for name in titles if name == main or name in brands[:1]]
