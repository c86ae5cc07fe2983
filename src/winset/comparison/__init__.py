"""Two tables side by side, and a table as it is against the same one edited."""

from winset.comparison.compare import (
    Comparison,
    FormComparison,
    compare,
    compare_analyses,
    what_if,
)
from winset.comparison.edits import edited_by, edited_from
from winset.comparison.inputs import InputChange, input_changes

__all__ = [
    "Comparison",
    "FormComparison",
    "InputChange",
    "compare",
    "compare_analyses",
    "edited_by",
    "edited_from",
    "input_changes",
    "what_if",
]
