"""What a manifest says of the machine and the program: hashes, versions, device, memory."""

from __future__ import annotations

import platform
import sys
from functools import cache
from importlib import metadata
from pathlib import Path

from engine.errors import UserError
from engine.files import checksum
from engine.workspace import program_version

__all__ = ["code_hash", "device_name", "device_of", "peak_memory", "versions"]

# What a figure depends on. A change of a screen, of the command line or of an export makes no run outdated.
PARTS = ("data", "evaluation", "models", "protocol", "studies", "training")
LIBRARIES = ("numpy", "scipy", "pyarrow", "duckdb", "torch", "transformers", "torch_geometric", "sentence-transformers")


@cache
def code_hash() -> str:
    """SHA-256 over the source files that a run's figures depend on."""
    engine = Path(__file__).parent.parent
    files = sorted(file for part in PARTS for file in (engine / part).rglob("*.py"))
    names = "\n".join(file.relative_to(engine).as_posix() for file in files)
    return checksum(names, *files)


def versions() -> dict[str, str]:
    """Versions of the program, of Python and of the libraries that compute; nothing is imported for it."""
    found = {"crossaisle": program_version(), "python": platform.python_version()}
    for name in LIBRARIES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return found


def device_of(wanted: str) -> str:
    """The device that "auto", "cpu", "cuda" or "mps" means here.

    Raises:
        UserError: it is not there.
    """
    import torch

    there = {
        "cuda": torch.cuda.is_available(),
        "mps": torch.backends.mps.is_available(),
        "cpu": True,
    }
    if wanted == "auto":
        return next(name for name, present in there.items() if present)
    kind = wanted.partition(":")[0]
    if kind not in there:
        raise UserError("device-missing", device=wanted, reason=f"there are {', '.join(('auto', *there))}")
    if not there[kind]:
        raise UserError("device-missing", device=wanted, reason="torch finds none")
    return wanted


def device_name(device: str) -> str:
    """The device in words: the GPU's name, or the processor and torch's threads."""
    import torch

    if device.startswith("cuda"):
        return f"{device} ({torch.cuda.get_device_name(device)})"
    processor = platform.processor() or platform.machine()
    return f"{device} ({processor}, {torch.get_num_threads()} threads)"


def peak_memory() -> int:
    """Most bytes that this process has held in memory since its start."""
    if sys.platform == "win32":
        import psutil

        return int(psutil.Process().memory_info().peak_wset)
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024  # kilobytes on Linux
