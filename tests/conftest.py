"""What every test stands on: no display, one thread, no network, folders of its own. Imports neither Qt nor torch."""

from __future__ import annotations

import os
import socket
import tempfile
from pathlib import Path
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_LOGGING_RULES"] = "qt.qpa.fonts=false"
os.environ["OMP_NUM_THREADS"] = "1"
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["TOKENIZERS_PARALLELISM"] = "false"
# matplotlib builds a list of fonts for every new home; one for the whole run
os.environ.setdefault("MPLCONFIGDIR", str(Path(tempfile.gettempdir()) / f"crossaisle-tests-matplotlib-{os.getuid()}"))
for name in ("DISPLAY", "WAYLAND_DISPLAY", "CROSSAISLE_WORKSPACE"):
    os.environ.pop(name, None)

import pytest  # noqa: E402


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the person's own is read or written."""
    home = tmp_path / "home"
    for variable, folder in (
        ("HOME", home),
        ("XDG_CONFIG_HOME", home / "config"),
        ("XDG_DATA_HOME", home / "data"),
        ("XDG_CACHE_HOME", home / "cache"),
        ("XDG_STATE_HOME", home / "state"),
    ):
        monkeypatch.setenv(variable, str(folder))


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that reaches for the network fails and says so."""
    connect = socket.socket.connect

    def refused(this: socket.socket, address: Any) -> None:
        if this.family != socket.AF_UNIX:
            raise AssertionError(f"a test reached for the network: {address}")
        connect(this, address)

    monkeypatch.setattr(socket.socket, "connect", refused)
