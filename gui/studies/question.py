"""The fields of a study's question: dataset, device, protocol and primary metric, in the window's words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from engine.session import DatasetRow
from engine.session.messages.studies import Setting, StudyForm
from gui import words
from gui.studies.fields import Field
from gui.studies.settings import described

__all__ = ["GROUPS", "fill_choices", "group_title", "metric_name", "question_fields"]

translate = QCoreApplication.translate

# What the form shows, in order. The first group is not all in the file: name and device go beside it.
GROUPS: dict[str, tuple[str, ...]] = {
    "study": ("name", "dataset", "device", "seeds"),
    "protocol": (
        "protocol.category_level",
        "protocol.split.test_start",
        "protocol.split.validation_start",
        "protocol.split.horizon",
        "protocol.split.refit",
        "protocol.scopes",
        "protocol.candidates",
        "protocol.min_item_users",
        "protocol.max_k",
    ),
    "primary": ("primary.metric", "primary.k", "primary.scope", "primary.reference"),
}


def group_title(group: str) -> str:
    """The head over a group of fields."""
    return {
        "study": translate("Question", "Study"),
        "protocol": translate("Question", "Protocol"),
        "primary": translate("Question", "Primary metric"),
    }[group]


def field_name(place: str) -> str:
    """What a field is called on the screen."""
    return {
        "name": translate("Question", "Name"),
        "dataset": translate("Question", "Dataset"),
        "device": translate("Question", "Device"),
        "seeds": translate("Question", "Seeds"),
        "protocol.category_level": translate("Question", "Category level"),
        "protocol.split.test_start": translate("Question", "Test from"),
        "protocol.split.validation_start": translate("Question", "Validation from"),
        "protocol.split.horizon": translate("Question", "Window length"),
        "protocol.split.refit": translate("Question", "Fit again"),
        "protocol.scopes": translate("Question", "Scopes"),
        "protocol.candidates": translate("Question", "File for List"),
        "protocol.min_item_users": translate("Question", "Buyers an item needs"),
        "protocol.max_k": translate("Question", "Cutoffs up to K"),
        "primary.metric": translate("Question", "Metric"),
        "primary.k": translate("Question", "At K"),
        "primary.scope": translate("Question", "In scope"),
        "primary.reference": translate("Question", "Held against"),
    }[place]


def metric_name(metric: str) -> str:
    """A metric as screens write it."""
    return {
        "precision": translate("Question", "Precision"),
        "recall": translate("Question", "Recall"),
        "hit_rate": translate("Question", "Reach"),
    }.get(metric, metric.upper())


def question_fields(form: StudyForm) -> dict[str, Field]:
    """A field for every place of the groups."""
    made = {}
    for places in GROUPS.values():
        for place in places:
            setting = _setting(place, form)
            field = Field(place, setting, field_name(place), "", name_width=136)
            field.setToolTip(described(setting.help))
            made[place] = field
    return made


def fill_choices(
    fields: dict[str, Field], datasets: Sequence[DatasetRow], chosen: str, devices: Sequence[tuple[str, str]]
) -> None:
    """What depends on the workspace, the dataset and the machine."""
    fields["dataset"].set_choices([(row.name, row.name) for row in datasets])
    named = []
    for key, text in devices:
        kind = text.partition(" ")[0]  # whose name stands below, in what the study comes to
        named.append((key, translate("Question", "Automatic ({0})").format(kind) if key == "auto" else text))
    fields["device"].set_choices(named)
    dataset = next((row for row in datasets if row.name == chosen), None)
    levels = [("", translate("Question", "As the dataset"))]
    if dataset is not None:
        own = dataset.level or translate("Question", "none")
        levels = [("", translate("Question", "As the dataset ({0})").format(own))]
        levels += [(level, level) for level in dataset.levels]
        span = f"{words.day(dataset.first)} – {words.day(dataset.last)}"
        for place in ("protocol.split.test_start", "protocol.split.validation_start"):
            fields[place].setToolTip(translate("Question", "The data runs over {0}").format(span))
    fields["protocol.category_level"].set_choices(levels)
    for place in ("protocol.scopes", "primary.scope"):
        fields[place].set_choices([(scope, words.scope(scope)) for scope in fields[place].setting.choices])
    metrics = fields["primary.metric"].setting.choices
    fields["primary.metric"].set_choices([(metric, metric_name(metric)) for metric in metrics])


def _setting(place: str, form: StudyForm) -> Setting:
    match place:
        case "name":
            return Setting("name", "text", "")
        case "device":
            return Setting("device", "choice", "auto", choices=tuple(key for key, _ in form.devices) * 5)
        case "dataset" | "protocol.category_level":
            known = form.fields[place]
            return Setting(known.name, "choice", None, known.help, True, choices=("",) * 5)
    return form.fields[place]
