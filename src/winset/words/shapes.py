"""Which options deals have: those that would be ratified, and those that are settled on."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from winset.concepts.front_runners import leading_shares
from winset.engine import Result
from winset.scenario.model import Scenario
from winset.words.deals import Lead
from winset.words.names import form_in_words, listed
from winset.words.quantities import percents
from winset.words.views import option_in_words

MOST_NAMED = 9
"""Options of an issue up to which each is named; beyond, only the ends of a range are."""

_FRAME = (
    "A frame marks the options that no other is clearly more frequent than; they are shaded alike."
)
ZONE_METHOD = (
    "The figure is the share of the texts that pass, over all draws in which some do, that have "
    f"the option. A draw in which many texts pass counts for more than one with few. {_FRAME}"
)
SOLUTIONS_METHOD = (
    "The figure is the share of all solutions, over the draws in which some text passes, that have "
    f"the option. Equally good solutions of one draw all count. {_FRAME}"
)


def zone_shape(result: Result, issue: str) -> str:
    """Say which option of an issue the texts that pass most often have, form by form."""
    scenario = result.scenario
    names = list(scenario.issues[issue].options)
    zones = {
        form: each.ratification
        for form, each in result.forms.items()
        if each.ratification.has_zone.any()
    }
    if not zones:
        return "No text passes in any form."
    shares = {form: [float(p) for p in each.option_shares()[issue]] for form, each in zones.items()}
    if len(names) > MOST_NAMED:
        return _ranges(scenario, shares, names)
    worlds = {form: int(each.has_zone.sum()) for form, each in zones.items()}
    leads = {
        form: Lead(tuple(names[n] for n in leading_shares(parts, worlds[form])), max(parts))
        for form, parts in shares.items()
    }
    clear = _by_option(leads)
    tied = [_for(scenario, form) for form, lead in leads.items() if lead.option is None]
    if not clear:
        return "No option stands out among the texts that pass."
    if len(clear) == 1 and not tied:
        (option,) = clear
        if min(lead.share for lead in leads.values()) == 1:
            return f"All texts that pass have “{option}”."
        return f"The texts that pass most often have “{option}” ({_span(leads.values())})."
    told = [
        f"“{option}” is most frequent {listed([_for(scenario, form) for form in forms])} "
        f"({_span([leads[form] for form in forms])})."
        for option, forms in clear.items()
    ]
    if tied:
        told.append(f"No option stands out {listed(tied)}.")
    return " ".join(told)


def _for(scenario: Scenario, form: str) -> str:
    return f"for {form_in_words(scenario, form)}"


def solutions_shape(leads: Mapping[str, Lead]) -> str:
    """Say which option of an issue each solution concept most often picks: its title → the lead."""
    clear = _by_option(leads)
    tied = [title for title, lead in leads.items() if lead.option is None]
    if not clear:
        return "No option stands out by any concept."
    if len(clear) == 1 and not tied:
        (option,) = clear
        if min(lead.share for lead in leads.values()) == 1:
            return f"Every concept always picks “{option}”."
        return f"Every concept most often picks “{option}” ({_span(leads.values())})."
    told = [
        f"{listed(titles)} most often {'picks' if len(titles) == 1 else 'pick'} “{option}” "
        f"({_span([leads[title] for title in titles])})."
        for option, titles in clear.items()
    ]
    if tied:
        told.append(f"By {listed(tied)} no option stands out.")
    return " ".join(told)


def _ranges(scenario: Scenario, shares: Mapping[str, Sequence[float]], names: Sequence[str]) -> str:
    """Say between which options the zones lie, where there are too many to name the leading one."""
    forms: dict[str, list[str]] = {}
    for form, parts in shares.items():
        some = [name for name, part in zip(names, parts, strict=True) if part > 0]
        forms.setdefault(f"“{some[0]}” to “{some[-1]}”", []).append(_for(scenario, form))
    if len(forms) == 1:
        return f"The texts that pass have {next(iter(forms))}."
    told = (f"The texts that pass have {span} {listed(those)}." for span, those in forms.items())
    return " ".join(told)


def _by_option(leads: Mapping[str, Lead]) -> dict[str, list[str]]:
    """Option → what it leads in, of the options that stand out."""
    by_option: dict[str, list[str]] = {}
    for name, lead in leads.items():
        if lead.option is not None:
            by_option.setdefault(option_in_words(lead.option), []).append(name)
    return by_option


def _span(leads: Collection[Lead]) -> str:
    """Write the share of several leads: ``75–81 %``."""
    shares = [lead.share for lead in leads]
    return percents(min(shares), max(shares))
