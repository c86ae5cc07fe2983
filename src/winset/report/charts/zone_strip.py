"""What shape a ratifiable deal has: the zone's packages at each option, form by form."""

from __future__ import annotations

from winset.analysis import Analysis
from winset.concepts.front_runners import leading_shares
from winset.report.charts.option_strip import option_strip
from winset.report.figures import Figure
from winset.words.names import form_title
from winset.words.quantities import share
from winset.words.shapes import ZONE_METHOD, zone_shape
from winset.words.table import Table
from winset.words.views import option_in_words


def zone_strip(analysis: Analysis, issue: str) -> Figure:
    """Draw where the packages of the zone lie on one issue, one strip a form."""
    about = analysis.scenario.issues[issue]
    options = list(about.options)
    shares: dict[str, list[float] | None] = {}
    worlds = {}
    for name, form in analysis.forms.items():
        title, has_zone = form_title(analysis.scenario, name), int(form.ratification.has_zone.sum())
        parts = [float(part) for part in form.ratification.option_shares()[issue]]
        shares[title], worlds[title] = parts if has_zone else None, has_zone
    sentence = zone_shape(analysis, issue)
    places = range(len(options))
    leaders = {title: leading_shares(parts or (), worlds[title]) for title, parts in shares.items()}
    rows = tuple(
        (title, *("–" if parts is None else share(parts[n], worlds[title]) for n in places))
        for title, parts in shares.items()
    )
    return Figure(
        id=f"zone-{issue}",
        title=about.title,
        sentence=sentence,
        spec=option_strip(f"{about.title}. {sentence}", options, shares, worlds, leaders),
        table=Table(("Form", *map(option_in_words, options)), rows),
        method=ZONE_METHOD,
    )
