"""Who would write which text: principals and envoys, each with the pen in hand."""

from __future__ import annotations

from collections.abc import Iterator

from winset.engine import Result
from winset.scenario.model import Scenario
from winset.texts import FormTexts
from winset.words.names import actor_in_words, as_form, listed, party_in_words, sentence
from winset.words.quantities import counted, percent
from winset.words.table import Table
from winset.words.views import envoys_who_sign, option_in_words

_MOST_ISSUES = 2


def signing_told(scenario: Scenario) -> str:
    """Say which envoys sign, and for whom; empty where every principal does so itself."""
    signs = [
        f"{actor_in_words(scenario, envoy)} signs for {party_in_words(scenario, party)}"
        for party, envoy in envoys_who_sign(scenario).items()
    ]
    return f"{sentence(listed(signs))}." if signs else ""


def pens_table(result: Result, form: str, texts: FormTexts) -> Table | None:
    """Return what each who may write would write alone, an issue a row, and its odds.

    None where no envoy may write: the principals' texts stand among the others.
    """
    scenario = result.scenario
    pens = {actor: text for actor, text in texts.writers.pens.items() if text is not None}
    if not any(actor in pens for _, _, actor in _envoys(scenario, form)):
        return None
    same: dict[int, list[str]] = {}
    for actor, text in pens.items():
        same.setdefault(text.package, []).append(actor)
    packages = [result.space.package(number) for number in same]
    rows = [
        (about.title, *(option_in_words(package[issue]) for package in packages))
        for issue, about in scenario.issues.items()
    ]
    odds = [_odds(texts, number) for number in same]
    heads = [", ".join(scenario.actor_short(actor) for actor in actors) for actors in same.values()]
    title = f"Who would write what {as_form(scenario, form)}"
    return Table(("", *heads), (*rows, ("signed and ratified", *odds)), title)


def pens_told(result: Result, form: str, texts: FormTexts) -> Iterator[str]:
    """Say how the texts written by envoys would differ from its principal's, and how it passes."""
    scenario, pens = result.scenario, texts.writers.pens
    envoys_of: dict[tuple[str, int], list[str]] = {}
    for _, principal, envoy in _envoys(scenario, form):
        text = pens.get(envoy)
        if text is not None:
            envoys_of.setdefault((principal, text.package), []).append(envoy)
    for (principal, package), envoys in envoys_of.items():
        other = pens.get(principal)
        if other is None:
            continue
        name = listed([actor_in_words(scenario, envoy) for envoy in envoys])
        head = actor_in_words(scenario, principal)
        written, instead = (result.space.package(text) for text in (package, other.package))
        changed = [issue for issue in written if written[issue] != instead[issue]]
        if not changed:
            yield f"With the pen, {name} would write the text that {head} would."
            continue
        told = [
            f"{scenario.issue_short(issue)} ({option_in_words(written[issue])}, not "
            f"{option_in_words(instead[issue])})"
            for issue in changed[:_MOST_ISSUES]
        ]
        rest = len(changed) - len(told)
        told += [counted(rest, "more", "more")] if rest else []
        yield f"With the pen, {name} would differ from {head} on {listed(told)}."
        odds = [_odds(texts, text) for text in (package, other.package)]
        if odds[0] != odds[1]:
            yield f"That text would pass {odds[0]} of the time, not {odds[1]}."


def _odds(texts: FormTexts, package: int) -> str:
    """Odds of a text as of the first who would write it: one text has one figure."""
    pens = texts.writers.pens.items()
    first = next(actor for actor, text in pens if text is not None and text.package == package)
    return percent(texts.pens[first].value)


def _envoys(scenario: Scenario, form: str) -> Iterator[tuple[str, str, str]]:
    """Yield party, principal and envoy of all envoys of the parties that sign a form."""
    for party in scenario.signatories(form):
        side = scenario.parties[party]
        yield from ((party, side.principal, envoy) for envoy in side.envoys)
