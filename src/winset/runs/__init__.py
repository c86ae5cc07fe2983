"""Run folders: what a run leaves behind."""

from winset.runs.folder import RunTarget, write_run
from winset.runs.sides import Side, read_side

__all__ = ["RunTarget", "Side", "read_side", "write_run"]
