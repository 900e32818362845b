"""What a study that runs was asked, as the groups of its locked form."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication

from engine.session import DatasetRow
from engine.session.messages.studies import ModelForm, StudyCheck, StudyFacts, StudyForm
from gui import words
from gui.studies.draft import Draft, is_changed, written
from gui.studies.parts import memory
from gui.widgets.facts import Group

__all__ = ["asked_groups", "changed_settings", "estimate_groups", "model_named"]

translate = QCoreApplication.translate


def asked_groups(
    draft: Draft, check: StudyCheck | None, dataset: DatasetRow | None, form: StudyForm | None
) -> list[Group]:
    """Data and protocol: what the study says, and what it came to once that is known."""
    facts = check.facts if check else None
    name = str(draft.get("dataset") or (dataset.name if dataset else ""))
    data = [(translate("Asked", "Dataset"), name)]
    if facts is not None:
        data.append((translate("Asked", "Shoppers, items"), f"{words.count(facts.users)}, {words.count(facts.items)}"))
    elif dataset is not None:
        counts = f"{words.count(dataset.users)}, {words.count(dataset.items)}"
        data.append((translate("Asked", "Shoppers, items"), counts))

    def value(place: str) -> Any:
        said = draft.get(place)
        return form.fields[place].default if said is None and form is not None and place in form.fields else said

    validation = facts.validation_start if facts else written(draft.get("protocol.split.validation_start"))
    test = facts.test_start if facts else written(draft.get("protocol.split.test_start"))
    level = facts.level if facts else draft.get("protocol.category_level") or (dataset.level if dataset else "")
    scopes = [scope for scope, _ in facts.evaluated] if facts else value("protocol.scopes") or []
    depth, buyers = value("protocol.max_k"), value("protocol.min_item_users")
    protocol = [
        (translate("Asked", "Validation from"), words.day(validation)),
        (translate("Asked", "Test from"), words.day(test)),
        (translate("Asked", "Category level"), level or ""),
        (translate("Asked", "Scopes"), words.listed([words.scope(scope) for scope in scopes])),
        (translate("Asked", "Buyers an item needs"), written(buyers)),
        (translate("Asked", "Cutoffs K"), translate("Asked", "1 to {0}").format(depth) if depth else ""),
        (translate("Asked", "Seeds"), written(value("seeds"))),
    ]
    return [
        (translate("Asked", "Data"), data),
        (translate("Asked", "Protocol"), [(title, text) for title, text in protocol if text]),
    ]


def estimate_groups(expected: StudyFacts | None, check: StudyCheck | None, device: str) -> list[Group]:
    """What was expected before the start, and the device."""
    facts = check.facts if check else None
    found: list[Group] = []
    if expected is not None and expected.seconds is not None:
        text = words.duration(expected.seconds)
        text = f"{text}, {memory(expected.memory)}" if expected.memory else text
        found.append((translate("Asked", "Estimate before the start"), [(translate("Asked", "Time, memory"), text)]))
    named = facts.device if facts else "" if device == "auto" else device
    if named:
        found.append((translate("Asked", "Device"), [(translate("Asked", "Runs on"), named)]))
    return found


def model_named(draft: Draft, name: str, kinds: dict[str, ModelForm]) -> tuple[dict[str, Any], ModelForm | None]:
    """The model of a draft behind a run's name, and its kind; a baseline that was added has no values."""
    plain = name.partition(" (seed ")[0]
    for model in draft.models:
        form = kinds.get(str(model.get("model")))
        if form is not None and (model.get("name") or form.title) == plain:
            return model, form
    return {}, next((form for form in kinds.values() if form.title == plain), None)


def changed_settings(model: dict[str, Any], form: ModelForm | None) -> list[tuple[str, str]]:
    """Name and value of every setting that is not at its default."""
    if form is None:
        return []
    return [
        (setting.name, written(model.get(setting.name)))
        for setting in form.settings
        if setting.name != "name" and is_changed(setting, model.get(setting.name))
    ]
