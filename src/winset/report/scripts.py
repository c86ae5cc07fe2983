"""The scripts and styles of the page, inlined, and the policy that allows these and no others."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from markupsafe import Markup

from winset.report.palette import DARK, LIGHT, Palette
from winset.report.theme import CHART_THEMES, NUMERIC_FACE, TEXT_FACE

_IMPORT = "import { ascending, isString, DisallowedObjectProperties } from 'vega-util';"
_EXPORT = "export { expression as expressionInterpreter };"


@cache
def page_scripts() -> tuple[str, ...]:
    """Texts of the page's scripts, in the order they run."""
    vendor = files("winset.report") / "vendor"
    return (
        (vendor / "vega.min.js").read_text("utf-8"),
        (vendor / "vega-lite.min.js").read_text("utf-8"),
        _as_plain_script((vendor / "vega-interpreter.js").read_text("utf-8")),
        (files("winset.report") / "draw.js").read_text("utf-8"),
        (files("winset.report") / "report.js").read_text("utf-8"),
    )


def _as_plain_script(module: str) -> str:
    """Turn the interpreter from a module, which a page cannot inline and name, into a script."""
    if _IMPORT not in module or _EXPORT not in module:
        raise RuntimeError("vendor/vega-interpreter.js is not the version the report was made for")
    body = module.replace(
        _IMPORT, "const { ascending, isString, DisallowedObjectProperties } = vega;"
    )
    body = body.replace(_EXPORT, "vega.expressionInterpreter = expression;")
    body = body.replace("//# sourceMappingURL=vega-interpreter.js.map", "")
    return f"(function () {{\n{body}\n}})();"


@cache
def page_style() -> str:
    """Return the style sheet, with the palette of both themes."""
    css = (files("winset.report") / "report.css").read_text("utf-8")
    faces = f"--text-face: {TEXT_FACE}; --numeric-face: {NUMERIC_FACE};"
    light, dark = _variables(LIGHT), _variables(DARK)
    return (
        f":root {{ color-scheme: light dark; {faces} {light} }}\n"
        f"@media (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}\n"
        f"@media print {{ :root {{ {light} }} }}\n"
        + "".join(
            f".party-{slot} {{ fill: var(--party-{slot}); }}\n"
            for slot in range(len(LIGHT.parties))
        )
        + css
    )


def _variables(palette: Palette) -> str:
    return " ".join(f"--{name}: {value};" for name, value in palette.variables().items())


def policy() -> str:
    """Content-Security-Policy: the page's own scripts and styles by their hashes, nothing else."""
    scripts = " ".join(_digest(text) for text in page_scripts())
    return (
        f"default-src 'none'; script-src {scripts}; style-src {_digest(page_style())}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


@cache
def _digest(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def style_block() -> Markup:
    """Return the style element."""
    return Markup(f"<style>{page_style()}</style>")


def script_blocks() -> Markup:
    """Return the script elements, in order."""
    return Markup("\n".join(f"<script>{text}</script>" for text in page_scripts()))


def spec_blocks(specs: Mapping[str, object]) -> Markup:
    """Return charts and themes as inert JSON that no text in them can break out of."""
    return Markup("\n").join(
        Markup('<script type="application/json" id="{}">{}</script>').format(
            id_, inert_json(content)
        )
        for id_, content in (("chart-themes", CHART_THEMES), ("chart-specs", specs))
    )


def inert_json(content: object) -> Markup:
    """Write JSON without the characters that could end a script element or start a comment."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)
