"""What to do: who decides, whom to bring on board, what opens a zone, what to find out next.

One question a file. Each takes what a result found and returns a frozen result that is a table
and a plain sentence.
"""

from winset.advice.advice import Advice, advice_of
from winset.advice.information import Information, InputFinding, Share, information_of
from winset.advice.open_zone import Opening, open_zone_of

__all__ = [
    "Advice",
    "Information",
    "InputFinding",
    "Opening",
    "Share",
    "advice_of",
    "information_of",
    "open_zone_of",
]
