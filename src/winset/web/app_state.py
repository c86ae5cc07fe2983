"""What all pages share: the workspace, the results computed so far, the runs, who may ask."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from winset.web.analysis_cache import Results
from winset.web.history import History
from winset.web.job_queue import Launches
from winset.web.security import Access
from winset.web.workspace import Workspace


@dataclass(frozen=True)
class Site:
    """One start of the app.

    Attributes
    ----------
    workspace
        The cases on disk.
    access
        Who may ask and who may change.
    results
        Analyses by revision.
    history
        Changes to be taken back.
    """

    workspace: Workspace
    access: Access
    results: Results = field(default_factory=Results)
    history: History = field(default_factory=History)

    @cached_property
    def launches(self) -> Launches:
        """Runs in the background."""
        return Launches(self.workspace)
