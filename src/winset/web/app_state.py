"""What all pages share: the workspace, the analyses so far, the runs, who may ask."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from winset.web.analysis_cache import AnalysisCache
from winset.web.history import History
from winset.web.job_queue import JobQueue
from winset.web.security import Access
from winset.web.workspace import Workspace


@dataclass(frozen=True)
class AppState:
    """One start of the app."""

    workspace: Workspace
    """The cases on disk."""
    access: Access
    """Who may ask and who may change."""
    analyses: AnalysisCache = field(default_factory=AnalysisCache)
    """Analyses by revision."""
    history: History = field(default_factory=History)
    """Changes to be taken back."""

    @cached_property
    def jobs(self) -> JobQueue:
        """Runs in the background."""
        return JobQueue(self.workspace)
