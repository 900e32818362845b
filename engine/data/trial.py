"""Which of several ways to read a text column fits, found by trying them all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from engine.data.duck import Duck, ident

__all__ = ["Reading", "Trial", "try_all"]

Reading = Callable[[str], str]  # SQL of a text → SQL of what it means, null where the text is not so written

SAMPLE = 5_000  # rows, evenly spaced, that thin the candidates out before the whole column is read


@dataclass(frozen=True)
class Trial:
    """What came of a trial.

    Attributes:
        best: the candidate that reads the most values; None where none reads any.
        rivals: others that read as many and read some of them differently.
        examples: values that no candidate, or not one alone, can read.
        complete: whether the best reads every value of the sample.
    """

    best: str | None
    rivals: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    complete: bool = False


def try_all(duck: Duck, table: str, text: str, candidates: Mapping[str, Reading]) -> Trial:
    """Tries candidates on a column; among equals that agree on every value the first is best.

    Args:
        text: SQL of the column as text, null where a value is missing.
        candidates: name → reading, the likeliest first.
    """
    rows = duck.row(f"SELECT count(*) FROM {ident(table)}")[0]
    whole = f"(SELECT {text} AS x FROM {ident(table)} r)"
    sample = f"(SELECT DISTINCT {text} AS x FROM {ident(table)} r WHERE r.rowid % {max(1, rows // SAMPLE)} = 0)"
    every = {name: reading("x") for name, reading in candidates.items()}
    left, complete = _most(duck, sample, every)
    if len(left) != 1:
        left, _ = _most(duck, whole, left or every)
    if not left:
        return Trial(None, examples=_examples(duck, whole, "x IS NOT NULL"))
    best = next(iter(left))
    differ = {name: f"({sql}) IS DISTINCT FROM ({left[best]})" for name, sql in left.items() if name != best}
    rivals = tuple(name for name, sql in differ.items() if duck.row(f"SELECT count_if({sql}) FROM {whole}")[0])
    return Trial(best, rivals, _examples(duck, whole, differ[rivals[0]]) if rivals else (), complete)


def _most(duck: Duck, relation: str, candidates: Mapping[str, str]) -> tuple[dict[str, str], bool]:
    """The candidates that read the most values, none where none reads any, and whether they read all."""
    counts = ", ".join(f"count({sql})" for sql in candidates.values())
    values, *read = duck.row(f"SELECT count(x), {counts} FROM {relation}")
    most = max(read)
    best = {name: sql for (name, sql), count in zip(candidates.items(), read, strict=True) if count == most and most}
    return best, most == values


def _examples(duck: Duck, relation: str, condition: str) -> tuple[str, ...]:
    low, high = duck.row(f"SELECT min(x), max(x) FROM {relation} WHERE {condition}")
    return tuple(dict.fromkeys(each for each in (low, high) if each is not None))
