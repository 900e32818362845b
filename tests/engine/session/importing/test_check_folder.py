"""Where checked datasets lie while a session lasts."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from engine.session.importing import CheckFolder
from engine.workspace import Workspace


def test_the_newest_check_and_the_one_before_it_stay(tmp_path: Path) -> None:
    with Workspace.open(tmp_path) as workspace:
        checks = CheckFolder(workspace)
        places = [checks.fresh().parent for _ in range(4)]
        assert [place.exists() for place in places] == [False, False, True, True]
        checks.close()
        assert not any(place.exists() for place in places)


def test_what_a_broken_session_left_is_removed(tmp_path: Path) -> None:
    with Workspace.open(tmp_path) as workspace:
        left = CheckFolder(workspace).fresh().parent
        assert left.exists()
        CheckFolder(workspace)
        assert not left.exists()


@pytest.mark.skipif(os.name == "nt", reason="one process cannot hold a lock twice there")
def test_a_workspace_that_can_only_be_read_is_not_written(tmp_path: Path) -> None:
    with Workspace.open(tmp_path), Workspace.open(tmp_path) as second:
        assert second.read_only
        checks = CheckFolder(second)
        place = checks.fresh()
        assert not place.is_relative_to(tmp_path)
        checks.close()
        assert not place.parent.exists()
