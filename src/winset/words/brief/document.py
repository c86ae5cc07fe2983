"""What a brief is made of, whatever it is printed on."""

from __future__ import annotations

from dataclasses import dataclass

from winset.words.table import Table

QUESTIONS = (
    "Will it pass?",
    "Which text?",
    "What would change it?",
    "Will it be kept?",
    "How far to trust it",
)
"""What an adviser asks, in the order in which she asks it; all pages stand under these five."""


@dataclass(frozen=True)
class Part:
    """The answer to one of the five questions."""

    number: int
    """Its place among the questions, from 1."""
    question: str
    """As it is asked: “Will it pass?”."""
    blocks: tuple[Table | str, ...]
    """Tables and paragraphs, in order; a part without any is left out."""


@dataclass(frozen=True)
class Brief:
    """One page: five questions, answered."""

    title: str
    """Title of the case."""
    as_of: str
    """The day whose state of affairs it describes: ``as of 9 December 2025``; may be empty."""
    view: str
    """Whose view of the table it is and without which claims, where it is not the scenario's own;
    else empty."""
    parts: tuple[Part, ...]
    """The questions that have an answer, in the order in which an adviser asks."""
    source: str
    """What the file came of, for its foot: version, draws, seed."""
