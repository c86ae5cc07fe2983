"""The house stays as ARCHITECTURE.md draws it: one way through, no circles, small rooms."""

from __future__ import annotations

import ast
import statistics
from collections import Counter
from functools import cache
from pathlib import Path

from tests.conftest import ROOT

SOURCE = ROOT / "src"
LONGEST_FUNCTION = 60
MEDIAN_MODULE = 120


@cache
def modules() -> dict[str, Path]:
    """Dotted name → file, of every module of the package."""
    found = {}
    for path in sorted((SOURCE / "winset").rglob("*.py")):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports_of(path: Path) -> set[str]:
    """Modules a file imports anywhere: at the top, in functions, for type checkers alone."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom) and node.module:
            for name in node.names:
                inner = f"{node.module}.{name.name}"
                found.add(inner if inner in modules() else node.module)
        elif isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
    return found & modules().keys()


def circles(graph: dict[str, set[str]]) -> list[list[str]]:
    """Sets of nodes that reach each other, by taking away what leads nowhere or comes from nowhere.

    A node without arrows out, or without arrows in, is in no circle; what is left when no such node
    is left is circles and the ways between them.
    """
    left = {node: set(targets) - {node} for node, targets in graph.items()}
    while True:
        aimed = Counter(target for targets in left.values() for target in targets)
        gone = {node for node, targets in left.items() if not targets or not aimed[node]}
        if not gone:
            return [sorted(left)] if left else []
        left = {node: targets - gone for node, targets in left.items() if node not in gone}


def test_the_finder_of_circles_finds_one() -> None:
    graph = {"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}, "e": set()}
    assert circles(graph) == [["a", "b", "c"]]
    assert circles({"a": {"b"}, "b": set()}) == []


def test_no_file_imports_itself_by_any_way_round() -> None:
    graph = {name: imports_of(path) - {name} for name, path in modules().items()}
    assert circles(graph) == []


def test_the_product_imports_nothing_of_the_lab() -> None:
    product = {n: p for n, p in modules().items() if not n.startswith("winset.lab")}
    assert len(product) < len(modules())
    for name, path in product.items():
        lab = {other for other in imports_of(path) if other.startswith("winset.lab")}
        assert not lab, f"{name} imports {lab}"


def test_functions_are_short_and_modules_small() -> None:
    long = [
        f"{name}.{node.name}: {lines} lines"
        for name, path in modules().items()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION
    ]
    assert not long
    sizes = [len(path.read_text(encoding="utf-8").splitlines()) for path in modules().values()]
    assert statistics.median(sizes) <= MEDIAN_MODULE


def test_a_class_name_is_used_once() -> None:
    names = Counter(
        node.name
        for path in modules().values()
        for node in tree(path).body
        if isinstance(node, ast.ClassDef)
        if not node.name.startswith("_")
    )
    assert [name for name, count in names.items() if count > 1] == []
