"""Why rows are not in a dataset, asked of one that is there and of one that is gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.errors import UserError
from engine.session.importing.left_out import left_out
from engine.session.messages.importing import LeftOutQuery
from engine.workspace import Workspace
from tests.engine.small import small_dataset, small_recipe, small_workspace

__all__ = ["small_dataset", "small_recipe", "small_workspace"]


def test_reasons_are_counted_by_table_and_column_the_commonest_first(small_workspace: Path) -> None:
    import pyarrow.parquet as pq

    with Workspace.open(small_workspace, read_only=True) as workspace:
        view = left_out(LeftOutQuery("small"), workspace)
    rows = pq.read_table(small_workspace / "datasets" / "small" / "dropped.parquet")
    assert sum(count for _, _, _, count in view.reasons) == len(rows) > 0
    counts = [count for _, _, _, count in view.reasons]
    assert counts == sorted(counts, reverse=True)
    assert ("items", "item-dropped", "department") in {reason[:3] for reason in view.reasons}


def test_a_dataset_that_is_gone_is_a_sentence(small_workspace: Path) -> None:
    with Workspace.open(small_workspace, read_only=True) as workspace, pytest.raises(UserError) as refused:
        left_out(LeftOutQuery("other"), workspace)
    assert refused.value.code == "folder-gone"


def test_a_damaged_list_of_left_out_rows_is_a_sentence(small_workspace: Path) -> None:
    (small_workspace / "datasets" / "small" / "dropped.parquet").write_bytes(b"no parquet")
    with Workspace.open(small_workspace, read_only=True) as workspace, pytest.raises(UserError) as refused:
        left_out(LeftOutQuery("small"), workspace)
    assert refused.value.code == "file-damaged"
