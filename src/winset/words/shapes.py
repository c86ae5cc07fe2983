"""Which options deals have: those that would be ratified, and those that are settled on."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from winset.concepts.front_runners import leading_shares
from winset.engine import Result
from winset.scenario.model import Scenario
from winset.words.deals import Lead
from winset.words.names import form_in_words, listed
from winset.words.quantities import share
from winset.words.views import option_in_words

MOST_NAMED = 9
"""Options of an issue up to which each is named; beyond, only the ends of a range are."""

ZONE_METHOD = (
    "Of all packages in the zone, over all worlds with one, the share that has each option. A "
    "world with a large zone counts for more than one with a small zone. A frame marks the options "
    "that no other is clearly more frequent than; they are shaded alike."
)
SOLUTIONS_METHOD = (
    "Of all solutions over the worlds with a zone, the share that has each option; equally good "
    "solutions of one world all count. A frame marks the options that no other is clearly more "
    "frequent than; they are shaded alike."
)


def zone_shape(result: Result, issue: str) -> str:
    """Say which option of an issue the packages of the zone most often have, form by form."""
    scenario = result.scenario
    names = list(scenario.issues[issue].options)
    zones = {
        form: found.ratification
        for form, found in result.forms.items()
        if found.ratification.has_zone.any()
    }
    if not zones:
        return "No form has a zone."
    shares = {form: [float(p) for p in own.option_shares()[issue]] for form, own in zones.items()}
    if len(names) > MOST_NAMED:
        return _ranges(scenario, shares, names)
    worlds = {form: int(own.has_zone.sum()) for form, own in zones.items()}
    leads = {
        form: Lead(tuple(names[n] for n in leading_shares(parts, worlds[form])), max(parts))
        for form, parts in shares.items()
    }
    clear = _by_option(leads)
    tied = [form_in_words(scenario, form) for form, lead in leads.items() if lead.option is None]
    if not clear:
        return "No option stands out in any form that has a zone."
    if len(clear) == 1 and not tied:
        (option,) = clear
        often = _span(leads.values(), worlds)
        return f"Most often “{option}” in every form that has a zone ({often})."
    named = {f: f"{form_in_words(scenario, f)} ({share(leads[f].share, worlds[f])})" for f in leads}
    parts = [
        f"“{option}” for {listed([named[form] for form in forms])}"
        for option, forms in clear.items()
    ]
    if tied:
        parts.append(f"no option stands out for {listed(tied)}")
    return f"Most often {'; '.join(parts)}."


def solutions_shape(leads: Mapping[str, Lead], worlds: Mapping[str, int]) -> str:
    """Say which option of an issue each solution concept most often picks.

    Both mappings are by the concept's title: what leads, and how many worlds are behind the shares.
    """
    clear = _by_option(leads)
    tied = [title for title, lead in leads.items() if lead.option is None]
    if not clear:
        return "No option stands out by any concept."
    parts = [
        f"{listed(titles)}: “{option}” ({_span([leads[t] for t in titles], worlds)})"
        for option, titles in clear.items()
    ]
    if len(clear) == 1 and not tied:
        (option,) = clear
        return f"Every concept most often picks “{option}” ({_span(leads.values(), worlds)})."
    if tied:
        parts.append(f"{listed(tied)}: no option stands out")
    return f"{'; '.join(parts)}."


def _ranges(scenario: Scenario, shares: Mapping[str, Sequence[float]], names: Sequence[str]) -> str:
    """Say between which options the zones lie, where there are too many to name the leading one."""
    forms: dict[str, list[str]] = {}
    for form, parts in shares.items():
        some = [name for name, part in zip(names, parts, strict=True) if part > 0]
        forms.setdefault(f"“{some[0]}” to “{some[-1]}”", []).append(form_in_words(scenario, form))
    if len(forms) == 1:
        return f"From {next(iter(forms))} in every form that has a zone."
    return f"From {'; '.join(f'{span} for {listed(own)}' for span, own in forms.items())}."


def _by_option(leads: Mapping[str, Lead]) -> dict[str, list[str]]:
    """Option → what it leads in, of the options that stand out."""
    by_option: dict[str, list[str]] = {}
    for name, lead in leads.items():
        if lead.option is not None:
            by_option.setdefault(option_in_words(lead.option), []).append(name)
    return by_option


def _span(leads: Collection[Lead], worlds: Mapping[str, int]) -> str:
    """Write the share of several leads: ``0.75 to 0.81``."""
    fewest = min(worlds.values())
    if all(lead.share == 1 for lead in leads):
        return "all"
    least, most = (share(end(lead.share for lead in leads), fewest) for end in (min, max))
    return least if least == most else f"{least} to {most}"
