"""Run folders: what a run leaves behind."""

from winset.runs.folder import RunTarget, write_run

__all__ = ["RunTarget", "write_run"]
