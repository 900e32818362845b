"""The desk of the query thread: which answer belongs to which query."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from engine.session.associations import associations, pair
from engine.session.auditing import audit_view
from engine.session.comparison import compare
from engine.session.control import Control
from engine.session.definitions import definitions
from engine.session.devices import devices
from engine.session.evaluating import evaluating
from engine.session.evidence import evidence, gainers
from engine.session.exporting import export_estimate, export_preview, export_source
from engine.session.importing import ImportDesk, left_out
from engine.session.listing import workspace_view
from engine.session.messages import CompareQuery, Query, ShopperListQuery, ShopperQuery, WorkspaceQuery
from engine.session.messages.acts import DevicesQuery, TrashQuery, TrashView
from engine.session.messages.associations import AssociationsQuery, PairQuery
from engine.session.messages.auditing import AuditQuery
from engine.session.messages.checking import RecheckQuery
from engine.session.messages.comparing import EvidenceQuery, GainersQuery, SettingsQuery
from engine.session.messages.evaluating import (
    BeyondQuery,
    CeilingsQuery,
    DecompositionQuery,
    DefinitionsQuery,
    ProbabilityQuery,
    SegmentShoppersQuery,
    SegmentsQuery,
    TiesQuery,
)
from engine.session.messages.exporting import ExportEstimateQuery, ExportPreviewQuery, ExportSourceQuery
from engine.session.messages.importing import (
    FilesQuery,
    FormatQuery,
    LeftOutQuery,
    RecipeQuery,
    RolesQuery,
    SplitQuery,
)
from engine.session.messages.studies import (
    KeepStudy,
    PowerQuery,
    StudiesQuery,
    StudyCheckQuery,
    StudyFileQuery,
    StudyFormQuery,
)
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

Answer = Callable[[Any, Control], Any]
OfRuns = Callable[[Any, Shelf, Control], Any]

# what is answered from runs and datasets that are kept open
OF_RUNS: Mapping[type[Query[Any]], OfRuns] = {
    CompareQuery: compare,
    EvidenceQuery: evidence,
    GainersQuery: gainers,
    DefinitionsQuery: definitions,
    BeyondQuery: evaluating,
    CeilingsQuery: evaluating,
    DecompositionQuery: evaluating,
    ProbabilityQuery: evaluating,
    SegmentShoppersQuery: evaluating,
    SegmentsQuery: evaluating,
    TiesQuery: evaluating,
    SettingsQuery: settings,
    ShopperListQuery: shopper_list,
    ShopperQuery: shopper,
    ExportSourceQuery: export_source,
    ExportPreviewQuery: export_preview,
    ExportEstimateQuery: export_estimate,
    AssociationsQuery: associations,
    PairQuery: pair,
}
OF_WIZARD = (FilesQuery, FormatQuery, RolesQuery, RecheckQuery, SplitQuery, RecipeQuery)


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
        others = _of_workspace(workspace, read_only) | _of_drafts(StudyChecker(workspace, read_only))
        others |= dict.fromkeys(OF_WIZARD, wizard.answer)

        def answer(query: Query[Any], control: Control) -> Any:
            control.check()
            kind = type(query)
            if kind in OF_RUNS:
                return OF_RUNS[kind](query, shelf, control)
            if kind not in others:
                raise TypeError(f"no answer to a {kind.__name__}")
            return others[kind](query, control)

        yield answer


def _of_workspace(workspace: Workspace, read_only: bool) -> dict[type[Query[Any]], Answer]:
    return {
        DevicesQuery: lambda query, control: devices(),
        TrashQuery: lambda query, control: TrashView(*trash_size(workspace)),
        WorkspaceQuery: lambda query, control: workspace_view(workspace, read_only),
        LeftOutQuery: lambda query, control: left_out(query, workspace),
        StudiesQuery: lambda query, control: studies_view(workspace),
        AuditQuery: lambda query, control: audit_view(query.study, workspace),
    }


def _of_drafts(checker: StudyChecker) -> dict[type[Query[Any]], Answer]:
    return {
        StudyFileQuery: lambda query, control: study_file(query),
        StudyFormQuery: lambda query, control: study_form(),
        StudyCheckQuery: lambda query, control: checker.check(query, control.check),
        PowerQuery: checker.power,
        KeepStudy: lambda query, control: checker.keep(query),
    }
