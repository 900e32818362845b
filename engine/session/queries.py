"""The desk of the query thread: which answer belongs to which query."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from engine.session.comparison import compare
from engine.session.control import Control
from engine.session.listing import workspace_view
from engine.session.messages import CompareQuery, Query, ShopperListQuery, ShopperQuery, WorkspaceQuery
from engine.session.query_thread import Answering
from engine.session.shelf import Shelf
from engine.session.shopper import shopper
from engine.session.shopper_list import shopper_list
from engine.workspace import Workspace

__all__ = ["desk"]


@contextmanager
def desk(folder: Path, read_only: bool) -> Iterator[Answering]:
    """Gives the function that answers queries about a workspace, which it only reads.

    Args:
        folder: the workspace.
        read_only: whether the engine's thread cannot write either.
    """
    with Workspace.open(folder, read_only=True) as workspace, closing(Shelf(workspace)) as shelf:

        def answer(query: Query[Any], control: Control) -> Any:
            control.check()
            match query:
                case WorkspaceQuery():
                    return workspace_view(workspace, read_only)
                case CompareQuery():
                    return compare(query, shelf, control)
                case ShopperListQuery():
                    return shopper_list(query, shelf, control)
                case ShopperQuery():
                    return shopper(query, shelf, control)
            raise TypeError(f"no answer to a {type(query).__name__}")

        yield answer
