"""The page stands on its own: well-formed, nothing from outside, everything escaped, both languages whole."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from engine.errors import UserError
from engine.monitor import Cancelled, Monitor
from engine.output.report import Language, write_report
from engine.output.report.texts import TABLES
from engine.protocol.leakage import SENTENCES
from engine.studies import parse_study, run_study
from engine.workspace import Workspace
from tests.engine.output.report.conftest import Read, read_report
from tests.engine.shop import import_shop

SCRIPT = "<script>alert(1)</script>"
ORDER = ["question", "data", "protocol", "audit", "curves", "runs", "limits", "segments", "ties", "scopes", "examples"]


@pytest.fixture(params=["english", "chinese"])
def report(request: pytest.FixtureRequest) -> Read:
    found: Read = request.getfixturevalue(request.param)
    return found


def test_every_element_is_closed_in_order(report: Read) -> None:
    assert report.faults == []


def test_nothing_is_taken_from_outside_the_page(report: Read) -> None:
    assert "http" not in report.html
    assert "@import" not in report.html
    assert report.values("src") == []
    assert all(value.startswith("#") for value in report.values("href"))
    assert all(found.startswith("#") for found in re.findall(r"url\(([^)]*)\)", report.html))


def test_ids_are_unique_and_every_link_meets_one(report: Read) -> None:
    ids = Counter(report.values("id"))
    assert [name for name, times in ids.items() if times > 1] == []
    assert {value[1:] for value in report.values("href")} <= ids.keys()


def test_drawings_have_no_colour_of_their_own(report: Read) -> None:
    body = report.html.split("</style>", 1)[1]
    assert re.findall(r"(?:fill|stroke|color): ?(?:#|rgb)", body) == []
    assert {f"var(--series-{number})" in body for number in (2, 3, 5, 7)} == {True}


def test_drawings_keep_their_text_as_text_in_the_pages_font(report: Read) -> None:
    assert "<text" in report.html
    assert "DejaVu" not in report.html


def test_the_sections_stand_in_their_order(report: Read) -> None:
    assert list(report.sections) == [*ORDER, "manifest", "glossary"]


def test_every_drawing_says_what_it_shows(report: Read) -> None:
    drawn = report.html.count('class="plot"')
    assert drawn >= 3 + 4
    assert sum("K" in value for value in report.values("aria-label")) >= drawn


def test_the_chinese_page_has_no_english_sentence(chinese: Read) -> None:
    text = " ".join(chinese.sections.values())
    english = [told for key, told in TABLES["en"].items() if told != TABLES["zh_CN"][key] and told.count(" ") > 1]
    assert [told for told in english if "{" not in told and told in text] == []


def test_titles_names_and_categories_are_escaped(copied: Workspace, finished: object, tmp_path: Path) -> None:
    (study,) = copied.studies()
    facts = json.loads((study.folder / "study.json").read_text())
    (study.folder / "study.json").write_text(json.dumps(facts | {"title": SCRIPT}))
    for run in copied.runs(study):
        told = json.loads((run.folder / "manifest.json").read_text())
        (run.folder / "manifest.json").write_text(json.dumps(told | {"name": f"{SCRIPT}{told['name']}"}))
    items = copied.datasets_folder / "shop" / "items.parquet"
    table = pq.read_table(items)
    place = table.column_names.index("title")
    pq.write_table(table.set_column(place, "title", pa.array([SCRIPT] * len(table))), items)
    copied.refresh()
    found = read_report(copied, study.id, tmp_path / "out.html")
    assert found.faults == []
    assert "<script" not in found.html
    assert SCRIPT in found.sections["examples"]
    assert SCRIPT in found.sections["runs"]


def test_a_missing_baseline_is_warned_of_at_once(copied: Workspace, tmp_path: Path) -> None:
    (study,) = copied.studies()
    for run in copied.runs(study):
        if run.model == "itemknn":
            (run.folder / "manifest.json").unlink()
    copied.refresh()
    found = read_report(copied, study.id, tmp_path / "out.html")
    assert "These baselines are missing: ItemKNN." in found.sections["question"]


def test_without_an_audit_it_says_so_and_names_the_command(english: Read, finished: object) -> None:
    assert "No audit was run" in english.sections["audit"]
    assert "main.py audit" in english.sections["audit"]


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_an_audit_is_told_finding_by_finding(copied: Workspace, tmp_path: Path, language: str) -> None:
    (study,) = copied.studies()
    values = {"first": "2024-06-09", "share": "1.0%", "buyers": "2", "tables": "items"}
    findings = [
        {"window": "2024-06-09", "key": key, "severity": severity, "count": 1234, "total": 5678, "values": values}
        | {"sentence": text.format(count="1,234", total="5,678", **values), "listed": 0, "rows": []}
        for (key, severity), text in SENTENCES.items()
    ]
    facts = {"version": 1, "leaks": 3, "created": "2099-01-01T00:00:00+00:00", "findings": findings, "effects": []}
    facts |= {"trials": [], "dataset_hash": copied.dataset("shop").hash, "full": False, "seconds": 1.0}
    (study.folder / "audit.json").write_text(json.dumps(facts))
    found = read_report(copied, study.id, tmp_path / "out.html", language)  # type: ignore[arg-type]
    rows = found.tables["findings"][1:]
    assert len(rows) == len(SENTENCES)
    assert sum("1,234" in said for _, said in rows) == sum("{count}" in text for text in SENTENCES.values())
    assert ("Leaks found" in found.sections["audit"]) == (language == "en")


def test_without_its_dataset_a_report_says_what_it_leaves_out(copied: Workspace, tmp_path: Path) -> None:
    (study,) = copied.studies()
    (copied.datasets_folder / "shop" / "dataset.json").unlink()
    copied.refresh()
    found = read_report(copied, study.id, tmp_path / "out.html")
    assert "is not in the workspace any more" in found.sections["data"]
    assert not {"segments", "examples"} & found.sections.keys()


@pytest.mark.parametrize("kind", ["leave-last", "per-user-fraction", "fraction"])
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_data_without_categories_and_other_splits_are_told_in_words(
    tmp_path: Path, kind: str, language: Language
) -> None:
    with Workspace.open(tmp_path / "workspace") as workspace:
        import_shop(tmp_path / "shop", workspace.datasets_folder, categories=False)
        workspace.refresh()
        models = "[[models]]\nmodel = 'mostpop'\n[[models]]\nmodel = 'ease'\n"
        asked = f"[primary]\nscope = 'all'\n[protocol]\nscopes = ['all', 'repeat']\nsplit.kind = '{kind}'\nmax_k = 12\n"
        study = run_study(parse_study("baselines = false\n" + asked + models), workspace, Monitor(), device="cpu")
        found = read_report(workspace, study.id, tmp_path / "out.html", language)
    assert found.faults == []
    assert TABLES[language]["level-none"] in found.sections["protocol"]
    assert "{" not in "".join(found.sections.values())
    assert "by-categories" not in found.tables


def test_a_study_without_finished_runs_is_refused(copied: Workspace, tmp_path: Path) -> None:
    (study,) = copied.studies()
    for run in copied.runs(study):
        (run.folder / "manifest.json").unlink()
    copied.refresh()
    with pytest.raises(UserError, match="no finished run"):
        read_report(copied, study.id, tmp_path / "out.html")


def test_a_single_run_is_reported_without_a_verdict(copied: Workspace, tmp_path: Path) -> None:
    (study,) = copied.studies()
    for run in copied.runs(study):
        if run.model != "mostpop":
            (run.folder / "manifest.json").unlink()
    copied.refresh()
    found = read_report(copied, study.id, tmp_path / "out.html")
    assert "MostPop is the only run so far" in found.sections["question"]
    assert found.faults == []


def test_a_cancelled_report_leaves_nothing(finished: object, copied: Workspace, tmp_path: Path) -> None:
    class Impatient(Monitor):
        writing = False

        def progress(self, fraction: float, step: str = "") -> None:
            self.writing = step == "writing"

        def checkpoint(self) -> None:
            if self.writing:
                raise Cancelled

    out = tmp_path / "out" / "report.html"
    with pytest.raises(Cancelled):
        write_report(copied.studies()[0], copied, out, "en", Impatient())
    assert not out.parent.exists()
