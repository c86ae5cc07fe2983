"""``winset vote``: whether one text passes, and who votes how."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from winset.cli.options import (
    json_option,
    package_number,
    package_option,
    perspective_option,
    seed_option,
    without_option,
    worlds_option,
)
from winset.cli.printable import print_json
from winset.cli.run import read_case
from winset.errors import WinsetError

if TYPE_CHECKING:
    from winset.scenario.case import Case

_Texts = dict[str | None, int]


@click.command()
@click.argument("case", metavar="CASE|PATH")
@click.option("--form", metavar="FORM", help="Ask in this form of agreement only.")
@click.option("--text", metavar="NAME", help="Ask about a text that the scenario or FILE names.")
@package_option("Ask about this text: an option for each issue.")
@click.option(
    "--texts",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Read drafts from a .csv or .yaml file, and ask about them all.",
)
@click.option(
    "--after-no",
    is_flag=True,
    help="Find the nearest text that passes, for each that an event under `given` rejects.",
)
@worlds_option("Joint draws of the uncertain numbers.")
@seed_option("Seed of the draws.")
@perspective_option()
@without_option()
@json_option()
@click.option("-v", "--verbose", is_flag=True, help="Show what the texts say and what moves them.")
def vote(
    case: str,
    form: str | None,
    text: str | None,
    package: str | None,
    texts: Path | None,
    after_no: bool,
    worlds: int | None,
    seed: int | None,
    perspective: str | None,
    without: tuple[str, ...],
    as_json: bool,
    verbose: bool,
) -> None:
    """Put one text of CASE to everyone: is it signed, is it ratified, who votes how.

    Without a choice of text: the one likeliest to pass in each form, the settlement, and those
    written before the vote.
    """
    from winset.analysis import analyse
    from winset.cli import vote_answer

    scenario = read_case(case, perspective, without, quiet=as_json)
    if form is not None and form not in scenario.forms:
        raise WinsetError(f"there is no form “{form}”. Choose one of: {', '.join(scenario.forms)}.")
    forms = scenario.forms if form is None else (form,)
    chosen = _chosen(scenario, text, package, texts)
    if after_no:
        _refuse_without_no(scenario, is_chosen=bool(chosen))
    analysis = analyse(scenario, worlds=worlds, seed=seed, perspectives=False)
    desk = analysis.desk
    if as_json:
        from winset.serialise.texts import TextResults, plain_after_nos, plain_forms, plain_votes

        if after_no:
            found = [each for each in analysis.after_no if each.form in forms]
            print_json(plain_after_nos(found, analysis))
        elif chosen:
            asked = [desk.vote(f, n, name) for f in forms for name, n in chosen.items()]
            print_json(plain_votes(asked, analysis))
        else:
            texts_of = TextResults(analysis.texts, secrecy=analysis.secrecy)
            print_json(plain_forms(texts_of, forms, analysis))
        return
    if after_no:
        vote_answer.print_after_no(analysis, forms)
    elif not chosen:
        vote_answer.print_forms(analysis, forms, verbose=verbose)
    else:
        vote_answer.print_texts(analysis, forms, chosen, verbose=verbose)


def _refuse_without_no(scenario: Case, *, is_chosen: bool) -> None:
    """Refuse to look for what comes after a no where there was none, or another text is named."""
    if is_chosen:
        raise WinsetError(
            "--after-no asks about the texts that were rejected. Leave out the choice of a text."
        )
    if not any(set(event.rejects or {}) == set(scenario.issues) for event in scenario.given):
        raise WinsetError(
            "no event under given rejects a whole text. Add one, such as "
            "{actor: …, rejects: {issue: option, …}} with an option for every issue."
        )


def _chosen(scenario: Case, text: str | None, package: str | None, texts: Path | None) -> _Texts:
    """Name the texts that are asked about, with their numbers; none where none is chosen."""
    from winset.packages import space_of
    from winset.scenario.texts import read_texts

    if package is not None and (text is not None or texts is not None):
        other = "--text" if text is not None else "--texts"
        raise WinsetError(f"{other} and --package both choose a text. Give one of them.")
    space = space_of(scenario)
    if package is not None:
        return {None: package_number(space, package)}
    drafts = {} if texts is None else read_texts(texts, scenario)
    if text is None:
        return {name: space.number(draft) for name, draft in drafts.items()}
    named = {**scenario.texts, **drafts}
    if text not in named:
        raise WinsetError(
            f"there is no text “{text}”. "
            + (f"Choose one of: {', '.join(named)}." if named else "The scenario names none.")
        )
    return {text: space.number(named[text])}
