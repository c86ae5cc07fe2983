"""Which text? The best text of each form."""

from __future__ import annotations

from winset.words.brief.matter import BriefMatter
from winset.words.names import form_title, plain_name
from winset.words.table import Table
from winset.words.views import option_in_words

_SAME = "="


def texts_table(matter: BriefMatter) -> Table | None:
    """Return the best text of each form, an issue a row; ``=`` where the form before has it too."""
    best = {form: texts.best for form, texts in matter.texts.items() if texts.best is not None}
    if not best:
        return None
    scenario, space = matter.scenario, matter.result.space
    packages = {form: space.package(text.package) for form, text in best.items()}
    # the first text the scenario names is the one whose roll call follows
    named = dict(list(scenario.texts.items())[:1])
    rows = []
    for issue in scenario.issues:
        cells, before = [], None
        for package in [*packages.values(), *named.values()]:
            option = option_in_words(package[issue])
            cells.append(_SAME if option == before else option)
            before = option
        rows.append((scenario.issues[issue].title, *cells))
    others = [
        "none" if text is None or not text.alike else f"{text.alike:,}" for text in best.values()
    ]
    if any(text.alike for text in best.values()):
        rows.append(("Other texts as good", *others, *("" for _ in named)))
    heads = ("", *(form_title(scenario, form) for form in best))
    heads += tuple(f"text “{plain_name(name)}”" for name in named)
    return Table(
        heads, tuple(rows), "The text likeliest to pass, by form (= as in the column before)"
    )
