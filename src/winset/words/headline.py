"""The answer in three plain parts: the odds, the deal and its obstacle, what it rests on."""

from __future__ import annotations

from itertools import pairwise

from winset.engine import Result
from winset.scenario.model import Scenario
from winset.words.blockers import several_must_move
from winset.words.deals import (
    Shape,
    hardest_form,
    likeliest_form,
    moves,
    shape_of,
    standing_of,
)
from winset.words.marks import source_in_words
from winset.words.names import as_form, form_in_words, listed, package_in_words, sentence
from winset.words.provenance import thinness
from winset.words.quantities import counted, day_in_words, odds, odds_at_least
from winset.words.views import option_in_words, some_actors

_FEW_WORLDS = 10
_SELDOM = 0.25
_HARDLY = 0.05


def headline(result: Result) -> tuple[str, str, str]:
    """Answer in plain text: what are the odds, which deal and who is in the way, how sure.

    Three parts without markup, for the report and the terminal alike.
    """
    if not result.forms:
        nothing = "No form of agreement has a ratification rule for two parties or more."
        return (
            nothing,
            "So there is nothing to sign, and no one to stand in the way.",
            _grounds(result),
        )
    told = " ".join(part for part in (_odds(result), _signed(result)) if part)
    return told, f"{_deal(result)} {_obstacle(result)}", _grounds(result)


def _odds(result: Result) -> str:
    zones = {name: form.ratification.zone.probability for name, form in result.forms.items()}
    names = [form_in_words(result.scenario, name) for name in zones]
    count = result.worlds.count
    worlds = f"all {count:,} worlds" if count > 1 else "the one world drawn"
    if all(zone.value == 0 for zone in zones.values()):
        alike = " alike" if len(names) > 1 else ""
        return (
            "There is no package that all who sign could carry at home: "
            f"the zone of agreement is empty in {worlds}, for {listed(names)}{alike}."
        )
    meaning = "a zone of agreement (a package that all who sign could carry at home)"
    if all(zone.value == 1 for zone in zones.values()):
        verb = "has" if len(names) == 1 else "each have"
        return f"{sentence(listed(names))} {verb} {meaning} in {worlds}."
    first, *rest = (
        f"{name} {'has ' + meaning + ' ' if n == 0 else ''}in {odds(zone)}"
        for n, (name, zone) in enumerate(zip(names, zones.values(), strict=True))
    )
    return sentence(listed([first, *rest])) + "."


def _signed(result: Result) -> str:
    """Say who signs some forms only, so that no zone is taken for one between all parties."""
    scenario = result.scenario
    signers: dict[tuple[str, ...], list[str]] = {}
    for party in scenario.parties:
        forms = tuple(form for form in result.forms if party in scenario.signatories(form))
        if forms and len(forms) < len(result.forms):
            signers.setdefault(forms, []).append(scenario.party_name(party))
    told = [
        f"{listed(who)} sign{'s' if len(who) == 1 else ''} only {listed(words)}"
        for forms, who in signers.items()
        for words in [[form_in_words(scenario, form) for form in forms]]
    ]
    return f"{sentence(listed(told))}." if told else ""


def _deal(result: Result) -> str:
    likeliest = likeliest_form(result)
    if likeliest is None:
        return "No deal can be named, since none would be ratified."
    settled = {
        name: shape_of(form, form.settlements["nash"])
        for name, form in result.forms.items()
        if form.settlements["nash"].package is not None
    }
    if likeliest not in settled:
        return (
            f"Where {form_in_words(result.scenario, likeliest)} has a zone, every package in it "
            "leaves some "
            "principal worse off than no deal, so no settlement of it can be named."
        )
    first = _describe(result, likeliest, settled[likeliest])
    shared = settled[likeliest].shared
    changes = _changes(result.scenario, likeliest, settled) if shared else ""
    return f"{first}{'; ' + changes if changes else ''}."


def _describe(result: Result, form: str, shape: Shape) -> str:
    scenario, deal = result.scenario, result.forms[form].settlements["nash"]
    assert deal.package is not None
    package = package_in_words(scenario, result.space.package(deal.package))
    among = "worlds with a zone"
    standing = standing_of(result.forms[form], deal)
    often = odds(deal.share, among)
    if standing.stands_out:
        most = "" if deal.share.value == 1 else " most often"
        return (
            f"The deal{most} picked {as_form(scenario, form)} (the Nash solution) is "
            f"{package}, in {often}"
        )
    if standing.equals > 1:
        start = (
            f"No one deal stands out: {as_form(scenario, form)}, {standing.equals:,} packages "
            "are equally "
            f"often the Nash solution, each in {often}"
        )
    else:
        start = (
            f"No one deal stands out: the most frequent Nash solution of "
            f"{form_in_words(scenario, form)} "
            f"comes in {often}"
        )
    if standing.others:
        start += f", {counted(standing.others, 'other')} about as often"
    if not shape.shared:
        return f"{start}, and there is no issue on which most solutions agree"
    return f"{start}, but most solutions put {_options(scenario, shape.shared)}"


def _options(scenario: Scenario, options: dict[str, str]) -> str:
    return listed(
        [f"{scenario.issues[i].title} at “{option_in_words(o)}”" for i, o in options.items()]
    )


def _changes(scenario: Scenario, first: str, shapes: dict[str, Shape]) -> str:
    """Say how the shape of the deal moves along the ladder, from the likeliest form on."""
    ladder = [first, *(form for form in shapes if form != first)]
    told = []
    for before, after in pairwise(ladder):
        changed = moves(shapes[before], shapes[after])
        name = form_in_words(scenario, after)
        if changed:
            steps = [
                f"{scenario.issues[issue].title} to “{option_in_words(option)}”"
                for issue, option in changed.items()
            ]
            told.append(f"{name} moves {listed(steps)}")
        elif shapes[before].options == shapes[after].options:
            told.append(f"{name} has the same shape")
        else:
            told.append(f"{name} has no clearly other shape")
    return "; ".join(told)


def _obstacle(result: Result) -> str:
    """Say who stands in the way of the form least likely to have a zone."""
    scenario, form = result.scenario, hardest_form(result)
    ratification = result.forms[form].ratification
    leading, without = ratification.leading_blockers, ratification.without_zone
    name = form_in_words(scenario, form)
    if not without:
        return "Nobody stands in the way: there is a zone in every world."
    if without < _FEW_WORLDS < ratification.zone.probability.worlds:
        return f"Too few worlds lack a zone ({without}) to say who stands in the way."
    if not leading:
        return (
            f"No one actor alone stands in the way of {name}: in none of the worlds without a zone "
            f"would the consent of one more be enough; {several_must_move(scenario, form)}."
        )
    top, least = leading[0].share, leading[-1].share
    if top.value < _HARDLY:
        return (
            f"No one actor alone stands in the way of {name}: the consent of one more would at "
            f"best open a zone in {odds(top, 'worlds without one')}; "
            f"{several_must_move(scenario, form)}."
        )
    where = (odds if least == top else odds_at_least)(least, "worlds without one")
    who = [blocker.actor for blocker in leading]
    names = some_actors(scenario, who)
    if len(who) == 1:
        told = (
            f"{names} stands most in the way of {name}: with that consent to every package, "
            f"and no one else moving, there would be a zone in {where}"
        )
    else:
        either = "either" if len(who) == 2 else "any one of them"
        told = (
            f"{names} stand in the way of {name} alike: if {either} accepted every "
            f"package, there would be a zone in {where}"
        )
    seldom = "; as a rule more than one stands in the way" if top.value < _SELDOM else ""
    return f"{told}{seldom}."


def _grounds(result: Result) -> str:
    scenario = result.scenario
    thin = thinness(scenario)
    judged = f"{thin.judgements:,} of the {thin.numbers:,} numbers are the analyst’s judgement"
    rest = f"{thin.assumptions:,} are settings or defaults" if thin.assumptions else ""
    given = ""
    if scenario.sources:
        verb = "gives" if len(scenario.sources) == 1 else "give"
        given = f", which {verb} {f'{thin.data:,}' if thin.data else 'none'} of the numbers"
    as_of = ""
    if scenario.as_of is not None:
        as_of = f"as of {day_in_words(scenario.as_of)}, "
    numbers = f"{judged}{' and ' + rest if rest else ''}"
    if not result.worlds.inputs:
        sure = "Nothing in it is uncertain, so every world is the same"
    else:
        sure = "± is the error of the draws alone (95 %), not of what was judged"
    return sentence(f"{as_of}all of this rests on {_sources(scenario)}{given}; {numbers}. {sure}.")


def _sources(scenario: Scenario) -> str:
    sources = list(scenario.sources.values())
    if not sources:
        return "no source at all"
    second = sum(source.second_hand for source in sources)
    if len(sources) == 1:
        kind = "second-hand source" if second else "source"
        speaker = sources[0].speaker
        reporting = f", reporting {speaker}" if speaker else ""
        return f"one {kind} ({source_in_words(sources[0])}{reporting})"
    count = counted(len(sources), "source")
    if not second:
        return count
    how_many = "all" if second == len(sources) else str(second)
    return f"{count} ({how_many} second-hand)"
