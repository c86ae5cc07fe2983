"""The brief as a PDF, set by Typst: tagged, with fonts of its own, and without a browser."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from importlib.resources import files

import typst

from winset.errors import WinsetError
from winset.report.palette import INKS, LIGHT
from winset.words.brief import Brief

_MISSING = re.compile(r'the text `"(.*?)"` could not be displayed')


def pdf_of(brief: Brief) -> bytes:
    """Return a brief as a PDF that people who cannot see it can read too (PDF/UA-1).

    Its type is the largest in which it fits one page.

    Raises
    ------
    WinsetError
        If no font has one of its characters.
    """
    inks = {name: getattr(LIGHT, name) for name in INKS}
    data = {"brief": json.dumps(asdict(brief)), "inks": json.dumps(inks)}
    page = files("winset.report.brief").joinpath("brief.typ").read_bytes()
    try:
        pdf = typst.Compiler(sys_inputs=data).compile(page, format="pdf", pdf_standards=["ua-1"])
    except typst.TypstError as error:
        missing = _MISSING.search(str(error))
        if missing is None:
            raise
        raise WinsetError(
            f"No font on this machine has “{missing[1]}”. Install one that has it, or write the "
            "brief as .docx or .html."
        ) from error
    assert isinstance(pdf, bytes)
    return pdf
