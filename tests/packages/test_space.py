"""The package space and its numbering."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from winset.errors import WinsetError
from winset.packages import PackageSpace

SPACE = PackageSpace(("x", "y", "z"), (("a", "b"), ("c",), ("d", "e", "f")))


def test_packages_are_numbered_with_the_last_issue_running_fastest() -> None:
    expected = list(itertools.product(*SPACE.options))
    assert SPACE.size == len(expected) == 6
    assert [tuple(SPACE.package(n).values()) for n in range(SPACE.size)] == expected
    assert SPACE.choices(range(6)).tolist() == [
        list(c) for c in itertools.product((0, 1), (0,), range(3))
    ]


def test_numbers_and_packages_are_inverse() -> None:
    for number in range(SPACE.size):
        assert SPACE.number(SPACE.package(number)) == number
        assert SPACE.number(dict(reversed(SPACE.package(number).items()))) == number


@pytest.mark.parametrize(
    ("package", "culprit"),
    [
        ({"x": "a", "y": "c"}, "z is None"),
        ({"x": "a", "y": "c", "z": "a"}, "z is 'a'. Choose one of: d, e, f"),
        ({}, "x is None"),
    ],
)
def test_an_unknown_package_is_refused_by_name(package: dict[str, str], culprit: str) -> None:
    with pytest.raises(WinsetError, match=culprit):
        SPACE.number(package)


def test_the_space_may_have_any_number_of_issues_and_any_size() -> None:
    issues = tuple(f"i{k}" for k in range(100))
    wide = PackageSpace(issues, (("only",),) * 98 + (("a", "b"), ("c", "d")))
    assert wide.size == 4
    assert wide.number(wide.package(2)) == 2
    assert wide.by_option(np.arange(4.0))["i98"].tolist() == [1, 5]
    vast = PackageSpace(issues, (("a", "b", "c", "d", "e"),) * 100)
    assert vast.size == 5**100
    assert vast.number(dict.fromkeys(issues, "e")) == 5**100 - 1


def test_sums_by_option_are_those_over_its_packages() -> None:
    mass = np.array([1.0, 2, 4, 8, 16, 32])
    sums = SPACE.by_option(mass)
    assert {issue: column.tolist() for issue, column in sums.items()} == {
        "x": [7, 56],
        "y": [63],
        "z": [9, 18, 36],
    }
