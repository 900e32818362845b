"""What a form says about its study: problem, estimate, and what it comes to."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from engine.session import Problem
from engine.session.messages.studies import StudyFacts
from gui import words
from gui.problems import sentence
from gui.widgets.facts import Group

__all__ = ["estimate_line", "evaluated_groups", "memory", "problem_line", "remark_line"]

translate = QCoreApplication.translate


def memory(size: int) -> str:
    """Bytes as GB or MB."""
    return f"{size / 1e9:.1f} GB" if size >= 1e9 else f"{size / 1e6:.0f} MB"


def problem_line(problem: Problem, line: int) -> str:
    """The sentence of a problem of the text, with its line where it is known."""
    said = sentence(problem)
    return translate("StudyForm", "Line {0}: {1}").format(line, said) if line > 0 else said


def estimate_line(facts: StudyFacts) -> str:
    """How long and how much memory, or that nobody knows yet."""
    if facts.seconds is None:
        return translate("StudyForm", "No estimate yet")
    time = words.duration(facts.seconds)
    if facts.memory is None:
        return translate("StudyForm", "About {0}").format(time)
    return translate("StudyForm", "About {0} and {1} of memory").format(time, memory(facts.memory))


def remark_line(facts: StudyFacts) -> str:
    """What the estimate rests on, or which recommenders lack one; and what is left out."""
    if facts.seconds is None:
        lacking = [run.name for run in facts.runs if run.seconds is None]
        said = translate("StudyForm", "No run like this was recorded on this computer: {0}.").format(
            words.listed(lacking)
        )
    else:
        said = translate("StudyForm", "From recorded runs on this computer ({0}): {1}.").format(
            facts.recorded, facts.device
        )
    return " ".join([said, *facts.remarks])


def evaluated_groups(facts: StudyFacts | None) -> list[Group]:
    """Whom and what a study will ask about."""
    if facts is None:
        return []
    found = [
        (translate("StudyForm", "Shoppers, items"), f"{words.count(facts.users)}, {words.count(facts.items)}"),
        (translate("StudyForm", "Validation from"), words.day(facts.validation_start)),
        (translate("StudyForm", "Test from"), words.day(facts.test_start)),
    ]
    found += [
        (translate("StudyForm", "Evaluated, {0}").format(words.scope(scope)), words.count(users))
        for scope, users in facts.evaluated
    ]
    found.append((translate("StudyForm", "Device"), facts.device))
    return [(translate("StudyForm", "What it comes to"), found)]
