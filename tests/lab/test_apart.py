"""The product runs without the lab; where the lab is, its commands are there."""

from __future__ import annotations

import json

import click
import pytest

from tests.lab.conftest import Installed
from winset.cli.failures import Commands
from winset.lab.cli import lab


def test_the_main_job_needs_no_lab(without_lab: Installed) -> None:
    run = without_lab("run", "unit-pie", "--worlds", "64", "--json")
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout)["forms"]
    lasting = without_lab("durability", "unit-pie", "--worlds", "64")
    assert lasting.returncode == 0, lasting.stderr
    assert "does it last?" in lasting.stdout


def test_without_the_lab_nothing_of_it_is_offered(without_lab: Installed) -> None:
    shown = without_lab("--help")
    assert shown.returncode == 0, shown.stderr
    assert "durability" in shown.stdout
    for command in ("backtest", "data", "lab"):
        assert f"\n  {command} " not in shown.stdout
        refused = without_lab(command)
        assert refused.returncode == 2
        assert "Traceback" not in refused.stderr


def test_a_fit_without_the_lab_says_what_is_missing(without_lab: Installed) -> None:
    for arguments in (("fit",), ("fit", "--data", "."), ("fit", "x", "--json")):
        done = without_lab("durability", *arguments)
        assert done.returncode == 2
        assert "has no lab" in done.stderr
        assert "Traceback" not in done.stderr
    assert without_lab("durability", "--help").returncode == 0


def test_the_labs_commands_join_the_others(with_lab: Installed) -> None:
    shown = with_lab("--help").stdout
    for command in ("backtest", "data", "lab"):
        assert f"\n  {command} " in shown
    assert "atopdata.org" in with_lab("data").stdout
    assert "--from" in with_lab("backtest", "score", "--help").stdout
    for way in (("durability", "fit"), ("lab", "fit")):
        refused = with_lab(*way, "--data", ".")
        assert refused.returncode == 2
        assert "atop-alliance-level.csv" in refused.stderr
    assert "--data" in with_lab("lab", "validate").stderr


def test_a_command_nobody_has_is_refused_by_name(with_lab: Installed) -> None:
    refused = with_lab("ratify")
    assert refused.returncode == 2
    assert "ratify" in refused.stderr


@pytest.mark.parametrize("name", ["fit", "validate", "backtest", "data"])
def test_the_group_of_the_lab_holds_all_its_work(name: str) -> None:
    assert isinstance(lab.commands[name], click.Command)


def test_a_built_in_command_is_found_without_asking_other_packages(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("asked for plugins")

    monkeypatch.setattr("winset.cli.failures.with_plugins", refuse)
    group = Commands(commands=[click.Command("run")])
    assert group.get_command(click.Context(group), "run") is group.commands["run"]
