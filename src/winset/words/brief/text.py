"""Which text? The best text of each form, and the one carried out most often."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from winset.scenario.model import Scenario
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
    space = matter.result.space
    # the first text the scenario names is the one whose roll call follows
    named = dict(list(matter.scenario.texts.items())[:1])
    columns = [
        *((form_title(matter.scenario, f), space.package(b.package)) for f, b in best.items()),
        *((f"text “{plain_name(name)}”", package) for name, package in named.items()),
    ]
    others = [f"{text.alike:,}" if text.alike else "none" for text in best.values()]
    alike = ("Other texts as good", *others, *("" for _ in named))
    return Table(
        ("", *(title for title, _ in columns)),
        (
            *_issue_rows(matter.scenario, [package for _, package in columns]),
            *([alike] if any(text.alike for text in best.values()) else []),
        ),
        "The text likeliest to pass, by form (= as in the column before)",
    )


def furthest_table(matter: BriefMatter) -> Table | None:
    """Return the text carried out most often, where another than the best clearly gets further."""
    votes = {form: texts.furthest for form, texts in matter.texts.items() if texts.furthest}
    if not votes:
        return None
    packages = [matter.result.space.package(vote.package) for vote in votes.values()]
    return Table(
        ("", *(form_title(matter.scenario, form) for form in votes)),
        tuple(_issue_rows(matter.scenario, packages)),
        "The text carried out most often, by form",
    )


def _issue_rows(
    scenario: Scenario, packages: Sequence[Mapping[str, str]]
) -> Iterator[tuple[str, ...]]:
    for issue_id, issue in scenario.issues.items():
        options = [option_in_words(package[issue_id]) for package in packages]
        cells = [
            _SAME if option == before else option
            for before, option in zip([None, *options], options, strict=False)
        ]
        yield (issue.title, *cells)
