"""The field's terms, and the marking of their first use in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from markupsafe import Markup, escape


@dataclass(frozen=True)
class Term:
    """A term of the field: how it is written, and what it means."""

    id: str
    name: str
    meaning: str
    pattern: str = ""


TERMS: tuple[Term, ...] = (
    Term(
        "text",
        "Text, or deal",
        "A complete agreement: one option for every issue.",
        r"texts?|packages?",
    ),
    Term(
        "pass",
        "To pass",
        "A text passes when the ratification rule of every signing party holds for it.",
        r"pass|passes",
    ),
    Term(
        "draw",
        "Draw",
        "One joint draw of all uncertain numbers. Odds are shares of draws.",
        r"draws?|worlds?",
    ),
    Term(
        "win-set",
        "Win-set",
        "All texts that the ratification rule of one side would let pass at home (Putnam 1988).",
        r"win-sets?",
    ),
    Term(
        "zone",
        "Zone of agreement",
        "The texts that are in the win-set of every signing party at once. Where it is empty, "
        "nothing can be ratified.",
        r"zones? of agreement",
    ),
    Term(
        "form",
        "Form of agreement",
        "How a deal is made binding. Each form has its own ratification rule on each side.",
        r"forms? of agreement",
    ),
    Term(
        "ratification",
        "Ratification rule",
        "Whose consent a form needs at home, for instance a president and two thirds of a senate.",
        r"ratification rules?",
    ),
    Term(
        "no-deal",
        "No deal, or reversion",
        "What happens without a deal: where the issues stay, or go. An actor may have its own view "
        "of it, and prefers no deal to any text worth less.",
        r"(?:without a|no) deal",
    ),
    Term(
        "salience",
        "Salience",
        "How much an issue matters to an actor compared with the other issues, from 0 to 100.",
        r"salience",
    ),
    Term("influence", "Influence", "The weight of an actor at home, from 0 to 100.", r"influence"),
    Term(
        "red-line",
        "Red line",
        "A position beyond which an actor accepts nothing, whatever it is offered elsewhere.",
        r"red lines?",
    ),
    Term(
        "utility",
        "Utility, or worth",
        "What a text is worth to an actor, from 0 to 1; a hundredth is a point. Over all issues it "
        "adds salience times how near the option is to what the actor wants.",
        r"utility|utilities",
    ),
    Term(
        "nash",
        "Nash solution",
        "The text that makes the product of the principals’ gains over no deal as large as "
        "possible.",
        r"Nash solutions?",
    ),
    Term(
        "kalai-smorodinsky",
        "Kalai–Smorodinsky solution",
        "The text that gives each principal as even a part as can be of all it could gain.",
        r"Kalai–Smorodinsky",
    ),
    Term(
        "egalitarian",
        "Egalitarian solution",
        "The text whose least gain is greatest.",
        r"[Ee]galitarian",
    ),
    Term(
        "utilitarian",
        "Utilitarian solution",
        "The text with the greatest sum of gains.",
        r"[Uu]tilitarian",
    ),
    Term(
        "principal",
        "Principal",
        "The actor who leads a party and signs for it, unless an envoy does. Settlements are "
        "between those who sign.",
        r"principals?",
    ),
    Term(
        "outsider",
        "Outsider",
        "An actor of no party: bound by nothing, but perhaps hurt by a deal.",
        r"outsiders?",
    ),
)
"""All terms, in the order of the glossary."""


@dataclass
class Glosses:
    """Marks each term where a page first uses it."""

    used: set[str] = field(default_factory=set)
    """Ids of the terms already marked on this page."""

    def mark(self, text: str) -> Markup:
        """Escape a text and link each term it is first to use to the glossary."""
        fresh = [term for term in TERMS if term.id not in self.used]
        if not fresh:
            return escape(text)
        pattern = "|".join(f"(?P<t{n}>\\b(?:{term.pattern})\\b)" for n, term in enumerate(fresh))
        parts: list[Markup] = []
        at = 0
        for match in re.finditer(pattern, text):
            term = fresh[int((match.lastgroup or "t0")[1:])]
            if term.id in self.used:
                continue
            self.used.add(term.id)
            parts += [escape(text[at : match.start()]), _link(term, match.group())]
            at = match.end()
        return Markup("").join([*parts, escape(text[at:])])


def _link(term: Term, words: str) -> Markup:
    return Markup('<a class="gloss" href="#term-{}" title="{}">{}</a>').format(
        term.id, term.meaning, words
    )
