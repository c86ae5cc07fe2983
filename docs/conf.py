"""Configuration of the documentation build."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

from winset._version import __version__

project = "winset"
author = "The winset developers"
release = version = __version__
extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "scenario_reference",
    "cli_reference",
]
myst_enable_extensions = ["deflist", "dollarmath", "fieldlist"]
myst_heading_anchors = 3
exclude_patterns = ["_build", "reference/generated"]
# Shapes such as (worlds, packages) stand where types would; they are no cross-references.
suppress_warnings = ["ref.python"]
html_theme = "furo"
html_title = "winset"
html_show_sphinx = False
autodoc_typehints = "none"
autodoc_member_order = "bysource"
autodoc_default_options = {"members": True}  # what a field holds is said behind it
napoleon_numpy_docstring = True
napoleon_google_docstring = False


def setup(app):
    """Show tables of comma-separated values as plain text."""
    from pygments.lexers.special import TextLexer

    app.add_lexer("csv", TextLexer)
