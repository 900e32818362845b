"""What a draft leaves out, as a choice that a check's remembered rows can follow."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from engine.data.check_rows import CheckRows
from engine.data.kept import Choice
from engine.errors import UserError
from engine.session.importing.drafts import plain, recipe_folder, recipe_of
from engine.session.messages.importing import Draft

__all__ = ["choice_of", "open_rows", "remembered"]

CHOSEN = ("drop", "require", "level")  # of the items; of the interactions only whether a least rating is named


def open_rows(dataset: Path) -> CheckRows:
    """The rows of a checked dataset.

    Raises:
        UserError: it is gone.
    """
    try:
        return CheckRows(CheckRows.beside(dataset))
    except FileNotFoundError:
        raise UserError("folder-gone", folder=dataset) from None


def choice_of(rows: CheckRows, draft: Draft) -> Choice | None:
    """What a draft chooses; None where it differs from the checked one in more, so that the files must be read."""
    if remembered(draft) != rows.facts["draft"]:
        return None
    recipe = recipe_of({**draft, "name": rows.report["name"]}, recipe_folder(draft))  # the name is chosen last
    rating, checked = recipe.interactions.min_rating, rows.facts["min_rating"]
    if rating not in (None, checked):
        return None
    choice = Choice.of(recipe)
    known = rows.choosable
    return choice if all(name in known for name in (*choice.drop, *choice.require)) else None


def remembered(draft: Draft) -> dict[str, Any]:
    """A draft without its name and what it leaves out."""
    told: dict[str, Any] = plain(draft)
    told.pop("name", None)
    for table, fields in (("interactions", ("min_rating",)), ("items", CHOSEN)):
        if isinstance(told.get(table), dict):
            told[table] = {name: value for name, value in told[table].items() if name not in fields}
    return told
