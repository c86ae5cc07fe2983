"""The prose in a golden text, and where it is too long or writes odds in a second notation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

MOST_WORDS = 30

SECOND_NOTATIONS = {
    "an error": r"±",
    "a share in decimals": r"(?<![\d.,])[<>]?0?\.\d+ "
    r"(\([^)]*\)(?! changes)|of (the )?(draws|worlds|texts))",
    "a probability": r"\b(probability|odds) (of )?[<>]?0?\.\d+",
    "a bound in decimals": r"[<>]0?\.\d+",
    "a count of draws": r"\b\d[\d,]* of (the )?\d[\d,]*\b"
    r"(?! (numbers|members|texts|treaties|votes))",
    "a fraction": r"\b(one|two|three|four|five|six|seven|eight|nine|ten) in "
    r"(two|three|four|five|six|seven|eight|nine|ten|twenty|a hundred)\b",
    "a tight per cent": r"\d%",
    "per cent in decimals": r"\d\.\d+ %",
}
"""What is wrong → how it looks. Whole percents are the one notation of odds."""


def blocks_of(text: str) -> Iterator[str]:
    """Split a text at empty lines into paragraphs, without its tables."""
    for block in re.split(r"\n[ \t]*\n|\n(?= *[■□△] )", text):
        if "─" not in block:
            yield " ".join(block.split())


def sentences_of(blocks: Iterable[str]) -> Iterator[str]:
    """Split paragraphs into sentences; what ends in no stop is a heading, a label or a cell."""
    for block in blocks:
        for sentence in re.split(r"(?<=[.!?])\s+(?=[A-Z“])", block):
            if re.search(r"[.!?][”)]?$", sentence):
                yield sentence


def faults_of(sentence: str) -> list[str]:
    """Say what is wrong with a sentence."""
    words = [word for word in sentence.split() if re.search(r"\w", word)]
    faults = [f"{len(words)} words"] if len(words) > MOST_WORDS else []
    return faults + [
        name for name, look in SECOND_NOTATIONS.items() if re.search(look, sentence, re.IGNORECASE)
    ]
