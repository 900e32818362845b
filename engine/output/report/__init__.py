"""A finished study as one HTML file that a colleague understands without the program."""

from engine.output.report.numbers import Language
from engine.output.report.texts import LANGUAGES
from engine.output.report.writing import write_report

__all__ = ["LANGUAGES", "Language", "write_report"]
