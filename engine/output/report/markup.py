"""HTML that is safe by construction: every text is escaped unless it is markup already."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

__all__ = ["Markup", "element", "joined"]

VOID = ("meta", "br", "hr", "col")


class Markup(str):
    """Text that is HTML; `element` takes it as it is."""

    __slots__ = ()


def element(name: str, /, *children: str | None, **attributes: str | int | None) -> Markup:
    """An HTML element; a child or attribute that is None is left out.

    Args:
        name: of the element.
        children: texts, which are escaped, and markup, which is not.
        attributes: a trailing underscore is dropped, others become hyphens: class_, aria_label.
    """
    given = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items() if value is not None}
    opened = "".join(f' {key}="{escape(str(value))}"' for key, value in given.items())
    if name in VOID:
        return Markup(f"<{name}{opened}>")
    return Markup(f"<{name}{opened}>{joined(child for child in children if child is not None)}</{name}>")


def joined(children: Iterable[str]) -> Markup:
    """Texts and markup in a row."""
    return Markup("".join(child if isinstance(child, Markup) else escape(child) for child in children))
