"""Each recipe of docs/howto/adding.md, followed."""

from __future__ import annotations

import re
import textwrap

from tests.conftest import ROOT


def recipe(title: str) -> str:
    """Return the Python of a section of the page."""
    page = (ROOT / "docs" / "howto" / "adding.md").read_text(encoding="utf-8")
    section = page.split(f"## {title}")[1].split("\n## ")[0]
    code = re.search(r"```python\n(.*?)```", section, flags=re.DOTALL)
    assert code is not None
    return textwrap.dedent(code.group(1))
