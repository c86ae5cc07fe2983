"""The cases of the report, for sentences too."""

from tests.report.conftest import analysis

__all__ = ["analysis"]
