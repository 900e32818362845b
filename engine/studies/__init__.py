"""Studies: dataset × protocol × recommenders × seeds, read, planned and run."""

from engine.studies.execute import execute
from engine.studies.plan import Plan, RunSpec, plan
from engine.studies.prepared import Prepared, prepare
from engine.studies.runner import run_study
from engine.studies.study import Study, parse_study, read_study, study_toml

__all__ = [
    "Plan",
    "Prepared",
    "RunSpec",
    "Study",
    "execute",
    "parse_study",
    "plan",
    "prepare",
    "read_study",
    "run_study",
    "study_toml",
]
