"""The report of a workspace's newest study in both languages, opened from disk in headless Chromium.

    python -m tests.benchmarks.report WORKSPACE [OUT_DIR]

Prints how long writing took and how large each file is; fails on any message in the browser's console. Writes
report-LANGUAGE-THEME.png of the whole page, report-LANGUAGE.pdf as it is printed, and its pages as PNG where pdftoppm
is installed. The workspace is only read.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from engine.monitor import Monitor
from engine.output.report import LANGUAGES, write_report
from engine.workspace import Workspace

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SCHEMES = {"dark": 0, "light": 1}  # as the browser counts them
WIDTH, TALLEST = 1100, 20_000


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("workspace", type=Path)
    parser.add_argument("out", type=Path, nargs="?", default=Path("report-pictures"))
    asked = parser.parse_args()
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        print("no Chromium here: apt-get install chromium", file=sys.stderr)
        return 2
    asked.out.mkdir(parents=True, exist_ok=True)
    said: list[str] = []
    with Workspace.open(asked.workspace, read_only=True) as workspace:
        study = workspace.studies()[0]
        for language in LANGUAGES:
            file = asked.out.absolute() / f"report-{language}.html"
            began = time.perf_counter()
            size = write_report(study, workspace, file, language, Monitor())
            print(f"{study.id}, {language}: {time.perf_counter() - began:.1f} s, {size / 1000:.0f} kB")
            said += look(browser, file)
    for line in said:
        print(line, file=sys.stderr)
    print(f"{len(said)} messages in the console; pictures in {asked.out}")
    return int(bool(said))


def look(browser: str, file: Path) -> list[str]:
    """Takes the pictures of one report; what the console said."""
    said = []
    for theme, scheme in SCHEMES.items():
        picture = file.with_name(f"{file.stem}-{theme}.png")
        said += opened(
            browser,
            file,
            f"--screenshot={picture}",
            f"--window-size={WIDTH},{TALLEST}",
            f"--blink-settings=preferredColorScheme={scheme}",
            "--hide-scrollbars",
        )
        crop(picture)
    printed = file.with_suffix(".pdf")
    said += opened(browser, file, f"--print-to-pdf={printed}", "--no-pdf-header-footer")
    if shutil.which("pdftoppm"):
        subprocess.run(["pdftoppm", "-r", "70", "-png", printed, printed.with_name(f"{file.stem}-print")], check=True)
    return said


def opened(browser: str, file: Path, *options: str) -> list[str]:
    """Opens a file and gives the lines of the browser's console."""
    with tempfile.TemporaryDirectory() as profile:
        words = [browser, "--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}"]
        words += ["--enable-logging=stderr", "--log-level=0", *options, file.as_uri()]
        done = subprocess.run(words, capture_output=True, text=True, timeout=120, check=True)
    return [line for line in done.stderr.splitlines() if "CONSOLE" in line]


def crop(picture: Path) -> None:
    """Cuts the empty ground below the page off."""
    from PIL import Image

    with Image.open(picture) as whole:
        pixels = np.asarray(whole.convert("RGB"))
        filled = np.flatnonzero((pixels != pixels[-1, 0]).any(axis=(1, 2)))
        whole.crop((0, 0, whole.width, int(filled[-1]) + 40)).save(picture)


if __name__ == "__main__":
    raise SystemExit(main())
