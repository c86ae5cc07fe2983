"""No sentence that is too long, and one notation, in every text a person reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.golden.prose import blocks_of, faults_of, sentences_of
from winset.cases import load

HERE = Path(__file__).parent
_A_NOTE = 40
"""Characters above which a text of the scenario is no name."""


TEXTS = sorted(str(path.relative_to(HERE)) for path in HERE.rglob("*.txt"))


def strings_in(raw: object) -> Iterator[str]:
    """All texts the author of a scenario wrote."""
    if isinstance(raw, str):
        yield " ".join(raw.split())
    elif isinstance(raw, Mapping):
        for part in raw.values():
            yield from strings_in(part)
    elif isinstance(raw, list | tuple):
        for part in raw:
            yield from strings_in(part)


def prose_of(name: str) -> Iterator[str]:
    """Sentences of a golden that are ours and not the scenario's."""
    text = (HERE / name).read_text(encoding="utf-8")
    if not name.endswith(".report.txt"):
        yield from sentences_of(blocks_of(text))
        return
    written = set(strings_in(load(name.removesuffix(".report.txt")).origin.raw))
    for note in sorted(written, key=len, reverse=True):
        if len(note) > _A_NOTE:
            text = text.replace(note, "")
    yield from sentences_of(line for line in text.splitlines() if line not in written)


@pytest.mark.parametrize("name", TEXTS)
def test_sentences(name: str) -> None:
    found = [
        f"{', '.join(faults)}: {sentence}"
        for sentence in dict.fromkeys(prose_of(name))
        if (faults := faults_of(sentence))
    ]
    if found:
        pytest.fail("\n".join([name, *found[:30]]), pytrace=False)


@pytest.mark.parametrize(
    ("sentence", "fault"),
    [
        ("It passes in 62 % of draws.", ""),
        ("It is worth 0.05 more.", ""),
        ("It passes with 0.77 ± 0.03.", "an error"),
        ("It passes in 0.41 of the worlds.", "a share in decimals"),
        ("It lasts with probability 0.84.", "a probability"),
        ("It passes >0.99 of the time.", "a bound in decimals"),
        ("It passes in 13 of 1,024 draws.", "a count of draws"),
        ("9 of 18 numbers are judgement.", ""),
        ("It passes two in three times.", "a fraction"),
        ("It passes in 62% of draws.", "a tight per cent"),
        ("It passes in 62.5 % of draws.", "per cent in decimals"),
        (f"{'word ' * 30}word.", "31 words"),
        (f"{'word ' * 29}word.", ""),
    ],
)
def test_faults_are_seen(sentence: str, fault: str) -> None:
    assert faults_of(sentence) == ([fault] if fault else [])


def test_tables_and_headings_are_no_prose() -> None:
    text = "A heading\n\nOne sentence\nover two lines. Another.\n\na  b\n────\n1. 2.\n"
    assert list(sentences_of(blocks_of(text))) == ["One sentence over two lines.", "Another."]
