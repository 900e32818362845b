"""Crossaisle: reads the command and hands over, to the window or to the command line."""

from __future__ import annotations

import os
import sys


def main(argv: list[str] | None = None) -> int:
    """Runs one command and returns its exit code.

    With nothing but --sample and --workspace it is the window; where none can be shown, --sample does the same work in
    the terminal.
    """
    from gui import command, display  # neither imports Qt

    words = list(sys.argv[1:] if argv is None else argv)
    asked = command.asked_of_window(words)
    if asked is None:
        return _terminal(words)
    sample, workspace = asked
    hindrance = display.obstacle(os.environ, sys.platform)
    if hindrance is None:
        try:
            from gui.app import run
        except ImportError as error:
            if ".so" not in str(error):
                raise
            print(display.lacking(str(error)), file=sys.stderr)  # noqa: T201
            return 2
        return run(workspace, sample)
    if sample and hindrance.without_display:
        return _terminal(["sample", *(word for word in words if word != "--sample")])
    print(hindrance.sentence, file=sys.stderr)  # noqa: T201
    return 2


def window() -> int:
    """Entry point of the program that has no terminal."""
    return main()


def _terminal(words: list[str]) -> int:
    from engine.cli.app import run

    return run(words)


if __name__ == "__main__":
    sys.exit(main())
