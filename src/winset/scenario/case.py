"""A scenario as it was read: it can be seen from a perspective, or changed and checked again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from winset.errors import Problem, ScenarioError
from winset.phrases import quoted
from winset.scenario.edit import changed_draft, perspective_draft, without_draft
from winset.scenario.model import Scenario
from winset.scenario.validate import build_scenario


class BrokenSwitchError(ScenarioError):
    """What is left of a scenario without some claims is none; the scenario itself has no errors.

    Attributes
    ----------
    found
        The errors of what is left; ``problems`` say of each without which claims.
    """

    def __init__(self, found: Sequence[Problem], claims: Sequence[str] = ()) -> None:
        self.found = tuple(found)
        told = f"without {quoted(claims)}: " if claims else ""
        super().__init__([replace(each, message=told + each.message) for each in found])


class Case(Scenario):
    """A scenario that was read, with its origin, its warnings and what can be made of it."""

    def seen_as(self, perspective: str) -> Case:
        """Lay a perspective over the scenario.

        Parameters
        ----------
        perspective
            One of the ids in ``perspectives``.

        Raises
        ------
        ScenarioError
            If there is no such perspective, or the scenario is already seen from one.
        """
        draft = perspective_draft(self, perspective)
        return build_scenario(draft, Case, seen_as=perspective, without=self.without_claims)

    def without(self, *claims: str) -> Case:
        """Switch claims off: lay over the scenario what each says under ``off``.

        In the order of the file, whatever the order they are named in. Where they change one place
        differently, ``warnings`` say which counts.

        Parameters
        ----------
        claims
            Ids in ``claims``; none leaves the scenario as it is.

        Raises
        ------
        ScenarioError
            If there is no such claim.
        BrokenSwitchError
            If the scenario has errors without them.
        """
        off = [claim for claim in dict.fromkeys(claims) if claim not in self.without_claims]
        if not off:
            return self
        draft = without_draft(self, off)
        gone = self.in_file_order((*self.without_claims, *off))
        try:
            return build_scenario(draft, Case, seen_as=self.perspective_id, without=gone)
        except ScenarioError as error:
            raise BrokenSwitchError(error.problems, gone) from None

    @property
    def clashes(self) -> tuple[Problem, ...]:
        """Warnings that claims which are off change one place differently."""
        return tuple(each for each in self.warnings if each.code == "claims-clash")

    def with_changes(self, changes: Mapping[str, object]) -> Case:
        """Change the scenario as if its file said otherwise, and check it again.

        Parameters
        ----------
        changes
            Dotted path → new value as it would be written, such as
            ``{"actors.us_senate.stances.territory.position": 55}``. A changed number without a
            source of its own counts as the analyst's judgement.

        Raises
        ------
        ScenarioError
            If a path leads nowhere or the changed scenario has errors.
        """
        draft = changed_draft(self, changes)
        # its perspectives and claims are checked when they are laid over it
        return build_scenario(
            draft,
            Case,
            seen_as=self.perspective_id,
            without=self.without_claims,
            overlays=False,
        )
