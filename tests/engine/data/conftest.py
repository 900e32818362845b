"""A connection for tests of single readings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.data.duck import Duck
from engine.monitor import Monitor


@pytest.fixture
def duck(tmp_path: Path) -> Iterator[Duck]:
    scratch = tmp_path / "duck"
    scratch.mkdir()
    with Duck(Monitor(), scratch) as connection:
        yield connection
