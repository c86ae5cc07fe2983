"""Two tables side by side, and a table as it is against the same one edited."""

from winset.comparison.compare import (
    Comparison,
    Difference,
    FormComparison,
    compare,
    compare_analyses,
    what_if,
)
from winset.comparison.edits import edited_by, edited_from
from winset.comparison.inputs import InputChange, input_changes
from winset.comparison.sides import Side, read_side

__all__ = [
    "Comparison",
    "Difference",
    "FormComparison",
    "InputChange",
    "Side",
    "compare",
    "compare_analyses",
    "edited_by",
    "edited_from",
    "input_changes",
    "read_side",
    "what_if",
]
