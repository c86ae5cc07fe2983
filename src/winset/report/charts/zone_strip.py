"""What shape a ratifiable deal has: the zone's packages at each option, form by form."""

from __future__ import annotations

from winset.analysis import Analysis
from winset.report.charts.option_strip import MOST_NAMED, option_strip
from winset.report.figures import Figure
from winset.words.names import form_in_words, form_title, listed
from winset.words.quantities import share
from winset.words.table import Table
from winset.words.views import option_in_words


def zone_strip(analysis: Analysis, issue: str) -> Figure:
    """Draw where the packages of the zone lie on one issue, one strip a form."""
    scenario, about = analysis.scenario, analysis.scenario.issues[issue]
    options = list(about.options)
    shares, worlds = {}, {}
    for name, form in analysis.forms.items():
        ratification = form.ratification
        has_zone = int(ratification.has_zone.sum())
        own = ratification.option_shares()[issue]
        shares[form_title(name)] = [float(part) for part in own] if has_zone else None
        worlds[form_title(name)] = has_zone
    told = _sentence(analysis, issue)
    rows = tuple(
        (
            title,
            *(
                "–" if own is None else share(part, worlds[title])
                for part in own or [0.0] * len(options)
            ),
        )
        for title, own in shares.items()
    )
    return Figure(
        id=f"zone-{issue}",
        title=scenario.issues[issue].title,
        sentence=told,
        spec=option_strip(f"{about.title}. {told}", options, shares, worlds),
        table=Table(("Form", *(option_in_words(option) for option in options)), rows),
        method=(
            "Of all packages in the zone, over all worlds with one, the share that has each "
            "option. A world with a large zone counts for more than one with a small zone."
        ),
    )


def _sentence(analysis: Analysis, issue: str) -> str:
    told: dict[str, list[str]] = {}
    options = list(analysis.scenario.issues[issue].options)
    for name, form in analysis.forms.items():
        if not form.ratification.has_zone.any():
            continue
        own = form.ratification.option_shares()[issue]
        top = int(own.argmax())
        where = f"“{option_in_words(options[top])}”"
        if len(options) > MOST_NAMED:
            some = [option for option, part in zip(options, own, strict=True) if part > 0]
            where = f"“{some[0]}” to “{some[-1]}”"
        told.setdefault(where, []).append(form_in_words(name))
    if not told:
        return "No form has a zone."
    start = "Most often" if len(options) <= MOST_NAMED else "From"
    if len(told) == 1:
        return f"{start} {next(iter(told))} in every form that has a zone."
    parts = [f"{where} for {listed(forms)}" for where, forms in told.items()]
    return f"{start} {'; '.join(parts)}."
