"""Form by form: the odds, where a deal dies, which packages pass, what is settled, who objects."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from winset.analysis import Analysis
from winset.concepts import title_of
from winset.packages import by_view
from winset.ratification import ConsentOdds
from winset.report.charts import blocker_dots, ratification_funnel, settlement_strip
from winset.report.palette import slot_of_party
from winset.report.sections.section import Section
from winset.words.deals import standing_of, standing_told
from winset.words.method import FORMS_INTRO
from winset.words.names import as_form, form_in_words, form_title, options_in_words, sentence
from winset.words.pens import pens_table, pens_told
from winset.words.quantities import odds
from winset.words.reasons import objectors_told
from winset.words.views import option_in_words, rule_in_words, signatories_in_words

_SHOWN = 4


def _content(analysis: Analysis) -> Mapping[str, Any] | None:
    if not analysis.forms:
        return None
    shown = {
        name: form.ratification.most_ratifiable(_SHOWN) for name, form in analysis.forms.items()
    }
    asked = tuple(dict.fromkeys(number for numbers in shown.values() for number in numbers))
    scenario = analysis.scenario
    consents = by_view(
        scenario, analysis.forms, scenario.actors, partial(analysis.consent_odds, asked)
    )
    place = {number: n for n, number in enumerate(asked)}
    return {
        "packages": f"{analysis.space.texts:,}",
        "intro": FORMS_INTRO,
        "forms": [
            _form(
                analysis, name, [(number, place[number]) for number in shown[name]], consents[name]
            )
            for name in analysis.forms
        ],
    }


def _form(
    analysis: Analysis,
    name: str,
    shown: list[tuple[int, int]],
    consents: dict[str, ConsentOdds],
) -> dict[str, Any]:
    scenario, form = analysis.scenario, analysis.forms[name]
    zone = form.ratification.zone
    strips = [settlement_strip(analysis, name, issue) for issue in scenario.issues]
    return {
        "id": name,
        "title": form_title(analysis.scenario, name),
        "told": f"{sentence(form_in_words(analysis.scenario, name))} has a zone in "
        f"{odds(zone.probability)}",
        "signed_by": signatories_in_words(scenario, name),
        "as_form": as_form(scenario, name),
        "pens_table": pens_table(analysis, name, analysis.texts[name]),
        "pens": " ".join(pens_told(analysis, name, analysis.texts[name])),
        "zone": zone,
        "parties": [_party(analysis, name, party) for party in form.ratification.parties],
        "funnel": ratification_funnel(analysis, name),
        "packages": [package_content(analysis, name, number, at, consents) for number, at in shown],
        "settlements": _settlements(analysis, name),
        "strips": [strip for strip in strips if strip is not None],
        "blockers": blocker_dots(analysis, name),
    }


def _party(analysis: Analysis, form: str, party: str) -> dict[str, Any]:
    scenario = analysis.scenario
    return {
        "id": party,
        "name": scenario.party_name(party),
        "slot": slot_of_party(scenario, party),
        "rule": sentence(rule_in_words(scenario, scenario.parties[party].ratification[form])),
        "win_set": analysis.forms[form].ratification.parties[party],
    }


def package_content(
    analysis: Analysis, form: str, number: int, at: int, consents: dict[str, ConsentOdds]
) -> dict[str, Any]:
    """What is shown of one package.

    Parameters
    ----------
    analysis, form
        The analysis, and the form the package is looked at in.
    number
        Its number.
    at
        Its column in the answers.
    consents
        Actor id → its answers.
    """
    scenario, ratification = analysis.scenario, analysis.forms[form].ratification
    worlds = ratification.zone.probability.worlds
    return {
        "number": number,
        "options": [
            _option(analysis, issue, option)
            for issue, option in analysis.space.package(number).items()
        ],
        "in_zone": ratification.zone.odds(number),
        "worlds": worlds,
        "parties": [
            {
                "id": party,
                "name": scenario.party_name(party),
                "slot": slot_of_party(scenario, party),
                "odds": own.odds(number),
            }
            for party, own in ratification.parties.items()
        ],
        "objectors": objectors_told(scenario, consents, at),
    }


def _option(analysis: Analysis, issue: str, option: str) -> dict[str, Any]:
    about = analysis.scenario.issues[issue]
    names = list(about.options)
    return {
        "issue": about.title,
        "option": option_in_words(option),
        "place": names.index(option),
        "count": len(names),
        "nominal": about.nominal,
    }


def _settlements(analysis: Analysis, form: str) -> list[dict[str, Any]]:
    return [
        {
            "id": concept,
            "title": title_of(concept),
            "options": options_in_words(analysis.scenario, analysis.space.package(deal.package)),
            "share": deal.share,
            "settled": deal.settled,
            "standing": standing_told(standing_of(analysis.forms[form], deal)),
            "payoffs": [
                {
                    "name": analysis.scenario.actor_name(actor),
                    "actor": actor,
                    "utility": value,
                    "no_deal": deal.reservations[actor],
                }
                for actor, value in deal.utilities.items()
            ],
        }
        for concept, deal in analysis.forms[form].settlements.items()
        if deal.package is not None
    ]


FORMS = Section("forms", "Form by form", "forms.html", _content, question=1)
