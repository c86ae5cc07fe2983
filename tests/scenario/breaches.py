"""For each consistency rule: a change of the starter case that breaks it, and a near miss.

The first may break other rules as well; the second must not break this one.
"""

from __future__ import annotations

from typing import Any

from tests.scenario.conftest import GONE

Changes = dict[str, Any]

_VALLEY = "actors.president.stances.valley"
_VENUE = "actors.president.stances.venue"
_TREATY = "parties.north.ratification.treaty"
_PACT_NORTH = "parties.north.ratification.pact"
_PACT_SOUTH = "parties.south.ratification.pact"
_SENATE = "actors.northern_senate.body"
_VENUES = {"Lakeside": 1, "Hilltop": 0}
_VOTES = "parties.north.elections"
_TEXT = {"valley": "shared", "sanctions": 50, "venue": "Lakeside"}
_EXCLUDED = {"valley": "kept", "sanctions": 0}
_ENVOY = {
    "valley": {"position": 50, "salience": 40},
    "sanctions": {"position": 30, "salience": 0},
    "venue": {"values": {"Lakeside": 1, "Hilltop": 0}, "salience": 5},
}
_PLEDGE: Changes = {"issue": "valley", "max": 60, "cost": 0.2, "source": "gazette"}
_KEPT: Changes = {"undisclosed": ["valley"]}
_KEPT_EVERYWHERE: Changes = {
    f"forms.{form}": _KEPT for form in ("understanding", "executive", "treaty")
}
_REFUSAL = {"actor": "marshal", "rejects": {"valley": "shared"}}
_NEW: Changes = {"name": "New", "role": "other"}
_BLOC: Changes = {**_NEW, "party": "north", "votes": 40, "no_deal_cost": 0}
_BLOC["stances"] = {"sanctions": {"position": 20, "salience": 40}}


def _cause(loads: dict[str, float]) -> Changes:
    return {"title": "War", "loads": loads}


BREACHES: dict[str, tuple[Changes, Changes]] = {
    # issues
    "scale-order": ({"issues.valley.scale": [100, 0]}, {"issues.valley.scale": [-1, 100]}),
    "no-options": ({"issues.valley.options": {}}, {"issues.valley.options": {"a": 0, "b": 1}}),
    "single-option": (
        {"issues.valley.options": {"kept": 100}, "texts": {}},
        {"issues.valley.options": 2},
    ),
    "mixed-options": (
        {"issues.venue.options": {"Lakeside": 0, "Hilltop": None}},
        {"issues.venue.options": {"Lakeside": None, "Hilltop": None}},
    ),
    "option-off-scale": (
        {"issues.valley.options.kept": 101},
        {"issues.valley.options.kept": {"mean": 99, "sd": 5}},
    ),
    "same-position": (
        {"issues.valley.options.leased": 40},
        {"issues.valley.options.leased": {"low": 40, "high": 40}},
    ),
    "no-no-deal": ({"issues.valley.no_deal": GONE}, {"issues.venue.no_deal": GONE}),
    "no-deal-off-scale": (
        {"issues.valley.no_deal": {"low": 80, "high": 120}},
        {"issues.valley.no_deal": {"low": 80, "high": 100}},
    ),
    "unknown-no-deal": ({"issues.valley.no_deal": "keep"}, {"issues.valley.no_deal": "kept"}),
    "no-deal-number": ({"issues.venue.no_deal": 5}, {"issues.venue.no_deal": "Hilltop"}),
    "idle-issue": (
        {f"{_VENUE}.salience": 0},
        {f"{_VENUE}.salience": {"low": 0, "high": 1}},
    ),
    # who must do their part
    "unknown-needed-option": (
        {"issues.sanctions.needs": {"51": "lakeland"}},
        {"issues.sanctions.needs": {"50": "lakeland"}},
    ),
    "negated-need": (
        {"issues.sanctions.needs": {"50": {"all": ["lakeland", {"not": "generals"}]}}},
        {"issues.sanctions.needs": {"50": {"all": ["lakeland", "generals"]}}},
    ),
    "needed-signer": (
        {"issues.sanctions.needs": {"50": {"all": ["lakeland", "president"]}}},
        {"issues.sanctions.needs": {"50": "lakeland"}},
    ),
    "indifferent-implementer": (
        {"issues.venue.needs": {"Lakeside": "generals"}},
        {"issues.venue.needs": {"Lakeside": "generals"}, "issues.venue.binding": "whole"},
    ),
    "idle-binding": (
        {"issues.sanctions.binding": "own_part"},
        {"issues.sanctions.binding": "own_part", "issues.sanctions.needs": {"50": "lakeland"}},
    ),
    # actors
    "unknown-party": ({"actors.generals.party": "sout"}, {"actors.generals.party": GONE}),
    "no-stance": (
        {"actors.generals.stances": {}},
        {"actors.generals.stances": {}, "actors.generals.reservation": 0.5},
    ),
    "idle-actor": (
        {"actors.lakeland.stances": {}},
        {"actors.lakeland.stances": {}, "actors.lakeland.party": "north"},
    ),
    "unasked-actor": (
        {"actors.new": {**_NEW, "party": "north"}},
        {"actors.new": {**_NEW, "party": "north", "influence": 5}},
    ),
    "no-cost": (
        {"actors.northern_industry.no_deal_cost": GONE},
        {"actors.northern_industry.no_deal_cost": GONE, "settings.noise": 0},
    ),
    "unknown-principal": ({"parties.north.principal": "x"}, {"parties.north.principal": "marshal"}),
    "shared-principal": (
        {"parties.south.principal": "president", "actors.president.party": GONE},
        {"actors.president.party": GONE},
    ),
    "unknown-envoy": ({"parties.north.envoys": ["envoy"]}, {"parties.north.envoys": []}),
    "signer-not-envoy": (
        {"parties.north.signs": "northern_industry"},
        {"parties.north.signs": "president"},
    ),
    "signer-without-stance": (
        {"parties.north.signs": "special_envoy"},
        {"parties.north.signs": "special_envoy", "actors.special_envoy.stances": _ENVOY},
    ),
    "unknown-elite": (
        {"parties.north.elites": ["northern_senate", "generals"]},
        {"parties.north.elites": []},
    ),
    "principal-elsewhere": (
        {"actors.president.party": "south"},
        {"actors.president.party": GONE},
    ),
    "principal-without-party": (
        {"actors.president.party": GONE},
        {"actors.president.name": GONE},
    ),
    "envoy-elsewhere": (
        {"parties.north.envoys": ["special_envoy", "generals"]},
        {"parties.north.envoys": ["special_envoy", "lakeland"]},
    ),
    # stances
    "unknown-issue": (
        {"actors.president.stances.vally": {"position": 5, "salience": 1}},
        {"actors.lakeland.stances.venue": {"values": {"Lakeside": 1, "Hilltop": 0}}},
    ),
    "no-position": ({f"{_VALLEY}": {"salience": 5}}, {f"{_VALLEY}": {"salience": 0}}),
    "no-salience": (
        {f"{_VALLEY}.salience": GONE},
        {f"{_VALLEY}.salience": 0},
    ),
    "no-values": ({f"{_VENUE}.values": GONE}, {f"{_VENUE}": {}}),
    "position-and-values": (
        {f"{_VALLEY}.values": {"returned": 0, "shared": 1, "leased": 1, "kept": 0}},
        {
            f"{_VALLEY}.values": {"returned": 0, "shared": 1, "leased": 1, "kept": 0},
            f"{_VALLEY}.position": GONE,
        },
    ),
    "position-on-nominal": ({f"{_VENUE}.position": 5}, {f"{_VENUE}.expects": "Hilltop"}),
    "unknown-option": (
        {f"{_VENUE}.values.Lakesid": 1},
        {f"{_VALLEY}.red_line": {"exclude": ["kept"]}, f"{_VALLEY}.expects": "leased"},
    ),
    "missing-value": ({f"{_VENUE}.values": {"Lakeside": 1}}, {f"{_VENUE}.values.Hilltop": 0}),
    "position-off-scale": (
        {f"{_VALLEY}.position": {"low": 30, "high": 101}},
        {f"{_VALLEY}.position": {"mean": 100, "sd": 10}},
    ),
    "expects-number": ({f"{_VENUE}.expects": 1}, {f"{_VENUE}.expects": "Lakeside"}),
    # red lines
    "red-line-order": (
        {f"{_VALLEY}.red_line": {"min": 60, "max": 20}},
        {f"{_VALLEY}.red_line": {"min": 20, "max": 60}},
    ),
    "red-line-on-nominal": (
        {f"{_VENUE}.red_line": {"max": 50}},
        {f"{_VENUE}.red_line": {"exclude": ["Hilltop"]}},
    ),
    "red-line-off-scale": (
        {f"{_VALLEY}.red_line": {"max": 120}},
        {f"{_VALLEY}.red_line": {"max": 99}},
    ),
    "red-line-shuts": (
        {f"{_VALLEY}.red_line": {"min": 45, "max": 55}},
        {f"{_VALLEY}.red_line": {"min": {"low": 30, "high": 45}, "max": 55}},
    ),
    "red-line-may-shut": (
        {f"{_VALLEY}.red_line": {"min": {"low": 30, "high": 45}, "max": 55}},
        {f"{_VALLEY}.red_line": {"min": {"low": 30, "high": 40}, "max": 55}},
    ),
    "idle-red-line": ({f"{_VALLEY}.red_line": {"max": 100}}, {f"{_VALLEY}.red_line": {"max": 99}}),
    # bodies
    "body-without-members": (
        {"actors.northern_senate.body": {"dispersion": 5}},
        {"actors.northern_senate.body": {"members": 1}},
    ),
    "body-both-ways": (
        {"actors.northern_senate.body.file": "senate.csv"},
        {"actors.northern_senate.body": {"file": "senate.csv"}},
    ),
    "no-dispersion": (
        {"actors.northern_senate.body.dispersion": GONE},
        {"actors.northern_senate.body.dispersion": 0},
    ),
    "wide-dispersion": (
        {"actors.northern_senate.body.dispersion": {"low": 10, "high": 51}},
        {"actors.northern_senate.body.dispersion": 50},
    ),
    "group-members": (
        {f"{_SENATE}.groups": {"left": {"members": 40}, "right": {"members": 50}}},
        {f"{_SENATE}.groups": {"left": {"members": 40}, "right": {"members": 60}}},
    ),
    "group-both-ways": (
        {_SENATE: {"file": "senate.csv", "groups": {"left": {"members": 1, "discipline": 1}}}},
        {_SENATE: {"file": "senate.csv", "groups": {"left": {"discipline": 1}}}},
    ),
    "unknown-bloc": (
        {_SENATE: {"file": "senate.csv", "groups": {"lefts": {"discipline": 1}}}},
        {_SENATE: {"file": "senate.csv", "groups": {"left": {"discipline": 1}}}},
    ),
    "group-without-dispersion": (
        {_SENATE: {"members": 9, "groups": {"left": {"members": 9, "offset": -5}}}},
        {_SENATE: {"members": 9, "dispersion": 0, "groups": {"left": {"members": 9, "offset": 5}}}},
    ),
    "unknown-leader": (
        {f"{_SENATE}.groups.left": {"members": 100, "discipline": 1, "follows": "presidnt"}},
        {f"{_SENATE}.groups.left": {"members": 100, "discipline": 1, "follows": "president"}},
    ),
    "line-in-a-circle": (
        {f"{_SENATE}.groups.left": {"members": 100, "discipline": 1, "follows": "northern_senate"}},
        {f"{_SENATE}.groups.left": {"members": 100, "discipline": 1, "follows": "generals"}},
    ),
    "wide-offset": (
        {f"{_SENATE}.groups.left": {"members": 100, "offset": {"low": -101, "high": 0}}},
        {f"{_SENATE}.groups.left": {"members": 100, "offset": -100}},
    ),
    "idle-groups": (
        {f"{_SENATE}.groups": {"left": {"members": 40}, "right": {"members": 60}}},
        {f"{_SENATE}.groups": {"left": {"members": 40}, "right": {"members": 60, "offset": 1}}},
    ),
    "idle-leader": (
        {f"{_SENATE}.groups.left": {"members": 100, "offset": 1, "follows": "president"}},
        {f"{_SENATE}.groups.left": {"members": 100, "discipline": 0.1, "follows": "president"}},
    ),
    "idle-offset": (
        {
            f"{_SENATE}.groups.left": {"members": 100, "offset": 5},
            "actors.northern_senate.stances": {"venue": {"values": _VENUES, "salience": 1}},
        },
        {f"{_SENATE}.groups.left": {"members": 100, "offset": 5}},
    ),
    "idle-column": (
        {
            "actors.northern_senate.body": {"file": "senate.csv"},
            "actors.northern_senate.stances.valley": GONE,
        },
        {"actors.northern_senate.body": {"file": "senate.csv"}},
    ),
    # pledges and secrecy
    "pledge-unknown-issue": (
        {"actors.president.pledges": [{**_PLEDGE, "issue": "vally"}]},
        {"actors.president.pledges": [_PLEDGE]},
    ),
    "pledge-without-end": (
        {"actors.president.pledges": [{"issue": "valley", "cost": 0.2, "source": "gazette"}]},
        {"actors.president.pledges": [{**_PLEDGE, "min": 60}]},
    ),
    "pledge-on-nominal": (
        {"actors.president.pledges": [{**_PLEDGE, "issue": "venue"}]},
        {"actors.president.pledges": [{**_PLEDGE, "issue": "sanctions"}]},
    ),
    "pledge-off-scale": (
        {"actors.president.pledges": [{**_PLEDGE, "max": 120}]},
        {"actors.president.pledges": [{**_PLEDGE, "max": 100}]},
    ),
    "pledges-cost-all": (
        {"actors.president.pledges": [{**_PLEDGE, "cost": 0.8}, {**_PLEDGE, "cost": 0.8}]},
        {"actors.president.pledges": [{**_PLEDGE, "cost": 0.7}, {**_PLEDGE, "cost": 0.8}]},
    ),
    "pledge-for-nothing": (
        {"actors.president.pledges": [{**_PLEDGE, "cost": 0}]},
        {"actors.president.pledges": [{**_PLEDGE, "cost": {"low": 0, "high": 0.1}}]},
    ),
    "pledge-without-source": (
        {"actors.president.pledges": [{"issue": "valley", "max": 60, "cost": 0.2}]},
        {"actors.president.pledges": [_PLEDGE]},
    ),
    "pledge-never-seen": (
        {"actors.president.pledges": [_PLEDGE], **_KEPT_EVERYWHERE},
        {"actors.president.pledges": [_PLEDGE], "forms.treaty.undisclosed": ["valley"]},
    ),
    "undisclosed-unknown-issue": (
        {"forms.treaty": {"undisclosed": ["vally"]}},
        {"forms.treaty": {"undisclosed": ["valley"]}},
    ),
    "idle-undisclosed": (
        {"forms.understanding": {"undisclosed": ["valley"]}},
        {
            "forms.understanding": {"undisclosed": ["valley"]},
            "actors.president.pledges": [_PLEDGE],
        },
    ),
    # forms
    "one-party": ({"parties.south": GONE}, {}),
    "no-common-form": (
        {"parties.south.ratification": {"pact": "marshal"}},
        {"parties.south.ratification": {"treaty": "marshal"}},
    ),
    "lone-form": (
        {"parties.south.ratification.executive": GONE},
        {"parties.south.ratification.treaty": "marshal"},
    ),
    "no-rule": (
        {"parties.east": {"principal": "lakeland", "ratification": {}}},
        {"parties.east": {"principal": "lakeland", "ratification": {"treaty": "lakeland"}}},
    ),
    # rules
    "unknown-actor": (
        {_TREATY: {"all": ["president", {"majority": "northern_senat"}]}},
        {_TREATY: {"not": "lakeland"}},
    ),
    "not-a-body": ({_TREATY: {"majority": "president"}}, {_TREATY: "president"}),
    "bare-body": (
        {_TREATY: {"all": ["president", "northern_senate"]}},
        {_TREATY: {"majority": "northern_senate"}},
    ),
    "unreachable-quorum": (
        {_TREATY: {"at_least": 101, "of": "northern_senate"}},
        {_TREATY: {"at_least": 100, "of": "northern_senate"}},
    ),
    "no-influence": (
        {_TREATY: {"at_least": 0.5, "of": ["president", "special_envoy"], "by": "influence"}},
        {_TREATY: {"at_least": 0.5, "of": ["president", "special_envoy"], "by": "count"}},
    ),
    "whole-blocs": (
        {
            "actors.left": _BLOC,
            _TREATY: {"all": ["president", {"at_least": 0.5, "of": ["left"], "by": "votes"}]},
        },
        {
            "actors.left": _BLOC,
            _TREATY: {
                "all": [
                    "president",
                    {"at_least": 0.5, "of": ["left"], "by": "votes"},
                    {"majority": "northern_senate"},
                ]
            },
        },
    ),
    "unasked-signer": (
        {_TREATY: {"majority": "northern_senate"}},
        {_TREATY: {"all": ["president", {"majority": "northern_senate"}]}},
    ),
    "repeated-rule": (
        {_TREATY: {"all": ["president", "president"]}},
        {_TREATY: {"all": ["president", {"any": ["president", "marshal"]}]}},
    ),
    # common causes
    "load-on-nothing": (
        {"shocks.war": _cause({"actors.*.stances.valley.expect": 5})},
        {"shocks.war": _cause({"actors.*.stances.valley.position": 5})},
    ),
    "idle-shock": (
        {"shocks.war": _cause({f"{_VALLEY}.position": 0})},
        {"shocks.war": _cause({f"{_VALLEY}.position": 5, f"{_VALLEY}.salience": 0})},
    ),
    "load-too-great": (
        {"shocks.war": _cause({f"{_VALLEY}.position": 400})},
        {"shocks.war": _cause({f"{_VALLEY}.position": 20, "actors.president.no_deal_cost": 0.05})},
    ),
    # talks, sources, perspectives, settings
    "unknown-presence": ({"talks.0.present": ["envoy"]}, {"talks.0.present": []}),
    "unknown-topic": ({"talks.0.status.vale": "open"}, {"talks.0.status.venue": "open"}),
    "talks-order": (
        {"talks": [{"date": "2025-06-27"}, {"date": "2025-06-01"}]},
        {"talks": [{"date": "2025-06-27"}, {"date": "2025-06-27"}]},
    ),
    "talks-after-as-of": ({"talks.0.date": "2025-07-01"}, {"talks.0.date": "2025-06-30"}),
    # texts
    "unknown-issue-in-text": (
        {"texts.envoys": {**_TEXT, "vally": "shared"}},
        {"texts.envoys": _TEXT},
    ),
    "unknown-option-in-text": (
        {"texts.envoys": {**_TEXT, "valley": "sharde"}},
        {"texts.envoys": {**_TEXT, "sanctions": "50"}},
    ),
    "incomplete-text": (
        {"texts.envoys": {"valley": "shared", "sanctions": 50}},
        {"texts": {}},
    ),
    # exclusions
    "unknown-issue-in-excludes": (
        {"excludes": [{"vally": "kept", "sanctions": 0}]},
        {"excludes": [{"valley": "kept", "sanctions": 0}]},
    ),
    "unknown-option-in-excludes": (
        {"excludes": [{"valley": "kpet", "sanctions": 0}]},
        {"excludes": [{"valley": "kept", "sanctions": "0"}]},
    ),
    "empty-combination": ({"excludes": [{}]}, {"excludes": []}),
    "lone-exclusion": (
        {"excludes": [{"valley": "kept"}]},
        {"excludes": [{"valley": "kept", "venue": "Hilltop"}]},
    ),
    "repeated-exclusion": (
        {"excludes": [{"valley": "kept", "sanctions": 0, "venue": "Hilltop"}, _EXCLUDED]},
        {"excludes": [{"valley": "kept", "sanctions": 25}, _EXCLUDED]},
    ),
    "no-text-left": (
        {"excludes": [{"venue": "Lakeside"}, {"venue": "Hilltop"}]},
        {"excludes": [{"venue": "Lakeside"}, {"venue": "Hilltop", "valley": "kept"}]},
    ),
    "excluded-text": (
        {"texts.envoys": _TEXT, "excludes": [{"valley": "shared", "venue": "Lakeside"}]},
        {"texts.envoys": _TEXT, "excludes": [{"valley": "shared", "venue": "Hilltop"}]},
    ),
    # events
    "event-of-whom": (
        {"given": [{**_REFUSAL, "party": "south"}]},
        {"given": [_REFUSAL]},
    ),
    "event-without-answer": (
        {"given": [{**_REFUSAL, "accepts": {"valley": "shared"}}]},
        {"given": [{"issue": "valley", "agreed": "shared"}]},
    ),
    "empty-offer": (
        {"given": [{"actor": "marshal", "rejects": {}}]},
        {"given": [_REFUSAL]},
    ),
    "unknown-in-event": (
        {"given": [{**_REFUSAL, "actor": "marshall"}]},
        {"given": [_REFUSAL]},
    ),
    "unknown-option-in-event": (
        {"given": [{"actor": "marshal", "rejects": {"valley": "sharde"}}]},
        {"given": [{"actor": "marshal", "rejects": {"sanctions": 50}}]},
    ),
    "excluded-offer": (
        {"given": [_REFUSAL], "excludes": [{"valley": "shared"}]},
        {"given": [_REFUSAL], "excludes": [{"valley": "shared", "venue": "Hilltop"}]},
    ),
    "event-form": (
        {"given": [{"party": "north", "form": "treatty", "rejects": _TEXT}]},
        {"given": [{"party": "north", "form": "treaty", "rejects": _TEXT}]},
    ),
    "events-contradict": (
        {"given": [_REFUSAL, {"actor": "marshal", "accepts": {"valley": "shared"}}]},
        {"given": [_REFUSAL, {"actor": "marshal", "accepts": {"valley": "leased"}}]},
    ),
    "repeated-event": (
        {"given": [_REFUSAL, {**_REFUSAL, "note": "said again"}]},
        {"given": [_REFUSAL, {**_REFUSAL, "form": "treaty"}]},
    ),
    "event-after-as-of": (
        {"given": [{**_REFUSAL, "date": "2025-07-01"}]},
        {"given": [{**_REFUSAL, "date": "2025-06-30"}]},
    ),
    "unknown-source": (
        {f"{_VALLEY}.source": ["gazette", "gazete"]},
        {f"{_VALLEY}.source": ["gazette"]},
    ),
    "basis-without-source": (
        {"actors.generals.basis": "source"},
        {"actors.generals.basis": "source", "actors.generals.source": "gazette"},
    ),
    "unused-source": (
        {"sources.book": {"title": "A book"}},
        {
            "sources.book": {"title": "A book"},
            "perspectives.lakeland.actors.marshal.stances.valley.source": "book",
        },
    ),
    "source-outside-folder": (
        {"sources.gazette.file": "../gazette.md"},
        {"sources.gazette.file": "./sources/gazette.md"},
    ),
    "missing-source-file": (
        {"sources.gazette.file": "sources/lost.md"},
        {"sources.gazette.file": "README.md"},
    ),
    "unknown-in-perspective": (
        {"perspectives.lakeland.actors": {"marshall": {"influence": 5}}},
        {"perspectives.lakeland.actors": {"marshall": {"name": "The other one"}}},
    ),
    "unknown-in-claim": (
        {"claims.war": {"title": "War ends", "off": {"actors": {"marshall": None}}}},
        {"claims.war": {"title": "War ends", "off": {"issues": {"venue": {"note": "none"}}}}},
    ),
    "idle-claim": (
        {"claims.war": {"title": "War ends", "off": {"actors": {"president": {"votes": None}}}}},
        {"claims.war": {"title": "War ends", "off": {"actors": {"president": {"votes": 2}}}}},
    ),
    "unswitchable-part": (
        {"claims.war": {"title": "War ends", "off": {"settings": {"noise": 0}}}},
        {"claims.war": {"title": "War ends", "off": {"durability": {"years": 5}}}},
    ),
    "uncarried-claim": (
        {"claims.war": {"title": "War ends"}},
        {"claims.war": {"title": "War ends", "mechanism": "no number hangs on it"}},
    ),
    "idle-perspective": ({"perspectives.lakeland.actors": GONE}, {}),
    # durability
    "unknown-form": (
        {"forms.treatty": {"ratified": True}},
        {"forms.treaty": {"ratified": True}},
    ),
    "unclassed-form": (
        {_PACT_NORTH: "president", _PACT_SOUTH: "marshal"},
        {_PACT_NORTH: "president", _PACT_SOUTH: "marshal", "forms.pact": {"ratified": False}},
    ),
    "office-before-election": (
        {_VOTES: [{"date": "2027-03-07", "takes_office": "2027-03-01", "change": 0.4}]},
        {_VOTES: [{"date": "2027-03-07", "takes_office": "2027-03-07", "change": 0.4}]},
    ),
    "no-signing-day": (
        {_VOTES: [{"date": "2027-03-07", "change": 0.4}], "as_of": GONE},
        {
            _VOTES: [{"date": "2027-03-07", "change": 0.4}],
            "as_of": GONE,
            "durability.signed": "2025-07-01",
        },
    ),
    "past-election": (
        {_VOTES: [{"date": "2021-03-07", "change": 0.4}]},
        {_VOTES: [{"date": "2025-03-07", "takes_office": "2025-08-01", "change": 0.4}]},
    ),
    "approval-elsewhere": (
        {"parties.north.approval": 41},
        {
            "parties.north.approval": 41,
            "parties.north.name": "United States",
            "parties.north.regime": "democracy",
        },
    ),
    "nothing-to-approve": (
        {"durability.use_approval": True},
        {"durability.use_approval": False},
    ),
    # what becomes of a deal in force
    "stays-at-no-deal": (
        {"issues.valley.options.kept": {"at": 80, "reverts": "no"}},
        {"issues.valley.options.kept": {"at": 81, "reverts": "no"}},
    ),
    "idle-exit-cost": (
        {_PACT_NORTH: "president", "forms.pact": {"ratified": False, "exit_cost": 0.1}},
        {"forms.treaty.exit_cost": 0.1},
    ),
    "disrupts-nothing": (
        {"actors.lakeland.disrupts.rate": 0.1, "actors.lakeland.stances": {}},
        {"actors.lakeland.disrupts.rate": 0.1},
    ),
    "disrupter-signs": (
        {"actors.marshal.disrupts.rate": 0.1},
        {"actors.generals.disrupts.rate": 0.1},
    ),
    "worlds-power": ({"settings.worlds": 1000}, {"settings.worlds": 512}),
}
