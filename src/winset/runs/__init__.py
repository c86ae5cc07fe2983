"""Run folders: what a run leaves behind."""

from winset.runs.compared_cases import Side, read_side
from winset.runs.folder import RunTarget, write_run

__all__ = ["RunTarget", "Side", "read_side", "write_run"]
