"""Actors, forms and packages as they stand inside a sentence, for every room that tells."""

from __future__ import annotations

from collections.abc import Mapping

from winset.phrases import listed, plain_name, sentence
from winset.scenario.model import Scenario

__all__ = [
    "actor_in_words",
    "as_form",
    "form_in_words",
    "form_name",
    "form_title",
    "listed",
    "options_in_words",
    "package_in_words",
    "party_in_words",
    "plain_name",
    "sentence",
]

_LADDER: Mapping[str, tuple[str, str]] = {
    "understanding": ("an", "understanding"),
    "executive": ("an", "executive agreement"),
    "treaty": ("a", "treaty"),
}
"""The default ladder of forms: article and name."""


def actor_in_words(scenario: Scenario, actor: str, *, starts: bool = False) -> str:
    """Name an actor inside a sentence: ``Donald Trump``, ``the US Senate``.

    The article stands only where the scenario asks for it; where it ``starts`` a sentence, it has
    a capital.
    """
    name = scenario.actor_name(actor)
    return _with_article(name, scenario.actors[actor].with_article, starts=starts)


def party_in_words(scenario: Scenario, party: str, *, starts: bool = False) -> str:
    """Name a party inside a sentence: ``Russia``, ``the United States``."""
    name = scenario.party_name(party)
    return _with_article(name, scenario.parties[party].with_article, starts=starts)


def _with_article(name: str, has_article: bool, *, starts: bool = False) -> str:
    return f"{'The' if starts else 'the'} {name}" if has_article else name


def options_in_words(scenario: Scenario, package: Mapping[str, str]) -> list[tuple[str, str]]:
    """Spell out a package as pairs: title of an issue, and its option."""
    return [(scenario.issues[issue].title, plain_name(option)) for issue, option in package.items()]


def package_in_words(scenario: Scenario, package: Mapping[str, str]) -> str:
    """Spell out a package: ``Territory: de facto; Sanctions: phased out``."""
    return "; ".join(f"{title}: {option}" for title, option in options_in_words(scenario, package))


def form_in_words(scenario: Scenario, form: str) -> str:
    """Name a form of agreement inside a sentence: ``a treaty``, ``the Beijing accord``.

    A form of the scenario's own that has no title is named by its id: ``the “accord” form``.
    """
    title = _title(scenario, form)
    if title is not None:
        return _with_article(title, scenario.form_terms[form].with_article)
    return " ".join(_LADDER.get(form) or ("the", f"“{plain_name(form)}” form"))


def as_form(scenario: Scenario, form: str) -> str:
    """Say in which form a deal is made: ``as a treaty``, ``in the “accord” form``."""
    is_named = form in _LADDER or _title(scenario, form) is not None
    return f"{'as' if is_named else 'in'} {form_in_words(scenario, form)}"


def form_name(scenario: Scenario, form: str) -> str:
    """Name a form of agreement without an article: ``treaty``, ``Beijing accord``."""
    return _title(scenario, form) or (_LADDER[form][1] if form in _LADDER else plain_name(form))


def form_title(scenario: Scenario, form: str) -> str:
    """Name a form of agreement as a heading: ``Executive agreement``."""
    return sentence(form_name(scenario, form))


def _title(scenario: Scenario, form: str) -> str | None:
    """Return the title the scenario itself gives a form."""
    terms = scenario.form_terms.get(form)
    return None if terms is None else terms.title
