"""Actors, forms and packages as they stand inside a sentence, for every room that tells."""

from __future__ import annotations

from collections.abc import Mapping

from winset.phrases import listed, plain_name, sentence
from winset.scenario.model import Scenario

__all__ = [
    "FORM_WORDS",
    "actor_in_words",
    "as_form",
    "form_in_words",
    "form_name",
    "form_title",
    "listed",
    "options_in_words",
    "package_in_words",
    "plain_name",
    "sentence",
]

FORM_WORDS: Mapping[str, tuple[str, str]] = {
    "understanding": ("an", "undisclosed understanding"),
    "executive": ("a", "signed executive agreement"),
    "treaty": ("a", "ratified treaty"),
}
"""The default ladder of forms: article and name."""

_BODIES = ("legislature", "electorate")


def actor_in_words(scenario: Scenario, actor: str, *, starts: bool = False) -> str:
    """Name an actor inside a sentence: ``Donald Trump``, ``the US Senate``.

    Where it ``starts`` one, an article has a capital; a name stays as the scenario writes it.
    """
    name = scenario.actor_name(actor)
    has_article = name.lower().startswith(("the ", "a ", "an "))
    is_owned = "'s" in name or "’s" in name
    if scenario.actors[actor].role in _BODIES and not has_article and not is_owned:
        return f"{'The' if starts else 'the'} {name}"
    return sentence(name) if starts and has_article else name


def options_in_words(scenario: Scenario, package: Mapping[str, str]) -> list[tuple[str, str]]:
    """Spell out a package as pairs: title of an issue, and its option."""
    return [(scenario.issues[issue].title, plain_name(option)) for issue, option in package.items()]


def package_in_words(scenario: Scenario, package: Mapping[str, str]) -> str:
    """Spell out a package: ``Territory: de facto; Sanctions: phased out``."""
    return "; ".join(f"{title}: {option}" for title, option in options_in_words(scenario, package))


def form_in_words(form: str) -> str:
    """Name a form of agreement inside a sentence: ``a ratified treaty``, ``the “accord” form``."""
    return " ".join(FORM_WORDS.get(form) or ("the", f"“{plain_name(form)}” form"))


def as_form(form: str) -> str:
    """Say in which form a deal is made: ``as a ratified treaty``, ``in the “accord” form``."""
    return ("as " if form in FORM_WORDS else "in ") + form_in_words(form)


def form_name(form: str) -> str:
    """Name a form of agreement without its article: ``ratified treaty``."""
    return FORM_WORDS[form][1] if form in FORM_WORDS else plain_name(form)


def form_title(form: str) -> str:
    """Name a form of agreement as a heading: ``Ratified treaty``."""
    return sentence(form_name(form))
