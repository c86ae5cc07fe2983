"""Pages that are one file: their templates, and writing them whole or not at all."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from winset._version import __version__
from winset.errors import WinsetError
from winset.phrases import bind_percents
from winset.report.figures import Figure
from winset.report.scripts import policy, script_blocks, spec_blocks, style_block
from winset.words.glossary import TERMS, Glosses
from winset.words.quantities import count_of, figure, share

if TYPE_CHECKING:
    from jinja2 import BaseLoader, Environment
    from jinja2.runtime import Context
    from markupsafe import Markup


def environment_of(loader: BaseLoader, glossary: str = "") -> Environment:
    """Return templates with what the sections of a report call; all text is escaped.

    Parameters
    ----------
    loader
        Finds the templates.
    glossary
        Address of the page that explains the terms; empty where it is the page itself.

    Returns
    -------
    jinja2.Environment
        A page is given ``glosses``, and ``kept`` where its figures are kept to stand at its foot.
    """
    from jinja2 import Environment, StrictUndefined, pass_context
    from markupsafe import Markup

    @pass_context
    def gloss(context: Context, text: str) -> Markup:
        """Mark the terms a text is the first on its page to use."""
        glosses: Glosses = context["glosses"]
        marked = str(glosses.mark(bind_percents(text)))
        return Markup(marked.replace('href="#term-', f'href="{glossary}#term-'))

    @pass_context
    def keep(context: Context, chart: Figure) -> str:
        """Collect a figure's spec for the end of the page, and return its id."""
        context["kept"][chart.id] = chart.spec
        return chart.id

    environment = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        bound=bind_percents,
        count=lambda estimate: f"{count_of(estimate):,}",
        figure=figure,
        gloss=gloss,
        keep=keep,
        share=share,
    )
    return environment


@cache
def environment() -> Environment:
    """Return the report's own templates."""
    from jinja2 import PackageLoader

    return environment_of(PackageLoader("winset.report"))


def render_document(template: str, **context: Any) -> str:  # noqa: ANN401
    """Render a page that is one file, the same for the same arguments, letter by letter.

    Parameters
    ----------
    template
        File name of a template that extends ``document.html``.
    context
        What it shows; ``title`` at least.
    """
    specs: dict[str, Any] = {}
    given = {
        "glosses": Glosses(),
        "terms": TERMS,
        "kept": specs,
        "version": __version__,
        "policy": policy(),
        "style": style_block(),
        "specs": lambda: spec_blocks(specs),
        "scripts": script_blocks(),
        **context,
    }
    return environment().get_template(template).render(given)


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """Give a file to write, and put it in the place of ``path`` once it is complete.

    Raises
    ------
    WinsetError
        If it cannot be written. Then what was there before is there still, and nothing else.
    """
    try:
        # beside its place, since only within one file system a file is replaced in one step
        with tempfile.TemporaryDirectory(dir=path.absolute().parent, prefix=".new-") as scratch:
            draft = Path(scratch) / path.name
            yield draft
            draft.replace(path)
    except OSError as error:
        raise WinsetError(f"{path}: cannot be written ({error.strerror}).") from error
