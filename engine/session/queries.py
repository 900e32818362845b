"""The desk of the query thread: which answer belongs to which query."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from engine.session.associations import associations, pair
from engine.session.comparison import compare
from engine.session.control import Control
from engine.session.devices import devices
from engine.session.exporting import export_estimate, export_preview, export_source
from engine.session.importing import ImportDesk, left_out
from engine.session.listing import workspace_view
from engine.session.messages import CompareQuery, Query, ShopperListQuery, ShopperQuery, WorkspaceQuery
from engine.session.messages.acts import DevicesQuery, TrashQuery, TrashView
from engine.session.messages.associations import AssociationsQuery, PairQuery
from engine.session.messages.comparing import SettingsQuery
from engine.session.messages.exporting import ExportEstimateQuery, ExportPreviewQuery, ExportSourceQuery
from engine.session.messages.importing import (
    FilesQuery,
    FormatQuery,
    LeftOutQuery,
    RecipeQuery,
    RolesQuery,
    SplitQuery,
)
from engine.session.messages.studies import KeepStudy, StudiesQuery, StudyCheckQuery, StudyFileQuery, StudyFormQuery
from engine.session.query_thread import Answering
from engine.session.settings import settings
from engine.session.shelf import Shelf
from engine.session.shopper import shopper
from engine.session.shopper_list import shopper_list
from engine.session.study_check import StudyChecker
from engine.session.study_form import study_form
from engine.session.study_list import studies_view, study_file
from engine.workspace import Workspace
from engine.workspace.trash import trash_size

__all__ = ["desk"]


@contextmanager
def desk(folder: Path, read_only: bool) -> Iterator[Answering]:
    """Gives the function that answers queries about a workspace, which it only reads.

    Args:
        folder: the workspace.
        read_only: whether the engine's thread cannot write either.
    """
    with (
        Workspace.open(folder, read_only=True) as workspace,
        closing(Shelf(workspace)) as shelf,
        closing(ImportDesk(workspace)) as wizard,
    ):
        checker = StudyChecker(workspace, read_only)

        def answer(query: Query[Any], control: Control) -> Any:
            control.check()
            match query:
                case DevicesQuery():
                    return devices()
                case TrashQuery():
                    return TrashView(*trash_size(workspace))
                case WorkspaceQuery():
                    return workspace_view(workspace, read_only)
                case CompareQuery():
                    return compare(query, shelf, control)
                case SettingsQuery():
                    return settings(query, shelf, control)
                case ShopperListQuery():
                    return shopper_list(query, shelf, control)
                case ShopperQuery():
                    return shopper(query, shelf, control)
                case FilesQuery() | FormatQuery() | RolesQuery() | SplitQuery() | RecipeQuery():
                    return wizard.answer(query, control)
                case LeftOutQuery():
                    return left_out(query, workspace)
                case StudiesQuery():
                    return studies_view(workspace)
                case StudyFileQuery():
                    return study_file(query)
                case StudyFormQuery():
                    return study_form()
                case StudyCheckQuery():
                    return checker.check(query, control.check)
                case KeepStudy():
                    return checker.keep(query)
                case ExportSourceQuery():
                    return export_source(query, shelf, control)
                case ExportPreviewQuery():
                    return export_preview(query, shelf, control)
                case ExportEstimateQuery():
                    return export_estimate(query, shelf, control)
                case AssociationsQuery():
                    return associations(query, shelf, control)
                case PairQuery():
                    return pair(query, shelf, control)
            raise TypeError(f"no answer to a {type(query).__name__}")

        yield answer
