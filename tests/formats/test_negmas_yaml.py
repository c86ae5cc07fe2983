"""NegMAS YAML: kinds of issues and functions, faults."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from winset.errors import ScenarioError
from winset.formats.domain import ImportedDomain
from winset.formats.negmas_yaml import read_negmas

SPACE = """
name: trade
type: negmas.outcomes.CartesianOutcomeSpace
issues:
- {name: good, type: CategoricalIssue, values: [tea, 'No', no]}
- {name: count, type: ContiguousIssue, values: [2, 4]}
- {name: share, type: ContinuousIssue, n_levels: 3, values: [0.0, 1.0]}
"""
FUNCTION = """
name: buyer
type: LinearAdditiveUtilityFunction
reserved_value: 0.3
weights: [0.5, 0.2, 2.0]
values:
- {type: TableFun, mapping: {tea: 1, 'No': 0.5, no: 0}}
- {type: LinearFun, slope: 0.5}
- {type: AffineFun, slope: -1, bias: 1}
"""


def read(
    folder: Callable[[dict[str, str]], Path], function: str = FUNCTION, space: str = SPACE
) -> ImportedDomain:
    return read_negmas(folder({"trade.yml": space, "u1.yaml": function}))


def test_kinds_of_issues_and_value_functions(folder: Callable[[dict[str, str]], Path]) -> None:
    domain = read(folder)
    assert domain.options == {
        "good": ("tea", "No", "no"),
        "count": ("2", "3", "4"),
        "share": ("0", "0.5", "1"),
    }
    good, count, share = (c[:, 0].tolist() for c in domain.contributions())
    assert good == pytest.approx([0.5, 0.25, 0.0])
    assert count == pytest.approx([0.2, 0.3, 0.4])
    assert share == pytest.approx([2.0, 1.0, 0.0])
    assert domain.actors[0].reservation == 0.3
    assert any("share" in note for note in domain.notes)


def test_discounted_functions_are_read_by_what_they_discount(
    folder: Callable[[dict[str, str]], Path],
) -> None:
    inner = "\n".join("  " + line for line in FUNCTION.splitlines())
    domain = read(folder, f"type: ExpDiscountedUFun\ndiscount: 0.4\nufun:\n{inner}\n")
    assert (domain.actors[0].discount, domain.actors[0].reservation) == (0.4, 0.3)


def test_linear_functions_of_numbers_and_weights_by_name(
    folder: Callable[[dict[str, str]], Path],
) -> None:
    space = "issues: [{name: a, type: ContiguousIssue, values: 3}]"
    domain = read(folder, "type: AffineUtilityFunction\nweights: {a: 2}\nbias: 1\n", space)
    assert domain.contributions()[0].tolist() == [[0.0], [2.0], [4.0]]
    assert domain.constants().tolist() == [1.0]
    assert domain.reservation().tolist() == [1.0]  # none stated: the worst package


@pytest.mark.parametrize("value", ["null", "-.inf"])
def test_no_reservation_value_means_that_any_deal_suits(
    folder: Callable[[dict[str, str]], Path], value: str
) -> None:
    domain = read(folder, FUNCTION.replace("reserved_value: 0.3", f"reserved_value: {value}"))
    assert domain.actors[0].reservation is None
    assert domain.reservation()[0] == pytest.approx(0.0 + 0.2 + 0.0)
    assert any("reservation" in note for note in domain.notes)


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("LinearAdditiveUtilityFunction", "HyperRectangleUtilityFunction", "not-additive"),
        ("weights: [0.5, 0.2, 2.0]", "weights: [0.5, 0.2]", "profile-domain"),
        ("weights: [0.5, 0.2, 2.0]", "weights: {good: 1}", "profile-domain"),
        ("weights: [0.5, 0.2, 2.0]", "weights: [0.5, 0.2, x]", "not-a-number"),
        ("tea: 1, ", "", "missing-evaluation"),
        ("tea: 1, ", "tea: 1, coffee: 1, ", "profile-domain"),
        ("{type: LinearFun, slope: 0.5}", "{type: QuadraticFun}", "value-function"),
        (
            "{type: TableFun, mapping: {tea: 1, 'No': 0.5, no: 0}}",
            "{type: IdentityFun}",
            "profile-domain",
        ),
        ("slope: 0.5", "slope: .nan", "not-a-number"),
        ("reserved_value: 0.3", "reserved_value: .inf", "not-a-number"),
    ],
)
def test_faults_of_a_function(
    folder: Callable[[dict[str, str]], Path], before: str, after: str, code: str
) -> None:
    assert before in FUNCTION
    with pytest.raises(ScenarioError) as caught:
        read(folder, FUNCTION.replace(before, after))
    assert code in {p.code for p in caught.value.problems}


@pytest.mark.parametrize(
    ("space", "code"),
    [
        ("issues: []", "no-issues"),
        ("issues: [{name: a, type: ContiguousIssue, values: [3, 1]}]", "options-count"),
        ("issues: [{name: a, type: ContiguousIssue, values: [1, 99999999]}]", "options-count"),
        ("issues: [{name: a, type: CategoricalIssue, values: [x, x]}]", "option-twice"),
        ("issues: [{name: a, values: [x]}, {name: a, values: [x]}]", "issue-twice"),
        ("issues: [{name: a}]", "options-count"),
        ("issues: 3", "no-issues"),
    ],
)
def test_faults_of_a_space(folder: Callable[[dict[str, str]], Path], space: str, code: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        read(folder, space=space)
    assert code in {p.code for p in caught.value.problems}
