"""What a form says about its study: problem, estimate, and what it comes to."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication

from engine.session import Problem
from engine.session.messages.studies import PowerView, StudyFacts, StudyForm
from gui import words
from gui.problems import sentence
from gui.studies.draft import Draft
from gui.studies.form_models import shown_name
from gui.studies.parts import memory
from gui.widgets.facts import Group

__all__ = ["estimate_line", "evaluated_groups", "power_line", "problem_line", "remark_line", "scope_notes"]

translate = QCoreApplication.translate


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


def power_line(power: PowerView | None) -> str:
    """How small a difference a study would find; "" where that is not known."""
    if power is None or math.isnan(power.share):
        return ""
    metric, _, k = power.title.partition("@")
    said = translate("StudyForm", "It would find a difference of {0} in {1} ({2} against {3} in the validation, {4}).")
    shoppers = translate("StudyForm", "%Ln shoppers", "", power.shoppers)
    title = f"{words.METRIC_TITLES.get(metric, metric)}@{k}"
    return said.format(words.percent(power.share), title, *power.models, shoppers)


def scope_notes(draft: Draft, form: StudyForm) -> dict[str, str]:
    """What to know beside a choice of scopes: which recommenders it leaves out there, and what to do about it."""
    kinds = {each.model: each for each in form.models}
    asked = list(draft.get("protocol.scopes") or form.fields["protocol.scopes"].default or ())
    primary = draft.get("primary.scope") or form.fields["primary.scope"].default
    beside: list[str] = []
    tuned: list[str] = []
    for model in draft.models:
        own = model.get("scopes")
        if not own:
            continue
        name = shown_name(model, kinds)
        left_out = [scope for scope in asked if scope not in own]
        ranked = [scope for scope in asked if scope in own]
        if left_out:
            text = translate("StudyForm", "{0} is not ranked in {1}. To have it there, add it to its own scopes.")
            beside.append(text.format(name, words.listed([words.scope(scope) for scope in left_out])))
        if primary in left_out and ranked:
            text = translate("StudyForm", "{0} is not ranked here; it is validated in {1}.")
            tuned.append(text.format(name, words.scope(ranked[0])))
    return {"protocol.scopes": " ".join(beside), "primary.scope": " ".join(tuned)}
