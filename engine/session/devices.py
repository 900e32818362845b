"""Which devices this computer has, without importing torch: that would take a second and stop the window meanwhile."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import platform
import re
from pathlib import Path

from engine.session.messages.acts import DeviceRow

__all__ = ["devices"]

NAME_BYTES = 256


def devices() -> tuple[DeviceRow, ...]:
    """The processor, and what the installed torch could compute on besides."""
    found = [DeviceRow("cpu", platform.machine() or "CPU")]
    if _built_for_cuda():
        found += [DeviceRow(f"cuda:{index}", name) for index, name in enumerate(_cuda_names())]
    if platform.system() == "Darwin" and platform.machine() == "arm64":
        found.append(DeviceRow("mps", "Apple GPU"))
    return tuple(found)


def _built_for_cuda() -> bool:
    """Whether torch's own version file says so."""
    spec = importlib.util.find_spec("torch")
    if spec is None or not spec.submodule_search_locations:
        return False
    try:
        text = (Path(spec.submodule_search_locations[0]) / "version.py").read_text(encoding="utf-8")
    except OSError:
        return False
    return re.search(r"^cuda\b[^=\n]*= *['\"]", text, re.MULTILINE) is not None


def _cuda_names() -> list[str]:
    """The cards that NVIDIA's driver shows; none where there is no driver."""
    try:
        driver = ctypes.CDLL("nvcuda.dll" if os.name == "nt" else "libcuda.so.1")
        count, handle, name = ctypes.c_int(), ctypes.c_int(), ctypes.create_string_buffer(NAME_BYTES)
        if driver.cuInit(0) or driver.cuDeviceGetCount(ctypes.byref(count)):
            return []
        names = []
        for index in range(count.value):
            failed = driver.cuDeviceGet(ctypes.byref(handle), index)
            if not failed and not driver.cuDeviceGetName(name, NAME_BYTES, handle):
                names.append(name.value.decode(errors="replace"))
    except (OSError, AttributeError):
        return []
    return names
