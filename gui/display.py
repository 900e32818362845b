"""Whether a window can be shown here, found out before Qt is imported: without a display Qt ends the process."""

from __future__ import annotations

import ctypes
from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["Obstacle", "lacking", "obstacle"]

# What a bare Debian 12 lacks, from an empty image; the names are tried by the dynamic loader.
_NEEDED = ("libEGL.so.1", "libGL.so.1", "libglib-2.0.so.0", "libdbus-1.so.3", "libfontconfig.so.1", "libxkbcommon.so.0")
_NEEDED_X11 = (
    "libxkbcommon-x11.so.0",
    "libxcb-cursor.so.0",
    "libxcb-icccm.so.4",
    "libxcb-keysyms.so.1",
    "libxcb-randr.so.0",
    "libxcb-shape.so.0",
)
INSTALL = (
    "apt-get install -y libegl1 libgl1 libglib2.0-0 libdbus-1-3 libfontconfig1 libxkbcommon0 libxkbcommon-x11-0 "
    "libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-randr0 libxcb-shape0"
)


@dataclass(frozen=True)
class Obstacle:
    """Why no window can be shown: one sentence."""

    sentence: str
    without_display: bool


def obstacle(environment: Mapping[str, str], system: str) -> Obstacle | None:
    """What stands in the way of a window; None where it can be shown.

    Args:
        environment: `os.environ`.
        system: `sys.platform`; only Linux needs a display and libraries of the system.
    """
    if not system.startswith("linux"):
        return None
    platform = environment.get("QT_QPA_PLATFORM", "").partition(":")[0]
    wayland = bool(environment.get("WAYLAND_DISPLAY"))
    if not (platform or wayland or environment.get("DISPLAY")):
        return Obstacle(
            "There is no display for a window. Use the commands import, study, export and list (see --help), "
            "or --sample for the sample in the terminal, or start the window on a virtual display: "
            "xvfb-run -a python main.py.",
            without_display=True,
        )
    x11 = platform == "xcb" or not (platform or wayland)
    missing = [name for name in (*_NEEDED, *(_NEEDED_X11 if x11 else ())) if not _loads(name)]
    if missing:
        return Obstacle(lacking(", ".join(missing)), without_display=False)
    if x11 and not _answers(environment.get("DISPLAY", "")):
        return Obstacle(
            f"No X server answers at DISPLAY={environment.get('DISPLAY', '')}. Correct DISPLAY, or use the commands "
            "import, study, export and list, or a virtual display: xvfb-run -a python main.py.",
            without_display=True,
        )
    return None


def lacking(what: str) -> str:
    """The sentence about libraries of the system that Qt did not find."""
    return f"Qt needs libraries that this system lacks ({what}). Install them: {INSTALL}"


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _answers(display: str) -> bool:
    """Whether an X server takes a connection, asked of libxcb itself."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # Qt's own plug-in says more about it than we can
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(display.encode(), None)
    failed = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return not failed
