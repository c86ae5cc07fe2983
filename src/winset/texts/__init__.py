"""One text asked of everyone: its gates, its roll call, the best of each form (model, 0 and 3)."""

from winset.texts.after_no import AfterNo
from winset.texts.alarms import Alarm, alarms_of
from winset.texts.before_vote import Writers, WrittenText
from winset.texts.best import BestText, best_answers, best_odds
from winset.texts.best_carried_out import BestCarriedOut
from winset.texts.bringing_in import PartChange, Reluctant
from winset.texts.changes import GivingWay, TextChange
from winset.texts.common_causes import CauseDesk, CauseEffect, FormCauses
from winset.texts.gates import Gates, Stopper, Withheld
from winset.texts.hindsight import Hindsight, hindsight_of
from winset.texts.judgement_range import JudgementRange, Swing
from winset.texts.kept import Keeping, Kept, PartyKeeping, Revision
from winset.texts.no_zone import Dropped, why_no_zone
from winset.texts.roll_call import Ballot, GroupTally, Tally, WhyNot
from winset.texts.secrecy import Leak, LeakedText, Secrecy
from winset.texts.vote import FormTexts, TextDesk, Vote

__all__ = [
    "AfterNo",
    "Alarm",
    "Ballot",
    "BestCarriedOut",
    "BestText",
    "CauseDesk",
    "CauseEffect",
    "Dropped",
    "FormCauses",
    "FormTexts",
    "Gates",
    "GivingWay",
    "GroupTally",
    "Hindsight",
    "JudgementRange",
    "Keeping",
    "Kept",
    "Leak",
    "LeakedText",
    "PartChange",
    "PartyKeeping",
    "Reluctant",
    "Revision",
    "Secrecy",
    "Stopper",
    "Swing",
    "Tally",
    "TextChange",
    "TextDesk",
    "Vote",
    "WhyNot",
    "Withheld",
    "Writers",
    "WrittenText",
    "alarms_of",
    "best_answers",
    "best_odds",
    "hindsight_of",
    "why_no_zone",
]
