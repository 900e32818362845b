"""What a manifest says of the machine and the program: hashes, versions, device, memory."""

from __future__ import annotations

import platform
import subprocess
import sys
from functools import cache
from importlib import metadata
from pathlib import Path

from engine.errors import UserError
from engine.files import checksum
from engine.workspace import program_version

__all__ = ["code_hash", "device_name", "device_of", "devices", "peak_memory", "versions"]

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
    if device == "mps":
        return f"{device} ({processor()})"
    threads = torch.get_num_threads()
    return f"{device} ({processor()}, {threads} thread{'s' if threads != 1 else ''})"


def devices() -> tuple[tuple[str, str], ...]:
    """What a study can run on here, each with the device in words; "auto" first."""
    import torch

    cards = torch.cuda.device_count() if torch.cuda.is_available() else 0
    found = ["cuda", *(f"cuda:{number}" for number in range(1, cards))] if cards else []
    found += ["mps"] if torch.backends.mps.is_available() else []
    found.append("cpu")
    return ("auto", device_name(device_of("auto"))), *((name, device_name(name)) for name in found)


@cache
def processor() -> str:
    """The processor as its maker calls it, where the system tells; else its architecture."""
    named = ""
    try:
        if sys.platform == "linux":
            lines = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines()
            named = next((line.partition(":")[2] for line in lines if line.startswith("model name")), "")
        elif sys.platform == "darwin":
            asked = ["sysctl", "-n", "machdep.cpu.brand_string"]
            named = subprocess.run(asked, capture_output=True, text=True, timeout=5, check=False).stdout
    except (OSError, subprocess.SubprocessError):
        named = ""
    return " ".join(named.split()) or platform.processor() or platform.machine()


def peak_memory() -> int:
    """Most bytes that this process has held in memory since its start."""
    if sys.platform == "win32":
        import psutil

        return int(psutil.Process().memory_info().peak_wset)
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024  # kilobytes on Linux
