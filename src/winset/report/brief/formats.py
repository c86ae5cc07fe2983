"""The kinds of file a brief is written to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from winset.analysis import Analysis
from winset.errors import WinsetError
from winset.report.brief.typeset import typeset
from winset.report.document import written_whole
from winset.report.extras import extra


@dataclass(frozen=True)
class BriefFormat:
    """A kind of file a brief can be."""

    suffix: str
    """End of the name of such a file."""
    content: Callable[[Analysis], bytes]
    """Makes the whole file."""
    modules: Mapping[str, str] = field(default_factory=dict)
    """Module of the extra ``export`` that it needs → what people call it."""


def _word(analysis: Analysis) -> bytes:
    from winset.report.brief.pictures import brief_pictures
    from winset.report.brief.word import word_of

    return word_of(typeset(analysis.brief), list(brief_pictures(analysis).values()))


def _pdf(analysis: Analysis) -> bytes:
    from winset.report.brief.pdf import pdf_of

    return pdf_of(typeset(analysis.brief))


def _html(analysis: Analysis) -> bytes:
    from winset.report.brief.html import html_of

    return html_of(typeset(analysis.brief)).encode()


def _markdown(analysis: Analysis) -> bytes:
    from winset.report.brief.markdown import markdown_of

    return markdown_of(typeset(analysis.brief, bound=False)).encode()


BRIEF_FORMATS = (
    BriefFormat(".docx", _word, {"docx": "python-docx", "vl_convert": "vl-convert"}),
    BriefFormat(".pdf", _pdf, {"typst": "typst"}),
    BriefFormat(".html", _html),
    BriefFormat(".md", _markdown),
)
"""All of them; none needs a browser."""


def check_brief_file(path: Path) -> BriefFormat:
    """Return the format that the name of a file asks for, before the work is done.

    Raises
    ------
    WinsetError
        If there is none, or it needs what is not installed.
    """
    suffix = path.suffix.lower()
    for kind in BRIEF_FORMATS:
        if kind.suffix == suffix:
            for module, title in kind.modules.items():
                extra(module, f"A brief as {suffix} needs {title}")
            return kind
    *most, last = (kind.suffix for kind in BRIEF_FORMATS)
    raise WinsetError(f"{path}: a brief is written as {', '.join(most)} or {last}.")


def write_brief(path: str | Path, analysis: Analysis) -> Path:
    """Write the brief of an analysis, and return the file.

    Parameters
    ----------
    path
        File to write; its suffix decides the kind. One that is there is replaced.
    analysis
        What was found.

    Raises
    ------
    WinsetError
        If the kind is unknown, needs what is not installed, or the file cannot be written. Then
        nothing is left behind.
    """
    target = Path(path)
    content = check_brief_file(target).content(analysis)
    with written_whole(target) as draft:
        draft.write_bytes(content)
    return target
