"""A report as a job of the session: progress, result, refusal."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

from engine.session import Progress
from engine.session.messages.reporting import ReportWritten, WriteReport


def test_a_report_is_a_job_with_progress_and_its_file_as_result(main_job: Any, tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    heard = main_job.driver.run(WriteReport(main_job.study, out, "zh_CN"))
    assert heard.met.state == "finished", heard.met.problem
    assert heard.met.result == ReportWritten(out, out.stat().st_size)
    assert any(isinstance(event, Progress) and event.step for event in heard)
    assert 'lang="zh-CN"' in out.read_text(encoding="utf-8")


def test_a_report_of_no_study_is_refused_with_its_code(main_job: Any, tmp_path: Path) -> None:
    heard = main_job.driver.run(WriteReport("nobody", tmp_path / "report.html"))
    assert heard.met.problem.code == "nothing-named"
    assert not list(tmp_path.iterdir())


def test_its_messages_can_leave_the_process(tmp_path: Path) -> None:
    for message in (WriteReport("study", tmp_path, "en"), ReportWritten(tmp_path, 12)):
        assert pickle.loads(pickle.dumps(message)) == message
