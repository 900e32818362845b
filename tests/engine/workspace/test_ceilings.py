"""Ceilings in a study's folder."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from engine.workspace.ceilings import FILE, Ceiling, read_ceilings, write_ceilings


def test_ceilings_are_read_as_they_were_written(tmp_path: Path) -> None:
    curves = {"f1": np.array([0.1, 0.25]), "mrr": np.array([np.nan, 1 / 3])}
    write_ceilings([Ceiling("2017-11-06", "cross", "perfect", 7, curves)], tmp_path / FILE)
    (again,) = read_ceilings(tmp_path / FILE)
    assert (again.window, again.scope, again.kind, again.users) == ("2017-11-06", "cross", "perfect", 7)
    np.testing.assert_array_equal(again.curves["f1"], curves["f1"])
    np.testing.assert_array_equal(again.curves["mrr"], curves["mrr"])
