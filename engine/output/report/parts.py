"""The parts that the sections of a report are built of: sections, tables, lists of facts, legends."""

from __future__ import annotations

from collections.abc import Sequence

from engine.output.report.figures import swatch
from engine.output.report.markup import Markup, element, joined
from engine.output.report.texts import Words
from engine.workspace import Run

__all__ = ["bar", "chip", "command", "facts", "figure", "legend", "paragraph", "section", "table"]


def section(name: str, title: str, *children: str | None, chip: Markup | None = None) -> Markup:
    """A section that the contents lead to."""
    head = element("h2", title, chip)
    return element("section", head, *children, id=name)


def chip(words: Words) -> Markup:
    """The mark of what was not the study's question."""
    return element("span", words("exploratory"), class_="chip", title=words("exploratory-note"))


def paragraph(text: str, class_: str | None = None) -> Markup | None:
    """A paragraph; nothing where there is no text."""
    return element("p", text, class_=class_) if text else None


def facts(pairs: Sequence[tuple[str, str]]) -> Markup:
    """Names and what they are, in two columns."""
    rows = [joined([element("dt", name), element("dd", value)]) for name, value in pairs]
    return element("dl", *rows)


def table(
    head: Sequence[str], rows: Sequence[Sequence[str]], texts: int = 1, name: str = "", marked: Sequence[int] = ()
) -> Markup:
    """A table; it scrolls sideways where it is wider than the screen.

    Args:
        head: names of the columns.
        rows: cells.
        texts: how many columns at the left hold texts; the others are aligned as numbers.
        name: for tests and screen readers; "" is none.
        marked: rows that are set off.
    """
    classes = [None if place < texts else "n" for place in range(len(head))]
    top = element(
        "tr", *[element("th", text, class_=kind, scope="col") for text, kind in zip(head, classes, strict=True)]
    )
    body = [
        element(
            "tr",
            *[element("td", cell, class_=kind) for cell, kind in zip(row, classes, strict=True)],
            class_="marked" if place in marked else None,
        )
        for place, row in enumerate(rows)
    ]
    made = element("table", element("thead", top), element("tbody", *body), id=name or None)
    return element("div", made, class_="wide")


def figure(drawing: Markup, title: str, unit: str) -> Markup:
    """A drawing under its title and unit."""
    caption = element("figcaption", element("b", title), " ", element("span", unit, class_="unit"))
    return element("figure", caption, drawing)


def legend(runs: Sequence[Run], lead: Run | None) -> Markup:
    """Lines and names of runs."""
    return element(
        "ul",
        *[element("li", swatch(run.entry.series, run is lead), " ", element("bdi", run.name)) for run in runs],
        class_="legend",
    )


def bar(share: float, series: str) -> Markup:
    """A bar in a cell, from 0 to 1."""
    inner = element("i", style=f"width:{100 * max(0.0, min(share, 1.0)):.1f}%;background:var(--{series})")
    return element("span", inner, class_="bar", aria_hidden="true")


def command(text: str) -> Markup:
    """What can be typed."""
    return element("pre", element("code", text))
